package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/settled"
)

// NewServer makes the server of the provider in the given version, with a last
// word on the options as in NewWith.
func NewServer(version string, adjust func(*Options)) *settled.Front {
	framework := providerserver.NewProtocol6(NewWith(version, adjust)())()
	//nolint:forcetypeassert // the framework serves more than its constructor's result type says
	return settled.InFrontOf(framework.(settled.Server), version, "wix_contact")
}
