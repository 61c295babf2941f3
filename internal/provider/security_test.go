package provider_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestSecurityNumbers: the bounds that SECURITY.md tells are those of the code. What they
// are good for, TestMemory and TestHostileServer show.
func TestSecurityNumbers(t *testing.T) {
	text, err := os.ReadFile("../../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		english("| labels, extended fields | %d and %d |", wix.Labels.Most, wix.Fields.Most),
		english("| contacts in `wix_contacts` | %d of 10 KiB each on average; `max_contacts` sets another number |", wix.DefaultMaxContacts),
		english("| a text from outside, in a diagnostic | %d bytes |", sanitize.MostText),
	} {
		if !strings.Contains(string(text), row+"\n") {
			t.Errorf("SECURITY.md does not say: %s", row)
		}
	}
}

func english(format string, values ...any) string {
	return message.NewPrinter(language.English).Sprintf(format, values...)
}
