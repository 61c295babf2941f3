package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// saverEnv makes this test program a process that saves a site over and over.
const saverEnv = "WIX_EMULATOR_TEST_SAVER"

func TestMain(m *testing.M) {
	if path := os.Getenv(saverEnv); path != "" {
		saveForEver(path)
	}
	os.Exit(m.Run())
}

// saveForEver adds a label and saves, and prints the number of labels, until
// it is killed.
func saveForEver(path string) {
	site := emulator.New(emulator.Options{Seed: 30})
	d := &dataFile{path: path, server: site, disk: realDisk{}}
	err := d.open()
	for err == nil {
		site.PutLabel("Label")
		fmt.Println(len(site.Labels()))
		err = d.save()
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestDataFile_killed kills a process that saves, 20 times at a random moment.
// The file it leaves holds what it had before the last save or after it.
func TestDataFile_killed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site.json")
	for round := range 20 {
		last := killAfter(t, path, 2+rand.IntN(8))
		site := emulator.New(emulator.Options{})
		d := &dataFile{path: path, server: site, disk: realDisk{}}
		if err := d.open(); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if n := len(site.Labels()); n < last-1 || n > last || len(site.Contacts()) != 30 {
			t.Errorf("round %d: %d labels, %d had been announced", round, n, last)
		}
	}
}

// killAfter starts a saver, kills it without mercy once it has announced so
// many saves, and returns the last announcement.
func killAfter(t *testing.T, path string, saves int) (last int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), saverEnv+"="+path)
	var messages strings.Builder
	cmd.Stderr = &messages
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range saves {
		if !lines.Scan() {
			break
		}
		_, _ = fmt.Sscan(lines.Text(), &last)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it had said before the end came
		_, _ = fmt.Sscan(lines.Text(), &last)
	}
	if err := cmd.Wait(); err == nil || messages.Len() > 0 {
		t.Fatalf("the saver ended by itself: %v %s", err, &messages)
	}
	return last
}
