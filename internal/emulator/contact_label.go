package emulator

import (
	"fmt"
	"net/http"
)

const maxLabelsAtOnce = 100

// readLabelKeys takes the union of body and query: both transports of unlabel
// have support (contract 6.9).
func readLabelKeys(c *call, query []string) ([]string, error) {
	var k checker
	keys := addMissing(k.texts(c.body, "", "labelKeys", 0).value, query...)
	switch {
	case len(k.found) > 0:
	case len(keys) == 0:
		k.add("labelKeys", ruleMinSize, "must have at least 1 element", threshold(1))
	case len(keys) > maxLabelsAtOnce:
		k.add("labelKeys", ruleMaxSize, fmt.Sprintf("must have at most %d elements", maxLabelsAtOnce), threshold(maxLabelsAtOnce))
	}
	return keys, k.err("request")
}

func (s *Server) labelContact(c *call) (any, error) {
	keys, err := readLabelKeys(c, nil)
	if err != nil {
		return nil, err
	}
	have, err := s.find(c)
	if err != nil {
		return nil, err
	}
	known, err := s.resolveLabels(keys, c)
	if err != nil && c.sw.LabelUnknownKey != "partial" {
		return nil, err
	}
	next := s.setLabels(have, addMissing(have.info.labelKeys, known...), c.now)
	if err != nil {
		return nil, err
	}
	return oneContact(c, next), nil
}

func (s *Server) unlabelContact(c *call) (any, error) {
	keys, err := readLabelKeys(c, c.query["labelKeys"])
	if err != nil {
		return nil, err
	}
	have, err := s.find(c)
	if err != nil {
		return nil, err
	}
	if err := s.unlabelable(keys, c.sw); err != nil {
		return nil, err
	}
	return oneContact(c, s.setLabels(have, removeKeys(have.info.labelKeys, keys...), c.now)), nil
}

// unlabelable refuses keys of no label (contract 11, row 13).
func (s *Server) unlabelable(keys []string, sw Switches) error {
	unknown := map[string]bool{}
	for _, key := range keys {
		if s.site.labels.get(key) == nil {
			unknown[key] = true
		}
	}
	if len(unknown) == 0 || sw.UnlabelUnknownKey == "200" {
		return nil
	}
	return unknownLabels(unknown, statusOf(sw.UnlabelUnknownKey, http.StatusBadRequest))
}
