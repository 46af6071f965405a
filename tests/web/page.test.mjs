// The page without JavaScript, in a real browser: the same form from the choice
// of a design to the download, and errors as pages.

import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { choose, download, launch, open } from "./browser.mjs";
import { pngSize } from "./png.mjs";
import { root, sample, startSite } from "./site.mjs";

let site;
let browser;
let listing;

before(async () => {
  site = await startSite();
  listing = await (await fetch(`${site.url}api/v1/templates?lang=nl`)).json();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const plain = (t, options) => open(t, browser, site.url, { scripts: false, ...options });
const text = { name: "notities.txt", mimeType: "text/plain", buffer: Buffer.from("Dit is geen foto.\n".repeat(20)) };

async function fillIn(tab, { template, words, photo = sample }) {
  await choose(tab, `.card [value=${template}]`);
  for (const [id, value] of Object.entries(words)) await tab.locator(`#field-${id}`).fill(value);
  if (photo) await tab.setInputFiles("#file", photo);
  await choose(tab, "#consent");
}

describe("without JavaScript", () => {
  test("everything stands on one page, and what needs scripts does not show", async (t) => {
    const tab = await plain(t);
    for (const id of ["frame", "photo", "words", "poster"]) assert.ok(await tab.locator(`#${id}`).isVisible(), id);
    for (const id of ["stage", "go", "camera", "framing", "done", "formats", "progress"]) assert.ok(!await tab.locator(`#${id}`).isVisible(), id);
    assert.equal(await tab.locator(".card [name=template]").count(), listing.templates.length);
    await tab.locator('.steps a[href="#words"]').click();
    assert.ok((await tab.locator("#words-title").boundingBox()).y < 200);
    assert.deepEqual(tab.complaints, []);
  });

  test("only the fields that the chosen design has are shown", async (t) => {
    const tab = await plain(t);
    for (const { id, fields } of listing.templates) {
      await choose(tab, `.card [value=${id}]`);
      const shown = await tab.locator("[data-field]:visible").evaluateAll((all) => all.map((one) => one.dataset.field));
      assert.deepEqual(shown.sort(), fields.map((field) => field.id).sort(), id);
    }
  });

  const designs = readdirSync(`${root}/templates`, { withFileTypes: true }).filter((one) => one.isDirectory() && existsSync(`${root}/templates/${one.name}/template.ini`)).map(({ name }) => name);
  const some = ["instagram-portrait", "story", "a5", "slide", "link-preview"];
  for (const [at, id] of designs.entries())
    test(`${id}: from the gallery to the poster`, async (t) => {
      const there = listing.templates.find((one) => one.id === id);
      const format = [some[at % some.length], "instagram-square"].find((one) => there.formats.includes(one));
      const tab = await plain(t);
      const words = Object.fromEntries(there.fields.map((field) => [field.id, field.example]));
      await fillIn(tab, { template: id, words, photo: there.photo === "none" ? null : sample });
      await tab.selectOption("#theme", `${id}/${there.themes.at(-1).id}`);
      await tab.selectOption("#format", format);
      const poster = await download(tab, "#make");
      const { width, height } = listing.formats.find((one) => one.id === format);
      assert.equal(poster.name, `${id}-${format}.png`);
      assert.deepEqual(pngSize(poster.bytes), { width, height });
    });

  test("colours and words of another design do not stand in the way", async (t) => {
    const tab = await plain(t);
    await fillIn(tab, { template: "klas", words: { slogan: "Wij halen 412 volgers.", year: "2026-2027" } });
    await tab.selectOption("#theme", "klas/baksteen");
    await choose(tab, ".card [value=volgers]");
    assert.equal((await download(tab, "#make")).name, "volgers-instagram-portrait.png");
  });

  test("paper with another bleed, and a photo turned and moved", async (t) => {
    const tab = await plain(t);
    await fillIn(tab, { template: "bedankt", words: { slogan: "Bedankt." } });
    await tab.selectOption("#format", "a5");
    await tab.selectOption("#bleed", "0");
    await tab.locator("#photo details.plain summary").click();
    for (const [name, value] of Object.entries({ turn: "90", zoom: "1.5", focus_x: "0.2", focus_y: "0.8" }))
      await tab.selectOption(`[name=${name}]`, value);
    assert.deepEqual(pngSize((await download(tab, "#make")).bytes), { width: 1748, height: 2480 });
  });

  test("a photo that may be left out can be left out", async (t) => {
    const tab = await plain(t);
    await fillIn(tab, { template: "bedankt", words: { slogan: "Bedankt." }, photo: null });
    assert.equal((await download(tab, "#make")).name, "bedankt-instagram-portrait.png");
  });

  test("a file that is no photo: what is wrong, and a way back to the words", async (t) => {
    const tab = await plain(t);
    await fillIn(tab, { template: "volgers", words: { slogan: "Dit wil ik niet twee keer typen." }, photo: text });
    await tab.locator("#make").click();
    await tab.waitForURL("**/api/v1/posters");
    assert.match(await tab.locator("main").innerText(), /tekstbestand/);
    assert.match(await tab.locator("h1").evaluate((h1) => getComputedStyle(h1).fontFamily), /League Spartan/);
    await tab.goBack();
    assert.equal(await tab.locator("#field-slogan").inputValue(), "Dit wil ik niet twee keer typen.");
  });

  test("no photo where one is needed: a page that says so", async (t) => {
    const tab = await plain(t);
    await fillIn(tab, { template: "volgers", words: { slogan: "Kort." }, photo: null });
    await tab.locator("#make").click();
    await tab.waitForURL("**/api/v1/posters");
    assert.match(await tab.locator("main").innerText(), /Kies een foto|leeg/);
    await tab.locator("a.button").click();
    await tab.waitForURL(site.url);
  });

  test("a photo far too large: a page that says so", async (t) => {
    const tab = await plain(t);
    const large = `${site.folder}/groot.jpg`;
    writeFileSync(large, Buffer.alloc(34 << 20));
    await fillIn(tab, { template: "volgers", words: { slogan: "Kort." }, photo: large });
    const [response] = await Promise.all([tab.waitForResponse("**/api/v1/posters"), tab.locator("#make").click()]);
    assert.equal(response.status(), 413);
    assert.match(await tab.locator("main").innerText(), /groter dan 25 MB/);
    await tab.locator("a.button").click();
    await tab.waitForURL(site.url);
  });

  test("nothing is sent without a slogan or consent", async (t) => {
    for (const missing of ["#field-slogan", "#consent"]) {
      const tab = await plain(t);
      await fillIn(tab, { template: "zonder-foto", words: { slogan: missing === "#consent" ? "Kort." : "" }, photo: null });
      if (missing === "#consent") await tab.locator("#consent").uncheck({ force: true });
      await tab.locator("#make").click();
      assert.ok(await tab.locator(missing).evaluate((one) => one.matches(":invalid") && one === document.activeElement), missing);
      assert.deepEqual(tab.asked.filter((url) => url.includes("posters")), []);
    }
  });
});
