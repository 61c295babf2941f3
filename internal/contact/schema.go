package contact

import (
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

var resourceSchema = schema.Schema{
	MarkdownDescription: "A contact of a Wix site. Other people and apps work on the same contacts, so the resource manages what the configuration sets and nothing else.\n\n" +
		"A contact needs a name, an e-mail address or a phone. The credential needs the permission Manage Contacts; with `extended_fields` also Manage Contact Extended Fields.",
	Attributes: allAttributes(),
}

var resourceType = resourceSchema.Type().(types.ObjectType) //nolint:forcetypeassert // every schema's is one

func allAttributes() map[string]schema.Attribute {
	out := map[string]schema.Attribute{}
	for _, a := range rows {
		out[a.name()] = a.schema()
	}
	maps.Copy(out, settings)
	maps.Copy(out, observed)
	return out
}

// settings are attributes that are not sent to the site.
var settings = map[string]schema.Attribute{
	"allow_duplicates": schema.BoolAttribute{
		MarkdownDescription: "Whether the contact may have an e-mail address, or without one a phone, that another contact of the site has. By default false: Wix then refuses it.",
		Optional:            true,
		Computed:            true,
		Default:             booldefault.StaticBool(false),
	},
	"adopt_existing":  entity.AdoptExisting("the contact with one of the e-mail addresses, or without one the phone,"),
	"deletion_policy": entity.DeletionPolicy("the contact"),
}

// defaults are the values of settings that are not set, after an import too.
var defaults = values{
	"allow_duplicates": types.BoolValue(false), "adopt_existing": types.BoolValue(false), "deletion_policy": types.StringValue(entity.Delete),
}

// observed are the computed attributes, which the site sets.
var observed = map[string]schema.Attribute{
	"id":           entity.Computed("The id of the contact, a GUID made by Wix."),
	"revision":     schema.Int64Attribute{MarkdownDescription: "The revision. It changes with every write, also with those of others and of Wix itself.", Computed: true},
	"created_date": entity.Computed("When the contact was created, in RFC 3339 form."),
	"updated_date": entity.Computed("When the contact was last changed, in RFC 3339 form."),
	"source": nested("What made the contact.", map[string]string{
		"source_type": "The kind of source, such as `ADMIN`, `WIX_APP`, `WIX_FORMS` or `IMPORT`. Wix may add kinds.",
		"app_id":      "The id of the app that made the contact, if an app did.",
	}),
	"primary_email": nested("The primary e-mail address and what Wix knows of it.", map[string]string{
		"email":                 "The address.",
		"subscription_status":   "`SUBSCRIBED`, `UNSUBSCRIBED`, `PENDING`, `NOT_SET` or `NO_SUBSCRIPTION_STATUS`: whether mailings may be sent.",
		"deliverability_status": "`VALID`, `BOUNCED`, `SPAM_COMPLAINT`, `INACTIVE` or `NOT_SET`: whether mailings arrive.",
	}),
	"primary_phone": nested("The primary phone and what Wix knows of it.", map[string]string{
		"phone":               "The number as written.",
		"country_code":        "The country, as an ISO 3166-1 code of two letters.",
		"e164_phone":          "The number in E.164 form, if Wix could find it.",
		"formatted_phone":     "The number in the form of its country, if Wix gives it.",
		"subscription_status": "Whether messages may be sent, with the same values as for e-mail.",
	}),
	"last_activity": nested("What the contact did last.", map[string]string{
		"activity_date": "When, in RFC 3339 form.",
		"activity_type": "What, such as `CONTACT_CREATED`, `FORM_SUBMITTED` or `ECOM_PURCHASE`.",
	}),
	"effective_label_keys": schema.SetAttribute{
		MarkdownDescription: "Keys of all labels on the contact, those of others and of Wix included.",
		ElementType:         types.StringType, Computed: true,
	},
	"effective_extended_fields": schema.MapAttribute{
		MarkdownDescription: "Values of all extended fields of the contact, those of others and of Wix included, as text.",
		ElementType:         types.StringType, Computed: true,
	},
}

func nested(description string, members map[string]string) schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{}
	for name, text := range members {
		attributes[name] = entity.Computed(text)
	}
	return schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: attributes}
}

func typeOf(name string) attr.Type { return resourceType.AttrTypes[name] }

var inSchema = entity.InSchema(resourceSchema, map[string]string{"items": "", "address": "", "streetAddress": "street"})

// requestPath converts the path of a refused member to that of the attribute:
// info.emails.items[0].email to emails[0].email.
func requestPath(field string) (path.Path, bool) {
	field = strings.TrimPrefix(strings.TrimPrefix(field, "contact."), "info.")
	if key, ok := strings.CutPrefix(field, "extendedFields.items."); ok {
		return path.Root(extendedFields.name()).AtMapKey(key), true
	}
	if strings.HasPrefix(field, "labelKeys") {
		return path.Root(labels.name()), true
	}
	return inSchema(field)
}
