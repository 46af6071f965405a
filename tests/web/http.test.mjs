// What the server answers, asked through a real nginx.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { get } from "node:http";
import { connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";

import { exchange, record, request } from "./fcgi.mjs";
import { makeLyingPng, makePng, pngSize, webpSize } from "./png.mjs";
import { build, childrenOf, root, sample, start, startSite, until, workersOf } from "./site.mjs";

const SLOGAN = "Geheime slogan van de test";
const photo = makePng(300, 400);
let site;
let listing;

before(async () => {
  site = await startSite();
  listing = await (await fetch(`${site.url}api/v1/templates`)).json();
});
after(() => site?.stop());

function form(values = {}, file = photo, name = "ik.png") {
  const data = new FormData();
  for (const [key, value] of Object.entries({ template: "volgers", slogan: SLOGAN, ...values }))
    if (value !== undefined) data.append(key, value);
  if (file) data.append("photo", new Blob([file]), name);
  return data;
}

// A template without a photo takes none.
function fileFor(template) {
  return template.photo === "none" ? null : photo;
}

function required(template) {
  return Object.fromEntries(template.fields.filter((field) => field.required).map((field) => [field.id, field.example]));
}

function post(body, headers = {}, at = site) {
  return fetch(`${at.url}api/v1/posters`, { method: "POST", body, headers });
}

async function assertProblem(response, status, field) {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  const problem = JSON.parse(text);
  assert.equal(problem.status, status);
  assert.equal(problem.field, field);
  assert.match(problem.id, /^[0-9a-f]{32}$/);
  assert.ok(problem.detail.length > 20, problem.detail);
  assert.ok(!text.includes(SLOGAN));
  return problem;
}

async function assertPoster(response, size) {
  const file = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, file.subarray(0, 500).toString());
  assert.equal(response.headers.get("content-type"), "image/png");
  assert.equal(Number(response.headers.get("content-length")), file.length);
  if (size) assert.deepEqual(pngSize(file), size);
  return file;
}

