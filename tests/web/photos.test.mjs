// What becomes of photos, good and hostile, through a real nginx.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { makeLyingPng, makePng, makePngBomb, makeTextBomb, pngRows, pngSize } from "./png.mjs";
import { build, root, start, startSite, until, workersOf } from "./site.mjs";

const corpus = join(root, "tests/fuzz/corpus");
const faults = join(root, "tests/fuzz/faults");
let site;
let workers;
let kinds; // a folder of photos of every format and variant

before(async () => {
  // More photos than a worker's share, and the same workers to the end.
  site = await startSite({ args: ["--workers", "2"], config: "[serve]\nmax_requests = 1000000\n" });
  // The first worker may answer before the second is there.
  await until(() => workersOf(site.tool.pid).length === 2, "two workers");
  workers = workersOf(site.tool.pid);
  kinds = join(site.folder, "kinds");
  mkdirSync(kinds);
  execFileSync(join(build, "make_kinds"), [kinds]);
});
after(() => site?.stop());

function post(file, { name = "foto.jpg", type = "", ...values } = {}) {
  const data = new FormData();
  for (const [key, value] of Object.entries({ template: "volgers", slogan: "Geen filter.", ...values }))
    data.append(key, value);
  data.append("photo", new Blob([file], { type }), name);
  return fetch(`${site.url}api/v1/posters`, { method: "POST", body: data });
}

async function assertRefused(response, ...statuses) {
  const problem = await response.json();
  assert.ok(statuses.includes(response.status), `${response.status} ${problem.detail}`);
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  assert.equal(problem.field, "photo");
  assert.match(problem.id, /^[0-9a-f]{32}$/);
  return problem;
}

async function assertPoster(response) {
  const file = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, file.subarray(0, 300).toString());
  assert.deepEqual(pngSize(file), { width: 1080, height: 1350 });
}

// How the kinds look: the rows of their posters that the photo fills.
async function seen(name) {
  const response = await post(readFileSync(join(kinds, name)), { name: "foto", focus_x: "0.5", focus_y: "0.5" });
  assert.equal(response.status, 200, name);
  return pngRows(Buffer.from(await response.arrayBuffer()), 440);
}

