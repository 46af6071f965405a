// Posters through nginx with as many workers as processors, asked by h2load on
// the same machine: S with its whole photo, as a form. A bounded number of
// requests for each number of clients.
//   POSTERTOOL_BUILD=BUILD node server.mjs PHOTOS WORK CHILD_MS
// CHILD_MS is the processor time of S as bench_posters measured it: what the
// throughput is measured against.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startSite, workersOf } from "../web/site.mjs";
import { TICK_MS, spentMs, tree } from "./processes.mjs";

const [photos, work, childMs] = process.argv.slice(2);
const cores = availableParallelism();
const loads = [{ clients: 1, requests: 40 }, { clients: 2, requests: 80 }, { clients: 8, requests: 160 }, { clients: 64, requests: 256 }];

const boundary = "bench-0123456789";
function part(name, value, file) {
  return Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ""}\r\n\r\n`),
    Buffer.from(value), Buffer.from("\r\n"),
  ]);
}
const body = join(work, "form.bin");
writeFileSync(body, Buffer.concat([
  part("template", "geverifieerd"), part("format", "instagram-portrait"), part("slogan", "Geverifieerd door 3B."),
  part("name", "Juf Amina, wiskunde"), part("focus_x", "0.5"), part("focus_y", "0.5"),
  part("photo", readFileSync(join(photos, "photo-12mp.jpg")), "ik.jpg"), Buffer.from(`--${boundary}--\r\n`),
]));

// What the whole machine did, ms: busy or taken by its host.
function busy() {
  const [user, nice, system, , , irq, softirq, steal] = readFileSync("/proc/stat", "utf8")
    .split("\n")[0].split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) * TICK_MS;
}

function residentMb(pid) {
  const kb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  return (kb * 1024) / 1e6;
}

const site = await startSite({ config: `[serve]\nworkers = ${cores}` });
const memory = () => ({
  supervisor: residentMb(site.tool.pid),
  workers: workersOf(site.tool.pid).map(residentMb),
});
const at = (values, share) => values[Math.min(values.length - 1, Math.floor(share * values.length))];

async function ask({ clients, requests }) {
  const log = join(work, `h2load-${clients}.tsv`);
  writeFileSync(log, "");
  const before = { site: spentMs([...tree(site.tool.pid), ...tree(site.nginx.pid)]), busy: busy(), at: performance.now() };
  const client = await promisify(execFile)("/usr/bin/time", [
    "-f", "CLIENT %U %S", "h2load", "--h1", "-n", String(requests), "-c", String(clients), "-d", body,
    "-H", `content-type: multipart/form-data; boundary=${boundary}`, `--log-file=${log}`, `${site.url}api/v1/posters`,
  ]);
  const wall = performance.now() - before.at;
  const siteMs = spentMs([...tree(site.tool.pid), ...tree(site.nginx.pid)]) - before.site;
  const clientMs = /CLIENT (\S+) (\S+)/.exec(client.stderr).slice(1).reduce((a, b) => a + Number(b) * 1e3, 0);
  const lines = readFileSync(log, "utf8").trim().split("\n").map((line) => line.split("\t").map(Number));
  const latencies = lines.map((line) => line[2] / 1e3).sort((a, b) => a - b);
  const good = lines.filter((line) => line[1] === 200).length;
  const perSecond = (good / wall) * 1e3;
  const others = Math.max(0, busy() - before.busy - siteMs - clientMs) / wall;
  // What was left for the site of the processors.
  const free = cores - others - clientMs / wall;
  return {
    clients, requests, errors: requests - good, perSecond, siteMs: siteMs / good, clientMs: clientMs / good, others,
    ofCores: perSecond / ((cores * 1e3) / childMs), ofFree: perSecond / ((free * 1e3) / childMs),
    p50: at(latencies, 0.5), p90: at(latencies, 0.9), p99: at(latencies, 0.99), most: latencies.at(-1),
  };
}

try {
  await ask({ clients: cores, requests: 4 * cores });
  const before = memory();
  const rows = [];
  for (const load of loads) rows.push(await ask(load));
  const after = memory();
  console.log("clients\trequests\terrors\tposters/s\tof cores\tof free\tsite ms\tclient ms\tothers' cores\tp50 ms\tp90 ms\tp99 ms\tmost ms");
  for (const r of rows)
    console.log([
      r.clients, r.requests, r.errors, r.perSecond.toFixed(1), r.ofCores.toFixed(2), r.ofFree.toFixed(2), r.siteMs.toFixed(1),
      r.clientMs.toFixed(1), r.others.toFixed(2), ...[r.p50, r.p90, r.p99, r.most].map((ms) => ms.toFixed(0)),
    ].join("\t"));
  const mb = (m) => [m.supervisor, ...m.workers].map((value) => value.toFixed(0)).join("\t");
  writeFileSync(join(work, "server-memory.tsv"),
    `when\tsupervisor MB${before.workers.map((_, i) => `\tworker ${i + 1} MB`).join("")}\nbefore\t${mb(before)}\nafter\t${mb(after)}\n`);
} finally {
  await site.stop();
}