describe("a good order", () => {
  test("every template makes a poster of the exact size in every format", async () => {
    assert.ok(listing.templates.length >= 3);
    for (const template of listing.templates) {
      const values = Object.fromEntries(template.fields.map((field) => [field.id, field.example]));
      assert.ok(template.formats.length >= 5);
      for (const id of template.formats) {
        const { width, height } = listing.formats.find((format) => format.id === id);
        const response = await post(form({ template: template.id, format: id, ...values }, fileFor(template)));
        await assertPoster(response, { width, height });
        assert.equal(
          response.headers.get("content-disposition"),
          `attachment; filename="${template.id}-${id}.png"; filename*=UTF-8''${template.id}-${id}.png`,
        );
        assert.equal(response.headers.get("cache-control"), "no-store");
        assert.equal(response.headers.get("x-content-type-options"), "nosniff");
        assert.equal(response.headers.get("set-cookie"), null);
      }
    }
  });

  test("every theme is its own picture", async () => {
    for (const template of listing.templates) {
      const files = new Set();
      for (const theme of template.themes)
        files.add((await assertPoster(await post(form({ template: template.id, theme: theme.id, ...required(template) }, fileFor(template))))).toString("latin1"));
      assert.equal(files.size, template.themes.length);
    }
  });

  test("the poster is that of `postertool render`, byte for byte", async () => {
    const turned = join(site.folder, "turned.jpg");
    execFileSync(join(build, "make_photo"), ["4032", "3024", "6", turned]);
    const rendered = execFileSync(join(build, "postertool"), [
      "render", "--template", "live", "--format", "a4", "--theme", "hemel", "--photo", turned, "--focus", "0.4,0.3",
      "--zoom", "1.5", "--turn", "90", "--set", `slogan=${SLOGAN}`, "--set", "name=Meester Wim", "-o", "-",
      "--templates", join(root, "templates"), "--fonts", join(root, "fonts/fonts.ini"),
    ], { maxBuffer: 1 << 28 });
    const response = await post(form({
      template: "live", format: "a4", theme: "hemel", focus_x: "0.4", focus_y: "0.3", zoom: "1.5", turn: "90", name: "Meester Wim",
    }, readFileSync(turned)));
    assert.ok(rendered.equals(await assertPoster(response)));
  });

  test("the file is called as the client likes, or shown", async () => {
    const response = await post(form({ disposition: "inline" }));
    await assertPoster(response);
    assert.match(response.headers.get("content-disposition"), /^inline; /);
  });

  // A palette of 256 colours is worked out in the sandbox, by a library that
  // would like to start threads.
  test("the answer tells what the file is, within what the format may weigh, and what is on it", async () => {
    const values = { template: "profiel", format: "profile", name: "Juf Élise", slogan: "Wat een “les”" };
    const alt = "Campagneposter “Profielfoto”: foto van Juf Élise, met de slogan “Wat een ‘les’”.";
    const told = (response) => [response.headers.get("x-poster-file"), response.headers.get("x-alt-text")];
    const small = await post(form(values, readFileSync(sample)));
    const file = await assertPoster(small, { width: 1080, height: 1080 });
    assert.ok(file.length <= 100000);
    assert.deepEqual(told(small), [`type=png;colors=256;bytes=${file.length};max=100000`, `UTF-8''${encodeURIComponent(alt)}`]);
    assert.ok(file.includes(alt));

    const jpeg = await post(form({ ...values, type: "jpeg" }, readFileSync(sample)));
    const { length } = Buffer.from(await jpeg.arrayBuffer());
    assert.equal(jpeg.headers.get("content-type"), "image/jpeg");
    assert.match(jpeg.headers.get("content-disposition"), /"profiel-profile\.jpg"/);
    assert.match(told(jpeg)[0], new RegExp(`^type=jpeg;quality=[5-8]\\d;bytes=${length};max=100000$`));
    assert.ok(length <= 100000);

    // A name of four bytes a character is the longest that a head can have.
    const long = await post(form({ ...values, format: "instagram-square", name: "𝒜".repeat(30), slogan: "é".repeat(80) }));
    if (long.status === 200) assert.match(told(long)[1], /(%C3%A9){80}/);
    await long.arrayBuffer();
  });

  test("fields that were left empty are not given", async () => {
    await assertPoster(await post(form({ name: "", comment: "", focus_x: "", zoom: "", turn: "", theme: "", type: "", disposition: "" })));
  });

  test("an upload that does not say its length beforehand is as good", async () => {
    const made = new Response(form());
    await assertPoster(await fetch(`${site.url}api/v1/posters`, {
      method: "POST", body: made.body, duplex: "half", headers: { "content-type": made.headers.get("content-type") },
    }));
  });

  test("a field named like a photo of another name is no matter: the bytes count", async () => {
    await assertPoster(await post(form({}, photo, "notities.txt")));
  });
});

