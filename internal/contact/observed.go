package contact

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// observe returns the computed attributes of a contact. Older sites have no primaryEmail
// and primaryPhone, so it takes what it can from other members (contract 6.1).
func observe(have *wix.Contact) values {
	fields := map[string]types.String{}
	for key, v := range have.Info.ExtendedFields.Get().Items {
		if text := forms.ValueText(v); text != "" { // which means no value (contract 5.4)
			fields[key] = types.StringValue(text)
		}
	}
	email, phone := have.PrimaryEmail, have.PrimaryPhone
	return values{
		"id":           types.StringValue(have.ID),
		"revision":     types.Int64Value(int64(have.Revision)),
		"created_date": entity.Optional(have.CreatedDate),
		"updated_date": entity.Optional(have.UpdatedDate),
		"source":       textObject("source", map[string]string{"source_type": have.Source.SourceType, "app_id": have.Source.AppID}),
		"primary_email": textObject("primary_email", map[string]string{
			"email":                 cmp.Or(email.Email, have.PrimaryInfo.Email),
			"subscription_status":   cmp.Or(email.SubscriptionStatus, fields["emailSubscriptions.subscriptionStatus"].ValueString()),
			"deliverability_status": cmp.Or(email.DeliverabilityStatus, fields["emailSubscriptions.deliverabilityStatus"].ValueString()),
		}),
		"primary_phone": textObject("primary_phone", map[string]string{
			"phone":               cmp.Or(phone.Phone, have.PrimaryInfo.Phone),
			"country_code":        phone.CountryCode,
			"e164_phone":          phone.E164Phone,
			"formatted_phone":     phone.FormattedPhone,
			"subscription_status": phone.SubscriptionStatus,
		}),
		"last_activity": textObject("last_activity", map[string]string{
			"activity_date": have.LastActivity.ActivityDate,
			"activity_type": have.LastActivity.ActivityType,
		}),
		"effective_label_keys":      setOf(have.Labels()),
		"effective_extended_fields": mapOf(fields),
	}
}

// textObject returns an attribute that is an object of texts, null if all are empty.
func textObject(name string, texts map[string]string) attr.Value {
	attrTypes := typeOf(name).(types.ObjectType).AttrTypes //nolint:forcetypeassert // by the schema
	out, all := map[string]attr.Value{}, ""
	for name := range attrTypes {
		out[name] = entity.Optional(texts[name])
		all += texts[name]
	}
	if all == "" {
		return types.ObjectNull(attrTypes)
	}
	return types.ObjectValueMust(attrTypes, out)
}

// allValues returns all attributes of a contact, for data sources.
func allValues(have *wix.Contact) values {
	out := observe(have)
	for _, a := range rows {
		out[a.name()] = readAll(a, have.Info)
	}
	return out
}