function meanDifference(a, b) {
  assert.equal(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}

// Of every look, one that loses nothing (of inks: as they are).
const looks = {
  upright: "upright-png-1",
  gray: "gray-png-23",
  clear: "clear-png-26",
  p3: "p3-png-0",
  swapped: "swapped-png-0",
  palette: "palette-png-20",
  reduced: "reduced-gif-0",
  inks: "inks-jpeg-0",
};

describe("a photo", () => {
  for (const [look, first] of Object.entries(looks))
    test(`of every format and variant looks ${look}`, async () => {
      const expected = await seen(first);
      for (const name of readdirSync(kinds).filter((one) => one.startsWith(`${look}-`))) {
        const difference = meanDifference(await seen(name), expected);
        // A quarter in the wrong place is a difference of 30 and more.
        assert.ok(difference <= (/png|lossless|gif|moving/.test(name) ? 0.5 : 6), `${name}: ${difference}`);
      }
      for (const [other, name] of Object.entries(looks))
        if (other !== look) assert.ok(meanDifference(await seen(name), expected) > 8, `${other} is told from ${look}`);
    });

  test("is recognised whatever its name and type say", async () => {
    for (const name of Object.values(looks)) {
      const file = readFileSync(join(kinds, name));
      await assertPoster(await post(file, { name: "x.txt", type: "application/octet-stream" }));
      await assertPoster(await post(file, { name: "foto.gif", type: "image/tiff" }));
    }
  });

  test("tells how many pixels it has, for this format and the others", async () => {
    const small = await post(makePng(300, 400));
    assert.match(small.headers.get("x-photo-scale"), /^0\.\d\d;wanted=1\.00;small$/);
    assert.match(small.headers.get("x-photo-formats"), /(^|, )a3;scale=0\.\d\d;small(,|$)/);
    await assertPoster(small);
    const large = await post(makePng(2000, 2600));
    assert.match(large.headers.get("x-photo-scale"), /^1\.\d\d;wanted=1\.00$/);
    assert.match(large.headers.get("x-photo-formats"), /(^|, )a4;scale=0\.\d\d(,|$)/);
    await assertPoster(large);
  });

  test("the listing has what a page needs to tell it before", async () => {
    const listing = await (await fetch(`${site.url}api/v1/templates`)).json();
    const isInside = (part, format) =>
      part.width > 0 && part.height > 0 && part.x >= 0 && part.y >= 0 &&
      part.x + part.width <= format.width && part.y + part.height <= format.height;
    for (const template of listing.templates)
      for (const id of template.formats) {
        const format = listing.formats.find((one) => one.id === id);
        const window = template.windows[id];
        // Some layouts show no photo; those of a usual post do, where one is wanted.
        if (id === "instagram-portrait") assert.equal(Boolean(window), template.photo !== "none");
        if (window) assert.ok(isInside(window, format), `${template.id} ${id}`);
        assert.ok(isInside(format.safe, format), id);
        assert.equal(format.photo_scale, format.dpi > 150 ? 150 / format.dpi : 1);
      }
  });
});

function show(file, { name = "foto.heic", headers = {}, ...values } = {}) {
  const data = new FormData();
  for (const [key, value] of Object.entries(values)) data.append(key, value);
  if (file) data.append("photo", new Blob([file]), name);
  return fetch(`${site.url}api/v1/photos`, { method: "POST", body: data, headers });
}

// Up to the picture itself a JPEG is a list of segments: those that come are
// JFIF's, tables, and the size.
function jpegSize(file) {
  assert.equal(file.readUInt16BE(0), 0xffd8);
  assert.equal(file.readUInt16BE(file.length - 2), 0xffd9);
  let size;
  for (let at = 2; file[at + 1] !== 0xda; at += 2 + file.readUInt16BE(at + 2)) {
    assert.ok([0xe0, 0xdb, 0xc0, 0xc4].includes(file[at + 1]), `a segment ${file[at + 1].toString(16)}`);
    if (file[at + 1] === 0xe0) assert.equal(file.readUInt16BE(at + 2), 16);
    if (file[at + 1] === 0xc0) size = { width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) };
  }
  return size;
}

async function assertShown(response, whole, size = whole) {
  const file = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, file.subarray(0, 300).toString());
  assert.equal(response.headers.get("content-type"), "image/jpeg");
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.equal(response.headers.get("etag"), null);
  assert.equal(response.headers.get("set-cookie"), null);
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.equal(Number(response.headers.get("x-photo-width")), whole.width);
  assert.equal(Number(response.headers.get("x-photo-height")), whole.height);
  assert.deepEqual(jpegSize(file), size);
  return file;
}