describe("a wrong order is told in one sentence that names the field", () => {
  const long = "a ".repeat(100);
  const cases = [
    ["template", { template: "bestaat-niet" }],
    ["template", { template: undefined }],
    ["template", { template: "" }],
    ["format", { format: "a0" }],
    ["theme", { theme: "beige" }],
    ["type", { type: "gif" }],
    ["lang", { lang: "tlh" }],
    ["focus_x", { focus_x: "1.1" }],
    ["focus_y", { focus_y: "boven" }],
    ["zoom", { zoom: "0.5" }],
    ["zoom", { zoom: "nan" }],
    ["turn", { turn: "45" }],
    ["disposition", { disposition: "elders" }],
    ["slogan", { slogan: undefined }],
    ["slogan", { slogan: "  \n " }],
    ["slogan", { slogan: long }],
    ["slogan", { slogan: "x".repeat(5000) }],
    ["slogan", { slogan: "bel\u0007" }],
    ["slogan", { slogan: "nul\u0000" }],
    ["slogan", { slogan: "\u{10FFFD}" }],
    ["name", { name: "n".repeat(41) }],
    [undefined, { wachtwoord: "x" }],
    [undefined, { width: "20" }],
    [undefined, { "<b>": "x" }],
  ];
  for (const [field, values] of cases)
    test(`${JSON.stringify(values).slice(0, 60)} is a 422 for ${field}`, async () => {
      await assertProblem(await post(form(values)), 422, field);
    });

  test("text that is no UTF-8", async () => {
    const body = Buffer.concat([
      Buffer.from('--x\r\nContent-Disposition: form-data; name="template"\r\n\r\nvolgers\r\n--x\r\nContent-Disposition: form-data; name="slogan"\r\n\r\n'),
      Buffer.from([0xff, 0xfe, 0x41]),
      Buffer.from("\r\n--x--\r\n"),
    ]);
    await assertProblem(await post(body, { "content-type": "multipart/form-data; boundary=x" }), 422, "slogan");
  });

  test("a field that is there twice", async () => {
    const twice = form();
    twice.append("slogan", "nog een");
    await assertProblem(await post(twice), 422, "slogan");
    const photos = form();
    photos.append("photo", new Blob([photo]), "b.png");
    await assertProblem(await post(photos), 422, "photo");
  });

  test("in the language of the form, else of the browser, else in Dutch", async () => {
    const wrong = { template: "bestaat-niet" };
    const detail = async (values, headers) => (await assertProblem(await post(form(values), headers), 422, "template")).detail;
    assert.match(await detail({ ...wrong, lang: "fr" }, { "accept-language": "de" }), /modèle/);
    assert.match(await detail(wrong, { "accept-language": "es, de;q=0.5, en;q=0.3" }), /Vorlage/);
    assert.match(await detail(wrong, { "accept-language": "*" }), /ontwerp/);
  });

  test("as a page with a way back for a form without JavaScript", async () => {
    const response = await post(form({ slogan: "" }), { accept: "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": "nl-BE" });
    const page = await response.text();
    assert.equal(response.status, 422);
    assert.match(response.headers.get("content-type"), /^text\/html/);
    assert.match(page, /<html lang="nl"/);
    assert.match(page, /<strong>Je slogan<\/strong><br>Vul dit veld in/);
    assert.match(page, /<a class="button" href="\.\.\/\.\.\/">/);
    assert.match(response.headers.get("content-security-policy"), /default-src 'self'/);
  });
});

describe("a photo that is none", () => {
  const jpeg = () => readFileSync(made("photo.jpg", "640", "480", "1"));
  function made(name, ...args) {
    const path = join(site.folder, name);
    execFileSync(join(build, "make_photo"), [...args, path]);
    return path;
  }

  test("missing, left empty, or an empty file", async () => {
    const missing = await assertProblem(await post(form({}, null)), 422, "photo");
    const left = await assertProblem(await post(form({}, Buffer.alloc(0), "")), 422, "photo");
    const empty = await assertProblem(await post(form({}, Buffer.alloc(0), "leeg.jpg")), 422, "photo");
    assert.equal(missing.detail, left.detail);
    assert.notEqual(missing.detail, empty.detail);
  });

  test("a text, a page, a script or a PDF", async () => {
    for (const text of ["Beste ouders", "<html><script>alert(1)</script>", "#!/bin/sh\n", "%PDF-1.7\n", "\u0000\u0001\u0002"])
      await assertProblem(await post(form({}, Buffer.from(text), "foto.jpg")), 415, "photo");
  });

  test("a picture of a type that is not read", async () => {
    const video = Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isomavc1", "latin1");
    const problem = await assertProblem(await post(form({}, video, "IMG_1.HEIC")), 415, "photo");
    assert.match(problem.detail, /video.*HEIC/);
  });

  test("cut short anywhere", async () => {
    for (const whole of [jpeg(), photo])
      for (const part of [0.999, 0.9, 0.5, 0.1, 0.01])
        await assertProblem(await post(form({}, whole.subarray(0, Math.floor(whole.length * part)))), 422, "photo");
  });

  test("larger than 25 MB", async () => {
    const large = Buffer.alloc(25_000_001);
    jpeg().copy(large);
    const problem = await assertProblem(await post(form({}, large)), 413, "photo");
    assert.match(problem.detail, /25 MB/);
  });

  test("just 25 MB is read", async () => {
    const large = Buffer.alloc(25_000_000);
    jpeg().copy(large);
    await assertPoster(await post(form({}, large)));
  });

  test("far too large for nginx to take", async () => {
    const body = form({}, Buffer.alloc(40_000_000));
    await assertTooLarge(await post(body), /json/);
    await assertTooLarge(await post(body, { accept: "text/html" }), /html/);
  });
  async function assertTooLarge(response, type) {
    assert.equal(response.status, 413);
    assert.match(response.headers.get("content-type"), type);
    assert.match(await response.text(), /25 MB/);
  }

  test("more than 60 megapixels, or a side too long, whatever is behind the header", async () => {
    assert.match((await assertProblem(await post(form({}, makeLyingPng(10_000, 6_001))), 422, "photo")).detail, /60/);
    assert.match((await assertProblem(await post(form({}, makeLyingPng(16_385, 10))), 422, "photo")).detail, /16384/);
    await assertProblem(await post(form({}, makeLyingPng(7_000, 8_000))), 422, "photo");
  });
});

