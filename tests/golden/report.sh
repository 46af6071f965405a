#!/bin/sh
# Reports of made-up campaigns, with all their charts, held fast to the byte.
# Prints `ok - NAME` or `not ok - NAME`; what was made lies in
# BUILD/golden-report.
#   tests/golden/report.sh BUILD SOURCE          compares
#   tests/golden/report.sh BUILD SOURCE refresh  writes the goldens anew
set -u
build=$1
source=$2
refresh=${3:-}
golden=$source/tests/golden/report
actual=$build/golden-report
rm -rf "$actual"
mkdir -p "$actual" "$golden"
bad=0

# hold KIND LANGUAGE
hold() {
    name=$1-$2.html
    "$build/make_report" "$1" "$2" html >"$actual/$name" || exit 1
    [ -z "$refresh" ] || cp "$actual/$name" "$golden/$name"
    if diff -u "$golden/$name" "$actual/$name" >"$actual/$name.diff" 2>&1; then
        echo "ok - $name"
    else
        echo "not ok - $name: see $actual/$name.diff"
        bad=1
    fi
}

hold month nl
hold partner fr
hold empty de
exit $bad
