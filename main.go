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

	silent := silence()
	hideDiagnostics()
	provider.BoundMemory()
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	err := tf6server.Serve(address, func() tfprotov6.ProviderServer {
		server := provider.NewServer(version, nil)
		server.DiscardLogs = silent
		return server
	}, options...)
	if err != nil {
		log.Fatal(err)
	}
}

// hideDiagnostics keeps the texts of errors and warnings, which name addresses of people,
// out of the log. The protocol library writes them there, and has no setting for that
// alone. TF_LOG_SDK_PROTO asks for its log all the same.
func hideDiagnostics() {
	if os.Getenv("TF_LOG_SDK_PROTO") == "" {
		_ = os.Setenv("TF_LOG_SDK_PROTO", "OFF")
	}
}

// silence spares what a log costs that nobody reads, and tells whether it has:
// Terraform throws a provider's log away unless it was asked for one, but the
// libraries below would still write every step of theirs.
func silence() bool {
	for _, name := range []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK"} {
		if os.Getenv(name) != "" {
			return false
		}
	}
	return os.Setenv("TF_LOG_SDK", "OFF") == nil
}
