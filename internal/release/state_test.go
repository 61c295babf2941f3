//go:build unix

package release_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// address stands for that of the provider in a recorded state: it differs by CLI.
const address = "{{provider}}"

func providerAddress() string { return os.Getenv("TF_ACC_PROVIDER_HOST") + "/" + acctest.Source }

// TestAccReleases: the present provider changes nothing of what each release has left, and
// a refresh changes no state.
func TestAccReleases(t *testing.T) {
	if *update {
		record(t)
		return
	}
	for _, release := range recorded(t) {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			w := acctest.NewWorkspace(t)
			if err := w.Site.Restore(read(t, file(release, siteFile))); err != nil {
				t.Fatal(err)
			}
			w.Shell.Write(t, "provider.tf", acctest.Provider(w.URL))
			w.Shell.Write(t, configFile, string(read(t, file(release, configFile))))
			w.Shell.Write(t, stateFile, strings.ReplaceAll(string(read(t, file(release, stateFile))), address, providerAddress()))
			w.MustBeEmpty()
			w.Settled()
			for name := range w.Site.Counts() {
				if method, _, _ := strings.Cut(name, " "); method != "GET" && !strings.HasSuffix(name, "/query") {
					t.Errorf("%s was sent", name)
				}
			}
		})
	}
}

// record applies the configuration of testdata to a site with something on it, and keeps
// what that leaves.
func record(t *testing.T) {
	release, err := theChangelog(t).recording()
	if err != nil {
		t.Fatal(err)
	}
	clock := acctest.NewClock()
	w := acctest.NewWorkspace(t, func(o *emulator.Options) { o.Now = clock.Now })
	fill(t, w.Site)
	config := string(read(t, filepath.Join("testdata", configFile)))
	w.Shell.Write(t, "provider.tf", acctest.Provider(w.URL))
	w.Shell.Write(t, configFile, config)
	w.Shell.Write(t, "imports.tf", string(read(t, filepath.Join("testdata", "imports.tf"))))
	w.MustApply()
	w.MustBeEmpty()
	site, err := w.Site.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	write(t, file(release, configFile), []byte(config))
	write(t, file(release, siteFile), indented(t, site))
	state := portable(t, read(t, filepath.Join(w.Dir, stateFile)))
	if bytes.Contains(state, []byte(providerAddress())) || !bytes.Contains(state, []byte(address)) {
		t.Fatal("the recorded state names the provider's address")
	}
	write(t, file(release, stateFile), state)
}

// fill puts on a site what is adopted and imported, and one that stays beside them.
func fill(t *testing.T, site *emulator.Server) {
	t.Helper()
	site.PutLabel("Gold")
	site.PutLabel("Newsletter")
	site.PutField("Portfolio", "URL")
	site.PutField("Member since", "DATE")
	for _, address := range []string{"lan@example.com", "grace@example.com", "jose@example.com", "max@example.com"} {
		first, _, _ := strings.Cut(address, "@")
		id, err := site.PutContact(map[string]any{
			"name":    map[string]any{"first": first, "last": "Example"},
			"emails":  map[string]any{"items": []any{map[string]any{"email": address, "tag": "HOME"}}},
			"phones":  map[string]any{"items": []any{map[string]any{"phone": "212 555 0136", "countryCode": "US"}}},
			"company": "Example Ltd", "birthdate": "1990-01-31",
		})
		if err == nil {
			err = site.LabelContact(id, "custom.newsletter")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// portable is a state without what differs by CLI and run.
func portable(t *testing.T, state []byte) []byte {
	t.Helper()
	var file map[string]any
	decoder := json.NewDecoder(bytes.NewReader(state))
	decoder.UseNumber()
	if err := decoder.Decode(&file); err != nil {
		t.Fatal(err)
	}
	file["terraform_version"], file["lineage"], file["serial"] = "1.8.0", "release", 1
	for _, r := range file["resources"].([]any) {
		r := r.(map[string]any)
		r["provider"] = strings.ReplaceAll(r["provider"].(string), providerAddress(), address)
	}
	data, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return indented(t, data)
}

func indented(t *testing.T, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		t.Fatal(err)
	}
	return append(out.Bytes(), '\n')
}