describe("a request that is wrong", () => {
  test("an unknown path is a 404, also with a trick in it", async () => {
    for (const path of [
      "api/v1/", "api/v1/poster", "api/v1/posters/", "api/v1/templates/volgers", "api/v1/templates/x/y/sample.png",
      "api/v1/templates/volgers/a4/sample.png/", "api/v1/templates/x/y/sample.webp", "api/v1/templates/%2e%2e%2fvolgers/a4/sample.png",
      "api/v1/templates/volgers/%3f/sample.png", `api/v1/templates/${"x".repeat(32)}/a4/sample.png`, `api/v1/${"x".repeat(900)}`,
    ])
      await assertProblem(await fetch(site.url + path), 404, undefined);
  });

  test("a wrong method is a 405 that names the right one", async () => {
    for (const [method, path, allow] of [
      ["GET", "api/v1/posters", "POST, OPTIONS"], ["PUT", "api/v1/posters", "POST, OPTIONS"], ["DELETE", "api/v1/posters", "POST, OPTIONS"],
      ["POST", "api/v1/templates", "GET, HEAD, OPTIONS"], ["PATCH", "api/v1/templates/volgers/a4/sample.png", "GET, HEAD, OPTIONS"],
    ]) {
      const response = await fetch(site.url + path, { method });
      await assertProblem(response, 405, undefined);
      assert.equal(response.headers.get("allow"), allow);
    }
  });

  test("a form of another kind is a 415", async () => {
    await assertProblem(await post("slogan=x", { "content-type": "application/x-www-form-urlencoded" }), 415, undefined);
    await assertProblem(await post("{}", { "content-type": "application/json" }), 415, undefined);
    await assertProblem(await post("x", { "content-type": "" }), 415, undefined);
  });

  test("a broken multipart is a 400", async () => {
    const type = { "content-type": "multipart/form-data; boundary=x" };
    for (const body of ["", "x", "--x", "--x\r\n\r\n\r\n--x--", "--x\r\nContent-Disposition: form-data; name=\"slogan\"\r\n\r\nopen", "--x\nContent-Disposition: form-data; name=\"a\"\n\n\n--x--"])
      await assertProblem(await post(body, type), 400, undefined);
    await assertProblem(await post("--x--", { "content-type": "multipart/form-data" }), 400, undefined);
  });

  test("too many parts are a 413", async () => {
    const many = form();
    for (let i = 0; i < 40; i++) many.append(`veld${i}`, "");
    await assertProblem(await post(many), 413, undefined);
  });

  const values = (more) => ({
    REQUEST_METHOD: "POST", PATH_INFO: "/api/v1/posters", CONTENT_TYPE: "multipart/form-data; boundary=x", ...more,
  });

  test("a body that ends too soon is a 400, not a shorter poster", async () => {
    const body = Buffer.from("--x\r\nContent-Disposition: form-data; name=\"template\"\r\n\r\nvolgers\r\n--x--\r\n");
    const { text, ended } = await exchange(site.socket, request(values({ CONTENT_LENGTH: body.length + 1 }), body));
    assert.match(text, /^Status: 400 /);
    assert.match(text, /volledig/);
    assert.ok(ended);
  });

  test("a length that is missing, no number or huge is refused", async () => {
    for (const [length, status] of [[undefined, 400], ["", 400], ["-1", 400], ["1e9", 400], ["99999999999999999999", 400], ["26000001", 413], ["9999999999", 413]]) {
      const given = length === undefined ? {} : { CONTENT_LENGTH: length };
      const { text } = await exchange(site.socket, request(values(given), Buffer.from("x")));
      assert.match(text, new RegExp(`^Status: ${status} `), `length ${length}`);
    }
  });
});

