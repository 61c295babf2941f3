package emulator

type seedName struct{ first, last, locale string }

// seedNames are invented; they hold several scripts, composed and decomposed
// letters (the second and third differ in nothing else), right-to-left text,
// joined emoji and parts left out.
var seedNames = []seedName{
	{"Ada", "Quill", "en-US"},
	{"Zo\u00eb", "M\u00fcller-L\u00fcdenscheid", "de-DE"},
	{"Zoe\u0308", "Mu\u0308ller-Lu\u0308denscheid", "de-DE"},
	{"Łukasz", "Żółkiewski", "pl-PL"},
	{"Анна", "Ветрова", "ru-RU"},
	{"花子", "例題", "ja-JP"},
	{"دانة", "المثال", "ar"},
	{"נועה", "דוגמה", "he-IL"},
	{"Þórdís", "Ægisdóttir", "is-IS"},
	{"Nguyễn", "Thí Dụ", "vi-VN"},
	{"예진", "보기", "ko-KR"},
	{"Δανάη", "Υποδείγματος", "el-GR"},
	{"उदाहरण", "देवी", "hi-IN"},
	{"Robin 🦊", "👩🏽‍🚀 Park", "en-GB"},
	{"Mary-Jane", "O’Sample Jr.", "en-IE"},
	{"Madonna", "", "en"},
	{"", "Solo", "fr-FR"},
	{"İpek", "Örnekoğlu", "tr-TR"},
	{"X Æ", "Ǆoker", "hr-HR"},
	{"Jo", "Specimen", "en-AU"},
}

var (
	seedCompanies = []string{"Example Ltd", "Beispiel GmbH", "例え株式会社", "Sample & Sons", "Ejemplo S.A."}
	seedTitles    = []string{"Developer", "Geschäftsführerin", "QA Engineer", "Directrice", "営業"}
	seedColors    = []string{"Blue", "grün", "赤", "Rouge", "🟣"}

	seedSources = []string{"ADMIN", "IMPORT", "WIX_FORMS", "WIX_CHAT", "WIX_STORES", "WIX_SITE_MEMBERS", "THIRD_PARTY", "OTHER"}

	seedSubscriptions    = []string{"SUBSCRIBED", "NOT_SET", "UNSUBSCRIBED", "SUBSCRIBED", "PENDING"}
	seedDeliverabilities = []string{"VALID", "VALID", "NOT_SET", "BOUNCED", "VALID", "SPAM_COMPLAINT", "INACTIVE"}
	seedMemberships      = []string{"APPROVED", "APPROVED", "PENDING", "DENIED", "INACTIVE"}
)

var seedPlaces = []struct{ country, subdivision, city, postalCode, street string }{
	{"US", "US-NY", "Springfield", "10001", "Example Avenue"},
	{"US", "US-ME", "Sampleton", "04357", "Specimen Way"},
	{"DE", "DE-BE", "Musterstadt", "10115", "Musterstraße"},
	{"GB", "GB-LND", "Exampleton", "EC1A 1BB", "High Street"},
	{"JP", "JP-13", "例市", "100-0001", "例通り"},
	{"FR", "FR-IDF", "Exempleville", "75001", "Rue du Modèle"},
	{"IL", "IL-TA", "דוגמה", "6100000", "רחוב הדוגמה"},
}
