// The page that makes the snippet for a school's site, and the field for one's
// school, in a real browser.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { assertAccessible, go, launch, open } from "./browser.mjs";
import { writePartners } from "./school.mjs";
import { startSite, until } from "./site.mjs";

let site;
let browser;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "partners-"));
  site = await startSite({ config: writePartners(folder) });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const visit = (t, at, options) => open(t, browser, site.url, { at, ...options });

describe("the snippet", () => {
  test("a school is found by its name, and the three codes name it", async (t) => {
    const tab = await visit(t, "schools?lang=nl", { width: 1440 });
    await tab.locator("#q").pressSequentially("jansins");
    await tab.waitForSelector("#q-found [role=option]");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await until(async () => /sint-jan/.test(await tab.locator("#code-script").inputValue()), "the code");
    for (const way of ["script", "frame"]) assert.ok((await tab.locator(`#code-${way}`).inputValue()).includes(`${site.url}embed/sint-jan`), way);
    assert.match(await tab.locator("#code-element").inputValue(), /<poster-tool partner="sint-jan"/);
    await tab.locator("select[name=template]").selectOption("volgers");
    await tab.locator("select[name=embed_lang]").selectOption("fr");
    await until(async () => /template=volgers&lang=fr/.test(await tab.locator("#code-frame").inputValue()), "the choices");
    const colors = tab.locator("select[name=theme] option");
    const theme = await colors.last().getAttribute("value");
    await tab.locator("select[name=theme]").selectOption(theme);
    await until(async () => (await tab.locator("#code-frame").inputValue()).includes(`template=volgers&theme=${theme}&lang=fr`), "the colours");
    assert.ok((await tab.locator("#code-element").inputValue()).includes(` theme="${theme}"`));
    const qr = tab.locator(".qr img");
    await until(() => qr.evaluate((image) => /partner=sint-jan/.test(image.src) && image.complete && image.naturalWidth > 0), "the QR code");
    assert.deepEqual(await tab.locator("select[name=embed_lang] option").evaluateAll((all) => all.map(({ value }) => value)), ["", "nl", "fr"]);
    assert.match(tab.url(), /partner=sint-jan/);
  });

  for (const width of [360, 768, 1440])
    test(`axe finds nothing, and nothing is wider than ${width} px`, async (t) => {
      const tab = await visit(t, "schools?lang=nl&partner=sint-jan", { width, bypassCSP: true });
      await assertAccessible(tab, "schools");
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    });

  test("without JavaScript the form makes it", async (t) => {
    const tab = await visit(t, "schools?lang=nl", { scripts: false });
    await tab.locator("#q").fill("brug");
    await tab.locator("#q ~ button").click();
    await tab.locator("[name=partner][value=de-brug]").check();
    await tab.locator("#wish > .button").click();
    assert.match(await tab.locator("#code-frame").inputValue(), /embed\/de-brug/);
  });
});

describe("whose poster it is", () => {
  test("a school from the list by keyboard: its logo, by its id", async (t) => {
    const tab = await visit(t, "?lang=nl");
    await go(tab, "words");
    const school = tab.locator("#school");
    await school.pressSequentially("brug");
    await tab.waitForSelector("#school-found [role=option]");
    assert.equal(await school.getAttribute("aria-expanded"), "true");
    await tab.keyboard.press("Escape");
    assert.equal(await school.getAttribute("aria-expanded"), "false");
    await tab.keyboard.press("ArrowDown");
    await tab.waitForSelector("#school-found:not([hidden])");
    const [request] = await Promise.all([
      tab.waitForRequest((one) => one.url().includes("text.png") && /name="partner"\r\n\r\nde-brug/.test(one.postData() ?? "")),
      tab.keyboard.press("ArrowDown").then(() => tab.keyboard.press("Enter")),
    ]);
    assert.doesNotMatch(request.postData(), /name="school"/);
    assert.equal(await school.inputValue(), "Basisschool De Brug");
  });

  test("another school is sent as it was typed", async (t) => {
    const tab = await visit(t, "?lang=nl");
    await go(tab, "words");
    await Promise.all([
      tab.waitForRequest((one) => one.url().includes("text.png") && /name="school"\r\n\r\nDe Verre Kust/.test(one.postData() ?? "")),
      tab.locator("#school").fill("De Verre Kust"),
    ]);
  });
});
