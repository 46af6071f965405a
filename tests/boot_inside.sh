#!/usr/bin/env bash
# What tests/boot.sh runs in the container that it boots: installs the package,
# uses it as a school would, and purges it.
set -u
cd /boot-test || exit 1
deb=/boot-test/postertool.deb
share=/usr/share/postertool
http=http://127.0.0.1
bad=0

verdict() {
    if [ "$2" = 0 ]; then echo "ok - $1"; else
        echo "not ok - $1"
        bad=1
    fi
}

# Every name that a package could leave behind.
names() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp \
        -o -path /boot-test -o -path /var/lib/dpkg -o -path /var/log \
        -o -path /var/cache -o -path /var/tmp \) -prune -o -print
    # What nginx keeps for it goes with nginx.
    find /run -name '*postertool*' -not -path '/run/nginx*'
}

# The package's own examples, filled, as a site on the loopback address.
make_site() {
    local locations=/etc/nginx/snippets/postertool.conf
    rm -f /etc/nginx/sites-enabled/default
    cp -r "$share/nginx/conf.d" "$share/nginx/snippets" /etc/nginx/
    cat >/etc/nginx/sites-enabled/boot.conf <<END
server {
    listen 127.0.0.1:80;
    include /etc/nginx/snippets/postertool-answer.conf;
    include $locations;
}
END
    # A reload would not leave port 80 of the default site.
    nginx -t && systemctl restart nginx
}

code() {
    curl -s -o /dev/null -w '%{http_code}\n' --max-time 60 "$@"
}
poster() {
    local to=$1
    shift
    curl -s -o "$to" -w '%{http_code}\n' --max-time 60 -F template=volgers \
        -F slogan=Respect. -F photo="@$share/samples/amina.png" "$@" \
        "$http/api/v1/posters"
}
is_png() { [ "$(od -An -tx1 -N8 "$1" | tr -d ' \n')" = 89504e470d0a1a0a ]; }

wait_until_served() {
    for _ in $(seq 100); do
        [ "$(code "$http/")" != 200 ] || return 0
        sleep 0.3
    done
    return 1
}

supervisor() { systemctl show -P MainPID postertool.service; }
# By what it runs as: a process that leaves no core dump belongs to root.
processes() {
    local uid
    uid=$(id -u postertool) || return
    grep -lE "^Uid:[[:blank:]]${uid}[[:blank:]]" /proc/[0-9]*/status 2>/dev/null |
        cut -d / -f 3
}

names | sort >before
units=(postertool.service postertool.socket postertool-status.socket)

dpkg -i "$deb" >&2
verdict "the package installs" $?
[ "$(systemctl is-active "${units[@]}" | sort -u)" = active ]
verdict "it starts the server and its sockets" $?
[ "$(systemctl is-enabled "${units[@]}" | sort -u)" = enabled ]
verdict "they are there after the next start of the machine" $?
[ "$(stat -c '%a %U %G' /run/postertool/postertool.sock)" = \
    "660 postertool www-data" ]
verdict "the web server alone may ask" $?
[ "$(dpkg-query -W -f '${Conffiles}' postertool | awk 'NF { print $1 }')" = \
    /etc/postertool/postertool.ini ]
