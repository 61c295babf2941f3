//go:build unix

package provider_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestAccCrash: what a provider leaves that crashes while its requests wait for
// answers, the stacks of all its goroutines, holds no credential and no contact.
func TestAccCrash(t *testing.T) {
	site := emulator.New(emulator.Options{APIKey: hiddenKey, SiteID: acctest.SiteID})
	listener := httptest.NewServer(site)
	defer listener.Close()
	b := build(t, "WIX_API_KEY="+hiddenKey, "WIX_SITE_ID="+acctest.SiteID, "WIX_ENDPOINT="+listener.URL)
	b.write(config{"requests_per_minute": 0}, people("Example Ltd"))
	genuine, pid := b.Program+".real", filepath.Join(b.home, "pid")
	script := fmt.Sprintf("#!/bin/sh\necho $$ >%q\nexec %q \"$@\"\n", pid, genuine)
	if err := os.Rename(b.Program, genuine); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b.Program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	site.Inject(emulator.Fault{Kind: emulator.FaultStall, Route: "POST /contacts/v4/contacts"})
	command := b.Bare("apply", "-auto-approve", "-input=false", "-no-color")
	command.Stdout, command.Stderr = &b.said, &b.said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	for site.Count("POST /contacts/v4/contacts") == 0 && t.Context().Err() == nil {
		time.Sleep(10 * time.Millisecond) // another process: no clock of ours tells when
	}
	text, err := os.ReadFile(pid)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err == nil {
		err = syscall.Kill(n, syscall.SIGABRT)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err == nil {
		t.Fatal("the CLI did not notice")
	}
	stacks, err := os.ReadFile(b.log)
	if err != nil || !strings.Contains(string(stacks), "goroutine 1 ") || !strings.Contains(string(stacks), "internal/wix") {
		t.Errorf("there is no stack in the log: %v", err)
	}
	b.hides([]string{hiddenKey})
	for _, word := range personal {
		if strings.Contains(string(stacks), word) {
			t.Errorf("%q is in the log", word)
		}
	}
}
