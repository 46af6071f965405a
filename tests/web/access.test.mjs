// The page for everybody: without a mouse, with a screen reader, on small and
// large screens, by day and by night, and light.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { addPhoto, assertAccessible, choose, go, launch, open, step } from "./browser.mjs";
import { root, sample, startSite } from "./site.mjs";

let site;
let browser;

before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const visit = (t, options) => open(t, browser, site.url, options);
const steps = ["frame", "photo", "words", "poster"];

// Every step in every state; `look` is told where it is.
async function walk(tab, look) {
  await look("frame");
  await go(tab, "photo");
  await look("photo, none");
  await tab.setInputFiles("#file", { name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("geen foto, maar tekst") });
  await tab.waitForSelector("#photo-error:visible");
  await look("photo, an error");
  await addPhoto(tab);
  await tab.locator("#framing summary").click();
  await look("photo, one");
  await go(tab, "words");
  await tab.locator("#field-slogan").fill("x".repeat(99));
  await look("words, too long");
  await tab.locator("#field-slogan").fill("Kort.");
  await go(tab, "poster");
  await tab.locator("#formats summary").click();
  await choose(tab, "#formats [value=a3]");
  await look("poster");
  await choose(tab, "#formats [value=instagram-square]");
  await choose(tab, "#consent");
  await tab.locator("#make").click();
  await tab.waitForSelector("#done:not([hidden])");
  await look("done");
}

