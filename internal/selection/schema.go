package selection

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	action "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	list "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// Attributes describe [Contacts] for a data source.
var Attributes = map[string]schema.Attribute{
	"created_after": schema.StringAttribute{MarkdownDescription: "Only contacts created after this time, in RFC 3339 form.", Optional: true, Validators: []validator.String{timestamp}},
	"updated_after": schema.StringAttribute{MarkdownDescription: "Only contacts changed after this time, in RFC 3339 form.", Optional: true, Validators: []validator.String{timestamp}},
	"has_any_labels": schema.SetAttribute{
		MarkdownDescription: "Only contacts that carry at least one of the labels with these keys.", ElementType: types.StringType, Optional: true, Validators: entity.ChosenSet,
	},
	"has_all_labels": schema.SetAttribute{
		MarkdownDescription: "Only contacts that carry all labels with these keys.", ElementType: types.StringType, Optional: true, Validators: entity.ChosenSet,
	},
	"subscription_status": schema.StringAttribute{
		MarkdownDescription: "Only contacts whose e-mail subscription is `SUBSCRIBED`, `UNSUBSCRIBED`, `PENDING` or `NOT_SET`.",
		Optional:            true,
		Validators:          []validator.String{entity.OneOf("SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "NOT_SET")},
	},
	"email_prefix": schema.StringAttribute{MarkdownDescription: "Only contacts with an e-mail address that begins so; upper and lower case are the same.", Optional: true, Validators: []validator.String{entity.NotBlank}},
	"custom_field_equals": schema.MapAttribute{
		MarkdownDescription: "Only contacts that hold these values, by the keys of the extended fields. Texts are compared as they are written, white space included. Fields of the type `URL` are compared as Wix stores them, with a scheme.",
		ElementType:         types.StringType, Optional: true, Validators: entity.ChosenMap,
	},
	"filter": schema.StringAttribute{
		MarkdownDescription: "A filter in the query language of the Wix API, as JSON: `jsonencode({ \"info.company\" = { \"$eq\" = \"Example\" } })`. It holds together with the other arguments.",
		Optional:            true,
		Validators:          []validator.String{jsonObject},
	},
}

var timestamp = entity.Rule{
	What:    "a time in RFC 3339 form",
	Summary: "The time is not valid.",
	Check:   entity.Unless(forms.IsTime, "is not a time in RFC 3339 form such as 2026-01-31T12:00:00Z. Correct the time."),
}

var jsonObject = entity.Rule{
	What:    "a JSON object",
	Summary: "The filter is not a JSON object.",
	Check: func(s string) string {
		if _, err := rawFilter(s); err != nil {
			return fmt.Sprintf("It cannot be read: %s. Write it with jsonencode.", err)
		}
		return ""
	},
}

// rawFilter parses a filter, and keeps numbers as written. It refuses null, which would
// choose all contacts.
func rawFilter(s string) (map[string]any, error) {
	s = strings.TrimSpace(s)
	if !json.Valid([]byte(s)) {
		var v any
		return nil, json.Unmarshal([]byte(s), &v)
	}
	var out map[string]any
	decoder := json.NewDecoder(strings.NewReader(s))
	decoder.UseNumber()
	if err := decoder.Decode(&out); err != nil {
		return nil, err
	}
	if out == nil {
		return nil, errors.New("it is null")
	}
	return out, nil
}

// ListAttributes describe [Contacts] for a list resource, whose schemas have no sets.
func ListAttributes() map[string]list.Attribute {
	out := map[string]list.Attribute{}
	for name, attribute := range Attributes {
		switch a := attribute.(type) {
		case schema.StringAttribute:
			out[name] = list.StringAttribute{MarkdownDescription: a.MarkdownDescription, Optional: true, Validators: a.Validators}
		case schema.SetAttribute:
			out[name] = list.ListAttribute{MarkdownDescription: a.MarkdownDescription, Optional: true, ElementType: a.ElementType, Validators: entity.ChosenList}
		case schema.MapAttribute:
			out[name] = list.MapAttribute{MarkdownDescription: a.MarkdownDescription, Optional: true, ElementType: a.ElementType, Validators: a.Validators}
		}
	}
	return out
}

// ActionAttributes describe [Contacts] for an action.
func ActionAttributes() map[string]action.Attribute {
	out := map[string]action.Attribute{}
	for name, attribute := range Attributes {
		switch a := attribute.(type) {
		case schema.StringAttribute:
			out[name] = action.StringAttribute{MarkdownDescription: a.MarkdownDescription, Optional: true, Validators: a.Validators}
		case schema.SetAttribute:
			out[name] = action.SetAttribute{MarkdownDescription: a.MarkdownDescription, Optional: true, ElementType: a.ElementType, Validators: a.Validators}
		case schema.MapAttribute:
			out[name] = action.MapAttribute{MarkdownDescription: a.MarkdownDescription, Optional: true, ElementType: a.ElementType, Validators: a.Validators}
		}
	}
	return out
}
