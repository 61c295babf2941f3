package entity

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/register"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// ProviderData is what the configured provider hands to every resource and data
// source.
type ProviderData struct {
	Client *wix.Client
	Cache  *cache.Cache
	// Clock is the client's.
	Clock wix.Clock
	// Register is that of the walk.
	Register register.Register
	// Replans is set where a process plans one change several times, as Pulumi's bridge
	// does. Two changes of an object are then not those of two resources.
	Replans bool
	// Found are contacts, by id, that were looked up to be adopted.
	Found sync.Map

	warned atomic.Bool // of long waits
}

// patience is how long a run may wait for the limit before it says so.
const patience = time.Minute

// WarnOfWaits says, once in a run, that the limit on requests makes it slow.
func (c *ProviderData) WarnOfWaits(diags *diag.Diagnostics) {
	if c == nil {
		return
	}
	w := c.Client.Waits()
	if w.Total < patience || c.warned.Swap(true) {
		return
	}
	ahead := "Wix throttles the site's requests."
	if w.PerMinute > 0 {
		ahead = fmt.Sprintf("%d more wait now and go out within %s; every hundred after them take %s.",
			w.Waiting, expected(w.Waiting, w.PerMinute), expected(100, w.PerMinute))
	}
	diags.AddWarning("Requests wait for the limit of the site.",
		fmt.Sprintf("This run has waited for %s in all to send no more than %d requests a minute, which Wix allows for a site. %s "+
			"There is nothing to do: the run goes on by itself. To do less at a time, split the configuration; "+
			"requests_per_minute (WIX_REQUESTS_PER_MINUTE) says how many to send.", w.Total.Round(time.Second), w.PerMinute, ahead))
}

// expected is the time that n requests take.
func expected(n, perMinute int) time.Duration {
	return (time.Duration(n) * time.Minute / time.Duration(perMinute)).Round(time.Second)
}

// NewProviderData makes that of a client.
func NewProviderData(client *wix.Client, policy cache.Policy) *ProviderData {
	return &ProviderData{Client: client, Cache: cache.New(client, policy), Clock: client.Clock()}
}

// Site is the site that the provider is configured for, "" while it is not.
func (c *ProviderData) Site() string {
	if c == nil {
		return ""
	}
	return c.Client.Site()
}

// AsProviderData gives what the framework hands over its type. It is nil before the
// provider is configured, and while a value of its configuration is unknown.
func AsProviderData(providerData any, diags *diag.Diagnostics) *ProviderData {
	if providerData == nil {
		return nil
	}
	c, ok := providerData.(*ProviderData)
	if !ok {
		diags.AddError("The provider is wired wrongly.",
			fmt.Sprintf("A resource was given %T instead of the provider data. Report this to the provider's developers.", providerData))
	}
	return c
}

// Configured tells whether the provider is, and reports a value of its configuration that
// is not known yet.
func (c *ProviderData) Configured(diags *diag.Diagnostics) bool {
	if c == nil {
		diags.AddError("The provider's configuration is not known yet.",
			"A value in the provider block depends on something that is created by the same apply, so nothing can be read from the site. "+
				"Create that first (terraform apply -target=...), or pass the value through a variable or the environment.")
	}
	return c != nil
}

// AddSkippedRefreshWarning warns that an object could not be refreshed for that reason.
func AddSkippedRefreshWarning(diags *diag.Diagnostics) {
	diags.AddWarning("The provider's configuration is not known yet, so the object was not refreshed.",
		"A value in the provider block depends on something that is created by the same apply. The state was kept as it is; run plan again after that apply.")
}
