#!/usr/bin/env bash
# Shows the provider at work against the emulator: builds both, applies
# examples/quickstart, changes things behind the configuration's back, and says
# what happens at each step. A step that does not give what it should ends the
# demo with an error. It needs Go, curl, and the CLI that find-cli.sh finds.
#
#   demo.sh [-keep] [-color]
#
#   -keep    leaves the site open at the end, until it is interrupted
#   -color   colours the output; by default it does on a terminal only

set -euo pipefail
shopt -s extglob

keep='' color=''
if [[ -t 1 && ${TERM:-dumb} != dumb && -z ${NO_COLOR:-} ]]; then color=yes; fi
for flag; do
	case $flag in
	-keep) keep=yes ;;
	-color) color=yes ;;
	*) echo 'usage: demo.sh [-keep] [-color]' >&2 && exit 2 ;;
	esac
done

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
cli=$(internal/tools/find-cli.sh)
name=$(basename "$cli")
# What is set for other work would steer the CLI, or lead to another site.
unset ${!TF_*} ${!TOFU_*} ${!WIX_*}

dir=$(mktemp -d)
emulator=
finish() {
	if [[ -n $emulator ]]; then
		kill "$emulator" 2>/dev/null || :
		wait "$emulator" 2>/dev/null || :
	fi
	rm -rf "$dir"
}
trap finish EXIT
trap 'printf "\ndemo: interrupted. What it started is stopped, and its directory is removed.\n" >&2; exit 130' HUP INT TERM

fail() {
	echo "demo: $*" >&2
	exit 1
}

