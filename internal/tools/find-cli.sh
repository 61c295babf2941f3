#!/bin/sh
# Finds the CLI that the make targets run: the one that $TERRAFORM names, else
# terraform or tofu on PATH, whichever is new enough first, else an OpenTofu
# that is built from the module in opentofu/, once, into bin/.
#
#   find-cli.sh            prints its absolute path
#   find-cli.sh registry   prints the registry in which it looks for a provider
#                          whose source names none
#   find-cli.sh opentofu   prints the path of the OpenTofu that is built, whatever
#                          else there is
#
# Messages go to stderr.

set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
floor=1.8

# The user's configuration file may be broken, or be slow for its overrides.
export TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1

say() {
	echo "find-cli: $*" >&2
}

# absolute resolves a name on PATH, or a path, as the shell would.
absolute() {
	found=$(command -v -- "$1") || return 1
	case $found in
	/*) echo "$found" ;;
	*) echo "$PWD/$found" ;;
	esac
}

# version_of prints nothing for a program that is not a working CLI, such as a
# version manager's stub without a version chosen.
version_of() {
	"$1" version -json </dev/null 2>/dev/null |
		sed -n 's/.*"terraform_version": *"\([0-9]*\.[0-9]*\)[."].*/\1/p'
}

# usable says why a CLI is not.
usable() {
	version=$(version_of "$1")
	if [ -z "$version" ]; then
		say "$1 does not tell its version"
		return 1
	fi
	major=${version%.*}
	minor=${version#*.}
	if [ "$major" -lt "${floor%.*}" ] ||
		{ [ "$major" -eq "${floor%.*}" ] && [ "$minor" -lt "${floor#*.}" ]; }; then
		say "$1 is $version, $floor or later is needed"
		return 1
	fi
}

build() {
	module=$root/internal/tools/opentofu
	built=$root/bin/tofu
	if [ ! -x "$built" ] || [ -n "$(find "$module/go.mod" -newer "$built")" ]; then
		say "building OpenTofu into bin/, which takes about four minutes, but only once"
		# Moved into place when complete, so that an interrupted build is not
		# taken for a finished one.
		CGO_ENABLED=0 go build -C "$module" -trimpath -buildvcs=false \
			-ldflags '-s -w -X github.com/opentofu/opentofu/version.dev=no' \
			-o "$built.new" github.com/opentofu/opentofu/cmd/tofu >&2 || return 1
		mv -f "$built.new" "$built"
	fi
	echo "$built"
}

find_cli() {
	if [ -n "${TERRAFORM:-}" ]; then
		if ! cli=$(absolute "$TERRAFORM"); then
			say "TERRAFORM names $TERRAFORM, which is no program"
			return 1
		fi
		usable "$cli" || return 1
		echo "$cli"
		return
	fi
	for name in terraform tofu; do
		if cli=$(absolute "$name") && usable "$cli"; then
			echo "$cli"
			return
		fi
	done
	build
}

case ${1:-} in
'')
	find_cli
	;;
opentofu)
	build
	;;
registry)
	cli=$(find_cli)
	# By what it says, not by its name: tofu is often installed as terraform.
	case $("$cli" version </dev/null 2>/dev/null) in
	OpenTofu*) echo registry.opentofu.org ;;
	*) echo registry.terraform.io ;;
	esac
	;;
*)
	say "unknown argument $1"
	exit 2
	;;
esac
