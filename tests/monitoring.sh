#!/bin/sh
# What watches the server goes by what the server tells: the dashboards, the alerts
# and docs/deploy.md have no metric, label or place that is not there. Prints
# `ok - NAME` or `not ok - NAME`. With promtool (Debian: prometheus) the alerts are
# tried too.
#   tests/monitoring.sh SOURCE
set -u
cd "$1" || exit 1
bad=0

node - <<'JS' || bad=1
const { readFileSync } = require("node:fs");
const read = (path) => readFileSync(path, "utf8");
let bad = 0;
function verdict(name, faults) {
  console.log(`${faults.length ? "not ok" : "ok"} - ${name}`);
  for (const fault of faults) console.log(`    ${fault}`);
  bad += faults.length;
}

// What metrics.c writes: each name with its type, of write_named its label.
const types = new Map();
const source = read("src/serve/metrics.c").replaceAll("%s", "");
for (const [, how, name, word] of source.matchAll(/\b(head|number|write_named)\(\s*out,\s*"([a-z_]+)",\s*"([a-z]+)"/g))
  types.set(`postertool_${name}`, how === "write_named" ? "counter" : word);
const labels = new Set([...source.matchAll(/([a-z]+)=\\"/g), ...source.matchAll(/write_named\(\s*out,\s*"[a-z_]+",\s*"([a-z]+)"/g)].map((one) => one[1]));
verdict("the source tells its metrics", types.size > 20 && labels.size > 5 ? [] : [`${types.size} metrics, ${labels.size} labels`]);
// What Prometheus adds.
for (const label of ["instance", "job"]) labels.add(label);

// The words that labels may have.
const files = ["metrics.c", "counters.c", "slot.c", "routes.c"].map((name) => `src/serve/${name}`);
const words = new Set([...files, "src/press/press.c", "src/evaluation/event.c"].flatMap((path) => [...read(path).replaceAll('\\"', '"').matchAll(/"([^"\n]*)"/g), ...read(path).matchAll(/="?\\"([a-z]+)\\"/g)].map((one) => one[1])));

function faultsOf(text) {
  const faults = [];
  for (const [name] of text.matchAll(/\bpostertool_[a-z_]+/g)) {
    const family = name.replace(/_(bucket|sum|count)$/, "");
    if (types.get(name) === "histogram") faults.push(`${name} wants _bucket, _sum or _count`);
    else if (!types.has(name) && types.get(family) !== "histogram") faults.push(`there is no ${name}`);
  }
  for (const [, name] of text.matchAll(/(?:rate|increase)\((postertool_[a-z_]+)/g))
    if (types.get(name) === "gauge") faults.push(`${name} is a gauge`);
  for (const [, label, how, value] of text.matchAll(/\b([a-z]+)(=~|!~|!=|=)"([^"]*)"/g)) {
    if (!labels.has(label)) faults.push(`no metric has a label ${label}`);
    if (["state", "cause", "stage", "result", "route", "event"].includes(label))
      for (const word of how.endsWith("~") ? value.split("|") : [value])
        if (!words.has(word)) faults.push(`${label} is never ${word}`);
  }
  return faults;
}

// What a dashboard asks Prometheus for.
function look(value, asked) {
  if (!value || typeof value !== "object") return asked;
  for (const [key, inner] of Object.entries(value)) {
    if (["expr", "definition", "query"].includes(key) && typeof inner === "string") asked.push(inner);
    look(inner, asked);
  }
  return asked;
}
const covers = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const dashboards = new Map(["postertool", "evaluation"].map((name) => [name, JSON.parse(read(`deploy/grafana/${name}.json`))]));
for (const [name, dashboard] of dashboards) {
  const panels = dashboard.panels.filter((panel) => panel.type !== "row");
  verdict(`the dashboard ${name} asks for metrics that there are`, [
    ...faultsOf(look(dashboard, []).join("\n")),
    ...panels.filter((panel) => !panel.targets?.length || !panel.description).map((panel) => `${panel.title} has no target or no description`),
  ]);
  verdict(`the panels of ${name} lie beside each other`, dashboard.panels.flatMap((panel, i) => [
    ...(panel.gridPos.x + panel.gridPos.w > 24 ? [`${panel.title} is outside`] : []),
    ...dashboard.panels.slice(0, i).filter((other) => covers(panel.gridPos, other.gridPos) || panel.id === other.id).map((other) => `${panel.title} and ${other.title}`),
  ]));
}
verdict("dashboards are told apart", new Set([...dashboards.values()].map((one) => one.uid)).size === dashboards.size ? [] : ["two have one uid"]);
const shown = look(dashboards.get("postertool"), []).join("\n");
verdict("the first leaves no metric out", [...types.keys()].filter((name) => !shown.includes(name)));

const alerts = read("deploy/prometheus/alerts.yml");
const rules = alerts.split(/^ +- alert: /m).slice(1);
const guide = read("docs/deploy.md");
verdict("the alerts go by metrics that there are", faultsOf(alerts));
verdict("each says what is wrong, what to do, and where more stands", rules.flatMap((rule) => {
  const name = rule.split("\n")[0];
  const place = /^ +see: docs\/deploy\.md#([a-z-]+)$/m.exec(rule)?.[1];
  const lacks = ["expr", "summary", "do"].filter((key) => !new RegExp(`^ +${key}: .`, "m").test(rule));
  if (!/severity: (critical|warning) /.test(rule)) lacks.push("severity");
  if (!place || !guide.includes(`<a id="${place}"></a>`)) lacks.push("a place in docs/deploy.md");
  if (rules.filter((other) => other.split("\n")[0] === name).length > 1) lacks.push("a name of its own");
  return lacks.map((what) => `${name} lacks ${what}`);
}));

const told = new Set([...guide.matchAll(/^\| `(postertool_[a-z_]+)/gm)].map((one) => one[1]));
verdict("docs/deploy.md tells of every metric, and of no other", [
  ...[...types.keys()].filter((name) => !told.has(name)).map((name) => `${name} is not told of`),
  ...[...told].filter((name) => !types.has(name)).map((name) => `there is no ${name}`),
]);
const links = [...guide.matchAll(/\]\((#[^)]+)\)/g)].map((one) => one[1].slice(1));
const places = new Set([...[...guide.matchAll(/<a id="([^"]+)">/g)].map((one) => one[1]),
  ...[...guide.matchAll(/^#+ (.*)$/gm)].map((one) => one[1].toLowerCase().replace(/[^a-z0-9 -]/g, "").replaceAll(" ", "-"))]);
verdict("its links lead somewhere", links.filter((link) => !places.has(link)));
process.exit(bad ? 1 : 0);
JS

if command -v promtool >/dev/null; then
    for check in "check rules deploy/prometheus/alerts.yml" \
        "test rules tests/support/alerts_test.yml" \
        "check config --syntax-only deploy/prometheus/scrape.yml"; do
        # shellcheck disable=SC2086 # words of their own
        if said=$(promtool $check 2>&1); then
            echo "ok - promtool $check"
        else
            echo "not ok - promtool $check"
            echo "$said" | sed 's/^/    /'
            bad=1
        fi
    done
fi
exit $bad
