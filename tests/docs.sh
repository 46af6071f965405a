#!/bin/sh
# docs/templates.md tells the truth: its example is without fault, and `check`
# says what the document says that it says: nothing more, nothing else. Prints
# `ok - NAME` or `not ok - NAME`.
#   tests/docs.sh POSTERTOOL SOURCE PHOTO
set -u
tool=$1
source=$2
photo=$3
doc=$source/docs/templates.md
example=$source/docs/example
export POSTERTOOL_FONTS="$source/fonts/fonts.ini"
# Whether people are drawn is a mistake of its own below.
export POSTERTOOL_SAMPLES=
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0

verdict() {
    if [ "$2" = 0 ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        sed 's/^/    /' out
        bad=1
    fi
}

# The example as the document makes it first: a portrait alone.
begin() {
    rm -rf mine
    mkdir mine
    cp "$example/formats.ini" mine/
    cp -r "$example/krijt" mine/
    rm mine/krijt/story.svg mine/krijt/square.svg
    sed -i '/^\[.* @ /,/^$/d' mine/krijt/template.ini
}

"$tool" check --templates "$example" >out 2>&1 &&
    [ "$(cat out)" = "0 errors, 0 warnings" ]
verdict "the example of the document has neither error nor warning" $?
begin
"$tool" check --templates mine >out 2>&1 &&
    [ "$(cat out)" = "0 errors, 0 warnings" ]
verdict "nor has its first layout alone" $?

# What section 8 shows, line by line.
sed -i '/id="slogan"/s/.*/<g id="layer1">&<\/g>/' mine/krijt/portrait.svg
sed -i '/^\[text slogan\]/,/^$/s/^size = .*/size = 90..170/' \
    mine/krijt/template.ini
"$tool" check --templates mine >out 2>&1
sed -n '/^<!-- tests\/docs.sh/,/^    [0-9]* errors/s/^    //p' "$doc" |
    diff - out >/dev/null
verdict "the two mistakes of the document are told in its words" $?

# Every key = value that section 7 shows is one of the example.
sed -n '/^## 7/,/^## 8/s/^    \([a-z_.]* = .*\)/\1/p' "$doc" |
    grep -vxF -f "$example/krijt/template.ini" >out
[ ! -s out ]
verdict "template.ini is that of the example" $?

# A colour in a style attribute, as Inkscape writes it, gives way to the class.
draw() {
    "$tool" render --templates mine --template krijt --photo "$photo" \
        --theme violet --width 120 --set slogan=Respect. -o "$1" 2>out
}
begin
draw before.png
sed -i 's/fill="#[0-9a-f]*"/style="fill:#00ff00;display:inline"/' \
    mine/krijt/portrait.svg
draw after.png && cmp before.png after.png >>out 2>&1
verdict "a class wins over the colours of Inkscape" $?

# mistake FILE SCRIPT...: notes what is told of the example with one mistake.
mistake() {
    file=mine/$1
    shift
    begin
    LC_ALL=C sed -i "$@" "$file"
    tell "$*"
}
tell() {
    "$tool" check --templates mine >out 2>&1
    if ! grep -v '^[0-9]* errors*, ' out >>told; then
        echo "nothing is told of: $1" | cut -c 1-100 >>out
        false
        verdict "a mistake is told" $?
    fi
}
ini() {
    mistake krijt/template.ini "$@"
}
drawing() {
    mistake krijt/portrait.svg "$@"
}
# In the section of a format or of a layout.
format() {
    mistake formats.ini "/^\\[format $1\\]/,/^\$/$2"
}
layout() {
    mistake formats.ini "/^\\[layout portrait\\]/,/^\$/$1"
}

# The text files.
begin && rm mine/krijt/portrait.svg && ln -s nowhere mine/krijt/portrait.svg &&
    rm mine/formats.ini && tell "no formats.ini"
long=$(printf 'a%.0s' $(seq 200))
ini "s/^description.nl = .*/description.nl = $long/"
ini "s/^\\[field name\\]/[field $(printf 'a%.0s' $(seq 60))]/"
ini 's/^order = .*/order/'
ini 's/^\[field name\]/[veld name]/'
ini 's/^\[field name\]/[field Name]/'
ini 's/^name.fr = Craie/name.xx = Craie/'
ini 's/^name.fr = Craie/name.nl = Craie/'
ini 's/^name.nl = Krijt/name.nl = Krijt\xff/'
ini 's/^order = .*/order = vooraan/'
ini 's/^photo = .*/photo = yes/'
ini 's/^photo = .*/&\nalt.nl = [[nobody]]/'
ini 's/^uses = .*/uses = self, staff/'
ini 's/^uses = .*/uses = self, self/'
ini 's/^order = /volgorde = /'
ini 's/^max_length = /maximum = /'
ini 's/^valign = /vertical = /'
ini 's/^ground = #0e3b2e/ground = green/'
ini 's/^ground = #0e3b2e/&\nground = #000000/'
begin && for i in $(seq 16); do
    printf '\n[field more%s]\nlabel.nl = Meer\nmax_length = 9\n' "$i"
done >>mine/krijt/template.ini && tell "many fields"
ini 's/^\[text slogan\]/[text slogan @ portrait]/'
ini 's/^size = 56..170/size = 170/'
ini 's/^lines = 1..4/lines = 4/'
ini 's/^lines = 1..4/lines = 1..2.5/'
ini 's/^hyphens = no/leading = 9/'
ini 's/^hyphens = no/outline = chalk/'
ini '/^font = display/d'
ini 's/^font = display/font = comic/'
ini 's/^\[text name\]/[text nickname]/'
ini 's/^color = chalk/color = gold/'
ini 's/^hyphens = no/shadow = gold/'
ini 's/^hyphens = no/outline = gold 0.05/'
ini 's/^\[field name\]/[field zoom]/'
ini 's/^default_theme = .*/default_theme = geel/'
ini '/^label.de/d'
drawing 's/id="photo"/id="foto"/; /id="focus"/d'
begin && mkdir none && POSTERTOOL_SAMPLES=none && tell "nobody is drawn" &&
    POSTERTOOL_SAMPLES=
ini '$a [text name @ story]\nlines = 1..2'
caption() {
    ini "\$a $1"
}
caption '[caption]\nwords.nl = Kort'
caption '[caption myspace]\ntext.nl = Kort'
caption '[caption x]\nhashtags.nl = #A\n[caption bluesky, x]\nhashtags.nl = #A'
caption '[caption]\nhashtags.nl = krijt'
caption '[caption]\ntext.nl = [[slogan'
caption '[caption]\ntext.nl = {[[slagzin]]}'
caption '[caption]\ntext.nl = [[name]]'
caption '[caption]\ntext.nl = {[[name]] {[[name]]}}'
caption '[caption]\ntext.nl = [[slogan]]}'
caption '[caption]\ntext.nl = {[[slogan]]'
caption '[caption]\ntext.nl = {Kort.}'
caption "[caption x]\ntext.nl = $(printf 'a%.0s' $(seq 170))\ntext.nl = $(
    printf 'a%.0s' $(seq 170))"
