package register

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func names(s string) []string {
	var out []string
	for _, r := range s {
		out = append(out, string(r))
	}
	return out
}

// stays is an object that had some names and is to have others, as letters.
func stays(id, had, holds string) Change {
	return Change{ID: id, Had: names(had), Holds: names(holds), Wants: names(holds)}
}

func creates(name string) Change { return stays("", "", name) }

func adopts(name, takes string) Change {
	c := creates(name)
	c.Adopts, c.Takes = true, takes
	return c
}

func replaces(id, name string) Change {
	c := adopts(name, "")
	c.Replaces = id
	return c
}

func destroys(id, had string) Change {
	return Change{ID: id, Had: names(had), Destroyed: true}
}

func open(id, had string) Change { return Change{ID: id, Had: names(had), Open: true} }

// TestPlan: whatever cannot go together is a conflict, and nothing else is, in whatever
// order it is planned.
func TestPlan(t *testing.T) {
	for name, row := range map[string]struct {
		changes []Change
		want    Conflict
	}{
		"nothing in common":                       {[]Change{stays("1", "a", "a"), creates("b"), destroys("3", "c"), adopts("d", "")}, Conflict{}},
		"an object in two states":                 {[]Change{stays("1", "a", "a"), stays("1", "a", "a")}, Conflict{Twice, "", "1"}},
		"an object kept here and destroyed there": {[]Change{stays("1", "a", "a"), destroys("1", "a")}, Conflict{Twice, "", "1"}},
		"an object destroyed in two states":       {[]Change{destroys("1", "a"), destroys("1", "a")}, Conflict{}},
		"two creates of one name":                 {[]Change{creates("a"), creates("a")}, Conflict{Twins, "a", ""}},
		"two that change to one name":             {[]Change{stays("1", "a", "c"), stays("2", "b", "c")}, Conflict{Twins, "c", ""}},
		"two that adopt one object":               {[]Change{adopts("a", "1"), adopts("b", "1")}, Conflict{Twins, "", "1"}},
		"a create of a name that is kept":         {[]Change{creates("a"), stays("1", "a", "a")}, Conflict{Kept, "a", "1"}},
		"a change to a name that is kept":         {[]Change{stays("2", "b", "a"), stays("1", "a", "a")}, Conflict{Kept, "a", "1"}},
		"an object is adopted that is kept":       {[]Change{adopts("b", "1"), stays("1", "", "")}, Conflict{Kept, "", "1"}},
		"a create of a name that is destroyed":    {[]Change{creates("a"), destroys("1", "a")}, Conflict{Moved, "a", "1"}},
		"an object is adopted that is destroyed":  {[]Change{adopts("b", "1"), destroys("1", "")}, Conflict{Moved, "", "1"}},
		"a change to a name that is destroyed":    {[]Change{stays("2", "b", "a"), destroys("1", "a")}, Conflict{}},
		"a create of a name that is given up":     {[]Change{creates("a"), stays("1", "a", "b")}, Conflict{}},
		"one that adopts by a name given up":      {[]Change{adopts("a", ""), stays("1", "a", "b")}, Conflict{Given, "a", "1"}},
		"a replacement":                           {[]Change{stays("1", "a", "b"), replaces("1", "b")}, Conflict{}},
		"a replacement adopts by a name given up": {[]Change{stays("1", "a", "b"), replaces("1", "b"), stays("2", "b", "c")}, Conflict{Given, "b", "2"}},
		"a name that may be given up":             {[]Change{adopts("a", ""), open("1", "a")}, Conflict{}},
		"a list that grows at the front":          {[]Change{stays("1", "a", "x"), stays("2", "b", "a"), creates("b")}, Conflict{}},
		"a list that shrinks at the front":        {[]Change{stays("1", "a", "b"), stays("2", "b", "c"), destroys("3", "c")}, Conflict{}},
		"two that swap names":                     {[]Change{stays("1", "a", "b"), stays("2", "b", "a")}, Conflict{Kind: Swap}},
		"three among whom names go round":         {[]Change{stays("1", "a", "b"), stays("2", "b", "c"), stays("3", "c", "a")}, Conflict{Kind: Swap}},
		"one of two names changes hands":          {[]Change{stays("1", "ab", "a"), stays("2", "c", "cb")}, Conflict{}},
		"two that exchange one of two names":      {[]Change{stays("1", "ab", "ad"), stays("2", "cd", "cb")}, Conflict{Kind: Swap}},
	} {
		for i, order := range orders(len(row.changes)) {
			var r Register
			var found []Conflict
			for _, at := range order {
				if c := r.Plan(row.changes[at]); c.Kind != None {
					found = append(found, c)
				}
			}
			r.Plan(Change{Type: "another", ID: "1", Had: names("abcd"), Holds: names("abcd")})
			want := row.want
			if second := row.changes[order[len(order)-1]]; want.Kind == Kept && second.ID == want.ID {
				want.Kind = Keeps
			}
			ok := len(found) == 1 && found[0].Kind == want.Kind && (want.Kind == Swap || found[0] == want)
			if want.Kind == None {
				ok = len(found) == 0
			}
			if !ok {
				t.Errorf("%s, order %d: %v, want %v", name, i, found, want)
			}
		}
	}
}

