// What the server makes of pages/: languages, configuration, templates that come
// and go, asked through a real nginx.

import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { root, startSite, until } from "./site.mjs";

let site;
before(async () => { site = await startSite(); });
after(() => site?.stop());

const get = (path, headers = {}, from = site) => fetch(from.url + path, { headers });
const languages = ["nl", "fr", "en", "de"];
const langOf = (html) => html.match(/<html lang="(..)"/)[1];

describe("pages", () => {
  test("speak the visitor's language, or the one that is asked for", async () => {
    for (const lang of languages) {
      for (const path of ["", "privacy"]) {
        assert.equal(langOf(await (await get(path, { "accept-language": `${lang};q=0.9, xx` })).text()), lang);
        assert.equal(langOf(await (await get(`${path}?lang=${lang}`, { "accept-language": "de" })).text()), lang);
      }
    }
    for (const odd of ["xx", "", "%00", "nl'--", "..%2f", "x".repeat(400)])
      assert.equal(langOf(await (await get(`?lang=${odd}`, { "accept-language": "fr" })).text()), "fr", odd);
  });

  test("hold no mark that was not filled, in any language", async () => {
    for (const lang of languages)
      for (const path of ["", "privacy", "site.css"]) assert.doesNotMatch(await (await get(`${path}?lang=${lang}`)).text(), /\{\{|\}\}\}/);
  });

  test("name what there is to choose from", async () => {
    const { templates, formats } = await (await get("api/v1/templates?lang=nl")).json();
    const html = await (await get("?lang=nl")).text();
    assert.deepEqual([...html.matchAll(/name="template" value="([^"]+)"/g)].map(([, id]) => id), templates.map(({ id }) => id));
    for (const { id } of formats) assert.match(html, new RegExp(`<option value="${id}"`));
    for (const { id } of templates.flatMap(({ fields }) => fields)) assert.equal(html.split(`name="${id}"`).length, 2, id);
    for (const { id, themes } of templates)
      for (const theme of themes) assert.match(html, new RegExp(`value="${id}/${theme.id}"`));
  });

  test("are known again by their tag", async () => {
    for (const path of ["?lang=nl", "privacy?lang=nl", "site.css"]) {
      const first = await get(path);
      const tag = first.headers.get("etag");
      assert.match(tag, /^(W\/)?"[0-9a-f]+"$/);
      assert.equal(first.headers.get("cache-control"), "no-cache");
      assert.equal((await get(path, { "if-none-match": tag })).status, 304);
    }
    assert.notEqual((await get("?lang=nl")).headers.get("etag"), (await get("?lang=fr")).headers.get("etag"));
  });

  test("tell of problems in the same clothes, in every language", async () => {
    for (const lang of languages) {
      const response = await get("api/v1/posters", { accept: "text/html", "accept-language": lang });
      const html = await response.text();
      assert.equal(response.status, 405);
      assert.equal(langOf(html), lang);
      assert.match(html, /href="\.\.\/\.\.\/poster\.css"/);
      assert.match(html, /<small>\S+: [0-9a-f]{32}<\/small>/);
    }
  });

  test("are GET alone", async () => {
    for (const path of ["", "privacy", "site.css"]) {
      const response = await fetch(site.url + path, { method: "POST", body: "x" });
      assert.equal(response.status, 405);
      assert.equal(response.headers.get("allow"), "GET, HEAD");
      await response.text();
    }
  });
});

const READ_AGAIN = /event="ready with what was read again/g;
const IN_VAIN = /event="the site cannot be read again, the one that is served stays: /g;
const count = (from, pattern) => [...from.tool.lines.matchAll(pattern)].length;

async function hangUp(from, pattern) {
  const seen = count(from, pattern);
  from.tool.kill("SIGHUP");
  await until(() => count(from, pattern) > seen, String(pattern));
}

async function withSite(t, options) {
  const own = await startSite(options);
  t.after(() => own.stop());
  return own;
}

// A copy of pages/ or of templates/ that a test may change.
function copyOf(t, folder) {
  const to = mkdtempSync(join(tmpdir(), "postertool-pages-"));
  t.after(() => rmSync(to, { recursive: true, force: true }));
  cpSync(join(root, folder), to, { recursive: true });
  return to;
}

