#!/bin/sh
# docs/privacy.md tells the truth: its table is what is counted, and its rule for
# robots is the one of the server. Prints `ok - NAME` or `not ok - NAME`.
#   tests/docs_privacy.sh POSTERTOOL SOURCE
set -u
tool=$1
doc=$2/docs/privacy.md
counting=$2/src/serve/counting.c
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0

# same NAME: both files have the same lines, and some.
same() {
    if [ -s told ] && diff told written >differences; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        sed 's/^/    /' differences
        bad=1
    fi
}

"$tool" list events --lang en |
    sed -E 's/^([a-z-]+) +([a-z]+) +(.*)$/| `\1` | \2 | \3 |/' >told
sed -nE 's/^(\| `[a-z-]+` \| (server|page|survey) \| [^|]+ \|).*/\1/p' "$doc" >written
same "the table has all that is counted, who tells it and what it is"

sed -n '/robots\[\] = {/,/};/p' "$counting" | grep -oE '"[a-z]+"' |
    tr -d '"' | sort >told
sed -n '/^- Robots/,/in capitals/p' "$doc" | grep -oE '`[a-z]+`' |
    tr -d '`' | sort >written
same "robots are known by the same words"
exit $bad
