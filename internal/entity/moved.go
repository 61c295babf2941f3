package entity

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// Moved brings objects that a general REST provider manages under a resource, for `moved`
// blocks: only the id or key is taken from there, the next read fills in the
// rest as after an import, and the identity, because no provider is configured here
// that could tell the site.
type Moved struct {
	// Target is the type of the resource.
	Target string
	// Collection is the last part of the path of all objects of the kind; Member is
	// what answers of the API call one (contract 4.2, 5.2, 6.1).
	Collection, Member string
	// Attribute is what tells one apart: id or key.
	Attribute string
}

// collections are the last parts of the paths of all kinds.
var collections = []string{"contacts", "labels", "extended-fields"}

// Movers are the ways in: from restapi_object of Mastercard/restapi, and from
// restful_resource of magodo/restful.
func (m Moved) Movers() []resource.StateMover {
	return []resource.StateMover{{StateMover: m.move}}
}

func (m Moved) move(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	provider := req.SourceProviderAddress[strings.LastIndex(req.SourceProviderAddress, "/")+1:]
	switch provider + " " + req.SourceTypeName {
	case "restapi restapi_object", "restful restful_resource":
	default:
		return // not ours to move: the framework says what is supported
	}
	var source source
	if req.SourceRawState == nil || json.Unmarshal(req.SourceRawState.JSON, &source) != nil {
		resp.Diagnostics.AddError("The state of the source cannot be read.",
			fmt.Sprintf("The state of the %s is not in the form of a JSON object. Upgrade its provider, run apply, and move it after that.", req.SourceTypeName))
		return
	}
	if kind := source.kind(); kind != "" && kind != m.Collection {
		resp.Diagnostics.AddError("The source is of another kind.",
			fmt.Sprintf("The %s manages something under %q, which %s cannot manage. Move it to the resource of that kind.", req.SourceTypeName, kind, m.Target))
		return
	}
	id := source.find(m)
	if id == "" {
		resp.Diagnostics.AddError("The state of the source does not tell which object it is.",
			fmt.Sprintf("Neither the id of the %s nor the answer in its state holds the %s. "+
				"Take it out of the state with a removed block that has destroy = false, and import it into %s.", req.SourceTypeName, m.Attribute, m.Target))
		return
	}
	for _, name := range []string{"id", m.Attribute} {
		resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), forms.ID(id))...)
	}
}

// source is what the state of either provider has of interest. In restapi, id is
// the object's own; in restful it is the path from which the object is read, or,
// without a read_path, the one to which it was posted.
type source struct {
	ID              string          `json:"id"`
	Path            string          `json:"path"`
	APIResponse     string          `json:"api_response"`
	Output          json.RawMessage `json:"output"`
	SensitiveOutput json.RawMessage `json:"sensitive_output"`
}

// kind is the collection that the paths are about, "" where they do not tell.
func (s source) kind() string {
	for _, text := range []string{s.Path, s.ID} {
		parts := segments(text)
		slices.Reverse(parts)
		for _, part := range parts {
			if slices.Contains(collections, part) {
				return part
			}
		}
	}
	return ""
}

func (s source) find(m Moved) string {
	if parts := segments(s.ID); len(parts) > 0 && !slices.Contains(collections, parts[len(parts)-1]) {
		return parts[len(parts)-1]
	}
	for _, answer := range []json.RawMessage{json.RawMessage(s.APIResponse), s.Output, s.SensitiveOutput} {
		if id := within(answer, m, 0); id != "" {
			return id
		}
	}
	return ""
}

// within finds the id in an answer: bare, under the name of its member, or in the
// wrapper in which a state holds values of a dynamic type.
func within(answer json.RawMessage, m Moved, depth int) string {
	var object map[string]json.RawMessage
	if depth > 2 || json.Unmarshal(answer, &object) != nil {
		return ""
	}
	var id string
	if json.Unmarshal(object[m.Attribute], &id) == nil && id != "" {
		return id
	}
	for _, name := range []string{m.Member, "value"} {
		if id := within(object[name], m, depth+1); id != "" {
			return id
		}
	}
	return ""
}

// segments are the parts of a path or URL.
func segments(text string) []string {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return nil
	}
	return strings.FieldsFunc(u.Path, func(r rune) bool { return r == '/' })
}
