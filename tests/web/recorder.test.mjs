// Counts on their way into the database: it is away, locked, full or damaged,
// and whoever carries them is killed. Posters come all the time, /status says
// what is wrong, and later everything is there exactly once.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { makePng } from "./png.mjs";
import { build, childrenOf, processesOf, root, startSite, until } from "./site.mjs";
import { metricsOf, statusOf } from "./status.mjs";

const recorderOf = (site) => until(() => processesOf(site.tool.pid, "poster-recorder")[0], "a recorder");
const stateOf = (site) => join(site.folder, "state");
const databaseOf = (site) => join(stateOf(site), "evaluation.db");

async function withSite(options, act) {
  const site = await startSite({ args: ["--workers", "1"], ...options });
  try {
    await act(site);
  } finally {
    await site.stop();
  }
}

// The number that a query gives.
function ask(path, sql) {
  return Number(execFileSync("sqlite3", ["-readonly", "-cmd", ".timeout 5000", path, sql], { encoding: "utf8" }));
}
const sumOf = (site) => ask(databaseOf(site), "SELECT COALESCE(SUM(count), 0) FROM counts WHERE event = 'page-opened'");

// Counts as a worker does; gives a child whose `acknowledged` is how many were.
let receipts = 1;
function add(site, count) {
  const child = spawn(join(build, "add_counts"), [stateOf(site), String(count), String(receipts)], { stdio: ["ignore", "pipe", "inherit"] });
  receipts += count;
  child.acknowledged = 0;
  let rest = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    if (lines.length > 0) child.acknowledged = Number(lines.at(-1));
  });
  child.ended = new Promise((done) => child.once("close", done));
  return child;
}

async function addAll(site, count) {
  const child = add(site, count);
  assert.equal(await child.ended, 0);
  assert.equal(child.acknowledged, count);
}

async function makePoster(site) {
  const data = new FormData();
  for (const [name, value] of Object.entries({ template: "volgers", format: "instagram-square", slogan: "Elke dag opnieuw." })) data.append(name, value);
  data.append("photo", new Blob([makePng(300, 300)]), "foto.png");
  // A poster of a robot, so that it is not among what is counted here.
  const response = await fetch(`${site.url}api/v1/posters`, { method: "POST", body: data, headers: { "user-agent": "test-bot" } });
  await response.arrayBuffer();
  assert.equal(response.status, 200);
}

const recorded = async (site) => (await statusOf(site)).recorder;
const isAway = (site, what) => until(async () => {
  const told = await recorded(site);
  return told?.state === "away" && what.test(told.fault) && told;
}, `away: ${what}`);
// So many are in the database, and no more wait.
const isBack = (site, count) => until(async () => {
  const told = await recorded(site);
  return told?.state === "working" && told.waiting === 0 && told.totals["page-opened"] === count && told;
}, `${count} are in the database`);

async function waits(site, count) {
  // The supervisor looks a few times a second.
  const told = await until(async () => {
    const now = await recorded(site);
    return now.waiting === count && now;
  }, `${count} wait`);
  assert.equal(told.lost, 0);
  const metrics = await metricsOf(site);
  assert.equal(metrics.get("postertool_recorder_up"), 0);
  assert.equal(metrics.get("postertool_counts_waiting"), count);
}

