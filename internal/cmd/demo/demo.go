package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// What happens in the dashboard, to contacts and a label of examples/quickstart.
const (
	adaEmail, adaAddress = "ada@example.com", `wix_contact.this["ada"]`
	zoeEmail, zoeAddress = "zoe@example.com", `wix_contact.this["zoe"]`

	adaCompany   = "Okafor Interiors"
	otherCompany = "Typo Interiors"
	jobTitle     = "Head of design"
	takenLabel   = "Workshop guest"
	newLabel     = "Met at the fair"
)

// demo tells the story, step by step.
type demo struct {
	out  *printer
	cli  *cli
	site *site
	// created is the plan for the new site.
	created plan
}

func (d *demo) tell(ctx context.Context, keep bool) error {
	steps := []func(context.Context) error{
		d.planNewSite, d.applyNewSite, d.showOutputs, d.nothingToDo,
		d.workInDashboard, d.planDrift, d.applyDrift, d.nothingToDo,
	}
	if keep {
		steps = append(steps, d.wait)
	} else {
		steps = append(steps, d.planDestroy, d.destroy)
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) planNewSite(ctx context.Context) (err error) {
	d.out.heading("A plan for the new site")
	d.out.say("examples/quickstart describes labels, extended fields and contacts from a spreadsheet.\nThe headlines of its plan:")
	if err := d.cli.run(ctx, changes, headlines, "plan", "-detailed-exitcode", "-out="+planFile); err != nil {
		return err
	}
	if d.created, err = d.cli.planned(ctx); err != nil {
		return err
	}
	return d.created.only("create")
}

func (d *demo) applyNewSite(ctx context.Context) error {
	d.out.heading("The plan is applied")
	d.out.say("Labels and fields come first, because the contacts refer to them.")
	if err := d.cli.run(ctx, nothing, work(), "apply", planFile); err != nil {
		return err
	}
	labels, fields, contacts := d.created.count("wix_contact_label"), d.created.count("wix_contact_extended_field"), d.created.count("wix_contact")
	if err := d.siteHolds(ctx, labels, fields, contacts); err != nil {
		return err
	}
	d.out.say("Asked directly, the site has %d labels, %d extended fields and %d contacts.", labels, fields, contacts)
	return nil
}

// siteHolds wants so many objects on the site, by the API and not by the CLI.
func (d *demo) siteHolds(ctx context.Context, labels, fields, contacts int) error {
	haveLabels, err1 := d.site.labels(ctx)
	haveFields, err2 := d.site.fields(ctx)
	people, err3 := d.site.people(ctx)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	have := [3]int{len(haveLabels), len(haveFields), len(people)}
	if want := [3]int{labels, fields, contacts}; have != want {
		return fmt.Errorf("the site should have %d labels, %d fields and %d contacts, but has %d, %d and %d",
			want[0], want[1], want[2], have[0], have[1], have[2])
	}
	return nil
}

func (d *demo) showOutputs(ctx context.Context) error {
	d.out.heading("What is worth knowing")
	d.out.say("Wix makes the keys. The configuration refers to them and never spells one.")
	return d.cli.run(ctx, nothing, all, "output")
}

func (d *demo) nothingToDo(ctx context.Context) error {
	d.out.heading("The next plan is empty")
	d.out.say("Whatever Wix made of the values, nothing differs.")
	return d.cli.run(ctx, nothing, all, "plan", "-detailed-exitcode")
}

func (d *demo) workInDashboard(ctx context.Context) error {
	d.out.heading("Somebody works in the dashboard")
	ada, err1 := d.site.personWith(ctx, adaEmail)
	zoe, err2 := d.site.personWith(ctx, zoeEmail)
	labels, err3 := d.site.labels(ctx)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	d.out.say("Ada's company becomes %q, and she gets the job title %q,\nwhich the configuration does not set.", otherCompany, jobTitle)
	if err := d.site.edit(ctx, ada, map[string]any{"company": otherCompany, "jobTitle": jobTitle}); err != nil {
		return err
	}
	d.out.say("A new label %q is made and put on Zoë; the label %q is taken off her.", newLabel, takenLabel)
	on, err := d.site.makeLabel(ctx, newLabel)
	if err != nil {
		return err
	}
	off, err := called(labels, takenLabel)
	if err != nil {
		return err
	}
	return d.site.relabel(ctx, zoe, on, off)
}

func (d *demo) planDrift(ctx context.Context) error {
	d.out.heading("What the plan says to that")
	d.out.say("It puts right what the configuration sets, and leaves alone what it does not:\nthe job title and the new label.")
	if err := d.cli.run(ctx, changes, all, "plan", "-detailed-exitcode", "-out="+planFile); err != nil {
		return err
	}
	have, err := d.cli.planned(ctx)
	if err != nil {
		return err
	}
	return have.is(plan{
		adaAddress: {"update", []string{"company"}},
		zoeAddress: {"update", []string{"label_keys"}},
	})
}

func (d *demo) applyDrift(ctx context.Context) error {
	d.out.heading("That plan is applied")
	if err := d.cli.run(ctx, nothing, work(), "apply", planFile); err != nil {
		return err
	}
	ada, err1 := d.site.personWith(ctx, adaEmail)
	zoe, err2 := d.site.personWith(ctx, zoeEmail)
	labels, err3 := d.site.labels(ctx)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	if ada.Info.Company != adaCompany || ada.Info.JobTitle != jobTitle {
		return fmt.Errorf("ada should have the company %q and the job title %q, but has %q and %q",
			adaCompany, jobTitle, ada.Info.Company, ada.Info.JobTitle)
	}
	for _, name := range []string{takenLabel, newLabel} {
		key, err := called(labels, name)
		if err != nil {
			return err
		}
		if !slices.Contains(zoe.Info.LabelKeys.Items, key) {
			return fmt.Errorf("zoë should carry the label %q, but carries %q", name, zoe.Info.LabelKeys.Items)
		}
	}
	d.out.say("Asked directly, Ada has her company again and the job title still,\nand Zoë carries both %q and %q.", takenLabel, newLabel)
	return nil
}

func (d *demo) planDestroy(ctx context.Context) error {
	d.out.heading("A plan to destroy everything")
	d.out.say("Labels that contacts carry are protected, unless force_destroy is set, as it is here.")
	if err := d.cli.run(ctx, changes, headlines, "plan", "-destroy", "-detailed-exitcode", "-out="+planFile); err != nil {
		return err
	}
	have, err := d.cli.planned(ctx)
	if err != nil {
		return err
	}
	if len(have) != len(d.created) {
		return fmt.Errorf("the plan should destroy the %d objects that were created, but destroys %d", len(d.created), len(have))
	}
	return have.only("delete")
}

func (d *demo) destroy(ctx context.Context) error {
	d.out.heading("Everything is destroyed")
	if err := d.cli.run(ctx, nothing, work(), "apply", planFile); err != nil {
		return err
	}
	if err := d.siteHolds(ctx, 1, 0, 0); err != nil {
		return err
	}
	d.out.say("The site is empty again, but for the label %q:\nthe configuration did not make it, so it stays.", newLabel)
	return nil
}

// wait is for people who want to try something.
func (d *demo) wait(ctx context.Context) error {
	d.out.heading("Your turn")
	d.out.say("The site is there until you press Ctrl-C. In another terminal:\n")
	d.out.say("%scd %s", indent, d.cli.dir)
	for _, pair := range d.cli.settings {
		d.out.say("%sexport %s", indent, pair)
	}
	d.out.say("\nThen change a file and run %s plan. An init is not needed.", d.cli.name())
	<-ctx.Done()
	return nil
}
