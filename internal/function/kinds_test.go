package function_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/function"
)

// one is the contact of a table of one row.
func one(t *testing.T, text string) map[string]any {
	t.Helper()
	all := contactsOf(t, text)
	for _, c := range all {
		if len(all) == 1 {
			return c.(map[string]any)
		}
	}
	t.Fatalf("there are %d contacts", len(all))
	return nil
}

// What exports hold that is read whole: the parts of a contact that come of it.
func TestContactsFromCSV_whole(t *testing.T) {
	type is = map[string]any
	list := func(items ...any) []any { return items }
	for name, c := range map[string]struct {
		text string
		want is // attributes; nil for one that is not set
	}{
		"the street beside a city": {
			"Email,Address,City,State,ZIP\na@example.com,1 Main St,Springfield,IL,62701\n",
			is{"addresses": list(is{"address_line": "1 Main St", "city": "Springfield", "postal_code": "62701"}), "columns": is{"State": "IL"}},
		},
		"lines of Thunderbird": {
			"Primary Email,Secondary Email,Home Address,Home Address 2,Home City,Home County,Home Post Code,Home Country\na@example.com,b@example.com,1 Main St,Floor 2,Leeds,,LS1 1AA,UK\n",
			is{
				"emails":    list(is{"email": "a@example.com", "tag": "MAIN"}, is{"email": "b@example.com"}),
				"addresses": list(is{"tag": "HOME", "address_line": "1 Main St", "address_line_2": "Floor 2", "city": "Leeds", "postal_code": "LS1 1AA", "country": "GB"}),
			},
		},
		"the address of Shopify": {
			"Email,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone\n" +
				"a@example.com,Example Ltd,1 Main St,Floor 2,Toronto,ON,CA,'M5H 2N2,'+1 555 0100,'+1 555 0101\n",
			is{
				"company": "Example Ltd", "phones": list(is{"phone": "+1 555 0100"}, is{"phone": "+1 555 0101"}),
				"addresses": list(is{"address_line": "1 Main St", "address_line_2": "Floor 2", "city": "Toronto", "subdivision": "CA-ON", "country": "CA", "postal_code": "M5H 2N2"}),
			},
		},
		"the addresses of WooCommerce": {
			"user_email,billing_first_name,billing_company,billing_address_1,billing_address_2,billing_city,billing_postcode,billing_country,billing_phone,billing_email\n" +
				"a@example.com,Ada,Example Ltd,1 Main St,Floor 2,Leeds,LS1 1AA,GB,555-0100,b@example.com\n",
			is{
				"name": is{"first": "Ada"}, "company": "Example Ltd", "phones": list(is{"phone": "555-0100"}), "emails": list(is{"email": "a@example.com"}, is{"email": "b@example.com"}),
				"addresses": list(is{"tag": "BILLING", "address_line": "1 Main St", "address_line_2": "Floor 2", "city": "Leeds", "country": "GB", "postal_code": "LS1 1AA"}),
			},
		},
		"joined addresses": {
			"Email,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Country,Organization Name,Organization Title\na@example.com,Home,1 Main St ::: 2 Side St,Leeds ::: Lyon,UK ::: FR,Example Ltd ::: Other Ltd,Owner ::: Clerk\n",
			is{
				"addresses": list(is{"tag": "HOME", "address_line": "1 Main St", "city": "Leeds", "country": "GB"}, is{"tag": "HOME", "address_line": "2 Side St", "city": "Lyon", "country": "FR"}),
				"company":   "Example Ltd", "job_title": "Owner", "columns": is{"Organization Name": "Example Ltd ::: Other Ltd", "Organization Title": "Owner ::: Clerk"},
			},
		},
		"invisible marks": {
			"Name,Email,Phone,ZIP\nAda,\u202aada@example.com\u202c,\u202a+1 555\u200b 0100\u202c,'62701\n",
			is{"emails": list(is{"email": "ada@example.com"}), "phones": list(is{"phone": "+1 555 0100"}), "addresses": list(is{"postal_code": "62701"})},
		},
		"an apostrophe of a name": {"Name,Email\n't Hooft,a@example.com\n", is{"name": is{"first": "'t Hooft"}}},
		"notes above the headings": {
			"Notes:\n\"Some e-mail addresses are missing, since members hide them.\"\n\nFirst Name,Last Name,Email Address\nAda,Okafor,ada@example.com\n",
			is{"name": is{"first": "Ada", "last": "Okafor"}, "emails": list(is{"email": "ada@example.com"})},
		},
		"bars": {"First Name|Email|City\nAda|ada@example.com|Leeds, UK\n", is{"addresses": list(is{"city": "Leeds, UK"})}},
		"German": {
			"Name;Vorname;E-Mail;Straße;PLZ;Ort;Land;Geburtsdatum\nOkafor;Ada;ada@example.com;Hauptstr. 1;50667;Köln;Deutschland;31.12.1990\n",
			is{
				"name": is{"first": "Ada", "last": "Okafor"}, "birthdate": "1990-12-31", "columns": is{},
				"addresses": list(is{"address_line": "Hauptstr. 1", "city": "Köln", "postal_code": "50667", "country": "DE"}),
			},
		},
		"German of Outlook": {
			"Vorname,Nachname,Firma,Position,Straße geschäftlich,Straße geschäftlich 2,Ort geschäftlich,Region geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Telefon geschäftlich,Telefon (privat 2),Mobiltelefon,Weiteres/r Bundesland/Kanton,Weiterer Ort,E-Mail-Adresse,E-Mail 2: Adresse,E-Mail 2: Typ,E-Mail 2: Angezeigter Name\n" +
				"Ada,Okafor,Beispiel AG,Leiterin,Bahnhofstr. 1,3. Stock,Zug,Zug,6300,Schweiz,555-0100,555-0101,555-0102,,,ada@example.com,a@example.com,SMTP,Ada\n",
			is{
				"company": "Beispiel AG", "job_title": "Leiterin", "emails": list(is{"email": "ada@example.com"}, is{"email": "a@example.com"}),
				"phones":    list(is{"phone": "555-0100", "tag": "WORK"}, is{"phone": "555-0101", "tag": "HOME"}, is{"phone": "555-0102", "tag": "MOBILE"}),
				"addresses": list(is{"tag": "WORK", "address_line": "Bahnhofstr. 1", "address_line_2": "3. Stock", "city": "Zug", "subdivision": "CH-ZG", "postal_code": "6300", "country": "CH"}),
				"columns":   is{"E-Mail 2: Angezeigter Name": "Ada"},
			},
		},
		"French": {
			"Prénom,Nom,Société,Fonction,Rue (bureau),Rue (bureau) 2,Ville (bureau),Dép/Région (bureau),Code postal (bureau),Pays/Région (bureau),Tél. mobile,Adresse de messagerie\nAda,Okafor,Ada SA,Gérante,1 rue Neuve,Étage 2,Lyon,,69001,France,555-0100,ada@example.com\n",
			is{
				"name": is{"first": "Ada", "last": "Okafor"}, "job_title": "Gérante", "phones": list(is{"phone": "555-0100", "tag": "MOBILE"}),
				"addresses": list(is{"tag": "WORK", "address_line": "1 rue Neuve", "address_line_2": "Étage 2", "city": "Lyon", "postal_code": "69001", "country": "FR"}),
			},
		},
		"Spanish": {
			"Nombre,Apellidos,Organización,Puesto,Calle del trabajo,Calle del trabajo 2,Ciudad de trabajo,Provincia o estado de trabajo,Código postal del trabajo,País o región del trabajo,Teléfono del trabajo,Dirección de correo electrónico\nAda,Okafor,Ejemplo SL,Jefa,Calle 1,Piso 2,Sevilla,Sevilla,41001,España,555-0100,ada@example.com\n",
			is{
				"name": is{"first": "Ada", "last": "Okafor"}, "company": "Ejemplo SL", "phones": list(is{"phone": "555-0100", "tag": "WORK"}),
				"addresses": list(is{"tag": "WORK", "address_line": "Calle 1", "address_line_2": "Piso 2", "city": "Sevilla", "subdivision": "ES-SE", "postal_code": "41001", "country": "ES"}),
			},
		},
		"Italian": {
			"Nome,Cognome,Società,Via (uff.),Via (uff.) 2,Città (uff.),Provincia (uff.),CAP (uff.),Paese/area geografica (uff.),Cellulare,Ufficio,Indirizzo posta elettronica\nAda,Okafor,Esempio Srl,Via 1,Scala B,Milano,MI,20121,Italia,555-0100,555-0101,ada@example.com\n",
			is{
				"name": is{"first": "Ada", "last": "Okafor"}, "phones": list(is{"phone": "555-0100", "tag": "MOBILE"}, is{"phone": "555-0101", "tag": "WORK"}),
				"addresses": list(is{"tag": "WORK", "address_line": "Via 1", "address_line_2": "Scala B", "city": "Milano", "subdivision": "IT-MI", "postal_code": "20121", "country": "IT"}),
			},
		},
		"Dutch": {
			"Voornaam,Achternaam,Bedrijf,Functie,\"Werkadres, straat\",\"Werkadres 2, straat\",\"Werkadres, plaats\",\"Werkadres, postcode\",Land/regio (werk),Telefoon op werk,Mobiele telefoon,E-mailadres\nAda,Okafor,Voorbeeld BV,Baas,Straat 1,Hoog,Utrecht,3511 AA,Nederland,555-0100,555-0101,ada@example.com\n",
			is{
				"name": is{"first": "Ada", "last": "Okafor"}, "phones": list(is{"phone": "555-0100", "tag": "WORK"}, is{"phone": "555-0101", "tag": "MOBILE"}),
				"addresses": list(is{"tag": "WORK", "address_line": "Straat 1", "address_line_2": "Hoog", "city": "Utrecht", "postal_code": "3511 AA", "country": "NL"}),
			},
		},
		"Hebrew": {
			"שם פרטי,שם משפחה,חברה,רחוב כתובת העבודה,רחוב 2 של כתובת העבודה,עיר כתובת העבודה,מיקוד כתובת העבודה,מדינה/אזור של העבודה,טלפון נייד,כתובת דואר אלקטרוני\nעדה,כהן,דוגמה,רחוב 1,קומה 2,חיפה,31000,ישראל,555-0100,ada@example.com\n",
			is{
				"name": is{"first": "עדה", "last": "כהן"}, "company": "דוגמה", "phones": list(is{"phone": "555-0100", "tag": "MOBILE"}), "emails": list(is{"email": "ada@example.com"}),
				"addresses": list(is{"tag": "WORK", "address_line": "רחוב 1", "address_line_2": "קומה 2", "city": "חיפה", "postal_code": "31000", "country": "IL"}),
			},
		},
		"Japanese": {
			"姓,名,会社名,役職,番地 (会社),住所 2 (会社),市町村 (会社),都道府県 (会社),郵便番号 (会社),国 (会社)/地域,会社電話,携帯電話,電子メール アドレス\n山田,花子,例示,部長,1-2-3,ビル2階,渋谷区,Tokyo,150-0001,日本,555-0100,555-0101,hanako@example.com\n",
			is{
				"name": is{"first": "花子", "last": "山田"}, "phones": list(is{"phone": "555-0100", "tag": "WORK"}, is{"phone": "555-0101", "tag": "MOBILE"}),
				"addresses": list(is{"tag": "WORK", "address_line": "1-2-3", "address_line_2": "ビル2階", "city": "渋谷区", "subdivision": "JP-13", "postal_code": "150-0001", "country": "JP"}),
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := one(t, c.text)
			for attribute, want := range c.want {
				if diff := cmp.Diff(want, got[attribute]); diff != "" {
					t.Errorf("%s: %s", attribute, diff)
				}
			}
		})
	}
}

