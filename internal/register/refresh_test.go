package register

import "testing"

// TestRefresh: an object that is planned, read and planned again is one object, and two of
// one id are a conflict in whatever order they are read.
func TestRefresh(t *testing.T) {
	read := func(id string) func(*Register) Conflict {
		return func(r *Register) Conflict {
			r.Refresh("", id)
			return Conflict{}
		}
	}
	plan := func(c Change) func(*Register) Conflict {
		return func(r *Register) Conflict { return r.Plan(c) }
	}
	one := plan(stays("1", "a", "b"))
	for name, row := range map[string]struct {
		steps []func(*Register) Conflict
		want  Conflict
	}{
		"read first":                      {[]func(*Register) Conflict{read("1"), one}, Conflict{}},
		"planned before, and again":       {[]func(*Register) Conflict{one, read("1"), one}, Conflict{}},
		"a replacement again":             {[]func(*Register) Conflict{one, plan(replaces("1", "b")), read("1"), one, plan(replaces("1", "b"))}, Conflict{}},
		"a destroy, read afterwards":      {[]func(*Register) Conflict{plan(destroys("1", "a")), read("1"), plan(creates("a"))}, Conflict{Moved, "a", "1"}},
		"gone, and created again":         {[]func(*Register) Conflict{one, read("1"), plan(creates("a"))}, Conflict{}},
		"two of one id":                   {[]func(*Register) Conflict{read("1"), one, read("1"), one}, Conflict{Twice, "", "1"}},
		"two of one id, planned before":   {[]func(*Register) Conflict{one, one}, Conflict{Twice, "", "1"}},
		"two of one id, one of them read": {[]func(*Register) Conflict{one, read("1"), one, one}, Conflict{Twice, "", "1"}},
		"a replacement of others stays":   {[]func(*Register) Conflict{plan(replaces("2", "c")), read("1"), plan(stays("1", "a", "c"))}, Conflict{Twins, "c", ""}},
		"others stay":                     {[]func(*Register) Conflict{plan(stays("2", "b", "b")), read("1"), one}, Conflict{Kept, "b", "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			var r Register
			for i, step := range row.steps {
				want := Conflict{}
				if i == len(row.steps)-1 {
					want = row.want
				}
				if have := step(&r); have != want {
					t.Errorf("step %d: %v, want %v", i, have, want)
				}
			}
		})
	}
}
