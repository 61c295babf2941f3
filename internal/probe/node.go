package probe

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"time"
)

type object = map[string]any

// node is a place in an answer, which may hold anything or not be there.
type node struct {
	value any
	found bool
}

// parse reads JSON, numbers as they are written. What is no JSON is a node without a value.
func parse(raw []byte) node {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var out any
	if decoder.Decode(&out) != nil || decoder.More() {
		return node{}
	}
	return node{out, true}
}

// at follows member names downwards.
func (n node) at(names ...string) node {
	for _, name := range names {
		members, _ := n.value.(object)
		value, found := members[name]
		n = node{value, found}
	}
	return n
}

// exists tells whether there is something other than null.
func (n node) exists() bool { return n.found && n.value != nil }

func (n node) isObject() bool {
	_, ok := n.value.(object)
	return ok
}

// text is the string here, "" for anything else.
func (n node) text() string {
	text, _ := n.value.(string)
	return text
}

func (n node) list() []node {
	values, _ := n.value.([]any)
	out := make([]node, len(values))
	for i, value := range values {
		out[i] = node{value, true}
	}
	return out
}

// texts are the strings of a list.
func (n node) texts() []string {
	var out []string
	for _, one := range n.list() {
		out = append(out, one.text())
	}
	return out
}

func (n node) isNumber() bool {
	_, ok := n.value.(json.Number)
	return ok
}

// whole is the whole number here, as a number or as text (contract 6.1).
func (n node) whole() (int, bool) {
	text := n.text()
	if number, ok := n.value.(json.Number); ok {
		text = number.String()
	}
	out, err := strconv.Atoi(text)
	return out, err == nil && out >= 0 && out <= math.MaxInt32
}

func (n node) moment() (time.Time, bool) {
	at, err := time.Parse(time.RFC3339Nano, n.text())
	return at, err == nil
}
