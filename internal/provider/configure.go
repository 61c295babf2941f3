package provider

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type config struct {
	APIKey            types.String `tfsdk:"api_key"`
	SiteID            types.String `tfsdk:"site_id"`
	AppID             types.String `tfsdk:"app_id"`
	AppSecret         types.String `tfsdk:"app_secret"`
	InstanceID        types.String `tfsdk:"instance_id"`
	Endpoint          types.String `tfsdk:"endpoint"`
	RequestsPerMinute types.Int64  `tfsdk:"requests_per_minute"`
	MaxContacts       types.Int64  `tfsdk:"max_contacts"`
	MaxRetries        types.Int64  `tfsdk:"max_retries"`
	RequestTimeout    types.Int64  `tfsdk:"request_timeout"`
	ShareReads        types.Bool   `tfsdk:"share_reads"`
}

// Configure makes the client. While a value is unknown there is none, and resources plan
// without the site.
func (p *Provider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	p.data.Store(nil)
	var c config
	resp.Diagnostics.Append(req.Config.Get(ctx, &c)...)
	if resp.Diagnostics.HasError() || !req.Config.Raw.IsFullyKnown() {
		return
	}
	p.secrets.Add(c.APIKey.ValueString())
	p.secrets.Add(c.AppSecret.ValueString())
	options := wix.Options{
		Credentials: c.credentials(&resp.Diagnostics),
		Endpoint:    valueOf("endpoint", c.Endpoint).text,
		UserAgent:   fmt.Sprintf("terraform-provider-wix/%s terraform/%s", p.version, req.TerraformVersion),
		Secrets:     &p.secrets,
		Log:         log,
		Warn:        warn,
	}
	if endpoint, err := wix.ParseEndpoint(options.Endpoint); err != nil {
		resp.Diagnostics.AddAttributeError(path.Root("endpoint"), "The endpoint cannot be used.",
			fmt.Sprintf("endpoint (WIX_ENDPOINT) is not valid: %s. Correct it, or leave it out to use %s.", err, wix.DefaultEndpoint))
	} else if c.diverts(options.Credentials, endpoint) {
		resp.Diagnostics.AddAttributeError(path.Root("endpoint"), "The configuration would send the credential of the environment to another host.",
			fmt.Sprintf("%s is neither Wix nor this machine. A credential of the environment is sent there only if the environment says so too: set WIX_ENDPOINT to the same value. "+
				"If you do not know the host, do not run this configuration.", endpoint.Host))
	}
	options.RequestsPerMinute = c.requestsPerMinute(&resp.Diagnostics)
	options.MaxContacts = bounded(c.MaxContacts, "max_contacts", wix.DefaultMaxContacts, 1, 1_000_000, &resp.Diagnostics)
	options.MaxRetries = bounded(c.MaxRetries, "max_retries", wix.DefaultMaxRetries, 0, 100, &resp.Diagnostics)
	options.RequestTimeout = time.Second * time.Duration(
		bounded(c.RequestTimeout, "request_timeout", int(wix.DefaultRequestTimeout/time.Second), 1, 3600, &resp.Diagnostics))
	if resp.Diagnostics.HasError() {
		return
	}
	all := Options{Client: options}
	if !c.ShareReads.IsNull() && !c.ShareReads.ValueBool() {
		all.Sharing = cache.Off
	}
	if p.adjust != nil {
		p.adjust(&all)
	}
	client, err := wix.New(all.Client)
	if err != nil {
		resp.Diagnostics.AddError("The credential cannot be used.", entity.Capital(err.Error())+". Copy it again, without a line break.")
		return
	}
	data := entity.NewProviderData(client, all.Sharing)
	data.Replans = !isVersion(req.TerraformVersion)
	p.data.Store(data)
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData = data, data, data
	resp.ActionData = data
}

// isVersion reports whether a caller gives a version, as Terraform and OpenTofu do. Other
// tools give a name in its place.
func isVersion(caller string) bool {
	return caller != "" && strings.ContainsRune("0123456789", rune(caller[0]))
}

// value is that of an attribute, and the environment variable in its place.
type value struct {
	attribute, variable, text string
}

// valueOf gives the value of an attribute; the configuration overrides the environment.
func valueOf(attribute string, configured types.String) value {
	v := value{attribute: attribute, variable: "WIX_" + strings.ToUpper(attribute), text: configured.ValueString()}
	if configured.IsNull() {
		v.text = os.Getenv(v.variable)
	}
	v.text = strings.TrimSpace(v.text)
	return v
}

