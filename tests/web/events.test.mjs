// What is counted of real requests, as it comes into the database; and what is
// not: of who asks for it, of robots, of what is on no list.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { build, startSite, until } from "./site.mjs";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
const links = "[link job]\nurl = https://example.org/\nlabel.nl = Word leraar\nconversion = yes\n";
let site;
let batches = 0;

const batchNumber = () => (++batches).toString(16).padStart(32, "0");
const letter = (...events) => JSON.stringify({ batch: batchNumber(), events });
const send = (body, headers = {}, at = site) =>
  fetch(`${at.url}api/v1/events`, { method: "POST", body, headers: { "content-type": "text/plain", "user-agent": BROWSER, ...headers } });

const order = (values) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
};
const post = (path, values, headers = {}) =>
  fetch(site.url + path, { method: "POST", body: order(values), headers: { "user-agent": BROWSER, ...headers } });

const ask = (sql, at = site) =>
  execFileSync("sqlite3", ["-readonly", "-cmd", ".timeout 5000", join(at.folder, "state/evaluation.db"), sql], { encoding: "utf8" }).trim();

const keys = "event, partner, template, format, type, language, detail";

// Sends an event of its own, and waits until it is in the database: what was
// counted before it is then there too.
async function settle(at = site) {
  const before = Number(ask("select coalesce(sum(count), 0) from counts where event = 'embed-shown'", at));
  assert.equal((await send(letter({ event: "embed-shown" }), {}, at)).status, 204);
  await until(() => Number(ask("select coalesce(sum(count), 0) from counts where event = 'embed-shown'", at)) > before, "a count is moved");
}

// What is counted while `work` goes on: {"event|partner|...": how often}.
async function counted(work) {
  const read = () => new Map(ask(`select ${keys}, count from counts where event <> 'embed-shown'`).split("\n").filter(Boolean)
    .map((line) => [line.slice(0, line.lastIndexOf("|")), Number(line.slice(line.lastIndexOf("|") + 1))]));
  const before = read();
  await work();
  await settle();
  return Object.fromEntries([...read()].map(([key, number]) => [key, number - (before.get(key) ?? 0)]).filter(([, number]) => number > 0));
}

