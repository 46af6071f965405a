// A real browser for tests of the page, and what every one of them does.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { chromium } from "playwright-core";

import { sample } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const launch = (...args) => chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", ...args,
  ],
});

// Opens the page as a phone would. What it asked for, and what the browser
// complained about, is remembered.
export async function open(t, browser, url, { at = "", width = 360, height = 740, scripts = true, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, javaScriptEnabled: scripts, locale: "nl-BE", reducedMotion: "reduce", ...options,
  });
  t.after(() => context.close());
  const tab = await context.newPage();
  tab.asked = [];
  tab.complaints = [];
  tab.on("request", (request) => tab.asked.push(request.url()));
  tab.on("response", (response) => { if (response.status() >= 400) tab.complaints.push(`${response.status()} ${response.url()}`); });
  tab.on("pageerror", (error) => tab.complaints.push(String(error)));
  tab.on("console", (message) => { if (["error", "warning"].includes(message.type())) tab.complaints.push(message.text()); });
  await tab.goto(url + at);
  if (scripts) await ready(tab);
  return tab;
}

export const ready = (tab) => tab.waitForSelector("[data-ready]", { state: "attached" });

// A radio button or checkbox that lies invisibly on its label. In a frame that
// grows it may move from under the pointer: then once more.
export const choose = (tab, selector) =>
  tab.locator(selector).check({ force: true }).catch(() => tab.locator(selector).check({ force: true }));

export const step = (tab, name) => tab.waitForFunction((wanted) => document.body.dataset.step === wanted, name);

export async function go(tab, name) {
  await tab.locator(`.steps a[href="#${name}"]`).click();
  await step(tab, name);
}

export async function addPhoto(tab, file = sample) {
  await tab.setInputFiles("#file", file);
  await tab.waitForSelector("body.has-photo:not(.reading)");
}

// What is asked for in the preview is drawn, in the size that it has now.
export async function drawn(tab) {
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await tab.waitForSelector("#preview[aria-busy=false]");
}

// The whole way with scripts: design, photo, words, consent, poster.
export async function makePoster(tab, { template, theme, format, words, photo = sample }) {
  await go(tab, "frame");
  await choose(tab, `.card [value=${template}]`);
  if (theme) await choose(tab, `#swatches [value="${theme}"]`);
  await go(tab, "photo");
  if (photo) await addPhoto(tab, photo);
  await go(tab, "words");
  for (const [id, text] of Object.entries(words)) await tab.locator(`#field-${id}`).fill(text);
  await go(tab, "poster");
  if (format) {
    for (const more of await tab.locator("#formats details:not([open]) summary").all()) await more.click();
    await choose(tab, `#formats [value="${format}"]`);
  }
  if (photo) await tab.locator("#consent").check();
  await tab.locator("#make").click();
  await tab.waitForSelector("#done:not([hidden])");
}

export async function download(tab, selector) {
  const [file] = await Promise.all([tab.waitForEvent("download"), tab.locator(selector).click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function assertAccessible(tab, where) {
  if (!await tab.evaluate(() => "axe" in window)) await tab.evaluate(axe);
  const { violations } = await tab.evaluate((runOnly) => window.axe.run(document, { runOnly }), tags);
  assert.deepEqual(violations.map(({ id, nodes }) => `${where} ${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`), []);
}
