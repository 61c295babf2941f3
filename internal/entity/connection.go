package entity

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Connection is what the configured provider hands to every resource and data
// source.
type Connection struct {
	Client  *wix.Client
	Catalog *catalog.Catalog
	// Clock is the client's.
	Clock wix.Clock
}

// Connect takes the connection out of the provider data. It is nil before the
// provider is configured, and while a value of its configuration is unknown.
func Connect(providerData any, diags *diag.Diagnostics) *Connection {
	if providerData == nil {
		return nil
	}
	c, ok := providerData.(*Connection)
	if !ok {
		diags.AddError("The provider is wired wrongly.",
			fmt.Sprintf("A resource was given %T instead of a connection. Report this to the provider's developers.", providerData))
	}
	return c
}

// Unconnected reports that a value of the provider's configuration is not known
// yet.
func Unconnected(diags *diag.Diagnostics) {
	diags.AddError("The provider's configuration is not known yet.",
		"A value in the provider block depends on something that is created by the same apply, so nothing can be read from the site. "+
			"Create that first (terraform apply -target=...), or pass the value through a variable or the environment.")
}

// KeptAsIs warns that an object could not be refreshed for that reason.
func KeptAsIs(diags *diag.Diagnostics) {
	diags.AddWarning("The provider's configuration is not known yet, so the object was not refreshed.",
		"A value in the provider block depends on something that is created by the same apply. The state was kept as it is; run plan again after that apply.")
}
