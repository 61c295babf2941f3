//go:build unix

package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const workflow = "schema-of-many-sites/.github/workflows/wix.yml"

// TestWorkflow plays what the workflow of the guide runs, on the event of each of
// its jobs.
func TestWorkflow(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(examples, "guides", workflow))
	if err != nil {
		t.Fatal(err)
	}
	if linter, err := filepath.Abs(root + "/bin/actionlint"); err == nil {
		if _, err := os.Stat(linter); err == nil {
			if out, err := exec.Command(linter, filepath.Join(examples, "guides", workflow)).CombinedOutput(); err != nil {
				t.Errorf("actionlint: %s", out)
			}
		}
	}
	jobs := strings.Split(string(text), "\n\n")
	var plan, apply, list []string
	for _, job := range jobs {
		switch {
		case strings.Contains(job, "  plan:\n"):
			plan = steps(job)
		case strings.Contains(job, "  apply:\n"):
			apply = steps(job)
		case strings.Contains(job, "  sites:\n"):
			list = steps(job)
		}
	}
	if len(plan) != 2 || len(apply) != 2 || len(list) != 1 {
		t.Fatalf("the steps are %q, %q and %q", list, plan, apply)
	}
	x := newReader(t)
	x.take(t, "guides/schema-of-many-sites/sites/berlin", func(string) bool { return false })
	x.SkipBelow(t, x.needs(t, x.configuration(t)))
	run := func(event string, commands []string) (out string, err error) {
		for _, command := range commands {
			var o string
			if o, err = x.try("export GITHUB_EVENT_NAME=" + event + " GITHUB_STEP_SUMMARY=summary.md\n" + command); err != nil {
				return out + o, err
			}
			out += o
		}
		return out, nil
	}
	must := func(event string, commands []string, says string) {
		t.Helper()
		if out, err := run(event, commands); err != nil || !strings.Contains(out, says) {
			t.Errorf("%s: %v: %s", event, err, out)
		}
	}
	must("pull_request", plan, "Plan: 5 to add")
	if summary := x.text(t, "summary.md"); !strings.Contains(summary, "Plan: 5 to add") {
		t.Errorf("the summary is %q", summary)
	}
	must("push", apply, "5 added")
	must("schedule", plan, "No changes")
	x.play(t, `PATCH /labels/custom.vip {"displayName":"Very important"}`)
	if out, err := run("schedule", plan); err == nil || !strings.Contains(out, "Very important") {
		t.Errorf("drift: %v: %s", err, out)
	}
	must("pull_request", plan, "Very important")
	x.Write(t, "broken.tf", "resource \"wix_contact\" \"x\" {\n  mails = []\n}\n")
	if out, err := run("pull_request", plan); err == nil {
		t.Errorf("a plan that fails is taken for one: %s", out)
	}
}

// steps are the commands of a job, without the indentation.
func steps(job string) (commands []string) {
	lines := strings.Split(job, "\n")
	for i := 0; i < len(lines); i++ {
		before, command, is := strings.Cut(lines[i], "run: ")
		if !is {
			continue
		}
		if command != "|" {
			commands = append(commands, command)
			continue
		}
		in := strings.Repeat(" ", len(before)+2)
		command = ""
		for ; i+1 < len(lines) && strings.HasPrefix(lines[i+1], in); i++ {
			command += strings.TrimPrefix(lines[i+1], in) + "\n"
		}
		commands = append(commands, command)
	}
	return commands
}
