// Package wix is a thin client for the Wix Contacts API v4: labels, extended
// fields and contacts.
//
// Every method is a few lines around one generic call. The oddities of the API
// are handled here and nowhere else: conflicting response forms, the meaning
// of a 429, answers that got lost, the ways in which a value can be cleared.
// Facts about the API cite the section of the API contract they come from.
//
// A call (client.go) passes through these in order:
//
//	retry      repeats what is safe to repeat, takes the answer apart (retry.go, answer.go)
//	authorize  adds the credential, renews a refused token once (auth.go)
//	wire       waits for the shared request budget (limiter.go), bounds time and size,
//	           reads the body whole, logs method, path, status and request id;
//	           never bodies or secrets (transport.go)
//
// A write that must not be repeated blindly is settled when its answer is lost
// (settle.go).
//
// The package knows nothing of Terraform.
package wix
