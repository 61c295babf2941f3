package emulator

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"
)

// seedDay is the day before which seeded contacts were created.
var seedDay = time.Date(2025, time.June, 30, 0, 0, 0, 0, time.UTC)

const seedYears = 6

// plant fills a new site: what every site has, and the contacts that Options
// ask for. The same number gives the same site.
func (s *Server) plant() {
	s.plantSystemLabels()
	s.plantSystemFields()
	if err := s.sow(s.opts.Seed); err != nil {
		panic(err) // the seed itself is at fault
	}
}

// Seed adds contacts of all sorts, with the labels and fields they use, as
// Options.Seed does; a second time it goes on where the first ended. They were
// there all the time, so there are no events of them.
func (s *Server) Seed(contacts int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.touch()
	return s.sow(contacts)
}

func (s *Server) sow(n int) error {
	if n <= 0 {
		return nil
	}
	s.site.log.silent = true
	defer func() { s.site.log.silent = false }()
	p := planter{Server: s, rand: rand.New(rand.NewPCG(4, uint64(2+s.site.seeded)))}
	first := seedDay.AddDate(-seedYears, 0, 0)
	p.definitions(first)
	for _, at := range p.dates(first, n) {
		if err := p.contact(s.site.seeded, at); err != nil {
			return err
		}
		s.site.seeded++
	}
	return nil
}

// definitions finds or makes the labels and fields that seeded contacts use.
func (p *planter) definitions(first time.Time) {
	for _, name := range []string{"VIP Customer", "Newsletter", "Wholesale", "Übersee", "顧客"} {
		l := p.labelCalled(Switches{}, name, "")
		if l == nil {
			l = p.addLabel(p.newLabelKey(name), name, first)
		}
		p.labels = append(p.labels, l.key)
	}
	p.labels = append(p.labels, "contacts.customers", labelContactedMe)
	p.fields = map[string]string{}
	for _, f := range []struct{ name, dataType string }{
		{"Favourite Color", typeText}, {"Loyalty Points", typeNumber}, {"Member Since", typeDate}, {"Website", typeURL},
	} {
		known := p.fieldCalled(Switches{}, f.name)
		if known == nil || known.dataType != f.dataType {
			known = p.addField(p.newFieldKey(f.name), f.name, f.dataType, first)
		}
		p.fields[f.dataType] = known.key
	}
}

// planter makes seeded contacts; it draws everything from one source.
type planter struct {
	*Server
	rand   *rand.Rand
	labels []string
	fields map[string]string
}

func (p planter) one(list []string) string { return list[p.rand.IntN(len(list))] }

// chance is true in the given per cent of cases.
func (p planter) chance(percent int) bool { return p.rand.IntN(100) < percent }

// dates are n times of creation, oldest first.
func (p planter) dates(from time.Time, n int) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		out[i] = from.Add(time.Duration(p.rand.Int64N(int64(seedDay.Sub(from)))).Truncate(time.Millisecond))
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

func (p planter) contact(i int, at time.Time) error {
	name := seedNames[i%len(seedNames)]
	info := object{
		"name":           object{"first": name.first, "last": name.last},
		"emails":         object{"items": p.emails(i)},
		"phones":         object{"items": p.phones(i)},
		"addresses":      object{"items": p.addresses(i)},
		"extendedFields": object{"items": p.values(i)},
		"labelKeys":      object{"items": p.someLabels()},
		"locale":         name.locale,
	}
	if p.chance(40) {
		info["company"], info["jobTitle"] = p.one(seedCompanies), p.one(seedTitles)
	}
	if p.chance(40) {
		info["birthdate"] = fmt.Sprintf("%d-%02d-%02d", 1940+p.rand.IntN(65), 1+p.rand.IntN(12), 1+p.rand.IntN(28))
	}
	id, err := p.putContact(info, at)
	if err != nil {
		return err
	}
	p.state(i, id, at)
	return nil
}

