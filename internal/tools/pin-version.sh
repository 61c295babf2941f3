#!/usr/bin/env bash
# Makes the examples ask for a version of the provider that has what 1.2.3 has, and
# breaks nothing: pin-version.sh 1.2.3 writes ~> 1.2, and 0.1.0 writes ~> 0.1.0.
set -euo pipefail

IFS=. read -r major minor _ <<<"$1"
constraint="~> $major.$minor"
if [ "$major" = 0 ]; then
	constraint+=.0
fi

git grep -lE '^ *source *= "terraform-provider-wix/wix"' -- examples templates internal/cmd internal/examples/testdata |
	while read -r file; do
		awk -v constraint="$constraint" '
			pinned && /^ *version *=/ { pinned = 0; next }
			{ pinned = 0 }
			/^ *source *= "terraform-provider-wix\/wix"/ {
				match($0, /^ */)
				indent = substr($0, 1, RLENGTH)
				print indent "source  = \"terraform-provider-wix/wix\""
				print indent "version = \"" constraint "\""
				pinned = 1
				next
			}
			{ print }
		' "$file" >"$file.pinned"
		mv "$file.pinned" "$file"
	done
