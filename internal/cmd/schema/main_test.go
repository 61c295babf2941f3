package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
)

func TestWriteEveryKind(t *testing.T) {
	want, err := os.ReadFile("testdata/zoo.json")
	if err != nil {
		t.Fatal(err)
	}

	var have bytes.Buffer
	if err := write(t.Context(), &have, providerserver.NewProtocol6(fake{})()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have.Bytes(), want) {
		t.Errorf("the output differs from testdata/zoo.json:\n%s", have.Bytes())
	}
}

func TestWriteRefusesDiagnostics(t *testing.T) {
	var out bytes.Buffer
	err := write(t.Context(), &out, providerserver.NewProtocol6(fake{warning: "who knows"})())
	if err == nil || err.Error() != "Doubtful: who knows" {
		t.Errorf("error is %v", err)
	}
	if out.Len() > 0 {
		t.Errorf("printed %q", out.String())
	}
}
