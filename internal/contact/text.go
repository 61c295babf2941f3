package contact

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// text is an attribute that is a text.
type text[T ~string] struct {
	row
	same func(a, b string) bool
	// cleared is what to send to clear it.
	cleared wix.Opt[T]
	at      func(*wix.Info) *wix.Opt[T]
}

var texts = []attribute{
	freeText("company", "The company, at most 1,000 characters.", func(i *wix.Info) *wix.Opt[string] { return &i.Company }),
	freeText("job_title", "The job title, at most 1,000 characters.", func(i *wix.Info) *wix.Opt[string] { return &i.JobTitle }),
	formatted("birthdate", "The birthday as `YYYY-MM-DD`.", date, forms.SameText, func(i *wix.Info) *wix.Opt[string] { return &i.Birthdate }),
	formatted("locale", "The language as a BCP 47 tag such as `en-US`.\nWix may change upper and lower case, which is no difference.",
		entity.Locale.OrEmpty(), forms.SameLocale, func(i *wix.Info) *wix.Opt[wix.Locale] { return &i.Locale }),
}

// freeText is cleared with the empty text, which does not depend on how Wix treats null
// (contract 6.5, 11 row 3).
func freeText(name, description string, at func(*wix.Info) *wix.Opt[string]) text[string] {
	out := formatted(name, description, entity.Length(0, 1000), forms.SameText, at)
	out.cleared = wix.Some("")
	return out
}

// formatted is a text with a format. It is cleared with null.
func formatted[T ~string](name, description string, form validator.String, same func(a, b string) bool, at func(*wix.Info) *wix.Opt[T]) text[T] {
	return text[T]{
		row: row{title: name, attribute: schema.StringAttribute{
			MarkdownDescription: description, Optional: true, Computed: true, Validators: []validator.String{form},
		}},
		same: same, cleared: wix.Null[T](), at: at,
	}
}

func (t text[T]) plan(_ *call, config, prior attr.Value) attr.Value {
	if meansTheSame(t.same, config, prior) {
		return prior
	}
	return config
}

func (t text[T]) read(_ *call, prior attr.Value, have wix.Info) attr.Value {
	is := entity.Optional(string(t.at(&have).Get()))
	was, _ := prior.(types.String)
	if is.IsNull() && was.ValueString() == "" || meansTheSame(t.same, prior, is) {
		return prior
	}
	return is
}

func (t text[T]) write(_ *call, planned, _ attr.Value, have wix.Info, out *wix.Info) bool {
	text, _ := planned.(types.String)
	want := strings.TrimSpace(text.ValueString())
	switch is := string(t.at(&have).Get()); {
	case want == is, want != "" && t.same(want, is):
		return false
	case want == "":
		*t.at(out) = t.cleared
	default:
		*t.at(out) = wix.Some(T(want))
	}
	return true
}
