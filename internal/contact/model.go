package contact

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Owned is what a configuration may write. A nil member is not managed.
type Owned struct {
	Name           *Name              `tfsdk:"name"`
	Emails         []Email            `tfsdk:"emails"`
	Phones         []Phone            `tfsdk:"phones"`
	Addresses      []Address          `tfsdk:"addresses"`
	Company        *string            `tfsdk:"company"`
	JobTitle       *string            `tfsdk:"job_title"`
	Birthdate      *string            `tfsdk:"birthdate"`
	Locale         *string            `tfsdk:"locale"`
	LabelKeys      []string           `tfsdk:"label_keys"`
	ExtendedFields map[string]*string `tfsdk:"extended_fields"`
}

// Observed is what the site tells about a contact.
type Observed struct {
	ID                      types.String `tfsdk:"id"`
	Revision                types.Int64  `tfsdk:"revision"`
	CreatedDate             types.String `tfsdk:"created_date"`
	UpdatedDate             types.String `tfsdk:"updated_date"`
	Source                  types.Object `tfsdk:"source"`
	PrimaryEmail            types.Object `tfsdk:"primary_email"`
	PrimaryPhone            types.Object `tfsdk:"primary_phone"`
	LastActivity            types.Object `tfsdk:"last_activity"`
	EffectiveLabelKeys      types.Set    `tfsdk:"effective_label_keys"`
	EffectiveExtendedFields types.Map    `tfsdk:"effective_extended_fields"`
}

// Facts are the attributes of the data sources.
type Facts struct {
	Owned
	Observed
}

type model struct {
	Facts
	entity.Settings
	AllowDuplicates types.Bool `tfsdk:"allow_duplicates"`
}

// complete gives the defaults to settings that an import left empty.
func (m *model) complete() {
	m.Complete()
	if m.AllowDuplicates.IsNull() {
		m.AllowDuplicates = types.BoolValue(false)
	}
}

// same compares two texts as values of an extended field.
type same func(key, a, b string) bool

// FromAPI gives the state of what is owned, from what the server has. Null stays
// null and spellings stay where they mean the same; with fill, as at an import,
// everything that a user may write is taken in.
func (o Owned) FromAPI(have wix.Info, fill bool, sameValue same) Owned {
	return Owned{
		Name:           nameFromAPI(o.Name, have.Name.Get(), fill),
		Emails:         emailsFromAPI(o.Emails, have.Emails.Get().Items, fill),
		Phones:         phonesFromAPI(o.Phones, have.Phones.Get().Items, fill),
		Addresses:      addressesFromAPI(o.Addresses, have.Addresses.Get().Items, fill),
		Company:        refreshText(o.Company, have.Company.Get(), fill, wix.SameText),
		JobTitle:       refreshText(o.JobTitle, have.JobTitle.Get(), fill, wix.SameText),
		Birthdate:      refreshText(o.Birthdate, have.Birthdate.Get(), fill, wix.SameText),
		Locale:         refreshText(o.Locale, have.Locale.Get(), fill, wix.SameLocale),
		LabelKeys:      labelsFromAPI(o.LabelKeys, have.LabelKeys.Get().Items, fill),
		ExtendedFields: valuesFromAPI(o.ExtendedFields, have.ExtendedFields.Get().Items, fill, sameValue),
	}
}

var (
	sourceTypes   = texts("source_type", "app_id")
	emailTypes    = texts("email", "subscription_status", "deliverability_status")
	phoneTypes    = texts("phone", "country_code", "e164_phone", "formatted_phone", "subscription_status")
	activityTypes = texts("activity_date", "activity_type")
)

func texts(names ...string) map[string]attr.Type {
	out := map[string]attr.Type{}
	for _, name := range names {
		out[name] = types.StringType
	}
	return out
}

