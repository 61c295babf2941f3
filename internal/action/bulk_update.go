package action

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// NewBulkUpdate makes the action wix_contacts_bulk_update. It takes only members that
// can be sent alone: a list or the map of extended fields would replace that of each
// contact (contract 6.5).
func NewBulkUpdate() action.Action {
	text := func(description string, rules ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: rules}
	}
	return &bulk{
		name: "wix_contacts_bulk_update",
		description: "Sets the company, job title or locale of all matching contacts, in one job at Wix. The arguments that choose contacts hold together, and at least one is required. " +
			"Omitted attributes stay unchanged.\n\nNames, addresses and values of extended fields differ from contact to contact and could be lost in bulk: set them on `wix_contact`.\n\n" +
			"The credential needs the permission Manage Contacts. Requires Terraform 1.14 or later.",
		maxContacts: 1000,
		attributes: map[string]schema.Attribute{
			"company":   text("The company, at most 1,000 characters; `\"\"` clears it.", stringvalidator.UTF8LengthAtMost(1000)),
			"job_title": text("The job title, at most 1,000 characters; `\"\"` clears it.", stringvalidator.UTF8LengthAtMost(1000)),
			"locale":    text("The language as a BCP 47 tag such as `en-US`. It can be set, and not cleared.", entity.Locale),
		},
		parse: parseBulkUpdate,
	}
}

func parseBulkUpdate(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) *operation {
	var m struct {
		Company  *string `tfsdk:"company"`
		JobTitle *string `tfsdk:"job_title"`
		Locale   *string `tfsdk:"locale"`
	}
	if d := config.Get(ctx, &m); d.HasError() {
		diags.Append(d...)
		return nil
	}
	var info wix.Info
	var fields []string
	if m.Company != nil {
		info.Company, fields = wix.Some(strings.TrimSpace(*m.Company)), append(fields, "info.company")
	}
	if m.JobTitle != nil {
		info.JobTitle, fields = wix.Some(strings.TrimSpace(*m.JobTitle)), append(fields, "info.jobTitle")
	}
	if m.Locale != nil {
		info.Locale, fields = wix.Some(wix.Locale(strings.TrimSpace(*m.Locale))), append(fields, "info.locale")
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
		members: map[string]string{"info.company": "company", "info.jobTitle": "job_title", "info.locale": "locale"},
	}
}