describe("the listing and the samples", () => {
  test("HEAD has the headers of GET and no body", async () => {
    const head = await fetch(`${site.url}api/v1/templates`, { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), "");
    assert.ok(head.headers.get("etag"));
  });

  test("a known version is a 304", async () => {
    const first = await fetch(`${site.url}api/v1/templates?lang=fr`);
    const again = await fetch(`${site.url}api/v1/templates?lang=fr`, { headers: { "if-none-match": first.headers.get("etag") } });
    assert.equal(again.status, 304);
    assert.equal((await first.json()).templates[0].fields[0].label, "Ton slogan");
  });

  test("a language that is none is told", async () => {
    await assertProblem(await fetch(`${site.url}api/v1/templates?lang=xx`), 422, "lang");
  });

  test("every template has a sample, as wide as asked", async () => {
    for (const template of listing.templates) {
      const response = await fetch(`${site.url}api/v1/templates/${template.id}/instagram-portrait/sample.png?width=360&theme=${template.themes[1].id}`);
      await assertPoster(response, { width: 360, height: 450 });
      assert.match(response.headers.get("cache-control"), /max-age/);
    }
  });

  test("as WebP every sample is a smaller file with the same size in pixels", async () => {
    for (const template of listing.templates) {
      const path = `${site.url}api/v1/templates/${template.id}/instagram-portrait/sample`;
      const query = `?width=360&theme=${template.themes[1].id}`;
      const response = await fetch(`${path}.webp${query}`);
      const file = Buffer.from(await response.arrayBuffer());
      assert.equal(response.status, 200, file.subarray(0, 300).toString());
      assert.equal(response.headers.get("content-type"), "image/webp");
      assert.match(response.headers.get("cache-control"), /max-age/);
      assert.deepEqual(webpSize(file), { width: 360, height: 450 });
      const png = await assertPoster(await fetch(`${path}.png${query}`), { width: 360, height: 450 });
      assert.ok(file.length < 0.6 * png.length, `${template.id} ${file.length} of ${png.length}`);
    }
  });

  test("a known WebP is a 304, and another one than the PNG", async () => {
    const path = `${site.url}api/v1/templates/volgers/story/sample`;
    const tags = [];
    for (const ending of ["png", "webp"]) {
      const first = await fetch(`${path}.${ending}?width=90`);
      tags.push(first.headers.get("etag"));
      await first.arrayBuffer();
      const again = await fetch(`${path}.${ending}?width=90`, { headers: { "if-none-match": tags.at(-1) } });
      assert.equal(again.status, 304);
    }
    assert.notEqual(tags[0], tags[1]);
    const head = await fetch(`${path}.webp?width=90`, { method: "HEAD" });
    assert.equal(head.headers.get("content-type"), "image/webp");
    assert.equal(await head.text(), "");
  });

  test("a sample as WebP has the largest format's size too", async () => {
    const { width, height } = listing.formats.find((format) => format.id === "a2");
    const response = await fetch(`${site.url}api/v1/templates/volgers/a2/sample.webp`);
    assert.equal(response.status, 200);
    assert.deepEqual(webpSize(Buffer.from(await response.arrayBuffer())), { width, height });
  });

  test("a poster is no WebP", async () => {
    await assertProblem(await post(form({ type: "webp" })), 422, "type");
  });

  test("a wrong width or theme of a sample is told", async () => {
    for (const ending of ["png", "webp"]) {
      const path = `${site.url}api/v1/templates/volgers/story/sample.${ending}`;
      await assertProblem(await fetch(`${path}?width=99999`), 422, "width");
      await assertProblem(await fetch(`${path}?theme=%00`), 422, "theme");
      await assertProblem(await fetch(`${path}?theme=geen`), 422, "theme");
    }
  });
});

