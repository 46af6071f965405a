// The tool inside a school's page, on another origin, in a real browser: each
// snippet, each sandbox, and what the two pages tell each other.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { addPhoto, assertAccessible, choose, go, launch, makePoster, step } from "./browser.mjs";
import { pngSize } from "./png.mjs";
import { schoolPage, startSchool, writePartners } from "./school.mjs";
import { startSite, until } from "./site.mjs";

let site;
let school;
let browser;
let folder;
const pages = {};

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "partners-"));
  site = await startSite({ config: writePartners(folder) });
  school = await startSchool(pages);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await school?.stop();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const slogan = "Mijn volgers steken hun vinger op.";
const allow = 'allow="camera; web-share; clipboard-write"';
const plainFrame = (path = "embed/sint-jan?lang=nl", more = "") => `<iframe src="${site.url}${path}" title="Maak je poster" width="100%" height="900" ${allow} style="border:0" ${more}></iframe>`;
const script = () => `<script async src="${site.url}embed.js"></script>`;

// A browser says these of any frame with our snippet; nobody can mend them.
const usual = /web-share|favicon/;

// Opens a page of the school that shows `inside`: the tab, and the tool's frame.
async function visit(t, inside, { headers, head, width = 400, height = 800, scripts = true, wait = true, ...options } = {}) {
  const path = `/${t.name.replace(/\W+/g, "-")}`;
  pages[path] = { html: schoolPage(inside, head), headers };
  pages["/favicon.ico"] = "";
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: scripts, locale: "nl-BE", reducedMotion: "reduce", ...options });
  t.after(() => context.close());
  const tab = await context.newPage();
  tab.asked = [];
  tab.complaints = [];
  tab.on("request", (request) => tab.asked.push(request.url()));
  tab.on("pageerror", (error) => tab.complaints.push(String(error)));
  tab.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !usual.test(message.text())) tab.complaints.push(message.text()); });
  await tab.addInitScript(() => {
    window.heard = [];
    addEventListener("message", ({ data }) => window.heard.push(data));
    window.made = [];
    addEventListener("postertool:made", ({ target, detail }) => window.made.push([target.localName, detail]));
  });
  await tab.goto(school.url + path);
  if (!wait) return { tab };
  const frame = await frameOf(tab);
  await frame.waitForSelector("[data-ready]", { state: "attached" });
  return { tab, frame };
}

const frameOf = (tab) => until(() => tab.frames().find((frame) => frame.url().startsWith(`${site.url}embed/`)), "the frame");
const heightOf = (tab) => tab.evaluate(() => (document.querySelector("iframe") ?? document.querySelector("poster-tool").shadowRoot.querySelector("iframe")).getBoundingClientRect().height);
const contentOf = (frame) => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
const fits = (tab, frame) => until(async () => await heightOf(tab) === await contentOf(frame), "the frame is as high as what it holds");
const klas = { template: "klas", words: { slogan } };

