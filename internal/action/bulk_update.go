package action

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// NewBulkUpdate makes the action wix_contacts_bulk_update. It offers the members
// that can be sent alone. A list or the map of extended values would replace what
// each contact has (contract 6.5).
func NewBulkUpdate() action.Action {
	text := func(description string, rules ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: rules}
	}
	return &bulk{kind: kind{
		name: "wix_contacts_bulk_update",
		description: "Sets the company, job title or locale of all chosen contacts, in one job at Wix. All arguments that choose contacts must hold together, and at least one has to be given. " +
			"What is left out stays as it is.\n\nNames, addresses and values of extended fields differ from contact to contact and could be lost in bulk: set them on `wix_contact`.\n\n" +
			"The credential needs the permission Manage Contacts. Requires Terraform 1.14 or later.",
		most: 1000,
		attributes: map[string]schema.Attribute{
			"company":   text("The company, at most 1,000 characters; `\"\"` clears it.", stringvalidator.UTF8LengthAtMost(1000)),
			"job_title": text("The job title, at most 1,000 characters; `\"\"` clears it.", stringvalidator.UTF8LengthAtMost(1000)),
			"locale":    text("The language as a BCP 47 tag such as `en-US`. It can be set, and not cleared.", entity.Locale),
		},
		read: readBulkUpdate,
	}}
}

func readBulkUpdate(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) *work {
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
	return &work{
		verb: "updated",
		submit: func(ctx context.Context, client *wix.Client, filter map[string]any) (string, error) {
			return client.BulkUpdate(ctx, filter, info)
		},
		fields: fields, left: func(have *wix.Contact) []string { return wix.NotStored(info, have.Info) }, doubtful: true,
		mapPath: func(field string) (path.Path, bool) {
			for member, name := range map[string]string{"info.company": "company", "info.jobTitle": "job_title", "info.locale": "locale"} {
				if strings.HasPrefix(field, member) {
					return path.Root(name), true
				}
			}
			return path.Root("filter"), strings.HasPrefix(field, "filter")
		},
	}
}
