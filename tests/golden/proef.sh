#!/bin/sh
# The made-up design of tests/golden/templates, held fast: it uses everything
# that a template can, and no designer ever touches it. What every real template
# looks like is in tests/golden.sh. Prints `ok - NAME` or `not ok - NAME`; what
# was made lies in BUILD/golden-proef.
#   tests/golden/proef.sh BUILD SOURCE          compares
#   tests/golden/proef.sh BUILD SOURCE refresh  writes the goldens anew
set -u
build=$1
source=$2
refresh=${3:-}
golden=$source/tests/golden/proef
actual=$build/golden-proef
export POSTERTOOL_TEMPLATES="$source/tests/golden/templates"
export POSTERTOOL_FONTS="$source/fonts/fonts.ini"
rm -rf "$actual"
mkdir -p "$actual" "$golden"
bad=0

verdict() {
    if [ "$2" = 0 ]; then
        echo "ok - $1"
    else
        echo "not ok - $1: expected $golden, actual $actual"
        bad=1
    fi
}

# keep NAME: the golden becomes what was made, if asked for.
keep() {
    [ -z "$refresh" ] || cp "$actual/$1" "$golden/$1"
}

# layout NAME OPTION...: the text of --explain but for its times.
layout() {
    name=$1.txt
    shift
    "$build/postertool" render --template proef "$@" --explain \
        >"$actual/whole.txt" && grep -Ev '^(time|file|alt) ' "$actual/whole.txt" \
        >"$actual/$name" && keep "$name" &&
        diff -u "$golden/$name" "$actual/$name"
    verdict "the layout of $name" $?
}

# pixels NAME OPTION...: a small picture, nearly.
pixels() {
    name=$1
    shift
    "$build/postertool" render --template proef "$@" --width 270 \
        -o "$actual/$name.png" && keep "$name.png" &&
        "$build/compare_pictures" "$golden/$name.png" "$actual/$name.png" \
            "$actual/$name-difference.png"
    verdict "the picture of $name.png" $?
}

# A phone's photo: stored lying, to be shown standing.
"$build/make_photo" 1200 900 6 "$actual/photo.jpg" || exit 1
photo=$actual/photo.jpg

sentences="24 volgers. Elke dag opnieuw. “Aha, nu snap ik het!”"
long="Mijn volgers worden dokter, bakker, juf, ingenieur of minister, en ik was \
hun eerste influencer vanaf 8.25 uur"

for what in layout pixels; do
    $what post --photo "$photo" --set slogan="$sentences" --set name="Juf Amina"
    $what framed --theme nacht --lang fr --photo "$photo" --focus 0.25,0.75 \
        --zoom 2.5 --turn 90 --set slogan="$long" --set number=24 \
        --set name="Élodie Ångström"
    $what a6 --format a6 --photo "$photo" --set slogan="$sentences"
done
layout bare --set slogan="Respect."
layout story --format story --photo "$photo" --set slogan="$sentences" \
    --set number=8.25
layout lines --set slogan="een
wens
in regels"
layout kerning --set slogan="AVAVA To Te Ty fjord fiets efficiënt"
exit $bad
