package cache

import (
	"context"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// maxKept bounds the memory: no page is read while more contacts are kept.
const maxKept = 20_000

// pager reads the listing of all contacts, one page at a time, beside queries for some of
// them. A page is due only after as many requests were spent on queries (the ski-rental
// rule): whether a run looks for ten contacts of a million or for all of them, the cost
// is at most about twice the optimum.
type pager struct {
	source Source

	queries int
	pages   int
	offset  int    // of the next page
	last    string // id of the last contact read
	gap     bool   // a page did not begin with it: contacts between them can be missing
	whole   bool   // no page is left
	failed  bool   // a page did
}

// due reports whether to read a page, beside so many contacts that are kept.
func (p *pager) due(kept int) bool { return p.queries > p.pages && kept < maxKept && !p.ended() }

func (p *pager) ended() bool { return p.whole || p.failed }

// next reads a page. One that fails is the last, and queries go on alone.
func (p *pager) next(ctx context.Context) []*wix.Contact {
	p.pages++
	from := max(0, p.offset-1)
	page, more, err := p.source.ContactsPage(ctx, from)
	if err != nil {
		p.failed = ctx.Err() == nil // else the caller was cancelled
		return nil
	}
	p.gap = p.gap || from > 0 && (len(page) == 0 || page[0].ID != p.last)
	p.offset, p.whole = from+len(page), !more
	if len(page) > 0 {
		p.last = page[len(page)-1].ID
	}
	return page
}
