package function

import (
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const contactsFromCSV = "Reads contacts from a CSV file, whole, or says what is wrong with it. It understands the exports of Wix, Google Contacts and Workspace, Outlook and Microsoft 365, Thunderbird, " +
	"HubSpot, Mailchimp, Brevo, Salesforce, Zoho, Shopify, WooCommerce, Square, LinkedIn and Eventbrite, and any table whose headings are alike, " +
	"in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Hebrew and Japanese. The result is a map for `for_each`.\n\n" +
	"Its values have these attributes of `wix_contact`: `name` (`first`, `last`), `emails` (`email`, `tag`), `phones` (`phone`, `tag`), " +
	"`addresses` (`tag`, `address_line`, `address_line_2`, `city`, `subdivision`, `country`, `postal_code`), `company`, `job_title`, `birthdate` and `locale`. " +
	"Besides, `label_names` is a list of texts and `columns` a map of texts.\n\n" +
	"The key of a contact is its first e-mail address in lower case, without one its first phone without spaces and punctuation, without that its name in lower case. " +
	"An attribute for which a row has no value is null, so that it is not managed; `label_names` and `columns` are empty then.\n\n" +
	"Labels are given by name in `label_names`, since their keys differ from site to site. " +
	"Cells that have no place in a contact are kept in `columns`, by heading: custom columns, what Wix writes itself such as the subscription status, " +
	"and what cannot be told for certain, such as a birthday without a year or a state that is no ISO 3166-2 code or name. " +
	"Countries are understood as codes and by name in several languages, dates as `YYYY-MM-DD`, with dots as `31.12.1990`, and with slashes where the column shows what is the day. " +
	"Values that Google joins by `:::` are taken apart; of several companies or jobs the first is taken, and all are in `columns`.\n\n" +
	"A row that does not make a contact is an error with the number of the row as a spreadsheet shows it. " +
	"So are two rows that Wix would not take both: with one e-mail address, or one phone where there is no e-mail address. A table needs a column of e-mail addresses or phones, which can be empty."

// NewContactsFromCSV makes the function contacts_from_csv.
func NewContactsFromCSV() function.Function {
	return tableFunction{
		name:        "contacts_from_csv",
		summary:     "Reads contacts from a spreadsheet or the export of a CRM.",
		description: contactsFromCSV,
		returns:     function.MapReturn{ElementType: contactsType.ElemType},
		result: func(p parsed) (any, *function.FuncError) {
			if len(p.problems) > 0 {
				return nil, function.NewArgumentFuncError(0, p.problems.text())
			}
			return contactsValue{types.MapNull(contactsType.ElemType), p.contacts}, nil
		},
	}
}
