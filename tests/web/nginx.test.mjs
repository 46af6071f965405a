// What nginx does by itself, with the configuration that an operator installs:
// its own errors, limits, cache, headers, log, and that it leaves the disk alone.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { exchange, record, request } from "./fcgi.mjs";
import { makeNoise, makePng } from "./png.mjs";
import { build, childrenOf, freePort, start, startSite, until, workersOf } from "./site.mjs";

const languages = ["nl", "fr", "en", "de"];
const shapes = { json: "application/json, image/*", html: "text/html,application/xhtml+xml,*/*;q=0.8" };
const SAMPLE = "api/v1/templates/volgers/story/sample.webp?width=90&lang=nl";
// The visitor's address as another proxy would tell it: on the machine itself
// nobody is counted.
const FORWARDED = "set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;\n";

// One request on a connection of its own.
function ask(site, path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((done, fail) => {
    const asked = http.request(new URL(path, site.url), { method, headers, agent: false }, (response) => {
      const chunks = [];
      response.on("data", (data) => chunks.push(data));
      response.once("error", fail);
      response.once("end", () => done({ status: response.statusCode, headers: response.headers, raw: response.rawHeaders, body: Buffer.concat(chunks) }));
    });
    asked.once("error", fail);
    asked.end(body);
  });
}

// Bytes that no client would send, and the answer up to its end.
function send(site, text) {
  return new Promise((done, fail) => {
    const socket = connect(site.port, "127.0.0.1", () => socket.write(text));
    const chunks = [];
    socket.on("data", (data) => chunks.push(data));
    socket.once("error", fail);
    socket.once("close", () => {
      const all = Buffer.concat(chunks).toString();
      const [head, ...rest] = all.split("\r\n\r\n");
      const [first, ...lines] = head.split("\r\n");
      const pairs = lines.map((line) => line.match(/^(.*?): (.*)$/).slice(1));
      const headers = Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
      const body = rest.join("\r\n\r\n");
      done({ status: Number(first.split(" ")[1]), headers, raw: pairs.flat(), body: headers["transfer-encoding"] ? body.slice(body.indexOf("\r\n") + 2, body.lastIndexOf("\r\n0\r\n")) : body });
    });
  });
}

async function formOf(values) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, typeof value === "string" ? value : new File([value], "a.png"));
  const made = new Response(form);
  return { method: "POST", headers: { "content-type": made.headers.get("content-type") }, body: Buffer.from(await made.arrayBuffer()) };
}

const HEADERS = {
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /^no-referrer$/,
  "permissions-policy": /camera=\(self\)/,
  "content-security-policy": /default-src 'self'.*frame-ancestors 'self'/,
  "x-request-id": /^[0-9a-f]{32}$/,
  server: /^nginx$/,
};

function assertHeaders(response, what) {
  for (const [name, value] of Object.entries(HEADERS)) {
    assert.match(response.headers[name] ?? "", value, `${what}: ${name}`);
    assert.equal(response.raw.filter((word, i) => i % 2 === 0 && word.toLowerCase() === name).length, 1, `${what}: ${name} once`);
  }
}

const readLog = (site) => readFileSync(join(site.folder, "nginx-access.log"), "utf8").trim().split("\n");

// Takes the tool's place behind nginx: `answer(values)` gives what it says, or
// nothing, and then nobody hears anything.
async function takeItsPlace(site, answer) {
  site.tool.kill("SIGTERM");
  await site.tool.ended;
  const server = createServer((socket) => {
    let all = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (data) => {
      all = Buffer.concat([all, data]);
      const values = [];
      let at = 0;
      for (; at + 8 <= all.length && at + 8 + all.readUInt16BE(at + 4) + all[at + 6] <= all.length;) {
        const size = all.readUInt16BE(at + 4);
        if (all[at + 1] === 4) values.push(all.subarray(at + 8, at + 8 + size));
        // The body's end.
        if (all[at + 1] === 5 && size === 0) {
          const text = answer(readValues(Buffer.concat(values)));
          if (text !== undefined) socket.end(Buffer.concat([record(6, Buffer.from(text)), record(6), record(3, Buffer.alloc(8))]));
        }
        at += 8 + size + all[at + 6];
      }
    });
  });
  await new Promise((done) => server.listen(site.socket, 4096, done));
  return server;
}

function readValues(bytes) {
  const pairs = [];
  let at = 0;
  const length = () => {
    if (bytes[at] < 128) return bytes[at++];
    at += 4;
    return bytes.readUInt32BE(at - 4) & 0x7fffffff;
  };
  while (at < bytes.length) {
    const name = length(), value = length();
    pairs.push([bytes.toString("latin1", at, at + name), bytes.toString("latin1", at + name, at + name + value)]);
    at += name + value;
  }
  return pairs;
}

const OK = "Status: 200 OK\r\nContent-Type: text/plain\r\n\r\nok\n";

