package contact

import (
	"slices"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

// memory is the private state of a contact.
type memory struct {
	entity.Memory
	// Imported names the attributes that an import filled in and no configuration has
	// set since. They are in the state, but not managed.
	Imported []string `json:"imported"`
}

// recall reads the private state. Without one, as after the provider was killed in an
// update, everything in the state counts as imported, so that nothing is cleared.
func (c *call) recall(p entity.Private, prior values) memory {
	var m memory
	if entity.Recall(c.ctx, p, &m, c.diags) && m.ID != "" || c.diags.HasError() {
		return m
	}
	m = memory{Memory: entity.Memory{Site: c.Site(), ID: prior.text("id")}}
	for _, a := range rows {
		if !prior.of(a).IsNull() {
			m.Imported = append(m.Imported, a.name())
		}
	}
	return m
}

// onSite checks that the contact is one of the configured site, and records the site.
func (c *call) onSite(m *memory) bool {
	if c.ProviderData == nil {
		return true
	}
	ok := c.OnSite(m.Memory, c.diags)
	m.Site = c.Site()
	return ok
}

func (c *call) remember(p entity.Private, m memory) {
	c.diags.Append(entity.Remember(c.ctx, p, m)...)
}

// imported reports whether an attribute is in the state by an import alone.
func (m memory) imported(name string) bool { return slices.Contains(m.Imported, name) }