begin && rm -r mine/krijt && tell "no template"

# The drawing.
begin && mv mine/krijt/portrait.svg mine/krijt/poster.svg && tell "no layout"
begin && cp mine/krijt/portrait.svg mine/krijt/postrait.svg && tell "a layout"
drawing 's/<svg /<html /; s/<.svg>/<\/html>/'
drawing 's/<.svg>//'
begin && printf '<svg/>\0' >mine/krijt/portrait.svg && tell "a zero"
drawing 's/viewBox="[^"]*"//'
drawing '1s/^/<!DOCTYPE svg [<!ENTITY a "b">]>\n/'
drawing "s/<g id=\"over\">/&$(printf '<g>%.0s' $(seq 70))$(
    printf '<\/g>%.0s' $(seq 70))/"
begin && {
    echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 1350">'
    yes '<g/>' | head -20001
    echo '</svg>'
} >mine/krijt/portrait.svg && tell "many elements"
drawing "s/<g id=\"over\">/&<defs><path id=\"p\" d=\"$(
    printf 'M0 0%.0s' $(seq 1000))\"\\/><\\/defs>$(
    printf '<use href="#p"\/>%.0s' $(seq 999))/"
drawing 's/<g id="over">/&<use href="#over"\/>/'
drawing 's/<g id="over">/&<text>Krijt<\/text>/'
drawing 's/<g id="over">/&<script\/>/'
drawing 's/<g id="over">/<g id="over" onclick="x()">/'
drawing 's/<g id="over">/&<animate\/>/'
drawing 's/<g id="over">/&<image href="photo.png"\/>/'
drawing 's/<g id="over">/&<use href="other.svg#a"\/>/'
drawing 's/<g id="over">/&<filter><feGaussianBlur stdDeviation="900"\/><\/filter>/'
drawing 's/<g id="over">/&<style>@import "a"<\/style>/'
drawing 's/<g id="over">/&<image href="data:image\/png;base64,AAAA"\/>/'
begin && mv mine/krijt/portrait.svg mine/krijt/a.svg &&
    sed -i "s/<g id=\"over\">/&<image width=\"900\" height=\"900\" href=\"data:image\\/png;base64,$(
        base64 -w 0 before.png | sed 's,/,\\/,g')\"\\/>/" mine/krijt/a.svg &&
    tell "a small picture"
