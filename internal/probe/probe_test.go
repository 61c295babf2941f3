package probe_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestRun_default: an emulator without switches is as the contract assumes, in every row.
func TestRun_default(t *testing.T) {
	s := newServer(emulator.Options{APIKey: key, SiteID: siteID, Seed: 20, RequestsPerMinute: 200})
	before := s.dump(t)
	report := run(t, s.options())
	var out bytes.Buffer
	if err := report.Print(&out); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, "DIFFERS") || strings.Contains(line, "could not be told (") {
			t.Error(line)
		}
	}
	if after := s.dump(t); after != before || len(report.Left) > 0 {
		t.Errorf("left: %v\n%s", report.Left, after)
	}
	t.Log(out.String())
}
