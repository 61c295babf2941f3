#!/usr/bin/env bash
# Holds what make release-snapshot has built to what a release promises: the
# checksums are of every file, and right; a second build has the same bytes; and a
# CLI that knows of no development override installs the provider from its archive
# and works with it.
#
#   release-check.sh DIST [DIST OF A SECOND BUILD]

set -euo pipefail
export LC_ALL=C
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
provider=terraform-provider-wix
# Those that the registries list. Go has no darwin on 32 bits, and no Windows on
# 32-bit ARM any more.
platforms='darwin_amd64 darwin_arm64 freebsd_386 freebsd_amd64 freebsd_arm freebsd_arm64
linux_386 linux_amd64 linux_arm linux_arm64 windows_386 windows_amd64 windows_arm64'

work=$(mktemp -d) emulator=
trap '[[ -z $emulator ]] || kill "$emulator"; rm -rf "$work"' EXIT
fail() { echo "release-check: $*" >&2 && exit 1; }

sums=$(echo "${1:?names no directory}/${provider}_"*_SHA256SUMS)
[[ -f $sums ]] || fail "$1 has no file of checksums, or several: run make release-snapshot"
name=${sums##*/}
version=${name#"${provider}_"} version=${version%_SHA256SUMS}
# archive PROGRAM PLATFORM is the name of a file.
archive() {
	case $1_$2 in
	"$provider"_* | *_windows_*) echo "$1_${version}_$2.zip" ;;
	*) echo "$1_${version}_$2.tar.gz" ;;
	esac
}
# The archive of the emulator has the probe, too.
for program in "$provider" wix-emulator wix-probe; do
	for platform in $platforms; do
		[[ $program = wix-probe ]] || archive "$program" "$platform"
		echo "${program}_${version}_$platform.cdx.json"
	done
done >"$work/names"
echo "${provider}_${version}_manifest.json" >>"$work/names"

sha256=$(command -v sha256sum || echo shasum -a 256)
for dist; do
	sed 's/.*  //' "$dist/$name" | sort | diff <(sort "$work/names") - || fail "$dist/$name is not of the files of a release (<)"
	# The manifest is uploaded from where it is, under another name.
	sed -e 's|  .*_manifest.json|  terraform-registry-manifest.json|' -e t -e "s|  |  $dist/|" "$dist/$name" >"$work/sums"
	$sha256 -c "$work/sums" >"$work/output" || fail "$dist: $(grep -v 'OK$' "$work/output")"
	diff "$1/$name" "$dist/$name" || fail "$dist has other files: compare what they hold"
	echo "$dist: $(grep -c . "$dist/$name") files as the checksums of $1 say"
done

platform=$(go env GOOS)_$(go env GOARCH)
cli=$(internal/tools/find-cli.sh)
mkdir "$work/config"
cp examples/quickstart/*.tf examples/quickstart/*.csv "$work/config"
for registry in registry.terraform.io registry.opentofu.org; do
	install -d "$work/mirror/$registry/$provider/wix"
	cp "$1/$(archive "$provider" "$platform")" "$work/mirror/$registry/$provider/wix"
done
printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$work/mirror" >"$work/cli.tfrc"
# It asks for this very version, because a CLI passes over a snapshot.
printf 'terraform {\n  required_providers {\n    wix = {\n      source  = "%s/wix"\n      version = "%s"\n    }\n  }\n}\n' \
	"$provider" "$version" >"$work/config/release_override.tf"
tar -xf "$1/$(archive wix-emulator "$platform")" -C "$work"
[[ $("$work/wix-probe" -version) = "wix-probe $version" && -f $work/README-wix-probe.md ]] || fail 'the archive of the emulator has no wix-probe'
mkfifo "$work/address"
"$work/wix-emulator" -addr 127.0.0.1:0 >"$work/address" &
emulator=$!
exec 3<"$work/address"
read -r url <&3 || fail 'the emulator does not say where it listens'

cd "$work/config"
unset ${!TF_*} ${!TOFU_*} ${!WIX_*}
export TF_CLI_CONFIG_FILE=$work/cli.tfrc CHECKPOINT_DISABLE=1
export WIX_ENDPOINT=$url WIX_API_KEY=any WIX_SITE_ID=5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11
for command in init 'apply -auto-approve' 'plan -detailed-exitcode' 'destroy -auto-approve'; do
	"$cli" $command -input=false -no-color >"$work/output" 2>&1 || fail "$command: $(cat "$work/output")"
	echo "fine: $(basename "$cli") $command"
done
agent=$(curl -sS --fail --noproxy '*' "$url/_emulator/requests" | sed 's/.*"userAgent":"\([^"]*\)".*/\1/')
[[ $agent = "$provider/$version "* ]] || fail "the user agent is $agent: main.version is not set by the linker"