describe("good for everybody", () => {
  for (const colorScheme of ["light", "dark"])
    for (const width of [360, 1440])
      test(`axe finds nothing: ${colorScheme}, ${width} px, every step and state`, async (t) => {
        const tab = await visit(t, { width, colorScheme, bypassCSP: true });
        await walk(tab, (where) => assertAccessible(tab, where));
        await tab.goto(`${site.url}privacy`);
        await assertAccessible(tab, "privacy");
        await tab.goto(`${site.url}api/v1/posters`);
        await assertAccessible(tab, "problem");
      });

  test("axe finds nothing in any colour of any design", async (t) => {
    const tab = await visit(t, { bypassCSP: true });
    for (const id of await tab.locator(".card input").evaluateAll((all) => all.map(({ value }) => value))) {
      await choose(tab, `.card [value=${id}]`);
      for (const theme of await tab.locator("#swatches input").evaluateAll((all) => all.map(({ value }) => value))) {
        await choose(tab, `#swatches [value=${theme}]`);
        const contrast = await tab.evaluate(async () => {
          const { contrast: of } = await import("./rules.js");
          const style = document.querySelector("#maker").style;
          return of(style.getPropertyValue("--poster-panel"), style.getPropertyValue("--poster-ink"));
        });
        assert.ok(contrast >= 4.5, `${id} ${theme}: ${contrast}`);
      }
    }
  });

  for (const width of [320, 360, 768, 1440])
    test(`nothing is wider than the screen at ${width} px, and all is large enough for a thumb`, async (t) => {
      for (const scripts of [true, false]) {
        const tab = await visit(t, { width, scripts });
        const look = async (where) => {
          const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${where} is ${wide} px wide`);
          const small = await tab.locator("button:visible, summary:visible, select:visible, textarea:visible, input:visible, .steps a, .languages a:visible, footer a:visible").evaluateAll((all) =>
            all.filter((one) => {
              const { width: w, height: h } = one.getBoundingClientRect();
              return (w < 44 || h < 44) && one.id !== "file";
            }).map((one) => one.outerHTML.slice(0, 120)));
          assert.deepEqual(small, [], where);
        };
        if (scripts) await walk(tab, look);
        else await look("without scripts");
      }
    });

  test("the whole way with the keyboard alone, always seeing where", async (t) => {
    const tab = await visit(t, { width: 1024, height: 900 });
    const choosing = new Promise((done) => tab.once("filechooser", done));
    const tabTo = async (selector) => {
      for (let i = 0; i < 60; i++) {
        await tab.keyboard.press("Tab");
        const stop = await tab.evaluate((wanted) => {
          const one = document.activeElement;
          const shows = [one, ...one.parentElement.children, one.parentElement].some((part) => {
            const style = getComputedStyle(part);
            return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3;
          });
          const box = one.getBoundingClientRect();
          return { found: one.matches(wanted), shows: shows && box.bottom > 0 && box.top < innerHeight, html: one.outerHTML.slice(0, 120) };
        }, selector);
        assert.ok(stop.shows, `no visible focus on ${stop.html}`);
        if (stop.found) return;
      }
      assert.fail(`Tab never comes to ${selector}`);
    };
    const press = (key) => tab.keyboard.press(key);
    await tabTo(".card input");
    await press("ArrowRight");
    await tabTo("#swatches input");
    await press("ArrowRight");
    await tabTo("#next");
    await press("Enter");
    await step(tab, "photo");
    await tabTo("#file");
    await press("Enter");
    await (await choosing).setFiles(sample);
    await tab.waitForSelector("body.has-photo");
    await tabTo("#zoom");
    await press("ArrowRight");
    await tabTo("#next");
    await press("Enter");
    await tabTo("#field-slogan");
    await tab.keyboard.type("Met het toetsenbord.");
    await press("Enter");
    await step(tab, "poster");
    await tabTo("#formats input");
    await press("ArrowDown");
    await tabTo("#consent");
    await press("Space");
    await tabTo("#make");
    await press("Enter");
    await tab.waitForSelector("#done:not([hidden])");
    assert.equal(await tab.evaluate(() => document.activeElement.id), "download");
    const [file] = await Promise.all([tab.waitForEvent("download"), press("Enter")]);
    assert.equal(file.suggestedFilename(), "like-instagram-square.png");
  });

  test("every change of step is told, and its title has the focus", async (t) => {
    const tab = await visit(t);
    for (const [at, name] of steps.entries()) {
      await go(tab, name);
      assert.equal(await tab.evaluate(() => document.activeElement.id), `${name}-title`);
      await tab.waitForFunction((n) => document.querySelector("#status").textContent.startsWith(`Stap ${n} van 4`), at + 1);
    }
  });
});

describe("light and private", () => {
  // The camera, the kit and the survey come when they are asked for; some files
  // are of other pages.
  test("HTML, CSS and JavaScript are at most 60 KB, packed", async () => {
    const files = readdirSync(`${root}/www`).filter((name) => /\.(js|css)$/.test(name) && !/^(embed|boxed|schools|closed|camera|kit|survey|survey-page)\./.test(name)).map((name) => readFileSync(`${root}/www/${name}`));
    const made = await Promise.all(["", "site.css"].map(async (name) => Buffer.from(await (await fetch(site.url + name)).arrayBuffer())));
    const bytes = [...files, ...made].reduce((sum, file) => sum + gzipSync(file).length, 0);
    assert.ok(bytes <= 60_000, `${bytes} bytes`);
  });

  test("the first view is at most 300 KB, with everything from here", async (t) => {
    const tab = await visit(t, { height: 740 });
    // What this visit still waits for would count for the next.
    await tab.waitForLoadState("networkidle");
    const network = await tab.context().newCDPSession(tab);
    await network.send("Network.enable");
    await network.send("Network.setCacheDisabled", { cacheDisabled: true });
    let bytes = 0;
    network.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
    await tab.reload({ waitUntil: "networkidle" });
    assert.ok(bytes > 50_000 && bytes <= 300_000, `${bytes} bytes`);
    assert.deepEqual(tab.asked.filter((url) => !url.startsWith(site.url)), []);
    assert.deepEqual(tab.complaints, []);
  });

  test("nothing moves while the page loads", async (t) => {
    const tab = await visit(t);
    await tab.waitForLoadState("networkidle");
    // Cumulative layout shift: 0.1 is good (web.dev).
    const shift = await tab.evaluate(() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
    }));
    assert.ok(shift < 0.1, `${shift}`);
  });

  test("the policy of the page allows nothing unsafe, and no script is inline", async () => {
    const response = await fetch(site.url);
    const policy = response.headers.get("content-security-policy");
    assert.match(policy, /^default-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|http|\*/);
    const html = await response.text();
    assert.doesNotMatch(html, /\sstyle=|<style|\son[a-z]+=|javascript:/i);
    assert.deepEqual([...html.matchAll(/<script ([^>]*)>/g)].map(([, how]) => how), ['type="module" src="page.js"', 'type="application/json" id="texts"']);
  });
});
