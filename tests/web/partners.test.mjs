// Partners over HTTP: looking for them, their embeds and headers, oEmbed, QR
// codes, and that all of it is right below a prefix too.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { startSite, until } from "./site.mjs";

const partners = mkdtempSync(join(tmpdir(), "postertool-partners-"));
const square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#07c"/></svg>';

function addPartner(id, ini, logo) {
  mkdirSync(join(partners, id), { recursive: true });
  if (logo) writeFileSync(join(partners, id, "logo.svg"), logo);
  writeFileSync(join(partners, id, "partner.ini"), `[partner]\n${ini}\n`);
}

addPartner("sint-jan", "name.nl = Sint-Jan & <Co> \"Gent\"\nname.fr = Saint-Jean\nplace = Gent\ntemplates = volgers, klas\nthemes = geel, klas/baksteen\ntheme = baksteen\nformats = story, a4\nlanguages = nl, fr\ntemplate = klas\norigins = https://www.school.example\norigins = https://*.school.example\ncontact = info@school.example\nlink = https://www.school.example", square);
addPartner("atheneum", "name.nl = Koninklijk Atheneum\nshort_name.nl = KA\nplace = Aalst");
addPartner("vroeg", "name.nl = Vroege School\nfrom = 2999-09-01\ncontact = vroeg@school.example\nlink = https://vroeg.example");
addPartner("laat", "name.nl = Late School\nto = 2001-06-30");
addPartner("stuk", "naam = Kapot");
const origins = Array.from({ length: 30 }, (_, i) => `origins = https://${"lang".repeat(12)}-${i}.${"lang".repeat(15)}.school.example`);
addPartner("veel", `name.nl = Veel Sites\n${origins.join("\n")}`);

const json = async (response) => ({ status: response.status, body: await response.json() });
const frames = (response) => response.headers.get("content-security-policy").match(/frame-ancestors (.*)$/)[1];

// fetch cannot say its own Host.
function ask(site, path, headers) {
  return new Promise((done, fail) => {
    http.get(new URL(path, site.url), { headers, agent: false }, (response) => {
      let text = "";
      response.on("data", (data) => { text += data; }).on("end", () => done({ status: response.statusCode, headers: response.headers, text }));
    }).once("error", fail);
  });
}

after(() => rmSync(partners, { recursive: true, force: true }));

