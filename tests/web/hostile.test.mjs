// What no browser sends: broken HTTP through a real nginx, broken forms through
// nginx and straight to the tool, and broken FastCGI. Each is told what is wrong
// or loses its connection; the service goes on, grows by nothing and keeps
// nothing.

import assert from "node:assert/strict";
import { lstatSync, readFileSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { exchange, params, record, request } from "./fcgi.mjs";
import { makePng } from "./png.mjs";
import { childrenOf, startSite, until, workersOf } from "./site.mjs";

const SLOGAN = "Geheime-slogan-van-de-test", NAME = "geheim-bestand", BYTES = "geheime-bytes-van-de-foto";
const secrets = [SLOGAN, NAME, BYTES];
const photo = makePng(30, 40);
const TYPE = "multipart/form-data; boundary=x";
const BEGIN = 1, ABORT = 2, PARAMS = 4, STDIN = 5, GET_VALUES = 9;
const latin1 = (text) => Buffer.from(text, "latin1");
let site;

// Sends bytes and gives all that comes back until the other side closes; `end`
// closes ours behind them. A connection that is reset has ended too.
function send(to, bytes, end = false) {
  return new Promise((done) => {
    const socket = connect(to);
    const chunks = [];
    socket.on("data", (data) => chunks.push(data));
    socket.on("error", () => {});
    socket.once("close", () => done(Buffer.concat(chunks).toString("latin1")));
    if (end) socket.end(bytes);
    else socket.write(bytes);
  });
}

// The FastCGI records of an answer put together: what the tool wrote.
function standardOutput(text) {
  const all = latin1(text);
  let out = "";
  for (let at = 0; at + 8 <= all.length; at += 8 + all.readUInt16BE(at + 4) + all[at + 6])
    if (all[at + 1] === 6) out += all.subarray(at + 8, at + 8 + all.readUInt16BE(at + 4)).toString("latin1");
  return out;
}

// An answer in parts; of HTTP or of the tool itself. {} when there is none.
function parse(text) {
  text = text.replace(/^HTTP\/1\.1 100 .*?\r\n\r\n/s, "");
  const [, status] = /^(?:HTTP\/1\.1|Status:) (\d{3}) /.exec(text) ?? [];
  if (!status) return {};
  const end = text.indexOf("\r\n\r\n");
  const headers = Object.fromEntries([...text.slice(0, end).matchAll(/^([\w-]+): (.*?)\r?$/gm)].map(([, name, value]) => [name.toLowerCase(), value]));
  return { status: Number(status), headers, body: text.slice(end + 4) };
}

const viaNginx = (bytes, end) => send({ port: new URL(site.url).port, host: "127.0.0.1" }, bytes, end).then(parse);
const straight = (bytes) => send(site.socket, bytes, true).then(standardOutput).then(parse);

// `expected` is a status, or several; "tool" answers with a problem.
function assertAnswer(answer, expected, by = "tool") {
  const told = `${answer.status} ${answer.body?.slice(0, 300)}`;
  assert.ok([expected].flat().includes(answer.status), told);
  if (!answer.status || answer.status < 400) return;
  assert.ok(answer.status < 500, told);
  assert.equal(answer.headers["set-cookie"], undefined);
  for (const secret of secrets) assert.ok(!answer.body.includes(secret), told);
  if (by !== "tool" || answer.headers["x-content-type-options"] === undefined) {
    assert.notEqual(by, "tool", told);
    return;
  }
  assert.equal(answer.headers["content-type"], "application/problem+json", told);
  const problem = JSON.parse(Buffer.from(answer.body.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, ""), "latin1").toString());
  assert.equal(problem.status, answer.status);
  assert.match(problem.id, /^([0-9a-f]{16}|[0-9a-f]{32})$/);
  assert.ok(problem.detail.length > 20);
}

async function assertHealthy(at = site) {
  assert.equal((await exchange(at.socket, request({ REQUEST_METHOD: "GET", PATH_INFO: "/site.css" }))).text.slice(0, 14), "Status: 200 OK");
}

