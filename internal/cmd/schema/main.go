// Command schema prints the provider's schema in the form in which
// `terraform providers schema -json` prints it, for tools that read that form.
// The documentation generator needs the schemas of actions and list resources,
// which only Terraform 1.14 prints; it goes once such a CLI is what the make
// targets run. Until then it asks the provider in process, whichever CLI is at
// hand.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

// key is the provider's name in the output. The documentation generator looks
// for the short name, not for the full address.
const key = "wix"

func main() {
	server := provider.NewServer(provider.Unreleased, nil)
	if err := write(context.Background(), os.Stdout, server); err != nil {
		log.Fatal(err)
	}
}

// write prints the schemas of the server to w as indented JSON with a stable
// order. A diagnostic of the provider, even a warning, is an error: a schema
// that is doubtful must not become documentation.
func write(ctx context.Context, w io.Writer, server tfprotov6.ProviderServer) error {
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return fmt.Errorf("reading the provider schema: %w", err)
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return fmt.Errorf("reading the resource identity schemas: %w", err)
	}
	if err := check(append(schemas.Diagnostics, identities.Diagnostics...)); err != nil {
		return err
	}

	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(document{
		FormatVersion:   "1.0",
		ProviderSchemas: map[string]providerJSON{key: toProvider(schemas, identities)},
	})
}

func check(diagnostics []*tfprotov6.Diagnostic) error {
	var errs []error
	for _, d := range diagnostics {
		errs = append(errs, fmt.Errorf("%s: %s", d.Summary, d.Detail))
	}
	return errors.Join(errs...)
}
