// Package release keeps what each release of the provider had, in testdata: its schema,
// and a configuration with the state and the site that it left. Its tests hold the present
// provider against that: what breaks configurations has to be announced, and nobody's plan
// changes by an upgrade alone. It has no code but its tests.
package release
