// Package ownership edits configurations as people do, and looks at what became of the
// objects: whoever had one keeps it, or was told.
package ownership
