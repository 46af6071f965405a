// The surveys in a real browser, through a real nginx, into a real database: the
// card after a download, and the page for partners with and without scripts.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { assertAccessible, choose, download, launch, makePoster, open } from "./browser.mjs";
import { writePartners } from "./school.mjs";
import { root, startSite, until } from "./site.mjs";

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

const visit = (t, at, options) => open(t, browser, site.url, { at, bypassCSP: true, ...options });
const database = (from = site) => join(from.folder, "state/evaluation.db");
const ask = (sql) => JSON.parse(execFileSync("sqlite3", ["-json", "-readonly", database(), sql], { encoding: "utf8" }) || "[]");
const ratings = (detail, more = "") => ask(`SELECT sum(count) AS n FROM counts WHERE event = 'rating' AND detail = '${detail}' ${more}`)[0].n ?? 0;
const remarks = (text) => ask(`SELECT partner, survey, language FROM remarks WHERE text = '${text}'`);
const poster = { template: "volgers", words: { slogan: "Respect." } };

async function finish(t, at = "?lang=nl", options) {
  const tab = await visit(t, at, options);
  await makePoster(tab, poster);
  return tab;
}

async function finishAndDownload(t, at, options) {
  const tab = await finish(t, at, options);
  await download(tab, "#download");
  await tab.waitForSelector("#survey:not([hidden])");
  return tab;
}

// As a page sends it.
function send(survey, values, { accept = "application/json" } = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return fetch(`${site.url}api/v1/surveys/${survey}`, { method: "POST", body, headers: { accept } });
}

