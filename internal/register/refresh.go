package register

import "slices"

// Refresh records that an object is read for the state. With -minimal-refresh, Terraform
// plans each object before, reads those that change, and plans these anew: what was entered
// for the object before its first read is forgotten. But not a destroy, which Terraform
// plans once: that of a resource that has left the configuration before the read.
func (r *Register) Refresh(typ, id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := key{typ: typ, id: id}
	if r.refreshed[k] {
		return
	}
	if r.refreshed == nil {
		r.refreshed = map[key]bool{}
	}
	r.refreshed[k] = true
	for _, c := range slices.Clone(r.changes[k]) {
		if !c.Destroyed && (c.ID == id || c.Replaces == id) {
			r.forget(c)
		}
	}
}

func (r *Register) forget(c *Change) {
	for _, k := range c.keys() {
		r.changes[k] = slices.DeleteFunc(r.changes[k], func(other *Change) bool { return other == c })
	}
}