async function assertPoster(at = site) {
  const form = new FormData();
  form.append("template", "volgers");
  form.append("slogan", SLOGAN);
  form.append("photo", new Blob([photo]), `${NAME}.png`);
  const response = await fetch(`${at.url}api/v1/posters`, { method: "POST", body: form });
  const file = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, file.subarray(0, 300).toString());
  assert.equal(response.headers.get("content-type"), "image/png");
}

const sizeOf = (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
const openOf = (pid) => readdirSync(`/proc/${pid}/fd`).length;
let workers, opened, sizes;

before(async () => {
  site = await startSite({ config: "[serve]\nmax_requests = 1000000\n" });
  // Both workers have made a poster before they are measured.
  await Promise.all(Array.from({ length: 6 }, () => assertPoster()));
  workers = workersOf(site.tool.pid);
  opened = workers.map(openOf);
  sizes = workers.map(sizeOf);
});
after(() => site?.stop());

// A part; names and values are latin1, so that any byte can be written.
const part = (name, value, more = "", lines = "") => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n${lines}\r\n${value}\r\n`;
const file = (name, bytes = BYTES) => part("photo", bytes, `; filename="${name}"`, "Content-Type: image/png\r\n");
const START = part("template", "volgers") + part("slogan", SLOGAN);
const GOOD = file(`${NAME}.png`, photo.toString("latin1"));
const END = "--x--\r\n";
const field = (name, value) => START + part(name, value) + GOOD + END;
const text = (value) => part("template", "volgers") + part("slogan", value) + GOOD + END;
const head = (lines) => `--x\r\n${lines}\r\n\r\n${SLOGAN}\r\n${END}`;
const inBoundary = (boundary, body = START + GOOD + END) => [`multipart/form-data; boundary=${boundary}`, body.replaceAll("--x", `--${boundary}`)];

// Name, status, body, and the content type where it is another one.
const forms = [
  ["an empty body", 400, ""],
  ["no last boundary", 400, START + GOOD],
  ["a last boundary that is half there", 400, `${START}${GOOD}--x-`],
  ["a body in a part", 400, `${START}--x\r\nContent-Disposition: form-data; name="photo"\r\n\r\n${BYTES}`],
  ["no boundary at all", 400, START + END, "multipart/form-data"],
  ["a boundary of no characters", 400, START + END, "multipart/form-data; boundary="],
  ["a boundary of no characters in quotes", 400, START + END, 'multipart/form-data; boundary=""'],
  ["a boundary of 70 characters", 200, ...inBoundary("b".repeat(70)).reverse()],
  ["a boundary of 71 characters", 400, ...inBoundary("b".repeat(71)).reverse()],
  ["a boundary of 1000 characters", 400, ...inBoundary("b".repeat(1000)).reverse()],
  ["a boundary that is no text", 400, START + END, 'multipart/form-data; boundary="\xff\xfe"'],
  ["a boundary with an open quote", 400, START + END, 'multipart/form-data; boundary="x'],
  ["another boundary than the one said", 400, START + GOOD + END, "multipart/form-data; boundary=y"],
  ["the boundary in a text", 400, text(`${SLOGAN}\r\n--x\r\n${SLOGAN}`)],
  ["the last boundary in a text", 422, text(`${SLOGAN}\r\n--x--\r\n${SLOGAN}`)],
  ["the boundary in a photo", 400, `${START}${file("a.png", `${BYTES}\r\n--x${BYTES}`)}${END}`],
  ["10,000 parts", 413, START + part("a", "").repeat(10_000) + END],
  ["10,000 boundaries", 400, "--x\r\n".repeat(10_000)],
  ["a header line of 1 MB", 400, head(`Content-Disposition: form-data; name="slogan"\r\nX: ${"a".repeat(1_000_000)}`)],
  ["100,000 header lines", 400, head(`Content-Disposition: form-data; name="slogan"\r\n${"X: a\r\n".repeat(100_000)}X: b`)],
  ["a header without end", 400, '--x\r\nContent-Disposition: form-data; name="slogan"\r\n'],
  ["a header without a line end", 400, '--x\r\nContent-Disposition: form-data; name="slogan"'],
  ["no header", 400, `--x\r\n\r\n${SLOGAN}\r\n${END}`],
  ["a header line without a colon", 400, head("Content-Disposition form-data")],
  ["a folded header line", 400, head('Content-Disposition: form-data;\r\n name="slogan"')],
  ["a blank before the colon", 400, head('Content-Disposition : form-data; name="slogan"')],
  ["line ends without CR", 400, (START + END).replaceAll("\r", "")],
  ["a multipart in a multipart", 400, head('Content-Disposition: form-data; name="photo"\r\nContent-Type: multipart/mixed; boundary=y')],
  ["a part in base64", 400, head('Content-Disposition: form-data; name="slogan"\r\nContent-Transfer-Encoding: base64')],
  ["a part that is an attachment", 400, head('Content-Disposition: attachment; name="slogan"')],
  ["a part with two names", 400, head('Content-Disposition: form-data; name="slogan"; name="name"')],
  ["a part without a name", 400, head("Content-Disposition: form-data")],
  ["a name in an open quote", 400, head('Content-Disposition: form-data; name="slogan')],
  ["a name of 64 characters", 400, head(`Content-Disposition: form-data; name="${"n".repeat(64)}"`)],
  ["a field that nobody knows", 422, field("__proto__", SLOGAN)],
  ["markup as a name", 422, field(`<b>${SLOGAN}`, SLOGAN)],
  ["a path as a name", 422, field("../slogan", SLOGAN)],
  ["a path as a template", 422, part("template", "../../etc") + GOOD + END],
  ["a path as a format", 422, field("format", "../a4")],
  ["a path as a theme", 422, field("theme", "..")],
  // The page sends the theme of each template; those of others do not count.
  ["a path as the theme of another template", 200, field("theme", "../../etc/passwd")],
  ["a NUL in a name", 400, field("slo\0gan", SLOGAN)],
  ["a NUL in a file name", 400, START + file(`${NAME}.png\0.jpg`) + END],
  ["a NUL in a text", 422, text(`${SLOGAN}\0`)],
  ["a NUL in a template's name", 422, part("template", "volgers\0") + GOOD + END],
  ["a NUL in a number", 422, field("zoom", "1\0")],
  ["a line end in a file name", 400, START + file(`${NAME}\r\nX-Evil: 1`) + END],
  ["a line end in a name", 400, field("na\r\nme", SLOGAN)],
  ["a line end in a template's name", 422, part("template", "volgers\r\nX-Evil: 1") + GOOD + END],
  ["a line end in a language", 422, field("lang", "nl\r\nSet-Cookie: a=b")],
  ...["../../etc/passwd", "C:\\Windows\\system.ini", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/dev/stdin", "\xff\xfe", `${NAME}${"n".repeat(3000)}`, "|id", "$(id)"]
    .map((name) => [`a file called ${JSON.stringify(name).slice(0, 40)}`, 415, START + file(name) + END]),
  ["a good photo with a path as its name", 200, START + file("../../../../tmp/x.png", photo.toString("latin1")) + END],
  ["a field that is there twice", 422, START + part("slogan", SLOGAN) + GOOD + END],
  ["a number that is there in two ways", 422, START + part("name", "a") + part("name", "b") + GOOD + END],
  ["two photos", 422, START + GOOD + GOOD + END],
  ["a photo as a text", 422, START + part("photo", "", '; filename=""') + END],
  ["a text of 1 MB", 422, text(SLOGAN.repeat(40_000))],
  ["a text of nothing but CR", 422, text("\r".repeat(100_000))],
  ["a text that begins like a boundary, for 1 MB", 422, text("\r\n--".repeat(250_000))],
  ["1 MB before the first boundary", 422, `${"p".repeat(1_000_000)}\r\n${part("template", "geen")}${END}`],
  ["a second form behind the end", 422, part("template", "geen") + END + START + GOOD + END],
  ...[["no UTF-8", "\xff\xfe"], ["an overlong slash", "\xc0\xaf"], ["an overlong NUL", "\xc0\x80"], ["an overlong letter", "\xe0\x81\x81"],
    ["half a pair of UTF-16", "\xed\xa0\x80"], ["a code point above all", "\xf4\x90\x80\x80"], ["a character cut short", "\xe2\x82"], ["a lone rest", "\x80"]]
    .map(([what, bytes]) => [`${what} in a text`, 422, text(`${SLOGAN}${bytes}`)]),
  ["no UTF-8 as a name", 422, field("\xff\xc0\xaf", SLOGAN)],
  ["no UTF-8 as a template", 422, part("template", "\xc0\xae") + GOOD + END],
  ["no UTF-8 as a language", 422, field("lang", "\xc3")],
  ...[["focus_x", "NaN"], ["focus_x", "inf"], ["focus_x", "-Infinity"], ["focus_x", "1e400"], ["focus_y", "-0"], ["focus_y", "+1"], ["zoom", "0x10"],
    ["zoom", " 2"], ["zoom", "1.5.5"], ["zoom", "9".repeat(400)], ["zoom", `1.${"0".repeat(4000)}`], ["zoom", "\xd9\xa3"], ["zoom", "1%n%s"],
    ["turn", "90abc"], ["turn", "-90"], ["turn", "360"], ["turn", "90.0"], ["width", "99999999999999999999"], ["bleed", "-1"], ["effort", "none"]]
    .map(([name, value]) => [`${name}=${JSON.stringify(value).slice(0, 20)}`, 422, field(name, value)]),
  ["a form of addresses", 415, `slogan=${SLOGAN}`, "application/x-www-form-urlencoded"],
  ["JSON", 415, "{}", "application/json"],
  ["another multipart", 415, START + END, "multipart/mixed; boundary=x"],
  ["almost multipart/form-data", 415, START + END, "multipart/form-dataa; boundary=x"],
  ["a content type of no text", 415, START + END, "\xff\xfe"],
  ["a content type that does not end", 400, START + END, `multipart/form-data; ${"a=b; ".repeat(500)}`],
];

const httpPost = (body, type, lines = "") =>
  latin1(`POST /api/v1/posters HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n${lines}\r\n${body}`);
const values = (length, more) => ({ REQUEST_METHOD: "POST", PATH_INFO: "/api/v1/posters", CONTENT_LENGTH: length, ...more });

// params() writes text as UTF-8; a content type here is any bytes.
function fcgiPost(body, type) {
  const size = Buffer.alloc(4);
  size.writeUInt32BE((type.length | 0x80000000) >>> 0);
  const typed = Buffer.concat([params(values(body.length)), Buffer.from([12]), size, latin1(`CONTENT_TYPE${type}`)]);
  const parts = [record(BEGIN, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])), record(PARAMS, typed), record(PARAMS)];
  for (let at = 0; at < body.length; at += 32768) parts.push(record(STDIN, latin1(body.slice(at, at + 32768))));
  return Buffer.concat([...parts, record(STDIN)]);
}

describe("a form that no browser makes", () => {
  for (const [name, status, body, type = TYPE] of forms)
    test(`${name} is a ${status}`, async () => {
      assertAnswer(await viaNginx(httpPost(body, type)), status);
      assertAnswer(await straight(fcgiPost(body, type)), status);
      await assertHealthy();
    });

  test("and a good one is a poster as before", () => assertPoster());
});

describe("a body of another length than was said, straight to the tool", () => {
  const body = START + GOOD + END;
  for (const length of [undefined, "", "-1", "abc", "1e3", "+5", " 5", "5 ", "0x10", "5\0", "99999999999999999999", "9223372036854775808"])
    test(`${JSON.stringify(length)} is a 400`, async () => {
      const given = values(length, { CONTENT_TYPE: TYPE });
      if (length === undefined) delete given.CONTENT_LENGTH;
      assertAnswer(await straight(request(given, latin1(body))), 400);
      await assertHealthy();
    });
  for (const length of ["26000001", "9223372036854775807"])
    test(`${length} is a 413`, async () => {
      assertAnswer(await straight(request(values(length, { CONTENT_TYPE: TYPE }), latin1(body))), 413);
    });
  for (const [what, more] of [["a byte more", 1], ["a megabyte more", 1_000_000], ["a byte less than the end", -4], ["nothing", -body.length]])
    test(`${what} than came is a 400`, async () => {
      assertAnswer(await straight(request(values(body.length + more, { CONTENT_TYPE: TYPE }), latin1(body))), 400);
    });
});

const get = (path, lines = "") => latin1(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`);
const verb = (method, path = "/api/v1/posters") => latin1(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
const post = (lines, body = START + GOOD + END) =>
  latin1(`POST /api/v1/posters HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${TYPE}\r\n${lines}\r\n${body}`);
const chunked = (...sizes) => post("Transfer-Encoding: chunked\r\n", sizes.join(""));
const all = START + GOOD + END;
const chunk = (data) => `${data.length.toString(16)}\r\n${data}\r\n`;

// Name, statuses (undefined: the connection is closed), who answers, bytes,
// and whether our side closes behind them.
const https = [
  ["a length that is no number", 400, "nginx", post("Content-Length: abc\r\n")],
  ["a negative length", 400, "nginx", post("Content-Length: -1\r\n")],
  ["two lengths", 400, "nginx", post("Content-Length: 5\r\nContent-Length: 6\r\n")],
  ["a length that no number holds", [400, 413], "nginx", post("Content-Length: 99999999999999999999\r\n")],
  ["a length of 40 MB", 413, "nginx", post("Content-Length: 40000000\r\n")],
  ["no length", 400, "tool", post("")],
  ["a length of nothing", 400, "tool", post("Content-Length: 0\r\n")],
  ["a body shorter than said", [400, undefined], "nginx", post(`Content-Length: ${all.length + 9}\r\n`), true],
  ["a body longer than said", 400, "tool", post(`Content-Length: ${all.length - 9}\r\n`)],
  ["chunks", 200, "tool", chunked(chunk(all.slice(0, 99)), chunk(all.slice(99)), "0\r\n\r\n")],
  ["chunks of a byte", 422, "tool", chunked(...[...(part("template", "geen") + END)].map(chunk), "0\r\n\r\n")],
  ["a chunk whose size is no number", 400, "nginx", chunked("zz\r\n", all)],
  ["a chunk of a negative size", 400, "nginx", chunked("-5\r\n", all)],
  ["a chunk larger than any file", [400, 413], "nginx", chunked("ffffffffffffffff\r\n", all)],
  ["a chunk that is longer than said", 400, "nginx", chunked(`5\r\n${all}\r\n0\r\n\r\n`)],
  ["chunks without end", [400, undefined], "nginx", chunked(chunk(all)), true],
  ["chunks and a length", 400, "nginx", post(`Transfer-Encoding: chunked\r\nContent-Length: ${all.length}\r\n`, chunk(all))],
  ["a wait for 100 Continue", 200, "tool", post(`Expect: 100-continue\r\nContent-Length: ${all.length}\r\n`)],
  ["BREW", 405, "tool", verb("BREW")],
  ["OPTIONS", 204, "tool", verb("OPTIONS")],
  ["DELETE of the page", 405, "tool", verb("DELETE", "/")],
  ["TRACE", 405, "nginx", verb("TRACE")],
  ["CONNECT", [400, 405], "nginx", verb("CONNECT", "x:80")],
  ["get in lower case", 400, "nginx", verb("get")],
  ["no method", 400, "nginx", latin1("/ HTTP/1.1\r\nHost: x\r\n\r\n")],
  ["a method of 9 KB", [400, 414], "nginx", verb("A".repeat(9000))],
  ["no path", 400, "nginx", latin1("GET  HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")],
  ["a deep path", 404, "tool", get(`/api/v1${"/a".repeat(1000)}`)],
  ["a path of //", 404, "tool", get("/api/v1//////x")],
  ["a path above the root", 400, "nginx", get("/..")],
  ["a path above the root, encoded", 400, "nginx", get("/%2e%2e/%2e%2e/etc/passwd")],
  ["a path that leaves the API", 404, "nginx", get("/api/v1/%2e%2e/%2e%2e/postertool.ini")],
  ["encoded slashes", 404, "tool", get("/api/v1/templates%2fvolgers%2f..%2fstory")],
  ["a slash twice encoded", 404, "tool", get("/api/v1/templates/%252e%252e%252f/a4/sample.png")],
  ["a NUL in a path", 400, "nginx", get("/api/v1/%00")],
  ["no UTF-8 in a path", 404, "tool", get("/api/v1/templates/%ff%c0%af/a4/sample.png")],
  ["raw bytes in a path", 404, "tool", get("/api/v1/templates/\xff\xc0\xaf/a4/sample.png")],
  ["a half escape", 400, "nginx", get("/api/v1/%zz")],
  ["a line end in a path", 404, "tool", get("/api/v1/x%0d%0aSet-Cookie:%20a=b")],
  ["a path of almost 8 KB", 404, "tool", get(`/api/v1/${"x".repeat(7900)}`)],
  ["a path of more than 8 KB", 414, "nginx", get(`/api/v1/${"x".repeat(9000)}`)],
  ["a path of 1 MB", [414, undefined], "nginx", get(`/api/v1/${"x".repeat(1_000_000)}`)],
  ["a query of 7 KB", 200, "tool", get(`/api/v1/templates?${"a=b&".repeat(1700)}lang=${SLOGAN}`)],
  ["a wrong query", 422, "tool", get(`/api/v1/templates?lang=${SLOGAN}`)],
  ["a line end in a query", 422, "tool", get("/api/v1/templates?lang=nl%0d%0aSet-Cookie:%20a=b")],
  ["a NUL in a query", 422, "tool", get("/api/v1/templates?lang=%00")],
  ["no UTF-8 in a query", 422, "tool", get("/api/v1/templates/volgers/story/sample.png?theme=%ff%c0%af")],
  ["a width that is none", 422, "tool", get("/api/v1/templates/volgers/story/sample.png?width=1e3")],
  ["a huge width", 422, "tool", get("/api/v1/templates/volgers/story/sample.png?width=99999999999999999999")],
  ["HTTP/1.1 without Host", 400, "nginx", latin1("GET / HTTP/1.1\r\n\r\n")],
  ["two Hosts", 400, "nginx", get("/", "Host: y\r\n")],
  ["a version that is none", 400, "nginx", latin1("GET / HTTP/x\r\nHost: x\r\n\r\n")],
  ["a header line of 1 MB", [400, 431, undefined], "nginx", get("/", `X: ${"x".repeat(1_000_000)}\r\n`)],
  ["10,000 header lines", [400, 431, undefined], "nginx", get("/", "X: x\r\n".repeat(10_000))],
  ["a NUL in a header", 400, "nginx", get("/", "X: a\0b\r\n")],
  ["a language list of nothing", 404, "tool", get("/api/v1/x", `Accept-Language: ${",;q=".repeat(1500)}\r\n`)],
  ["an Accept that is none", 404, "tool", get("/api/v1/x", "Accept: \xff;q=1e9;q=,,text/html;q=0,;;;\r\n")],
  ["a TLS handshake", 400, "nginx", Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3, 10, 10])],
  ["no HTTP", 400, "nginx", Buffer.from("\x01\x01\x00\x01\x00\x08\x00\x00\r\n\r\n")],
];

