// Package wix is a thin client for the Wix Contacts API v4: labels, extended
// fields and contacts.
//
// Every method is a few lines around one generic call. The oddities of the API
// are handled here and nowhere else: conflicting response forms, the meaning
// of a 429, answers that got lost, the ways in which a value can be cleared.
// Facts about the API cite the section of the API contract they come from.
//
// A request passes through the transport stack in this order:
//
//	retry      repeats what is safe to repeat (retry.go)
//	authorize  adds the credential, renews a refused token once (auth.go)
//	identify   adds user agent and accepted type (transport.go)
//	limit      waits for the shared request budget (limiter.go)
//	log        method, path, status, request id; never bodies or secrets
//	buffer     bounds time and size, reads the body whole, insists on JSON
//
// The package knows nothing of Terraform.
package wix
