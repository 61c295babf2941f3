package main

import (
	"regexp"
	"strings"
)

// filter tells which lines of the CLI's output are shown. It gets them without
// colours.
type filter func(line string) bool

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

func plain(line string) string { return escapes.ReplaceAllString(line, "") }

// The lines that say that a development override is in effect, as it has to be
// here, and where a saved plan went.
var noise = regexp.MustCompile(`^(Warnings:|- Provider development overrides are in effect|` +
	`To see the full warning notes, run \w+ without -compact-warnings\.|` +
	`─+|Saved the plan to: .*|To perform exactly these actions, run the following command to apply:|\s+\w+ apply "` + planFile + `")$`)

// Lines about what begins, or is read; what ends stays.
var progress = regexp.MustCompile(`: (Refreshing state|Reading|Read complete|Creating|Modifying|Destroying|Still \w+)\b`)

// all shows everything but noise.
func all(line string) bool { return !noise.MatchString(line) && !progress.MatchString(line) }

// headlines shows of a plan what becomes of each object, and the sum.
func headlines(line string) bool {
	return strings.HasPrefix(line, "  # ") || strings.HasPrefix(line, "Plan: ")
}

// work shows of an apply what is done, without the outputs that follow.
func work() filter {
	over := false
	return func(line string) bool {
		over = over || line == "Outputs:"
		return !over && all(line)
	}
}
