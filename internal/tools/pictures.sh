#!/bin/sh
# Makes the pictures of the README, in .github/pictures, from one run of the demo
# against the emulator: the terminal session as SVGs, and the emulator's page as a
# PNG. It needs the CLI that $TERRAFORM names, and Chromium for the page, which
# $CHROMIUM may name.

set -eu

cd -- "$(dirname -- "$0")/../.."
pictures=.github/pictures

browser=
for name in ${CHROMIUM:-chromium chromium-browser google-chrome}; do
	if command -v "$name" >/dev/null; then
		browser=$name
		break
	fi
done
if [ -z "$browser" ]; then
	echo 'pictures: no Chromium. Install it, or name it by CHROMIUM, and run this again.' >&2
	exit 1
fi

go build -o bin/ ./internal/cmd/demo ./internal/cmd/picture
work=$(mktemp -d)
demo=
finish() {
	if [ -n "$demo" ]; then
		kill "$demo" 2>/dev/null || :
		wait "$demo" || :
	fi
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# The demo stops before its last steps, and keeps the site until it is told to end.
bin/demo -color -keep -terraform "$TERRAFORM" >"$work/output" 2>&1 &
demo=$!
tries=0
until grep -q '== Your turn' "$work/output"; do
	tries=$((tries + 1))
	if ! kill -0 "$demo" 2>/dev/null || [ "$tries" -gt 300 ]; then
		echo 'pictures: the demo did not get to its end. It wrote:' >&2
		cat "$work/output" >&2
		exit 1
	fi
	sleep 1
done
url=$(sed -n 's/.*answers at \(http:[^,]*\),.*/\1/p' "$work/output")

mkdir -p "$pictures"
bin/picture -from '== The plan is applied' -to '== What is worth knowing' <"$work/output" >"$work/apply.svg"
bin/picture -from '== Somebody works in the dashboard' -to 'Changes to Outputs' <"$work/output" >"$work/drift.svg"

# Chromium does not run as root with its sandbox.
sandbox=
if [ "$(id -u)" = 0 ]; then
	sandbox=--no-sandbox
fi
"$browser" --headless $sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/browser" \
	--window-size=1100,720 --screenshot="$work/page.png" "$url/" >"$work/messages" 2>&1 || {
	cat "$work/messages" >&2
	exit 1
}
mv "$work/apply.svg" "$work/drift.svg" "$work/page.png" "$pictures/"
ls -l "$pictures"
