package contact

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// refuseKey explains that the site has no label or field with a key, and gives the key where
// the text is a display name. typeName is the resource that makes them.
func refuseKey[T wix.NamedObject](c *call, at path.Path, site *cache.Listing[T], typeName, key string) {
	step := fmt.Sprintf("Refer to the key of a %s, or of the data source of that name, instead of spelling it: keys differ from site to site.", typeName)
	if called, err := site.Called(c.ctx, key); err == nil && len(called) > 0 {
		c.diags.AddAttributeError(at, "A display name is not a key.",
			fmt.Sprintf("%q is a name; its key is %q. %s", key, (*called[0]).Common().Key, step))
		return
	}
	c.diags.AddAttributeError(at, fmt.Sprintf("The %s does not exist.", site.Noun()), fmt.Sprintf("The site has no %s with the key %q. %s", site.Noun(), key, step))
}