drawing '/id="slogan"/d'
drawing 's/id="logo"/id="name"/'
drawing '/id="slogan"/s/.*/<g>&<\/g>/'
drawing 's/<rect id="logo".*/<circle id="logo" r="9"\/>/; s/<rect id="name".*/<circle id="name" cx="200" cy="800" r="70"\/>/'
drawing 's/fill-dust/fill-dusk/'
ini '0,/^dust = /{/^dust = /d}'
drawing 's/with-name/with-nickname/'

# Places and words.
drawing 's/0 0 1080 1350/0 0 1080 1080/'
drawing '/id="signoff"/s/y="1234"/y="1264"/'
drawing '/id="name"/s/y="722"/y="800"/'
drawing '/id="logo"/s/x="790"/x="500"/'
drawing 's/id="photo"/& transform="translate(9000)"/; s/ transform="rotate(-7 540 675)"//'
drawing '/id="focus"/s/cy="340"/cy="1300"/'
ini 's/^size = 56..170/size = 90..170/'
ini 's/^example.nl = Geen.*/example.nl = 𒀀/'
ini 's/^size = 26..38/size = 8..38/'
ini 's/^chalk = #1c1b3a/chalk = #fff4e3/'
drawing 's/<g id="over">/&<rect class="fill-chalk" x="60" y="910" width="400" height="290"\/>/'

# formats.ini.
mistake formats.ini '/^\[format/,$d'
mistake formats.ini 's/^\[layout tall\]/[formaat tall]/'
mistake formats.ini 's/^\[format story\]/[format instagram-square]/'
mistake formats.ini 's/^\[layout tall\]/[layout square]/'
mistake formats.ini 's/^dpi = 300/resolution = 300/'
mistake formats.ini 's/^group = social/group = sociaal/'
format instagram-portrait 's/^size = .*/size = 1080/'
format instagram-portrait 's/^size = .*/&\nbleed = 3mm/'
format instagram-portrait '{/^layout/d}'
format instagram-portrait 's/^size = .*/size = 1080x1200/'
format a5 's/^bleed = .*/bleed = 3/'
format a5 '{/^dpi/d}'
format a5 's/^size = .*/size = 2000x2000mm/'
layout 's/^safe/margin/'
layout 's/^size = .*/size = 1080/'
layout 's/^safe = .*/safe = 48 48/'
layout 's/^safe = .*/safe = 700/'
layout 's/^safe = .*/shape = round/'
layout 's/^safe = .*/bleed = 600/'
layout 's/portrait/staand/'

# Rows of the tables under "What check tells", as patterns.
sed -n '/^# What check tells/,/^# Looking/s/^| `\(.*\)` |.*|.*/\1/p' "$doc" |
    sed 's/` | .*//' >rows
sed 's/[][\\.*^$]/\\&/g; s/…/.*/g; s/^/\\(^\\|: \\|warning: \\)/; s/$/$/' \
    rows >patterns
while IFS= read -r row && IFS= read -r pattern <&3; do
    grep -q -e "$pattern" told || echo "$row"
done <rows 3<patterns >out
[ ! -s out ] && [ "$(wc -l <rows)" -gt 70 ]
verdict "every message of the document is one that check tells" $?
grep -v -f patterns told | sort -u >out
[ ! -s out ]
verdict "every message that check told is in the document" $?
exit $bad
