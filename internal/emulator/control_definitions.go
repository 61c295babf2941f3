package emulator

import (
	"errors"
	"fmt"
	"net/http"
)

// definitionControls are what other people and apps do to labels and fields.
func (s *Server) definitionControls() []controlEntry {
	const label, field = "/_emulator/labels/{key}", "/_emulator/extended-fields/{key}"
	return []controlEntry{
		{ControlRoute{"POST /_emulator/labels", `The owner makes a label: {"displayName":"VIP"}; with {"namespace":"bookings"} beside it, an app makes one. Answers its key.`}, s.controlPutLabel},
		{ControlRoute{"PATCH " + label, `The owner renames a label: {"displayName":"VIP"}.`}, renaming(s.RenameLabel)},
		{ControlRoute{"DELETE " + label, "The owner deletes a label, which takes it off all contacts."}, removing(s.RemoveLabel)},
		{ControlRoute{"POST /_emulator/extended-fields", `The owner makes an extended field: {"displayName":"Size","dataType":"NUMBER"}. Answers its key.`}, s.controlPutField},
		{ControlRoute{"PATCH " + field, `The owner renames an extended field: {"displayName":"Size"}.`}, renaming(s.RenameField)},
		{ControlRoute{"DELETE " + field, "The owner deletes an extended field and its values on all contacts."}, removing(s.RemoveField)},
	}
}

type definitionBody struct {
	DisplayName string `json:"displayName"`
	Namespace   string `json:"namespace"`
	DataType    string `json:"dataType"`
}

var errNoName = errors.New("displayName must be given")

func readDefinition(r *http.Request) (definitionBody, error) {
	in, err := readBody[definitionBody](r)
	if err == nil && in.DisplayName == "" {
		err = errNoName
	}
	return in, err
}

func (s *Server) controlPutLabel(r *http.Request) (any, error) {
	in, err := readDefinition(r)
	switch {
	case err != nil:
		return nil, err
	case in.Namespace != "":
		return object{"key": s.PutAppLabel(in.Namespace, in.DisplayName)}, nil
	}
	return object{"key": s.PutLabel(in.DisplayName)}, nil
}

func (s *Server) controlPutField(r *http.Request) (any, error) {
	in, err := readDefinition(r)
	if err == nil && !dataTypes[in.DataType] {
		err = fmt.Errorf("dataType must be TEXT, NUMBER, DATE or URL, not %q", in.DataType)
	}
	if err != nil {
		return nil, err
	}
	return object{"key": s.PutField(in.DisplayName, in.DataType)}, nil
}

func renaming(rename func(key, name string) error) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		in, err := readDefinition(r)
		if err != nil {
			return nil, err
		}
		return nil, rename(r.PathValue("key"), in.DisplayName)
	}
}

func removing(remove func(key string) error) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) { return nil, remove(r.PathValue("key")) }
}
