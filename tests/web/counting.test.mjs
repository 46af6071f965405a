// What a page tells of a visit, in a real browser, and what of it reaches the
// database: each thing once, nothing of who did it, nothing when it may not be.
// And the page about privacy, which says so.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { addPhoto, choose, download, go, launch, makePoster, ready } from "./browser.mjs";
import { schoolPage, startSchool, writePartners } from "./school.mjs";
import { build, startSite, until } from "./site.mjs";

// The browser of the tests calls itself a robot, and would be taken for one.
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
const links = `[link baan]
url = https://example.org/word-leraar
label.nl = Word leraar
conversion = yes
[link over]
url = https://example.org/over
label.nl = Over ons
`;
const languages = ["nl", "fr", "en", "de"];

let site;
let school;
let browser;
let folder;
const told = {}; // how often each event, in all visits
const pages = { "/favicon.ico": "" };

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "partners-"));
  site = await startSite({ config: `${writePartners(folder)}${links}[evaluation]\nkeep_remarks_days = 41` });
  school = await startSchool(pages);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await school?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// A tab whose letters to the server are kept; `init` is done in each of its pages
// first.
async function visit(t, address, init = () => {}) {
  const context = await browser.newContext({ userAgent, viewport: { width: 700, height: 900 }, locale: "nl-BE", reducedMotion: "reduce" });
  t.after(() => context.close());
  await context.addInitScript(init);
  const tab = await context.newPage();
  tab.letters = [];
  context.on("request", (request) => {
    if (!request.url().endsWith("/api/v1/events")) return;
    tab.letters.push(request);
    for (const { event } of eventsOf([request])) told[event] = (told[event] ?? 0) + 1;
  });
  await tab.goto(address);
  return tab;
}

// What the links of the footer lead to. (Where answers are made up, a letter of a page
// that is left at once may never get out.)
const answerLinks = (tab) => tab.context().route("https://example.org/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>elders</title>" }));

const eventsOf = (letters) => letters.flatMap((request) => JSON.parse(request.postData()).events);

