// The kit on the page, in a real browser: what is chosen, what it will weigh,
// how far it is, and a file in the end.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { writeFileSync } from "node:fs";

import { choose, download, go, launch, makePoster, open } from "./browser.mjs";
import { startSite } from "./site.mjs";

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
const small = { template: "zonder-foto", words: { slogan: "Kort." }, photo: null };
const note = (tab) => tab.waitForSelector("#kit-note:not([hidden])").then((line) => line.textContent());

// Ticks the formats with these names, and no others.
const tick = (tab, names) => tab.evaluate((wanted) => {
  for (const label of document.querySelectorAll("#kit-groups details label")) {
    const box = label.querySelector("input");
    if (box.checked !== wanted.includes(label.querySelector("b").textContent)) box.click();
  }
}, names);

function list({ bytes }) {
  const file = `${site.folder}/kit.zip`;
  writeFileSync(file, bytes);
  execFileSync("unzip", ["-tq", file]);
  return execFileSync("unzip", ["-Z1", file], { encoding: "utf8" }).trim().split("\n");
}

describe("the kit on the page", () => {
  test("that does not load is not offered, and comes with the next poster", async (t) => {
    const tab = await visit(t);
    await tab.route("**/kit.js", (route) => route.abort());
    await makePoster(tab, small);
    await tab.waitForSelector("#kit", { state: "hidden" });
    assert.equal((await download(tab, "#download")).name, "zonder-foto-instagram-portrait.png");
    await tab.unroute("**/kit.js");
    await tab.locator("#others button").first().click();
    await tab.waitForSelector("#kit-groups label");
    assert.equal(await tab.locator("#kit").isVisible(), true);
  });

  test("has every format in a box, the groups ticked that a school hangs and posts", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, small);
    const groups = await tab.locator("#kit-groups > li").evaluateAll((all) =>
      all.map((one) => [one.querySelector("strong").textContent, one.querySelector(".all input").checked, one.querySelectorAll("details input").length]));
    assert.deepEqual(groups.map(([name, isTicked]) => [name, isTicked]),
      [["Sociale media", true], ["Op een scherm", true], ["Om te drukken", true], ["Advertenties", false]].filter(([name]) => groups.some(([there]) => there === name)));
    const formats = (await (await fetch(`${site.url}api/v1/templates`)).json()).templates.find(({ id }) => id === "zonder-foto").formats;
    assert.equal(groups.reduce((sum, [, , count]) => sum + count, 0), formats.length);
    const size = () => tab.locator("#kit-size").textContent();
    assert.match(await size(), /^\d+ posters, samen ongeveer [\d,]+\sMB\.$/);
    // A group is its formats, and the other way round.
    const social = tab.locator("#kit-groups > li").first();
    await social.locator("summary").click();
    await social.locator("details label").first().click();
    assert.equal(await social.locator(".all input").evaluate((box) => box.indeterminate), true);
    await tick(tab, []);
    assert.equal(await size(), "Kies minstens één formaat.");
    await tab.locator("#kit-make").click({ force: true });
    assert.ok(!tab.asked.some((url) => url.endsWith("/kits")));
    await tick(tab, ["LinkedIn, bericht"]);
    assert.match(await size(), /^1 poster, samen ongeveer/);
    assert.deepEqual(tab.complaints, []);
  });

  test("from a photo to the file, on a phone", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, { template: "volgers", words: { slogan: "Kort.", name: "Amina" } });
    await tick(tab, ["Instagram, staand", "Affiche A4"]);
    const kit = await download(tab, "#kit-make");
    assert.equal(kit.name, "volgers-kit.zip");
    assert.deepEqual(list(kit), ["instagram-portrait-1080x1350.png", "a4-210x297mm.pdf", "caption.nl.txt", "alt.txt", "LEESMIJ.txt"]);
    assert.match(await note(tab), /^Je kit is klaar\./);
    assert.ok(!await tab.locator("#kit-progress").isVisible());
    // The single poster can still be had, with its own part of the photo.
    assert.equal((await download(tab, "#download")).name, "volgers-instagram-portrait.png");
    assert.deepEqual(tab.complaints, []);
  });

  test("inside another app the form itself is sent, and the single poster stays as it was", async (t) => {
    const agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 Instagram 330.0";
    const tab = await visit(t, { userAgent: agent });
    await makePoster(tab, { template: "volgers", words: { slogan: "Kort." } });
    await tick(tab, ["Instagram, vierkant"]);
    const kit = await download(tab, "#kit-make");
    assert.deepEqual(list(kit).slice(0, 1), ["instagram-square-1080x1080.png"]);
    assert.equal(await tab.locator("#maker input[name=formats]").count(), 0);
    assert.equal((await download(tab, "#download")).name, "volgers-instagram-portrait.png");
  });

  test("tells how far it is, and can be stopped", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, small);
    await tick(tab, ["Instagram, staand", "Instagram, hoog (3:4)", "Story en WhatsApp-status"]);
    const network = await tab.context().newCDPSession(tab);
    await network.send("Network.enable");
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 10, downloadThroughput: 20_000, uploadThroughput: -1 });
    await tab.locator("#kit-make").click();
    await tab.waitForFunction(() => /^Ontvangen: .* van ongeveer /.test(document.querySelector("#kit-progress-text").textContent));
    assert.ok(await tab.locator("#kit-bar").evaluate((bar) => bar.value > 0));
    await tab.locator("#kit-cancel").click();
    assert.match(await note(tab), /^Gestopt/);
    assert.ok(await tab.locator("#kit-make").isVisible());
  });

  test("what goes wrong is told, and a broken archive is none", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, small);
    await tick(tab, ["LinkedIn, bericht"]);
    const answer = async (response) => {
      await tab.route("**/api/v1/kits", (route) => response ? route.fulfill(response) : route.abort());
      await tab.locator("#kit-make").click();
      const told = await note(tab);
      await tab.unroute("**/api/v1/kits");
      return told;
    };
    assert.match(await answer(null), /verbinding viel weg/);
    assert.match(await answer({ status: 503, body: "" }), /druk/);
    assert.match(await answer({ status: 422, contentType: "application/problem+json", body: '{"detail": "Dat gaat niet.", "status": 422}' }), /^Dat gaat niet\.$/);
    assert.match(await answer({ status: 200, contentType: "application/zip", body: "PK half" }), /verbinding viel weg/);
    const failed = { status: 200, contentType: "application/zip", headers: { "x-kit-failed": "linkedin-post" }, body: `PK\u0005\u0006${"\0".repeat(18)}` };
    assert.match(await answer(failed), /niet alles lukte: LinkedIn, bericht\./);
  });

  test("without JavaScript a button sends for all of it", async (t) => {
    const tab = await visit(t, { scripts: false });
    await choose(tab, ".card [value=zonder-foto]");
    await tab.locator("#field-slogan").fill("Kort.");
    await choose(tab, "#consent");
    const files = list(await download(tab, '#order [formaction="api/v1/kits"]'));
    assert.ok(files.includes("LEESMIJ.txt") && files.includes("a4-210x297mm.pdf") && files.includes("story-1080x1920.png"), files.join());
  });
});

describe("paper on the page", () => {
  test("comes as a PDF, and larger paper on sheets", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, { ...small, format: "a3" });
    for (const [button, pages] of [["#download-pdf", 1], ["#download-sheets", 4]]) {
      const file = await download(tab, button);
      assert.equal(file.name, "zonder-foto-a3.pdf");
      writeFileSync(`${site.folder}/poster.pdf`, file.bytes);
      assert.match(execFileSync("pdfinfo", [`${site.folder}/poster.pdf`], { encoding: "utf8" }), new RegExp(`^Pages: +${pages}$`, "m"));
      await tab.waitForSelector(`${button}:not([aria-disabled=true])`);
    }
    await go(tab, "poster");
    await tab.locator("#others button").first().click();
    await tab.waitForSelector("#done:not([hidden])");
    assert.deepEqual(await tab.locator("#download-pdf, #download-sheets").evaluateAll((all) => all.map((one) => one.hidden)), [true, true]);
    assert.deepEqual(tab.complaints, []);
  });
});