describe("a photo to be shown", () => {
  for (const look of ["upright", "gray", "p3", "swapped", "palette", "reduced", "clear"])
    test(`of every format and variant is a JPEG that looks ${look}`, async () => {
      const rows = async (file) => pngRows(Buffer.from(await (await post(file, { focus_x: "0.5", focus_y: "0.5" })).arrayBuffer()), 440);
      const shown = async (name) => assertShown(await show(readFileSync(join(kinds, name))), { width: 180, height: 226 });
      // What is transparent is white: no poster has that of itself.
      const expected = look === "clear" ? await rows(await shown(looks.clear)) : await seen(looks[look]);
      for (const name of readdirSync(kinds).filter((one) => one.startsWith(`${look}-`))) {
        const file = await shown(name);
        const difference = meanDifference(await rows(file), expected);
        assert.ok(difference <= 8, `${name}: ${difference}`);
        for (const word of ["Exif", "ICC_PROFILE", "http"]) assert.ok(!file.includes(word), `${name} holds ${word}`);
      }
    });

  test("a large one is made small, and its whole size is told as it is turned", async () => {
    const turned = join(site.folder, "turned.jpg");
    execFileSync(join(build, "make_photo"), ["4032", "3024", "6", turned]);
    const file = readFileSync(turned);
    assert.ok(file.includes("Exif"));
    await assertShown(await show(file), { width: 3024, height: 4032 }, { width: 1200, height: 1600 });
    await assertShown(await show(file, { turn: "90" }), { width: 4032, height: 3024 }, { width: 1600, height: 1200 });
    await assertShown(await show(makePng(1601, 3)), { width: 1601, height: 3 }, { width: 1600, height: 3 });
    await assertShown(await show(makePng(2, 1600)), { width: 2, height: 1600 });
  });

  test("what is wrong with it is told as of a poster's", async () => {
    const whole = readFileSync(join(kinds, "upright-heic-8"));
    await assertRefused(await show(null), 422);
    await assertRefused(await show(Buffer.alloc(0)), 422);
    await assertRefused(await show(whole.subarray(0, whole.length / 2)), 422);
    await assertRefused(await show(Buffer.alloc(25_000_001, 0xff)), 413);
    await assertRefused(await show(makeLyingPng(65500, 900)), 422);
    await assertRefused(await show(makePngBomb(16384, 3700)), 422);
    const problem = await assertRefused(await show(Buffer.from("Beste ouders, ..."), { lang: "en" }), 415);
    assert.match(problem.detail, /text file/);
    const page = await show(Buffer.from("Beste ouders, ..."), { lang: "fr", headers: { accept: "text/html" } });
    assert.equal(page.status, 415);
    assert.match(page.headers.get("content-type"), /^text\/html/);
    assert.match(await page.text(), /<html lang="fr"/);
  });

  test("its form has no other field, and no other body will do", async () => {
    const file = makePng(30, 40);
    for (const [name, value] of [["template", "volgers"], ["slogan", "x"], ["width", "100"], ["type", "png"]])
      assert.equal((await show(file, { [name]: value })).status, 422, name);
    assert.equal((await (await show(file, { turn: "45" })).json()).field, "turn");
    assert.equal((await (await show(file, { lang: "xx" })).json()).field, "lang");
    const raw = await fetch(`${site.url}api/v1/photos`, { method: "POST", body: file, headers: { "content-type": "image/png" } });
    assert.equal(raw.status, 415);
    const get = await fetch(`${site.url}api/v1/photos`);
    assert.equal(get.status, 405);
    assert.equal(get.headers.get("allow"), "POST, OPTIONS");
  });

  test("every file that fuzzing found is shown or a clear 4xx, and a crash costs one", async () => {
    for (const kind of readdirSync(corpus))
      for (const name of readdirSync(join(corpus, kind))) {
        const response = await show(readFileSync(join(corpus, kind, name)));
        if (response.status === 200) jpegSize(Buffer.from(await response.arrayBuffer()));
        else await assertRefused(response, 413, 415, 422);
      }
    for (const name of readdirSync(faults)) await assertRefused(await show(readFileSync(join(faults, name))), 422);
    assert.deepEqual(workersOf(site.tool.pid), workers);
  });

  test("of it the log says its size alone", async () => {
    await assertShown(await show(makePng(30, 40), { name: "geheim.heic" }), { width: 30, height: 40 });
    const lines = site.tool.lines.split("\n").filter((line) => line.includes("route=photos"));
    assert.ok(lines.some((line) => /status=200 /.test(line)), lines.at(-1));
    assert.ok(!site.tool.lines.includes("geheim"));
  });
});

