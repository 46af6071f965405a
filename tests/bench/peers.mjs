// The same jobs by ours and by what a team would pick instead:
// processor time of each, in turn, and ratios within each round, so that a busy
// moment of the machine hits both.
//   node peers.mjs BUILD PHOTOS ROUNDS WORK
// Every peer is a process that lives as long as this one: it first writes its
// name, then for each line it reads (`S`, or `S TAB path` to keep the file) one
// line: milliseconds of processor time TAB bytes of the PNG.
import { execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { jobIds, readFacts } from "./peers/job.mjs";

const [build, photos, rounds, work] = process.argv.slice(2);
const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const source = join(here, "../..");
// Below it a peer did something else than the job: its time is void.
const LEAST_PSNR = 30;
// Slow commands are asked less often for the large job.
const SLOW_ROUNDS = 5;

const commands = {
  ours: [join(build, "bench_ours"), source, photos, "child"],
  process: [join(build, "bench_ours"), source, photos, "process"],
  sharp: [process.execPath, join(here, "peers/sharp.mjs"), photos, "quick"],
  plain: [process.execPath, join(here, "peers/sharp.mjs"), photos, "plain"],
  im: [join(here, "peers/magick.sh"), "im", photos],
  gm: [join(here, "peers/magick.sh"), "gm", photos],
  pillow: ["/usr/bin/python3", join(here, "peers/pillow.py"), photos],
  vips: [join(work, "vips"), photos],
  gd: [join(work, "gd"), photos],
};
// How many times our time a peer is to take at least: the targets of docs/speed.md.
const targets = { sharp: { S: 6, P: 7 }, plain: { S: 6, P: 7 }, im: { S: 20, P: 24 }, gd: { S: 14, P: 16 } };

async function start([command, ...args]) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const name = (await lines.next()).value;
  if (!name) throw new Error(`${command} does not start`);
  return {
    name,
    async make(id, path) {
      child.stdin.write(path ? `${id}\t${path}\n` : `${id}\n`);
      const [ms, bytes] = (await lines.next()).value.split("\t").map(Number);
      return { ms, bytes };
    },
    end: () => child.stdin.end(),
  };
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor((values.length - 1) / 2)];

const peers = {};
for (const [id, command] of Object.entries(commands)) peers[id] = await start(command);
const results = [];

for (const job of jobIds) {
  const { window } = readFacts(photos, job);
  const rows = Object.keys(peers).map((id) => ({ id, job, ms: [], ratios: [], bare: [] }));
  for (const row of rows) {
    const path = join(work, `${job}-${row.id}.png`);
    row.bytes = (await peers[row.id].make(job, path)).bytes;
    row.psnr = Number(execFileSync(join(build, "bench_psnr"), [
      join(work, `${job}-ours.png`), path, join(photos, `${job}-overlay.png`),
      ...[window.x, window.y, window.width, window.height].map(String),
    ], { encoding: "utf8" }));
  }
  for (let round = 0; round < Number(rounds); round++) {
    const ours = {};
    for (const row of rows) {
      const slow = job.startsWith("P") && (row.id === "im" || row.id === "gm");
      if (slow && round >= SLOW_ROUNDS) continue;
      const { ms } = await peers[row.id].make(job);
      ours[row.id] = ms;
      row.ms.push(ms);
      row.ratios.push(ms / ours.ours);
      row.bare.push(ms / ours.process);
    }
  }
  results.push(...rows);
}
for (const peer of Object.values(peers)) peer.end();

console.log("job\tprogram\tms\tbytes\tPSNR\ttimes ours\tleast\tmost\ttarget\tverdict\ttimes ours without a child");
for (const { id, job, ms, ratios, bare, bytes, psnr } of results) {
  const target = targets[id]?.[job[0]];
  const times = median(ratios);
  const isOurs = id === "ours" || id === "process";
  const verdict = psnr < LEAST_PSNR ? "void" : !target ? "" : times >= target ? "met" : "missed";
  console.log([
    job, peers[id].name, median(ms).toFixed(0), bytes, isOurs ? "" : psnr.toFixed(1),
    times.toFixed(2), sorted(ratios)[0].toFixed(2), sorted(ratios).at(-1).toFixed(2),
    target ?? "", verdict, id === "ours" ? "" : median(bare).toFixed(2),
  ].join("\t"));
}