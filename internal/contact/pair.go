package contact

// pair finds for each item of a list its counterpart in another list, each used
// once: -1 where there is none. The ways of comparing are tried in turn, the
// strictest first.
func pair[A, B any](items []A, others []B, same ...func(A, B) bool) []int {
	out := make([]int, len(items))
	for i := range out {
		out[i] = -1
	}
	used := make([]bool, len(others))
	for _, like := range same {
		for i, a := range items {
			if out[i] >= 0 {
				continue
			}
			for j, b := range others {
				if !used[j] && like(a, b) {
					out[i], used[j] = j, true
					break
				}
			}
		}
	}
	return out
}

// refreshList gives the state of an owned list from what the server has: in the
// prior order when it holds the prior items and no others, because the order of
// the server means nothing, else as the server has it.
func refreshList[M, W any](prior []M, have []W, fill bool, merge func(*M, W) M, same ...func(W, M) bool) []M {
	if prior == nil && (!fill || len(have) == 0) {
		return nil
	}
	match := pair(have, prior, same...)
	out := make([]M, len(have))
	ordered := len(have) == len(prior)
	for i := range have {
		if match[i] < 0 {
			out[i], ordered = merge(nil, have[i]), false
			continue
		}
		out[i] = merge(&prior[match[i]], have[i])
	}
	if !ordered {
		return out
	}
	sorted := make([]M, len(out))
	for i, m := range out {
		sorted[match[i]] = m
	}
	return sorted
}

// counterparts gives for each wanted item what the state and what the server has
// of it, nil where they have nothing.
func counterparts[M, W any](want, was []M, have []W, sameM func(M, M) bool, sameW ...func(M, W) bool) (states []*M, servers []*W) {
	states, servers = make([]*M, len(want)), make([]*W, len(want))
	for i, j := range pair(want, was, sameM) {
		if j >= 0 {
			states[i] = &was[j]
		}
	}
	for i, j := range pair(want, have, sameW...) {
		if j >= 0 {
			servers[i] = &have[j]
		}
	}
	return states, servers
}

// refreshText gives the state of an owned text: null stays null, and the spelling
// of the state stays where it means what the server has.
func refreshText(prior *string, have string, fill bool, same func(a, b string) bool) *string {
	switch {
	case prior == nil && (!fill || have == ""):
		return nil
	case prior != nil && same(*prior, have):
		return prior
	case have == "":
		return nil
	}
	return &have
}

// chosen is the text to send for a part of a member that is sent whole: what is
// wanted, nothing where it was wanted before, else what the server has.
func chosen(want, was *string, have string) string {
	switch {
	case want != nil:
		return *want
	case was != nil:
		return ""
	}
	return have
}

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
