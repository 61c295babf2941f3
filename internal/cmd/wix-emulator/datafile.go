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
	// create creates an empty file, or truncates one.
	create(path string) (file, error)
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
	return os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
}

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
// disk, and then in one step to its place.
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
