#!/bin/sh
# `postertool report` on a campaign that never was: its goldens, the same from
# both databases, and the command line. Prints `ok - NAME` or `not ok - NAME`.
#   tests/report.sh BUILD SOURCE          compares
#   tests/report.sh BUILD SOURCE refresh  writes the goldens anew
set -u
build=$1
source=$2
refresh=${3:-}
golden=$source/tests/golden/report
tool=$build/postertool
export POSTERTOOL_TEMPLATES="$source/templates"
export POSTERTOOL_FONTS="$source/fonts/fonts.ini"
export POSTERTOOL_PARTNERS="$source/partners"
export POSTERTOOL_SURVEYS="$source/deploy/surveys.ini"
work=$(mktemp -d)
chmod 0755 "$work"
export POSTERTOOL_STATE="$work/state"
mkdir "$POSTERTOOL_STATE"
trap 'sh "$source/tests/support/postgres.sh" stop "$work/postgres"
    rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
bad=0

verdict() {
    if [ "$2" = 0 ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        sed 's/^/    /' err
        bad=1
    fi
}

# run CODE ARGUMENT...: the exit code is CODE.
run() {
    code=$1
    shift
    "$tool" report "$@" >out 2>err
    [ $? = "$code" ]
}

# wrong CODE WORDS ARGUMENT...: the exit code is CODE, with one line that has
# these words, and nothing else.
wrong() {
    code=$1
    words=$2
    shift 2
    run "$code" "$@" && [ ! -s out ] && [ "$(wc -l <err)" = 1 ] &&
        grep -qF -e "$words" err
}

uri=$(sh "$source/tests/support/postgres.sh" start "$work/postgres")
sqlite=$POSTERTOOL_STATE/evaluation.db
for database in "$sqlite" "$uri"; do
    "$build/campaign" "$database" --days 10 --partners 5 --visits 90 || exit 1
done

# same NAME ARGUMENT...: what both databases tell is the golden.
same() {
    name=$1
    shift
    run 0 --config "$golden/postertool.ini" --to 2026-11-11 "$@" -o "$name" &&
        [ ! -s out ] && [ ! -s err ]
    verdict "$name is told" $?
    [ -z "$refresh" ] || cp "$name" "$golden/$name"
    diff -u "$golden/$name" "$name"
    verdict "$name is as it was" $?
    run 0 --config "$golden/postertool.ini" --to 2026-11-11 "$@" \
        --database "$uri" && cmp out "$name"
    verdict "$name is the same from PostgreSQL" $?
}
same month.txt
same month-fr.txt --lang fr --from 2026-11-04 --no-remarks
same month.csv --format csv
same month.json --format json --lang en
same partner.txt --partner scholennet-de-brug --for-partner
same partner.json --partner scholennet-de-brug --for-partner --format json
same exported.csv --csv --from 2026-11-11

for name in month.json partner.json; do
    node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' \
        "$name" 2>err
    verdict "$name is JSON" $?
done
! grep -E '[^0-9.][1-4]$' partner.txt >err
verdict "a partner is told no count from 1 to 4" $?
for type in html pdf; do
    run 0 --format $type -o "a.$type" && [ -s "a.$type" ]
    verdict "a report is written as $type" $?
done

# As docs/evaluation.md has it: all that is in the file, added to what is there.
sed -n '/<!-- tests: move -->/,/<!-- end -->/s/^    //p' \
    "$source/docs/evaluation.md" >move.sh
from=$sqlite to=$uri sh -e ./move.sh >err 2>&1 &&
    [ "$("$tool" report --database "$uri" --csv --from 2026-11-11)" = "$(
        awk -F, -v OFS=, 'NR > 1 { $9 = 2 * $9 "\r" } { print }' exported.csv)" ]
verdict "the counts of SQLite are added to those of PostgreSQL" $?
[ "$("$tool" report --csv | wc -l)" = \
    "$(($(sqlite3 "$sqlite" 'SELECT COUNT(*) FROM counts') + 1))" ]
verdict "every count is exported" $?
run 0 && head -n 3 out | grep -q '^2 november 2026 tot en met '
verdict "without days it is from the first count until today" $?
run 0 --from 2026-11-04 --to 2026-11-04 &&
    head -n 3 out | grep -q '^4 november 2026 · ' &&
    run 0 --from 2026-11-04 --to 2026-11-04 --format html &&
    ! grep -q '4 november 2026 tot en met' out
verdict "one day is told as one" $?
run 0 --from 2020-01-01 --to 2020-01-02 && grep -q '^1 januari 2020' out &&
    grep -q 'er niets geteld' out
verdict "days without counts are told as such" $?
run 0 --partner nobody && grep -q 'nobody' out &&
    grep -q 'there is no partner "nobody"' err
verdict "a partner that nobody knows has a report of nothing, and is told of" $?
run 0 --partner stad-leeuwstede && [ ! -s err ]
verdict "nothing is told of one that is known" $?
POSTERTOOL_TEMPLATES=/nonexistent run 0 && grep -q '  volgers  ' out &&
    grep -q 'no names are known' err
verdict "without templates there are ids instead of names" $?

wrong 2 "--from yesterday is no day" --from yesterday
verdict "a day that is none is refused" $?
wrong 2 "--from is after --to" --from 2026-11-02 --to 2026-11-01
verdict "days in the wrong order are refused" $?
wrong 1 "first day is after the last" --from 9999-01-01
verdict "so is a day to come" $?
wrong 1 "1 to 1830 days" --from 1999-01-01
verdict "more days than a report can have are refused" $?
wrong 2 "--partner is no id" --partner ../x
verdict "a partner that can be none is refused" $?
wrong 2 "--format is none of" --format xls
verdict "a format that there is not is refused" $?
wrong 2 "which partner" --for-partner
verdict "who the partner is must be said" $?
wrong 3 "nothing was counted yet" --database "$work/none.db" &&
    [ ! -e "$work/none.db" ]
verdict "a database that is not there is told and not made" $?
wrong 3 "is no database of SQLite" --database "$golden/month.txt"
verdict "a file of something else is told" $?
wrong 3 "cannot be read: it must be like" \
    --database 'postgresql://me:s3cret@[host/x' && ! grep -q s3cret err
verdict "a password is not told" $?
echo before >kept
wrong 3 "no database" --database "$golden/month.txt" -o kept &&
    [ "$(cat kept)" = before ] &&
    wrong 3 "no database" --csv --database "$golden/month.txt" -o kept &&
    [ "$(cat kept)" = before ]
verdict "a file stays as it was when a report fails" $?

# link ARGUMENT...
link() {
    run 0 --config "$golden/postertool.ini" --link --partner stad-leeuwstede \
        "$@" && [ "$(wc -l <out)" = 1 ]
}
link --from 2026-11-02 --to 2026-11-11 --until 2027-01-31 && grep -qE '^https://poster\.example\.org/reports/stad-leeuwstede\?from=2026-11-02&to=2026-11-11&until=2027-01-31&signature=[0-9a-f]{64}$' out &&
    cp out first
verdict "a link to a partner's report is made" $?
link --from 2026-11-02 --to 2026-11-11 --until 2027-01-31 && cmp -s out first
verdict "the same link is the same" $?
[ "$(stat -c %a "$POSTERTOOL_STATE/report.key")" = 600 ]
verdict "its key is the operator's alone" $?
link && grep -qE '\?from=2026-11-02&until=[0-9-]{10}&signature=' out
verdict "without days a link is from the first count on" $?
run 0 --config "$golden/postertool.ini" --link --partner stad-leeuwsted &&
    [ "$(wc -l <out)" = 1 ] && grep -q 'no partner "stad-leeuwsted"' err
verdict "a link for a partner that is not there is told of" $?
wrong 1 "needs [page] address" --link --partner stad-leeuwstede
verdict "without an address there is no link" $?
wrong 2 "which partner" --link
verdict "nor without a partner" $?
exit $bad