describe("nothing is kept", () => {
  test("no slogan, file name or part of a photo in a log, no file left", async () => {
    await assertPoster(await post(form({ format: "a3", name: "Geheime Naam" }, readFileSync(sample), "geheim-bestand.png")));
    await assertProblem(await post(form({ slogan: SLOGAN.repeat(9) }, photo, "geheim-bestand.png")), 422, "slogan");
    const logs = site.tool.lines + site.nginx.lines + readFileSync(join(site.folder, "nginx-error.log"), "utf8") + readFileSync(join(site.folder, "nginx-access.log"), "utf8");
    assert.ok(logs.includes("route=posters"));
    for (const secret of [SLOGAN, "Geheime", "geheim", "127.0.0.1"]) assert.ok(!logs.includes(secret), logs.split("\n").find((line) => line.includes(secret)));
    for (const folder of ["body", "fastcgi"]) assert.deepEqual(readdirSync(join(site.folder, "tmp", folder)), []);
  });
});

// Requests straight to the tool: one that is answered at once, and one that
// keeps a child busy for a while.
const quick = { REQUEST_METHOD: "GET", PATH_INFO: "/api/v1/templates" };
const slow = { REQUEST_METHOD: "GET", PATH_INFO: "/api/v1/templates/volgers/a3/sample.png" };

function childOf(worker) {
  return until(() => childrenOf(worker)[0], "a child");
}