describe("nginx's own errors", () => {
  let site;
  before(async () => { site = await startSite({ nginx: FORWARDED }); });
  after(() => site?.stop());

  // Each in every language, as JSON and as a page, with the request's id.
  async function assertErrors(status, make, { retry } = {}) {
    const sentences = new Set();
    for (const lang of languages)
      for (const [shape, accept] of Object.entries(shapes)) {
        const response = await make({ accept, "accept-language": `${lang}-XX,${lang};q=0.9,nl;q=0.1` });
        const what = `${status} ${lang} ${shape}`;
        const text = String(response.body);
        assert.equal(response.status, status, `${what}: ${text}`);
        assertHeaders(response, what);
        assert.equal(response.headers["content-language"], lang);
        assert.equal(response.headers["cache-control"], "no-store");
        assert.equal(response.headers["retry-after"], retry);
        const id = response.headers["x-request-id"];
        if (shape === "json") {
          assert.equal(response.headers["content-type"], "application/problem+json");
          const problem = JSON.parse(text);
          assert.equal(problem.status, status);
          assert.equal(problem.id, id);
          assert.ok(problem.title.length > 5 && problem.detail.length > 20, text);
          sentences.add(problem.detail);
        } else {
          assert.equal(response.headers["content-type"], "text/html; charset=utf-8");
          assert.match(text, new RegExp(`^<!doctype html>\n<html lang="${lang}">`));
          assert.match(text, new RegExp(`<small>\\S+: ${id}</small>`));
          assert.match(text, /href="\/poster.css"/);
          assert.doesNotMatch(text, /<!--|\(none\)/);
        }
      }
    assert.equal(sentences.size, languages.length);
  }

  test("a head that is wrong is a 400", () =>
    assertErrors(400, (headers) => send(site, `GET / HTTP/1.1\r\nHost: x\r\nAccept: ${headers.accept}\r\nAccept-Language: ${headers["accept-language"]}\r\nContent-Length: x\r\n\r\n`)));

  test("what is not there is a 404, a folder too", async () => {
    await assertErrors(404, (headers) => ask(site, "nergens/te/vinden", { headers }));
    await assertErrors(404, (headers) => ask(site, "fonts/", { headers }));
    for (const path of ["problems/problem.html", "postertool-problems/problem.html"]) await assertErrors(404, (headers) => ask(site, path, { headers }));
  });

  test("a file takes no form: 405", () =>
    assertErrors(405, (headers) => ask(site, "poster.css", { method: "POST", headers })));

  test("too much is a 413, for words and pages sooner than for photos", async () => {
    await assertErrors(413, (headers) => ask(site, "api/v1/posters", { method: "POST", headers, body: Buffer.alloc(33_600_000) }));
    for (const path of ["", "api/v1/templates", "api/v1/templates/volgers/story/text.png", SAMPLE]) {
      const response = await ask(site, path, { method: "POST", body: Buffer.alloc(70_000) });
      assert.equal(response.status, 413);
      assertHeaders(response, path);
    }
  });

  test("a head that is too large is a 431", () =>
    assertErrors(431, (headers) => send(site, `GET / HTTP/1.1\r\nHost: x\r\nAccept: ${headers.accept}\r\nAccept-Language: ${headers["accept-language"]}\r\nCookie: ${"x".repeat(9000)}\r\n\r\n`)));

  test("an address that is too long is a 414, in Dutch: nginx reads no further", async () => {
    const response = await send(site, `GET /?${"x".repeat(9000)} HTTP/1.1\r\nHost: x\r\nAccept-Language: fr\r\n\r\n`);
    assert.equal(response.status, 414);
    assertHeaders(response, "414");
    assert.match(JSON.parse(response.body).detail, /adres is te lang/);
  });

  test("HEAD has no body", async () => {
    const response = await ask(site, "nergens", { method: "HEAD" });
    assert.equal(response.status, 404);
    assert.equal(response.body.length, 0);
  });

  test("the language that is asked for in the address comes first", async () => {
    const response = await ask(site, "nergens?a=1&lang=de", { headers: { "accept-language": "fr" } });
    assert.equal(response.headers["content-language"], "de");
  });

  test("the page's script can show what it says", async () => {
    const response = await ask(site, "api/v1/posters", { method: "POST", headers: { accept: shapes.json }, body: Buffer.alloc(33_600_000) });
    assert.match(JSON.parse(response.body).detail, /25 MB/);
  });

  test("without the tool everything else is a 503 with Retry-After, and nothing personal is logged", async () => {
    site.tool.kill("SIGTERM");
    await site.tool.ended;
    for (const path of ["", "privacy", SAMPLE.replace("&lang=nl", ""), "api/v1/templates?geheim"])
      await assertErrors(503, (headers) => ask(site, path, { headers }), { retry: "5" });
    const form = await formOf({ slogan: "Geheim" });
    await assertErrors(503, (headers) => ask(site, "api/v1/posters", { ...form, headers: { ...form.headers, ...headers, "x-forwarded-for": "203.0.113.9" } }), { retry: "5" });
    const page = await ask(site, "api/v1/posters", { ...form, headers: { ...form.headers, accept: "text/html" } });
    assert.match(String(page.body), /‘vorige’/);
    assert.equal((await ask(site, "poster.css")).status, 200);
    const logs = readLog(site).join("\n") + readFileSync(join(site.folder, "nginx-error.log"), "utf8");
    assert.match(logs, / method=POST route=posters status=503 /);
    for (const secret of ["127.0.0.1", "203.0.113", "Geheim", "geheim", "?"]) assert.ok(!logs.includes(secret), secret);
  });
});

