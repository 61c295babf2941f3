#!/bin/sh
# Tests find-cli.sh with programs that only pretend to be a CLI, or Go.

set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
tmp=$(CDPATH='' cd -- "$tmp" && pwd -P)
failed=0

# A tree of its own, because a build writes into bin/; and a PATH on which the
# CLIs of this machine are not found.
mkdir -p "$tmp/repo/internal/tools/opentofu" "$tmp/repo/bin" "$tmp/system" "$tmp/path"
cp "$here/find-cli.sh" "$tmp/repo/internal/tools/"
touch -t 202001010000 "$tmp/repo/internal/tools/opentofu/go.mod"
for tool in cat chmod dirname find mv sed sh; do
	ln -s "$(command -v "$tool")" "$tmp/system/$tool"
done

# cli FILE PRODUCT VERSION makes a CLI that, like the real ones, complains on
# stdout about a configuration file that is not there.
cli() {
	cat >"$1" <<-END
		#!/bin/sh
		if [ ! -e "\${TF_CLI_CONFIG_FILE:-/dev/null}" ]; then
			echo 'Warning: "terraform_version": "0.0.0" is not in the configuration file'
		fi
		case "\$*" in
		'version -json') printf '{\n  "terraform_version": "%s",\n  "platform": "any"\n}\n' '$3' ;;
		version) echo '$2 v$3' ;;
		esac
	END
	chmod +x "$1"
}

# expect WHAT WANT [ARGUMENT] compares what find-cli.sh prints, or "error".
expect() {
	have=$(PATH=$tmp/path:$tmp/system "$tmp/repo/internal/tools/find-cli.sh" ${3:+"$3"} 2>"$tmp/stderr") || have=error
	if [ "$have" != "$2" ]; then
		echo "find-cli: $1: have $have, want $2" >&2
		sed 's/^/	/' "$tmp/stderr" >&2
		failed=1
	fi
	rm -f "$tmp/path"/*
}

unset TERRAFORM
export TF_CLI_CONFIG_FILE="$tmp/missing"

cli "$tmp/path/terraform" Terraform 1.8.0
cli "$tmp/path/tofu" OpenTofu 1.12.6
expect 'terraform comes first' "$tmp/path/terraform"

cli "$tmp/path/terraform" Terraform 1.7.5
cli "$tmp/path/tofu" OpenTofu 1.10.0-beta1
expect 'an old terraform is passed over' "$tmp/path/tofu"

cli "$tmp/path/terraform" Terraform 2.0.0
expect 'a next major version' "$tmp/path/terraform"

cli "$tmp/path/terraform" Terraform 1.17.0-dev
expect 'the registry of Terraform' registry.terraform.io registry

cli "$tmp/path/terraform" OpenTofu 1.12.6
expect 'the registry of a tofu under the other name' registry.opentofu.org registry

printf '#!/bin/sh\necho no version chosen\nexit 126\n' >"$tmp/path/terraform"
chmod +x "$tmp/path/terraform"
cli "$tmp/path/tofu" OpenTofu 1.8.3
expect 'a stub is passed over' "$tmp/path/tofu"

mkdir "$tmp/with space"
cli "$tmp/with space/tofu" OpenTofu 1.12.6
cli "$tmp/path/terraform" Terraform 1.11.4
TERRAFORM="$tmp/with space/tofu"
export TERRAFORM
expect 'TERRAFORM names a path' "$tmp/with space/tofu"

cli "$tmp/path/terraform" Terraform 1.11.4
cli "$tmp/path/tofu" OpenTofu 1.12.6
TERRAFORM=tofu
expect 'TERRAFORM names a program on PATH' "$tmp/path/tofu"

cli "$tmp/path/terraform" Terraform 1.11.4
expect 'TERRAFORM names nothing' error

cli "$tmp/path/terraform" Terraform 1.11.4
cli "$tmp/path/old" Terraform 1.5.7
TERRAFORM=old
expect 'TERRAFORM names an old one' error

# The Go below "builds" a tofu where it is told to, and counts.
TERRAFORM=
cli "$tmp/built" OpenTofu 1.12.6
fake_go() {
	cat >"$tmp/path/go" <<-END
		#!/bin/sh
		echo build >>"$tmp/builds"
		while [ "\$1" != -o ]; do shift; done
		cat "$tmp/built" >"\$2"
		chmod +x "\$2"
	END
	chmod +x "$tmp/path/go"
}
fake_go
expect 'none on PATH' "$tmp/repo/bin/tofu"
fake_go
expect 'none on PATH again' "$tmp/repo/bin/tofu"
cli "$tmp/path/terraform" Terraform 1.11.4
expect 'the one that is built, beside another' "$tmp/repo/bin/tofu" opentofu
touch -t 203801010000 "$tmp/repo/internal/tools/opentofu/go.mod"
fake_go
expect 'another OpenTofu is pinned' "$tmp/repo/bin/tofu"

printf '#!/bin/sh\nexit 1\n' >"$tmp/path/go"
chmod +x "$tmp/path/go"
expect 'the build fails' error

if [ "$(cat "$tmp/builds")" != "build
build" ]; then
	echo "find-cli: built $(wc -l <"$tmp/builds") times, want 2" >&2
	failed=1
fi

exit $failed
