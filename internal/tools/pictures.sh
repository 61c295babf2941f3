#!/bin/sh
# Makes the pictures of the README, in .github/pictures, from one run of the demo
# against the emulator: the terminal session as SVGs, by bin/freeze, and the
# emulator's page as a PNG, by Chromium, which $CHROMIUM may name.

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

# The demo keeps the site until it is told to end.
mkfifo "$work/pipe"
internal/tools/demo.sh -color -keep >"$work/pipe" &
demo=$!
exec 3<"$work/pipe"
sed '/The site is open at/q' <&3 >"$work/output"
url=$(sed -n 's/^The site is open at \([^ ]*\) .*/\1/p' "$work/output")
if [ -z "$url" ]; then
	echo 'pictures: the demo did not get to its end. It wrote:' >&2
	cat "$work/output" >&2
	exit 1
fi

# draw NAME FROM TO draws the lines from one to before another. The font is the
# reader's: to embed one would make a picture of 10 KB one of 400. What freeze has
# no flag for: a picture that a page can scale, and a bright black that is not too
# dark to read.
draw() {
	lines=$(sed -n "/$2/,/$3/p" "$work/output" | sed '$d')
	printf '%s' "$lines" | bin/freeze --language ansi --theme github-dark --window --border.radius 8 --line-height 1.4 \
		--font.family "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace" \
		--output "$work/drawn.svg"
	sed -e 's/<svg width="\([^"]*\)" height="\([^"]*\)"/& viewBox="0 0 \1 \2"/' -e 's/#4B4B4B/#8b949e/g' \
		"$work/drawn.svg" >"$work/$1.svg"
}
draw apply '== The plan is applied' '== What is worth knowing'
draw drift '== Somebody works in the dashboard' 'Changes to Outputs'

# Chromium does not run as root with its sandbox.
sandbox=
if [ "$(id -u)" = 0 ]; then
	sandbox=--no-sandbox
fi
"$browser" --headless $sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/browser" \
	--window-size=1280,800 --screenshot="$work/page.png" "$url/" >"$work/messages" 2>&1 || {
	cat "$work/messages" >&2
	exit 1
}
mkdir -p "$pictures"
mv "$work/apply.svg" "$work/drift.svg" "$work/page.png" "$pictures/"
ls -l "$pictures"
