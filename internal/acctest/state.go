package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Move takes over, in a new command, the state of a resource of another provider.
func (r *Resource) Move(provider, typeName, state string) Diagnostics {
	r.t.Helper()
	r.Restart()
	resp, err := r.server.Load().MoveResourceState(context.Background(), &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: provider, SourceTypeName: typeName, TargetTypeName: r.Type, SourceState: &tfprotov6.RawState{JSON: []byte(state)},
	})
	r.must(err, nil)
	if d := Diagnostics(resp.Diagnostics); d.Failed() {
		return d
	}
	r.State, r.Private = r.unpack(r.typ(), resp.TargetState), resp.TargetPrivate
	r.identify(resp.TargetIdentity)
	return nil
}

// Upgrade takes in the attributes of a state file, in a new command.
func (r *Resource) Upgrade(version int64, attributes []byte) Diagnostics {
	r.t.Helper()
	r.Restart()
	resp, err := r.server.Load().UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: r.Type, Version: version, RawState: &tfprotov6.RawState{JSON: attributes},
	})
	r.must(err, nil)
	if d := Diagnostics(resp.Diagnostics); d.Failed() {
		return d
	}
	r.State = r.unpack(r.typ(), resp.UpgradedState)
	return nil
}
