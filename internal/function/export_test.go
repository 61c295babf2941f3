package function

// ParseContacts parses a table for the benchmark, without the framework's conversion.
func ParseContacts(text string) int { return len(parse(text).contacts) }