describe("each snippet", () => {
  test("a frame alone: the whole way, in the height that it has", async (t) => {
    const { tab, frame } = await visit(t, plainFrame());
    await makePoster(frame, klas);
    assert.equal(await heightOf(tab), 900);
    assert.equal(await frame.locator("#result").evaluate((image) => image.naturalWidth), 1080);
    assert.match(await frame.locator("#caption").inputValue(), /^Op Sint-Jansinstituut: /);
    const [file] = await Promise.all([tab.waitForEvent("download"), frame.locator("#download").click()]);
    assert.equal(file.suggestedFilename(), "klas-instagram-portrait.png");
    assert.deepEqual(tab.complaints, []);
    // No other server, nothing kept.
    assert.deepEqual(tab.asked.filter((url) => !url.startsWith(site.url) && !url.startsWith(school.url) && !/^(blob|data):/.test(url)), []);
    assert.deepEqual(await tab.context().cookies(), []);
  });

  test("a frame with embed.js grows and shrinks with what it holds", async (t) => {
    const { tab, frame } = await visit(t, plainFrame("embed/?lang=nl", "data-postertool") + script());
    await fits(tab, frame);
    const gallery = await heightOf(tab);
    await go(frame, "photo");
    await fits(tab, frame);
    const photo = await heightOf(tab);
    assert.notEqual(photo, gallery);
    await makePoster(frame, klas);
    await fits(tab, frame);
    assert.ok(await heightOf(tab) > photo);
    await go(frame, "frame");
    await fits(tab, frame);
    assert.equal(await heightOf(tab), gallery);
    assert.equal(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true);
    assert.deepEqual(await tab.evaluate(() => window.made), [["iframe", { template: "klas", format: "instagram-portrait" }]]);
    // The page around hears this and no more.
    const heard = await tab.evaluate(() => window.heard);
    for (const message of heard) assert.match(JSON.stringify(message), /^\{"type":"postertool:(height","height":\d+|made","template":"klas","format":"instagram-portrait")\}$/);
    // Another site's way back is its own.
    assert.equal(await tab.evaluate(() => history.length), 2);
    assert.deepEqual(tab.complaints, []);
  });

  test("embed.js that comes late, or twice, does the same", async (t) => {
    const { tab, frame } = await visit(t, plainFrame());
    for (let i = 0; i < 2; i++) await tab.addScriptTag({ url: `${site.url}embed.js` });
    await fits(tab, frame);
    await makePoster(frame, klas);
    await until(() => tab.evaluate(() => window.made.length > 0), "the event");
    assert.equal(await tab.evaluate(() => window.made.length), 1);
    assert.deepEqual(await tab.evaluate(() => Object.keys(window).filter((name) => /poster/i.test(name))), []);
  });

  test("the element makes the frame, and another one when it says something else", async (t) => {
    const { tab, frame } = await visit(t, `<poster-tool partner="sint-jan" template="volgers" lang="fr"><a href="${site.url}embed/sint-jan">Maak je poster</a></poster-tool>${script()}`);
    assert.equal(await frame.evaluate(() => document.documentElement.lang), "fr");
    assert.equal(await frame.locator("[name=template]:checked").getAttribute("value"), "volgers");
    await fits(tab, frame);
    const inner = tab.locator("poster-tool iframe");
    assert.equal(await inner.getAttribute("allow"), "camera; web-share; clipboard-write");
    assert.equal(await inner.getAttribute("title"), "Crée ton affiche");
    await makePoster(frame, klas);
    await until(() => tab.evaluate(() => window.made.length > 0), "the event");
    assert.deepEqual(await tab.evaluate(() => window.made[0]), ["poster-tool", { template: "klas", format: "instagram-portrait" }]);
    await tab.locator("poster-tool").evaluate((tool) => { tool.lang = "nl"; tool.setAttribute("partner", 'x"><script>'); });
    await until(async () => (await frameOf(tab)).url() === `${site.url}embed/x%22%3E%3Cscript%3E?template=volgers&lang=nl`, "the other address");
    assert.deepEqual(tab.complaints.filter((line) => !/404/.test(line)), []);
  });
});

describe("what a partner allows", () => {
  test("only its designs, formats and languages; its own first; no field for a school", async (t) => {
    const { frame } = await visit(t, plainFrame());
    assert.deepEqual(await frame.locator(".card [name=template]").evaluateAll((all) => all.map(({ value }) => value)), ["volgers", "klas"]);
    assert.equal(await frame.locator(".card :checked").getAttribute("value"), "klas");
    assert.deepEqual(await frame.locator(".languages a").evaluateAll((all) => all.map(({ lang }) => lang)), ["nl", "fr"]);
    assert.equal(await frame.locator("#school").count(), 0);
    await go(frame, "poster");
    assert.deepEqual(await frame.locator("#formats input").evaluateAll((all) => all.map(({ value }) => value)), ["instagram-portrait", "a4"]);
  });

  test("what an address asks beyond that, or in another shape, is passed over", async (t) => {
    const { tab, frame } = await visit(t, plainFrame('embed/sint-jan?template=like&theme=&quot;&gt;&lt;script&gt;&format=../../x&lang=xx'));
    assert.equal(await frame.locator(".card :checked").getAttribute("value"), "klas");
    assert.deepEqual(tab.complaints, []);
  });

  test("an unknown partner: the open tool, with a note", async (t) => {
    const { frame } = await visit(t, plainFrame("embed/bestaat-niet?lang=nl"));
    assert.match(await frame.locator(".panel > .note").textContent(), /niet in onze lijst/);
    assert.ok(await frame.locator(".card").count() > 5);
  });

  test("a partner whose days are over: a page that says so, as high as it is", async (t) => {
    const { tab } = await visit(t, plainFrame("embed/voorbij?lang=nl", "data-postertool") + script(), { wait: false });
    const frame = await frameOf(tab);
    await frame.waitForSelector(".season");
    assert.match(await frame.locator("main").innerText(), /30 juni 2020[^]*info@voorbij\.be/);
    await fits(tab, frame);
  });

  test("another site than its own may not show it", async (t) => {
    const { tab } = await visit(t, plainFrame("embed/streng"), { wait: false });
    await until(() => tab.complaints.some((line) => /frame-ancestors/.test(line)), "the refusal");
    assert.equal(await tab.frames()[1].locator("form").count(), 0);
  });
});

// What each sandbox lets through.
const sandboxes = [
  "allow-scripts",
  "allow-scripts allow-popups",
  "allow-scripts allow-forms",
  "allow-scripts allow-forms allow-popups allow-downloads",
  "allow-scripts allow-same-origin",
  "allow-scripts allow-same-origin allow-popups",
  "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads",
];

describe("in a sandbox", () => {
  for (const sandbox of sandboxes)
    test(`${sandbox}: a poster, shown as a picture`, async (t) => {
      const { tab, frame } = await visit(t, plainFrame(undefined, `sandbox="${sandbox}"`) + script());
      await makePoster(frame, klas);
      await until(() => frame.locator("#result").evaluate((image) => image.naturalWidth === 1080), "the poster");
      // A sandbox that leaves the origin is not seen: the note waits for a click.
      const isSeen = !sandbox.includes("allow-same-origin");
      const ask = async () => {
        const clicked = frame.locator("#download").click();
        if (!/allow-forms.*allow-downloads/.test(sandbox)) return clicked;
        const [file] = await Promise.all([tab.waitForEvent("download"), clicked]);
        assert.equal(file.suggestedFilename(), "klas-instagram-portrait.png");
      };
      if (!isSeen) {
        assert.ok(!await frame.locator("#boxed").isVisible());
        await ask();
      }
      await frame.locator("#boxed").waitFor();
      await fits(tab, frame);
      if (sandbox.includes("allow-popups")) {
        const [other] = await Promise.all([tab.context().waitForEvent("page"), frame.locator("#boxed-open").click()]);
        await until(() => other.evaluate(() => document.images[0]?.naturalWidth === 1080).catch(() => false), "the poster in its own tab");
      } else {
        await frame.locator("#boxed-open").click();
        assert.match(await frame.locator("#boxed-hint").textContent(), /Houd je vinger/);
        assert.ok(await frame.locator("#boxed-hint").isVisible());
      }
      if (isSeen) await ask();
    });

  test("no sandbox: nothing is said of another tab before somebody asks for the file", async (t) => {
    const { frame } = await visit(t, plainFrame());
    await makePoster(frame, klas);
    assert.ok(!await frame.locator("#boxed").isVisible());
  });

  test("scripts alone, in WordPress: a sample, and the way to the tool", async (t) => {
    const { tab } = await visit(t, plainFrame("embed/sint-jan?lang=nl#?secret=abcDEF123", 'sandbox="allow-scripts" data-secret="abcDEF123"'), { wait: false });
    const frame = await frameOf(tab);
    await frame.locator("#card-open").waitFor();
    assert.ok(!await frame.locator("#maker").isVisible());
    assert.match(await frame.locator("#card").innerText(), /Sint-Jansinstituut/);
    await until(() => frame.locator("#card img").evaluate((image) => image.naturalWidth > 0), "the sample");
    const said = (message) => tab.evaluate((name) => window.heard.filter((one) => one.message === name), message);
    await until(async () => (await said("height")).at(-1)?.value === await contentOf(frame), "its height");
    // WordPress asks again when it is ready; others are not answered.
    const before = (await said("height")).length;
    await tab.evaluate(() => frames[0].postMessage({ message: "ready", secret: "another" }, "*"));
    await tab.evaluate(() => frames[0].postMessage({ message: "ready", secret: "abcDEF123" }, "*"));
    await until(async () => (await said("height")).length === before + 1, "the height again");
    await frame.locator("#card-open").click();
    await until(async () => (await said("link")).length === 1, "the link");
    assert.deepEqual(await said("link"), [{ message: "link", value: `${site.url}embed/sint-jan?lang=nl`, secret: "abcDEF123" }]);
  });
});

describe("beside others", () => {
  test("in a page that wants COEP of all it shows", async (t) => {
    const { tab, frame } = await visit(t, plainFrame("embed/?lang=nl", "data-postertool") + script(), { headers: { "cross-origin-embedder-policy": "require-corp" } });
    await makePoster(frame, klas);
    await fits(tab, frame);
    assert.deepEqual(tab.complaints, []);
  });

  test("messages of strangers change nothing", async (t) => {
    const { tab, frame } = await visit(t, `${plainFrame("embed/sint-jan?lang=nl", "data-postertool")}<iframe id="stranger" srcdoc="<p>x"></iframe>${script()}`);
    await fits(tab, frame);
    const high = await heightOf(tab);
    // To the page: of itself, of another frame, and of the tool's frame in a wrong shape.
    await tab.evaluate(() => postMessage({ type: "postertool:height", height: 5000 }, "*"));
    await tab.frames().find((one) => one.url() === "about:srcdoc").evaluate(() => {
      for (const data of [{ type: "postertool:height", height: 5000 }, { type: "postertool:made", template: "x", format: "y" }]) parent.postMessage(data, "*");
    });
    await frame.evaluate(() => {
      for (const height of ["5000", NaN, Infinity, null, { valueOf: "x" }]) parent.postMessage({ type: "postertool:height", height }, "*");
      for (const data of [null, 7, "x", {}, { type: "postertool:made", template: "<img src=x onerror=alert(1)>", format: "a4" }]) parent.postMessage(data, "*");
    });
    await until(() => tab.evaluate(() => window.heard.filter((one) => one === "x").length === 1), "they came");
    assert.equal(await heightOf(tab), high);
    assert.deepEqual(await tab.evaluate(() => window.made), []);
    // A height out of all bounds is held within them.
    await frame.evaluate(() => parent.postMessage({ type: "postertool:height", height: 1e9 }, "*"));
    await until(async () => await heightOf(tab) === 20_000, "the bound");
    // To the tool: nothing is chosen, written or run.
    await tab.evaluate(() => {
      for (const data of [null, "x", { type: "postertool:made" }, { message: "ready", secret: "x" }, { words: { slogan: "x" } }, { __proto__: { step: "poster" } }]) frames[0].postMessage(data, "*");
      frames[0].postMessage({ type: "postertool:ask" }, "*");
    });
    await fits(tab, frame);
    assert.equal(await frame.evaluate(() => document.body.dataset.step), "frame");
    assert.deepEqual(tab.complaints, []);
  });

  test("where storage throws", async (t) => {
    const { tab, frame } = await visit(t, plainFrame()).then(async ({ tab: one }) => {
      await one.addInitScript(() => {
        for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
        Object.defineProperty(Document.prototype, "cookie", { get() { throw new DOMException("no", "SecurityError"); }, set() { throw new DOMException("no", "SecurityError"); } });
      });
      await one.reload();
      const inner = await frameOf(one);
      await inner.waitForSelector("[data-ready]", { state: "attached" });
      return { tab: one, frame: inner };
    });
    await makePoster(frame, klas);
    assert.deepEqual(tab.complaints, []);
  });

  test("by keyboard alone, and on to the school's page", async (t) => {
    const { tab, frame } = await visit(t, `${plainFrame("embed/sint-jan?lang=nl", "data-postertool")}<p><a href="#x" id="after">verder</a></p>${script()}`);
    await fits(tab, frame);
    const reach = async (selector) => {
      for (let i = 0; i < 60; i++) {
        if (await frame.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
        await tab.keyboard.press("Tab");
      }
      assert.fail(`not reached: ${selector}`);
    };
    await reach("#next");
    await tab.keyboard.press("Enter");
    await step(frame, "photo");
    await addPhoto(frame);
    await reach("#next");
    await tab.keyboard.press("Enter");
    await step(frame, "words");
    await reach("#field-slogan");
    await tab.keyboard.type(slogan);
    // Enter in a field goes on.
    await tab.keyboard.press("Enter");
    await step(frame, "poster");
    await reach("#consent");
    await tab.keyboard.press("Space");
    await reach("#make");
    await tab.keyboard.press("Enter");
    await frame.waitForSelector("#done:not([hidden])");
    await until(() => frame.evaluate(() => document.activeElement?.id === "download"), "the focus");
    for (let i = 0; i < 60 && !await tab.evaluate(() => document.activeElement?.id === "after"); i++) await tab.keyboard.press("Tab");
    assert.equal(await tab.evaluate(() => document.activeElement.id), "after");
  });

  test("a step that is reached is shown, wherever the school's page was scrolled", async (t) => {
    const { tab, frame } = await visit(t, `${"<p>Veel tekst.</p>".repeat(60)}${plainFrame("embed/?lang=nl", "data-postertool")}${"<p>Nog meer.</p>".repeat(60)}${script()}`);
    await fits(tab, frame);
    // A frame out of sight draws nothing, so no tool waits for it to hold still.
    await frame.locator("#next").evaluate((button) => button.scrollIntoView());
    await frame.locator("#next").click();
    await step(frame, "photo");
    const top = await until(async () => {
      const { y } = await tab.locator("iframe").boundingBox();
      const inner = await frame.locator(".steps").evaluate((steps) => steps.getBoundingClientRect().top);
      return y + inner >= -1 && y + inner < 800 ? { y } : null;
    }, "the steps in sight");
    assert.ok(top);
  });
});

describe("good for everybody", () => {
  for (const colorScheme of ["light", "dark"])
    for (const width of [320, 768])
      test(`axe finds nothing: ${colorScheme}, ${width} px, and nothing is cut off`, async (t) => {
        const { tab, frame } = await visit(t, plainFrame("embed/?lang=nl", "data-postertool") + script(), { width, colorScheme, bypassCSP: true, head: "<style>main{padding:0 !important}</style>" });
        const look = async (where) => {
          await assertAccessible(frame, where);
          assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where}: wider than its frame`);
        };
        await look("frame");
        await go(frame, "photo");
        await addPhoto(frame);
        await look("photo");
        await go(frame, "words");
        await frame.locator("#field-slogan").fill(slogan);
        await frame.locator("#school").fill("Sint");
        await frame.waitForSelector("#school-found:not([hidden])");
        await look("words");
        await go(frame, "poster");
        await frame.locator("#consent").check();
        await frame.locator("#make").click();
        await frame.waitForSelector("#done:not([hidden])");
        await look("done");
        await fits(tab, frame);
      });

  test("without JavaScript: a form that gives the partner's poster", async (t) => {
    const { tab } = await visit(t, plainFrame(), { scripts: false, wait: false });
    const frame = await frameOf(tab);
    await choose(frame, ".card [value=klas]");
    await frame.locator("#field-slogan").fill(slogan);
    await frame.setInputFiles("#file", `${process.env.POSTERTOOL_BUILD ?? "build/dev"}/samples/amina.png`);
    await frame.locator("#consent").check();
    assert.equal(await frame.locator("[name=partner]").inputValue(), "sint-jan");
    // The form may open a tab for its answer.
    const download = Promise.any([tab.waitForEvent("download"), tab.context().waitForEvent("page").then((page) => page.waitForEvent("download"))]);
    const [file] = await Promise.all([download, frame.locator("#make").click()]);
    assert.equal(file.suggestedFilename(), "klas-instagram-portrait.png");
    const { readFileSync } = await import("node:fs");
    assert.deepEqual(pngSize(readFileSync(await file.path())), { width: 1080, height: 1350 });
  });
});
