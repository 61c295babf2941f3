package contact

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
)

// forgotten tells that there is no private state, as Terraform keeps none of a
// contact that was being written when the provider was killed.
func forgotten(ctx context.Context, p private) bool {
	for _, key := range []string{privateOwned, privateRemote, privateImported} {
		if data, diags := p.GetKey(ctx, key); diags.HasError() || len(data) > 0 {
			return false
		}
	}
	return true
}

// presumed is what must have been owned when it was forgotten: the entries in the
// state. Where the state holds anything else that the configuration leaves out, an
// import may have brought the entries too, and nothing is presumed.
func presumed(config, prior map[string]attr.Value) *ownership {
	out := &ownership{Set: true, Parts: map[string]*ownership{}}
	for name, v := range prior {
		switch {
		case v.IsNull():
		case name == "label_keys" || name == "extended_fields":
			out.Parts[name] = ownershipOf(v, exact)
		case config[name].IsNull():
			return nil
		}
	}
	return out
}
