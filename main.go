// Command terraform-provider-wix is the plugin that Terraform and OpenTofu
// start to manage the contacts of a Wix site. It is not meant to be run by
// hand, except with -debug.
package main

import (
	"flag"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

// address is what the CLI looks the plugin up by when it attaches to one that
// runs with -debug.
const address = "registry.terraform.io/terraform-provider-wix/wix"

// version is set by the linker in a release.
var version = provider.Unreleased

func main() {
	debug := flag.Bool("debug", false, "keep running and print how a CLI can attach, for use with a debugger")
	flag.Parse()

	quiet()
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	err := tf6server.Serve(address, func() tfprotov6.ProviderServer { return provider.NewServer(version, nil) }, options...)
	if err != nil {
		log.Fatal(err)
	}
}

// quiet spares the processor time of a log that nobody reads: Terraform throws a
// provider's log away unless it was asked for one, but the libraries below would
// still write every step of theirs.
func quiet() {
	if os.Getenv("TF_LOG") == "" && os.Getenv("TF_LOG_PROVIDER") == "" && os.Getenv("TF_LOG_SDK") == "" {
		_ = os.Setenv("TF_LOG_SDK", "OFF")
	}
}