// state gives some contacts a history: subscriptions of every status, members of
// every standing, later changes.
func (p planter) state(i int, id string, at time.Time) {
	next := *p.site.contacts.get(id)
	next.info.extended = maps.Clone(next.info.extended)
	next.source = source{kind: seedSources[i%len(seedSources)]}
	if next.primaryEmail() != "" {
		next.info.extended[keySubscription] = seedSubscriptions[i%len(seedSubscriptions)]
		next.info.extended[keyDeliverability] = seedDeliverabilities[i/3%len(seedDeliverabilities)]
		if i%7 == 3 {
			next.member = true
			next.info.extended[keyMembership] = seedMemberships[i/7%len(seedMemberships)]
			next.activity = activity{at.Add(time.Hour), "MEMBER_REGISTER"}
		}
	}
	next.billing, next.contributor = i%97 == 50, i%101 == 60
	if p.chance(30) {
		next.revision += 1 + p.rand.IntN(9)
		next.updated = at.Add(time.Duration(p.rand.IntN(90*24)) * time.Hour)
	}
	p.store(&next, next.updated)
}

// seedMail is the address of a seeded contact: always unique, always of
// example.com.
func seedMail(i, n int) string { return fmt.Sprintf("seed%05d.%d@example.com", i, n) }

func (p planter) emails(i int) []any {
	out := []any{}
	for n := range []int{1, 1, 2, 0, 1, 3, 1, 0, 1, 1}[i%10] {
		out = append(out, object{"tag": p.one([]string{"MAIN", "HOME", "WORK", "UNTAGGED"}), "email": seedMail(i, n)})
	}
	return out
}

// phones are numbers of the ranges kept for fiction: 555-0100 to 555-0199.
func (p planter) phones(i int) []any {
	out := []any{}
	for n := range []int{1, 0, 2, 1, 0, 1, 3, 0}[i%8] {
		entry := object{
			"tag":   p.one([]string{"MAIN", "HOME", "MOBILE", "WORK", "FAX", "UNTAGGED"}),
			"phone": fmt.Sprintf("(%d) 555-01%02d", 201+(i/100+n*7)%700, i%100),
		}
		if p.chance(80) {
			entry["countryCode"] = "US"
		}
		out = append(out, entry)
	}
	return out
}

func (p planter) addresses(i int) []any {
	out := []any{}
	for range []int{0, 1, 2, 0, 1}[i%5] {
		place := seedPlaces[p.rand.IntN(len(seedPlaces))]
		postal := object{"country": place.country, "subdivision": place.subdivision, "city": place.city, "postalCode": place.postalCode}
		number := fmt.Sprint(1 + p.rand.IntN(999))
		if p.chance(50) {
			postal["addressLine"] = number + " " + place.street
		} else {
			postal["streetAddress"] = object{"number": number, "name": place.street}
		}
		if p.chance(20) {
			postal["addressLine2"] = "Apt " + number
		}
		out = append(out, object{"tag": p.one([]string{"HOME", "WORK", "BILLING", "SHIPPING", "UNTAGGED"}), "address": postal})
	}
	return out
}

func (p planter) values(i int) object {
	out := object{}
	if i%2 == 0 {
		out[p.fields[typeText]] = p.one(seedColors)
	}
	if i%3 == 0 {
		out[p.fields[typeNumber]] = float64(p.rand.IntN(100000)) / 4
	}
	if i%5 == 0 {
		out[p.fields[typeDate]] = fmt.Sprintf("%d-%02d-01", 2010+p.rand.IntN(15), 1+p.rand.IntN(12))
	}
	if i%6 == 0 {
		out[p.fields[typeURL]] = fmt.Sprintf("https://www.example.com/%05d", i)
	}
	return out
}

func (p planter) someLabels() []any {
	out := []any{}
	for _, key := range p.labels {
		if p.chance(15) {
			out = append(out, key)
		}
	}
	return out
}