describe("the tool behind it", () => {
  let site;
  let server;
  let asked = [];
  let says = () => OK;
  before(async () => {
    site = await startSite({ nginx: FORWARDED });
    server = await takeItsPlace(site, (values) => { asked.push(values); return says(values); });
  });
  after(async () => { server?.close(); await site?.stop(); });

  test("is told the id that the visitor and the log get, once, whatever the client sends", async () => {
    asked = [];
    says = (values) => `Status: 200 OK\r\nContent-Type: text/plain\r\nX-Request-Id: ${new Map(values).get("REQUEST_ID")}\r\n\r\nok\n`;
    const response = await ask(site, "api/v1/templates?x=1", { headers: { "x-request-id": "van-mij", "accept-language": "fr" } });
    assertHeaders(response, "200");
    const [values] = asked;
    assert.deepEqual(values.filter(([name]) => name === "REQUEST_ID"), [["REQUEST_ID", response.headers["x-request-id"]]]);
    assert.deepEqual(values.filter(([name]) => name === "HTTP_ACCEPT_LANGUAGE"), [["HTTP_ACCEPT_LANGUAGE", "fr"]]);
    assert.ok(readLog(site).at(-1).includes(` id=${response.headers["x-request-id"]} `));
  });

  test("says its own errors itself", async () => {
    for (const status of [400, 404, 405, 413, 415, 422, 429, 500, 503]) {
      says = () => `Status: ${status} Mine\r\nContent-Type: application/problem+json\r\nRetry-After: 7\r\nAllow: POST\r\n\r\n{"mine":${status}}`;
      for (const path of ["", "api/v1/templates", SAMPLE, "api/v1/iets"]) {
        const response = await ask(site, path, { headers: { accept: "text/html" } });
        assert.equal(response.status, status);
        assert.equal(String(response.body), `{"mine":${status}}`);
        assert.equal(response.headers["retry-after"], "7");
        assertHeaders(response, `${status} ${path}`);
      }
    }
  });

  test("is logged as name=value, without who asked, what or from where", async () => {
    says = () => OK;
    await ask(site, "api/v1/templates/geheim/pad/frame.png?slogan=geheim", {
      headers: { "x-forwarded-for": "203.0.113.9", "user-agent": "geheim", referer: "http://geheim/", cookie: "geheim=1" },
    });
    const line = await until(() => readLog(site).find((one) => one.includes("route=frame")), "the line");
    assert.match(line, /^time=\S+ id=[0-9a-f]{32} method=GET route=frame status=200 in=\d+ out=\d+ s=[\d.]+ upstream_s="[\d.]+" cache=-$/);
    assert.ok(!/geheim|203\.0|127\.0/.test(readLog(site).join("\n")));
  });

  const from = (address, path, options = {}) => ask(site, path, { ...options, headers: { ...options.headers, "x-forwarded-for": address } });
  const flood = async (address, path, options) => {
    for (let i = 0; i < 200; i++) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => from(address, path, options)));
      const refused = answers.find(({ status }) => status === 429);
      if (refused) return refused;
    }
    throw new Error("nothing stops a flood");
  };
  const TEXT = "api/v1/templates/volgers/story/text.png";

  test("hears a whole class behind one address at once", async () => {
    says = () => OK;
    const small = await formOf({ slogan: "Respect." });
    // Of each of thirty: the page, a gallery of forty, art, words at every letter,
    // and the poster, the second one too; all in one moment.
    const one = [
      ["", {}], ["site.css", {}], ["api/v1/templates?lang=nl", {}],
      ...Array.from({ length: 40 }, (_, i) => [`${SAMPLE}&theme=${i}`, {}]),
      ...Array.from({ length: 10 }, (_, i) => [`api/v1/templates/volgers/story/frame.png?width=${i + 100}`, {}]),
      ...Array.from({ length: 30 }, () => [TEXT, small]),
      ["api/v1/photos", small], ["api/v1/posters", small], ["api/v1/posters", small],
    ];
    for (let i = 0; i < one.length; i += 4) {
      const some = one.slice(i, i + 4);
      const answers = await Promise.all(Array.from({ length: 30 }, () => some.map(([path, options]) => from("198.51.100.7", path, options))).flat());
      for (const { status } of answers) assert.equal(status, 200, JSON.stringify(some.map(([path]) => path)));
    }
  });

  test("does not hear a flood, of whatever, and others are heard meanwhile", async () => {
    says = () => OK;
    const small = await formOf({ slogan: "Respect." });
    for (const [path, options] of [["", {}], [SAMPLE, {}], [TEXT, small], ["api/v1/posters", small], ["api/v1/photos", small], ["api/v1/iets", {}]]) {
      const refused = await flood("203.0.113.1", path, options);
      assertHeaders(refused, path);
      assert.equal(refused.headers["retry-after"], "5");
      assert.equal((await from("203.0.113.2", path, options)).status, 200);
      assert.equal((await ask(site, path, options)).status, 200, "the machine itself");
    }
    for (const lang of languages)
      for (const [shape, accept] of Object.entries(shapes)) {
        const refused = await flood("203.0.113.1", "api/v1/posters", { ...small, headers: { ...small.headers, accept, "accept-language": lang } });
        assert.equal(refused.headers["content-language"], lang);
        const id = refused.headers["x-request-id"];
        if (shape === "json") assert.equal(JSON.parse(refused.body).id, id);
        else assert.ok(String(refused.body).includes(`: ${id}</small>`));
      }
  });

  test("hears of IPv6 each /64 as one", async () => {
    says = () => OK;
    const small = await formOf({ slogan: "Respect." });
    await flood("2001:db8:0:1::1", "api/v1/posters", small);
    const next = Array.from({ length: 50 }, (_, i) => from(`2001:db8:0:1:${i}:ffff::${i}`, "api/v1/posters", small));
    assert.ok((await Promise.all(next)).some(({ status }) => status === 429));
    for (const other of ["2001:db8:0:2::1", "2001:db8:1:1::1", "2001:db9:0:1::1"]) assert.equal((await from(other, "api/v1/posters", small)).status, 200);
  });

  test("a hundred uploads at a time of one address", async () => {
    says = () => OK;
    const sockets = [];
    const open = (address) => new Promise((done, fail) => {
      const socket = connect(site.port, "127.0.0.1");
      sockets.push(socket);
      socket.once("error", fail);
      socket.once("data", (data) => done(String(data).split("\r\n")[0]));
      socket.write(`POST ${new URL(site.url).pathname}api/v1/posters HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${address}\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n`);
    });
    const opened = await Promise.all(Array.from({ length: 100 }, () => open("192.0.2.1")));
    assert.deepEqual([...new Set(opened)], ["HTTP/1.1 100 Continue"]);
    assert.match(await open("192.0.2.1"), / 429 /);
    assert.match(await open("192.0.2.2"), / 100 /);
    for (const socket of sockets) socket.destroy();
  });
});

