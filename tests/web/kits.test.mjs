// The kit, asked through a real nginx.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, describe, test } from "node:test";

import { makePng, pngSize } from "./png.mjs";
import { build, childrenOf, root, sample, startSite, until, workersOf } from "./site.mjs";

const SLOGAN = "Geheime slogan van de test";
const photo = makePng(300, 400);
let site;

// One worker: a kit must not look stuck, nor keep it.
before(async () => {
  site = await startSite({ args: ["--workers", "1"], config: "[serve]\nrequest_timeout_s = 1\nposter_timeout_s = 1\n" });
});
after(() => site?.stop());

function form(values = {}, file = photo) {
  const data = new FormData();
  for (const [key, value] of Object.entries({ template: "volgers", slogan: SLOGAN, formats: "instagram-square,link-preview", ...values }))
    for (const one of [value].flat()) if (one !== undefined) data.append(key, one);
  if (file) data.append("photo", new Blob([file]), "ik.png");
  return data;
}

function post(body, headers = {}) {
  return fetch(`${site.url}api/v1/kits`, { method: "POST", body, headers });
}

// What an archive holds, read from its beginning as a phone does.
function unpack(zip) {
  const files = {};
  let at = 0;
  for (; zip.readUInt32LE(at) === 0x04034b50;) {
    assert.equal(zip.readUInt16LE(at + 6), 0, "sizes come before the bytes");
    const size = zip.readUInt32LE(at + 18), length = zip.readUInt16LE(at + 26);
    files[zip.toString("latin1", at + 30, at + 30 + length)] = zip.subarray(at + 30 + length, at + 30 + length + size);
    at += 30 + length + size;
  }
  assert.equal(zip.readUInt32LE(at), 0x02014b50);
  return files;
}

async function assertKit(response) {
  const zip = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, zip.subarray(0, 500).toString());
  const path = join(site.folder, "kit.zip");
  writeFileSync(path, zip);
  execFileSync("unzip", ["-tq", path]);
  return { zip, files: unpack(zip) };
}

const logOf = (name) => until(() => site.tool.lines.split("\n").reverse().find((line) => line.includes("route=kits") && line.includes(name)), name);

describe("a good kit", () => {
  test("is an archive of the formats that were ticked, with what is known of it in its head", async () => {
    const response = await post(form({ formats: ["story", " instagram-square, link-preview"], lang: "fr", format: "a4", disposition: "inline" }));
    const headers = response.headers;
    assert.equal(headers.get("content-type"), "application/zip");
    assert.equal(headers.get("content-disposition"), 'attachment; filename="volgers-kit.zip"');
    assert.equal(headers.get("cache-control"), "no-store");
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("x-kit-files"), "6");
    assert.equal(headers.get("x-kit-failed"), null);
    const { zip, files } = await assertKit(response);
    const about = Number(headers.get("x-kit-bytes-about"));
    assert.ok(about > zip.length / 3 && about < zip.length * 3, `${about} of ${zip.length}`);
    assert.deepEqual(Object.keys(files).slice(3), ["caption.fr.txt", "alt.txt", "LISEZMOI.txt"]);
    assert.deepEqual(Object.keys(files)[0], "instagram-square-1080x1080.png");
    assert.deepEqual(pngSize(files["story-1080x1920.png"]), { width: 1080, height: 1920 });
    const line = await logOf("formats=3");
    assert.match(line, /status=200 .*template=volgers formats=3 plan_ms=.* encode_ms=/);
    assert.ok(!site.tool.lines.includes(SLOGAN));
  });

  test("is that of `postertool kit`, byte for byte", async () => {
    const made = execFileSync(join(build, "postertool"), [
      "kit", "--template", "volgers", "--formats", "link-preview,instagram-square", "--photo", sample, "--set", `slogan=${SLOGAN}`, "-o", "-",
      "--templates", join(root, "templates"), "--fonts", join(root, "fonts/fonts.ini"),
    ], { maxBuffer: 1 << 28 });
    const { zip } = await assertKit(await post(form({}, readFileSync(sample))));
    assert.ok(made.equals(zip));
  });

  test("takes little more memory than its largest poster", async () => {
    const peak = (line) => Number(/peak_kb=(\d+)/.exec(line)[1]);
    await assertKit(await post(form({ formats: "a5" })));
    const one = peak(await logOf("formats=1"));
    await assertKit(await post(form({ formats: "instagram-portrait,instagram-square,story,x-post,a5" })));
    const five = peak(await logOf("formats=5"));
    // Four canvases more would be 29 MB.
    assert.ok(five < one + 15_000, `${one} kB, ${five} kB`);
  });
});

