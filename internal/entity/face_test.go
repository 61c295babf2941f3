package entity_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestFace: the next step is worded for where the error is met: nothing is applied by a
// list, and an action has no state.
func TestFace(t *testing.T) {
	causes := map[string]error{
		"no error of the client": errors.New("cut"),
		"a refused value":        &wix.Error{Status: http.StatusBadRequest, Violations: []wix.Violation{{Field: "ids", Description: "no"}}},
		"a refused request":      &wix.Error{Status: http.StatusBadRequest, Code: "MALFORMED_FILTER"},
		"nothing there":          &wix.Error{Status: http.StatusNotFound, Code: "CONTACT_NOT_FOUND"},
		"a conflict":             &wix.Error{Status: http.StatusConflict},
	}
	for name, face := range map[string]struct {
		entity.Face
		again string
	}{
		"action": {entity.InAction, "nvoke the action again."},
		"read":   {entity.InRead, "un the command again."},
	} {
		for what, err := range causes {
			for _, d := range face.Diagnose(err, entity.NoPath) {
				if !strings.Contains(d.Detail(), face.again) || strings.Contains(d.Detail(), "state") || strings.Contains(d.Detail(), "apply again") || strings.Contains(d.Detail(), "refresh") {
					t.Errorf("%s, %s: %s", name, what, d.Detail())
				}
			}
		}
	}
}

// TestDiagnose_label: a label that a call about contacts names and that does not exist is
// no contact that has gone.
func TestDiagnose_label(t *testing.T) {
	for _, status := range []int{http.StatusBadRequest, http.StatusNotFound} {
		d := entity.InAction.Diagnose(&wix.Error{Status: status, Code: "LABEL_NOT_FOUND", Path: "/contacts/v4/bulk/contacts/add-remove-labels"}, entity.NoPath)
		if len(d) != 1 || d[0].Summary() != "A label does not exist on the site." {
			t.Error(d)
		}
	}
}