describe("hostile photos", () => {
  test("every file that fuzzing found is a poster or a clear 4xx", async () => {
    for (const kind of readdirSync(corpus))
      for (const name of readdirSync(join(corpus, kind))) {
        const response = await post(readFileSync(join(corpus, kind, name)));
        if (response.status === 200) await assertPoster(response);
        else await assertRefused(response, 413, 415, 422);
      }
  });

  for (const name of ["jpeg-8", "jpeg-progressive-8", "png-8", "apng-0", "webp-8", "webp-lossless-8", "heic-8", "avif-8"])
    test(`a transfer that was cut anywhere is told: ${name}`, async () => {
      const file = readFileSync(join(kinds, `upright-${name}`));
      for (let percent = 0; percent < 100; percent++) {
        const response = await post(file.subarray(0, (file.length * percent) / 100));
        // Of the first bytes alone no format can be told.
        await assertRefused(response, 422, ...(percent < 10 ? [415] : []));
      }
    });

  test("a file that crashes a library costs one poster: a 422 with an id and a cause in the log", async () => {
    for (const name of readdirSync(faults)) {
      const problem = await assertRefused(await post(readFileSync(join(faults, name))), 422);
      const line = new RegExp(`id=${problem.id} .*status=422 .*cause="the child crashed by signal \\(11\\)"`);
      await until(() => line.test(site.tool.lines), "the log line");
    }
    assert.deepEqual(workersOf(site.tool.pid), workers);
    await assertPoster(await post(makePng(30, 40)));
  });

  test("files that unpack to much are read within the limits, or refused", async () => {
    await assertPoster(await post(makePngBomb(16384, 3600)));
    await assertRefused(await post(makePngBomb(16384, 3700)), 422);
    await assertRefused(await post(makeLyingPng(65500, 900)), 422);
    // Text is never unpacked, but there may not be too much of it.
    await assertPoster(await post(makeTextBomb(20, 50_000_000)));
    await assertRefused(await post(makeTextBomb(501, 1000)), 422);
    assert.deepEqual(workersOf(site.tool.pid), workers);
  });

  test("what is no photo is called by its name", async () => {
    const kinds = {
      PDF: "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
      SVG: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
      webpagina: "<!doctype html><script>alert(1)</script>",
      tekstbestand: "push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://example.com/x'",
      archief: "PK\x03\x04\x14\0\0\0\x08\0foto.jpg",
      video: "\0\0\0\x18ftypmp42\0\0\0\0isommp42",
      TIFF: "II*\0\x08\0\0\0",
      BMP: "BM6\0\0\0",
    };
    for (const [word, text] of Object.entries(kinds)) {
      const problem = await assertRefused(await post(Buffer.from(text, "latin1")), 415);
      assert.ok(problem.detail.includes(word), problem.detail);
      assert.ok(problem.detail.includes("JPEG"), problem.detail);
    }
  });

  test("a picture's first bytes before something else are a broken photo", async () => {
    const heads = ["\xff\xd8\xff\xe0", "\x89PNG\r\n\x1a\n", "RIFF\xff\0\0\0WEBP", "GIF89a", "\0\0\0\x18ftypheic", "\0\0\0\x18ftypavif"];
    const tails = ["<html><script>", "<svg onload=alert(1)>", "%PDF-1.4", "PK\x03\x04", "push graphic-context"];
    for (const head of heads)
      for (const tail of tails)
        await assertRefused(await post(Buffer.from(head + tail.repeat(20), "latin1")), 415, 422);
  });

  test("something else behind a picture changes nothing", async () => {
    for (const tail of ["<html><script>", "%PDF-1.4", "PK\x03\x04"]) {
      await assertPoster(await post(Buffer.concat([readFileSync(join(corpus, "jpeg/b90420.jpg")), Buffer.from(tail)])));
      await assertPoster(await post(Buffer.concat([makePng(30, 40), Buffer.from(tail)])));
    }
  });
});

describe("the self-test at the start", () => {
  test("refuses to serve where the filter of system calls is not there", async () => {
    const tool = start(
      join(build, "postertool"),
      ["serve", "--listen", `unix:${join(site.folder, "other.sock")}`, "--templates", join(root, "templates"), "--fonts", join(root, "fonts/fonts.ini")],
      { env: { ...process.env, LD_PRELOAD: join(build, "no_filter.so") } },
    );
    assert.equal(await tool.ended, 3);
    assert.match(tool.lines, /the sandbox does not hold: opening a file is possible/);
  });
});
