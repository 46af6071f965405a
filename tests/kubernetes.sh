#!/usr/bin/env bash
# deploy/kubernetes, as far as it can be seen without a cluster: what kustomize
# makes of it, and the configuration of nginx and of the tool in it. Prints
# `ok - NAME` or `not ok - NAME`.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
here=deploy/kubernetes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
verdict() {
    if [ "$2" = 0 ]; then echo "ok - $1"; else
        echo "not ok - $1"
        bad=1
    fi
}

# The tool reads its half, but for the folders of an image.
for file in "$here"/*/postertool.ini; do
    sed -e '/^key_file/d' "$file" >"$work/postertool.ini"
    POSTERTOOL_TEMPLATES=templates POSTERTOOL_FONTS=fonts/fonts.ini \
        build/dev/postertool check --config "$work/postertool.ini" \
        >"$work/out" 2>&1
    code=$?
    [ "$code" = 0 ] || cat "$work/out"
    verdict "the tool takes $file" "$code"
done

# nginx takes the other, with the package's files where an image has them.
cmake --install build/dev --prefix "$work/usr" >/dev/null || exit 1
etc=$work/etc
mkdir -p "$work/run" "$work/cache"
cp -r "$work/usr/share/postertool/nginx" "$etc"
cp /etc/nginx/mime.types "$etc/"
cp $here/base/postertool-balancers.conf "$etc/snippets/"
sed -i "s|/run/nginx-postertool|$work/cache|" "$etc/conf.d/postertool.conf"
sed -e "s|/etc/nginx/|$etc/|g" -e "s|/run/nginx/|$work/run/|g" \
    -e 's|listen 80|listen 127.0.0.1:80|' $here/base/nginx.conf >"$etc/nginx.conf"
# (It binds what it tests, so on ports that nobody has.)
sed -i -e 's|127.0.0.1:8080|unix:'"$work"'/a|' -e 's|127.0.0.1:8081|unix:'"$work"'/b|' "$etc/nginx.conf"
nginx -t -p "$work" -c "$etc/nginx.conf" -e stderr >"$work/out" 2>&1
code=$?
[ "$code" = 0 ] || cat "$work/out"
verdict "nginx takes its configuration" "$code"

# kustomize 5 is in kubectl from 1.27 on; Debian's is of before.
kubectl version --client 2>/dev/null | grep -qE '^Kustomize Version: v([5-9]|1[0-9])' || {
    echo "skipped: there is no kubectl of 1.27 or later, so nobody looked at the manifests"
    exit $bad
}
kubectl kustomize $here/base >"$work/base.yaml" 2>"$work/out" || cat "$work/out"
kubectl kustomize $here/example >"$work/example.yaml" 2>"$work/out"
code=$?
if [ "$code" = 0 ] && [ -s "$work/out" ]; then code=1; fi
cat "$work/out"
verdict "kustomize makes the base and the example, and warns of nothing" "$code"
for name in base example; do
    echo "# $name"
    /usr/bin/python3 tests/kubernetes_check.py <"$work/$name.yaml" || bad=1
done
exit $bad
