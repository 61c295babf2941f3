#!/bin/sh
# Installs the official SDK, builds the emulator and drives the one with the
# other. Arguments are the parts to run; without any all run. Needs node 20 or
# later with npm, and Go.
#
# With BASE_URL, such as https://www.wixapis.com, and WIX_API_KEY and WIX_SITE_ID,
# the parts that change nothing are run against that site instead.

set -eu

fail() {
  echo "conformance: $*" >&2
  exit 1
}

command -v node >/dev/null || fail 'node is not there. It needs node 20 or later, and npm.'
command -v npm >/dev/null || fail 'npm is not there. It needs npm beside node.'
command -v go >/dev/null || fail 'go is not there. It needs Go to build the emulator.'
major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 20 ] || fail "node $(node --version) is too old. It needs node 20 or later."

cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error || fail 'npm ci failed.'
if [ -n "${BASE_URL:-}" ]; then
  node conformance.mjs "$@"
  exit
fi
go build -o "$work/wix-emulator" ../cmd/wix-emulator
node conformance.mjs "$work/wix-emulator" "$@"