// diverts tells that the configuration directs a credential of the environment to a host
// that is neither Wix nor this machine, and that the environment does not name. Whoever
// proposes a change of the configuration could take the credential of the machine that
// plans it.
func (c config) diverts(credentials wix.Credentials, endpoint *url.URL) bool {
	configured := c.APIKey
	if _, isApp := credentials.(wix.App); isApp {
		configured = c.AppSecret
	}
	home, _ := url.Parse(wix.DefaultEndpoint)
	return configured.IsNull() && !c.Endpoint.IsNull() && endpoint.Host != home.Host && !wix.IsLoopback(endpoint.Hostname()) &&
		strings.TrimSpace(c.Endpoint.ValueString()) != strings.TrimSpace(os.Getenv("WIX_ENDPOINT"))
}

// credentials requires exactly one kind. The configuration overrides the environment, also
// in the kind. The id of the site goes with both.
func (c config) credentials(diags *diag.Diagnostics) wix.Credentials {
	key := []value{valueOf("api_key", c.APIKey), valueOf("site_id", c.SiteID)}
	app := []value{valueOf("app_id", c.AppID), valueOf("app_secret", c.AppSecret), valueOf("instance_id", c.InstanceID)}
	site := key[1].text
	appGiven := !c.AppID.IsNull() || !c.AppSecret.IsNull() || !c.InstanceID.IsNull()
	if appGiven && c.APIKey.IsNull() && c.SiteID.IsNull() {
		site = "" // that of the environment belongs to the other kind
	}
	keySet, appSet := !c.APIKey.IsNull(), appGiven
	if keySet == appSet { // the environment decides
		keySet, appSet = key[0].text != "", slices.ContainsFunc(app, func(v value) bool { return v.text != "" })
		switch {
		case keySet && appSet && !c.SiteID.IsNull():
			appSet = appGiven
		case !keySet && !appSet:
			keySet = site != ""
		}
	}
	if site != "" && !forms.IsGUID(site) {
		diags.AddAttributeError(path.Root("site_id"), "The site id is not valid.",
			// The value stays out, as it may be the key in the wrong place.
			"site_id (WIX_SITE_ID) is not a GUID such as 12345678-90ab-cdef-1234-567890abcdef. "+
				"Take the part after /dashboard/ in the address of the site's dashboard.")
	}
	switch {
	case keySet && appSet:
		diags.AddError("Two kinds of credential are given.",
			"Both an API key (api_key, WIX_API_KEY) and an app (app_id, app_secret, instance_id or WIX_APP_ID, WIX_APP_SECRET, WIX_INSTANCE_ID) are set. Remove one of the two.")
	case appSet:
		complete(app, diags)
		return wix.App{ID: app[0].text, Secret: app[1].text, InstanceID: app[2].text, SiteID: site}
	case keySet:
		complete(key, diags)
		return wix.APIKey{Key: key[0].text, SiteID: site}
	default:
		diags.AddError("No credential is given.",
			"Set api_key and site_id (WIX_API_KEY, WIX_SITE_ID), or app_id, app_secret and instance_id (WIX_APP_ID, WIX_APP_SECRET, WIX_INSTANCE_ID).")
	}
	return nil
}

func complete(values []value, diags *diag.Diagnostics) {
	for _, v := range values {
		if v.text == "" {
			diags.AddAttributeError(path.Root(v.attribute), "A part of the credential is missing.",
				fmt.Sprintf("Set %s in the provider block, or the environment variable %s.", v.attribute, v.variable))
		}
	}
}

func (c config) requestsPerMinute(diags *diag.Diagnostics) int {
	const name, variable = "requests_per_minute", "WIX_REQUESTS_PER_MINUTE"
	if text := strings.TrimSpace(os.Getenv(variable)); c.RequestsPerMinute.IsNull() && text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			diags.AddAttributeError(path.Root(name), "A number is not valid.",
				fmt.Sprintf("%s is %q. Give a whole number, 0 for no limit.", variable, text))
			return 0
		}
		c.RequestsPerMinute = types.Int64Value(n)
	}
	return bounded(c.RequestsPerMinute, name, wix.DefaultRequestsPerMinute, 0, 1_000_000, diags)
}

func bounded(v types.Int64, name string, otherwise, least, most int, diags *diag.Diagnostics) int {
	if v.IsNull() {
		return otherwise
	}
	if n := v.ValueInt64(); n < int64(least) || n > int64(most) {
		diags.AddAttributeError(path.Root(name), "A number is not valid.",
			fmt.Sprintf("%s is %d. Give a whole number from %d to %d.", name, n, least, most))
	}
	return int(v.ValueInt64())
}

// log writes a line of the client to the log of the CLI.
func log(ctx context.Context, message string, fields map[string]any) {
	tflog.Debug(ctx, message, fields)
}

func warn(ctx context.Context, message string, fields map[string]any) {
	tflog.Warn(ctx, message, fields)
}
