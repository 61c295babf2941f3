package entity

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/register"
)

// Enter enters a planned change into the register of the walk, and reports what it and
// another resource of the configuration cannot both do. Terraform does not merge
// errors: the first of a kind says all there is to know, the others refer to it.
func (c *ProviderData) Enter(change register.Change, at path.Path, diags *diag.Diagnostics) bool {
	if c.Replans {
		return true
	}
	conflict := c.Register.Plan(change)
	if conflict.Kind == register.None {
		return true
	}
	text := conflicts[conflict.Kind]
	what := conflict.ID
	switch {
	case what == "":
		what = fmt.Sprintf("%q", conflict.Name)
	case conflict.Name != "" && !change.Destroyed: // who destroys it need not read it
		what = fmt.Sprintf("%s (%q)", conflict.ID, conflict.Name)
	}
	side := "to"
	if change.Destroyed {
		side = "from"
	}
	fill := strings.NewReplacer("{type}", change.Type, "{what}", what, "{side}", side).Replace
	detail := fill(text.problem) + " " + fill(text.way)
	if !c.Register.First(change.Type, conflict.Kind) {
		detail = fill(text.problem) + " The first error of this kind says what to do."
	}
	if change.Destroyed || change.ID != "" && conflict.Name == "" {
		diags.AddError(text.summary, detail)
	} else {
		diags.AddAttributeError(at, text.summary, detail)
	}
	return false
}

// conflicts are the texts for the kinds of conflict.
var conflicts = map[register.Kind]struct{ summary, problem, way string }{
	register.Twice: {
		"Two resources manage the same object.",
		"Another {type} of the state has {what}, too.",
		"They undo each other's changes, and destroying one destroys the object of both. " +
			"Take one of the two out of the state with terraform state rm, and its block out of the configuration.",
	},
	register.Twins: {
		"Two resources of one configuration want the same object.",
		"Another {type} of this plan wants {what}, too.",
		"Wix keeps one object for it. Remove one of the two resources and refer to the other, or change it in one of them.",
	},
	register.Kept: {
		"Another resource of the configuration has it.",
		"Another {type} manages {what} and keeps it.",
		"Remove one of the two resources and refer to the other, or choose something else for one of them.",
	},
	register.Keeps: {
		"Another resource of the configuration wants it.",
		"This resource manages {what} and keeps it, and another {type} of this plan wants it, too.",
		"Look for it in the rest of the configuration, also with other case or outer spaces. " +
			"Remove one of the two resources and refer to the other, or choose something else for one of them.",
	},
	register.Moved: {
		"The object of a resource that is destroyed would be made again.",
		"The plan destroys one {type} and makes another one of {what}: this address is the \"{side}\" of a moved block.",
		"Terraform runs the two in any order, and what others keep on the object would be lost. " +
			"If it is one object at another address (a block renamed, another key of for_each, another index of count), say so with a moved block, which changes nothing on the site:\n\n" +
			"moved {\n  from = {type}.old # the address that is destroyed\n  to   = {type}.new # the address that is created\n}\n\n" +
			"Or take the old address out of the state with terraform state rm, and import the object at the new one. " +
			"If it is to be destroyed and made anew, do the one in an apply of its own (terraform apply -target=...). Where this stops terraform destroy, use terraform destroy -refresh=false.",
	},
	register.Given: {
		"Another resource gives up the name that would be adopted by.",
		"Another {type} gives {what} up in this plan, and adopt_existing would adopt the object that has it.",
		"Apply the change of the other resource first, or set adopt_existing = false.",
	},
	register.Swap: {
		"Names go round among resources.",
		"Each {type} that is to have one of these names waits for another one to give it up: {what}.",
		"Wix keeps one object for a name. Give one of them a third name, apply, and after that the name that it is to have.",
	},
}

// WarnOfAdoption says, while planning, that an object of the site is adopted, and
// what of it changes. One that a state has, too, can be destroyed before.
func (c *ProviderData) WarnOfAdoption(typ, id string, at path.Path, changes []string, diags *diag.Diagnostics) {
	changed := "Nothing of it changes."
	if len(changes) > 0 {
		changed = "The apply changes of it: " + strings.Join(changes, ", ") + "."
	}
	summary := fmt.Sprintf("The %s %s exists and is adopted.", typ, id)
	if c.Register.Seen(typ, id) {
		summary = fmt.Sprintf("The %s %s exists and is adopted, unless it is destroyed before.", typ, id)
	}
	diags.AddAttributeWarning(at, summary, "adopt_existing is true. "+changed)
}

// Unplanned is the advice for an object that is in the way of a create. It may be
// managed already, by what the walk does not see.
func Unplanned(typ, id string) string {
	return fmt.Sprintf("If no resource of any configuration manages it, import it:\n\n%s\n\nOr set adopt_existing = true, and look at the plan. "+
		"If it is what this resource replaces (create_before_destroy), Wix cannot have the two at once: set adopt_existing = true, or leave create_before_destroy out.",
		ImportBlock(typ, id))
}

// Left tells that an object which the state had when this run began may be adopted:
// a removed block has it forgotten, and no resource of this run has it.
func (c *ProviderData) Left(typ, id string) bool {
	return c.Register.Seen(typ, id) && !c.Register.Planned(typ, id) && !c.Register.Made(typ, id)
}

// Forgets tells that a destroy is to leave the object alone, because this run has made
// it, or has adopted it for another resource, and says so.
func (c *ProviderData) Forgets(typ, id string, diags *diag.Diagnostics) bool {
	if !c.Register.Made(typ, id) {
		return false
	}
	diags.AddWarning(fmt.Sprintf("The %s %s leaves the state and stays on the site.", typ, id),
		"This run has created or adopted it for another resource.")
	return true
}

// Overtaken refuses to change an object that this run has adopted for another resource.
func (c *ProviderData) Overtaken(typ, id string, diags *diag.Diagnostics) bool {
	if !c.Register.Made(typ, id) {
		return false
	}
	diags.AddError("Another resource has adopted the object.", fmt.Sprintf("This run has adopted %s for another %s. "+
		"Take one of the two out of the state with terraform state rm, and its block out of the configuration.", id, typ))
	return true
}

// OnSite refuses an object that was made or imported on another site than the one that
// the provider is configured for.
func (c *ProviderData) OnSite(m Memory, diags *diag.Diagnostics) bool {
	if m.Site == "" || c.Client.IsSite(m.Site) {
		return true
	}
	detail := fmt.Sprintf("%s is an object of the site %s, and the provider is configured for the site %s.", m.ID, m.Site, c.Site())
	if c.Register.First("", register.Elsewhere) {
		detail += " A state belongs to one site. Configure the provider for that site (site_id, WIX_SITE_ID), or keep the other site in a state, or a workspace, of its own. " +
			"An app names a site by its instance: to change from an app to an API key or back, give site_id beside the app's credentials and run terraform apply -refresh-only with them."
	}
	diags.AddError("The object belongs to another site.", detail)
	return false
}
