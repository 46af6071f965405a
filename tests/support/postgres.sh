#!/bin/sh
# A PostgreSQL of one's own for a test, on a Unix socket in a folder:
#   tests/support/postgres.sh start FOLDER    makes it, starts it, prints its URI
#   tests/support/postgres.sh again FOLDER    starts it again after a stop
#   tests/support/postgres.sh stop FOLDER     stops it, as after a crash
# For root it runs as nobody, because PostgreSQL refuses root.
set -u
bin=${POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)}
verb=${1:-}
folder=${2:-}

if [ -z "$folder" ] || [ ! -x "$bin/initdb" ]; then
    echo "usage: $0 start|again|stop FOLDER (and PostgreSQL installed)" >&2
    exit 2
fi

as_nobody() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
    else
        "$@"
    fi
}

start() {
    # What is lost at a power cut does not matter here.
    as_nobody "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -s \
        -o "-k '$folder' -c listen_addresses='' -c fsync=off" start \
        >/dev/null || { cat "$folder/log" >&2; exit 1; }
    echo "postgresql:///postgres?host=$folder&user=postgres"
}

case $verb in
start)
    mkdir -p "$folder" || exit 1
    folder=$(cd "$folder" && pwd)
    chmod 0755 "$folder"
    [ "$(id -u)" != 0 ] || chown nobody:nogroup "$folder"
    cd "$folder" || exit 1
    as_nobody "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 \
        --locale=C.UTF-8 -N >"$folder/initdb.log" 2>&1 ||
        { cat "$folder/initdb.log" >&2; exit 1; }
    start
    ;;
again)
    cd "$folder" || exit 1
    start
    ;;
stop)
    cd "$folder" || exit 1
    as_nobody "$bin/pg_ctl" -D "$folder/data" -w -t 60 -s -m immediate stop \
        >/dev/null
    ;;
*)
    exec "$0"
    ;;
esac
