package entity

// Face is where a person meets an error: it words what to do next.
type Face struct {
	// again is how to try again: "apply again".
	again string
	// cut is the step after a request that was cut off.
	cut string
	// missing is the step for an object that does not exist, conflict that for one that
	// is in the way of another.
	missing, conflict string
}

var inResource = Face{
	again:    "apply again",
	cut:      "What was done before is in the state. Run the command again to go on.",
	missing:  "It was deleted or merged since the last refresh. Run plan again to see what is left to do.",
	conflict: "Choose another name or value, or import the object that exists.",
}

// InRead is that of data sources and list resources.
var InRead = Face{
	again:    "run the command again",
	cut:      "Run the command again.",
	missing:  "Correct the id or key in the configuration, then run the command again.",
	conflict: "Correct the configuration as the message says, then run the command again.",
}

// InAction is that of actions.
var InAction = Face{
	again:    "invoke the action again",
	cut:      "Invoke the action again.",
	missing:  "Correct the id or key in the configuration of the action, or remove it, then invoke the action again.",
	conflict: "Look at the objects that the message names, then invoke the action again.",
}
