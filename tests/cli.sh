#!/bin/sh
# The command line, from outside. Prints `ok - NAME` or `not ok - NAME`.
#   tests/cli.sh POSTERTOOL SOURCE PHOTO
set -u
tool=$1
source=$2
export POSTERTOOL_TEMPLATES="$2/templates" POSTERTOOL_FONTS="$2/fonts/fonts.ini"
photo=$3
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0

verdict() {
    if [ "$2" = 0 ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        sed 's/^/    /' out err
        bad=1
    fi
}

# run CODE ARGUMENT...: the exit code is CODE.
run() {
    code=$1
    shift
    "$tool" "$@" >out 2>err
    [ $? = "$code" ]
}

# poster CODE ARGUMENT...: a small good order, and what else is wanted.
poster() {
    code=$1
    shift
    run "$code" render --template volgers --width 120 --photo "$photo" \
        --set slogan=Respect. "$@"
}
good() {
    poster 0 "$@"
}
# wrong FIELD ARGUMENT...: exit code 1, one line that names FIELD, no file.
wrong() {
    field=$1
    shift
    run 1 render --template volgers --photo "$photo" --set slogan=Respect. \
        -o wrong.png "$@" &&
        [ "$(wc -l <err)" = 1 ] && grep -q "^postertool: $field: " err &&
        [ ! -s out ] && [ ! -e wrong.png ]
}
is_png() {
    [ "$(od -An -tx1 -N8 "$1" | tr -d ' \n')" = 89504e470d0a1a0a ]
}

good -o a.png && is_png a.png && [ ! -s out ] && [ ! -s err ]
verdict "a poster is written and nothing said" $?
good -o - && is_png out && cmp -s out a.png
verdict "to standard output it is the same" $?
"$tool" render --template volgers --width 120 --photo - --set slogan=Respect. \
    -o b.png <"$photo" && cmp -s a.png b.png
verdict "a photo comes by standard input" $?
good -o b.jpg && [ ! -s err ] && [ "$(od -An -tx1 -N3 b.jpg)" = ' ff d8 ff' ] &&
    good -o b.JPEG --explain && grep -q '^file type=jpeg;quality=88;bytes=' out &&
    grep -q '^alt Campagneposter “Volgers”: foto, met de slogan “Respect.”$' out
verdict "the ending of the file says the type" $?
good -o c.jpg --type png && is_png c.jpg &&
    grep -q '^postertool: note: c.jpg holds a png$' err &&
    good -o c.gif && grep -q '^postertool: note: c.gif holds a png$' err
verdict "an ending that is wrong is noted" $?
rm -f b.jpg b.JPEG c.jpg c.gif
good --explain && grep -q '^poster volgers instagram-portrait' out &&
    grep -q '^  line "Respect." x ' out && grep -q '^time encode ' out
verdict "--explain alone needs no file" $?
good --explain -o - && is_png out && grep -q '^poster volgers' err
verdict "--explain goes to standard error beside a poster" $?
good --focus 0.5,0.4 --zoom 2 --turn 90 --theme koraal --type png --lang en \
    --set name=Els -o c.png && is_png c.png
verdict "every option is taken" $?

run 0 render --template volgers --format a4 --bleed 0 --photo "$photo" \
    --set slogan=Respect. --explain &&
    grep -q '^poster volgers a4 .*2480 *x *3508' out
verdict "a bleed of 0 is the paper after the cut" $?
wrong bleed --format a4 --bleed 2
verdict "a bleed that no printer asks for" $?

"$tool" render --template volgers --format a5 --marks yes --photo "$photo" \
    --set slogan=Respect. -o print.pdf &&
    head -c 8 print.pdf | grep -q '^%PDF-1.6'
verdict "a file that ends in .pdf is a PDF" $?
"$tool" render --template volgers --width 120 --type png --photo "$photo" \
    --set slogan=Respect. -o named.pdf && is_png named.pdf
verdict "unless another type is asked for" $?
wrong marks --format a4 --marks yes
verdict "crop marks on a picture" $?
wrong tiles --format a4 --type pdf --tiles a4
verdict "an A4 on sheets of A4" $?

wrong template --template none
verdict "an unknown template" $?
wrong format --format a0
verdict "an unknown format" $?
wrong theme --theme beige
verdict "an unknown theme" $?
wrong type --type gif
verdict "an unknown type" $?
wrong zoom --zoom 9
verdict "a zoom out of range" $?
wrong turn --turn 45
verdict "a turn that is none" $?
wrong focus_y --focus 0.5,2
verdict "a focus out of range" $?
wrong focus --focus 0.5
verdict "half a focus" $?
wrong lang --lang xx
verdict "an unknown language" $?
wrong name --set "name=$(printf 'n%.0s' $(seq 41))"
verdict "a text over its limit" $?
wrong slogan --set slogan=again
verdict "a field given twice" $?
wrong name --set "name=$(printf 'a\377')"
verdict "a text that is no UTF-8" $?
wrong name --set "name=$(printf 'a\007')"
verdict "a control character" $?
wrong photo --photo /nonexistent
verdict "a photo that is not there" $?
wrong photo --photo /dev/null
verdict "an empty photo" $?
wrong photo --photo "$0"
verdict "a photo that is none" $?
head -c 20000 "$photo" >cut
wrong photo --photo cut
verdict "a truncated photo" $?
head -c 25000001 /dev/zero >large
wrong photo --photo large
verdict "a photo above 25 MB" $?
run 1 render --template volgers --set slogan=x -o wrong.png &&
    grep -q '^postertool: photo: ' err
verdict "a missing photo" $?
run 1 render --template volgers --photo "$photo" -o wrong.png &&
    grep -q '^postertool: slogan: ' err
verdict "a missing field" $?
run 1 render --template volgers --photo "$photo" --set other=x -o wrong.png
verdict "an unknown field" $?
run 1 render --template volgers --photo "$photo" --set format=a4 -o wrong.png
verdict "a property is no field" $?
wrong slogan --lang fr --set slogan=x && grep -q 'fois' err
verdict "the sentence is in the asked language" $?

# kit CODE ARGUMENT...: small posters of a good order.
kit() {
    code=$1
    shift
    run "$code" kit --template volgers --width 120 --photo "$photo" \
        --set slogan=Respect. "$@"
}
kit 0 --formats story,instagram-square -o a.zip && unzip -tq a.zip >/dev/null &&
    [ ! -s out ] && [ ! -s err ] &&
    [ "$(unzip -Z1 a.zip | tr '\n' ' ')" = "$(printf '%s ' \
        instagram-square-120x120.png story-120x213.png caption.nl.txt alt.txt \
        LEESMIJ.txt)" ]
verdict "a kit is an archive of what was asked for" $?
kit 0 --formats instagram-square --formats story -o - && cmp -s out a.zip
verdict "to standard output it is the same" $?
good --format story -o story.png && unzip -qp a.zip story-120x213.png >kit.png &&
    is_png kit.png && [ "$(head -c 24 story.png | cksum)" = \
    "$(head -c 24 kit.png | cksum)" ]
verdict "its posters have the size of those that are made alone" $?
run 0 kit --template zonder-foto --formats ad-320x50 --set slogan=Kort -o ad.zip &&
    [ "$(unzip -Z1 ad.zip | head -n 1)" = ad-320x50.png ]
verdict "a size that the format is called by is not said twice" $?
kit 0 -o all.zip && [ "$(unzip -Z1 all.zip | grep -cvF .txt)" = \
    "$(run 0 list formats && for format in $(cut -d ' ' -f 1 out); do
        [ -e "$source/templates/volgers/$(sed -n "/^\[format $format\]/,/^layout/s/^layout = //p" \
            "$source/templates/formats.ini").svg" ] && echo "$format"; done | wc -l)" ]
verdict "without a list it has all that the design has" $?
kit_wrong() {
    kit 1 -o wrong.zip "$@" && [ "$(wc -l <err)" = 1 ] &&
        grep -q "^postertool: formats: .*" err && [ ! -s out ] &&
        [ ! -e wrong.zip ]
}
kit_wrong --formats story,a0 && grep -q 'a0' err
verdict "a format that there is not is named" $?
kit_wrong --formats story,x-header && grep -q 'x-header' err
verdict "so is one that the design has not" $?
kit_wrong --formats story --formats story && grep -q 'story' err
verdict "so is one that is there twice" $?
kit_wrong --formats ''
verdict "a list of nothing is told" $?
cp a.zip kept.zip
run 1 kit --template volgers --photo cut --set slogan=x -o kept.zip &&
    grep -q '^postertool: photo: ' err && cmp -s a.zip kept.zip
verdict "a kit that fails leaves what was there" $?
run 3 kit --template volgers --width 120 --photo "$photo" --set slogan=x \
    -o /dev/full
verdict "a full disk is told of a kit too" $?
for command in 'kit --width 400' render; do
    # More than a pipe keeps without a reader.
    { # shellcheck disable=SC2086
        "$tool" $command --template volgers --photo "$photo" \
            --set slogan=x -o - 2>err
        echo $? >code
    } | true
    [ "$(cat code)" = 3 ] && grep -q 'Broken pipe' err && ! grep -q photo err
    verdict "a reader who goes is no fault of the photo: $command" $?
done
run 2 kit --template volgers
verdict "a kit wants an output" $?

run 2 && grep -q '^Usage' err
verdict "no command is a wrong use" $?
run 2 paint
verdict "an unknown command is a wrong use" $?
run 2 render -o x.png
verdict "no template is a wrong use" $?
run 2 render --template volgers
verdict "no output is a wrong use" $?
run 2 render --template volgers -o x.png more
verdict "a word too many is a wrong use" $?
run 2 render --colour red
verdict "an unknown option is a wrong use" $?
run 2 list
verdict "a list of nothing is a wrong use" $?
run 2 serve --workers many
verdict "workers that are no number are a wrong use" $?

poster 3 -o /nonexistent/x.png && grep -q 'cannot be written' err
verdict "a folder that is not there is the system's fault" $?
poster 3 -o - --templates /nonexistent && grep -q '/nonexistent' err
verdict "templates that are not there are the system's fault" $?
"$tool" render --template volgers --width 120 --photo "$photo" \
    --set slogan=Respect. -o - >/dev/full 2>err
[ $? = 3 ]
verdict "a full disk is told" $?
mkdir there
poster 3 -o there && [ -d there ]
verdict "a folder is not replaced by a poster" $?
rm -rf there
[ -z "$(find . -name '*.png.*' -o -name '*.zip.*')" ]
verdict "no part of a file is left anywhere" $?

run 0 --help && grep -q '^Usage' out && run 0 render --help &&
    run 0 list --help && run 0 serve --help
verdict "--help helps" $?
run 0 --version && grep -qE '^postertool [0-9]+\.[0-9]+\.[0-9]+$' out
verdict "--version tells the version" $?
run 0 list formats && grep -qE '^a4 +2551 x 3579 +px' out
verdict "formats are listed with their pixels" $?
run 0 list templates && grep -q '^volgers' out && grep -q 'field slogan' out
verdict "templates are listed with their fields" $?
run 0 list templates --json --lang fr &&
    for key in templates id name photo fields label required max_length \
        example themes colors formats; do
        grep -q "\"$key\":" out || break
    done && grep -q "\"$key\":" out
verdict "templates are listed as JSON" $?
run 0 list formats --json &&
    for key in formats id name group width height dpi bleed_px; do
        grep -q "\"$key\":" out || break
    done && grep -q "\"$key\":" out
verdict "formats are listed as JSON" $?
run 0 list events --templates /nonexistent &&
    grep -qE '^page-opened +page +dat de pagina is geopend$' out &&
    run 0 list events --json --lang en &&
    python3 -c 'import json, sys
events = json.load(open("out"))["events"]
assert [e["told_by"] for e in events if e["id"] == "rating"] == ["survey"]
assert {e["detail"] for e in events} == {"", "network", "link", "cause", "rating"}
assert all(e["what"].split()[0] in ("that", "which") for e in events)'
verdict "events are listed without templates, and as JSON" $?
# AddressSanitizer has more to say of it than one line.
run 1 render --template volgers --set slogan=Respect. -o crash.png --photo \
    "$source/tests/fuzz/faults/heif-endless-recursion.heic" &&
    [ ! -e crash.png ] && { grep -q '^postertool: photo: ' err ||
    grep -q AddressSanitizer err; }
verdict "a photo that crashes a library is told like a broken one" $?
run 3 serve --listen nonsense && grep -q 'neither unix:PATH nor HOST:PORT' err
verdict "an address that is none is told" $?
run 3 serve --listen "unix:$photo" && grep -q 'is no socket' err &&
    [ -s "$photo" ]
verdict "a file that is no socket is left alone" $?
exit $bad
