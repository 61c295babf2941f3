package probe

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
	"golang.org/x/time/rate"
)

// mostContacts is the size of a site from which on the probe asks for LargeSite.
const mostContacts = 2000

// Options say which site is asked, and how.
type Options struct {
	Endpoint   *url.URL
	Credential Credential
	Transport  http.RoundTripper
	Clock      wix.Clock
	UserAgent  string
	// LargeSite allows a site with more than 2,000 contacts.
	LargeSite bool
	// Progress is told of each question before it is asked; nil is silent.
	Progress func(text string)
}

func (o Options) client() *client {
	c := &client{
		base: o.Endpoint, credential: o.Credential, transport: o.Transport, clock: o.Clock, userAgent: o.UserAgent,
		secrets: &sanitize.Secrets{},
		limit:   rate.NewLimiter(rate.Limit(float64(wix.DefaultRequestsPerMinute-burst)/60), burst),
		most:    mostAsking, mostSilent: mostSilence,
	}
	for _, secret := range []string{o.Credential.Key, o.Credential.AppSecret} {
		c.secrets.Add(secret)
	}
	return c
}

func newSite(c *client) *site {
	letters := make([]byte, 10)
	for i := range letters {
		letters[i] = byte('a' + rand.IntN(26))
	}
	s := &site{
		client: c, prefix: namePrefix + string(letters),
		definitions: map[string]*definition{}, contacts: map[string]*contact{}, values: map[string]string{},
	}
	c.recorder.prefix = s.prefix
	return s
}

// Run asks all questions and removes what it has made, also when the context ends before.
// The error says why nothing could be asked.
func Run(ctx context.Context, o Options) (*Report, error) {
	s := newSite(o.client())
	if err := s.admit(ctx, o.LargeSite); err != nil {
		return nil, err
	}
	report := &Report{secrets: s.secrets}
	for _, q := range questions {
		if o.Progress != nil {
			o.Progress(q.text)
		}
		f := untold("the probe was interrupted")
		if ctx.Err() == nil {
			f = q.ask(ctx, s)
		}
		s.values[q.name] = f.value
		report.rows = append(report.rows, row{q, f})
	}
	if o.Progress != nil {
		o.Progress("Removing what the probe has made.")
	}
	report.Left = s.tidy(context.WithoutCancel(ctx))
	report.Requests, report.pairs = s.sent, s.recorder.pairs
	report.Interrupted = ctx.Err() != nil
	return report, nil
}

// admit asks how many contacts there are: with a page of one contact, of which only the date
// is asked for, and where no total is told, with one beyond the bound.
func (s *site) admit(ctx context.Context, largeSite bool) error {
	page := func(offset int) *answer {
		return s.send(ctx, request{method: http.MethodGet, path: contacts.path, repeatable: true, query: url.Values{
			"paging.limit": {"1"}, "paging.offset": {strconv.Itoa(offset)}, "fields": {"createdDate"},
		}})
	}
	a := page(0)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if a.status == http.StatusUnauthorized || a.status == http.StatusForbidden || a.status == 0 {
		return fmt.Errorf("the site cannot be asked: %s", s.secrets.Text(a.outcome()))
	}
	if largeSite {
		return nil
	}
	total, ok := a.metadata().at("total").whole()
	if a.ok() && !ok {
		beyond := page(mostContacts)
		if ok = beyond.ok() && isList(beyond.body.at("contacts")); len(beyond.body.at("contacts").list()) > 0 {
			total = mostContacts + 1
		}
	}
	switch {
	case !ok:
		return fmt.Errorf("how many contacts the site has could not be told (%s): allow any number with -large-site", s.secrets.Text(a.outcome()))
	case total > mostContacts:
		return errors.New("the site has more than 2,000 contacts: allow it with -large-site")
	}
	return nil
}

// Clean looks for what runs that were killed have left, asks whether to remove it, and does.
// It looks a second time after a while, for what the site shows late. It returns what it
// could not remove, in words.
func Clean(ctx context.Context, o Options, confirm func(found []string) bool) (removed int, left []string, err error) {
	s := &site{client: o.client()}
	s.most = 100 * MostRequests
	found := []string{}
	for _, k := range []*kind{contacts, labels, fields} {
		objects, ok := s.lookFor(ctx, k, namePrefix)
		if !ok {
			left = append(left, "not all "+k.list+" could be looked through")
		}
		for id, name := range objects {
			found = append(found, s.secrets.Text(k.noun+" "+id+" ("+name+")"))
		}
	}
	switch {
	case ctx.Err() != nil:
		return 0, nil, ctx.Err()
	case len(left) == 3:
		return 0, left, errors.New("the site does not let the probe in, or does not answer as the API does")
	case len(found) > 0 && !confirm(found):
		return 0, found, nil
	}
	left = s.sweep(ctx, namePrefix)
	if err := s.clock.Sleep(ctx, patience); err != nil {
		return 0, left, err
	}
	left = s.sweep(ctx, namePrefix)
	for _, e := range s.journal.entries {
		if e.gone {
			removed++
			continue
		}
		left = append(left, s.secrets.Text(e.kind.noun+" "+e.id+" ("+e.name+")"))
	}
	return removed, left, ctx.Err()
}
