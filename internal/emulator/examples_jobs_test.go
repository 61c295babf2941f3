package emulator

import (
	"fmt"
	"time"
)

// jobLabels puts the labels of the printed job into the site.
func jobLabels(c *caller, e example) {
	for _, name := range []string{"labelKeysToAdd", "labelKeysToRemove"} {
		for _, key := range asTexts(dig(e.Request, name)) {
			c.holdLabel(key, "", createdMoment, "")
		}
	}
}

// jobAge is how old the printed jobs are, going by the one that is finished.
const jobAge = 3 * time.Minute

// shownJobs brings about the jobs that the response shows: it submits them and
// lets the time pass.
func shownJobs(c *caller, e example) {
	list, _ := dig(e.Response, "jobs").([]any)
	if one := dig(e.Response, "job"); one != nil {
		list = []any{one}
	}
	for _, printed := range list {
		c.submitPrinted(printed.(object))
	}
	c.set("bulk.slow", "off")
	c.clock.advance(jobAge)
}

// pace are the switches that make a job be where it is printed to be when it
// has its age.
var pace = map[string]object{
	"COMPLETED": {"bulk.slow": (jobAge - jobNew - jobRun).String(), "bulk.stuck": "off"},
	// A third of the work is done, and not more.
	"RUNNING": {"bulk.slow": (3*(jobAge-jobNew) - jobRun - time.Second).String(), "bulk.stuck": "off"},
	"LOADING": {"bulk.stuck": "loading"},
	"NEW":     {"bulk.stuck": "new"},
}

func (c *caller) submitPrinted(printed object) {
	number := func(name string) (n int) {
		_, _ = fmt.Sscan(show(printed[name]), &n)
		return n
	}
	kind := printed["type"].(string)
	for i := range number("totalItems") {
		id, err := c.server.PutContact(object{"name": object{"last": kind}})
		if err == nil && i < number("failedCount") {
			err = c.server.MakeMember(id)
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
	c.holdLabel("custom.job", "", createdMoment, "")
	for name, value := range pace[printed["status"].(string)] {
		c.set(name, value.(string))
	}
	call := map[string][2]string{
		jobDelete:       {"/delete", ``},
		jobUpdate:       {"/update", `,"info":{"company":"X"}`},
		jobAddLabels:    {"/add-remove-labels", `,"labelKeysToAdd":["custom.job"]`},
		jobRemoveLabels: {"/add-remove-labels", `,"labelKeysToRemove":["custom.job"]`},
	}[kind]
	c.ok("POST", bulkPath+call[0], `{"filter":{"info.name.last":"`+kind+`"}`+call[1]+`}`)
	c.server.site.jobs[len(c.server.site.jobs)-1].id = idOf(printed)
}