describe("HTTP that no browser speaks", () => {
  for (const [name, status, by, bytes, end] of https)
    test(`${name} is ${[status].flat().map((one) => one ?? "closed").join(" or ")}`, async () => {
      assertAnswer(await viaNginx(bytes, end), status, by);
      await assertHealthy();
    });

  test("HTTP/0.9 gets the body alone", async () => {
    assert.match(await send({ port: new URL(site.url).port, host: "127.0.0.1" }, "GET /readyz\r\n"), /ready\n$/);
  });

  test("and a good request is a poster as before", () => assertPoster());
});

const begin = (role = 1, flags = 0, head = {}) => record(BEGIN, Buffer.from([role >> 8, role & 0xff, flags, 0, 0, 0, 0, 0]), head);
const asked = params({ REQUEST_METHOD: "GET", PATH_INFO: "/site.css" });
const rest = (head = {}) => [record(PARAMS, asked, head), record(PARAMS, undefined, head), record(STDIN, undefined, head)];
const many = (count) => Array.from({ length: count }, (_, i) => record(PARAMS, params({ [`X${i}`]: "x".repeat(32_000) })));
const posted = params(values(all.length, { CONTENT_TYPE: TYPE }));
const CLOSED = undefined;

// Name, statuses, records.
const wires = [
  ["nothing", CLOSED, [Buffer.alloc(0)]],
  ["HTTP", CLOSED, [get("/")]],
  ["noise", CLOSED, [Buffer.alloc(10_000, 0xa5)]],
  ["zeros", CLOSED, [Buffer.alloc(10_000)]],
  ["a version of 0", CLOSED, [begin(1, 0, { version: 0 }), ...rest({ version: 0 })]],
  ["a version of 2", CLOSED, [begin(1, 0, { version: 2 }), ...rest({ version: 2 })]],
  ["a version that changes", CLOSED, [begin(), ...rest({ version: 255 })]],
  ["half a head", CLOSED, [begin().subarray(0, 5)]],
  ["a head alone", CLOSED, [begin().subarray(0, 8)]],
  ["a beginning that is too short", CLOSED, [record(BEGIN, Buffer.from([0, 1])), ...rest()]],
  ["a beginning of nothing", CLOSED, [record(BEGIN), ...rest()]],
  ["a beginning that is too long", CLOSED, [record(BEGIN, Buffer.alloc(16, 1)), ...rest()]],
  ["no beginning", CLOSED, rest()],
  ["the role of none", CLOSED, [begin(0), ...rest()]],
  ["a role that nobody knows", CLOSED, [begin(65535), ...rest()]],
  ["the role of an authorizer", [200, CLOSED], [begin(2), ...rest()]],
  ["the role of a filter", [200, CLOSED], [begin(3), ...rest()]],
  ["a request of the id 0", CLOSED, [begin(1, 0, { id: 0 }), ...rest({ id: 0 })]],
  ["a request of the id 65535", 200, [begin(1, 0, { id: 65535 }), ...rest({ id: 65535 })]],
  ["parameters of another request", CLOSED, [begin(), ...rest({ id: 2 })]],
  ["two beginnings", [200, CLOSED], [begin(), begin(), ...rest()]],
  ["a connection to be kept", 200, [begin(1, 1), ...rest()]],
  ["all flags", 200, [begin(1, 255), ...rest()]],
  ["a record of an unknown type", CLOSED, [begin(), record(42, Buffer.from("x")), ...rest()]],
  ["an unknown record of management", [200, CLOSED], [record(42, Buffer.from("x"), { id: 0 }), begin(), ...rest()]],
  ["questions about the server", 200, [record(GET_VALUES, params({ FCGI_MAX_CONNS: "", FCGI_MAX_REQS: "", FCGI_MPXS_CONNS: "" }), { id: 0 }), begin(), ...rest()]],
  ["questions about nothing", 200, [record(GET_VALUES, undefined, { id: 0 }), begin(), ...rest()]],
  ["an abort instead of parameters", CLOSED, [begin(), record(ABORT)]],
  ["an abort among parameters", CLOSED, [begin(), record(PARAMS, asked), record(ABORT), record(PARAMS), record(STDIN)]],
  ["an abort in the body", [400, CLOSED], [begin(), record(PARAMS, posted), record(PARAMS), record(STDIN, latin1(all.slice(0, 50))), record(ABORT)]],
  ["a body before its parameters", CLOSED, [begin(), record(STDIN, Buffer.from("x")), ...rest()]],
  ["no end of parameters", CLOSED, [begin(), record(PARAMS, asked)]],
  ["no end of the body", [400, CLOSED], [begin(), record(PARAMS, posted), record(PARAMS), record(STDIN, latin1(all.slice(0, 50)))]],
  ["parameters that claim more than is there", CLOSED, [begin(), record(PARAMS, Buffer.from("\x04\x7fNAMEx")), record(PARAMS), record(STDIN)]],
  ["parameters that claim 1 GB", CLOSED, [begin(), record(PARAMS, Buffer.from([4, 0xbf, 255, 255, 255, 65, 66, 67, 68])), record(PARAMS), record(STDIN)]],
  ["half a length", CLOSED, [begin(), record(PARAMS, Buffer.from([0x80, 0])), record(PARAMS), record(STDIN)]],
  ["a parameter without a name", 200, [begin(), record(PARAMS, Buffer.concat([Buffer.from([0, 1, 65, 1, 0, 61]), asked])), record(PARAMS), record(STDIN)]],
  ["parameters in records of a byte", 200, [begin(), ...[...asked].map((byte) => record(PARAMS, Buffer.from([byte]))), record(PARAMS), record(STDIN)]],
  ["16 MB of parameters", [200, CLOSED], [begin(), ...many(500), ...rest()]],
  ["no parameters", [400, 404, 405], [begin(), record(PARAMS), record(STDIN)]],
  ["1000 empty records of the body", 200, [begin(), record(PARAMS, asked), record(PARAMS), ...Array(1000).fill(record(STDIN))]],
];