describe("the card after a download", () => {
  test("is told of and takes nothing, and comes once in a visit", async (t) => {
    const tab = await finish(t);
    assert.equal(await tab.locator("#survey").isVisible(), false);
    assert.deepEqual(tab.asked.filter((url) => /survey/.test(url)), [], "nothing of it is loaded before");
    await download(tab, "#download");
    await tab.waitForSelector("#survey:not([hidden])");
    await tab.waitForFunction(() => /Onderaan staan twee korte vragen/.test(document.querySelector("#status").textContent));
    assert.equal(await tab.evaluate(() => document.activeElement.id), "download");
    const covered = await tab.evaluate(() => {
      const card = document.querySelector("#survey");
      const { top } = card.getBoundingClientRect();
      return getComputedStyle(card).position === "relative" && top >= document.querySelector("#done").getBoundingClientRect().bottom;
    });
    assert.ok(covered, "it lies below what was there");
    await tab.locator("#survey-no").click();
    assert.equal(await tab.locator("#survey").isVisible(), false);
    assert.equal(await tab.evaluate(() => document.activeElement.id), "download");
    // What a further download asks for was asked for when this comes back.
    const cards = async () => {
      await tab.evaluate(async () => {
        await import("./survey.js");
        await fetch("mark.svg?after");
      });
      return tab.asked.filter((url) => url.includes("survey/card.html")).length;
    };
    assert.equal(await cards(), 1);
    // A click in a hurry goes for none.
    await tab.waitForSelector("#download:not([aria-disabled])");
    await download(tab, "#download");
    assert.equal(await cards(), 1);
    await tab.reload();
    await makePoster(tab, poster);
    await download(tab, "#download");
    assert.equal(await cards(), 1);
    assert.equal(await tab.locator("#survey").isVisible(), false);
    assert.deepEqual(tab.complaints, []);
  });

  test("comes after a kit too, and Escape closes it", async (t) => {
    const tab = await finish(t);
    for (const box of await tab.locator("#kit-groups .all input").all()) await box.uncheck({ force: true });
    await tab.locator("#kit-groups summary").first().click();
    await tab.locator("#kit-groups details input").first().check({ force: true });
    await download(tab, "#kit-make");
    await tab.waitForSelector("#survey:not([hidden])");
    await tab.locator(".rating input").first().focus();
    await tab.keyboard.press("Escape");
    assert.equal(await tab.locator("#survey").isVisible(), false);
  });

  test("by keyboard, from an embed: ratings and sentence are kept, each apart", async (t) => {
    const tab = await finishAndDownload(t, "embed/sint-jan?lang=nl");
    await tab.locator("#survey-send").click();
    assert.equal(await tab.locator("#survey-error").textContent(), "Geef minstens één cijfer.");
    const first = tab.locator(".rating input").first();
    assert.ok(await first.evaluate((one) => one === document.activeElement));
    await tab.keyboard.press("Space");
    await tab.keyboard.press("ArrowRight");
    await choose(tab, "[name=pride][value='5']");
    await tab.locator("#remark").fill("Vlot,\nmaar de letters mochten groter.");
    await tab.locator("#survey-send").focus();
    await tab.keyboard.press("Enter");
    await tab.waitForSelector("#survey-thanks:not([hidden])");
    assert.equal(await tab.evaluate(() => document.activeElement.id), "survey-thanks");
    const where = "AND partner = 'sint-jan' AND template = 'volgers' AND language = 'nl'";
    assert.equal(ratings("poster/ease/2", where), 1);
    assert.equal(ratings("poster/pride/5", where), 1);
    assert.deepEqual(remarks("Vlot, maar de letters mochten groter."), [{ partner: "sint-jan", survey: "poster", language: "nl" }]);
    // What the form of the poster sends has nothing of it.
    await tab.waitForSelector("#download:not([aria-disabled])");
    await download(tab, "#download");
    assert.deepEqual(tab.complaints, []);
  });

  test("while the database is locked it says so, and what was filled in arrives once", async (t) => {
    const tab = await finishAndDownload(t, "?lang=de");
    const lock = spawn("sqlite3", [database()], { stdio: ["pipe", "pipe", "ignore"] });
    t.after(() => lock.kill());
    const isLocked = new Promise((done) => lock.stdout.once("data", done));
    lock.stdin.write("BEGIN IMMEDIATE;\nSELECT 'locked';\n");
    await isLocked;
    await choose(tab, "[name=ease][value='3']");
    await tab.locator("#remark").fill("Einmal.");
    const [response] = await Promise.all([tab.waitForResponse(/surveys\/poster/), tab.locator("#survey-send").click()]);
    assert.equal(response.status(), 503);
    assert.equal(response.headers()["retry-after"], "5");
    await tab.waitForFunction(() => /nicht aufbewahren/.test(document.querySelector("#survey-error").textContent));
    assert.equal(await tab.locator("#remark").inputValue(), "Einmal.");
    lock.stdin.end("ROLLBACK;\n");
    await until(async () => {
      if (await tab.locator("#survey-thanks").isVisible()) return true;
      if (await tab.locator("#survey-send").getAttribute("aria-disabled") !== "true") await tab.locator("#survey-send").click();
      return false;
    }, "the answer is kept");
    assert.equal(ratings("poster/ease/3", "AND language = 'de'"), 1);
    assert.equal(remarks("Einmal.").length, 1);
  });

  for (const width of [360, 1440])
    test(`axe finds nothing, and nothing is wider than ${width} px`, async (t) => {
      const tab = await finishAndDownload(t, "?lang=nl", { width });
      const look = async (where) => {
        await tab.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await assertAccessible(tab, where);
        assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where);
      };
      const small = await tab.locator("#survey :is(button, input, textarea)").evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().width < 44 || one.getBoundingClientRect().height < 44).map(({ outerHTML }) => outerHTML));
      assert.deepEqual(small, []);
      await tab.locator("#survey-send").click();
      await tab.locator("#remark").fill("x".repeat(305));
      await look("card, wrong");
      assert.match(await tab.locator("#survey .left").textContent(), /5 tekens te veel/);
      await tab.locator("#remark").fill("");
      await choose(tab, "[name=ease][value='1']");
      await tab.locator("#survey-send").click();
      await tab.waitForSelector("#survey-thanks:not([hidden])");
      await look("card, thanks");
    });
});

