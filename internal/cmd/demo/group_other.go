//go:build !unix

package main

import "os/exec"

// Without process groups there is the program itself to end.

func ownGroup(*exec.Cmd) {}

func interrupt(cmd *exec.Cmd) error { return cmd.Process.Kill() }

func killGroup(*exec.Cmd) {}
