package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// saveEvery is how often a change can reach the file.
const saveEvery = time.Second

// dataFile keeps what a site holds in a file. At every moment the file is
// either as it was before a save or as it is after one.
type dataFile struct {
	path   string
	server *emulator.Server
	disk   disk
	// saved is the number of changes that the file knows of.
	saved int64
}

// disk is what saving needs of a file system, one step each.
type disk interface {
	// create makes a file that is not there yet, for nobody else to read.
	create(path string) (file, error)
	// remove removes a file, or a link and not what it leads to.
	remove(path string) error
	rename(from, to string) error
	// syncDir makes a rename durable.
	syncDir(path string) error
}

type file interface {
	io.WriteCloser
	Sync() error
}

type realDisk struct{}

func (realDisk) create(path string) (file, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
}

func (realDisk) remove(path string) error { return os.Remove(path) }

func (realDisk) rename(from, to string) error { return os.Rename(from, to) }

func (realDisk) syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// open fills the site from the file, or makes the file from the site. A file
// that is no snapshot is an error, and stays.
func (d *dataFile) open() error {
	data, err := os.ReadFile(d.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.saved = -1
		return d.save()
	case err != nil:
		return err
	}
	if err := d.server.Restore(data); err != nil {
		return fmt.Errorf("%s: %w", d.path, err)
	}
	d.saved = d.server.Changes()
	return nil
}

// save writes the file if the site has changed: under another name, to the
// disk, and then in one step to its place. The file of that other name is always a
// new one, so that nothing is written through a link, or into what others can read.
func (d *dataFile) save() error {
	changes := d.server.Changes()
	if changes == d.saved {
		return nil
	}
	data, err := d.server.Snapshot()
	if err != nil {
		return err
	}
	other := d.path + ".new"
	if err := d.write(other, data); err != nil {
		return err
	}
	if err := d.disk.rename(other, d.path); err != nil {
		return err
	}
	// The file is whole either way; not every system can sync a directory.
	_ = d.disk.syncDir(filepath.Dir(d.path))
	d.saved = changes
	return nil
}

func (d *dataFile) write(path string, data []byte) error {
	// What is there was left by a run that was killed, or put there by others.
	if err := d.disk.remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	out, err := d.disk.create(path)
	if err != nil {
		return err
	}
	if _, err = out.Write(data); err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// keep saves at every tick until the context ends. What goes wrong is
// reported, once in a row, and tried again.
func (d *dataFile) keep(ctx context.Context, tick <-chan time.Time, report func(error)) {
	last := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
		err := d.save()
		switch {
		case err == nil:
			last = ""
		case err.Error() != last:
			last = err.Error()
			report(err)
		}
	}
}
