package cache

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const (
	// gathering is how long the first of some look-ups waits for the others.
	gathering = 10 * time.Millisecond
	// maxPages bounds the memory that pages of the listing take.
	maxPages = 20
)

// Addresses looks contacts up by their e-mail addresses and phones. Look-ups that
// come together share one query, which gives the answer; a page of the whole listing
// is read for each query, until it is known as a whole and answers what is left.
type Addresses struct {
	query func(ctx context.Context, filter map[string]any) ([]*wix.Contact, error)
	page  func(ctx context.Context, offset int) ([]*wix.Contact, bool, error)
	sleep func(context.Context, time.Duration) error

	mu      sync.Mutex
	next    *lookUp // gathers, nil while none does
	turn    wix.KeyedMutex
	queries int
	pages   int
	offset  int
	whole   bool // the listing is known as a whole
	listed  map[string][]*wix.Contact
}

// lookUp is one query and who waits for it.
type lookUp struct {
	emails, phones []string
	waiting        int
	giveUp         func() // once nobody waits any more
	done           chan struct{}
	found          map[string][]*wix.Contact
	err            error
}

// Find gives the contacts that have one of the addresses, as a query or the listing
// has them: both may be behind the writes (contract 3.4).
func (a *Addresses) Find(ctx context.Context, emails, phones []string) ([]*wix.Contact, error) {
	a.mu.Lock()
	mine := a.next
	if mine == nil {
		mine = &lookUp{done: make(chan struct{})}
		a.next = mine
		var shared context.Context
		shared, mine.giveUp = context.WithCancel(context.WithoutCancel(ctx))
		go a.answer(shared, mine)
	}
	mine.waiting++
	mine.emails, mine.phones = append(mine.emails, emails...), append(mine.phones, phones...)
	a.mu.Unlock()
	select {
	case <-ctx.Done():
		a.leave(mine)
		return nil, ctx.Err()
	case <-mine.done:
	}
	var out []*wix.Contact
	for _, mark := range Marks(emails, phones) {
		for _, have := range mine.found[mark] {
			if !slices.ContainsFunc(out, func(x *wix.Contact) bool { return x.ID == have.ID }) {
				out = append(out, have)
			}
		}
	}
	return out, mine.err
}

// leave ends a look-up for which nobody waits any more.
func (a *Addresses) leave(l *lookUp) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if l.waiting--; l.waiting > 0 {
		return
	}
	if l.giveUp(); a.next == l {
		a.next = nil
	}
}

// Marks are addresses in the form in which they are compared.
func Marks(emails, phones []string) (out []string) {
	for _, email := range emails {
		out = append(out, forms.Fold(email))
	}
	for _, phone := range phones {
		out = append(out, forms.FoldPhone(phone))
	}
	return out
}

// answer answers a look-up after others had the time to join it.
func (a *Addresses) answer(ctx context.Context, l *lookUp) {
	defer close(l.done)
	defer l.giveUp()
	if l.err = a.sleep(ctx, gathering); l.err != nil {
		return
	}
	free, err := a.turn.Lock(ctx, "") // one after the other
	if err != nil {
		l.err = err
		return
	}
	defer free()
	a.mu.Lock()
	if a.next == l {
		a.next = nil
	}
	a.mu.Unlock()
	if a.queries > a.pages && a.pages < maxPages && !a.whole {
		a.read(ctx)
	}
	if a.whole {
		l.found = a.listed
		return
	}
	a.queries++
	found, err := a.query(ctx, wix.WithAddress(l.emails, l.phones))
	l.found, l.err = index(nil, found), err
}

// read reads one more page of the listing. Where that fails, queries go on alone.
func (a *Addresses) read(ctx context.Context) {
	page, more, err := a.page(ctx, a.offset)
	if a.pages++; err != nil {
		a.pages = maxPages
		return
	}
	a.offset += len(page)
	a.listed = index(a.listed, page)
	a.whole = !more
}

func index(into map[string][]*wix.Contact, contacts []*wix.Contact) map[string][]*wix.Contact {
	if into == nil {
		into = map[string][]*wix.Contact{}
	}
	for _, have := range contacts {
		var emails, phones []string
		for _, e := range have.Info.Emails.Get().Items {
			emails = append(emails, e.Email)
		}
		for _, p := range have.Info.Phones.Get().Items {
			phones = append(phones, p.Phone)
		}
		for _, mark := range Marks(emails, phones) {
			into[mark] = append(into[mark], have)
		}
	}
	return into
}
