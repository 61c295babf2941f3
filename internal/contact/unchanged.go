package contact

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sharing"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// sight is the contact that a state was made of, so that it can be told whether
// reading it again would make another state.
type sight struct {
	ID       string       `json:"id,omitempty"`
	Revision wix.Revision `json:"revision,omitempty"`
	Updated  string       `json:"updated,omitempty"`
	Print    string       `json:"print,omitempty"`
}

// sightOf is nothing where a read of that contact would make another state: after
// a plan had promised other values, for instance.
func (r *contact) sightOf(ctx context.Context, m model, have *wix.Contact) sight {
	again := m
	again.Owned = m.Owned.FromAPI(have.Info, false, r.same(ctx))
	if diags := again.Observed.FromAPI(ctx, have); diags.HasError() || !reflect.DeepEqual(again, m) {
		return sight{}
	}
	return sight{ID: have.ID, Revision: have.Revision, Updated: have.UpdatedDate, Print: fingerprint(have)}
}

// fingerprint is the same for contacts in which all that the provider knows of is.
func fingerprint(have *wix.Contact) string {
	data, err := json.Marshal(have)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// reading is what Unchanged has read for the Read that follows it.
type reading struct {
	id             string
	have           *wix.Contact
	certain, claim bool
	err            error
}

type readingKey struct{}

// look reads a contact, unless Unchanged has just done so.
func (r *contact) look(ctx context.Context, id string, seen sharing.Seen) (*wix.Contact, bool, error) {
	if done, ok := ctx.Value(readingKey{}).(reading); ok && done.id == id {
		return done.have, done.certain, done.err
	}
	return r.Contact(ctx, id, seen)
}

// claim tells whether no other resource of the run manages the contact.
func (r *contact) claim(ctx context.Context, id string) bool {
	if done, ok := ctx.Value(readingKey{}).(reading); ok && done.id == id && done.claim {
		return true
	}
	return r.Catalog.Claim(id)
}

// Unchanged reads the contact of a private state and tells whether its state would
// stay as it is, in which case it gives the identity too. The context that it gives
// saves a Read in it from asking again.
func Unchanged(ctx context.Context, c *entity.Connection, private map[string][]byte) (context.Context, *tfprotov6.ResourceIdentityData, bool) {
	var was sight
	if c == nil || json.Unmarshal(private[privateSeen], &was) != nil || was.Print == "" || string(private[privateImported]) == "true" {
		return ctx, nil, false
	}
	is := reading{id: was.ID}
	is.have, is.certain, is.err = c.Contact(ctx, was.ID, sharing.Seen{Revision: int64(was.Revision), Updated: was.Updated})
	same := is.err == nil && is.have.ID == was.ID && fingerprint(is.have) == was.Print && !c.HasToWarn()
	if same {
		is.claim = c.Catalog.Claim(was.ID)
	}
	ctx = context.WithValue(ctx, readingKey{}, is)
	if !is.claim {
		return ctx, nil, false
	}
	identity, err := tfprotov6.NewDynamicValue(identityType, tftypes.NewValue(identityType, map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, was.ID)}))
	return ctx, &tfprotov6.ResourceIdentityData{IdentityData: &identity}, err == nil
}

var identityType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}
