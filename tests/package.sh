#!/usr/bin/env bash
# The Debian package: builds it, and looks that Debian's own checker is content
# and that whoever builds it has the same bytes. Prints `ok - NAME` or
# `not ok - NAME`.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
bad=0
verdict() {
    if [ "$2" = 0 ]; then echo "ok - $1"; else
        echo "not ok - $1"
        bad=1
    fi
}

deb=$(script/package build/package)
verdict "it is built" $?
[ "$bad" = 0 ] || exit 1
# As root it says that it should not be.
lintian --fail-on error,warning build/package/*.changes 2>/dev/null
verdict "lintian finds no error, and nothing to warn of" $?

again=build/package-again/in/another/place
(umask 077 && TZ=Asia/Tokyo LC_ALL=C script/package $again) >/dev/null &&
    cmp "$deb" "$again/$(basename "$deb")"
verdict "built elsewhere it has the same bytes" $?
rm -rf build/package-again

missing=$(sed -nE '/^\.TP/ { n; s/^\.B ([a-z_]+(\.nl)?)(,.*)?$/\1/p }' \
    man/postertool.ini.5 |
    while read -r key; do
        grep -qE "^;$key = " deploy/postertool.ini || echo "$key"
    done)
[ -z "$missing" ] || echo "$missing"
[ -z "$missing" ]
verdict "the configuration has every key of postertool.ini(5)" $?
exit $bad
