package wix

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
)

// Defaults of [Options].
const (
	// DefaultEndpoint is the public API host (contract 1.1).
	DefaultEndpoint = "https://www.wixapis.com"
	// DefaultRequestsPerMinute is the documented limit of a site (contract 1.4).
	DefaultRequestsPerMinute = 200
	// DefaultMaxRetries bounds the repeats of one call.
	DefaultMaxRetries = 5
	// DefaultRequestTimeout bounds one attempt of one call.
	DefaultRequestTimeout = 60 * time.Second
	// DefaultMaxContacts bounds the contacts of a listing that is held.
	DefaultMaxContacts = 10_000
)

// Clock tells and spends time, so that tests need not.
type Clock interface {
	Now() time.Time
	// Sleep returns after d, or with the context's error when it ends earlier.
	Sleep(ctx context.Context, d time.Duration) error
}

// Options configure a [Client]. The zero value of each member but Credentials
// stands for its default.
type Options struct {
	// Endpoint is the base URL; plain http is accepted for loopback addresses only.
	Endpoint string
	// Credentials is an [APIKey] or an [App].
	Credentials Credentials
	// RequestsPerMinute is the budget that all calls of the client share.
	// 0 stands for no limit.
	RequestsPerMinute int
	// MaxRetries bounds the repeats of one call; 0 stands for none.
	MaxRetries int
	// RequestTimeout bounds one attempt, reading of the body included.
	RequestTimeout time.Duration
	// RetryWaitMax bounds the wait between two attempts of a failing call.
	RetryWaitMax time.Duration
	// UserAgent is sent with each request.
	UserAgent string
	// Transport sends requests; nil stands for one that honours the proxy
	// variables of the environment.
	Transport http.RoundTripper
	// Clock is replaced in tests.
	Clock Clock
	// MaxContacts bounds how many contacts a listing that is held may have, and with 10
	// KiB for each the memory that they take.
	MaxContacts int
	// Secrets gets the credentials, which no text of the client shows; nil is none that
	// anybody shares.
	Secrets *sanitize.Secrets
	// Log receives one line per attempt; nil is silent.
	Log func(ctx context.Context, message string, fields map[string]any)
	// Warn receives a line for each answer that contradicts the contract; nil is silent.
	Warn func(ctx context.Context, message string, fields map[string]any)
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = realClock{}
	}
	if o.RequestTimeout <= 0 {
		o.RequestTimeout = DefaultRequestTimeout
	}
	if o.RetryWaitMax <= 0 {
		o.RetryWaitMax = maxBackoff
	}
	if o.MaxContacts <= 0 {
		o.MaxContacts = DefaultMaxContacts
	}
	if o.Secrets == nil {
		o.Secrets = &sanitize.Secrets{}
	}
	if o.Transport == nil {
		o.Transport = http.DefaultTransport
	}
	return o
}

type realClock struct{}

func (realClock) Now() time.Time { return time.Now() }

func (realClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// ParseEndpoint checks a base URL: absolute, without user, query or fragment,
// https unless the host is a loopback address, so that no credential travels
// in the clear.
func ParseEndpoint(endpoint string) (*url.URL, error) {
	if endpoint == "" {
		endpoint = DefaultEndpoint
	}
	u, err := url.Parse(endpoint)
	switch {
	case err != nil || u.Hostname() == "":
		return nil, errors.New("it is not an absolute URL such as " + DefaultEndpoint)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("it must not hold a user, a query or a fragment")
	case u.Scheme == "https":
		return u, nil
	case u.Scheme != "http":
		return nil, errors.New("its scheme must be https")
	case !IsLoopback(u.Hostname()):
		return nil, errors.New("plain http would send the credential unencrypted; it is accepted for loopback addresses only")
	}
	return u, nil
}

// IsLoopback tells whether a host is this machine.
func IsLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// checkHeaderValue refuses what net/http would echo in an error text.
func checkHeaderValue(name, value string) error {
	for _, r := range value {
		if unicode.IsControl(r) || r > unicode.MaxASCII {
			return fmt.Errorf("%s holds a line break or another character that no header can carry", name)
		}
	}
	return nil
}
