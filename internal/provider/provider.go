// Package provider wires the provider: its configuration to a client, and the
// lists of what it offers.
package provider

import (
	"context"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	actions "github.com/terraform-provider-wix/terraform-provider-wix/internal/action"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/contact"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/extendedfield"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/facet"
	functions "github.com/terraform-provider-wix/terraform-provider-wix/internal/function"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/label"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Provider is the wix provider.
type Provider struct {
	version string
	adjust  func(*Options)
	secrets sanitize.Secrets
	// data is nil while the provider is not configured.
	data atomic.Pointer[entity.ProviderData]
}

// Options are those of the configured provider.
type Options struct {
	Client  wix.Options
	Sharing cache.Policy
}

// Metadata names the provider.
func (p *Provider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName, resp.Version = "wix", p.version
}

// Schema describes the configuration.
func (p *Provider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{entity.NotBlank}}
	}
	secret := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Sensitive: true, Validators: []validator.String{entity.NotBlank}}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{MarkdownDescription: description, Optional: true}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the contact labels, extended fields and contacts of a Wix site.",
		Attributes: map[string]schema.Attribute{
			"api_key":             secret("An API key of the account that owns the site. It goes with `site_id`, the site that it acts on. Environment: `WIX_API_KEY`."),
			"site_id":             text("The id of the site, a GUID: the part after `/dashboard/` in the address of the site's dashboard. An app does not need it, but with it a state can go from an API key to an app of the same site, or back. Environment: `WIX_SITE_ID`."),
			"app_id":              text("The id of an app that is installed on the site. It goes with `app_secret` and `instance_id`. Environment: `WIX_APP_ID`."),
			"app_secret":          secret("The secret of the app. Environment: `WIX_APP_SECRET`."),
			"instance_id":         text("The id of the app's instance on the site. Environment: `WIX_INSTANCE_ID`."),
			"endpoint":            text("The base URL of the API, by default `https://www.wixapis.com`. Set it for the emulator. Plain `http` is accepted for loopback addresses only. Environment: `WIX_ENDPOINT`."),
			"requests_per_minute": number("How many requests to send per minute at most, by default 200, which is what Wix allows. 0 means no limit. Environment: `WIX_REQUESTS_PER_MINUTE`."),
			"max_contacts":        number("How many contacts `wix_contacts` may give, 1 to 1000000, by default 10000; more is an error. With 10 KiB for each on average, it bounds the memory that an answer can take."),
			"max_retries":         number("How often a failed request is repeated where that is safe, 0 to 100, by default 5."),
			"share_reads": schema.BoolAttribute{
				MarkdownDescription: "Whether reads of contacts share requests, by default true: contacts that are read together are asked for together, and pages of the contact list are read where that costs less. With false, each contact is read by a request of its own.",
				Optional:            true,
			},
			"request_timeout": number("How many seconds one attempt of a request may take, 1 to 3600, by default 60."),
		},
	}
}

// Resources lists the resources.
func (p *Provider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		label.NewResource,
		extendedfield.NewResource,
		contact.NewResource,
	}
}

// DataSources lists the data sources.
func (p *Provider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		label.NewDataSource, label.NewDataSources,
		extendedfield.NewDataSource, extendedfield.NewDataSources,
		contact.NewDataSource, contact.NewDataSources, facet.NewDataSource,
	}
}

// Functions lists the functions.
func (p *Provider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{functions.NewContactsFromCSV, functions.NewContactsCSVReport}
}

// ListResources lists the list resources.
func (p *Provider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		label.NewListResource,
		extendedfield.NewListResource,
		contact.NewListResource,
	}
}

// Actions lists the actions.
func (p *Provider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{actions.NewBulkLabel, actions.NewBulkUpdate, actions.NewBulkDelete, actions.NewMerge}
}
