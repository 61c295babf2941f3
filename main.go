// Command terraform-provider-wix is the plugin that Terraform and OpenTofu
// start to manage the contacts of a Wix site. It is not meant to be run by
// hand, except with -debug.
package main

import (
	"flag"
	"log"
	"os"
	runtimedebug "runtime/debug"

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

	thrift()
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	err := tf6server.Serve(address, func() tfprotov6.ProviderServer { return provider.NewServer(version, nil) }, options...)
	if err != nil {
		log.Fatal(err)
	}
}

// plenty is how much memory, in bytes, is no reason to look for garbage more often.
const plenty = 160 << 20

// thrift spares processor time in runs over thousands of contacts.
func thrift() {
	// Terraform throws a provider's log away unless it was asked for one, but the
	// libraries below would still write every step of theirs.
	if os.Getenv("TF_LOG") == "" && os.Getenv("TF_LOG_PROVIDER") == "" && os.Getenv("TF_LOG_SDK") == "" {
		_ = os.Setenv("TF_LOG_SDK", "OFF")
	}
	// Nearly all memory is garbage at once: it is collected rarely as long as there
	// is little of it. Variables of the environment win.
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		runtimedebug.SetGCPercent(400)
		runtimedebug.SetMemoryLimit(plenty)
	}
}
