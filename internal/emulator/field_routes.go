package emulator

import "net/http"

// fieldAnswer is the answer of the calls about one field; NewField comes with
// find-or-create only.
type fieldAnswer struct {
	Field    wireField `json:"field"`
	NewField *bool     `json:"newField,omitempty"`
}

type fieldsAnswer struct {
	Fields         []wireField     `json:"fields"`
	Metadata       *pagingMetadata `json:"metadata,omitempty"`
	PagingMetadata *pagingMetadata `json:"pagingMetadata,omitempty"`
}

const fieldNameLimit = 150

// findOrCreateField ignores dataType when the name exists (contract 5.2).
func (s *Server) findOrCreateField(c *call) (any, error) {
	var k checker
	name := trimmed(c.sw, k.required(c.body, "", "displayName", fieldNameLimit))
	dataType := k.enum(c.body, "", "dataType", dataTypes)
	if err := k.err("request"); err != nil {
		return nil, err
	}
	isNew := false
	f := s.fieldCalled(c.sw, name)
	if f != nil {
		if err := c.found("Extended field", name); err != nil {
			return nil, err
		}
	} else {
		if custom(s.site.fields.all()) >= s.opts.FieldsQuota {
			return nil, failure(http.StatusTooManyRequests, "FIELDS_QUOTA_EXCEEDED", "The site has as many extended fields as it may have.")
		}
		if !dataType.given() {
			dataType.value = typeText
		}
		isNew, f = true, s.addField(s.newFieldKey(name), name, dataType.value, c.now)
	}
	out := fieldAnswer{f.wire(c.sw), &isNew}
	out.Field.CreatedDate, out.Field.UpdatedDate = f.dates(c.sw, isNew)
	return out, nil
}

// oneField is a field by itself, bare in the printed examples (Appendix A).
func oneField(sw Switches, f *field) any {
	if sw.Envelope == "printed" {
		return f.wire(sw)
	}
	return fieldAnswer{Field: f.wire(sw)}
}

func (s *Server) getField(c *call) (any, error) {
	key := c.r.PathValue("key")
	f := s.site.fields.get(key)
	if f == nil {
		return nil, missingDefinition(c.sw, "Extended field", key)
	}
	return oneField(c.sw, f), nil
}

func (s *Server) renameField(c *call) (any, error) {
	name, err := newName(c, "field", fieldNameLimit)
	if err != nil {
		return nil, err
	}
	f, err := changeable(c, s.site.fields, "Extended field")
	if err != nil {
		return nil, err
	}
	if other := s.fieldCalled(c.sw, name); other != nil && other.key != f.key && c.sw.RenameTaken != "allow" {
		return nil, alreadyExists("Extended field", name)
	}
	return oneField(c.sw, s.setFieldName(f, name, c.now)), nil
}

func (s *Server) deleteField(c *call) (any, error) {
	f, err := changeable(c, s.site.fields, "Extended field")
	if err != nil {
		return nil, err
	}
	s.dropField(f.key, c.now)
	return struct{}{}, nil
}

// fieldLimits has no greatest limit: none is documented (contract 1.4).
var fieldLimits = limits{fallback: 100, sorts: 1, sortCode: codeInvalidSort}

func (s *Server) listFields(c *call) (any, error) {
	var k checker
	in := listObject(c.query)
	narrow := k.readNarrowing(in, "fieldType", fieldTypes, fieldNameLimit)
	q, err := k.readSearch(in, "", fieldLimits)
	if err != nil {
		return nil, err
	}
	q.filter = nil
	found, err := selectRows(fieldDialect, q, newestFirst(s.site.fields.asOf(c.now.Add(-c.sw.ListLag))), func(f *field) bool {
		return narrow.admits(f.fieldType(), f.namespace, f.name)
	})
	if err != nil {
		return nil, err
	}
	out := fieldPage(c, q, found)
	out.Metadata = q.metadata(c.sw, len(out.Fields), len(found))
	return out, nil
}

func (s *Server) queryFields(c *call) (any, error) {
	var k checker
	in, path := queryObject(&k, c.body)
	q, err := k.readSearch(in, path, fieldLimits)
	if err != nil {
		return nil, err
	}
	found, err := selectRows(fieldDialect, q, newestFirst(s.site.fields.asOf(c.now.Add(-c.sw.QueryLag))), nil)
	if err != nil {
		return nil, err
	}
	out := fieldPage(c, q, found)
	metadata := q.metadata(c.sw, len(out.Fields), len(found))
	if c.sw.Envelope == "printed" {
		out.Metadata = metadata
	} else {
		out.PagingMetadata = metadata
	}
	return out, nil
}

func fieldPage(c *call, q search, found []*field) fieldsAnswer {
	out := fieldsAnswer{Fields: []wireField{}}
	for _, f := range page(q, found) {
		out.Fields = append(out.Fields, f.listed(c.sw))
	}
	return out
}
