// The facts that bench_job wrote, and how a peer in Node.js answers.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

export const jobIds = ["S", "P", "S-full", "P-full"];

export function readFacts(folder, id) {
  const job = {};
  for (const line of readFileSync(`${folder}/${id}.txt`, "utf8").trim().split("\n")) {
    const [name, ...values] = line.split("\t");
    if (name === "photo") job.photo = values[0];
    if (name === "size") job.size = { width: Number(values[0]), height: Number(values[1]) };
    if (name === "window" || name === "crop") {
      const [x, y, width, height] = values.map(Number);
      job[name] = { x, y, width, height };
    }
  }
  return job;
}

export function readJob(folder, id) {
  const job = readFacts(folder, id);
  return { ...job, photo: readFileSync(job.photo) };
}

// Answers each line of standard input, see ../peers.mjs.
export async function serve(name, make) {
  console.log(name);
  for await (const line of createInterface({ input: process.stdin })) {
    const [id, path] = line.split("\t");
    const start = process.cpuUsage();
    const file = await make(id);
    const { user, system } = process.cpuUsage(start);
    if (path) writeFileSync(path, file);
    console.log(`${((user + system) / 1e3).toFixed(3)}\t${file.length}`);
  }
}
