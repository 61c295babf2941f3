package acctest

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Interrupt is a Ctrl-C, as the CLI passes it on: calls under way are to end soon.
// Terraform makes no more after it in that command. The channel is closed once the provider
// has said that it is stopped: from then on, plugin-go drops the events of actions.
func (c *Core) Interrupt() (stopped <-chan struct{}) {
	c.t.Helper()
	all := make(chan struct{})
	go func() {
		defer close(all)
		for p := c.server.Load(); p != nil; p = p.planner { // tests let reads of a plan go on beside an apply
			if _, err := p.StopProvider(context.Background(), &tfprotov6.StopProviderRequest{}); err != nil {
				c.t.Error(err)
			}
		}
	}()
	select {
	case <-all:
	case <-time.After(time.Millisecond): // it waits for actions, of which one may be waiting for this
	}
	return all
}
