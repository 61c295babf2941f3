package contact

import (
	"encoding/json"
	"slices"
)

// UnmarshalJSON reads an ownership without the items that are null: a damaged
// state is no reason to crash.
func (o *ownership) UnmarshalJSON(data []byte) error {
	type members ownership
	if err := json.Unmarshal(data, (*members)(o)); err != nil {
		return err
	}
	o.Items = slices.DeleteFunc(o.Items, func(item *ownership) bool { return item == nil })
	return nil
}
