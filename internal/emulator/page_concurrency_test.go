package emulator

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// TestPage_concurrent looks at a site while it changes; it is the race
// detector that judges.
func TestPage_concurrent(t *testing.T) {
	c := start(t, Options{Seed: 30, Switches: Switches{RevisionBackground: 1}})
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			w := &quietCaller{server: c.server, header: c.header}
			for step := range 10 {
				w.everything(worker, step)
			}
			if w.err != nil {
				t.Error(w.err)
			}
		})
		group.Go(func() {
			for page := range 10 {
				out := httptest.NewRecorder()
				path := fmt.Sprintf("http://localhost/?q=e&sort=name&page=%d&contact=%s", page, noOne)
				c.server.ServeHTTP(out, httptest.NewRequestWithContext(t.Context(), "GET", path, nil))
				if out.Code != http.StatusOK {
					t.Error(out.Code, out.Body)
				}
			}
		})
	}
	group.Wait()
}