describe("an operator", () => {
  const config = `[page]
name.nl = Poster & <Co>
contact = poster@example.org
color = #5b2be0
ink = #fff4e3
footer.nl = Een campagne van ons.
[link baan]
url = https://example.org/word-leraar?a=1&b=2
label.nl = Word leraar
label.en = Become a teacher`;

  test("names and colours the page without touching a file", async (t) => {
    const own = await withSite(t, { config });
    const html = await (await get("?lang=nl", {}, own)).text();
    assert.match(html, /<h1>Poster &amp; &lt;Co&gt;\.<\/h1>/);
    assert.match(html, /<a href="https:\/\/example\.org\/word-leraar\?a=1&amp;b=2" data-link="baan">Word leraar<\/a>/);
    assert.match(html, /Een campagne van ons\./);
    assert.match(await (await get("?lang=en", {}, own)).text(), />Become a teacher</);
    assert.match(await (await get("privacy", {}, own)).text(), /mailto:poster@example\.org/);
    assert.match(await (await get("site.css", {}, own)).text(), /--site-color: #5b2be0; --site-ink: #fff4e3/);
  });

  test("changes it with SIGHUP, and a mistake leaves the old one", async (t) => {
    const own = await withSite(t, { config: "[page]\nname.nl = Eerst" });
    const ini = `${own.folder}/postertool.ini`;
    const text = readFileSync(ini, "utf8");
    writeFileSync(ini, text.replace("Eerst", "Daarna"));
    await hangUp(own, READ_AGAIN);
    assert.match(await (await get("", {}, own)).text(), /<h1>Daarna\./);
    for (const [line, said] of [["color = #777777\nink = #888888", /contrast of 1\.\d/], ["contact = niemand", /not an e-mail address/], ["[link x]\nurl = javascript:alert(1)", /does not begin with https/], ["[link x]\nurl = https://example.org", /needs url and label\.nl/], ["colour = #ffffff", /there is no such key/]]) {
      writeFileSync(ini, `${text}\n${line}\n`);
      await hangUp(own, IN_VAIN);
      assert.match(own.tool.lines.split("\n").findLast((one) => one.includes("stays")), said);
      assert.match(await (await get("", {}, own)).text(), /<h1>Daarna\./);
    }
  });

  test("who breaks a page or a language hears where, and the old one stays", async (t) => {
    const pages = copyOf(t, "pages");
    const own = await withSite(t, { args: ["--pages", pages] });
    const before = await (await get("?lang=fr", {}, own)).text();
    const damages = [
      ["text/fr.json", (text) => text.replace('"title"', '"titel"'), /fr\.json: page\.tit/],
      ["text/de.json", (text) => text.replace(/\}\s*$/, ""), /de\.json:\d+: /],
      ["index.html", (text) => `${text}{{t.page.nope}}`, /index\.html:\d+: t\.page\.nope: there is no such text/],
      ["footer.html", (text) => text.replace("{{/site.links}}", ""), /footer\.html:\d+: site\.links: is not closed/],
      ["privacy.html", (text) => `${text}{{> nobody}}`, /privacy\.html:\d+: nobody: there is no such file/],
      ["problem.html", (text) => `${text}{{/label}}`, /problem\.html:\d+: label: was not opened/],
    ];
    for (const [name, damage, said] of damages) {
      const path = join(pages, name);
      const text = readFileSync(path, "utf8");
      writeFileSync(path, damage(text));
      await hangUp(own, IN_VAIN);
      assert.match(own.tool.lines.split("\n").findLast((one) => one.includes("stays")), said, name);
      assert.equal(await (await get("?lang=fr", {}, own)).text(), before);
      writeFileSync(path, text);
    }
  });

  test("a template that is dropped in, and a page that is changed, show by themselves", async (t) => {
    const templates = copyOf(t, "templates");
    const pages = copyOf(t, "pages");
    const own = await withSite(t, { args: ["--templates", templates, "--pages", pages, "--watch"] });
    cpSync(join(templates, "klas"), join(templates, "nieuw"), { recursive: true });
    const ini = join(templates, "nieuw/template.ini");
    writeFileSync(ini, readFileSync(ini, "utf8").replace("name.nl = Klas", "name.nl = <b>Nieuw</b>"));
    await until(async () => (await (await get("?lang=nl", {}, own)).text()).includes('value="nieuw"'), "the template on the page");
    assert.match(await (await get("?lang=nl", {}, own)).text(), /<strong>&lt;b&gt;Nieuw&lt;\/b&gt;<\/strong>/);
    appendFileSync(join(pages, "privacy.html"), "<!-- anders -->");
    await until(async () => (await (await get("privacy", {}, own)).text()).includes("anders"), "the changed page");
  });
});