describe("every kind of answer has the same headers", () => {
  for (const prefix of ["", "/poster"])
    test(prefix || "at the root", async () => {
      const site = await startSite({ prefix, args: ["--workers", "1"] });
      try {
        const slogan = "Respect.";
        for (const [path, status, options] of [
          ["", 200], ["privacy?lang=fr", 200], ["site.css", 200], ["poster.css", 200], ["page.js", 200], ["mark.svg", 200], ["fonts/text.woff2", 200],
          ["api/v1/templates", 200], [SAMPLE, 200], [SAMPLE.replace("webp", "png"), 200], [SAMPLE.replace("sample.webp", "frame.png"), 200],
          ["api/v1/templates/volgers/story/text.png", 200, await formOf({ slogan, width: "90" })],
          ["api/v1/posters", 200, await formOf({ template: "zonder-foto", slogan, format: "story" })],
          ["api/v1/photos", 200, await formOf({ photo: makePng(30, 40) })],
          ["api/v1/posters", 405], ["api/v1/posters", 422, await formOf({ template: "geen" })], ["api/v1/iets", 404], ["iets", 404],
        ]) {
          const response = await ask(site, path, options);
          assert.equal(response.status, status, `${path} ${response.body}`);
          assertHeaders(response, path);
        }
        const known = await ask(site, "", { headers: { "if-none-match": (await ask(site, "")).headers.etag } });
        assert.equal(known.status, 304);
        assertHeaders(known, "304");
        if (!prefix) return;
        const moved = await ask(site, prefix);
        assert.equal(moved.status, 301);
        assert.equal(moved.headers.location, `${prefix}/`);
        assert.match(String((await ask(site, "iets/anders", { headers: { accept: "text/html" } })).body), /href="\/poster\/poster\.css"/);
        for (const outside of ["/privacy", "/api/v1/templates", "/posterx"]) assert.equal((await ask(site, outside)).status, 404);
      } finally {
        await site.stop();
      }
    });
});