verdict "the configuration is a conffile" $?
make_site >&2 && wait_until_served
verdict "nginx serves it" $?
[ "$(poster poster.png)" = 200 ] && is_png poster.png
verdict "a poster is made" $?
[ "$(code "$http/")" = 200 ] && [ "$(code "$http/fonts/text.woff2")" = 200 ]
verdict "the page and its fonts are there" $?
for path in healthz readyz status metrics; do
    [ "$(code "http://127.0.0.1:9180/$path")" = 200 ]
    verdict "the operator has $path" $?
done
[ "$(code "$http/metrics")" = 404 ]
verdict "visitors have no metrics" $?

count=0
wrong=0
for pid in $(processes); do
    count=$((count + 1))
    awk '$1 == "Seccomp:" && $2 == 2 { good++ }
        $1 == "NoNewPrivs:" && $2 == 1 { good++ }
        /^Cap(Inh|Prm|Eff|Bnd|Amb):/ && $2 ~ /^0+$/ { good++ }
        $1 == "Uid:" && $2 != 0 && $2 == $3 && $2 == $4 { good++ }
        END { exit good != 8 }' "/proc/$pid/status" || wrong=1
    [ "$(grep -c : "/proc/$pid/net/dev")" = 1 ] || wrong=1
done
[ "$count" -gt 1 ] && [ "$wrong" = 0 ]
verdict "every process is without rights and without network" $?
nsenter -t "$(supervisor)" -m setpriv --reuid=postertool --regid=postertool \
    --clear-groups find / -path /proc -prune -o \( -type f -o -type d \) \
    -writable -print 2>/dev/null | grep -vE '^/var/lib/postertool(/|$)' >writable
cat writable >&2
[ ! -s writable ]
verdict "no file or folder can be written but where counts are kept" $?
[ "$(stat -c '%a %U %G' /var/lib/postertool)" = "750 postertool postertool" ]
verdict "nobody else sees what is counted" $?
recorder_works() {
    curl -s "http://127.0.0.1:9180/metrics" | grep -qx 'postertool_recorder_up 1'
}
for _ in $(seq 50); do
    recorder_works && break
    sleep 0.2
done
recorder_works
verdict "counts reach the database" $?
[ -z "$(nsenter -t "$(supervisor)" -m find /home /root -mindepth 1 2>&1 |
    head -n 1)" ]
verdict "no home can be seen" $?
# As its comments tell them, every key of it.
sed -E 's/^;([a-z_.]+ = |\[)/\1/' /etc/postertool/postertool.ini >every.ini
postertool check --config every.ini >&2
verdict "the configuration's examples are right" $?
systemd-analyze security --offline=true --threshold=10 --no-pager \
    /lib/systemd/system/postertool.service >&2
verdict "systemd finds little that could be shut further" $?
# (The container has no man, which looks for the documentation.)
systemd-analyze verify --man=no "${units[@]}" >verified 2>&1 && [ ! -s verified ]
cat verified >&2
verdict "the units are right" $?

# Four browsers, while the server is started again, reads everything again and
# is upgraded.
ask_on() {
    while [ ! -e stop ]; do
        poster "load.$1.png"
        code "$http/"
    done >"codes.$1"
}
echo "; a school's own" >>/etc/postertool/postertool.ini
for i in 1 2 3 4; do ask_on "$i" & done
steps=0
for step in restart reload upgrade reload restart; do
    sleep 1
    if [ "$step" = upgrade ]; then dpkg -i "$deb" >&2; else
        systemctl "$step" postertool.service
    fi || steps=1
done
sleep 1
touch stop
# Not for what nginx or the package started.
wait
verdict "the server restarts, reloads and is upgraded under load" $steps
sort codes.* | uniq -c >&2
journalctl -b --no-pager -u postertool.service | grep -v level=info >&2
[ "$(sort -u codes.*)" = 200 ] && [ "$(cat codes.* | wc -l)" -gt 20 ]
verdict "no request is lost meanwhile" $?
grep -q "a school's own" /etc/postertool/postertool.ini
verdict "an upgrade keeps the configuration" $?

killed=$(supervisor)
systemctl kill --kill-who=main -s KILL postertool.service
[ "$(poster poster.png)" = 200 ] && [ "$(supervisor)" != "$killed" ]
verdict "a server that was killed comes back" $?

# As docs/deploy.md tells it, but for apt, which has no network here, and certbot,
# which has no name to prove.
document() {
    sed -n "/^<!-- tests: $1 -->/,/^<!-- end -->/s/^    //p" /boot-test/deploy.md |
        sed '/^certbot /,/[^\\]$/d; /^apt /d'
}
certify() {
    local live=/etc/letsencrypt/live/$1
    mkdir -p "$live"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -days 2 -subj "/CN=$1" -addext "subjectAltName=DNS:$1" \
        -keyout "$live/privkey.pem" -out "$live/fullchain.pem"
    export CURL_CA_BUNDLE=$live/fullchain.pem
    echo "127.0.0.1 $1" >>/etc/hosts
}
rm -f /etc/nginx/conf.d/postertool* /etc/nginx/snippets/postertool*
rm -f /etc/nginx/sites-enabled/boot.conf
ln -s ../sites-available/default /etc/nginx/sites-enabled/default
cp /etc/hosts hosts 2>/dev/null
certify poster.example.org >&2
# It was killed above; this waits until it is there.
systemctl start postertool.service
(cd /tmp && document commands | bash -e) >followed 2>&1
cat followed >&2
grep -qx ready followed && [ "$(tail -n 1 followed)" = "200 image/png" ]
verdict "docs/deploy.md leads to a site with HTTPS and a first poster" $?
document remove | bash -e >&2 && [ -z "$(find /etc/nginx -name 'postertool*.conf')" ]
verdict "and away from it" $?
rm -rf /etc/letsencrypt /etc/hosts
[ ! -e hosts ] || cp hosts /etc/hosts
systemctl stop nginx
dpkg --purge postertool >&2
verdict "the package can be purged" $?
names | sort >after
# Of the accounts, which keep the user, there are copies.
comm -13 before after | grep -vE '^/etc/((passwd|group|shadow|gshadow)-|\.pwd\.lock)$' >left
cat left >&2
[ ! -s left ]
verdict "nothing is left" $?
[ -z "$(processes)" ]
verdict "nobody is left running" $?
[ "$bad" != 0 ] || echo "all was tried"
