#!/bin/sh
# The structure test itself can fail: each rule is broken once in a copy.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

# broken RULE FILE LINE...: LINE at the end of FILE breaks RULE.
broken() {
    rule=$1
    file=$2
    shift 2
    cp -r "$here/../src" "$work/src"
    printf '%s\n' "$@" >>"$work/src/$file"
    if sh "$here/structure.sh" "$work/src" | grep -q "^not ok - $rule"; then
        echo "ok - $rule can fail"
    else
        echo "not ok - $rule can fail"
        bad=1
    fi
    rm -rf "$work/src"
}

broken "the press sees" press/fit.c '#include "serve/fcgi.h"'
broken "serve sees" serve/form.c '#include "press/canvas.h"'
broken "cmd sees" cmd/cmd.c '#include "press/plan.h"'
broken "nobody sees cmd" serve/form.c '#include "cmd/cmd.h"'
broken "no header" press/error.h '#include "press.h"'
broken "each library" press/fit.c '#include <gd.h>'
broken "libraries are" press/fit.h '#include <gd.h>'
broken "no file" press/fit.c "$(yes // | head -n 300)"
broken "no function" press/fit.c '{' "$(yes // | head -n 90)" '}'
broken "every header" press/new.h '#pragma once'
exit $bad