for (const prefix of ["", "/poster"])
  describe(`partners below "${prefix}/"`, () => {
    let site;
    before(async () => { site = await startSite({ prefix, args: ["--partners", partners] }); });
    after(() => site?.stop());
    const get = (path, init) => fetch(site.url + path, init);
    const found = async (q) => (await (await get(`api/v1/partners?q=${encodeURIComponent(q)}`)).json()).partners.map(({ id }) => id);

    test("partners are found however they are typed", async () => {
      const all = await json(await get("api/v1/partners"));
      assert.deepEqual(all.body.partners.map(({ id }) => id), ["atheneum", "sint-jan", "veel"]);
      assert.equal(all.body.count, 3);
      assert.deepEqual(all.body.partners[1], { id: "sint-jan", name: 'Sint-Jan & <Co> "Gent"', short_name: 'Sint-Jan & <Co> "Gent"', place: "Gent", has_logo: true, link: "https://www.school.example" });
      for (const q of ["sint jan", "ST.JAN", "jan gent", "sint-j", "Saint-Jean"]) assert.deepEqual(await found(q), ["sint-jan"], q);
      assert.deepEqual(await found("athenuem"), ["atheneum"]);
      assert.deepEqual(await found("vroege"), []);
      assert.deepEqual(await found("bestaat niet"), []);
      const one = await json(await get("api/v1/partners?limit=1&lang=fr"));
      assert.equal(one.body.partners.length, 1);
      assert.equal(one.body.count, 3);
    });

    test("what is asked wrongly is told", async () => {
      for (const [query, status, field] of [["limit=0", 422, "limit"], ["limit=51", 422, "limit"], ["limit=x", 422, "limit"], ["q=%zz", 400, "q"], ["lang=xx", 422, "lang"]]) {
        const { status: got, body } = await json(await get(`api/v1/partners?${query}`));
        assert.equal(got, status, query);
        assert.equal(body.field, field, query);
      }
      for (const q of ["%ff%fe", "%00", "'%22%3Cscript%3E", "a".repeat(900), "%f0%9f%92%a9"]) assert.ok((await get(`api/v1/partners?q=${q}`)).status < 500, q);
      for (const id of ["nope", "stuk", "..", "a".repeat(64), "SINT-JAN", "x%00"]) assert.ok([400, 404].includes((await get(`api/v1/partners/${id}`)).status), id);
    });

    test("one partner tells what it allows", async () => {
      const { body } = await json(await get("api/v1/partners/sint-jan"));
      assert.equal(body.template, "klas");
      assert.equal(body.theme, "baksteen");
      assert.deepEqual(body.templates.map(({ id }) => id).sort(), ["klas", "volgers"]);
      assert.deepEqual(body.templates.find(({ id }) => id === "volgers").themes, ["geel"]);
      assert.deepEqual([...body.formats].sort(), ["a4", "story"]);
      assert.deepEqual(body.languages, ["nl", "fr"]);
      assert.equal(body.is_open, true);
      const early = await json(await get("api/v1/partners/vroeg"));
      assert.equal(early.body.is_open, false);
      assert.equal(early.body.from, "2999-09-01");
      assert.equal(early.body.to, null);
    });

    test("a logo is a picture that is drawn apart", async () => {
      const response = await get("api/v1/partners/sint-jan/logo.png?width=80");
      assert.equal(response.status, 200);
      assert.equal(response.headers.get("content-type"), "image/png");
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [80, 40]);
      const again = await get("api/v1/partners/sint-jan/logo.png?width=80", { headers: { "if-none-match": response.headers.get("etag") } });
      assert.equal(again.status, 304);
      assert.equal((await get("api/v1/partners/atheneum/logo.png")).status, 404);
      assert.equal((await get("api/v1/partners/sint-jan/logo.png?width=99999")).status, 422);
    });

    test("an embed shows what its partner allows, and takes nothing else over", async () => {
      const response = await get("embed/sint-jan?lang=de&template=menigte&theme=x&format=a0&x=%3Cscript%3E&lang=fr", { headers: { "accept-language": "de" } });
      assert.equal(response.status, 200);
      const html = await response.text();
      assert.match(html, /<html lang="nl"/);
      assert.ok(html.includes("Sint-Jan &amp; &lt;Co&gt; &quot;Gent&quot;"));
      assert.ok(!html.includes("<Co>") && !html.includes("<script>"));
      assert.match(html, /value="klas"[^>]*(checked|selected)/);
      assert.ok(!html.includes('value="instagram-portrait"'));
      const embed = JSON.parse(html.match(/<script type="application\/json" id="embed">(.*?)<\/script>/s)[1]);
      assert.deepEqual(embed.languages, ["nl", "fr"]);
      assert.deepEqual(embed.chosen, { template: "klas", theme: "baksteen", format: "" });
      assert.equal(embed.embed, `${site.url}embed/sint-jan`);
      const chosen = await (await get("embed/sint-jan?template=volgers&theme=geel&format=story&lang=fr")).text();
      assert.match(chosen, /<html lang="fr"/);
      assert.ok(chosen.includes(`${site.url}embed/sint-jan?template=volgers\\u0026`) || chosen.includes("template=volgers&amp;theme=geel&amp;format=story&amp;lang=fr") || chosen.includes("template=volgers&theme=geel&format=story&lang=fr"));
    });

    test("an unknown partner gets the open tool, one outside its dates a page that says so", async () => {
      for (const id of ["nope", "stuk", "a".repeat(63)]) {
        const response = await get(`embed/${id}`);
        assert.equal(response.status, 200);
        assert.equal(response.headers.get("x-robots-tag"), "noindex");
        assert.equal(frames(response), "*");
        assert.match(await response.text(), /name="template"/);
      }
      const early = await (await get("embed/vroeg?lang=fr")).text();
      assert.match(early, /1er septembre 2999/);
      assert.match(early, /mailto:vroeg@school\.example/);
      assert.match(early, /https:\/\/vroeg\.example/);
      assert.match(await (await get("embed/laat?lang=de")).text(), /30\. Juni 2001/);
      assert.match(await (await get("embed/laat?lang=nl")).text(), /30 juni 2001/);
    });

    test("who may frame is told for each embed, also with a 304 and from the cache", async () => {
      const school = "'self' https://www.school.example https://*.school.example";
      for (const [path, ancestors] of [["embed/", "*"], ["embed/atheneum", "*"], ["embed/sint-jan", school], ["", "'self'"], ["schools", "'self'"], ["poster.css", "'self'"], ["api/v1/partners", "'self'"]])
        for (let round = 0; round < 2; round++) {
          const response = await get(path);
          assert.equal(frames(response), ancestors, path);
          assert.equal(response.headers.get("x-frame-options"), null);
          assert.equal(response.headers.get("cross-origin-embedder-policy"), path.startsWith("embed/") ? "require-corp" : null, path);
          const tag = response.headers.get("etag");
          const known = await get(path, { headers: { "if-none-match": tag } });
          if (known.status === 304) assert.equal(frames(known), ancestors, `${path} again`);
          assert.equal(response.headers.get("set-cookie"), null);
        }
      const many = await get("embed/veel");
      assert.equal(many.status, 200);
      assert.equal(frames(many).split(" ").length, 31);
    });

    test("other sites may use what is here", async () => {
      for (const path of ["api.js", "poster.css", "api/v1/templates", "api/v1/partners", "api/v1/nope", "embed/", "api/v1/templates/volgers/story/sample.webp?width=90"]) {
        const response = await get(path);
        assert.equal(response.headers.get("access-control-allow-origin"), "*", path);
        assert.equal(response.headers.get("cross-origin-resource-policy"), "cross-origin", path);
        assert.match(response.headers.get("access-control-expose-headers"), /X-Alt-Text/, path);
        assert.equal(response.headers.get("access-control-allow-credentials"), null);
      }
      for (const [path, methods] of [["posters", "POST, OPTIONS"], ["kits", "POST, OPTIONS"], ["partners", "GET, HEAD, OPTIONS"], ["templates/volgers/story/text.png", "POST, OPTIONS"]]) {
        const response = await get(`api/v1/${path}`, { method: "OPTIONS", headers: { "access-control-request-method": "POST", "access-control-request-headers": "x-own" } });
        assert.equal(response.status, 204, path);
        assert.equal(response.headers.get("access-control-allow-methods"), methods);
        assert.equal(response.headers.get("access-control-allow-headers"), "*");
        assert.equal(response.headers.get("access-control-max-age"), "86400");
        assert.equal(response.headers.get("access-control-allow-origin"), "*");
      }
      assert.equal((await get("api/v1/nope", { method: "OPTIONS" })).status, 404);
      assert.equal((await get("embed/", { method: "OPTIONS" })).status, 405);
    });

    test("HEAD answers like GET, and other methods are told which there are", async () => {
      for (const path of ["embed/", "embed/sint-jan", "schools", "embed/qr.svg", "api/v1/partners", "api/v1/partners/sint-jan", `oembed?url=${encodeURIComponent(site.url)}`]) {
        const [head, whole] = [await get(path, { method: "HEAD" }), await get(path)];
        assert.equal(head.status, 200, path);
        assert.equal(head.headers.get("content-type"), whole.headers.get("content-type"), path);
        assert.equal(await head.text(), "");
        const refused = await get(path, { method: "PUT" });
        assert.equal(refused.status, 405, path);
        assert.match(refused.headers.get("allow"), /^GET, HEAD/, path);
      }
    });

    test("a QR code holds the address with the choices, and is sharp", async () => {
      for (const [query, path] of [["", "embed/"], ["?partner=sint-jan&template=klas&lang=fr&theme=%22%3E", "embed/sint-jan?template=klas&lang=fr"]]) {
        const response = await get(`embed/qr.svg${query}`);
        assert.equal(response.headers.get("content-type"), "image/svg+xml");
        const svg = await response.text();
        assert.match(svg, /crispEdges/);
        const png = execFileSync("rsvg-convert", ["--width", "400"], { input: svg });
        assert.equal(execFileSync("zbarimg", ["--raw", "-q", "-"], { input: png }).toString().trim(), site.url + path);
      }
      assert.equal((await get("embed/qr.svg?partner=nope")).status, 422);
      assert.equal((await get("embed/qr.svg?partner=%22%3E%3Cscript%3E")).status, 422);
    });

    const oembed = (url, more = "") => get(`oembed?url=${encodeURIComponent(url)}${more}`);

    test("oEmbed tells of the tool and its embeds, and of nothing else", async () => {
      const { status, body } = await json(await oembed(`${site.url}embed/sint-jan?lang=fr#?secret=x`));
      assert.equal(status, 200);
      assert.equal(body.version, "1.0");
      assert.equal(body.type, "rich");
      assert.match(body.title, /^Saint-Jean · /);
      assert.ok(body.html.includes(`src="${site.url}embed/sint-jan?lang=fr"`));
      assert.deepEqual([body.width, body.height], [640, 900]);
      assert.equal(body.provider_url, site.url);
      const thumbnail = await fetch(body.thumbnail_url);
      const bytes = Buffer.from(await thumbnail.arrayBuffer());
      assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [body.thumbnail_width, body.thumbnail_height]);
      for (const url of ["", "?lang=fr", "embed/", "embed/?template=klas"]) assert.equal((await oembed(site.url + url)).status, 200, url);
      assert.equal((await oembed(site.url.replace("http:", "https:"))).status, 200);
      for (const url of ["https://evil.example/", `${site.url}privacy`, `${site.url}embed/nope`, `${site.url}embed/a/b`, `${site.url}api/v1/partners`, site.url.replace("//", "//evil@"), `${site.origin}.evil.example/`, "javascript:alert(1)", "x", `${site.url}embed/%22%3E`])
        assert.equal((await oembed(url)).status, 404, url);
      assert.equal((await get("oembed")).status, 400);
      assert.equal((await oembed(site.url, "&format=yaml")).status, 501);
      assert.equal((await oembed(`${site.url}embed/vroeg`)).status, 200);
    });

    test("oEmbed obeys the largest size and speaks XML", async () => {
      const small = (await json(await oembed(`${site.url}embed/`, "&maxwidth=300&maxheight=200"))).body;
      assert.deepEqual([small.width, small.height], [300, 200]);
      assert.ok(small.thumbnail_width <= 300 && small.thumbnail_height <= 200);
      for (const odd of ["0", "-5", "x", "1e3", "99999999999"]) assert.equal((await json(await oembed(site.url, `&maxwidth=${odd}`))).body.width, 640, odd);
      const xml = await oembed(`${site.url}embed/sint-jan`, "&format=xml");
      assert.match(xml.headers.get("content-type"), /^text\/xml/);
      const text = await xml.text();
      assert.match(text, /<title>Sint-Jan &amp; &lt;Co&gt; &quot;Gent&quot;/);
      assert.match(text, /&lt;iframe src=&quot;/);
    });

    test("pages lead to oEmbed", async () => {
      for (const path of ["", "embed/", "embed/sint-jan?lang=fr"]) {
        const html = await (await get(path)).text();
        for (const type of ["application/json", "text/xml"]) {
          const href = html.match(new RegExp(`<link rel="alternate" type="${type}\\+oembed" href="([^"]*)"`))[1].replaceAll("&amp;", "&");
          const response = await fetch(href);
          assert.equal(response.status, 200, href);
          assert.ok((await response.text()).includes(`embed/${path.replace("embed/", "").replace("&", "&amp;")}`));
        }
      }
    });

    test("an address that a visitor makes up is nobody else's", async () => {
      const evil = await ask(site, "embed/", { host: "evil.example" });
      assert.ok(evil.text.includes("http://evil.example"));
      assert.ok(!(await (await get("embed/")).text()).includes("evil.example"));
      for (const host of ['x"><script>', "a b", "x;y", "-x"]) {
        const answer = await ask(site, "embed/", { host });
        assert.ok(answer.status === 400 || !answer.text.includes("oembed?format"), host);
      }
    });
  });

test("the configured address wins, and a partner that comes or goes is noticed", async () => {
  const site = await startSite({ args: ["--partners", partners, "--watch"], config: "[page]\naddress = https://Poster.Example.org/x\n" });
  try {
    assert.match(await (await fetch(`${site.url}embed/`)).text(), /https:\/\/poster\.example\.org\/x\/oembed/);
    assert.match(site.tool.lines, /partner stuk left out: .*partner\.ini:2/);
    addPartner("nieuw", "name.nl = Nieuwe School");
    const seen = async (id) => (await fetch(`${site.url}api/v1/partners/${id}?x=${Math.random()}`)).status;
    await until(async () => await seen("nieuw") === 200, "the new partner is there");
    rmSync(join(partners, "nieuw"), { recursive: true });
    await until(async () => await seen("nieuw") === 404, "and gone");
  } finally {
    await site.stop();
  }
});
