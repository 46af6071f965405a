#!/bin/sh
# docs/privacy.md says what is counted and who is not: held against what the
# program counts, and against the words that make a robot.
#   privacy.sh POSTERTOOL SOURCE
set -eu
tool=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2016 # backticks of Markdown
sed -nE 's/^\| `([a-z-]+)` \| (server|page|survey) \| (.*) \|$/\1 \2 \3/p' \
    "$source/docs/privacy.md" >"$work/told"
"$tool" list events --lang en | tr -s ' ' >"$work/counted"
[ -s "$work/counted" ]
diff "$work/told" "$work/counted" || {
    echo "docs/privacy.md tells another table than \`postertool list events\`" >&2
    exit 1
}

sed -n '/^static const char \*const robots/,/;$/p' \
    "$source/src/serve/counting.c" | grep -o '"[a-z]*"' | tr -d '"' |
    sort >"$work/robots"
[ -s "$work/robots" ]
# shellcheck disable=SC2016 # backticks of Markdown
sed -n '/^2\. Robots/,/^3\./p' "$source/docs/privacy.md" |
    grep -o '`[a-z]*`' | tr -d '`' | sort >"$work/written"
diff "$work/written" "$work/robots" || {
    echo "docs/privacy.md names other robots than src/serve/counting.c" >&2
    exit 1
}
