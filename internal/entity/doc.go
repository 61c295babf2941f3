// Package entity holds what labels, extended fields and contacts share, each thing
// once: the provider data, the one translator from API errors to diagnostics, the
// settings that all resources have, and for the kinds of named objects (those known by a
// key and a display name) the resource, the data sources, whose schemas are derived from
// the resource's, and the list resource.
package entity
