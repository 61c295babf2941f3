package contact

import (
	"slices"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

// memory is the private state of a contact. What is owned is not kept here: that is
// what is not null in the state.
type memory struct {
	entity.Memory
	// Imported are the names of the attributes that an import filled in and no
	// configuration has set since. They are in the state, and not owned.
	Imported []string `json:"imported"`
}

// recall reads the private state. Where there is none, as after the provider was killed
// in the middle of an update, everything in the state counts as imported: nothing is
// cleared that nobody asked for.
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

// onSite tells that the contact is one of the configured site, and has the memory say so.
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

// imported tells whether an attribute is in the state by an import alone.
func (m memory) imported(name string) bool { return slices.Contains(m.Imported, name) }