describe("a database that cannot be had", { concurrency: 3 }, () => {
  test("is waited for, and is told of once", () => withSite({}, async (site) => {
    // What lies in its place: first a folder, then rubbish.
    await isBack(site, 0);
    process.kill(await recorderOf(site), "SIGSTOP");
    for (const ending of ["", "-wal", "-shm"]) rmSync(`${databaseOf(site)}${ending}`);
    mkdirSync(databaseOf(site));
    process.kill(await recorderOf(site), "SIGKILL");
    await isAway(site, /evaluation\.db/);
    await addAll(site, 300);
    await makePoster(site);
    await waits(site, 300);
    rmdirSync(databaseOf(site));
    writeFileSync(databaseOf(site), Buffer.alloc(100_000, "rubbish "));
    const told = await isAway(site, /no database of SQLite/);
    assert.match(told.fault, /move it away/);
    await addAll(site, 50);
    await makePoster(site);
    assert.equal(readFileSync(databaseOf(site)).length, 100_000);
    renameSync(databaseOf(site), join(site.folder, "rubbish"));
    await isBack(site, 350);
    assert.equal(sumOf(site), 350);
    const metrics = await metricsOf(site);
    assert.equal(metrics.get('postertool_events_total{event="page-opened"}'), 350);
    assert.equal(metrics.get("postertool_recorder_up"), 1);
    assert.equal(site.tool.lines.match(/the database is away/g).length, 2, site.tool.lines);
    assert.equal(site.tool.lines.match(/the database is there again/g).length, 1);
  }));

  test("because another program has it locked, is waited for", () => withSite({}, async (site) => {
    await addAll(site, 100);
    await isBack(site, 100);
    const holder = spawn("sqlite3", [databaseOf(site)], { stdio: ["pipe", "pipe", "inherit"] });
    holder.stdin.write("BEGIN IMMEDIATE; SELECT 'held';\n");
    await new Promise((done) => holder.stdout.once("data", done));
    await addAll(site, 100);
    await makePoster(site);
    await isAway(site, /locked by another program/);
    await addAll(site, 100);
    await makePoster(site);
    await waits(site, 200);
    holder.stdin.end("ROLLBACK;\n");
    await isBack(site, 300);
    assert.equal(sumOf(site), 300);
  }));

  test("because the disk is full, is waited for", () => withSite({}, async (site) => {
    await addAll(site, 100);
    await isBack(site, 100);
    const pid = String(await recorderOf(site));
    execFileSync("prlimit", ["--pid", pid, "--fsize=1000:"]);
    await addAll(site, 100);
    const told = await isAway(site, /evaluation\.db/);
    assert.ok(told.fault.length > 20, told.fault);
    await makePoster(site);
    await waits(site, 100);
    assert.equal(await recorderOf(site), Number(pid));
    execFileSync("prlimit", ["--pid", pid, "--fsize=unlimited:"]);
    await isBack(site, 200);
    assert.equal(sumOf(site), 200);
  }));

  test("of a newer program, is left as it is", () => withSite({}, async (site) => {
    await isBack(site, 0);
    execFileSync("sqlite3", [databaseOf(site), "INSERT INTO schema_version VALUES (99)"]);
    process.kill(await recorderOf(site), "SIGKILL");
    await isAway(site, /install the newer one/);
    await addAll(site, 10);
    await makePoster(site);
    execFileSync("sqlite3", [databaseOf(site), "DELETE FROM schema_version WHERE version = 99"]);
    await isBack(site, 10);
    assert.equal(sumOf(site), 10);
  }));

  test("because PostgreSQL stops, is waited for", async () => {
    const place = mkdtempSync(join(tmpdir(), "postertool-postgres-"));
    chmodSync(place, 0o755);
    const server = (verb) => execFileSync(join(root, "tests/support/postgres.sh"), [verb, place], { encoding: "utf8" }).trim();
    const uri = server("start");
    try {
      await withSite({ config: `[evaluation]\ndatabase = ${uri}\n` }, async (site) => {
        await addAll(site, 200);
        await isBack(site, 200);
        server("stop");
        await isAway(site, /PostgreSQL/);
        await addAll(site, 100);
        await makePoster(site);
        await waits(site, 100);
        server("again");
        await isBack(site, 300);
        assert.ok(!existsSync(databaseOf(site)));
      });
    } finally {
      server("stop");
      rmSync(place, { recursive: true, force: true });
    }
  });
});