describe("FastCGI that no web server speaks", () => {
  for (const [name, status, records] of wires)
    test(`${name}: ${[status].flat().map((one) => one ?? "the connection ends").join(" or ")}`, async () => {
      assertAnswer(await straight(Buffer.concat(records)), status);
      await assertHealthy();
    });

  test("and a good request is a poster as before", () => assertPoster());
});

describe("after all that", () => {
  test("the same workers are there, with no descriptor more and no memory that grew", async () => {
    // Were a body kept, these alone would be 60 MB.
    const large = httpPost(`${START}${file("a.png", BYTES.repeat(80_000))}${END}`, TYPE);
    for (let i = 0; i < 30; i++) assertAnswer(await viaNginx(large), 415);
    await Promise.all(workers.map(() => assertPoster()));
    await until(() => workers.every((pid) => childrenOf(pid).length === 0), "the children's end");
    assert.deepEqual(workersOf(site.tool.pid), workers);
    await until(() => workers.every((pid, i) => openOf(pid) <= opened[i]), "as many descriptors as before");
    const grown = workers.reduce((sum, pid, i) => sum + sizeOf(pid) - sizes[i], 0);
    assert.ok(grown < 30_000, `the workers have ${grown} KB more than before`);
  });

  test("no word, no file name and no byte of a photo was kept", () => {
    const found = [];
    const look = (what, content) => {
      for (const secret of secrets)
        if (content.includes(secret)) found.push(`${secret} in ${what}`);
    };
    const walk = (folder) => {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        const stat = lstatSync(path);
        look("a file's name", name);
        if (stat.isDirectory()) walk(path);
        else if (stat.isFile()) look(path, readFileSync(path));
      }
    };
    look("the tool's log", site.tool.lines);
    look("nginx's log", site.nginx.lines);
    assert.match(site.tool.lines, /route=posters/);
    walk(site.folder);
    assert.deepEqual(found, []);
    assert.deepEqual(readdirSync(join(site.folder, "tmp/body")), []);
    assert.doesNotMatch(site.tool.lines, /level=error/);
  });
});

// libfcgi 2.4.2 adds two lengths of up to 2 GB as int, answers FCGI_GET_VALUES
// in 64 bytes, and leaks when it is asked what it does not know. Only who may
// write to the socket can do that; it costs a worker, and there is a next one.
describe("what libfcgi does not survive", () => {
  const long = Buffer.from([0xff, 0xff, 0xff, 0xf0, 0xff, 0xff, 0xff, 0xf0, 65, 66, 67, 68]);
  const names = Buffer.concat(Array(12).fill(params({ FCGI_MAX_CONNS: "" })));
  for (const [name, records] of [
    ["lengths that pass INT_MAX together", [begin(), record(PARAMS, long), record(PARAMS), record(STDIN)]],
    ["a question that is asked twelve times", [record(GET_VALUES, names, { id: 0 }), begin(), ...rest()]],
  ])
    test(`${name}: a worker at the most`, async () => {
      const one = await startSite({ args: ["--workers", "1"] });
      try {
        const text = standardOutput(await send(one.socket, Buffer.concat(records), true));
        assert.ok(text === "" || /^Status: [24]/.test(text), text);
        await assertHealthy(one);
        await assertPoster(one);
      } finally {
        await one.stop();
      }
    });
});
