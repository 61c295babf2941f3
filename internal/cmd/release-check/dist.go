package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// platforms are those that the registries list. Go has no darwin on 32 bits,
// and no Windows on 32-bit ARM any more.
var platforms = []string{
	"darwin_amd64", "darwin_arm64",
	"freebsd_386", "freebsd_amd64", "freebsd_arm", "freebsd_arm64",
	"linux_386", "linux_amd64", "linux_arm", "linux_arm64",
	"windows_386", "windows_amd64", "windows_arm64",
}

const (
	provider   = "terraform-provider-wix"
	sumsSuffix = "_SHA256SUMS"
)

// dist is a directory that goreleaser has filled.
type dist struct {
	dir     string
	version string
	// sums are the checksums by file name.
	sums map[string]string
}

func open(dir string) (*dist, error) {
	found, err := filepath.Glob(filepath.Join(dir, provider+"_*"+sumsSuffix))
	if err != nil {
		return nil, err
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%s has %d files of checksums, want 1: run make release-snapshot", dir, len(found))
	}
	name := strings.TrimSuffix(filepath.Base(found[0]), sumsSuffix)
	d := &dist{dir: dir, version: strings.TrimPrefix(name, provider+"_"), sums: map[string]string{}}
	file, err := os.Open(found[0])
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok {
			return nil, fmt.Errorf("%s: no checksum and name in %q", found[0], lines.Text())
		}
		d.sums[name] = sum
	}
	return d, lines.Err()
}

// archive is the file name of a program for a platform.
func (d *dist) archive(program, platform string) string {
	extension := ".zip"
	if program != provider && !strings.HasPrefix(platform, "windows") {
		extension = ".tar.gz"
	}
	return fmt.Sprintf("%s_%s_%s%s", program, d.version, platform, extension)
}

// verify checks that all that a release has is there, and as its checksum says.
func (d *dist) verify() error {
	manifest := fmt.Sprintf("%s_%s_manifest.json", provider, d.version)
	wanted := []string{manifest}
	for _, program := range []string{provider, "wix-emulator"} {
		for _, platform := range platforms {
			bill := fmt.Sprintf("%s_%s_%s.cdx.json", program, d.version, platform)
			wanted = append(wanted, d.archive(program, platform), bill)
		}
	}
	slices.Sort(wanted)
	have := slices.Sorted(maps.Keys(d.sums))
	if !slices.Equal(have, wanted) {
		return fmt.Errorf("%s: the checksums are of\n  %s\nwant\n  %s", d.dir, strings.Join(have, "\n  "), strings.Join(wanted, "\n  "))
	}
	var wrong error
	for _, name := range have {
		path := filepath.Join(d.dir, name)
		if name == manifest {
			// It is uploaded from where it is, under this name.
			path = "terraform-registry-manifest.json"
		}
		sum, err := sumOf(path)
		if err == nil && sum != d.sums[name] {
			err = fmt.Errorf("%s: its checksum is %s, want %s", path, sum, d.sums[name])
		}
		wrong = errors.Join(wrong, err)
	}
	return wrong
}

// same tells which files differ between two builds.
func (d *dist) same(other *dist) error {
	var differ error
	for _, name := range slices.Sorted(maps.Keys(d.sums)) {
		if d.sums[name] != other.sums[name] {
			differ = errors.Join(differ, fmt.Errorf("%s is another one in %s: compare what they hold", name, other.dir))
		}
	}
	return differ
}

func sumOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
