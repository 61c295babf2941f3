package contact_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// An item is complete: parts that leave it are gone, as the plan says.
func TestAccContact_partsRemoved(t *testing.T) {
	street := config{"tag": "HOME", "street": config{"number": "5", "name": "Elm St"}, "city": "Springfield", "country": "US", "subdivision": "US-IL", "postal_code": "62701"}
	see := flat("addresses", "tag", "addressLine", "streetAddress", "city", "subdivision", "country", "postalCode")
	onEach(t, func(e *edits) {
		least := config{"name": config{"first": "Ada"}, "addresses": []any{config{"tag": "HOME", "city": "Springfield"}}}
		e.apply(contactOf(config{"name": config{"first": "Ada", "last": "Byron"}, "addresses": []any{street}}))
		e.shows(e.apply(contactOf(least)), "addresses", "name")
		e.has("the address", see, "HOME/Springfield")
		e.has("the name", nameOf, "Ada ")
		two := config{"name": config{"first": "Ada"}, "addresses": []any{config{"city": "Paris"}, street}}
		e.apply(contactOf(two))
		e.has("the addresses", see, "UNTAGGED/Paris,HOME/map[name:Elm St number:5]/Springfield/US-IL/US/62701")
		e.shows(e.apply(contactOf(least)), "addresses")
		e.has("the address that is left", see, "HOME/Springfield")
		twice := config{"city": "Paris"}
		e.apply(contactOf(config{"name": config{"first": "Ada"}, "addresses": []any{twice, twice}}))
		e.has("the same address twice", see, "UNTAGGED/Paris,UNTAGGED/Paris")
	})
}

// What others add to an item that is owned is drift: the plan shows it, and it goes.
func TestAccContact_partsOfOthers(t *testing.T) {
	onEach(t, func(e *edits) {
		c := func(postal string) blocks {
			return contactOf(config{"name": config{"first": "Ada"}, "addresses": []any{config{"city": "Paris", "postal_code": postal}}})
		}
		e.apply(c("75001"))
		e.others(func(info map[string]any) {
			address := items(info, "addresses")[0].(map[string]any)["address"].(map[string]any)
			address["addressLine"], address["country"] = "1 Rue", "FR"
		})
		p := e.plan(c("75002"))
		before := p.Changes[theContact].Before["addresses"].([]any)[0].(map[string]any)
		after := p.Changes[theContact].After["addresses"].([]any)[0].(map[string]any)
		if before["address_line"] != "1 Rue" || before["country"] != "FR" || after["address_line"] != nil || after["country"] != nil {
			e.Fatalf("the plan goes from %v to %v", before, after)
		}
		e.carryOut(p)
		e.empty(c("75002"))
		e.has("the address", flat("addresses", "addressLine", "city", "country", "postalCode"), "Paris/75002")
	})
}

// Items that change places and their spelling at once go through.
func TestAccContact_reordered(t *testing.T) {
	onEach(t, func(e *edits) {
		c := func(items ...any) blocks { return contactOf(config{"emails": items}) }
		e.apply(c(config{"email": "Ada@Example.com", "primary": true}, config{"email": "b@example.com", "tag": "WORK"}))
		e.apply(c(config{"email": "B@Example.com", "tag": "WORK"}, config{"email": "ada@example.com"}))
		e.apply(c(config{"email": "c@example.com"}, config{"email": "b@EXAMPLE.com", "tag": "WORK"}, config{"email": "ada@example.com"}))
		e.has("the addresses", flat("emails", "email", "tag"), "c@example.com/UNTAGGED,b@EXAMPLE.com/WORK,ada@example.com/UNTAGGED")
	})
}

// Where no item is marked, whichever is primary stays so, whatever others are edited.
func TestAccContact_primaryIsNotOwned(t *testing.T) {
	onEach(t, func(e *edits) {
		primary := func(info map[string]any) string {
			for _, item := range items(info, "emails") {
				if one := item.(map[string]any); one["primary"] == true {
					return or(one["email"])
				}
			}
			return ""
		}
		c := func(items ...any) blocks { return contactOf(config{"emails": items}) }
		a, b := config{"email": "ada@example.com"}, config{"email": "b@example.com"}
		e.apply(c(a, b))
		e.others(func(info map[string]any) {
			for i, item := range items(info, "emails") {
				item.(map[string]any)["primary"] = i == 1
			}
		})
		if p := e.plan(c(a, b)); len(p.Changes) > 0 {
			e.Fatalf("the plan changes %v", p.Changes[theContact].Names())
		}
		e.apply(c(config{"email": "ada@example.com", "tag": "HOME"}, b))
		e.has("the primary address", primary, "b@example.com")
		e.apply(c(config{"email": "ada@example.com", "primary": true}, b))
		e.has("the primary address that is set", primary, "ada@example.com")
		e.empty(c(a, b))
		e.apply(c(b, a))
		e.has("the primary address that is no longer set", primary, "ada@example.com")
		e.apply(c(config{"email": "ada@example.com", "primary": false}, config{"email": "b@example.com", "primary": true}))
		e.has("the primary address that is moved", primary, "b@example.com")
		e.apply(c(config{"email": "ada@example.com", "primary": false}, config{"email": "b@example.com", "primary": false}))
		e.apply(c(b))
		e.has("the only address", primary, "b@example.com")
	})
}

// An error about a null item says so.
func TestAccContact_nullItems(t *testing.T) {
	onEach(t, func(e *edits) {
		for attribute, item := range map[string]config{"emails": {"email": "ada@example.com"}, "phones": {"phone": "555-0100"}, "addresses": {"city": "Paris"}} {
			for _, list := range [][]any{{nil}, {item, nil}} {
				p := e.Plan(contactOf(config{"name": config{"first": "Ada"}, attribute: list}), acctest.Options{})
				if !p.Failed || strings.Contains(p.Said, "Value Conversion Error") || !strings.Contains(p.Said, attribute) {
					e.Errorf("%s = %v gives: %s", attribute, list, p.Said)
				}
			}
		}
		e.refused(contactOf(config{"emails": []any{config{"tag": "HOME"}}}), "email")
		e.refused(contactOf(config{"name": config{"first": "Ada"}, "label_keys": []any{nil}}), "label_keys")
	})
}
