package wix_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// example is one printed example of the documentation.
type example struct {
	Operation, Title, Method, Path string
	Response                       json.RawMessage
}

// printed is the fixture that the examples are about.
var printed = fixture{"custom.label-a", "custom.field", "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"}

// unread are members that the client has no use for (contract 6.1, 4.1, 5.1).
var unread = regexp.MustCompile(`(^|\.)(items\.\d+\.id|legacyId|e164Phone|formattedAddress|picture\..*|locations\..*|newLabel|newField|responseType)$`)

// TestDecode_examples: of every printed example, each member arrives, under its
// own name and with its own value.
func TestDecode_examples(t *testing.T) {
	data, err := os.ReadFile("testdata/wire-examples.json")
	ok(t, err)
	var examples []example
	ok(t, json.Unmarshal(data, &examples))
	if len(examples) != 36 {
		t.Errorf("%d examples", len(examples))
	}
	for _, x := range examples {
		t.Run(x.Operation+"/"+x.Title, func(t *testing.T) {
			transport := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
				if n > 0 { // a listing whose total promises more goes on, and finds nothing
					return respond(http.StatusOK, string(lastPage(t, x.Response))), nil
				}
				return respond(http.StatusOK, string(x.Response)), nil
			}}
			out, err := called(x.Operation).call(t.Context(), transport.client(t), printed)
			ok(t, err)
			if n := transport.count(); n != 1 && !(n == 2 && within(string(x.Response), "etadata")) {
				t.Errorf("%d requests", transport.count())
			}
			if out == nil {
				return
			}
			want, got := leaves(t, payload(t, x.Response)), leaves(t, encode(t, out))
			for at := range want {
				if unread.MatchString(at) {
					delete(want, at)
				}
			}
			for _, side := range []map[string]string{want, got} { // absent and empty are the same
				maps.DeleteFunc(side, func(_, value string) bool { return slices.Contains([]string{`""`, "null", "0", "false"}, value) })
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-printed +read):\n%s", diff)
			}
			if len(want) == 0 {
				t.Error("nothing to compare")
			}
		})
	}
}

// lastPage is a page that holds the last object of another one only.
func lastPage(t *testing.T, response []byte) []byte {
	t.Helper()
	var members map[string]any
	ok(t, json.Unmarshal(response, &members))
	for name, member := range members {
		if list, is := member.([]any); is && len(list) > 0 {
			members[name] = list[len(list)-1:]
		}
	}
	return encode(t, members)
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	ok(t, err)
	return data
}

// payload is what an answer is about: the object under a name, or itself.
func payload(t *testing.T, response []byte) []byte {
	t.Helper()
	var members map[string]json.RawMessage
	ok(t, json.Unmarshal(response, &members))
	for _, name := range []string{"contact", "contacts", "label", "labels", "field", "fields"} {
		if inner := members[name]; inner != nil {
			return inner
		}
	}
	return response
}

// leaves are the values of a document by path.
func leaves(t *testing.T, data []byte) map[string]string {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var v any
	ok(t, decoder.Decode(&v))
	out := map[string]string{}
	var walk func(at []string, v any)
	walk = func(at []string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for name, inner := range v {
				walk(append(slices.Clone(at), name), inner)
			}
		case []any:
			for i, inner := range v {
				walk(append(slices.Clone(at), fmt.Sprint(i)), inner)
			}
		default:
			text, err := json.Marshal(v)
			ok(t, err)
			out[strings.Join(at, ".")] = string(text)
		}
	}
	walk(nil, v)
	return out
}
