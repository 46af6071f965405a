#!/bin/sh
# docs/partners.md tells the truth: the examples are without fault, every key
# that is known is in it, and what it quotes is what `check` says. Prints
# `ok - NAME` or `not ok - NAME`.
#   tests/docs_partners.sh POSTERTOOL SOURCE
set -u
tool=$1
source=$2
doc=$source/docs/partners.md
export POSTERTOOL_FONTS="$source/fonts/fonts.ini" POSTERTOOL_SAMPLES=
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0
templates=$source/docs/example

verdict() {
    if [ "$2" = 0 ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        sed 's/^/    /' out
        bad=1
    fi
}

# One folder, of which `check` says what the document has.
#   tells WORDS LINE...
tells() {
    words=$1
    shift
    mkdir -p mine/school
    { printf "[partner]\nname.nl = School\n"
      printf '%s\n' "$@"; } >mine/school/partner.ini
    "$tool" check --templates "$templates" --partners mine >out 2>&1
    grep -qF -- "$words" out && grep -qF -- "$words" "$doc"
    verdict "check tells: $words" $?
    rm -rf mine
}

mkdir -p mine/sint-jan
printf '[partner]\nname.nl = Sint-Jansinstituut\n' >mine/sint-jan/partner.ini
"$tool" check --templates "$templates" --partners mine >out 2>&1
verdict "the shortest partner is without fault" $?
"$tool" list partners --templates "$templates" --partners "$source/partners" \
    >out 2>&1
rm -rf mine
# What the tool says there is, the document explains.
tells 'is none of name.LANG' 'x = y'
for key in $(sed -n 's/.*is none of name.LANG, short_name.LANG, //p' out |
    tr -d ','); do
    grep -q "^| .*\`$key\`" "$doc" || { echo "$key" >>out; bad=1; }
done
tells 'is given twice' 'place = Gent' 'place = Gent'
tells 'is there twice' 'languages = nl, nl'
tells 'a part between two commas is empty' 'languages = nl,,fr'
tells 'there is no template' 'template = nergens'
tells 'there is no format' 'formats = nergens'
tells 'stands beside a template only' 'theme = geel'
tells 'is no theme of a template that is allowed' 'themes = nergens'
tells 'is none of nl, fr, en, de' 'languages = es'
tells 'is no site such as' 'origins = www.school.be'
tells 'is no e-mail address' 'contact = school'
tells 'is no address such as' 'link = school.be'
tells 'is no day such as' 'from = morgen'
tells 'is before from' 'from = 2026-02-02' 'to = 2026-02-01'
tells 'is no file of this folder' 'logo = ../logo.svg'
tells 'there is no file' 'logo = weg.svg'
tells 'there is no such [field]' '[caption]' 'text.nl = [[nergens]]'
tells 'the section is none of' '[partners]' 'a = b'
mkdir -p 'mine/Sint Jan' mine/leeg
echo '[partner]' >'mine/Sint Jan/partner.ini'
"$tool" check --templates "$templates" --partners mine >out 2>&1
grep -q 'is no id of a partner' out && grep -q 'name.nl: is missing' out &&
    grep -q 'holds no partner.ini' out
verdict "check tells of folders and of a name that is missing" $?
# draws WORDS FILE CONTENT: the same of a logo.
draws() {
    mkdir -p mine/school
    printf '[partner]\nname.nl = School\n' >mine/school/partner.ini
    printf '%b' "$3" >"mine/school/$2"
    "$tool" check --templates "$templates" --partners mine >out 2>&1
    grep -qF -- "$1" out && grep -qF -- "$1" "$doc"
    verdict "check tells: $1" $?
    rm -rf mine
}
rm -rf mine
svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
draws 'holds text' logo.svg "$svg<text>a</text></svg>"
draws 'holds a picture' logo.svg "$svg<image/></svg>"
draws 'holds a script' logo.svg "$svg<script/></svg>"
draws 'is a JPEG' logo.png '\0377\0330\0377\0340'
draws 'is neither an SVG nor a PNG' logo.png 'GIF89a'
draws 'the logo shows nothing' logo.svg "$svg</svg>"
mkdir -p mine/school
echo '[partner]' >mine/school/partner.ini
printf '[press]\ntemplates = %s\npartners = %s\n' "$templates" "$work/mine" >tool.ini
"$tool" check --config tool.ini >out 2>&1
grep -q 'school/partner.ini.*name.nl: is missing' out
verdict "check looks where the configuration says" $?
exit $bad
