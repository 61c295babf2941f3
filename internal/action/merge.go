package action

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// NewMerge makes the action wix_contact_merge.
func NewMerge() action.Action {
	return &definition{
		name: "wix_contact_merge",
		description: "Merges contacts into one. A merge cannot be undone.\n\nThe target keeps what it has, gets the e-mails, phones, addresses and labels of the sources, " +
			"and takes over texts and values where it has none. The sources are deleted. Site members and Wix users can be the target only. " +
			"The action shows what is combined before it merges, and says what else came from a source that was changed after that.\n\n" +
			"The credential needs the permission Manage Contacts. Requires Terraform 1.14 or later.",
		attributes: map[string]schema.Attribute{
			"target_id": schema.StringAttribute{
				MarkdownDescription: "The id of the contact that stays.", Required: true,
				Validators: []validator.String{entity.NotBlank},
			},
			"source_ids": schema.ListAttribute{
				MarkdownDescription: "The ids of the contacts to merge into it, 1 to 5. Where the target has no value, the first of them that has one gives it.",
				ElementType:         types.StringType, Required: true,
				Validators: slices.Concat(entity.ChosenList, []validator.List{listvalidator.SizeAtMost(wix.MaxMergeSources)}),
			},
			"target_revision": schema.Int64Attribute{
				MarkdownDescription: "The expected revision of the target, such as `wix_contact.example.revision`. If the target has another one, nothing is merged. By default, the revision at the start of the action.",
				Optional:            true,
			},
		},
		parse: parseMerge,
	}
}

// merger is one invocation of the action.
type merger struct {
	*invocation
	target   string
	sources  []string
	revision types.Int64 // required, or null
}

// parseMerge reads a configuration. It returns nil where a value is invalid, which it
// reports, or not known yet.
func parseMerge(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) runner {
	if !config.Raw.IsFullyKnown() {
		return nil
	}
	var m struct {
		Target   string      `tfsdk:"target_id"`
		Sources  []string    `tfsdk:"source_ids"`
		Revision types.Int64 `tfsdk:"target_revision"`
	}
	if d := config.Get(ctx, &m); d.HasError() {
		diags.Append(d...)
		return nil
	}
	refuse := func(at path.Path, problem string) runner {
		diags.AddAttributeError(at, "The contacts cannot be merged.", fmt.Sprintf("%s: %s Nothing was sent.", at, problem))
		return nil
	}
	m.Target = forms.ID(strings.TrimSpace(m.Target))
	for i, id := range m.Sources {
		m.Sources[i] = forms.ID(strings.TrimSpace(id))
	}
	for i, id := range m.Sources {
		at := path.Root("source_ids").AtListIndex(i)
		switch {
		case id == m.Target:
			return refuse(at, "the target is among the sources. Leave it out.")
		case slices.Contains(m.Sources[:i], id):
			return refuse(at, "the id is given twice. Leave one out.")
		}
	}
	return &merger{target: m.Target, sources: m.Sources, revision: m.Revision}
}

// run reads the target, previews and merges. A revision also moves by itself shortly
// after a write (contract 6.6): unless target_revision requires one, a target that has
// moved since the preview is previewed and merged once more.
func (m *merger) run(ctx context.Context, invoked *invocation) {
	m.invocation = invoked
	for retried := false; ; retried = true {
		have := m.readTarget(ctx)
		if have == nil {
			return
		}
		preview, err := m.Client.PreviewMerge(ctx, m.target, m.sources)
		if err != nil {
			m.addMergeError(err)
			return
		}
		m.reportPreview(have, preview)
		merged, err := m.Client.MergeContacts(ctx, m.target, have.Revision, m.sources)
		for _, id := range slices.Concat(m.sources, []string{m.target}) {
			m.Cache.Contacts.Wrote(id)
		}
		if err == nil {
			m.warnOfMore(preview, merged)
			m.sendProgress("%s merged into %s, which is now at revision %d.", contacts(len(m.sources), "is", "are"), merged.ID, merged.Revision)
			return
		}
		switch moved := isConflict(err) && m.hasMoved(ctx, have.Revision); {
		case !moved:
			m.addMergeError(err)
			return
		case retried || !m.revision.IsNull():
			m.diags.AddError("The target was changed meanwhile.",
				fmt.Sprintf("The contact %s was changed between the preview and the merge. Nothing was merged. Look at it, and invoke the action again.", m.target))
			return
		}
		m.sendProgress("The target was changed meanwhile and is looked at again.")
	}
}

// readTarget returns the target, or nil where it has reported why nothing can be merged
// into it.
func (m *merger) readTarget(ctx context.Context) *wix.Contact {
	have, err := m.Client.GetContact(ctx, m.target)
	switch {
	case wix.IsNotFound(err):
		m.diags.AddAttributeError(path.Root("target_id"), "The site has no such contact.",
			fmt.Sprintf("There is no contact %s. Nothing was merged. Correct the id.", m.target))
	case err != nil:
		m.diags.Append(entity.InAction.Diagnose(err, entity.NoPath)...)
	case !forms.SameID(have.ID, m.target):
		m.diags.AddAttributeError(path.Root("target_id"), "The contact was merged into another one.",
			fmt.Sprintf("The contact %s was merged into %s. Nothing was merged. Use that id.", m.target, have.ID))
	case !m.revision.IsNull() && m.revision.ValueInt64() != int64(have.Revision):
		m.diags.AddAttributeError(path.Root("target_revision"), "The target was changed meanwhile.",
			fmt.Sprintf("The contact %s is at revision %d, not at %d. Nothing was merged. Look at it, and invoke the action with the new revision.", m.target, have.Revision, m.revision.ValueInt64()))
	default:
		return have
	}
	return nil
}

// hasMoved reports whether the target has another revision than the one it had.
func (m *merger) hasMoved(ctx context.Context, had wix.Revision) bool {
	have, err := m.Client.GetContact(ctx, m.target)
	return err == nil && forms.SameID(have.ID, m.target) && have.Revision != had
}

// isConflict reports whether a moved revision may explain an error (contract 11, row 8).
func isConflict(err error) bool {
	var e *wix.Error
	return errors.As(err, &e) && (e.Status == http.StatusConflict || e.Status == http.StatusPreconditionRequired)
}

// addMergeError reports why a preview or a merge failed.
func (m *merger) addMergeError(err error) {
	var e *wix.Error
	switch {
	case wix.IsLost(err):
		m.diags.AddError("The contacts may have been merged, but the answer was lost.",
			fmt.Sprintf("%s. Look at the contact %s in the dashboard. If it has not taken in the others, invoke the action again.", entity.Capital(err.Error()), m.target))
	case wix.IsNotFound(err):
		m.diags.AddAttributeError(path.Root("source_ids"), "A contact to merge does not exist.",
			fmt.Sprintf("%s. Nothing was merged. One of %s was deleted, or merged before. Remove its id.", entity.Capital(err.Error()), strings.Join(m.sources, ", ")))
	case errors.As(err, &e) && (e.Status == http.StatusPreconditionRequired || e.Code == "ILLEGAL_MERGE"):
		m.diags.AddAttributeError(path.Root("source_ids"), "Wix does not merge these contacts.",
			fmt.Sprintf("%s. Nothing was merged. Site members and Wix users can be the target of a merge but no source: make such a contact the target.", entity.Capital(err.Error())))
	default:
		m.diags.Append(entity.InAction.Diagnose(err, entity.AtAttribute("source_ids"))...)
	}
}
