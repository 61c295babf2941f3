package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// errCrash ends a save as the end of the process would: nothing follows.
var errCrash = errors.New("crash")

// frailDisk is a disk that crashes at a step. What was written but not synced
// is lost then.
type frailDisk struct {
	realDisk
	steps, crashAt int
}

func (d *frailDisk) step() {
	d.steps++
	if d.steps == d.crashAt {
		panic(errCrash)
	}
}

type frailFile struct {
	file
	disk    *frailDisk
	pending []byte
}

func (d *frailDisk) create(path string) (file, error) {
	d.step()
	out, err := d.realDisk.create(path)
	d.step()
	return &frailFile{file: out, disk: d}, err
}

func (f *frailFile) Write(p []byte) (int, error) {
	f.pending = bytes.Clone(p)
	f.disk.step()
	return len(p), nil
}

func (f *frailFile) Sync() error {
	half := len(f.pending) / 2
	if _, err := f.file.Write(f.pending[:half]); err != nil {
		return err
	}
	f.disk.step()
	_, err := f.file.Write(f.pending[half:])
	return errors.Join(err, f.file.Sync())
}

func (f *frailFile) Close() error {
	f.disk.step()
	return f.file.Close()
}

func (d *frailDisk) rename(from, to string) error {
	d.step()
	err := d.realDisk.rename(from, to)
	d.step()
	return err
}

func (d *frailDisk) syncDir(path string) error {
	d.step()
	return d.realDisk.syncDir(path)
}

func crashes(save func() error) (crashed bool, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			crashed = true
		}
	}()
	return false, save()
}

// TestDataFile_crash crashes at every step of a save; the file is the old or
// the new one, and the next run goes on from it.
func TestDataFile_crash(t *testing.T) {
	old, now := 0, 0
	for step := 1; ; step++ {
		path := filepath.Join(t.TempDir(), "site.json")
		site := emulator.New(emulator.Options{})
		disk := &frailDisk{}
		d := &dataFile{path: path, server: site, disk: disk}
		if err := d.open(); err != nil {
			t.Fatal(err)
		}
		site.PutLabel("New")
		disk.steps, disk.crashAt = 0, step
		crashed, err := crashes(d.save)
		if err != nil {
			t.Fatal(err)
		}
		if !crashed {
			break
		}
		next := emulator.New(emulator.Options{})
		d = &dataFile{path: path, server: next, disk: realDisk{}}
		if err := d.open(); err != nil {
			t.Fatalf("after a crash at step %d: %v", step, err)
		}
		switch len(next.Labels()) {
		case 2:
			old++
		case 3:
			now++
		}
		next.PutLabel("Later")
		if err := d.save(); err != nil {
			t.Error(err)
		}
		if names, err := filepath.Glob(filepath.Dir(path) + "/*"); err != nil || len(names) != 1 {
			t.Errorf("left behind: %v", names)
		}
	}
	if old != 6 || now != 2 {
		t.Errorf("%d times old, %d times new", old, now)
	}
}

// smallDisk has no room at times.
type smallDisk struct {
	realDisk
	full atomic.Bool
}

func (d *smallDisk) create(path string) (file, error) {
	if d.full.Load() {
		return nil, errors.New("disk full")
	}
	return d.realDisk.create(path)
}

func TestDataFile_keep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site.json")
	site := emulator.New(emulator.Options{})
	disk := &smallDisk{}
	disk.full.Store(true)
	d := &dataFile{path: path, server: site, disk: disk}
	if err := d.open(); err == nil {
		t.Error("a file came into being on a full disk")
	}
	disk.full.Store(false)
	if err := d.open(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	tick, done := make(chan time.Time), make(chan struct{})
	var reported []string
	go func() {
		defer close(done)
		d.keep(ctx, tick, func(err error) { reported = append(reported, err.Error()) })
	}()
	modified := func() os.FileInfo {
		t.Helper()
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	before := modified()
	tick <- time.Time{}
	tick <- time.Time{} // the one before is done
	if !os.SameFile(before, modified()) {
		t.Error("written without a change")
	}
	site.PutLabel("A")
	tick <- time.Time{}
	tick <- time.Time{}
	if os.SameFile(before, modified()) {
		t.Error("a change was not written")
	}
	disk.full.Store(true)
	for i := range 3 {
		site.PutLabel(fmt.Sprint(i))
		tick <- time.Time{}
	}
	cancel()
	<-done
	if len(reported) != 1 || reported[0] != "disk full" {
		t.Errorf("reported %q", reported)
	}
}

func TestRun_data(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site.json")
	url, stop := begin(t, "-data", path, "-seed", "3")
	ask(t, "POST", url+"/contacts/v4/labels", `{"displayName":"Kept"}`)
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	url, stop = begin(t, "-data", path, "-seed", "9")
	if _, text := ask(t, "GET", url+"/contacts/v4/contacts", ""); !strings.Contains(text, `"total":3`) {
		t.Errorf("contacts: %s", text)
	}
	if status, text := ask(t, "GET", url+"/contacts/v4/labels/custom.kept", ""); status != 200 {
		t.Errorf("label: %s", text)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	for name, content := range map[string]string{"foreign": "[]", "broken": "{"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := run(t.Context(), []string{"-addr", "127.0.0.1:0", "-data", path}, nil, nil); err == nil || !strings.Contains(err.Error(), "site.json") {
			t.Errorf("%s: %v", name, err)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != content {
			t.Errorf("%s: the file is now %q", name, after)
		}
	}
}

// TestDataFile_links holds that what a link leads to is never written, and that the
// file is nobody else's to read.
func TestDataFile_links(t *testing.T) {
	dir := t.TempDir()
	path, victim := filepath.Join(dir, "site.json"), filepath.Join(dir, "victim")
	if err := os.WriteFile(victim, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	site := emulator.New(emulator.Options{})
	d := &dataFile{path: path, server: site, disk: realDisk{}}
	if err := d.open(); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{path, path + ".new"} {
		_ = os.Remove(link)
		if err := os.Symlink(victim, link); err != nil {
			t.Skip(err)
		}
		site.PutLabel("A")
		if err := d.save(); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(victim); err != nil || string(text) != "mine" {
			t.Errorf("%s: written through the link: %q %v", link, text, err)
		}
		if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", link, info.Mode(), err)
		}
	}
	if err := os.WriteFile(path+".new", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := (realDisk{}).create(path + ".new"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that is there already was opened: %v", err)
	}
	site.PutLabel("B")
	if err := d.save(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("over a file that others can read: %v %v", info.Mode(), err)
	}
}