describe("a wrong kit", () => {
  const cases = [
    ["formats", "a0", { formats: "story,a0" }],
    ["formats", "x-header", { formats: "x-header" }],
    ["formats", "story", { formats: ["story", "story"] }],
    ["formats", "formaat", { formats: undefined }],
    ["formats", "formaat", { formats: "" }],
    ["formats", "lijst", { formats: "<script>" }],
    ["template", "ontwerp", { template: "none" }],
    ["slogan", "veld", { slogan: "" }],
    ["type", "bestandstype", { type: "gif" }],
    [undefined, "veld", { width: "20" }],
  ];
  for (const [field, said, values] of cases)
    test(`${JSON.stringify(values)} is a 422 for ${field}`, async () => {
      const response = await post(form(values));
      const text = await response.text();
      assert.equal(response.status, 422, text);
      assert.equal(response.headers.get("content-type"), "application/problem+json");
      const problem = JSON.parse(text);
      assert.equal(problem.field, field);
      assert.ok(problem.detail.includes(said), problem.detail);
      assert.ok(!text.includes("script"));
    });

  test("with a photo that breaks off is a 422 before the first byte", async () => {
    const response = await post(form({}, readFileSync(sample).subarray(0, 5000)));
    assert.equal(response.status, 422);
    assert.equal((await response.json()).field, "photo");
  });

  test("is a page for a form without JavaScript", async () => {
    const response = await post(form({ formats: "" }), { accept: "text/html,*/*;q=0.8" });
    assert.equal(response.status, 422);
    assert.match(await response.text(), /<html lang="nl"[^]*minstens één formaat/);
  });

  test("is no GET", async () => {
    assert.equal((await fetch(`${site.url}api/v1/kits`)).status, 405);
  });

  test("and a poster of the same form leaves the ticks aside", async () => {
    const response = await fetch(`${site.url}api/v1/posters`, { method: "POST", body: form({ formats: ["story", "a4"] }) });
    const made = Buffer.from(await response.arrayBuffer());
    assert.equal(response.status, 200, made.subarray(0, 600).toString());
  });
});

describe("a kit on its way", () => {
  const LONG = "instagram-portrait,instagram-square,instagram-tall,story,facebook-event,x-post,slide,a4";
  // Sends a long one, and waits for the head of the answer.
  async function begin() {
    const made = new Response(form({ formats: LONG }, readFileSync(sample)));
    const body = Buffer.from(await made.arrayBuffer());
    return new Promise((done, fail) => {
      const asked = httpRequest(`${site.url}api/v1/kits`, { method: "POST", headers: { "content-type": made.headers.get("content-type"), "content-length": body.length } });
      asked.once("response", (response) => done({ asked, response }));
      asked.once("error", fail);
      asked.end(body);
    });
  }
  const childAtWork = () => until(() => childrenOf(workersOf(site.tool.pid)[0])[0], "a child at work");

  test("comes while it is made", async () => {
    const { response } = await begin();
    const child = await childAtWork();
    assert.equal(response.headers["transfer-encoding"], "chunked");
    process.kill(child, "SIGSTOP");
    await new Promise((done) => response.once("data", done));
    assert.deepEqual(childrenOf(workersOf(site.tool.pid)[0]), [child]);
    process.kill(child, "SIGCONT");
    let size = 0;
    for await (const piece of response) size += piece.length;
    assert.ok(response.complete && size > 1_000_000);
    assert.ok(!/stuck/.test(site.tool.lines));
  });

  test("may take longer than a poster, as long as it gets on", async () => {
    const [worker] = workersOf(site.tool.pid);
    const { response } = await begin();
    const child = await childAtWork();
    let size = 0;
    response.on("data", (piece) => { size += piece.length; });
    const ended = new Promise((done) => response.once("close", done));
    // A worker that were stuck would be ended after twice the two seconds.
    for (let i = 0; i < 3; i++) {
      process.kill(child, "SIGSTOP");
      await sleep(1600);
      const before = size;
      process.kill(child, "SIGCONT");
      await until(() => size > before, "more of the kit");
    }
    await ended;
    assert.ok(response.complete);
    assert.deepEqual(workersOf(site.tool.pid), [worker]);
  });

  test("ends when its client goes", async () => {
    const { asked } = await begin();
    const child = await childAtWork();
    asked.on("error", () => {});
    asked.destroy();
    await until(() => !childrenOf(workersOf(site.tool.pid)[0]).includes(child), "the child's end");
    await logOf("status=499");
    await assertKit(await post(form()));
  });

  test("breaks off, and is seen to, when its child is killed", async () => {
    const [worker] = workersOf(site.tool.pid);
    const { response } = await begin();
    process.kill(await childAtWork(), "SIGKILL");
    await assert.rejects(async () => { for await (const piece of response) void piece; }, /aborted|socket hang up/);
    assert.ok(!response.complete);
    const line = await logOf("status=500");
    assert.match(line, /reason=poster_failed .*cause="the child was ended by signal/);
    assert.deepEqual(workersOf(site.tool.pid), [worker]);
    await assertKit(await post(form()));
  });
});
