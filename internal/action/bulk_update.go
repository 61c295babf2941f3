package action

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// updatable are the attributes that wix_contacts_bulk_update sets. Their members can be
// sent alone: a list or the map of extended fields would replace that of each contact
// (contract 6.5).
var updatable = []struct {
	name, member, description string
	form                      validator.String
	set                       func(info *wix.Info, text string)
}{
	{
		"company", "info.company", "The company, at most 1,000 characters; `\"\"` clears it.",
		entity.Length(0, 1000), func(i *wix.Info, s string) { i.Company = wix.Some(s) },
	},
	{
		"job_title", "info.jobTitle", "The job title, at most 1,000 characters; `\"\"` clears it.",
		entity.Length(0, 1000), func(i *wix.Info, s string) { i.JobTitle = wix.Some(s) },
	},
	{
		"locale", "info.locale", "The language as a BCP 47 tag such as `en-US`. It can be set, and not cleared.",
		entity.Locale, func(i *wix.Info, s string) { i.Locale = wix.Some(wix.Locale(s)) },
	},
}

// NewBulkUpdate makes the action wix_contacts_bulk_update.
func NewBulkUpdate() action.Action {
	attributes := map[string]schema.Attribute{}
	for _, u := range updatable {
		attributes[u.name] = schema.StringAttribute{MarkdownDescription: u.description, Optional: true, Validators: []validator.String{u.form}}
	}
	return bulk{
		name: "wix_contacts_bulk_update",
		description: "Sets the company, job title or locale of all matching contacts, in one job at Wix. The arguments that choose contacts hold together, and at least one is required. " +
			"Omitted attributes stay unchanged.\n\nNames, addresses and values of extended fields differ from contact to contact and could be lost in bulk: set them on `wix_contact`.\n\n" +
			"The credential needs the permission Manage Contacts. Requires Terraform 1.14 or later.",
		maxContacts: 1000,
		attributes:  attributes,
		parse:       parseBulkUpdate,
	}.action()
}

func parseBulkUpdate(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) *operation {
	var info wix.Info
	var fields []string
	members := map[string]string{}
	for _, u := range updatable {
		var text types.String
		if d := config.GetAttribute(ctx, path.Root(u.name), &text); d.HasError() {
			diags.Append(d...)
			return nil
		}
		if !text.IsNull() {
			u.set(&info, strings.TrimSpace(text.ValueString()))
			fields = append(fields, u.member)
			members[u.member] = u.name
		}
	}
	if len(fields) == 0 {
		diags.AddError("There is nothing to do.", "Neither company, job_title nor locale is set. Set at least one.")
		return nil
	}
	return &operation{
		participle: "updated",
		submit: func(ctx context.Context, client *wix.Client, filter map[string]any) (string, error) {
			return client.BulkUpdate(ctx, filter, info)
		},
		fields: fields, unmet: func(have *wix.Contact) []string { return wix.NotStored(info, have.Info) }, unreliable: true,
		members: members,
	}
}
