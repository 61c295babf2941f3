package wix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

// ErrNotJSON is met where something other than the API answers with status 200.
var ErrNotJSON = errors.New("the answer is not JSON")

const undocumentedForm = "the answer does not have the documented form"

// read takes the members of an answer apart. A delete may be answered by nothing.
func (x *exchange) read(response *http.Response) error {
	if response.StatusCode >= 300 {
		return nil
	}
	if x.raw = peek(response); x.method == http.MethodDelete && len(x.raw) == 0 {
		return nil
	}
	err := json.Unmarshal(x.raw, &x.members)
	if _, broken := errors.AsType[*json.SyntaxError](err); broken {
		return ErrNotJSON
	}
	return nil // an answer without members is told where one is missed
}

// decode reads JSON, numbers as they are written.
func decode(data json.RawMessage, out any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	return decoder.Decode(out)
}

// one reads an object that an answer holds in a member, or bare, as some printed
// examples have it (contract Appendix A).
func one[T any](ctx context.Context, c *Client, in call, member string, valid func(*T) bool) (*T, *exchange, error) {
	x, err := c.do(ctx, in)
	if err != nil {
		return nil, x, err
	}
	data := x.members[member]
	if data == nil {
		data = x.raw
	}
	out := new(T)
	if decode(data, out) != nil || !valid(out) {
		return nil, x, x.undocumented(undocumentedForm)
	}
	return out, x, nil
}