describe("the page for partners", () => {
  for (const width of [360, 1440])
    test(`with scripts: what lacks is told, and thanks come in place, at ${width} px`, async (t) => {
      const tab = await visit(t, "survey/sint-jan?lang=nl", { width });
      await assertAccessible(tab, "questions");
      await tab.locator("#survey-send").click();
      assert.equal(await tab.evaluate(() => document.activeElement.id), "wrong");
      await assertAccessible(tab, "wrong");
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await tab.locator("#wrong-link").click();
      assert.equal(await tab.evaluate(() => document.activeElement.name), "satisfaction");
      await choose(tab, "[name=satisfaction][value='5']");
      await tab.locator("#remark").fill(`Breed ${width}.`);
      await tab.locator("#survey-send").click();
      await tab.waitForSelector("#onward:not([hidden])");
      assert.equal(await tab.locator("h1").textContent(), "Bedankt!");
      await assertAccessible(tab, "thanks");
      assert.deepEqual(remarks(`Breed ${width}.`), [{ partner: "sint-jan", survey: "partner", language: "nl" }]);
      assert.deepEqual(tab.complaints, []);
    });

  test("without scripts: the page says what is wrong and keeps the marks, then thanks", async (t) => {
    const tab = await visit(t, "survey/de-brug?lang=fr", { scripts: false });
    assert.equal(await tab.locator(".rating").count(), 5);
    await tab.locator("#survey-send").click();
    assert.equal(await tab.locator("#wrong-link").textContent(), "Donne au moins une note.");
    await choose(tab, "[name=tool][value='4']");
    await tab.locator("#remark").evaluate((area) => { area.maxLength = 999; area.value = "y".repeat(301); });
    const [response] = await Promise.all([tab.waitForResponse(/surveys\/partner/), tab.locator("#survey-send").click()]);
    assert.equal(response.status(), 422);
    assert.match(await tab.locator("#wrong-link").textContent(), /301/);
    assert.ok(await tab.locator("[name=tool][value='4']").isChecked());
    assert.doesNotMatch(await tab.content(), /yyy/);
    await tab.locator("#remark").fill("Sans script.");
    await tab.locator("#survey-send").click();
    assert.equal(await tab.locator("h1").textContent(), "Merci\u00a0!");
    assert.equal(ratings("partner/tool/4", "AND partner = 'de-brug' AND language = 'fr'"), 1);
    assert.equal(remarks("Sans script.").length, 1);
    await tab.locator(".languages a").first().click();
    assert.match(tab.url(), /survey\/de-brug\?lang=nl$/);
  });

  test("is nobody else's: not indexed, not kept, and each has a number of its own", async () => {
    const numbers = [];
    for (let i = 0; i < 2; i++) {
      const response = await fetch(`${site.url}survey/de-brug`);
      assert.equal(response.headers.get("x-robots-tag"), "noindex");
      assert.match(response.headers.get("cache-control"), /private/);
      numbers.push(/name="answer" value="([0-9a-f]{32})"/.exec(await response.text())[1]);
    }
    assert.notEqual(numbers[0], numbers[1]);
  });

  test("of a partner that is over it still asks, of none it is a 404", async () => {
    assert.equal((await fetch(`${site.url}survey/voorbij`)).status, 200);
    assert.equal((await fetch(`${site.url}survey/nergens`)).status, 404);
    assert.equal((await fetch(`${site.url}survey/`)).status, 404);
  });
});

