package emulator

import "net/http"

// labelAnswer is the answer of the calls about one label; NewLabel comes with
// find-or-create only.
type labelAnswer struct {
	Label    wireLabel `json:"label"`
	NewLabel *bool     `json:"newLabel,omitempty"`
}

// labelsAnswer is the answer of list and query; their metadata have different
// names (contract 3.4).
type labelsAnswer struct {
	Labels         []wireLabel     `json:"labels"`
	Metadata       *pagingMetadata `json:"metadata,omitempty"`
	PagingMetadata *pagingMetadata `json:"pagingMetadata,omitempty"`
}

const labelNameLimit = 180

func (s *Server) findOrCreateLabel(c *call) (any, error) {
	var k checker
	name := trimmed(c.sw, k.required(c.body, "", "displayName", labelNameLimit))
	language := k.language(c.body)
	if err := k.err("request"); err != nil {
		return nil, err
	}
	isNew := false
	l := s.labelCalled(c.sw, name, language)
	if l != nil {
		if err := c.found("Label", name); err != nil {
			return nil, err
		}
	} else {
		if n := custom(s.site.labels.all()); n >= s.opts.LabelsQuota {
			e := failure(http.StatusPreconditionRequired, "LABELS_QUOTA_REACHED", "The site has as many labels as it may have.")
			e.data = quota(s.opts.LabelsQuota, n)
			return nil, e
		}
		isNew, l = true, s.addLabel(s.newLabelKey(name), name, c.now)
	}
	out := labelAnswer{l.wire(c.sw, language), &isNew}
	out.Label.CreatedDate, out.Label.UpdatedDate = l.dates(c.sw, isNew)
	return out, nil
}

func (s *Server) getLabel(c *call) (any, error) {
	var k checker
	language := k.language(listObject(c.query))
	if err := k.err("request"); err != nil {
		return nil, err
	}
	key := c.r.PathValue("key")
	l := s.site.labels.get(key)
	if l == nil {
		return nil, missingDefinition(c.sw, "Label", key)
	}
	return labelAnswer{Label: l.wire(c.sw, language)}, nil
}

func (s *Server) renameLabel(c *call) (any, error) {
	name, err := newName(c, "label", labelNameLimit)
	if err != nil {
		return nil, err
	}
	var k checker
	language := k.language(c.body)
	if err := k.err("request"); err != nil {
		return nil, err
	}
	l, err := changeable(c, s.site.labels, "Label")
	if err != nil {
		return nil, err
	}
	if other := s.labelCalled(c.sw, name, language); other != nil && other.key != l.key && c.sw.RenameTaken != "allow" {
		return nil, alreadyExists("Label", name)
	}
	return labelAnswer{Label: s.setLabelName(l, name, c.now).wire(c.sw, language)}, nil
}

func (s *Server) deleteLabel(c *call) (any, error) {
	l, err := changeable(c, s.site.labels, "Label")
	if err != nil {
		return nil, err
	}
	s.dropLabel(l.key, c.now)
	return struct{}{}, nil
}

// listLimits and queryLimits differ in the most labels at once (contract 11,
// row 29).
var (
	labelListLimits  = limits{fallback: 1000, most: 2000, sorts: 100, sortCode: codeInvalidSort}
	labelQueryLimits = limits{fallback: 1000, most: 1000, sorts: 100, sortCode: codeInvalidSort}
)

func (s *Server) listLabels(c *call) (any, error) {
	var k checker
	in := listObject(c.query)
	language := k.language(in)
	narrow := k.readNarrowing(in, "labelType", labelTypes, labelNameLimit)
	q, err := k.readSearch(in, "", labelListLimits)
	if err != nil {
		return nil, err
	}
	q.filter = nil
	moment := c.now.Add(-c.sw.ListLag)
	found, err := selectRows(labelDialect(language), q, userMadeFirst(s.site.labels.asOf(moment)), func(l *label) bool {
		return narrow.admits(l.labelType(), l.namespace, l.displayName(language))
	})
	if err != nil {
		return nil, err
	}
	out := labelPage(c, q, found, language)
	out.Metadata = q.metadata(c.sw, len(out.Labels), len(found))
	return out, nil
}

func (s *Server) queryLabels(c *call) (any, error) {
	var k checker
	language := k.language(c.body)
	in, path := queryObject(&k, c.body)
	q, err := k.readSearch(in, path, labelQueryLimits)
	if err != nil {
		return nil, err
	}
	found, err := selectRows(labelDialect(language), q, userMadeFirst(s.site.labels.asOf(c.now.Add(-c.sw.QueryLag))), nil)
	if err != nil {
		return nil, err
	}
	out := labelPage(c, q, found, language)
	metadata := q.metadata(c.sw, len(out.Labels), len(found))
	if c.sw.Envelope == "printed" {
		out.Metadata = metadata
	} else {
		out.PagingMetadata = metadata
	}
	return out, nil
}

func labelPage(c *call, q search, found []*label, language string) labelsAnswer {
	out := labelsAnswer{Labels: []wireLabel{}}
	for _, l := range page(q, found) {
		out.Labels = append(out.Labels, l.listed(c.sw, language))
	}
	return out
}
