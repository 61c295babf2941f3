package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
)

// use installs the provider as people do, out of a directory of archives, and
// applies an example with it to the emulator of the same release.
func use(ctx context.Context, d *dist, cli, example string, out io.Writer) error {
	work, err := os.MkdirTemp("", "release-check")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	// The program is the CLI's working directory away from here.
	if cli, err = exec.LookPath(cli); err != nil {
		return err
	}
	if cli, err = filepath.Abs(cli); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(work, "config"), os.DirFS(example)); err != nil {
		return err
	}
	if err := install(d, work); err != nil {
		return err
	}
	emulator, stop, err := startEmulator(ctx, d, work)
	if err != nil {
		return err
	}
	defer stop()

	var agent atomic.Value
	proxy := httputil.NewSingleHostReverseProxy(emulator)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agent.Store(r.UserAgent())
		proxy.ServeHTTP(w, r)
	}))
	defer site.Close()

	for _, command := range []string{
		"init -input=false",
		"apply -input=false -auto-approve",
		"plan -input=false -detailed-exitcode",
		"destroy -input=false -auto-approve",
	} {
		cmd := exec.CommandContext(ctx, cli, append(strings.Fields(command), "-no-color")...)
		cmd.Dir = filepath.Join(work, "config")
		cmd.Env = environment(work, site.URL)
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", command, err, text)
		}
		fmt.Fprintln(out, "fine:", filepath.Base(cli), command)
	}
	want := provider + "/" + d.version + " "
	if have, _ := agent.Load().(string); !strings.HasPrefix(have, want) {
		return fmt.Errorf("the user agent is %q, want it to begin with %q: main.version is not set by the linker", have, want)
	}
	return nil
}

// install puts the archive where a CLI finds it, under the names of both
// registries, and asks for its very version: a CLI passes over a snapshot.
func install(d *dist, work string) error {
	name := d.archive(provider, runtime.GOOS+"_"+runtime.GOARCH)
	archive, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil {
		return err
	}
	for _, registry := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		dir := filepath.Join(work, "mirror", registry, provider, "wix")
		err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, name), archive, 0o600))
		if err != nil {
			return err
		}
	}
	settings := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(work, "mirror"))
	version := fmt.Sprintf("terraform {\n  required_providers {\n    wix = {\n      source  = %q\n      version = %q\n    }\n  }\n}\n", provider+"/wix", d.version)
	return errors.Join(
		os.WriteFile(filepath.Join(work, "cli.tfrc"), []byte(settings), 0o600),
		os.WriteFile(filepath.Join(work, "config", "release_override.tf"), []byte(version), 0o600),
	)
}

// environment is this one, without what would change the installation or name
// another site.
func environment(work, endpoint string) []string {
	var out []string
	for _, setting := range os.Environ() {
		if !strings.HasPrefix(setting, "TF_") && !strings.HasPrefix(setting, "WIX_") {
			out = append(out, setting)
		}
	}
	return append(out,
		"TF_CLI_CONFIG_FILE="+filepath.Join(work, "cli.tfrc"), "CHECKPOINT_DISABLE=1",
		"WIX_ENDPOINT="+endpoint, "WIX_API_KEY=any", "WIX_SITE_ID=5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11")
}

// startEmulator unpacks the emulator and starts it on a free port.
func startEmulator(ctx context.Context, d *dist, work string) (address *url.URL, stop func(), err error) {
	archive, err := filepath.Abs(filepath.Join(d.dir, d.archive("wix-emulator", runtime.GOOS+"_"+runtime.GOARCH)))
	if err != nil {
		return nil, nil, err
	}
	// It unpacks zip as well where there are zip files, on Windows.
	if text, err := exec.CommandContext(ctx, "tar", "-xf", archive, "-C", work).CombinedOutput(); err != nil {
		return nil, nil, fmt.Errorf("unpack %s: %w\n%s", archive, err, text)
	}
	cmd := exec.CommandContext(ctx, filepath.Join(work, "wix-emulator"), "-addr", "127.0.0.1:0")
	output, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	stop = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	var line string
	if _, err := fmt.Fscanln(output, &line); err != nil {
		stop()
		return nil, nil, fmt.Errorf("the emulator did not say where it listens: %w", err)
	}
	if address, err = url.Parse(line); err != nil {
		stop()
		return nil, nil, err
	}
	return address, stop, nil
}
