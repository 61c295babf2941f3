package provider

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/contact"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/settled"
)

// Unreleased is the version of a build that is none of a release.
const Unreleased = "dev"

// NewServer makes the server of the provider in the given version, with a last
// word on the options as in NewWith.
func NewServer(version string, adjust func(*Options)) *settled.Front {
	p := &Provider{version: version, adjust: adjust}
	//nolint:forcetypeassert // the framework serves more than its constructor's result type says
	framework := providerserver.NewProtocol6(p)().(settled.Server)
	return settled.InFrontOf(framework, edition(version), settled.Kind{
		TypeName: "wix_contact",
		Unchanged: func(ctx context.Context, private map[string][]byte) (context.Context, *tfprotov6.ResourceIdentityData, bool) {
			return contact.Unchanged(ctx, p.connection.Load(), private)
		},
	})
}

// edition tells builds apart that may read and plan in different ways.
func edition(version string) string {
	if version != Unreleased {
		return version
	}
	if program, err := os.Executable(); err == nil {
		if file, err := os.Stat(program); err == nil {
			return version + file.ModTime().UTC().Format(" 2006-01-02T15:04:05.999999999")
		}
	}
	return version
}
