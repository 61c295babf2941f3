#!/bin/sh
# Writes the contacts that are new since the last run to new-contacts.json, and
# hands them to the command that is given.
set -eu
rm -f terraform.tfstate terraform.tfstate.backup
terraform apply -auto-approve
terraform output -json new >new-contacts.json
"$@" new-contacts.json
# Only now, when they have been taken, are they not new any more.
terraform output -json next >last-run.json.part
mv last-run.json.part last-run.json
