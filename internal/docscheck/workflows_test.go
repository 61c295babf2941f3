package docscheck

import (
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

const workflows = ".github/workflows"

var uses = regexp.MustCompile(`(?m)^\s*(?:- )?uses: (\S+)(.*)$`)

// TestWorkflows: what runs with the rights of the repository is known by its hash, and
// nothing of a pull request runs with them.
func TestWorkflows(t *testing.T) {
	site := os.DirFS(root)
	paths, err := fs.Glob(site, workflows+"/*.yml")
	if err != nil || len(paths) < 3 {
		t.Fatal(paths, err)
	}
	pinned := regexp.MustCompile(`^[\w./-]+@[0-9a-f]{40}$`)
	for _, path := range paths {
		text := read(t, site, path)
		if strings.Contains(text, "pull_request_target") || !strings.Contains(text, "\npermissions:\n  contents: read\n") {
			t.Errorf("%s gives more rights than it needs", path)
		}
		for _, use := range uses.FindAllStringSubmatch(text, -1) {
			if !strings.HasPrefix(use[1], "./") && (!pinned.MatchString(use[1]) || !strings.Contains(use[2], "# v")) {
				t.Errorf("%s: %s is not pinned by its hash, with its version beside it", path, use[1])
			}
		}
		if n := strings.Count(text, "actions/checkout@"); n != strings.Count(text, "persist-credentials: false") {
			t.Errorf("%s: a checkout keeps its credential", path)
		}
		if strings.Count(text, "runs-on:") != strings.Count(text, "timeout-minutes:") {
			t.Errorf("%s: a job has no limit of time", path)
		}
		for _, script := range scripts(text) {
			if strings.Contains(script, "${{") {
				t.Errorf("%s: a value becomes part of a script, instead of its environment: %s", path, script)
			}
		}
		for line := range strings.Lines(text) {
			if strings.Contains(line, "npm ") && !strings.Contains(line, "--ignore-scripts") {
				t.Errorf("%s: npm runs scripts of packages: %s", path, line)
			}
		}
	}
}

// scripts are the lines of what a workflow runs.
func scripts(workflow string) []string {
	var out []string
	inside := -1
	for line := range strings.Lines(workflow) {
		text := strings.TrimLeft(line, " ")
		indent := len(line) - len(text)
		if strings.TrimSpace(text) != "" && indent <= inside {
			inside = -1
		}
		if rest, ok := strings.CutPrefix(text, "- "); ok {
			text, indent = rest, indent+2
		}
		if strings.HasPrefix(text, "run: ") {
			inside = indent
		}
		if inside >= 0 {
			out = append(out, line)
		}
	}
	return out
}

// TestDevcontainer: the container has the Go that the project is built with.
func TestDevcontainer(t *testing.T) {
	site := os.DirFS(root)
	minor := regexp.MustCompile(`^\d+\.\d+`).FindString(read(t, site, ".go-version"))
	if minor == "" || !strings.Contains(read(t, site, ".devcontainer/devcontainer.json"), `features/go:1": { "version": "`+minor+`"`) {
		t.Errorf("the container does not have Go %s", minor)
	}
}

// TestReleaseWorkflow: only a commit of main is signed, without a cache, and with secrets
// that an environment guards.
func TestReleaseWorkflow(t *testing.T) {
	text := read(t, os.DirFS(root), workflows+"/release.yml")
	job := text[strings.Index(text, "\n  release:\n"):]
	check := regexp.MustCompile(`(?s)- name: only what is on main is released\n\s+run: \|\n(.*?)\n      [#-]`).FindStringSubmatchIndex(job)
	secret := strings.Index(job, "secrets.")
	if check == nil || secret < check[1] || strings.Contains(text[:strings.Index(text, job)], "secrets.") ||
		!strings.Contains(job[:secret], "\n    environment: release\n") || !strings.Contains(job, "cache: false") {
		t.Fatal("the order of the steps is not safe")
	}
	script := job[check[2]:check[3]]
	dir := t.TempDir()
	git := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"}, args...)...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %s: %s", args, out)
		}
		return strings.TrimSpace(string(out))
	}
	git("init", "--quiet")
	var commits []string
	for range 2 {
		git("commit", "--quiet", "--allow-empty", "-m", "more")
		commits = append(commits, git("rev-parse", "HEAD"))
	}
	git("update-ref", "refs/remotes/origin/main", commits[1])
	git("commit", "--quiet", "--allow-empty", "-m", "beside")
	commits = append(commits, git("rev-parse", "HEAD"))
	for i, commit := range commits {
		cmd := exec.Command("bash", "-c", script)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GITHUB_SHA="+commit, "GITHUB_REF_NAME=v1.2.3")
		if out, err := cmd.CombinedOutput(); (err == nil) != (i < 2) {
			t.Errorf("commit %d: %v %s", i, err, out)
		}
	}
}

// TestLiveWorkflow: the credential of the live site is that of an environment, only steps
// that need it get it, nothing but a person or the clock starts them, and they write to no
// issue.
func TestLiveWorkflow(t *testing.T) {
	text := read(t, os.DirFS(root), workflows+"/live.yml")
	triggers, rest, _ := strings.Cut(text[strings.Index(text, "\non:\n"):], "\npermissions:\n")
	if names := regexp.MustCompile(`(?m)^  (\w+):`).FindAllString(triggers, -1); strings.Join(names, "") != "  workflow_dispatch:  schedule:" {
		t.Errorf("it is started by %q", names)
	}
	for line := range strings.Lines(rest) {
		if strings.Contains(line, "secrets.") && !strings.HasPrefix(line, strings.Repeat(" ", 10)) {
			t.Errorf("more than a step gets a secret: %s", line)
		}
		if strings.Contains(line, "issue") || strings.Contains(line, ": write") || strings.Contains(line, "cache: ") && !strings.Contains(line, "cache: false") {
			t.Errorf("it does more than it has to: %s", line)
		}
	}
	jobs := regexp.MustCompile(`(?m)^  \w+:\n`).Split(rest[strings.Index(rest, "\njobs:\n"):], -1)[1:]
	if len(jobs) != 2 {
		t.Fatalf("there are %d jobs", len(jobs))
	}
	for _, job := range jobs {
		if !strings.Contains(job, "\n    environment: live\n") {
			t.Errorf("a job is outside of the environment:\n%s", job)
		}
	}
	if !strings.Contains(jobs[1], "if: needs.credential.outputs.given == 'true'\n") {
		t.Error("it runs without a credential")
	}
}
