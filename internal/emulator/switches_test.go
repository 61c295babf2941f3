package emulator

import (
	"reflect"
	"testing"
	"time"
)

// TestSwitches_complete sets every switch to every value and checks that each
// field of Switches belongs to exactly one.
func TestSwitches_complete(t *testing.T) {
	var sw Switches
	for _, doc := range SwitchNames() {
		if doc.Values[0] != doc.Default || doc.Doc == "" {
			t.Errorf("%+v", doc)
		}
		before := sw
		for i := range doc.Values {
			value := doc.Values[len(doc.Values)-1-i]
			if value == "duration" {
				value = "90s"
			}
			if err := sw.Set(doc.Name, value); err != nil {
				t.Error(err)
			}
			if i == 0 && reflect.DeepEqual(before, sw) {
				t.Errorf("%s = %s changed nothing", doc.Name, value)
			}
		}
		if err := sw.Set(doc.Name, "nonsense"); err == nil {
			t.Errorf("%s took nonsense", doc.Name)
		}
		_ = sw.Set(doc.Name, doc.Values[len(doc.Values)-1])
		if doc.Values[1] == "duration" {
			_ = sw.Set(doc.Name, "1h")
		}
	}
	if err := sw.Set("nonsense", "on"); err == nil {
		t.Error("took an unknown name")
	}
	all := reflect.ValueOf(sw)
	if all.NumField() != len(SwitchNames()) {
		t.Errorf("%d fields, %d names", all.NumField(), len(SwitchNames()))
	}
	for i := range all.NumField() {
		if all.Field(i).IsZero() {
			t.Errorf("no switch sets %s", all.Type().Field(i).Name)
		}
	}
	if sw.QueryLag != time.Hour {
		t.Errorf("lag %v", sw.QueryLag)
	}
}
