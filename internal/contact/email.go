package contact

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Email is one e-mail address of a contact.
type Email struct {
	Email   string  `tfsdk:"email"`
	Tag     *string `tfsdk:"tag"`
	Primary *bool   `tfsdk:"primary"`
}

var emailsSchema = schema.ListNestedAttribute{
	MarkdownDescription: "The e-mail addresses, at most 50.\n" +
		"Managed as a whole when set: an address that others add is removed again, and `[]` means none. " +
		"Wix refuses an address that another contact has, unless `allow_duplicates` is set.",
	Optional:   true,
	Computed:   true,
	Validators: []validator.List{atMost(50), onePrimary{"at most one item marked primary"}},
	NestedObject: schema.NestedAttributeObject{Validators: []validator.Object{needed("email")}, Attributes: map[string]schema.Attribute{
		"email": schema.StringAttribute{
			MarkdownDescription: "The address, at most 320 characters. Wix compares addresses without case.\nEvery item needs one.",
			Optional:            true,
			Validators:          []validator.String{emailAddress},
		},
		"tag":     tagSchema("UNTAGGED", "MAIN", "HOME", "WORK"),
		"primary": primarySchema("address"),
	}},
}

func tagSchema(tags ...string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "What it is for: `" + strings.Join(tags, "`, `") + "`. The dashboard shows `UNTAGGED` as \"Other\".\nLeft out, a new item is `UNTAGGED`.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.OneOf(tags...)},
	}
}

func primarySchema(noun string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: "Whether this is the primary " + noun + ", which the subscription status is about.\nAt most one can be marked; where none is, Wix keeps the one it has, or takes the first.",
		Optional:            true,
		Computed:            true,
	}
}

func sameEmail(a, b Email) bool              { return wix.SameEmail(a.Email, b.Email) }
func emailIsOf(m Email, w wix.Email) bool    { return wix.SameEmail(m.Email, w.Email) }
func emailOfState(w wix.Email, m Email) bool { return wix.SameEmail(m.Email, w.Email) }
func emailAndTag(w wix.Email, m Email) bool {
	return emailOfState(w, m) && m.Tag != nil && *m.Tag == w.Tag
}

func emailsFromAPI(prior []Email, have []wix.Email, fill bool) []Email {
	marked := hasPrimary(prior, func(e Email) *bool { return e.Primary })
	return refreshList(prior, have, fill, func(was *Email, w wix.Email) Email {
		if was == nil {
			return Email{Email: w.Email, Tag: textOrNull(w.Tag), Primary: &w.Primary}
		}
		return Email{
			Email:   was.Email,
			Tag:     refreshText(was.Tag, tagOf(w.Tag), false, wix.SameText),
			Primary: refreshPrimary(was.Primary, w.Primary, marked),
		}
	}, emailAndTag, emailOfState)
}

func emailsToAPI(want, was []Email, have []wix.Email) []wix.Email {
	states, servers := counterparts(want, was, have, sameEmail, emailIsOf)
	out := make([]wix.Email, len(want))
	chosenPrimary := choosePrimary(len(want),
		func(i int) *bool { return want[i].Primary },
		func(i int) bool { return value(servers[i]).Primary })
	for i, w := range want {
		out[i] = wix.Email{
			Email:   strings.TrimSpace(w.Email),
			Tag:     tagOf(chosen(w.Tag, value(states[i]).Tag, value(servers[i]).Tag)),
			Primary: i == chosenPrimary,
		}
	}
	return out
}

// tagOf is the tag that stands for none.
func tagOf(tag string) string {
	if tag == "" {
		return wix.Untagged
	}
	return tag
}

func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func hasPrimary[T any](items []T, primary func(T) *bool) bool {
	for _, item := range items {
		if value(primary(item)) {
			return true
		}
	}
	return false
}

// refreshPrimary keeps what the configuration left to Wix: where no item is
// marked, Wix marks one by itself, and that is no drift.
func refreshPrimary(was *bool, have, marked bool) *bool {
	if was == nil || !marked {
		return was
	}
	return &have
}

// choosePrimary decides which of n items is sent as primary: the one that is
// marked, else the one that is primary already, else the first that is not
// marked as another than the primary. It is -1 for no items.
func choosePrimary(n int, wanted func(int) *bool, has func(int) bool) int {
	ranked := [3]int{-1, -1, -1}
	for i := n - 1; i >= 0; i-- {
		switch w := wanted(i); {
		case value(w):
			ranked[0] = i
		case w != nil:
		case has(i):
			ranked[1] = i
		default:
			ranked[2] = i
		}
	}
	for _, i := range ranked {
		if i >= 0 {
			return i
		}
	}
	return min(n, 1) - 1
}