describe("what is kept for a while", () => {
  let site;
  before(async () => { site = await startSite({ cached: true, args: ["--workers", "2"] }); });
  after(async () => {
    for (const pid of stopped) process.kill(pid, "SIGCONT");
    await site?.stop();
  });
  let stopped = [];

  const cacheOf = async (path, options) => {
    const response = await ask(site, path, options);
    const id = response.headers["x-request-id"];
    const line = await until(() => readLog(site).find((one) => one.includes(` id=${id} `)), "the line");
    return { ...response, cache: line.match(/ cache=(\S+)$/)[1] };
  };
  const kept = () => readdirSync(join(site.folder, "cache"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const keptText = () => execFileSync("cat", ["/dev/null", ...execFileSync("find", [join(site.folder, "cache"), "-type", "f"]).toString().split("\n").filter(Boolean)], { maxBuffer: 1 << 28 }).toString("latin1");

  test("comes from memory the second time, with an id of its own", async () => {
    for (const path of ["", "privacy", "site.css", "api/v1/templates", SAMPLE, SAMPLE.replace("webp", "png"), SAMPLE.replace("sample.webp", "frame.png")]) {
      const first = await cacheOf(path);
      const second = await cacheOf(path);
      assert.equal(first.cache, "MISS", path);
      assert.equal(second.cache, "HIT", path);
      assert.ok(first.body.equals(second.body));
      assert.notEqual(first.headers["x-request-id"], second.headers["x-request-id"]);
      for (const name of ["etag", "cache-control", "content-type", "vary"]) assert.equal(second.headers[name], first.headers[name], `${path} ${name}`);
      assertHeaders(second, path);
      assert.equal((await cacheOf(path, { headers: { "if-none-match": second.headers.etag } })).status, 304);
    }
  });

  test("is what the tool itself would answer, in whatever way a language is asked for", async () => {
    const weights = [
      undefined, "", "*", "nl", "nl-BE,nl;q=0.9", "fr", "FR-ca, fr;q=0.9, en;q=0.8", "en-GB,en;q=0.9,nl;q=0.8", "de;q=0.9, fr", "fr;q=0.3, de;q=0.8",
      "es, de;q=0.5, en;q=0.3", "es-ES,es;q=0.9,en;q=0.8", "es;q=0.9, en;q=0", "en;q=0, fr;q=0.1", "fr;q=0", "fr;q=0.000", "nlx, dex;q=1, en;q=0.4, en-US;q=0.3",
      "de-;q=1", "de_AT", "zh, ja, ko", "xx,,,fr", "fr;level=1;q=0.2, en;q=0.5", "fr ; q=0.5 , en ;q=0.4", " de", "d, e, en-x-y", "en;q=1.000,fr", "nl;q=0.5,nl;q=0.9,de;q=0.7",
    ];
    const queries = ["", "lang=fr", "lang=xx", "lang=", "lang=FR", "lang=%66r", "lang=de&lang=fr", "lang=xx&lang=fr", "xlang=fr", "a=b&lang=en", "a#&lang=fr", "lang=fr#x", `lang=fr&${"x".repeat(504)}`, `lang=fr&${"x".repeat(503)}`, "lang=nl-BE"];
    const langOf = (html) => String(html).match(/<html lang="(..)"/)?.[1];
    // Every pair twice, in both directions, so that a wrong one would be found by others.
    const pairs = weights.flatMap((weight) => queries.map((query) => [weight, query]));
    const answers = new Map();
    for (const [weight, query] of [...pairs, ...[...pairs].reverse()]) {
      const key = JSON.stringify([weight, query]);
      if (!answers.has(key)) {
        const values = { REQUEST_METHOD: "GET", PATH_INFO: "/privacy", QUERY_STRING: query.split("#")[0] };
        if (weight !== undefined) values.HTTP_ACCEPT_LANGUAGE = weight.trim();
        answers.set(key, langOf((await exchange(site.socket, request(values))).text));
      }
      const line = weight === undefined ? "" : `Accept-Language: ${weight}\r\n`;
      const got = await send(site, `GET /privacy${query && `?${query}`} HTTP/1.1\r\nHost: x\r\n${line}Connection: close\r\n\r\n`);
      assert.equal(langOf(got.body), answers.get(key), key);
    }
    assert.deepEqual([...new Set(answers.values())].sort(), [...languages].sort());
  });

  test("of the languages that browsers ask for, each page is kept once", async () => {
    const before = kept().length;
    for (const [query, weight] of [
      ["?fbclid=1", "nl-BE,nl;q=0.9,en-US;q=0.8,en;q=0.7"], ["?fbclid=2", "nl"], ["?utm_source=x", "nl-NL"], ["?lang=nl", "fr"], ["", "es,nl;q=0.5"],
      ["?fbclid=3", "fr-BE,fr;q=0.9"], ["?lang=fr&fbclid=4", "de"], ["?x", "ar,fr;q=0.8,fr-FR;q=0.6"],
    ])
      await ask(site, `site.css${query}`, { headers: { "accept-language": weight } });
    assert.ok(kept().length - before <= 1, `${kept().length - before}`);
  });

  test("is never an answer to a POST or a HEAD, an error, or a picture in the size of print", async () => {
    const before = kept().length;
    const slogan = "Geheime woorden";
    const posts = [
      ["api/v1/templates/volgers/story/text.png", await formOf({ slogan, width: "90" }), 200],
      ["api/v1/templates/volgers/story/text.png?width=90", await formOf({ slogan, width: "90" }), 200],
      ["api/v1/posters", await formOf({ template: "zonder-foto", slogan, format: "story" }), 200],
      ["api/v1/photos", await formOf({ photo: makePng(30, 40) }), 200],
      ["", { method: "POST", body: slogan }, 405],
      [SAMPLE, { method: "POST", body: slogan }, 405],
      ["privacy", { method: "HEAD" }, 200],
      [`${SAMPLE}&x`, { method: "HEAD" }, 200],
      [SAMPLE.replace("volgers", "geen"), {}, 404],
      [`${SAMPLE}&theme=geen`, {}, 422],
      ["api/v1/templates/volgers/story/sample.webp", {}, 200],
      ["api/v1/templates/volgers/a4/frame.png?width=1700", {}, 200],
    ];
    for (let i = 0; i < 2; i++)
      for (const [path, options, status] of posts) {
        const response = await cacheOf(path, options);
        assert.equal(response.status, status, `${path} ${response.body.subarray(0, 200)}`);
        assert.notEqual(response.cache, "HIT", path);
        if (options.method) assert.equal(response.cache, "-", path);
      }
    assert.equal(kept().length, before);
    assert.ok(!keptText().includes("Geheim"));
    assert.ok(keptText().includes("KEY: /privacy nl"));
  });

  test("is made once for all who ask at the same time", async () => {
    const path = `${SAMPLE}&theme=geel`;
    const answers = await Promise.all(Array.from({ length: 30 }, () => cacheOf(path)));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.deepEqual(answers.map(({ cache }) => cache).filter((cache) => cache !== "HIT"), ["MISS"]);
  });

  test("shows a change soon after the tool read it again", async () => {
    assert.ok(!String((await ask(site, "")).body).includes("Klaar voor de klas"));
    appendFileSync(join(site.folder, "postertool.ini"), "[page]\nname.nl = Klaar voor de klas\n");
    site.tool.kill("SIGHUP");
    await until(async () => String((await ask(site, "")).body).includes("Klaar voor de klas"), "the new name");
  });

  test("answers at once when every worker stands still, fresh or old, and goes on afterwards", async () => {
    const paths = ["", "privacy", "site.css", "api/v1/templates", SAMPLE, SAMPLE.replace("webp", "png"), SAMPLE.replace("sample.webp", "frame.png")];
    const bodies = new Map();
    for (const path of paths)
      bodies.set(path, await until(async () => {
        const { cache, body } = await cacheOf(path);
        return cache === "HIT" && body;
      }, `${path} is fresh`));
    stopped = workersOf(site.tool.pid);
    for (const pid of stopped) process.kill(pid, "SIGSTOP");
    // Fresh ones first, then old ones: the background asks again in vain.
    for (const path of paths) {
      const seen = new Set();
      await until(async () => {
        // While the old one is renewed its connection stays open; what came is enough.
        const { body, id } = await partly(path, bodies.get(path).length);
        assert.ok(body.equals(bodies.get(path)), path);
        const line = readLog(site).find((one) => one.includes(` id=${id} `));
        if (line) seen.add(line.match(/cache=(\S+)/)[1]);
        return seen.has("UPDATING");
      }, `${path} is old`);
      assert.ok(!seen.has("MISS"), path);
    }
    for (const pid of stopped) process.kill(pid, "SIGCONT");
    stopped = [];
    await until(async () => ["HIT", "REVALIDATED"].includes((await cacheOf("")).cache), "fresh again");
  });

  // Reads so many bytes of a body and no more.
  function partly(path, size) {
    return new Promise((done, fail) => {
      const asked = http.get(new URL(path, site.url), { agent: false }, (response) => {
        const chunks = [];
        let got = 0;
        response.on("data", (data) => {
          chunks.push(data);
          got += data.length;
          if (got < size) return;
          done({ body: Buffer.concat(chunks), id: response.headers["x-request-id"] });
          asked.destroy();
        });
        response.on("end", () => fail(new Error(`${got} of ${size} bytes`)));
      });
      asked.on("error", fail);
    });
  }

  test("goes out too when the tool is gone", async () => {
    const { body } = await ask(site, "privacy");
    site.tool.kill("SIGTERM");
    await site.tool.ended;
    await until(async () => {
      const response = await cacheOf("privacy");
      assert.equal(response.status, 200);
      assert.ok(response.body.equals(body));
      return ["STALE", "UPDATING"].includes(response.cache);
    }, "it is old");
    assert.equal((await ask(site, SAMPLE.replace("nl", "de"))).status, 503);
  });
});

describe("what is installed", () => {
  test("is a site with HTTPS, as it is or below a prefix of another", async () => {
    const folder = mkdtempSync(join(tmpdir(), "postertool-installed-"));
    const [plain, secure] = [await freePort(), await freePort()];
    let nginx;
    try {
      execFileSync("cmake", ["--install", build, "--prefix", join(folder, "usr")]);
      // As an operator does it: into /etc/nginx, with names and paths changed.
      const etc = join(folder, "etc");
      cpSync(join(folder, "usr/share/postertool/nginx"), etc, { recursive: true });
      for (const name of ["fullchain.pem", "privkey.pem"]) assert.ok(readFileSync(join(etc, "sites-available/postertool.conf"), "utf8").includes(name));
      execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=poster.example.org", "-keyout", join(etc, "privkey.pem"), "-out", join(etc, "fullchain.pem")], { stdio: "ignore" });
      for (const path of ["conf.d/postertool.conf", "sites-available/postertool.conf"]) {
        const text = readFileSync(join(etc, path), "utf8");
        assert.doesNotMatch(text, /@[A-Z_]+@/);
        writeFileSync(join(etc, path), text
          .replace(/^ *listen \[::\].*\n/gm, "").replace("listen 80;", `listen 127.0.0.1:${plain};`).replace("listen 443 ", `listen 127.0.0.1:${secure} `)
          .replaceAll("/etc/letsencrypt/live/poster.example.org/", `${etc}/`).replaceAll("/var/log/nginx/", `${folder}/`)
          .replaceAll("/run/postertool/", `${folder}/`).replaceAll("/run/nginx-postertool", `${folder}/cache`)
          // The other way to install it, in the first server.
          .replace("    server_tokens off;\n    access_log off;\n", "    include snippets/postertool-prefix.conf;\n    access_log off;\n"));
      }
      const temp = ["client_body", "fastcgi", "proxy", "scgi", "uwsgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
      writeFileSync(join(etc, "nginx.conf"), `${process.getuid() ? "" : "user root;"} daemon off; pid ${folder}/nginx.pid; events {} http { include /etc/nginx/mime.types; access_log off; ${temp} include conf.d/*.conf; include sites-available/*.conf; }\n`);
      nginx = start(["/usr/sbin/nginx", "/usr/bin/nginx"].find(existsSync) ?? "nginx", ["-c", join(etc, "nginx.conf"), "-e", join(folder, "error.log")]);
      const site = { url: `http://127.0.0.1:${plain}/`, port: plain };
      await until(async () => {
        assert.equal(nginx.exitCode, null, nginx.lines);
        return ask(site, "").then(() => true, () => false);
      }, "nginx answers");
      const moved = await ask(site, "privacy?lang=fr", { headers: { host: "elders.example" } });
      assert.equal(moved.status, 301);
      assert.equal(moved.headers.location, "https://poster.example.org/privacy?lang=fr");
      const below = await ask(site, "poster/poster.css");
      assert.equal(below.status, 200);
      assertHeaders(below, "below a prefix");
      assert.equal((await ask(site, "poster/")).status, 503);

      const session = http2.connect(`https://127.0.0.1:${secure}`, { rejectUnauthorized: false });
      const get = (path) => new Promise((done, fail) => {
        const stream = session.request({ ":path": path, accept: "text/html" });
        let text = "";
        stream.once("response", (headers) => { stream.on("data", (data) => { text += data; }); stream.once("end", () => done({ headers, text })); });
        stream.once("error", fail);
      });
      for (const [path, status, text] of [["/poster.css", 200, /^\/\* The page/], ["/page.js", 200, /import/], ["/", 503, /Even geduld/], ["/nergens", 404, /bestaat niet/], ["/healthz", 404, /bestaat niet/], ["/metrics", 404, /bestaat niet/]]) {
        const answer = await get(path);
        assert.equal(answer.headers[":status"], status, path);
        assert.match(answer.text, text);
        for (const [name, value] of Object.entries(HEADERS)) assert.match(answer.headers[name], value, `${path} ${name}`);
      }
      session.close();
    } finally {
      nginx?.kill("SIGTERM");
      await nginx?.ended;
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("nothing touches the disk", () => {
  const CALLS = "open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,mknod,mknodat,truncate";
  // Of strace's lines those by which something with a name is made, changed or
  // opened for writing.
  const writes = (lines) => lines.filter((line) =>
    (!/\bopen\w*\(/.test(line) || /O_(WRONLY|RDWR|CREAT|TMPFILE)/.test(line)) && /\b[a-z0-9]+\(/.test(line) && !line.includes('"/dev/null"') && !/ = -1 E/.test(line));
  const tree = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => !name.endsWith(".log"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
  // The tool tries at its start whether its sandbox lets it: the kernel ends it there.
  const REFUSED = /"\/tmp\/postertool-self-test", O_WRONLY\|O_CREAT, 0600\) += 257$/;
  // What is counted is kept, by these names and no others; it knows nothing of a
  // photo or a word.
  const COUNTS = /\/state\/(?:ledger(?:\.new)?|evaluation\.db(?:-journal|-wal|-shm)?|report\.key(?:\.[^/"]*)?)"/;
  const BEGIN = "begin-van-de-meting", END = "einde-van-de-meting";

  for (const protocol of ["HTTP/1.1", "HTTP/2"])
    test(`while a photo of 12 MB comes in and an A3 goes out, by ${protocol}`, async () => {
      const traces = mkdtempSync(join(tmpdir(), "postertool-traces-"));
      const trace = (name) => join(traces, name);
      const port = await freePort();
      const site = await startSite({
        args: ["--workers", "1"],
        nginx: `server { listen 127.0.0.1:${port} http2; include snippets/postertool-answer.conf; include snippets/postertool.conf; }\n`,
        // -D: the process that is started is the server itself.
        under: (name) => ["strace", "-D", "-f", "-qq", "-e", `trace=${CALLS}`, "-o", trace(name)],
      });
      try {
        const photo = makeNoise(2000, 2000);
        const form = await formOf({ template: "volgers", format: "a3", slogan: "Respect.", photo });
        const shown = await formOf({ photo });
        const make = protocol === "HTTP/2" ? (path, options) => ask2(port, path, options) : (path, options) => path.endsWith("posters") ? askSlowly(site, path, options) : ask(site, path, options);
        // nginx looks for files of these names, which marks its trace.
        await ask(site, BEGIN);
        const before = tree(site.folder);
        const poster = await make("/api/v1/posters", form);
        assert.equal(poster.status, 200, String(poster.body.subarray(0, 300)));
        assert.ok(poster.body.length > 8_000_000, `${poster.body.length}`);
        assert.equal((await make("/api/v1/photos", shown)).status, 200);
        assert.deepEqual(tree(site.folder), before);
        await ask(site, END);
        for (const name of readdirSync(join(site.folder, "state")))
          assert.ok(!readFileSync(join(site.folder, "state", name)).includes("Respect."), name);
      } finally {
        await site.stop();
      }
      const lines = Object.fromEntries(await Promise.all(["nginx", "tool"].map(async (name) => [name, await until(() => {
        const text = readFileSync(trace(name), "utf8");
        return (name === "tool" ? /O_RDONLY/ : new RegExp(END)).test(text) && text.split("\n");
      }, "the trace")])));
      rmSync(traces, { recursive: true });
      // It is no trace of nothing: nginx makes its folders and logs when it starts.
      const begin = lines.nginx.findIndex((line) => line.includes(BEGIN)), end = lines.nginx.findIndex((line) => line.includes(END));
      assert.ok(begin > 0 && end > begin);
      assert.ok(writes(lines.nginx.slice(0, begin)).length > 3);
      assert.deepEqual(writes(lines.nginx.slice(begin, end)), []);
      // The tool writes nothing else from its start to its end.
      assert.ok(lines.tool.some((line) => line.includes("template.ini")));
      assert.deepEqual(writes(lines.tool).filter((line) => !REFUSED.test(line) && !COUNTS.test(line)), []);
    });

  // Takes nothing of the answer before the only worker is free again: nginx then
  // has all that did not fit into the sockets.
  async function askSlowly(site, path, { method, headers, body }) {
    const [worker] = workersOf(site.tool.pid);
    const socket = connect(site.port, "127.0.0.1");
    const failed = new Promise((_, fail) => socket.once("error", fail));
    socket.pause();
    socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${headers["content-type"]}\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.write(body);
    await Promise.race([failed, until(() => childrenOf(worker).length, "a child")]);
    assert.equal((await ask(site, "privacy")).status, 200);
    const chunks = [];
    socket.on("data", (data) => chunks.push(data));
    socket.resume();
    await Promise.race([failed, new Promise((done) => socket.once("close", done))]);
    const all = Buffer.concat(chunks);
    const end = all.indexOf("\r\n\r\n");
    const head = all.toString("latin1", 0, end);
    assert.equal(Number(head.match(/Content-Length: (\d+)/)[1]), all.length - end - 4);
    return { status: Number(head.split(" ")[1]), body: all.subarray(end + 4) };
  }

  function ask2(port, path, { method, headers, body }) {
    return new Promise((done, fail) => {
      const session = http2.connect(`http://127.0.0.1:${port}`);
      session.once("error", fail);
      const stream = session.request({ ":method": method, ":path": path, ...headers, "content-length": body.length });
      const chunks = [];
      let status;
      stream.once("response", (head) => { status = head[":status"]; });
      stream.on("data", (data) => chunks.push(data));
      stream.once("error", fail);
      stream.once("end", () => { session.close(); done({ status, body: Buffer.concat(chunks) }); });
      stream.end(body);
    });
  }
});
