// What a machine can do, for the table of docs/deploy.md: posters per second with
// one worker and with one for each processor, through nginx on the same machine;
// the processor time of nginx and the tool for one, which does not mind who else
// is busy; and the memory that all processes of the tool have together meanwhile
// (PSS: what they share counts once). Rows take turns over a few rounds; medians are
// told, of memory the most.
//   POSTERTOOL_BUILD=BUILD node sizing.mjs PHOTOS [ROUNDS]
// PHOTOS is what bench_photos wrote.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startSite, workersOf } from "../web/site.mjs";
import { spentMs, tree } from "./processes.mjs";

const [photos, rounds = "5"] = process.argv.slice(2);
const cores = availableParallelism();
const SECONDS = 4;
const POLL_MS = 40;

const large = readFileSync(join(photos, "photo-12mp.jpg"));
const small = readFileSync(join(photos, "photo-small.jpg"));
const jobs = [
  ["1080x1350, photo of 12 MP", "instagram-portrait", large],
  ["1080x1350, photo of 3 MP", "instagram-portrait", small],
  ["A4, photo of 12 MP", "a4", large],
  ["A3, photo of 12 MP", "a3", large],
  ["the words of a preview", null, null],
];

const kb = (file, name) => {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readFileSync(file, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
};
const pssMb = (pids) => pids.reduce((sum, pid) => sum + kb(`/proc/${pid}/smaps_rollup`, "Pss"), 0) / 1000;
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function ask(site, format, photo) {
  const form = new FormData();
  const words = { slogan: "Geverifieerd door 3B.", name: "Juf Amina, wiskunde" };
  if (photo) Object.assign(words, { template: "geverifieerd", format });
  else words.width = "600";
  for (const [name, value] of Object.entries(words)) form.append(name, value);
  if (photo) form.append("photo", new Blob([photo]), "ik.jpg");
  const path = photo ? "posters" : "templates/geverifieerd/instagram-portrait/text.png";
  const answer = await fetch(`${site.url}api/v1/${path}`, { method: "POST", body: form });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${format}: ${answer.status}`);
}

// Twice as many clients as workers, for a while.
async function run(site, workers, [, format, photo]) {
  await ask(site, format, photo);
  const spent = () => spentMs([...tree(site.tool.pid), ...tree(site.nginx.pid)]);
  const start = performance.now();
  const before = spent();
  let done = 0;
  let most = 0;
  let over = false;
  const clients = Array.from({ length: 2 * workers }, async () => {
    while (performance.now() - start < SECONDS * 1e3) {
      await ask(site, format, photo);
      done++;
    }
  });
  const watch = (async () => {
    while (!over) {
      most = Math.max(most, pssMb(tree(site.tool.pid)));
      await sleep(POLL_MS);
    }
  })();
  await Promise.all(clients);
  const perSecond = (done / (performance.now() - start)) * 1e3;
  const ms = (spent() - before) / done;
  over = true;
  await watch;
  return { perSecond, ms, most };
}

console.log(["workers", "what", "posters/s", "least", "most", "processor ms", "memory MB"].join("\t"));
const counts = [...new Set([1, cores])];
for (const workers of counts) {
  const site = await startSite({ config: `[serve]\nworkers = ${workers}` });
  try {
    const idle = pssMb(tree(site.tool.pid));
    const results = jobs.map(() => []);
    for (let round = 0; round < Number(rounds); round++)
      for (const [i, job] of jobs.entries()) results[i].push(await run(site, workers, job));
    console.log([workers, "nothing asked yet", "", "", "", "", idle.toFixed(0)].join("\t"));
    for (const [i, job] of jobs.entries()) {
      const speeds = results[i].map((one) => one.perSecond).sort((a, b) => a - b);
      console.log([workers, job[0], median(speeds).toFixed(1), speeds[0].toFixed(1), speeds.at(-1).toFixed(1),
        median(results[i].map((one) => one.ms)).toFixed(1), Math.max(...results[i].map((one) => one.most)).toFixed(0)].join("\t"));
    }
    console.log([workers, "nothing asked any more", "", "", "", "", pssMb(tree(site.tool.pid)).toFixed(0)].join("\t"));
    console.error(`${workersOf(site.tool.pid).length} workers, ${cores} processors`);
  } finally {
    await site.stop();
  }
}
