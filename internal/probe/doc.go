// Package probe asks a site each open question of the contract that can be asked without
// harm, and tells how an emulator behaves like that site.
//
// A question is one row of the table in questions.go and a short function that asks it. The
// probe works on labels, extended fields and contacts that it makes itself, under a prefix
// of its own, and removes them at the end. It takes nothing about an answer for granted: what
// fits no value that a question can have is told as such, and never guessed.
package probe
