package main

import (
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// errUsage says that the flags were wrong; the reason is printed already.
var errUsage = errors.New("usage")

type config struct {
	addr    string
	options emulator.Options
}

func parse(args []string, stderr io.Writer) (config, error) {
	out := config{options: emulator.Options{NewID: randomID}}
	o := &out.options
	flags := flag.NewFlagSet("wix-emulator", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&out.addr, "addr", "127.0.0.1:8080", "`address` to listen on; port 0 takes any free one")
	flags.StringVar(&o.APIKey, "api-key", "", "the only API `key` let in; empty lets in any")
	flags.StringVar(&o.SiteID, "site-id", "", "the only site `GUID` known; empty knows any")
	flags.StringVar(&o.AppID, "app-id", "", "client_id for access tokens; empty takes any")
	flags.StringVar(&o.AppSecret, "app-secret", "", "client_secret for access tokens; empty takes any")
	flags.StringVar(&o.InstanceID, "instance-id", "", "instance_id for access tokens; empty takes any")
	flags.IntVar(&o.Seed, "seed", 0, "`number` of contacts to start with")
	flags.IntVar(&o.RequestsPerMinute, "requests-per-minute", 0, "rate above which calls get 429; 0 is no limit")
	flags.DurationVar(&o.Latency, "latency", 0, "`time` added to every request")
	for _, doc := range emulator.SwitchNames() {
		flags.Func(flagName(doc.Name), usage(doc), func(value string) error { return o.Switches.Set(doc.Name, value) })
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return out, err
		}
		return out, errUsage
	}
	if flags.NArg() > 0 {
		fmt.Fprintln(stderr, "wix-emulator: unexpected argument", flags.Arg(0))
		return out, errUsage
	}
	return out, nil
}

// flagName is the flag of a switch: patch.extendedFields is
// -patch-extendedfields.
func flagName(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, ".", "-"))
}

func usage(doc emulator.SwitchDoc) string {
	return fmt.Sprintf("%s `%s` (default %s)", doc.Doc, strings.Join(doc.Values, "|"), doc.Default)
}

// randomID is a version 4 GUID.
func randomID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
