package wix

import (
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// member is a member of [Info], whatever its type.
type member interface {
	present() bool
	// demand makes it present: nothing is demanded where it was absent.
	demand()
	// emptied puts the empty text in place of null, and tells whether there was one.
	emptied() bool
	// missing gives the parts of it that have does not hold, "" for the whole.
	missing(have member) []string
}

// members gives the members of an info by their names on the wire.
func (in *Info) members() iter.Seq2[string, member] {
	return func(yield func(string, member) bool) {
		v := reflect.ValueOf(in).Elem()
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			if m, ok := reflect.TypeAssert[member](v.Field(i).Addr()); ok && !yield(name, m) {
				return
			}
		}
	}
}

func (o *Opt[T]) present() bool { return o.Present }

func (o *Opt[T]) demand() { o.Present = true }

func (o *Opt[T]) emptied() bool {
	if o.Present && o.Value == nil {
		o.Value = new(T)
		return true
	}
	values, ok := any(o.Get()).(Values)
	if !ok || !o.Present {
		return false
	}
	found := false
	items := maps.Clone(values.Items)
	for key, v := range items {
		if v == nil {
			items[key], found = "", true
		}
	}
	o.Value, _ = any(&Values{items}).(*T)
	return found
}

func (o *Opt[T]) missing(have member) []string {
	h, _ := have.(*Opt[T])
	return missing(o.Get(), h.Get())
}

// missing gives the parts of a value that another of the same type does not hold.
//
//nolint:forcetypeassert // the two are of one type
func missing(want, have any) (out []string) {
	check := func(part string, ok bool) {
		if !ok {
			out = append(out, part)
		}
	}
	switch w := want.(type) {
	case string:
		check("", forms.SameText(w, have.(string)))
	case Locale:
		check("", forms.SameLocale(string(w), string(have.(Locale))))
	case Name:
		h := have.(Name)
		check(".first", forms.SameText(w.First, h.First))
		check(".last", forms.SameText(w.Last, h.Last))
	case List[Email]:
		check("", sameItems(w, have.(List[Email]), sameEmailItem))
	case List[Phone]:
		check("", sameItems(w, have.(List[Phone]), samePhoneItem))
	case List[Address]:
		check("", sameItems(w, have.(List[Address]), sameAddress))
	case List[string]: // label keys, of which others put some, too
		h := have.(List[string])
		check("", !slices.ContainsFunc(w.Items, func(key string) bool { return !slices.Contains(h.Items, key) }))
	case Values:
		h := have.(Values)
		for key, v := range w.Items {
			check(".items."+key, forms.SameValue(v, h.Items[key]))
		}
	default: // what nothing compares would count as stored
		panic(fmt.Sprintf("a member of Info of the type %T is not compared", want))
	}
	return out
}

// NotStored returns the members of want that have does not hold, as paths in
// the request. Clearing a member is fulfilled when nothing is left of it.
func NotStored(want, have Info) []string {
	var out []string
	held := maps.Collect(have.members())
	for name, w := range want.members() {
		if !w.present() {
			continue
		}
		for _, part := range w.missing(held[name]) {
			out = append(out, "info."+name+part)
		}
	}
	slices.Sort(out)
	return out
}

// emptied is the same wish with "" for each null, and tells whether there was one.
func emptied(in Info) (out Info, found bool) {
	out = in
	for _, m := range out.members() {
		found = m.emptied() || found
	}
	return out, found
}
