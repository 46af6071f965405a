#!/bin/sh
# What every template looks like, held fast: the layout as text, exactly, and a
# small picture of each, nearly. Prints `ok - NAME` or `not ok - NAME`.
#   tests/golden.sh BUILD SOURCE          compares
#   tests/golden.sh BUILD SOURCE refresh  writes the goldens anew
set -u
build=$1
source=$2
refresh=${3:-}
golden=$source/tests/golden
actual=$build/golden
export POSTERTOOL_TEMPLATES="$source/templates"
export POSTERTOOL_FONTS="$source/fonts/fonts.ini"
rm -rf "$actual"
mkdir -p "$actual"
bad=0

# draw TEMPLATE FORMAT OPTION...
draw() {
    template=$1
    format=$2
    shift 2
    # The line of a profile picture is short.
    slogan='Mijn mooiste like? “Aha, nu snap ik het!”'
    [ "$template" != profiel ] || slogan='Juf in hart en nieren.'
    # One design shows nobody.
    [ "$template" = zonder-foto ] ||
        set -- "$@" --photo "$build/samples/amina.png"
    "$build/postertool" render --template "$template" --format "$format" \
        --set slogan="$slogan" \
        --set name="Juf Amina" "$@"
}

verdict() {
    if [ "$2" = 0 ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        bad=1
    fi
}

for template in $("$build/postertool" list templates | grep -o '^[a-z][^ ]*'); do
    for format in instagram-square instagram-portrait story a4; do
        name=$template-$format.txt
        draw "$template" "$format" --explain | grep -Ev '^(time|file|alt) ' \
            >"$actual/$name"
        [ -z "$refresh" ] || cp "$actual/$name" "$golden/$name"
        diff -u "$golden/$name" "$actual/$name"
        verdict "the layout of $template in $format is that of $name" $?
    done
    name=$template.png
    draw "$template" instagram-portrait --width 270 -o "$actual/$name"
    [ -z "$refresh" ] || cp "$actual/$name" "$golden/$name"
    "$build/compare_pictures" "$golden/$name" "$actual/$name" \
        "$actual/$template-difference.png"
    verdict "the picture of $template is nearly $name" $?
done
# Words of all kinds, as pictures: a line each, `|` for a line break.
number=0
while IFS= read -r slogan; do
    number=$((number + 1))
    name=words-$number.png
    "$build/postertool" render --template geverifieerd --format instagram-square \
        --photo "$build/samples/amina.png" --width 270 -o "$actual/$name" \
        --set slogan="$(echo "$slogan" | tr '|' '\n')" --set name="Élodie Ángel"
    [ -z "$refresh" ] || cp "$actual/$name" "$golden/$name"
    "$build/compare_pictures" "$golden/$name" "$actual/$name" \
        "$actual/words-$number-difference.png"
    verdict "the picture of \"$slogan\" is nearly $name" $?
done <<'END'
24 volgers. Elke dag opnieuw.
's Morgens om 8.25 uur - "Dag juf!"
ÀÉÎÕÜ! WIJ ZIJN DE 6A, EN JIJ?
Onderwijsinspectieverslaggevingsverantwoordelijkheid
Ja.|Nee.|Misschien.
AVATAR To Te fjord ffi gjpqy
Wij ❤️ lezen 👩🏽‍🏫 elke dag 🇧🇪 1️⃣
معلمتي هي المؤثرة الحقيقية 24
המורה הכי טובה בעולם
मेरी कक्षा, मेरा परिवार
我的老师是真正的影响者 한국어
Trường học: Żółć, Καλημέρα, Привет
END
# A template that is gone, or a list that failed, would be no failure above.
for file in "$golden"/*-*.txt "$golden"/*.png; do
    [ -e "$actual/${file##*/}" ] || echo "$file"
done >"$actual/unmade"
[ ! -s "$actual/unmade" ]
verdict "every golden is compared $(cat "$actual/unmade")" $?
exit $bad