# step begins one with a heading, and what there is to say of it.
step() {
	if [[ -n $color ]]; then printf '\n\e[1m== %s\e[0m\n' "$1"; else printf '\n== %s\n' "$1"; fi
	if [[ $# = 2 ]]; then printf '\n%s\n' "$2"; fi
}

# What says that a development override is in effect, as it has to be here, where
# a saved plan went, and what begins or is read; what ends is shown.
noise='^(Warnings:|- Provider development overrides are in effect|To see the full warning notes, .*|(─)+|Saved the plan to: .*'
noise+='|To perform exactly these actions, run the following command to apply:|[[:space:]]+[^ ]+ apply "demo.tfplan")$'
noise+='|: (Refreshing state|Reading|Read complete|Creating|Modifying|Destroying|Still [a-z]+)'

# show passes output on, indented: all of it but noise, headlines as the plan has
# one for each object, or work, which ends before the outputs. Of headlines and of
# what work is complete it shows five and counts the others. It closes gaps, and
# keeps the whole text, without colours, in the file output.
show() {
	local line text gap='' begun='' over='' codes='' listed=0
	while IFS= read -r line; do
		text=${line//$'\e['*([0-9;])m/}
		printf '%s\n' "$text" >>"$dir/output"
		if [[ $1 = headlines && $text != @('  # '|'Plan: ')* || $text =~ $noise ]]; then continue; fi
		if [[ $1 != all && $text = @('  # '*|*' complete after '*) ]]; then
			listed=$((listed + 1))
			if ((listed > 5)); then continue; fi
		elif ((listed > 5)); then
			printf '    (and %d more)\n' $((listed - 5))
			listed=0
		fi
		if [[ $1 = work && $text = Outputs: ]]; then over=yes; fi
		if [[ -z ${text// /} ]]; then
			gap=$begun codes+=${line// /} # a colour may begin on an empty line
		elif [[ -z $over ]]; then
			if [[ -n $gap ]]; then echo; fi
			printf '    %s\n' "$codes$line"
			gap='' begun=yes codes=''
		fi
	done
}

# run WANT SHOW COMMAND shows a command of the CLI and its output, and wants an
# exit code: with -detailed-exitcode, that of a plan with changes is 2.
run() {
	local want=$1 what=$2 have=0
	shift 2
	printf '\n    $ %s %s\n\n' "$name" "$*"
	: >"$dir/output"
	"$cli" "$@" 2>&1 | show "$what" || have=${PIPESTATUS[0]}
	if [[ $have != "$want" ]]; then
		cat "$dir/output" >&2
		fail "$name $1 ended with exit code $have, and should have with $want"
	fi
}

# says wants a text in the output of the last command.
says() {
	grep -F -- "$1" "$dir/output" >/dev/null || fail "the output above should say: $1"
}

# site PATH [OPTION OF CURL]... asks the site directly: contacts/v4 as an app
# does, _emulator as somebody in the dashboard.
site() {
	local path=$1
	shift
	curl -sS --fail --noproxy '*' -H "Authorization: $WIX_API_KEY" -H "wix-site-id: $WIX_SITE_ID" "$@" "$WIX_ENDPOINT/$path"
}

# holds LABELS FIELDS CONTACTS wants as many on the site.
holds() {
	local have='' list
	for list in 'labels?labelType=USER_DEFINED' 'extended-fields?fieldType=USER_DEFINED' 'contacts?paging.limit=1'; do
		have+=" $(site "contacts/v4/$list" | sed -n 's/.*"total":\([0-9]*\).*/\1/p')"
	done
	[[ $have = " $*" ]] || fail "the site should have $* labels, extended fields and contacts, but has$have"
}

# created prints the id of a contact that the last apply made.
created() {
	sed -n 's/^wix_contact.this\["'"$1"'"\]: Creation complete .*\[id=\(.*\)\]$/\1/p' "$dir/output"
}

nothing_to_do() {
	step 'The next plan is empty' 'Whatever Wix made of the values, nothing differs.'
	run 0 all plan -detailed-exitcode
}

command -v curl >/dev/null || fail 'curl is not there, by which it asks the site'

step 'Getting ready' 'The provider and the emulator are being built. The first time takes a minute or two.'
GOTMPDIR=$dir go build -buildvcs=false -ldflags='-s -w' -o "$dir/bin/" . ./internal/cmd/wix-emulator
mkdir "$dir/quickstart"
cp examples/quickstart/*.tf examples/quickstart/*.csv "$dir/quickstart"
cat >"$dir/cli.tfrc" <<END
provider_installation {
  dev_overrides {
    "terraform-provider-wix/wix" = "$dir/bin"
  }
  direct {}
}
END

mkfifo "$dir/address"
"$dir/bin/wix-emulator" -addr 127.0.0.1:0 >"$dir/address" 2>"$dir/messages" &
emulator=$!
exec 3<"$dir/address"
read -r WIX_ENDPOINT <&3 || { cat "$dir/messages" >&2 && fail 'the emulator did not start'; }
# The emulator takes any key, and has no rate limit to keep.
export WIX_ENDPOINT WIX_API_KEY=any WIX_SITE_ID=5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11 WIX_REQUESTS_PER_MINUTE=0
export TF_CLI_CONFIG_FILE=$dir/cli.tfrc CHECKPOINT_DISABLE=1
version=$("$cli" version)
version=${version%%$'\n'*}
cat <<END

The emulator of the Wix Contacts API answers at $WIX_ENDPOINT, with an empty site.
Open that address in a browser to watch the site change; what it was asked is listed there too.
END
if [[ -z $keep ]]; then
	echo 'The site is gone when the demo ends, in seconds. To keep it open: make demo DEMOARGS=-keep'
fi
echo "The CLI is $version, $cli."

cd "$dir/quickstart"
# What a program that runs the CLI needs, and a person would leave out.
args='-input=false -compact-warnings'
if [[ -z $color ]]; then
	args+=' -no-color'
	export TF_CLI_ARGS_output=-no-color
fi
export TF_CLI_ARGS_plan=$args TF_CLI_ARGS_apply=$args

step 'A plan for the new site' 'examples/quickstart describes labels, extended fields and contacts from a spreadsheet.
The headlines of its plan:'
run 2 headlines plan -detailed-exitcode -out=demo.tfplan
says 'Plan: 21 to add, 0 to change, 0 to destroy.'

step 'The plan is applied' 'Labels and fields come first, because the contacts refer to them.'
run 0 work apply demo.tfplan
ada=$(created ada) zoe=$(created zoe)
holds 5 4 12
echo '
Asked directly, the site has 5 labels, 4 extended fields and 12 contacts.'

step 'What is worth knowing' 'Wix makes the keys. The configuration refers to them and never spells one.'
run 0 all output

nothing_to_do

step 'Somebody works in the dashboard' 'Ada'\''s company becomes "Typo Interiors", and she gets the job title "Head of design",
which the configuration does not set.
A new label "Met at the fair" is made and put on Zoë; the label "Workshop guest" is taken off her.'
{
	site "_emulator/contacts/$ada" -X PATCH -d '{"info":{"company":"Typo Interiors","jobTitle":"Head of design"}}'
	site _emulator/labels -d '{"displayName":"Met at the fair"}'
	site "_emulator/contacts/$zoe/labels" -d '{"labelKeys":["custom.met-at-the-fair"]}'
	site "_emulator/contacts/$zoe/labels" -X DELETE -d '{"labelKeys":["custom.workshop-guest"]}'
} >/dev/null

step 'What the plan says to that' 'It puts right what the configuration sets, and leaves alone what it does not:
the job title and the new label.'
run 2 all plan -detailed-exitcode -out=demo.tfplan
says 'Plan: 0 to add, 2 to change, 0 to destroy.'
says '"Typo Interiors" -> "Okafor Interiors"'
says '+ "custom.workshop-guest"'

step 'That plan is applied'
run 0 work apply demo.tfplan
for want in "$ada "{'"company":"Okafor Interiors"','"jobTitle":"Head of design"'} "$zoe "{'"custom.workshop-guest"','"custom.met-at-the-fair"'}; do
	contact=$(site "contacts/v4/contacts/${want%% *}?fieldsets=FULL")
	[[ $contact = *${want#* }* ]] || fail "the contact should have ${want#* }: $contact"
done
echo '
Asked directly, Ada has her company again and the job title still,
and Zoë carries both "Workshop guest" and "Met at the fair".'

nothing_to_do

if [[ -n $keep ]]; then
	step 'Your turn'
	cat <<END

The site is open at $WIX_ENDPOINT until you press Ctrl-C. In another terminal, this
reads two contacts as an app does, and changes Ada as somebody in the dashboard does:

    curl -H 'Authorization: any' -H 'wix-site-id: $WIX_SITE_ID' '$WIX_ENDPOINT/contacts/v4/contacts?paging.limit=2'
    curl -X PATCH $WIX_ENDPOINT/_emulator/contacts/$ada -d '{"info":{"company":"Another typo"}}'

And this is the next plan, which needs no init:

    cd $PWD
    export WIX_ENDPOINT=$WIX_ENDPOINT WIX_API_KEY=$WIX_API_KEY WIX_SITE_ID=$WIX_SITE_ID
    export TF_CLI_CONFIG_FILE=$TF_CLI_CONFIG_FILE
    $name plan
END
	wait "$emulator"
	exit
fi

step 'A plan to destroy everything' 'Labels that other contacts carry would be protected. These go with their contacts.'
run 2 headlines plan -destroy -detailed-exitcode -out=demo.tfplan
says 'Plan: 0 to add, 0 to change, 21 to destroy.'

step 'Everything is destroyed'
run 0 work apply demo.tfplan
holds 1 0 0
echo '
The site is empty again, but for the label "Met at the fair":
the configuration did not make it, so it stays.'

trap - EXIT
cd / && finish
step 'Done' "It took $SECONDS seconds. The emulator is stopped, and the directory of the demo is removed.
To look around on the site yourself, keep it open: make demo DEMOARGS=-keep"
