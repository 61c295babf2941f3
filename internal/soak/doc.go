// Package soak holds tests that interrupt, kill and race runs of the provider, and
// that let it live at length among faults and other people. Afterwards nothing may
// be lost, doubled or changed that was not to be. It has no code but its tests.
package soak
