package acctest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// variations flip one switch each that decides how writes to contacts behave
// (contract 11).
var variations = []func(*emulator.Switches){
	func(s *emulator.Switches) { s.PatchExtendedFields = "merge" },
	func(s *emulator.Switches) { s.PatchSubObject = "replace" },
	func(s *emulator.Switches) { s.PatchLabelKeys = "replace" },
	// With null ignored, a member with a format can only be cleared by the empty text.
	func(s *emulator.Switches) { s.PatchNull, s.EmptyFormatted = "noop", "clear" },
	func(s *emulator.Switches) { s.PhoneFormat = "reformat" },
	func(s *emulator.Switches) { s.RevisionBackground = 300 * time.Millisecond },
	func(s *emulator.Switches) { s.QueryLag = 3 * time.Second },
	// None of these may make a difference, and so they go together.
	func(s *emulator.Switches) {
		s.DeleteMissing, s.WriteSystemKeys, s.FieldUnknownKey, s.FieldValues, s.SortDefault = "200", "refuse", "404", "lax", "createdDateDesc"
		s.ItemIDs, s.EmptyLists, s.EmptyVATID = "keep", "wrapper", "text"
	},
}

// PatchCombinations are all combinations of the variations, the corners with -short.
func PatchCombinations() []emulator.Switches {
	if testing.Short() {
		return CornerCombinations()
	}
	all := []emulator.Switches{{}}
	for _, vary := range variations {
		for _, s := range all {
			vary(&s)
			all = append(all, s)
		}
	}
	return all
}

// CornerCombinations are the default, each variation alone, and all together.
func CornerCombinations() []emulator.Switches {
	all := []emulator.Switches{{}}
	var every emulator.Switches
	for _, vary := range variations {
		var s emulator.Switches
		vary(&s)
		vary(&every)
		all = append(all, s)
	}
	return append(all, every)
}

// Describe names a combination for a message, by what differs from the default.
func Describe(s emulator.Switches) string {
	var out []string
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		if !v.Field(i).IsZero() {
			out = append(out, fmt.Sprintf("%s=%v", v.Type().Field(i).Name, v.Field(i)))
		}
	}
	return "{" + strings.Join(out, " ") + "}"
}
