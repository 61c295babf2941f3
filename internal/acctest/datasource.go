package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// DataSource reads a data source, and gives its state as Go values.
func (c *Core) DataSource(name string, config map[string]any) (map[string]any, Diagnostics) {
	c.t.Helper()
	all, err := c.server.Load().GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	c.must(err, all.Diagnostics)
	typ, _ := all.DataSourceSchemas[name].ValueType().(tftypes.Object)
	resp, err := c.server.Load().ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{
		TypeName: name, Config: c.pack(typ, object(typ, config)),
	})
	c.must(err, nil)
	state, _ := native(c.unpack(typ, resp.State)).(map[string]any)
	return state, resp.Diagnostics
}