describe("what is counted", () => {
  before(async () => {
    site = await startSite({ config: links });
    await until(() => { try { return ask("select count(*) from counts") !== ""; } catch { return false; } }, "the database is there");
  });
  after(() => site?.stop());

  test("a poster is made and downloaded; shown inline it is made alone, and fetched after that downloaded alone", async () => {
    const values = { template: "zonder-foto", format: "instagram-square", slogan: "Hallo", lang: "fr" };
    assert.deepEqual(await counted(async () => {
      assert.equal((await post("api/v1/posters", values)).status, 200);
    }), { "poster-made||zonder-foto|instagram-square|png|fr|": 1, "poster-downloaded||zonder-foto|instagram-square|png|fr|": 1 });
    assert.deepEqual(await counted(async () => {
      assert.equal((await post("api/v1/posters", { ...values, disposition: "inline" })).status, 200);
    }), { "poster-made||zonder-foto|instagram-square|png|fr|": 1 });
    assert.deepEqual(await counted(async () => {
      assert.equal((await post("api/v1/posters?made=1", { ...values, type: "pdf" })).status, 200);
    }), { "poster-downloaded||zonder-foto|instagram-square|pdf|fr|": 1 });
  });

  test("a kit, and each of its posters", async () => {
    const values = { template: "zonder-foto", formats: "instagram-square,story", slogan: "Hallo" };
    assert.deepEqual(await counted(async () => {
      const response = await post("api/v1/kits", values);
      assert.equal(response.status, 200);
      await response.arrayBuffer();
    }), {
      "poster-made||zonder-foto|instagram-square|png|nl|": 1,
      "poster-made||zonder-foto|story|png|nl|": 1,
      "kit-made||zonder-foto|||nl|": 1,
    });
  });

  test("an error by its cause, without what was typed", async () => {
    assert.deepEqual(await counted(async () => {
      assert.equal((await post("api/v1/posters", { template: "volgers", slogan: "Hallo" })).status, 422);
      assert.equal((await post("api/v1/posters", { template: "volgers", slogan: "Hallo", photo: new Blob(["geen foto"]) })).status, 415);
      // While somebody types, and by who looks for holes: neither is a poster.
      assert.equal((await post("api/v1/templates/volgers/story/text.png", { slogan: "x".repeat(300) })).status, 422);
      assert.equal((await fetch(`${site.url}api/v1/posters`)).status, 405);
    }), { "error||volgers|||nl|photo_missing": 1, "error||volgers|||nl|photo_unsupported": 1 });
  });

  test("what a page tells", async () => {
    assert.deepEqual(await counted(async () => {
      const response = await send(letter(
        { event: "page-opened", language: "nl" },
        { event: "photo-chosen", template: "volgers", format: "story", language: "nl" },
        { event: "shared", template: "volgers", format: "story", type: "jpeg", language: "nl", detail: "device" },
        { event: "link-followed", detail: "job" }));
      assert.equal(response.status, 204);
      assert.equal(await response.text(), "");
      assert.equal(response.headers.get("set-cookie"), null);
    }), {
      "page-opened|||||nl|": 1,
      "photo-chosen||volgers|story||nl|": 1,
      "shared||volgers|story|jpeg|nl|device": 1,
      "conversion||||||job": 1,
    });
  });

  test("the same letter twice is counted once", async () => {
    const twice = letter({ event: "page-opened", language: "de" }, { event: "photo-chosen", language: "de" });
    assert.deepEqual(await counted(async () => {
      for (let i = 0; i < 3; i++) assert.equal((await send(twice)).status, 204);
    }), { "page-opened|||||de|": 1, "photo-chosen|||||de|": 1 });
  });

  test("who asks not to be followed, and robots, are not counted", async () => {
    assert.deepEqual(await counted(async () => {
      const values = { template: "zonder-foto", slogan: "Hallo" };
      for (const headers of [{ dnt: "1" }, { "sec-gpc": "1" }, { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" }]) {
        assert.equal((await send(letter({ event: "page-opened" }), headers)).status, 204);
        assert.equal((await post("api/v1/posters", values, headers)).status, 200);
        assert.equal((await post("api/v1/posters", { template: "volgers" }, headers)).status, 422);
      }
    }), {});
  });

  test("what is wrong is told in the visitor's language, and nothing of it is counted", async () => {
    assert.deepEqual(await counted(async () => {
      const cases = [
        [letter({ event: "page-opened" }, { event: "page-opened", template: "jan@example.org" }), {}, 422],
        [letter({ event: "poster-made" }), {}, 422],
        [letter(...Array(21).fill({ event: "page-opened" })), {}, 422],
        ["[]", {}, 400],
        ["\u0000", {}, 400],
        [letter({ event: "page-opened" }).padEnd(9000), {}, 413],
        [letter({ event: "page-opened" }), { "content-type": "image/png" }, 415],
      ];
      for (const [body, headers, status] of cases) {
        const response = await send(body, { "accept-language": "fr", ...headers });
        assert.equal(response.status, status, body.slice(0, 60));
        assert.equal(response.headers.get("content-language"), "fr");
        assert.ok(!(await response.text()).includes("jan@example.org"));
      }
      assert.equal((await fetch(`${site.url}api/v1/events`)).status, 405);
    }), {});
    assert.ok(!site.tool.lines.includes("jan@example.org"));
  });
});

describe("what is not counted", () => {
  test("while another process holds the ledger: that is told, and sent again it counts once", async () => {
    const busy = await startSite();
    try {
      const body = letter({ event: "page-opened" });
      const holder = spawn(join(build, "hold_ledger"), [join(busy.folder, "state")], { stdio: ["pipe", "pipe", "inherit"] });
      await new Promise((done) => holder.stdout.once("data", done));
      const refused = await send(body, {}, busy);
      assert.equal(refused.status, 503);
      assert.ok(Number(refused.headers.get("retry-after")) > 0);
      assert.match((await refused.json()).detail, /druk/);
      // Posters come all the same.
      const form = order({ template: "zonder-foto", format: "instagram-square", slogan: "Hallo" });
      assert.equal((await fetch(`${busy.url}api/v1/posters`, { method: "POST", body: form, headers: { "user-agent": BROWSER } })).status, 200);
      holder.stdin.end();
      for (let i = 0; i < 2; i++) assert.equal((await send(body, {}, busy)).status, 204);
      await until(() => { try { return count_of(busy) > 0; } catch { return false; } }, "the letter is counted");
      assert.equal(count_of(busy), 1);
    } finally {
      await busy.stop();
    }
  });

  test("more than the operator allows in a second is refused, with when to come back", async () => {
    const slow = await startSite({ config: "events_per_second = 1\n" });
    try {
      const many = () => letter(...Array(3).fill({ event: "page-opened" }));
      assert.equal((await send(many(), {}, slow)).status, 204);
      const refused = await send(many(), {}, slow);
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers.get("retry-after")) > 0);
      assert.match((await refused.json()).detail, /druk/);
      await until(() => { try { return count_of(slow) > 0; } catch { return false; } }, "the first letter is counted");
      assert.equal(count_of(slow), 3);
    } finally {
      await slow.stop();
    }
  });

  test("an operator who counts nothing", async () => {
    const off = await startSite({ config: "count = no\nsurvey = no\n" });
    try {
      assert.equal((await send(letter({ event: "page-opened" }), {}, off)).status, 204);
      await sleep(100);
      assert.throws(() => ask("select 1 from counts", off));
    } finally {
      await off.stop();
    }
  });
});

const count_of = (at) => Number(ask("select coalesce(sum(count), 0) from counts where event = 'page-opened'", at));
