package contact

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

// MoveState takes over contacts that general REST providers manage.
func (r *contact) MoveState(context.Context) []resource.StateMover {
	return entity.Moved{Target: TypeName, Collection: "contacts", Member: "contact", Attribute: "id"}.Movers()
}

// UpgradeState has nothing to upgrade: there has been one version of the schema.
// What a change of the schema would break shows in the test that reads a state of
// this version.
func (r *contact) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	return map[int64]resource.StateUpgrader{}
}