// Line ends do not change what a table says.
func TestContactsFromCSV_lineEnds(t *testing.T) {
	text := "First Name,Email,Notes\nAda,ada@example.com,\"two\nlines\"\nBo,bo@example.com,\n"
	want := contactsOf(t, text)
	for name, end := range map[string]string{"CR": "\r", "CRLF": "\r\n"} {
		if diff := cmp.Diff(want, contactsOf(t, strings.ReplaceAll(text, "\n", end))); diff != "" || len(want) != 2 {
			t.Errorf("%s: %s", name, diff)
		}
	}
	mixed := strings.Replace(strings.Replace(text, "Notes\n", "Notes\r", 1), "lines\"\n", "lines\"\r\n", 1)
	if diff := cmp.Diff(want, contactsOf(t, mixed)); diff != "" {
		t.Error(diff)
	}
}

// A table that is understood in part only is refused, with what is not understood and
// what to do.
func TestContactsFromCSV_notUnderstood(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		says []string
	}{
		"a slip":                    {"Name,Emial\nAda,ada@example.com\n", []string{`Row 1, column "Emial": It is not known, and probably means "email".`, `The headings are "Name", "Emial".`}},
		"a slip in a part":          {"Email,Home Steret\na@example.com,1 Main St\n", []string{`Row 1, column "Home Steret": `, `probably means "home street"`, "begin it with the word Custom"}},
		"no e-mail address":         {"Name,Contact\nAda,ada@example.com\n", []string{"Row 1: No column is an e-mail address or a phone", `"Name", "Contact"`, "Call a column Email or Phone"}},
		"a heading of two lines":    {"Name,\"Email\rAddress\"\nAda,a@example.com\n", []string{`Row 1, column "Email Address": The heading holds a line break.`, "Write it in one line."}},
		"the second line alone":     {"Email,Address 2,City\na@example.com,Floor 2,Leeds\n", []string{`Row 1, column "Address 2": It is the second line of an address`, "Call that one Street"}},
		"somebody's e-mail address": {"Email,Partnership Email\na@example.com,b@example.com\n", []string{`Row 1, column "Partnership Email": The heading is understood in part only: not "partnership".`, "begin it with the word Custom"}},
		"a part of an address":      {"Email,Billing City,Billing Parish\na@example.com,Leeds,x\n", []string{`Row 1, column "Billing Parish": The heading is understood in part only: not "parish".`}},
		"Finnish":                   {"Etunimi;Sukunimi;E-mail;Puhelin\nAda;Okafor;a@example.com;555-0100\n", []string{`Row 1: The headings "Etunimi", "Sukunimi", "Puhelin" are not known, beside "E-mail".`, "in English"}},
		"a name and a part":         {"First Name,Full Name,Email\nAda,Ada Okafor,a@example.com\n", []string{`Row 1, column "Full Name": It repeats "First Name"`, "Add one"}},
		"which name":                {"First Name,Name,Email\nAda,Okafor,a@example.com\n", []string{`Row 1, column "Name": Beside "First Name" it may be the last name or the whole.`, "Call it Last Name"}},
		"headings below":            {"Export,2026\n\nFirst Name,Email\nAda,a@example.com\n", []string{"Row 1: The headings seem to be in row 3. Remove the rows above it."}},
		"joined unevenly":           {"Email,Address 1 - Street,Address 1 - City\na@example.com,1 Main St ::: 2 Side St,Leeds\n", []string{`Row 2, column "Address 1 - City": It has 1 values`, "Write each address in columns of its own."}},
		"a phone as a number":       {"Name,Phone\nAda,1.21256E+10\n", []string{`Row 2, column "Phone": It is not a phone number`, "Write the number again"}},
		"no phone":                  {"Name,Phone\nAda,n/a\n", []string{`Row 2, column "Phone": It is not a phone number`}},
		"an error for a phone":      {"Name,Phone\nAda,#ERROR!\n", []string{`Row 2, column "Phone": The cell is damaged`, "Write the value again."}},
		"no e-mail address in it":   {"Name,Email\nAda,n/a\n", []string{`Row 2, column "Email": It does not have the form name@example.com`}},
		"an error for a name":       {"Name,Email\n#N/A,a@example.com\n", []string{`Row 2, column "Name": The cell is damaged`}},
		"lost letters":              {"Name,Email\nJos\ufffd,a@example.com\n", []string{`Row 2, column "Name": The cell is damaged`, "encoding"}},
		"UTF-16":                    {"N\x00a\x00m\x00e\x00", []string{"The text is not UTF-8.", "textdecodebase64(filebase64("}},
		"a control character":       {"Name,Email,Country\nAda,a@example.com,X\x1b[31m\n", []string{`Row 2, column "Country": "X\x1b[31m" is not a country.`}},
	} {
		t.Run(name, func(t *testing.T) {
			got, problem := call(t, function.NewContactsFromCSV, c.text)
			if problem == nil {
				t.Fatalf("it gives %v", got)
			}
			for _, want := range c.says {
				if !strings.Contains(problem.Text+".", want) {
					t.Errorf("%q is not in %q", want, problem.Text)
				}
			}
			if strings.Contains(problem.Text, "ada@example.com") {
				t.Errorf("it shows a person: %s", problem.Text)
			}
		})
	}
}

// A heading that nobody understands keeps its cells.
func TestContactsFromCSV_unknownHeading(t *testing.T) {
	const text = "Etunimi,Email\nAda,a@example.com\n"
	if diff := cmp.Diff(map[string]any{"Etunimi": "Ada"}, one(t, text)["columns"]); diff != "" {
		t.Error(diff)
	}
	report, problem := call(t, function.NewContactsCSVReport, text)
	if problem != nil {
		t.Fatal(problem)
	}
	if diff := cmp.Diff(map[string]any{"Etunimi": int64(1)}, report.(map[string]any)["left_over"]); diff != "" {
		t.Error(diff)
	}
}

// A heading that looks like one of a contact can be left over.
func TestContactsFromCSV_custom(t *testing.T) {
	got := one(t, "Name,Email,Custom Emial,Custom Partnership Email,Manager Email,Email Opt Out\nAda,a@example.com,1,2,3,4\n")
	want := map[string]any{"Custom Emial": "1", "Custom Partnership Email": "2", "Manager Email": "3", "Email Opt Out": "4"}
	if diff := cmp.Diff(want, got["columns"]); diff != "" {
		t.Error(diff)
	}
}
