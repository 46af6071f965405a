#!/usr/bin/env bash
# Tries the package on a machine of its own: Debian in a container that is booted,
# where tests/boot_inside.sh installs, uses and purges it. Prints `ok - NAME` or
# `not ok - NAME`, or `skipped: WHY` where no container can be had.
#   tests/boot.sh DEB FOLDER    what is worth keeping stays in FOLDER
set -euo pipefail
deb=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)

skip() {
    echo "skipped: $1"
    exit 0
}
[ "$(id -u)" = 0 ] || skip "only root can boot a container"
for tool in debootstrap systemd-nspawn; do
    command -v "$tool" >/dev/null || skip "there is no $tool"
done

# Where this machine has its Debian from.
sources() {
    apt-get indextargets --format "$1" 'Identifier: Packages' \
        'Origin: Debian' | sort -u
}
# shellcheck disable=SC2016 # the names are apt's
lines=$(sources 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)')
# shellcheck disable=SC1091
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
mirror=$(awk -v suite="$suite" '$3 == suite && $4 == "main" { print $2; exit }' \
    <<<"$lines")
[ -n "$mirror" ] || skip "this machine has no Debian mirror"
eval "$(apt-config shell proxy Acquire::http::Proxy)"
# shellcheck disable=SC2154 # by the line above
if [ -n "${proxy:-}" ]; then export http_proxy=$proxy; fi

packages=(systemd systemd-sysv nginx curl ca-certificates)
# What the package depends on: of alternatives the first, without versions.
mapfile -t depends < <(dpkg-deb -f "$deb" Depends | tr ',' '\n' |
    sed -E 's/[|(].*//; s/[[:blank:]]//g')
packages+=("${depends[@]}")

run_in() {
    local root=$1
    shift
    systemd-nspawn -q -D "$root" --machine="postertool-$$" --register=no \
        --keep-unit "$@"
}

part=$folder/base.part
lay_down_debian() {
    rm -rf "$folder"/base.*
    debootstrap --variant=minbase --include=ca-certificates "$suite" "$part" \
        "$mirror"
    rm -f "$part/etc/apt/sources.list"
    echo "$lines" >"$part/etc/apt/sources.list"
    echo force-unsafe-io >"$part/etc/dpkg/dpkg.cfg.d/boot"
    printf '#!/bin/sh\nexit 101\n' >"$part/usr/sbin/policy-rc.d"
    chmod 755 "$part/usr/sbin/policy-rc.d"
    apt_in_base update
}
apt_in_base() {
    run_in "$part" --pipe --setenv=http_proxy="${http_proxy:-}" \
        --setenv=DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"
}
add_packages() {
    apt_in_base dist-upgrade &&
        apt_in_base install --no-install-recommends "${packages[@]}" &&
        apt_in_base clean
}

base=$folder/base.$(printf '%s\n' "$lines" "${packages[@]}" | cksum | tr ' ' -)
# Made once, and again when what is in it changes.
if [ ! -d "$base" ]; then
    # (set -e counts for nothing within a condition.)
    (set -e; lay_down_debian) >"$folder/make.log" 2>&1 </dev/null &
    wait $! || skip "Debian cannot be laid down; see $folder/make.log"
    add_packages >>"$folder/make.log" 2>&1 </dev/null || {
        tail -n 20 "$folder/make.log" >&2
        echo "not ok - what the package depends on is in Debian"
        exit 1
    }
    rm -f "$part/usr/sbin/policy-rc.d"
    mv "$part" "$base"
fi

root=$folder/root
trap 'rm -rf "$root"' EXIT
rm -rf "$root"
cp -a --reflink=auto "$base" "$root"
mkdir "$root/boot-test"
cp "$deb" "$root/boot-test/postertool.deb"
cp "$here/boot_inside.sh" "$root/boot-test/inside.sh"
cp "$here/../docs/deploy.md" "$root/boot-test/"
# Links in the tree would lead out of it.
units=$root/etc/systemd/system
rm -f "$units/boot-test.service" "$units/default.target"
cat >"$units/boot-test.service" <<'END'
[Unit]
SuccessAction=poweroff-force
FailureAction=poweroff-force
[Service]
Type=oneshot
ExecStart=/bin/bash /boot-test/inside.sh
StandardOutput=file:/boot-test/result
StandardError=file:/boot-test/errors
TimeoutStartSec=150
[Install]
WantedBy=multi-user.target
END
run_in "$root" --pipe systemctl -q enable boot-test.service </dev/null

status=0
landlock="landlock_create_ruleset landlock_add_rule landlock_restrict_self"
timeout -k 10 200 systemd-nspawn -q -D "$root" --machine="postertool-$$" \
    --register=no --keep-unit --private-network --console=read-only -b \
    --system-call-filter="$landlock" >"$folder/console.log" 2>&1 </dev/null || status=$?
cp "$root/boot-test/result" "$root/boot-test/errors" "$folder/" 2>/dev/null || {
    tail -n 20 "$folder/console.log" >&2
    echo "not ok - the container boots (nspawn ended with $status)"
    exit 1
}
cat "$folder/result"
if grep -q '^not ok' "$folder/result" ||
    [ "$(tail -n 1 "$folder/result")" != "all was tried" ]; then
    tail -n 40 "$folder/errors" >&2
    echo "not ok - what was tried in the container"
    exit 1
fi
