// Command terraform-provider-wix is the plugin that Terraform and OpenTofu
// start to manage the contacts of a Wix site. It is not meant to be run by
// hand, except with -debug.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

// address is what the CLI looks the plugin up by when it attaches to one that
// runs with -debug.
const address = "registry.terraform.io/terraform-provider-wix/wix"

// version is set by the linker in a release.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "keep running and print how a CLI can attach, for use with a debugger")
	flag.Parse()

	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: address,
		Debug:   *debug,
	})
	if err != nil {
		log.Fatal(err)
	}
}
