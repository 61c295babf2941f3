package emulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"reflect"
	"slices"
	"strings"
)

// applyExtended settles the values of extended fields. Unknown keys fail the
// whole request; system keys are ignored or refused (contract 2.3, 5.5, 11
// rows 1 and 15). A value that comes back as the contact has it is taken, whatever
// the type of its field.
func (s *Server) applyExtended(have, base map[string]any, in member[object], c *call) (map[string]any, error) {
	if in.presence == absent {
		return base, nil
	}
	out := maps.Clone(base)
	if out == nil {
		out = map[string]any{}
	}
	if in.presence == null || c.sw.PatchExtendedFields != "merge" {
		maps.DeleteFunc(out, func(key string, _ any) bool { return s.mayWrite(key) })
	}
	if err := s.knownFields(in.value, c.sw); err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(in.value)) {
		if !s.mayWrite(key) && (key != keyMembership || !s.grantedByName(permMemberStatus)) {
			if c.sw.WriteSystemKeys == "refuse" {
				return nil, badRequest("INVALID_EXTENDED_FIELD_VALUE", fmt.Sprintf("Extended field %s is read-only.", key))
			}
			continue
		}
		raw := in.value[key]
		if raw == nil && c.sw.PatchNull == "noop" {
			continue
		}
		if raw != nil && reflect.DeepEqual(raw, have[key]) {
			out[key] = raw
			continue
		}
		value, err := fieldValue(s.site.fields.get(key), raw, c.sw)
		if err != nil {
			return nil, err
		}
		if value == nil {
			delete(out, key)
		} else {
			out[key] = value
		}
	}
	return out, nil
}

func (s *Server) mayWrite(key string) bool {
	f := s.site.fields.get(key)
	return f == nil || !f.system || f.writable
}

func (s *Server) knownFields(in object, sw Switches) error {
	unknown := map[string]bool{}
	for key := range in {
		if s.site.fields.get(key) == nil {
			unknown[key] = true
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	status := statusOf(sw.FieldUnknownKey, http.StatusBadRequest)
	return failure(status, "EXTENDED_FIELD_NOT_FOUND", "Extended fields not found: "+joined(unknown)+".")
}

// fieldValue checks a value against the field's data type (contract 5.4); nil
// is "no value".
func fieldValue(f *field, raw any, sw Switches) (any, error) {
	if sw.FieldValues == "lax" {
		raw = converted(f.dataType, raw)
	}
	text, isText := raw.(string)
	text = trimmed(sw, text)
	wrong := badRequest("INVALID_EXTENDED_FIELD_VALUE",
		fmt.Sprintf("The value of extended field %s is not a valid %s.", f.key, f.dataType))
	switch {
	case raw == nil:
		return nil, nil
	case isText && text == "":
		if (f.dataType == typeNumber || f.dataType == typeDate) && sw.EmptyFormatted != "clear" {
			return nil, wrong
		}
		return nil, nil
	case f.dataType == typeNumber:
		n, ok := raw.(json.Number)
		if !ok {
			return nil, wrong
		}
		if v, err := n.Float64(); err != nil || math.IsInf(v, 0) {
			return nil, wrong
		}
		return n, nil
	case !isText, f.dataType == typeDate && !isDate(text):
		return nil, wrong
	case f.dataType == typeURL && sw.URLScheme != "keep" && !strings.Contains(text, "://"):
		return "https://" + text, nil
	}
	return text, nil
}

// converted reads text as a number and a number as text where the field wants
// it so.
func converted(dataType string, raw any) any {
	switch v := raw.(type) {
	case string:
		if dataType == typeNumber && json.Valid([]byte(v)) && v[0] != '"' {
			return json.Number(v)
		}
	case json.Number:
		if dataType != typeNumber {
			return v.String()
		}
	}
	return raw
}