describe("processes", () => {
  test("a worker that is killed is replaced, and the next request works", async () => {
    const killed = workersOf(site.tool.pid);
    assert.ok(killed.length >= 1);
    for (const pid of killed) process.kill(pid, "SIGKILL");
    await until(() => {
      const now = workersOf(site.tool.pid);
      return now.length === killed.length && now.every((pid) => !killed.includes(pid));
    }, "new workers");
    await assertPoster(await post(form()));
  });

  test("a child that is killed costs nothing: the poster is made again; a second time it is a 422 with an id", async () => {
    const one = await startSite({ args: ["--workers", "1"] });
    try {
      const [worker] = workersOf(one.tool.pid);
      const made = post(form({ format: "a3" }, readFileSync(sample)), {}, one);
      process.kill(await childOf(worker), "SIGKILL");
      await assertPoster(await made);
      const answer = post(form({ format: "a3" }, readFileSync(sample)), {}, one);
      const first = await childOf(worker);
      process.kill(first, "SIGKILL");
      process.kill(await until(() => childrenOf(worker).find((pid) => pid !== first), "another child"), "SIGKILL");
      await assertProblem(await answer, 422, "photo");
      await until(() => /status=422 .* cause="the child was ended by signal \(9\)"/.test(one.tool.lines), "the log line");
      assert.deepEqual(workersOf(one.tool.pid), [worker]);
      await assertPoster(await post(form(), {}, one));
    } finally {
      await one.stop();
    }
  });

  test("SIGTERM finishes the poster in hand and leaves no process and no socket", async () => {
    const one = await startSite({ args: ["--workers", "1"] });
    try {
      const [worker] = workersOf(one.tool.pid);
      const answer = post(form({ format: "a3" }, readFileSync(sample)), {}, one);
      await until(() => childrenOf(worker).length, "a child");
      one.tool.kill("SIGTERM");
      await assertPoster(await answer);
      assert.equal(await one.tool.ended, 0);
      assert.throws(() => process.kill(worker, 0));
      assert.ok(!readdirSync(one.folder).includes("postertool.sock"));
    } finally {
      await one.stop();
    }
  });

  test("workers end when the supervisor is killed", async () => {
    const one = await startSite();
    try {
      const workers = workersOf(one.tool.pid);
      one.tool.kill("SIGKILL");
      await one.tool.ended;
      await until(() => workers.every((pid) => {
        try {
          process.kill(pid, 0);
          // A process that is ended but not yet collected is gone as well.
          return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
        } catch {
          return true;
        }
      }), "the workers' end");
    } finally {
      await one.stop();
    }
  });

  test("a worker is replaced after its share of requests", async () => {
    const one = await startSite({ args: ["--workers", "1"], config: "[serve]\nmax_requests = 2\n" });
    try {
      for (let i = 0; i < 5; i++) await assertPoster(await post(form(), {}, one));
    } finally {
      await one.stop();
    }
  });

  test("half a FastCGI request does not hold a worker for ever", async () => {
    const one = await startSite({ args: ["--workers", "1"], config: "[serve]\nrequest_timeout_s = 1\n" });
    try {
      const half = connect(one.socket);
      half.write(record(1, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])).subarray(0, 12));
      const closed = new Promise((done) => half.once("close", done));
      half.on("error", () => {});
      await closed;
      assert.match(one.tool.lines, /stuck/);
      await assertPoster(await post(form(), {}, one));
    } finally {
      await one.stop();
    }
  });

  test("a poster that takes too long is given up, and the worker lives on", async () => {
    const one = await startSite({ config: "[serve]\nposter_timeout_s = 1\n", args: ["--workers", "1"] });
    try {
      const [worker] = workersOf(one.tool.pid);
      const answer = post(form({ format: "a3" }, readFileSync(sample)), {}, one);
      // It would be done before the second is over.
      process.kill(await childOf(worker), "SIGSTOP");
      await assertProblem(await answer, 422, "photo");
      await until(() => /status=422 .* cause="the child took too long/.test(one.tool.lines), "the log line");
      assert.deepEqual(childrenOf(worker), []);
      assert.deepEqual(workersOf(one.tool.pid), [worker]);
      await assertPoster(await post(form(), {}, one));
    } finally {
      await one.stop();
    }
  });

  test("a worker that is killed at work costs no poster: another one makes it", async () => {
    const one = await startSite({ args: ["--workers", "2"] });
    try {
      const answer = post(form({ format: "a3" }, readFileSync(sample)), {}, one);
      process.kill(await until(() => workersOf(one.tool.pid).find((pid) => childrenOf(pid).length), "a worker at work"), "SIGKILL");
      await assertPoster(await answer);
    } finally {
      await one.stop();
    }
  });

  test("a worker that is told to stop does so with requests waiting", async () => {
    const one = await startSite({ args: ["--workers", "1"] });
    try {
      const [worker] = workersOf(one.tool.pid);
      const first = exchange(one.socket, request(slow));
      const child = await childOf(worker);
      process.kill(child, "SIGSTOP");
      let second;
      await new Promise((queued) => { second = exchange(one.socket, request(slow), queued); });
      process.kill(worker, "SIGTERM");
      process.kill(child, "SIGCONT");
      assert.match((await first).text, /^Status: 200 /);
      const next = await until(() => workersOf(one.tool.pid).find((pid) => childrenOf(pid).length), "a worker at work");
      assert.notEqual(next, worker);
      assert.match((await second).text, /^Status: 200 /);
    } finally {
      await one.stop();
    }
  });

  test("a stray signal stops no worker", async () => {
    const one = await startSite({ args: ["--workers", "1"] });
    try {
      const [worker] = workersOf(one.tool.pid);
      for (const signal of ["SIGUSR1", "SIGPIPE", "SIGHUP", "SIGINT"]) {
        process.kill(worker, signal);
        assert.match((await exchange(one.socket, request(quick))).text, /^Status: 200 /, signal);
      }
      assert.deepEqual(workersOf(one.tool.pid), [worker]);
    } finally {
      await one.stop();
    }
  });

  test("a web server that would keep its connection does not keep a worker", async () => {
    const one = await startSite({ args: ["--workers", "1"] });
    try {
      // It ends only when the tool closes.
      assert.match((await exchange(one.socket, request(quick, Buffer.alloc(0), true))).text, /^Status: 200 /);
      assert.match((await exchange(one.socket, request(quick))).text, /^Status: 200 /);
    } finally {
      await one.stop();
    }
  });

  test("no worker can leave a core dump, and no child can write what workers tell", async (t) => {
    const one = await startSite({ args: ["--workers", "1"] });
    try {
      const [worker] = workersOf(one.tool.pid);
      assert.match(readFileSync(`/proc/${worker}/limits`, "utf8"), /^Max core file size +0 +0 /m);
      const answer = exchange(one.socket, request(slow));
      const child = await childOf(worker);
      process.kill(child, "SIGSTOP");
      // Memory that processes share is listed so; only root may look.
      const shares = (pid) => / rw-s .*\/dev\/zero/.test(readFileSync(`/proc/${pid}/maps`, "utf8"));
      if (process.getuid() === 0) {
        assert.ok(shares(worker));
        assert.ok(!shares(child));
      } else {
        t.diagnostic("not root: the child's memory was not looked at");
      }
      process.kill(child, "SIGCONT");
      await answer;
    } finally {
      await one.stop();
    }
  });
});

