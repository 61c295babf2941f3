package emulator

import (
	"strings"
	"testing"
	"time"
)

func TestJob_match(t *testing.T) {
	for value, wanted := range map[string]int{"submit": 2, "run": 3} {
		c := start(t, Options{})
		c.set("bulk.match", value)
		c.smiths(2)
		id := c.submit("/delete", `{`+smith+`}`)
		c.smiths(1)
		want(t, c.finish(id), "successTotal", wanted)
	}
	c := start(t, Options{Switches: Switches{BulkMatch: "run", FieldKeys: "plain"}})
	c.field("N", "NUMBER")
	id := c.submit("/delete", `{"filter":{"info.extendedFields.custom.n":1}}`)
	c.ok("DELETE", fieldsPath+"/custom.n", "")
	want(t, c.finish(id), "totalItems", 0)
	c.set("query.lag", "10s")
	c.smiths(1)
	c.set("bulk.match", "submit")
	want(t, c.finish(c.submit("/delete", `{`+smith+`}`)), "totalItems", 0)
}

func TestJob_stuck(t *testing.T) {
	for value, status := range map[string]string{"new": "NEW", "loading": "LOADING", "running": "RUNNING", "indexing": "INDEXING"} {
		c := start(t, Options{})
		c.set("bulk.stuck", value)
		c.smiths(4)
		id := c.submit("/delete", `{`+smith+`}`)
		c.clock.advance(24 * time.Hour)
		job := c.job(id)
		want(t, job, "status", status)
		want(t, job, "finishedDate", nil)
		want(t, job, "successTotal", map[string]int{"running": 2, "indexing": 4}[value])
	}
	c := start(t, Options{Switches: Switches{BulkIndexing: time.Minute, BulkSlow: time.Hour}})
	c.smiths(4)
	id := c.submit("/delete", `{`+smith+`}`)
	c.clock.advance(time.Hour)
	want(t, c.job(id), "status", "RUNNING")
	c.clock.advance(time.Second)
	want(t, c.job(id), "status", "INDEXING")
	want(t, c.job(id), "successTotal", 4)
	c.clock.advance(time.Minute)
	want(t, c.job(id), "status", "COMPLETED")
}

func TestJob_list(t *testing.T) {
	c := start(t, Options{})
	var ids []string
	for range listedJobs + 5 {
		ids = append(ids, c.submit("/delete", `{"search":"nobody"}`))
		c.clock.advance(time.Second)
	}
	list := c.ok("GET", jobsPath, "")["jobs"].([]any)
	if len(list) != listedJobs || idOf(list[0].(object)) != ids[5] || idOf(list[99].(object)) != ids[104] {
		t.Errorf("%d jobs from %s", len(list), show(list[0]))
	}
	c.job(ids[0])
	c.set("envelope", "printed")
	printed := c.ok("GET", olderJobsPath+"/"+ids[0], "")
	want(t, printed, "job.processedCount", 0)
	want(t, printed, "job.successTotal", 0)
	want(t, printed, "job.failedCount", 0)
}

// TestJob_order lets what comes by itself and what a job does happen in the
// order in which it was due, however late somebody looks.
func TestJob_order(t *testing.T) {
	c := start(t, Options{Switches: Switches{RevisionBackground: 700 * time.Millisecond}})
	c.smiths(1)
	c.submit("/update", `{`+smith+`,"info":{"company":"X"}}`)
	c.clock.advance(time.Hour)
	var times []string
	for _, e := range c.server.Events(0) {
		times = append(times, e.Envelope["eventTime"].(string)[14:])
	}
	if got := strings.Join(times, " "); got != "00:00Z 00:00.7Z 00:01Z 00:01.7Z" {
		t.Errorf("events at %s", got)
	}
}
