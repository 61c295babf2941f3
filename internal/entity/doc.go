// Package entity holds what labels, extended fields and contacts share, each
// thing once: the connection to the configured client, the one translator from
// API errors to diagnostics, the settings that all resources have, the resource
// for definitions (objects known by a key and a display name) and the data
// sources, whose schemas are derived from those of the resources.
package entity