describe("an answer", () => {
  test("that is sent twice counts once; with another number it is another", async () => {
    const values = { lang: "en", partner: "streng", again: "2", remark: "Twice.", answer: "00112233445566778899aabbccddeeff" };
    for (let i = 0; i < 3; i++) assert.equal((await send("partner", values)).status, 204);
    assert.equal(ratings("partner/again/2", "AND partner = 'streng'"), 1);
    assert.equal(remarks("Twice.").length, 1);
    assert.equal((await send("partner", { ...values, answer: "10112233445566778899aabbccddeeff" })).status, 204);
    assert.equal((await send("partner", { ...values, answer: "" })).status, 204);
    assert.equal(ratings("partner/again/2", "AND partner = 'streng'"), 3);
  });

  test("that is wrong is a 422 in the visitor's language, and says nothing of the sentence", async () => {
    const cases = [
      [{ lang: "nl", ease: "6" }, "ease", /^Kies een cijfer van 1 tot 5\.$/],
      [{ lang: "fr", ease: "0" }, "ease", /^Choisis une note de 1 à 5\.$/],
      [{ lang: "de" }, "ease", /^Wähle mindestens einen Wert\.$/],
      [{ lang: "en", ease: "1", remark: `geheim${"x".repeat(300)}` }, "remark", /306.*300/],
      [{ lang: "en", ease: "1", remark: "geheim\u0007" }, "remark", /control character/],
      [{ lang: "en", ease: "1", partner: "nergens" }, "partner", /./],
      [{ lang: "en", ease: "1", template: "nergens" }, "template", /./],
      [{ lang: "en", ease: "1", answer: "geheim" }, "answer", /./],
      [{ lang: "en", ease: "1", geheim: "1" }, undefined, /./],
    ];
    for (const [values, field, sentence] of cases) {
      const response = await send("poster", values);
      const body = await response.text();
      const said = JSON.parse(body);
      assert.equal(response.status, 422, body);
      assert.equal(said.field, field, body);
      assert.match(said.detail, sentence);
      assert.doesNotMatch(body, /geheim|xxx/);
    }
    assert.equal((await send("school", { ease: "1" })).status, 404);
    assert.equal((await fetch(`${site.url}api/v1/surveys/poster`, { method: "POST", body: new URLSearchParams({ ease: "1" }) })).status, 415);
    assert.equal((await fetch(`${site.url}api/v1/surveys/poster`)).status, 405);
    assert.ok([413, 422].includes((await send("poster", { ease: "1", remark: "x".repeat(15_000) })).status));
    assert.equal((await send("poster", { ease: "1", remark: "x".repeat(40_000) })).status, 413);
  });

  test("is in no log and in no file but the database", async () => {
    const secret = "niemandleestdit";
    assert.equal((await send("poster", { ease: "1", remark: secret })).status, 204);
    assert.equal((await send("poster", { ease: "9", remark: secret })).status, 422);
    assert.equal(remarks(secret).length, 1);
    assert.doesNotMatch(site.tool.lines, new RegExp(secret));
    assert.match(site.tool.lines, /route=surveys status=204/);
    // The file of the counts, nginx's logs.
    for (const name of ["state/ledger", "nginx-access.log", "nginx-error.log"])
      assert.ok(!readFileSync(join(site.folder, name)).includes(secret), name);
  });
});

describe("the operator", () => {
  test("asks nobody with survey = no, and nothing after a download without its questions", async (t) => {
    const questions = join(folder, "questions.ini");
    writeFileSync(questions, "[partner]\ntitle.nl = Hoe?\n[partner one]\ntext.nl = x\nlowest.nl = y\nhighest.nl = z\n");
    const other = await startSite({ config: `[evaluation]\nquestions = ${questions}\n[press]\npartners = ${folder}` });
    t.after(() => other.stop());
    const page = async (at) => (await fetch(other.url + at)).text();
    assert.doesNotMatch(await page(""), /id="survey"/);
    const one = await page("survey/de-brug");
    assert.match(one, /name="one" value="5"/);
    assert.doesNotMatch(one, /<textarea/);
    assert.equal((await fetch(`${other.url}api/v1/surveys/poster`, { method: "POST", body: new FormData() })).status, 404);
    // A wrong file leaves the questions as they were; a right one replaces them.
    const reload = async (text, said) => {
      const from = other.tool.lines.length;
      writeFileSync(questions, text);
      other.tool.kill("SIGHUP");
      await until(() => said.test(other.tool.lines.slice(from)), String(said));
    };
    await reload("[partner]\ntitel.nl = Hoe?\n", /questions\.ini:2: \[partner\] titel\.nl: there is no such key/);
    assert.match(await page("survey/de-brug"), /name="one"/);
    writeFileSync(questions, readFileSync(join(root, "deploy/surveys.ini")));
    other.tool.kill("SIGHUP");
    await until(async () => /name="satisfaction"/.test(await page("survey/de-brug")), "the new questions");
    assert.match(await page(""), /id="survey"/);
    // Off.
    const ini = join(other.folder, "postertool.ini");
    writeFileSync(ini, `${readFileSync(ini, "utf8")}[evaluation]\nsurvey = no\n`);
    other.tool.kill("SIGHUP");
    await until(async () => (await fetch(`${other.url}survey/de-brug`)).status === 404, "no page");
    assert.doesNotMatch(await page(""), /id="survey"/);
  });
});
