package main

import (
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// errUsage is returned for invalid flags, after the reason has been printed.
var errUsage = errors.New("usage")

type config struct {
	addr    string
	data    string
	version bool // is asked for
	options emulator.Options
}

// protect settles who may talk to the emulator. On another address than a loopback
// one others can reach it: they may use the host name of this machine, and need a
// token for the page and the control surface.
func (c *config) protect() error {
	at, err := net.ResolveTCPAddr("tcp", c.addr)
	if err != nil {
		return c.unusable(err)
	}
	c.addr = at.String()
	if at.IP.IsLoopback() {
		return nil
	}
	if name, err := os.Hostname(); err == nil {
		c.options.Hosts = append(c.options.Hosts, name)
	}
	if c.options.Token == "" {
		c.options.Token = rand.Text()
	}
	return nil
}

// unusable explains that the emulator cannot listen where it is told to.
func (c *config) unusable(err error) error {
	return fmt.Errorf("-addr %s cannot be used: %w; choose another port, such as -addr 127.0.0.1:8081, or 0 for one that is free", c.addr, err)
}

func parse(args []string, stderr io.Writer) (config, error) {
	out := config{options: emulator.Options{NewID: randomID}}
	flags, switches := newFlags(&out)
	flags.SetOutput(stderr)
	flags.Usage = func() { help(stderr, flags, switches) }
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

// newFlags makes the flags, and returns which of them are switches.
func newFlags(out *config) (*flag.FlagSet, map[string]bool) {
	o := &out.options
	flags := flag.NewFlagSet("wix-emulator", flag.ContinueOnError)
	flags.StringVar(&out.addr, "addr", "127.0.0.1:8080", "The `address` to listen on. Port 0 takes a free one.")
	flags.Func("hosts", "Further host `names` under which it answers, with commas between them, such as emulator,\nbeside localhost, its addresses and, if -addr is no loopback address, the host name of the machine.", func(value string) error {
		o.Hosts = strings.FieldsFunc(value, func(r rune) bool { return r == ',' })
		return nil
	})
	flags.StringVar(&o.Token, "token", "", "The `token` that the page and /_emulator/ ask for. Without it, one is made and printed\nif -addr is no loopback address, and else they ask for none.")
	flags.StringVar(&out.data, "data", "", "A `file` that keeps the site. If it exists, the site starts as it says, and -seed does nothing;\nit is written a second after a change at the latest, and at the end.")
	flags.StringVar(&o.APIKey, "api-key", "", "The only API `key` that is let in. Without it, any key is.")
	flags.StringVar(&o.SiteID, "site-id", "", "The `GUID` of the only site that is known, sent as wix-site-id. Without it, any is.")
	flags.StringVar(&o.AppID, "app-id", "", "The client `id` of the only app that gets access tokens. Without it, any does.")
	flags.StringVar(&o.AppSecret, "app-secret", "", "The client `secret` of that app. Without it, any will do.")
	flags.StringVar(&o.InstanceID, "instance-id", "", "The instance `id` of that app. Without it, any will do.")
	flags.Func("permissions", "The permission `ids` that a caller has, with commas between them, such as\nCONTACTS.VIEW,CONTACTS.MODIFY. Without it, a caller has all but the two extra ones about members.", func(value string) error {
		o.Permissions = strings.Split(value, ",")
		return nil
	})
	flags.IntVar(&o.Seed, "seed", 0, "The `number` of invented contacts to start with; they bring labels and extended fields along.")
	flags.IntVar(&o.LabelsQuota, "labels-quota", 0, "The largest `number` of labels that users may make. 0 is 1000.")
	flags.IntVar(&o.FieldsQuota, "fields-quota", 0, "The largest `number` of extended fields that users may make. 0 is 100.")
	flags.IntVar(&o.RequestsPerMinute, "requests-per-minute", 0, "The `rate` above which calls get 429. Wix allows 200. 0 is no limit.")
	flags.DurationVar(&o.Latency, "latency", 0, "The `time` that is added to every call, such as 80ms.")
	flags.Func("clock", "The `clock` of the site: real; movable, which runs and can be moved forward under /_emulator/clock;\nor a moment such as 2026-01-01T09:00:00Z, at which it stands until it is moved. (default real)", func(value string) (err error) {
		o.Clock, err = clockOf(value)
		return err
	})
	flags.Func("switches", "A `file` that sets switches, as wix-probe writes it. Flags after it go before what it says.", func(path string) error {
		return readSwitches(path, &o.Switches)
	})
	flags.BoolVar(&out.version, "version", false, "Print the version and stop.")
	switches := map[string]bool{}
	for _, doc := range emulator.SwitchNames() {
		switches[flagName(doc.Name)] = true
		flags.Func(flagName(doc.Name), usage(doc), func(value string) error { return o.Switches.Set(doc.Name, value) })
	}
	return flags, switches
}

func clockOf(value string) (*emulator.Clock, error) {
	switch value {
	case "real":
		return nil, nil
	case "movable":
		return emulator.NewRunningClock(), nil
	}
	at, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return nil, fmt.Errorf("%q is neither real nor movable nor a moment such as 2026-01-01T09:00:00Z", value)
	}
	return emulator.NewClock(at.UTC()), nil
}

const helpHead = `wix-emulator serves the Wix Contacts REST API v4 from memory, with the limits and
errors of the real one. The first line that it prints is its address. It stops on
an interrupt.

Usage: wix-emulator [flags]

`

const helpSwitches = `
Where it is not known how Wix behaves, a switch decides. The first value is the
default. A duration is a number with a unit, such as 500ms or 3s.

`

const helpTail = `
Under /_emulator/ it can be watched and controlled while it runs; GET /_emulator/
lists what there is.
`

// help explains every flag, the switches after the others.
func help(w io.Writer, flags *flag.FlagSet, switches map[string]bool) {
	explain := func(of bool) {
		flags.VisitAll(func(f *flag.Flag) {
			if switches[f.Name] == of {
				value, text := explanation(f)
				fmt.Fprintf(w, "  %s\n        %s\n", strings.TrimSpace("-"+f.Name+" "+value), strings.ReplaceAll(text, "\n", "\n        "))
			}
		})
	}
	fmt.Fprint(w, helpHead)
	explain(false)
	fmt.Fprint(w, helpSwitches)
	explain(true)
	fmt.Fprint(w, helpTail)
}

// explanation is what a flag takes, "" for nothing, and does. What the usage of a switch has in
// backquotes stands apart from its text.
func explanation(f *flag.Flag) (value, text string) {
	value, text = flag.UnquoteUsage(f)
	if apart, _, ok := strings.Cut(f.Usage, " `"+value+"`"); ok && strings.HasSuffix(apart, ".") {
		text = apart
	}
	switch f.DefValue {
	case "", "0", "0s", "false":
	default:
		text += " (default " + f.DefValue + ")"
	}
	return value, text
}

// flagName is the flag of a switch: patch.extendedFields is
// -patch-extendedfields.
func flagName(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, ".", "-"))
}

func usage(doc emulator.SwitchDoc) string {
	return fmt.Sprintf("%s `%s`", doc.Doc, strings.Join(doc.Values, "|"))
}

// randomID is a version 4 GUID.
func randomID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