// orders are all in which n things can come.
func orders(n int) (out [][]int) {
	if n == 0 {
		return [][]int{nil}
	}
	for _, shorter := range orders(n - 1) {
		for i := range n {
			out = append(out, slices.Insert(slices.Clone(shorter), i, n-1))
		}
	}
	return out
}

// TestPlan_applying: what is put aside by a replacement is destroyed while others are
// applied, and is no conflict.
func TestPlan_applying(t *testing.T) {
	var r Register
	r.Begin()()
	r.Make("label", "1")
	for _, c := range []Change{adopts("a", "1"), destroys("1", "a")} {
		if c.Type = "label"; r.Plan(c).Kind != None {
			t.Errorf("%+v is in conflict", c)
		}
	}
	if !r.Made("label", "1") || r.Made("contact", "1") || r.Made("label", "2") {
		t.Error("what was made is mixed up")
	}
}

// TestFirst: of each kind and type, only the first is the first.
func TestFirst(t *testing.T) {
	var r Register
	var got []bool
	for _, one := range []report{{"a", Twice}, {"a", Twice}, {"a", Twins}, {"b", Twice}, {"b", Twice}} {
		got = append(got, r.First(one.typ, one.kind))
	}
	if want := []bool{true, false, true, true, false}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

type clock struct{}

func (clock) Now() time.Time { return time.Now() }

func (clock) Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// TestAwait: who waits for a name goes on when it is given up, and gives up when nobody
// is left who could give it.
func TestAwait(t *testing.T) {
	for name, row := range map[string]struct {
		giver  time.Duration // until the other change ends, 0 for none
		gives  []string
		holder string
		want   bool
		least  time.Duration
		most   time.Duration
	}{
		"nothing is under way":       {0, nil, "1", false, idle, idle + interval},
		"another gives it up":        {5 * time.Second, []string{"a"}, "1", true, 5 * time.Second, 5*time.Second + interval},
		"another gives up something": {5 * time.Second, []string{"b"}, "1", false, 5*time.Second + idle - interval, 5*time.Second + idle + 2*interval},
		"another goes on and on":     {time.Hour, nil, "1", false, patience, patience + interval},
		"nobody here has it":         {5 * time.Second, []string{"a"}, "2", false, idle, idle + interval},
		"nobody knows who has it":    {5 * time.Second, []string{"a"}, "", false, idle, idle + interval},
	} {
		synctest.Test(t, func(t *testing.T) {
			var r Register
			r.See("label", "1")
			r.Release("label", []string{"a"}) // before: it has been taken since
			defer r.Begin()()
			since := r.Moment()
			if row.giver > 0 {
				end := r.Begin()
				var giver sync.WaitGroup
				defer giver.Wait()
				giver.Go(func() {
					time.Sleep(row.giver)
					r.Release("label", row.gives)
					r.Release("contact", []string{"a"})
					end()
				})
			}
			start := time.Now()
			got := r.Await(t.Context(), clock{}, "label", row.holder, []string{"a", "c"}, since)
			if took := time.Since(start); got != row.want || took < row.least || took > row.most {
				t.Errorf("%s: %t after %s", name, got, took)
			}
		})
	}
}

// TestAwait_many: where all that are under way wait, one after the other gives up, and
// each that does lets another begin.
func TestAwait_many(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r Register
		turns := make(chan struct{}, 3) // what Terraform runs at a time
		results := make(chan string, 9)
		for i := range 6 {
			go func() {
				turns <- struct{}{}
				defer func() { <-turns }()
				defer r.Begin()()
				if i < 5 {
					results <- fmt.Sprint(r.Await(t.Context(), clock{}, "label", "1", []string{"a"}, 0))
					return
				}
				r.See("label", "1")
				time.Sleep(time.Minute)
				r.Release("label", []string{"a"})
				results <- "given"
			}()
			synctest.Wait() // the last one comes when all turns are taken
		}
		count := map[string]int{}
		for range 6 {
			count[<-results]++
		}
		if count["given"] != 1 || count["true"] < 2 || count["false"] > 3 {
			t.Errorf("%v", count)
		}
	})
}

// TestAwait_cancelled: an end of the context ends the wait.
func TestAwait_cancelled(t *testing.T) {
	var r Register
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	defer r.Begin()()
	defer r.Begin()()
	if r.Await(ctx, clock{}, "label", "1", []string{"a"}, 0) {
		t.Error("a name was given that nobody gave")
	}
}