describe("a socket that is handed over", () => {
  const options = ["serve", "--workers", "1", "--templates", join(root, "templates"), "--fonts", join(root, "fonts/fonts.ini")];

  async function listenAt(name) {
    const path = join(site.folder, `${name}.sock`);
    const server = createServer();
    await new Promise((done) => server.listen(`${path}.own`, done));
    // Node.js removes a socket's file when it closes it; this one stays.
    renameSync(`${path}.own`, path);
    return { path, server, fd: server._handle.fd };
  }

  // Hands listening sockets to a tool, "0", "1" ... in `stdio`, and asks.
  async function withHanded(count, command, args, stdio, act) {
    const handed = [];
    while (handed.length < count) handed.push(await listenAt(`handed${handed.length}`));
    const tool = start(command, args, {
      stdio: stdio.map((what) => handed[what]?.fd ?? what),
      env: { ...process.env, POSTERTOOL_SAMPLES: dirname(sample) },
    });
    for (const { server } of handed) server.close();
    try {
      await until(() => /event="ready/.test(tool.lines) || tool.exitCode !== null, "the tool's start");
      assert.equal(tool.exitCode, null, tool.lines);
      await act(handed.map(({ path }) => path));
    } finally {
      tool.kill("SIGTERM");
      assert.equal(await tool.ended, 0);
      // Whoever handed them over still needs them.
      for (const { path } of handed) {
        assert.ok(existsSync(path));
        rmSync(path);
      }
    }
  }

  async function assertServes(path) {
    assert.match((await exchange(path, request(quick))).text, /^Status: 200 /);
    assert.match((await exchange(path, request(slow))).text, /^Status: 200 /);
  }

  test("by spawn-fcgi, as standard input", async () => {
    await withHanded(1, join(build, "postertool"), options, ["0", "ignore", "pipe"], ([path]) => assertServes(path));
  });

  const asSystemd = (names) => ["-c", `LISTEN_FDS=${names.length} LISTEN_FDNAMES=${names.join(":")} LISTEN_PID=$$ exec "$@"`, "sh", join(build, "postertool"), ...options];

  test("by systemd, as descriptor 3", async () => {
    await withHanded(1, "sh", asSystemd(["web"]), ["ignore", "ignore", "pipe", "0"], ([path]) => assertServes(path));
  });

  test("by systemd, three at once, of which one is the operator's by its name", async () => {
    await withHanded(3, "sh", asSystemd(["web", "status", "web"]), ["ignore", "ignore", "pipe", "0", "1", "2"], async ([first, told, second]) => {
      await assertServes(first);
      await assertServes(second);
      const status = await new Promise((done, fail) => {
        get({ socketPath: told, path: "/readyz" }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        }).once("error", fail);
      });
      assert.equal(status, 200);
    });
  });
});
