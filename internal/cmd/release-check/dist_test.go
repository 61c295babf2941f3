package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// release writes what goreleaser would have built into the directory.
func release(t *testing.T, dir string) {
	t.Helper()
	d := &dist{dir: dir, version: "1.2.3"}
	var sums strings.Builder
	add := func(path, name string) {
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256([]byte(name)), name)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, program := range []string{provider, "wix-emulator"} {
		for _, platform := range platforms {
			for _, name := range []string{d.archive(program, platform), program + "_1.2.3_" + platform + ".cdx.json"} {
				add(filepath.Join(dir, name), name)
			}
		}
	}
	add("terraform-registry-manifest.json", provider+"_1.2.3_manifest.json")
	if err := os.WriteFile(filepath.Join(dir, provider+"_1.2.3_SHA256SUMS"), []byte(sums.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// opened is a release that can be read.
func opened(t *testing.T, dir string) *dist {
	t.Helper()
	d, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestVerify(t *testing.T) {
	t.Chdir(t.TempDir())
	release(t, "dist")
	if d := opened(t, "dist"); d.version != "1.2.3" || d.verify() != nil {
		t.Errorf("version %s: %v", d.version, d.verify())
	}
}

func TestVerify_wrong(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func() error
		want  string
	}{
		"another content": {
			func() error {
				return os.WriteFile("dist/terraform-provider-wix_1.2.3_linux_arm.zip", []byte("other"), 0o600)
			},
			"terraform-provider-wix_1.2.3_linux_arm.zip: its checksum is",
		},
		"a file that is not there": {
			func() error { return os.Remove("dist/wix-emulator_1.2.3_linux_arm.tar.gz") },
			"wix-emulator_1.2.3_linux_arm.tar.gz: no such file",
		},
		"another manifest": {
			func() error { return os.WriteFile("terraform-registry-manifest.json", []byte("{}"), 0o600) },
			"terraform-registry-manifest.json: its checksum is",
		},
		"a platform that is left out": {
			func() error {
				path := "dist/terraform-provider-wix_1.2.3_SHA256SUMS"
				text, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				_, rest, _ := strings.Cut(string(text), "\n")
				return os.WriteFile(path, []byte(rest), 0o600)
			},
			"the checksums are of",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			release(t, "dist")
			if err := tt.spoil(); err != nil {
				t.Fatal(err)
			}
			if err := opened(t, "dist").verify(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestSame(t *testing.T) {
	t.Chdir(t.TempDir())
	release(t, "dist")
	release(t, "again")
	first, second := opened(t, "dist"), opened(t, "again")
	if err := first.same(second); err != nil {
		t.Error(err)
	}
	name := first.archive(provider, "freebsd_386")
	second.sums[name] = "0"
	if err := first.same(second); err == nil || !strings.HasPrefix(err.Error(), name+" is another one in again") {
		t.Errorf("error %v", err)
	}
}

func TestOpen_nothingBuilt(t *testing.T) {
	if _, err := open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "make release-snapshot") {
		t.Errorf("error %v", err)
	}
}
