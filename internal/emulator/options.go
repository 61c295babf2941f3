package emulator

import (
	"context"
	"time"
)

// Options configure a Server. The zero value is a site that lets everybody in,
// holds nothing but the system labels and fields, and runs on the real clock.
type Options struct {
	// APIKey is the only key let in; empty lets in any non-empty key
	// (contract 1.2).
	APIKey string
	// SiteID is the only site known; empty lets in any GUID in wix-site-id.
	SiteID string

	// AppID, AppSecret and InstanceID are what POST /oauth2/token expects;
	// an empty one accepts anything (contract 1.2).
	AppID, AppSecret, InstanceID string

	// Permissions are the permission ids granted to whoever calls
	// (contract 1.2); nil grants all of them. The two extra permissions about
	// members are granted only when they are named here.
	Permissions []string

	// Seed is the number of contacts the site starts with. They are the same
	// for the same number, and bring a few labels and fields along.
	Seed int

	// Switches settle what the contract leaves open (section 11).
	Switches Switches

	// RequestsPerMinute is the rate above which calls are answered 429; 0 is
	// no limit.
	RequestsPerMinute int

	// Hosts are further host names under which the Server answers over a
	// connection, beside localhost and the addresses of this machine.
	Hosts []string

	// Token is what the control surface asks for as "Authorization: Bearer", and
	// the page as its parameter token; without it, neither asks.
	Token string

	// LabelsQuota and FieldsQuota are the most user-made labels and fields of
	// the site; 0 means 1000 and 100.
	LabelsQuota, FieldsQuota int

	// Latency is added to every request, through Sleep.
	Latency time.Duration

	// Now is the clock; nil is that of Clock or, without one, time.Now.
	Now func() time.Time

	// Clock is a clock that the control surface shows and moves. It tells the
	// time unless Now does; latency and the delays of faults take real time.
	Clock *Clock

	// Sleep waits, or returns the context's error; nil waits in real time.
	Sleep func(context.Context, time.Duration) error

	// NewID makes GUIDs and, through them, the random tails of keys; nil is a
	// generator that gives the same sequence to every Server. It is called
	// with the Server's lock held and must not call back.
	NewID func() string
}

const (
	defaultLabelsQuota = 1000
	defaultFieldsQuota = 100
)

func (o Options) withDefaults() Options {
	if o.LabelsQuota == 0 {
		o.LabelsQuota = defaultLabelsQuota
	}
	if o.FieldsQuota == 0 {
		o.FieldsQuota = defaultFieldsQuota
	}
	switch {
	case o.Now != nil:
	case o.Clock != nil:
		o.Now = o.Clock.Now
	default:
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return o
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