describe("killings", { concurrency: true }, () => {
  // Of supervisors that were killed; none may stay.
  const orphans = [];
  async function killSupervisor(site) {
    orphans.push(...childrenOf(site.tool.pid));
    await site.startAgain();
  }
  const areGone = () => until(() => orphans.every((pid) => !existsSync(`/proc/${pid}`)), "the end of all whose supervisor was killed");

  const tell = (site, body) => fetch(`${site.url}api/v1/events`, { method: "POST", body, headers: { "content-type": "application/json", "user-agent": "Mozilla/5.0" } });
  // A letter of its own comes after all others: then those are in the database.
  async function arrived(site) {
    const body = JSON.stringify({ batch: randomBytes(16).toString("hex"), events: [{ event: "embed-shown" }] });
    await until(async () => (await tell(site, body).catch(() => ({}))).status === 204, "the last letter is counted");
    await until(() => existsSync(databaseOf(site)) && ask(databaseOf(site), "SELECT COUNT(*) FROM counts WHERE event = 'embed-shown'") === 1, "the last letter is in the database");
  }
  const others = "event <> 'embed-shown'";

  // A place on earth where it is another day than in UTC; both of a midnight.
  const zone = new Date().getUTCHours() < 11 ? "Etc/GMT+12" : "Etc/GMT-14";
  const dayThere = () => Number(new Intl.DateTimeFormat("sv", { timeZone: zone }).format(new Date()).replaceAll("-", ""));

  test("of workers, recorders and supervisors, and locks, cost none of 20,000 events", () => withSite({ env: { TZ: zone }, args: ["--workers", "2"], config: "[evaluation]\nevents_per_second = 0\n" }, async (site) => {
    const firstDay = dayThere();
    const clients = 8;
    const batches = 125; // of each
    const events = 20; // of each batch
    let told = 0;
    let again = 0;
    const kinds = [{ event: "photo-chosen", template: "volgers" }, { event: "page-opened" }, { event: "shared", detail: "instagram" }, { event: "page-opened", language: "fr" }];
    async function tellOn(client) {
      for (let number = 0; number < batches; number++) {
        const letter = JSON.stringify({
          batch: randomBytes(16).toString("hex"),
          events: Array.from({ length: events }, (_, i) => kinds[(client + i) % kinds.length]),
        });
        // Until it is acknowledged, always the same; now and then once more, as
        // when the acknowledgement is lost.
        for (let acknowledgements = number % 10 === 0 ? 2 : 1; acknowledgements > 0;) {
          try {
            const answer = await tell(site, letter);
            const words = await answer.text();
            if (answer.status === 204) {
              acknowledgements--;
              continue;
            }
            assert.ok([502, 503, 504].includes(answer.status), `${answer.status} ${words}`);
          } catch (error) {
            if (error.code === "ERR_ASSERTION") throw error;
          }
          again++;
          await sleep(20);
        }
        told += events;
      }
    }
    const whole = clients * batches * events;
    function lock() {
      if (!existsSync(databaseOf(site))) return;
      const holder = spawn("sqlite3", [databaseOf(site)], { stdio: ["pipe", "ignore", "ignore"] });
      holder.stdin.write("BEGIN IMMEDIATE;\n");
      setTimeout(() => holder.stdin.end("ROLLBACK;\n"), 300);
    }
    const killAll = (name) => {
      for (const pid of processesOf(site.tool.pid, name)) process.kill(pid, "SIGKILL");
    };
    async function killOn() {
      const workers = () => killAll("poster-worker");
      const recorder = () => killAll("poster-recorder");
      let starts = 0; // each of which takes a while
      const startAgain = () => starts++ < 3 ? killSupervisor(site) : workers();
      const ways = [workers, recorder, lock, workers, recorder, startAgain, workers, lock];
      for (let i = 0; told < whole || i < ways.length; i++) {
        await sleep(50 + Math.random() * 150);
        // A worker that is only started has no time to die.
        await until(() => told === whole || processesOf(site.tool.pid, "poster-worker").length > 0, "workers")
          .catch((error) => { throw new Error(`${error.message}: ${site.tool.exitCode} ${site.tool.lines}`); });
        await ways[i % ways.length]();
      }
    }
    await Promise.all([killOn(), ...Array.from({ length: clients }, (_, client) => tellOn(client))]);
    assert.equal(told, whole);
    await arrived(site);
    const count = (event) => ask(databaseOf(site), `SELECT SUM(count) FROM counts WHERE event = '${event}'`);
    assert.equal((await recorded(site)).lost, 0);
    assert.deepEqual([count("photo-chosen"), count("page-opened"), count("shared")], [whole / 4, whole / 2, whole / 4]);
    assert.equal(ask(databaseOf(site), `SELECT SUM(count) FROM counts WHERE ${others}`), whole);
    assert.equal(ask(databaseOf(site), `SELECT SUM(count) FROM totals WHERE ${others}`), whole);
    assert.equal(ask(databaseOf(site), `SELECT SUM(count) FROM counts WHERE ${others} AND day IN (${firstDay}, ${dayThere()})`), whole);
    await areGone();
    console.log(`# ${again} batches were told again`);
  }));

  test("of who counts, of recorders and of supervisors lose and double nothing", () => withSite({}, async (site) => {
    const clients = 4;
    const counts = 2500; // of each
    let going = clients;
    let kills = 0;
    let sure = 0; // that they were counted
    async function countOn() {
      let left = counts;
      while (left > 0) {
        // Who is killed leaves at most one count of which nobody knows.
        const child = add(site, left);
        const patience = setTimeout(() => child.kill("SIGKILL"), 10 + Math.random() * 60);
        await child.ended;
        clearTimeout(patience);
        left -= child.acknowledged;
        sure += child.acknowledged;
        if (child.signalCode === "SIGKILL") kills++;
      }
      going--;
    }
    async function killOn() {
      for (let i = 0; going > 0 || i < 4; i++) {
        await sleep(100 + Math.random() * 300);
        if (i % 4 === 3 && i < 16) await killSupervisor(site);
        else for (const pid of processesOf(site.tool.pid, i % 2 ? "poster-worker" : "poster-recorder")) process.kill(pid, "SIGKILL");
      }
    }
    await Promise.all([killOn(), ...Array.from({ length: clients }, countOn)]);
    assert.equal(sure, clients * counts);
    await arrived(site);
    assert.equal((await recorded(site)).lost, 0);
    const stored = sumOf(site);
    assert.ok(stored >= sure && stored <= sure + kills, `${sure} acknowledged, ${stored} stored, ${kills} killed`);
    await isBack(site, stored);
    assert.ok(!existsSync(join(stateOf(site), "ledger.damaged")));
    // None is there twice, and each has its receipt.
    assert.equal(ask(databaseOf(site), "SELECT COUNT(*) FROM receipts"), stored + 1);
    await areGone();
    await makePoster(site);
  }));
});
