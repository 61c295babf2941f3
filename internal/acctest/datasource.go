package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// DataSource validates the configuration of a data source and reads it. It gives its state
// as Go values.
func (c *Core) DataSource(name string, config map[string]any) (map[string]any, Diagnostics) {
	c.t.Helper()
	all, err := c.server.Load().GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	c.must(err, all.Diagnostics)
	typ, _ := all.DataSourceSchemas[name].ValueType().(tftypes.Object)
	packed := c.pack(typ, object(typ, config))
	valid, err := c.server.Load().ValidateDataResourceConfig(context.Background(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: packed})
	c.must(err, nil)
	if d := Diagnostics(valid.Diagnostics); d.Failed() {
		return nil, d
	}
	resp, err := c.server.Load().ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: packed})
	c.must(err, nil)
	state, _ := native(c.unpack(typ, resp.State)).(map[string]any)
	return state, resp.Diagnostics
}
