// Package live holds the acceptance tests that may run against a real site. They work on
// objects of their own, whose names and addresses begin with a prefix, and know the site
// only through the provider and the client of the API. Sweepers delete what a run that was
// killed has left.
//
// It has no code but its tests. Those named TestAccLive need WIX_LIVE_TESTS=1 and the
// credential of a site. The others run them, by the make targets that people use, against
// an emulator in the place of that site.
package live
