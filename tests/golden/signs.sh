#!/bin/sh
# Where a school's logo or name stands, in every template and layout, held fast:
# what --explain says of it, exactly, and small pictures, nearly. Prints
# `ok - NAME` or `not ok - NAME`; what was made lies in BUILD/golden-signs.
#   tests/golden/signs.sh BUILD SOURCE          compares
#   tests/golden/signs.sh BUILD SOURCE refresh  writes the goldens anew
set -u
build=$1
source=$2
refresh=${3:-}
golden=$source/tests/golden/signs
actual=$build/golden-signs
export POSTERTOOL_TEMPLATES="$source/templates"
export POSTERTOOL_FONTS="$source/fonts/fonts.ini"
export POSTERTOOL_PARTNERS="$actual/partners"
rm -rf "$actual"
mkdir -p "$actual" "$golden"
bad=0
cp -R "$source/tests/golden/partners" "$actual/partners" || exit 1
# A logo of pixels that brings its own ground.
mkdir "$actual/partners/beeld" &&
    cp "$build/samples/team.png" "$actual/partners/beeld/logo.png" &&
    printf '[partner]\nname.nl = Beeld\n' \
        >"$actual/partners/beeld/partner.ini" || exit 1

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

# draw TEMPLATE FORMAT OPTION...
draw() {
    template=$1
    format=$2
    shift 2
    [ "$template" = zonder-foto ] ||
        set -- "$@" --photo "$build/samples/amina.png"
    "$build/postertool" render --template "$template" --format "$format" \
        --set slogan="Juf in hart en nieren." "$@"
}

"$build/explain_signs" "$source/templates" "$source/fonts/fonts.ini" \
    "$actual/partners" "$build/samples/amina.png" "$actual"
verdict "every template has a place for logos, or says that it has none" $?
for template in $("$build/postertool" list templates | grep -o '^[a-z][^ ]*'); do
    name=$template.txt
    keep "$name"
    diff -u "$golden/$name" "$actual/$name"
    verdict "the places of logos in $template are those of $name" $?
    for partner in wapen wit; do
        name=$template-$partner.png
        draw "$template" instagram-portrait --width 270 --partner $partner \
            -o "$actual/$name" && keep "$name" &&
            "$build/compare_pictures" "$golden/$name" "$actual/$name" \
                "$actual/$template-$partner-difference.png"
        verdict "the picture of $template with a logo is nearly $name" $?
    done
done
# A template that is gone would be no failure above.
for file in "$golden"/*; do
    [ -e "$actual/${file##*/}" ] || echo "$file"
done >"$actual/unmade"
[ ! -s "$actual/unmade" ]
verdict "every golden of a logo is compared $(cat "$actual/unmade")" $?
exit $bad