// All that the visit has told when its page is no longer looked at. A letter of our
// own comes behind all of them.
async function leave(tab) {
  for (const frame of tab.frames()) {
    const last = tab.context().waitForEvent("request", (request) => request.url().endsWith("/last"));
    await frame.evaluate((address) => {
      Object.defineProperty(document, "visibilityState", { value: "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
      navigator.sendBeacon(address);
    }, `${site.url}last`);
    await last;
  }
  for (const letter of tab.letters) assert.equal((await letter.response()).status(), 204);
  return eventsOf(tab.letters);
}

const ask = (sql) => execFileSync("sqlite3", ["-json", join(site.folder, "state/evaluation.db"), sql], { encoding: "utf8" });

// In place of the phone's own dialog.
const sharing = () => {
  navigator.canShare = () => true;
  navigator.share = async () => {};
};

describe("a visit", () => {
  test("tells what happened, in order, and the database counts each once", async (t) => {
    const tab = await visit(t, site.url, sharing);
    await ready(tab);
    await makePoster(tab, { template: "volgers", format: "a4", words: { slogan: "Ik tel mee." } });
    await download(tab, "#download");
    await download(tab, "#download-pdf");
    await tab.locator("#share").click();
    await tab.locator("#network").selectOption("mastodon");
    await tab.locator("[data-copy=caption]").click();
    await tab.locator("[data-copy=alt]").click();
    assert.deepEqual(await tab.context().cookies(), []);
    assert.deepEqual(await tab.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
    const [language, template, format] = ["nl", "volgers", "a4"];
    assert.deepEqual(await leave(tab), [
      { event: "page-opened", language },
      { event: "photo-chosen", language, template },
      { event: "shared", language, template, format, type: "png", detail: "device" },
      { event: "caption-copied", language, template, format, detail: "mastodon" },
    ]);
    const numbers = tab.letters.map((letter) => JSON.parse(letter.postData()).batch);
    for (const number of numbers) assert.match(number, /^[0-9]{16,64}$/);
    assert.equal(new Set(numbers).size, numbers.length, "a number of its own for each letter");
    // Nothing comes along that tells where somebody came from.
    for (const letter of tab.letters) assert.equal((await letter.allHeaders()).referer, undefined);

    const none = { partner: "", template: "", format: "", type: "", language, detail: "", count: 1 };
    const poster = { ...none, template, format };
    const expected = [
      { ...none, ...poster, event: "caption-copied", detail: "mastodon" },
      { ...none, event: "page-opened" },
      { ...none, event: "photo-chosen", template },
      { ...poster, event: "poster-downloaded", type: "pdf" },
      { ...poster, event: "poster-downloaded", type: "png" },
      { ...poster, event: "poster-made", type: "png" },
      { ...poster, event: "shared", type: "png", detail: "device" },
    ];
    const rows = await until(() => {
      const found = JSON.parse(ask("SELECT event, partner, template, format, type, language, detail, count FROM counts ORDER BY event, type") || "[]");
      return found.length >= expected.length && found;
    }, "the counts in the database");
    assert.deepEqual(rows, expected.map(({ event, partner, ...rest }) => ({ event, partner, ...rest })));
  });

  test("tells a link that is followed at once, and which lead to becoming a teacher", async (t) => {
    const tab = await visit(t, site.url);
    await ready(tab);
    await answerLinks(tab);
    const opened = tab.context().waitForEvent("page");
    await tab.locator("footer a[data-link=over]").click({ button: "middle" });
    await until(() => tab.letters.length > 0, "a letter while the page is there");
    await opened;
    await tab.locator("footer a[data-link=baan]").click({ button: "right" });
    await tab.locator("footer a[data-link=baan]").click();
    await tab.waitForURL("https://example.org/word-leraar");
    assert.deepEqual(eventsOf(tab.letters), [
      { event: "page-opened", language: "nl" },
      { event: "link-followed", language: "nl", detail: "over" },
      { event: "conversion", language: "nl", detail: "baan" },
    ]);
    await tab.goto(`${site.url}privacy?lang=fr`);
    await tab.locator("footer a[data-link=baan]").click();
    await tab.waitForURL("https://example.org/word-leraar");
    assert.deepEqual(eventsOf(tab.letters).at(-1), { event: "conversion", language: "fr", detail: "baan" });
  });

  test("tells of the same page only once, and without being left", async (t) => {
    const tab = await visit(t, site.url);
    await ready(tab);
    await until(() => tab.letters.length > 0, "a letter after a pause");
    await tab.reload();
    await ready(tab);
    assert.deepEqual(await leave(tab), [{ event: "page-opened", language: "nl" }]);
  });

  test("tells many things in letters that the server takes", async (t) => {
    const tab = await visit(t, site.url);
    await ready(tab);
    await tab.evaluate(async () => {
      const { count } = await import("./counting.js");
      for (let i = 0; i < 45; i++) count("photo-chosen");
    });
    assert.equal((await leave(tab)).length, 46);
  });

  for (const [name, init] of [
    ["Do Not Track", () => Object.defineProperty(Navigator.prototype, "doNotTrack", { get: () => "1" })],
    ["Global Privacy Control", () => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true })],
  ])
    test(`tells nothing of who asks for it: ${name}`, async (t) => {
      const tab = await visit(t, site.url, init);
      await answerLinks(tab);
      await ready(tab);
      await go(tab, "photo");
      await addPhoto(tab);
      await go(tab, "frame");
      await tab.locator("footer a[data-link=baan]").click();
      await tab.waitForURL("https://example.org/word-leraar");
      assert.deepEqual(eventsOf(tab.letters), []);
    });
});

describe("in a school's page", () => {
  const frameIn = (path, more = "") => `<iframe src="${site.url}embed/${path}" title="Poster" width="100%" height="900" ${more}></iframe>`;
  async function atSchool(t, inside) {
    pages["/doe-mee"] = schoolPage(inside);
    const tab = await visit(t, `${school.url}/doe-mee`);
    return { tab, frame: tab.frames()[1] };
  }

  test("the tool is shown when it is there, and opened by who uses it", async (t) => {
    const { tab, frame } = await atSchool(t, frameIn("sint-jan?lang=fr"));
    await frame.waitForSelector("[data-ready]", { state: "attached" });
    await until(() => tab.letters.length > 0, "a letter");
    const said = { language: "fr", partner: "sint-jan" };
    assert.deepEqual(eventsOf(tab.letters), [{ event: "embed-shown", ...said }]);
    await frame.locator('.steps a[href="#photo"]').click();
    await frame.setInputFiles("#file", join(build, "samples/amina.png"));
    await frame.waitForSelector("body.has-photo:not(.reading)");
    assert.deepEqual(await leave(tab), [
      { event: "embed-shown", ...said },
      { event: "page-opened", ...said },
      { event: "photo-chosen", ...said, template: "klas" },
    ]);
  });

  test("of a picture with a button nothing is opened", async (t) => {
    const { tab, frame } = await atSchool(t, frameIn("sint-jan?lang=nl#?secret=abc123", 'sandbox="allow-scripts"'));
    await frame.locator("#card-open").click();
    assert.deepEqual(await leave(tab), [{ event: "embed-shown", language: "nl", partner: "sint-jan" }]);
  });

  test("on a page of its own a school's tool is opened", async (t) => {
    const tab = await visit(t, `${site.url}embed/de-brug?lang=nl`);
    await ready(tab);
    assert.deepEqual(await leave(tab), [{ event: "page-opened", language: "nl", partner: "de-brug" }]);
  });

  test("the example on the page for schools is nobody's", async (t) => {
    const tab = await visit(t, `${site.url}schools?lang=nl&partner=de-brug`);
    await tab.locator("iframe.shown").scrollIntoViewIfNeeded();
    const frame = await until(() => tab.frames()[1], "the example");
    await frame.waitForSelector("[data-ready]", { state: "attached" });
    await choose(frame, ".card [value=volgers]");
    assert.deepEqual(await leave(tab), []);
  });
});

describe("in the end", () => {
  test("the database has all that was told, also by a page that was left at once", async (t) => {
    const expected = { ...told, "page-opened": told["page-opened"] + 1 };
    const tab = await visit(t, site.url);
    await ready(tab);
    await tab.goto("about:blank");
    const sums = () => JSON.parse(ask("SELECT event, SUM(count) AS count FROM counts GROUP BY event"));
    await until(() => sums().find(({ event }) => event === "page-opened").count >= expected["page-opened"], "the last opening in the database");
    const found = Object.fromEntries(sums().map(({ event, count }) => [event, count]));
    for (const event of Object.keys(expected)) assert.equal(found[event], expected[event], event);
  });
});

const read = async (path, from = site) => (await fetch(from.url + path)).text();
const table = (lang) => JSON.parse(execFileSync(join(build, "postertool"), ["list", "events", "--json", "--lang", lang], { encoding: "utf8" })).events;

describe("the page about privacy", () => {
  for (const lang of languages)
    test(`says all that is counted, and who tells it: ${lang}`, async () => {
      const html = await read(`privacy?lang=${lang}`);
      const said = [...html.matchAll(/<ul class="counted" data-by="(\w+)">(.*?)<\/ul>/gs)].flatMap(([, by, list]) =>
        [...list.matchAll(/<li data-event="([a-z-]+)">([^<]+)<\/li>/g)].map(([, id, what]) => ({ id, told_by: by, what })));
      const byId = (a, b) => a.id.localeCompare(b.id);
      assert.deepEqual(said.sort(byId), table(lang).map(({ id, told_by, what }) => ({ id, told_by, what })).sort(byId));
      assert.match(html, / 41 [a-zA-Z]+\.<\/p>/);
      assert.match(html, /Do Not Track .* Global Privacy Control/);
    });

  test("says that nothing is counted when it is so, and then nothing is told", async (t) => {
    const own = await startSite({ config: `${links}[evaluation]\ncount = no\nsurvey = no` });
    t.after(() => own.stop());
    for (const lang of languages) {
      const html = await read(`privacy?lang=${lang}`, own);
      assert.doesNotMatch(html, /data-event|Do Not Track|counting\.js|data-counts/);
      assert.match(html, /<h2 id="counted">[^<]+<\/h2>\s*<p>(Niets|Rien|Nothing|Nichts)\./);
    }
    const tab = await visit(t, own.url);
    await answerLinks(tab);
    await ready(tab);
    await go(tab, "photo");
    await addPhoto(tab);
    await go(tab, "frame");
    await tab.locator("footer a[data-link=baan]").click();
    await tab.waitForURL("https://example.org/word-leraar");
    assert.deepEqual(tab.letters, []);
  });
});