// object makes an object of texts, null when all of them are empty.
func object(attrTypes map[string]attr.Type, values map[string]string) types.Object {
	out, all := map[string]attr.Value{}, ""
	for name := range attrTypes {
		out[name] = entity.Optional(values[name])
		all += values[name]
	}
	if all == "" {
		return types.ObjectNull(attrTypes)
	}
	return types.ObjectValueMust(attrTypes, out)
}

// FromAPI fills what the site tells. Older sites have no primaryEmail and
// primaryPhone: what can be told otherwise is (contract 6.1).
func (o *Observed) FromAPI(ctx context.Context, have *wix.Contact) diag.Diagnostics {
	var diags diag.Diagnostics
	values := map[string]string{}
	for key, v := range have.Info.ExtendedFields.Get().Items {
		values[key] = wix.ValueText(v)
	}
	email, phone := value(have.PrimaryEmail), value(have.PrimaryPhone)
	o.ID = types.StringValue(have.ID)
	o.Revision = types.Int64Value(int64(have.Revision))
	o.CreatedDate = entity.Optional(have.CreatedDate)
	o.UpdatedDate = entity.Optional(have.UpdatedDate)
	o.Source = object(sourceTypes, map[string]string{"source_type": have.Source.SourceType, "app_id": have.Source.AppID})
	o.PrimaryEmail = object(emailTypes, map[string]string{
		"email":                 cmp.Or(email.Email, have.PrimaryInfo.Email),
		"subscription_status":   cmp.Or(email.SubscriptionStatus, values["emailSubscriptions.subscriptionStatus"]),
		"deliverability_status": cmp.Or(email.DeliverabilityStatus, values["emailSubscriptions.deliverabilityStatus"]),
	})
	o.PrimaryPhone = object(phoneTypes, map[string]string{
		"phone":               cmp.Or(phone.Phone, have.PrimaryInfo.Phone),
		"country_code":        phone.CountryCode,
		"e164_phone":          phone.E164Phone,
		"formatted_phone":     phone.FormattedPhone,
		"subscription_status": phone.SubscriptionStatus,
	})
	o.LastActivity = object(activityTypes, map[string]string{
		"activity_date": have.LastActivity.ActivityDate,
		"activity_type": have.LastActivity.ActivityType,
	})
	labels := slices.Sorted(slices.Values(have.Labels())) // as Terraform keeps a set
	if labels == nil {
		labels = []string{}
	}
	var more diag.Diagnostics
	o.EffectiveLabelKeys, more = types.SetValueFrom(ctx, types.StringType, labels)
	diags.Append(more...)
	o.EffectiveExtendedFields, more = types.MapValueFrom(ctx, types.StringType, values)
	diags.Append(more...)
	return diags
}

// Keep takes over from a plan what it promised: a known value must come back
// unchanged, whatever moved on the site meanwhile; the next refresh shows it.
func (o *Observed) Keep(plan Observed) {
	keep(&o.Revision, plan.Revision)
	keep(&o.CreatedDate, plan.CreatedDate)
	keep(&o.UpdatedDate, plan.UpdatedDate)
	keep(&o.Source, plan.Source)
	keep(&o.PrimaryEmail, plan.PrimaryEmail)
	keep(&o.PrimaryPhone, plan.PrimaryPhone)
	keep(&o.LastActivity, plan.LastActivity)
	keep(&o.EffectiveLabelKeys, plan.EffectiveLabelKeys)
	keep(&o.EffectiveExtendedFields, plan.EffectiveExtendedFields)
}

func keep[T attr.Value](have *T, planned T) {
	if !planned.IsUnknown() {
		*have = planned
	}
}

// labels and values of the contact as the state knows them.
func (o Observed) labels(ctx context.Context) (out []string) {
	_ = o.EffectiveLabelKeys.ElementsAs(ctx, &out, false)
	return out
}

func (o Observed) values(ctx context.Context) map[string]string {
	out := map[string]string{}
	_ = o.EffectiveExtendedFields.ElementsAs(ctx, &out, false)
	return out
}
