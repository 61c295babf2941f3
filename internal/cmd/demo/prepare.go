package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// cliConfig is the name of the CLI's configuration file in the demo's directory.
const cliConfig = "cli.tfrc"

// prepare fills the demo's directory: bin/ with the programs, quickstart/ with
// the configuration, and the CLI's configuration file.
func prepare(ctx context.Context, dir string) error {
	module, err := findModule(ctx)
	if err != nil {
		return err
	}
	bin := filepath.Join(dir, "bin") + string(filepath.Separator)
	build := newCommand(ctx, "go", "build", "-buildvcs=false", "-ldflags=-s -w", "-o", bin, ".", "./internal/cmd/wix-emulator")
	build.Dir = module
	var messages bytes.Buffer
	build.Stdout, build.Stderr = &messages, &messages
	if err := build.Start(); err != nil {
		return err
	}
	if err := finish(build); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, &messages)
	}
	if err := writeCLIConfig(filepath.Join(dir, cliConfig), filepath.Clean(bin)); err != nil {
		return err
	}
	return copyConfiguration(filepath.Join(module, "examples", "quickstart"), filepath.Join(dir, "quickstart"))
}

// findModule gives the root of the repository: that of the working directory, or
// the one that this program was compiled from.
func findModule(ctx context.Context) (string, error) {
	var candidates []string
	if mod, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output(); err == nil {
		candidates = append(candidates, filepath.Dir(strings.TrimSpace(string(mod))))
	}
	if _, file, _, ok := runtime.Caller(0); ok {
		candidates = append(candidates, filepath.Join(filepath.Dir(file), "..", "..", ".."))
	}
	for _, dir := range candidates {
		if _, err := os.Stat(filepath.Join(dir, "examples", "quickstart")); err == nil && filepath.IsAbs(dir) {
			return dir, nil
		}
	}
	return "", errors.New("the provider's source is not found. Run the demo inside the repository")
}

// writeCLIConfig makes the CLI take the provider from bin, under the address that
// Terraform gives the source in the configuration and under OpenTofu's.
func writeCLIConfig(path, bin string) error {
	text := fmt.Sprintf(`provider_installation {
  dev_overrides {
    "registry.terraform.io/terraform-provider-wix/wix" = %[1]q
    "registry.opentofu.org/terraform-provider-wix/wix" = %[1]q
  }
  direct {}
}
`, filepath.ToSlash(bin))
	return os.WriteFile(path, []byte(text), 0o600)
}

// copyConfiguration copies the configuration and leaves a state that somebody
// may have made there where it is.
func copyConfiguration(from, to string) error {
	if err := os.Mkdir(to, 0o700); err != nil {
		return err
	}
	for _, pattern := range []string{"*.tf", "*.csv"} {
		files, err := filepath.Glob(filepath.Join(from, pattern))
		if err != nil {
			return err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(to, filepath.Base(file)), text, 0o600); err != nil {
				return err
			}
		}
	}
	return nil
}

// program is the name of a program's file.
func program(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}
