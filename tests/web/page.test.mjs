// The page in a real browser: a teacher's way from the gallery to the poster,
// without JavaScript, and what makes it good for everybody.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { chromium } from "playwright-core";

import { pngSize } from "./png.mjs";
import { build, root, sample, startSite } from "./site.mjs";

const photo = sample;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const page = readFileSync(`${root}/www/index.html`, "utf8");
const ids = [...page.matchAll(/<input type="hidden" name="template" value="([^"]+)"/g)].map((match) => match[1]);

let site;
let browser;
let listing;

before(async () => {
  site = await startSite();
  listing = await (await fetch(`${site.url}api/v1/templates`, { headers: { "accept-language": "nl" } })).json();
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

// For tests that choose everything there is: the samples are not drawn.
const withoutSamples = (tab) => tab.route("**/sample.png*", (route) => route.abort());

// Opens the page as a phone would, without JavaScript unless asked otherwise.
// What it asked for, and what the browser complained about, is remembered.
async function open(t, { at = "", width = 360, height = 740, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: false, locale: "nl-BE", reducedMotion: "reduce", ...options });
  t.after(() => context.close());
  const tab = await context.newPage();
  tab.asked = [];
  tab.complaints = [];
  tab.on("request", (request) => tab.asked.push(request.url()));
  tab.on("response", (response) => { if (response.status() >= 400) tab.complaints.push(`${response.status()} ${response.url()}`); });
  tab.on("console", (message) => { if (["error", "warning"].includes(message.type())) tab.complaints.push(message.text()); });
  await tab.goto(site.url + at);
  return tab;
}

// The form of one design, chosen by its picture; from another form by way of
// the gallery.
async function choose(tab, id) {
  const back = tab.locator("form:visible .kop a");
  if (await back.count() > 0) await back.click();
  await tab.locator(`#ontwerpen a[href="#${id}"]`).click();
  const form = tab.locator(`#${id} form`);
  await form.waitFor({ state: "visible" });
  return form;
}

// Unfolds what is folded: the rare formats, the framing of the photo.
async function unfold(form) {
  for (const summary of await form.locator("details:not([open]) > summary").all().then((all) => all.reverse())) await summary.click();
}

const template = (id) => listing.templates.find((one) => one.id === id);
const formatOf = (id) => listing.formats.find((one) => one.id === id);

async function fillIn(form, id, file = photo) {
  for (const field of template(id).fields) await form.locator(`[name="${field.id}"]`).fill(field.example);
  if (template(id).photo === "none") return;
  await form.locator("[name=photo]").setInputFiles(file);
  await form.locator("[required][type=checkbox]").check();
}

async function download(tab, form) {
  const [file] = await Promise.all([tab.waitForEvent("download"), form.locator("button").click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

describe("a teacher's way without JavaScript", () => {
  test("at first only the gallery, then one design at a time", async (t) => {
    const tab = await open(t);
    assert.equal(await tab.locator("form:visible").count(), 0);
    for (const id of ids) {
      await choose(tab, id);
      assert.equal(await tab.locator("form:visible").count(), 1);
    }
    await tab.locator("form:visible .kop a").click();
    await tab.locator("form:visible").waitFor({ state: "hidden" });
    // Back at the card of the last one.
    const card = await tab.locator(`#ontwerpen a[href="#${ids.at(-1)}"]`).boundingBox();
    assert.ok(card.y >= 0 && card.y < 740);
  });

  test("every picture of the gallery loads, the first four at once", async (t) => {
    const tab = await open(t);
    const pictures = await tab.locator("#ontwerpen img").all();
    assert.equal(pictures.length, listing.templates.length);
    for (const [at, picture] of pictures.entries()) {
      assert.equal(await picture.getAttribute("loading"), at < 4 ? null : "lazy");
      await picture.scrollIntoViewIfNeeded();
      const [shown, given] = await picture.evaluate(async (img) => {
        await img.decode();
        return [[img.naturalWidth, img.naturalHeight], [img.width / img.height, Number(img.getAttribute("width")) / Number(img.getAttribute("height"))]];
      });
      assert.deepEqual(shown, [360, 450]);
      assert.ok(Math.abs(given[0] - given[1]) < 0.01);
      assert.match(await picture.getAttribute("alt"), /\p{L}{3}/u);
    }
  });

  for (const id of ids)
    test(`${id}: from the gallery to the poster`, async (t) => {
      const tab = await open(t);
      const form = await choose(tab, id);
      await fillIn(form, id);
      const poster = await download(tab, form);
      assert.equal(poster.name, `${id}-instagram-portrait.png`);
      assert.deepEqual(pngSize(poster.bytes), { width: 1080, height: 1350 });

      // Another colour and size, the photo moved: the form is still filled in.
      const theme = template(id).themes.at(-1);
      await form.locator(`[name=theme][value="${theme.id}"]`).check();
      await form.locator("[name=format][value=story]").check();
      await unfold(form);
      if (template(id).photo !== "none") {
        await form.locator("[name=zoom]").selectOption("1.25");
        await form.locator("[name=focus_y]").selectOption("0.2");
      }
      const second = await download(tab, form);
      assert.equal(second.name, `${id}-story.png`);
      assert.deepEqual(pngSize(second.bytes), { width: 1080, height: 1920 });
    });

  for (const id of ["volgers", "bedankt", "zonder-foto"])
    test(`${id}: on paper, with every bleed`, async (t) => {
      const tab = await open(t, { at: `#${id}` });
      const form = tab.locator(`#${id} form`);
      await fillIn(form, id);
      await unfold(form);
      await form.locator("[name=format][value=a5]").check();
      const bleeds = await form.locator("[name=bleed] option").evaluateAll((options) => options.map((option) => option.value));
      assert.deepEqual(bleeds, ["", "0", "1", "5"]);
      for (const bleed of bleeds) {
        await form.locator("[name=bleed]").selectOption(bleed);
        const px = (mm) => Math.round((mm + 2 * Number(bleed || 3)) / 25.4 * 300);
        assert.deepEqual(pngSize((await download(tab, form)).bytes), { width: px(148), height: px(210) });
      }
    });

  test("a photo that may be left out can be left out", async (t) => {
    const [{ id }] = listing.templates.filter((one) => one.photo === "optional");
    const tab = await open(t, { at: `#${id}` });
    const form = tab.locator(`#${id} form`);
    await fillIn(form, id);
    await form.locator("[name=photo]").setInputFiles([]);
    assert.deepEqual(pngSize((await download(tab, form)).bytes), { width: 1080, height: 1350 });
  });

  test("a rare format: chosen, folded away, and still said to be chosen", async (t) => {
    const tab = await open(t, { at: "#zonder-foto" });
    const form = tab.locator("#zonder-foto form");
    const mark = () => form.locator(".meer > summary").evaluate((one) => getComputedStyle(one, "::after").content !== "none");
    await fillIn(form, "zonder-foto");
    assert.equal(await mark(), false);
    await unfold(form);
    await form.locator("[name=format][value=ad-300x600]").check();
    await form.locator(".meer > summary").click();
    assert.equal(await mark(), true);
    assert.deepEqual(pngSize((await download(tab, form)).bytes), { width: 300, height: 600 });
  });

  test("every way to turn and move the photo is one the server knows", async (t) => {
    const tab = await open(t, { at: `#${ids[0]}` });
    const form = tab.locator(`#${ids[0]} form`);
    await fillIn(form, ids[0]);
    await unfold(form);
    const selects = await form.locator(".verschuif select").all();
    const choices = await Promise.all(selects.map((select) =>
      select.locator("option").evaluateAll((options) => options.map((option) => option.value))));
    const names = await Promise.all(selects.map((select) => select.getAttribute("name")));
    assert.deepEqual(names.sort(), ["focus_x", "focus_y", "turn", "zoom"]);
    for (let i = 0; i < Math.max(...choices.map((values) => values.length)); i++) {
      for (const [at, select] of selects.entries()) await select.selectOption(choices[at][i % choices[at].length]);
      assert.deepEqual(pngSize((await download(tab, form)).bytes), { width: 1080, height: 1350 });
    }
  });

  test("the example on the panel follows the colours and the size", async (t) => {
    const tab = await open(t);
    await withoutSamples(tab);
    for (const id of ids) {
      await choose(tab, id);
      const { themes, formats } = template(id);
      const layout = (of) => formatOf(of).layout;
      const shown = await tab.locator(`#${id} form`).evaluate((form) =>
        [...form.querySelectorAll("[name=theme]")].flatMap((theme) => [...form.querySelectorAll("[name=format]")].map((format) => {
          theme.checked = format.checked = true;
          return [theme.value, format.value, getComputedStyle(form.querySelector(".beeld")).backgroundImage];
        })));
      assert.equal(shown.length, themes.length * formats.length);
      for (const [theme, format, image] of shown) {
        const [, of, size, rest] = image.match(/templates\/([^/]+)\/([^/]+)\/(.*)"/);
        assert.equal(of, id);
        assert.equal(layout(size), layout(format));
        assert.match(rest, new RegExp(`theme=${theme}&`));
      }
    }
  });

  test("a file that is no photo: what is wrong, and a way back", async (t) => {
    const tab = await open(t);
    const form = await choose(tab, ids[0]);
    await fillIn(form, ids[0], { name: "notities.txt", mimeType: "text/plain", buffer: Buffer.from("Dit is geen foto.\n".repeat(20)) });
    await form.locator("button").click();
    await tab.waitForURL("**/api/v1/posters");
    assert.equal(await tab.locator("html").getAttribute("lang"), "nl");
    assert.match(await tab.locator("main").innerText(), /foto/i);
    // It wears the page's clothes.
    assert.match(await tab.locator("h1").evaluate((h1) => getComputedStyle(h1).fontFamily), /League Spartan/);
    await tab.locator("a.knop").click();
    await tab.waitForURL(site.url);
    await tab.locator("#ontwerpen").waitFor({ state: "visible" });
  });

  test("a photo far too large: a page that says so, and a way back", async (t) => {
    const tab = await open(t);
    const form = await choose(tab, ids[0]);
    const large = `${site.folder}/groot.jpg`;
    writeFileSync(large, Buffer.alloc(34 << 20));
    await fillIn(form, ids[0], large);
    const [response] = await Promise.all([tab.waitForResponse("**/api/v1/posters"), form.locator("button").click()]);
    assert.equal(response.status(), 413);
    assert.match(await tab.locator("main").innerText(), /groter dan 25 MB/);
    assert.match(await tab.locator("h1").evaluate((h1) => getComputedStyle(h1).fontFamily), /League Spartan/);
    await tab.locator("a.knop").click();
    await tab.waitForURL(site.url);
  });

  test("after an error, `back` finds the words again", async (t) => {
    const tab = await open(t);
    const form = await choose(tab, ids[0]);
    await fillIn(form, ids[0], { name: "notities.txt", mimeType: "text/plain", buffer: Buffer.from("geen foto") });
    await form.locator("[name=slogan]").fill("Dit wil ik niet twee keer typen.");
    await form.locator("button").click();
    await tab.waitForURL("**/api/v1/posters");
    await tab.goBack();
    await form.waitFor({ state: "visible" });
    assert.equal(await form.locator("[name=slogan]").inputValue(), "Dit wil ik niet twee keer typen.");
  });

  test("nothing is sent before what is needed is there", async (t) => {
    const tab = await open(t);
    const form = await choose(tab, ids[0]);
    const needed = ["[name=photo]", "[name=slogan]", "[required][type=checkbox]"];
    for (const missing of needed) {
      await tab.reload();
      await fillIn(form, ids[0]);
      const field = form.locator(missing);
      if (missing === "[name=photo]") await field.setInputFiles([]);
      else if (missing === "[name=slogan]") await field.fill("");
      else await field.uncheck();
      await form.locator("button").click();
      assert.equal(await field.evaluate((one) => one.matches(":invalid") && one === document.activeElement), true, missing);
    }
    assert.deepEqual(tab.asked.filter((url) => url.includes("posters")), []);
  });
});

describe("the page and the templates are the same", () => {
  const read = (t, id) => open(t).then((tab) => tab.locator(`#${id}`).evaluate((section) => {
    const values = (name) => [...section.querySelectorAll(`[name="${name}"]`)].map((input) => input.value);
    const label = (input) => input.labels[0].firstChild.textContent.trim();
    return {
      title: section.querySelector("h2").textContent,
      description: section.querySelector("h2 + p").textContent,
      lang: values("lang"),
      formats: values("format"),
      format: section.querySelector("[name=format]:checked")?.value,
      formatNames: [...section.querySelectorAll("[name=format]")].map((input) => [input.value, input.nextSibling.firstChild.textContent.trim()]),
      groups: [...section.querySelectorAll(".meer fieldset")].map((group) => [...group.querySelectorAll("[name=format]")].map((input) => input.value)),
      themes: [...section.querySelectorAll("[name=theme]")].map((input) => ({
        id: input.value, name: input.nextSibling.textContent, ground: getComputedStyle(input.nextSibling).getPropertyValue("--g").trim(),
      })),
      theme: section.querySelector("[name=theme]:checked")?.value,
      photo: section.querySelector("[name=photo]") ? section.querySelector("[name=photo]").required ? "required" : "optional" : "none",
      accept: section.querySelector("[name=photo]")?.accept,
      fields: [...section.querySelectorAll("input[maxlength]")].map((input) => ({
        id: input.name, label: label(input), required: input.required, max_length: input.maxLength,
        example: document.getElementById(input.getAttribute("aria-describedby")).querySelector("q").textContent,
        starters: [...input.list?.options ?? []].map((option) => option.value),
      })),
      shown: [...section.querySelectorAll(".ideeen q")].map((idea) => idea.textContent),
      names: [...new Set([...section.querySelector("form").elements].map((input) => input.name).filter(Boolean))],
    };
  }));

  test("the same designs in the same order", async (t) => {
    const tab = await open(t);
    const wanted = listing.templates.map((one) => one.id);
    assert.deepEqual(ids, wanted);
    const cards = await tab.locator("#ontwerpen a").evaluateAll((all) => all.map((a) =>
      [a.getAttribute("href").slice(1), a.querySelector("strong").textContent, a.querySelector("span").textContent]));
    assert.deepEqual(cards, listing.templates.map(({ id, name, description }) => [id, name, description]));
  });

  test("what script/page writes is what is committed", () => {
    execFileSync(`${root}/script/page`, ["--check"], { env: { ...process.env, POSTERTOOL_BUILD: build } });
  });

  for (const id of ids)
    test(`${id}: the same formats, themes and fields`, async (t) => {
      const here = await read(t, id);
      const there = template(id);
      assert.equal(here.title, `${there.name}.`);
      assert.equal(here.description, there.description);
      assert.deepEqual(here.lang, ["nl"]);
      assert.deepEqual([...here.formats].sort(), [...there.formats].sort());
      for (const [format, name] of here.formatNames) assert.equal(name, formatOf(format).name);
      for (const group of here.groups) assert.equal(new Set(group.map((format) => formatOf(format).group)).size, 1);
      assert.equal(here.format, "instagram-portrait");
      assert.deepEqual(here.themes, there.themes.map((theme) => ({ id: theme.id, name: theme.name, ground: Object.values(theme.colors)[0] })));
      assert.equal(here.theme, there.default_theme);
      assert.equal(here.photo, there.photo);
      assert.deepEqual(here.fields, there.fields);
      const ofPhoto = ["photo", "turn", "zoom", "focus_x", "focus_y"];
      if (there.photo !== "none") assert.equal(here.accept, "image/*,.heic,.heif,.avif");
      const known = ["lang", "template", "format", "theme", "bleed", ...there.photo === "none" ? [] : ofPhoto, ...there.fields.map((field) => field.id)];
      assert.deepEqual(here.names.sort(), known.sort());
      assert.equal(here.shown.length, 3);
    });

  for (const id of ids)
    test(`${id}: every idea for a slogan fits on the poster`, async (t) => {
      const ideas = (await read(t, id)).fields.find((field) => field.id === "slogan").starters;
      assert.ok(ideas.length >= 3);
      for (const slogan of ideas) {
        const data = new FormData();
        data.append("template", id);
        data.append("slogan", slogan);
        if (template(id).photo !== "none") data.append("photo", new Blob([readFileSync(photo)]), "ik.png");
        const response = await fetch(`${site.url}api/v1/posters`, { method: "POST", body: data });
        assert.equal(response.status, 200, `${slogan}: ${response.ok ? "" : await response.text()}`);
        await response.arrayBuffer();
      }
    });
});

describe("good for everybody", () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  async function assertAccessible(tab, where, part = "html") {
    const { violations } = await tab.evaluate(([selector, runOnly]) => axe.run(selector, { runOnly }), [part, tags]);
    assert.deepEqual(violations.map(({ id, nodes }) => `${where} ${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`), []);
  }

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing: ${colorScheme}, every design in every colour`, async (t) => {
      const tab = await open(t, { colorScheme, javaScriptEnabled: true, bypassCSP: true });
      await tab.evaluate(axe);
      for (const id of ids) {
        const form = await choose(tab, id);
        await assertAccessible(tab, id);
        // A colour changes the panel alone.
        for (const theme of await form.locator("[name=theme]").all()) {
          await theme.check();
          await assertAccessible(tab, `${id} ${await theme.inputValue()}`, `#${id} header`);
        }
      }
      await showTooLarge(tab);
      await tab.evaluate(axe);
      await assertAccessible(tab, "413");
      await tab.unroute("**/api/v1/posters");
      await tab.goto(`${site.url}api/v1/posters`);
      await tab.evaluate(axe);
      await assertAccessible(tab, "error");
    });

    for (const width of [360, 768, 1440])
      test(`axe finds nothing: ${colorScheme}, ${width} px, the gallery and two forms unfolded`, async (t) => {
        const tab = await open(t, { width, colorScheme, javaScriptEnabled: true, bypassCSP: true });
        await tab.evaluate(axe);
        await assertAccessible(tab, "gallery");
        for (const id of ["word-leraar", "zonder-foto"]) {
          const form = await choose(tab, id);
          await unfold(form);
          await form.locator("[name=format][value=a4]").check();
          await assertAccessible(tab, id);
        }
      });
  }

  for (const width of [320, 360, 768, 1440])
    test(`nothing is wider than the screen at ${width} px`, async (t) => {
      const tab = await open(t, { width });
      await withoutSamples(tab);
      const fits = async (where) => {
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${where} is ${wide} px wide`);
      };
      await fits("the gallery");
      for (const id of ids) {
        const form = await choose(tab, id);
        await unfold(form);
        const widths = await form.locator("[name=format]").evaluateAll((all) => all.map((format) => {
          format.checked = true;
          return [format.value, document.documentElement.scrollWidth];
        }));
        for (const [format, wide] of widths) assert.ok(wide <= width, `${id} ${format} is ${wide} px wide`);
        // No name of a colour or a format is wider than its box.
        assert.deepEqual(await form.locator("label > span").evaluateAll((all) =>
          all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)), []);
      }
      await showTooLarge(tab);
      await fits("413");
    });

  test("all that is touched is large enough for a thumb", async (t) => {
    const tab = await open(t);
    for (const id of ids) {
      await unfold(await choose(tab, id));
      const small = await tab.locator("a:visible, button:visible, summary:visible, select:visible, input:visible").evaluateAll((all) =>
        all.filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width < 44 || height < 44;
        }).map((one) => one.outerHTML.slice(0, 120)));
      assert.deepEqual(small, []);
    }
  });

  for (const colorScheme of ["light", "dark"])
    test(`with the keyboard alone, and always seeing where: ${colorScheme}`, async (t) => {
      const id = ids[0];
      const tab = await open(t, { width: 1024, height: 900, colorScheme });
      // Listened for from the start: the browser is told of it in its own time.
      const choosing = new Promise((done) => tab.once("filechooser", done));
      // Goes on with Tab until `selector` has the focus; each stop must show.
      const tabTo = async (selector) => {
        for (let i = 0; i < 40; i++) {
          await tab.keyboard.press("Tab");
          const stop = await tab.evaluate((wanted) => {
            const one = document.activeElement;
            const shows = [one, one.nextElementSibling].some((part) => {
              if (!part) return false;
              const style = getComputedStyle(part);
              return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3 && Number(style.opacity) > 0;
            });
            const box = one.getBoundingClientRect();
            const inView = box.bottom > 0 && box.top < innerHeight;
            return { found: one.matches(wanted), shows: shows && inView, html: one.outerHTML.slice(0, 120) };
          }, selector);
          assert.ok(stop.shows, `no visible focus on ${stop.html}`);
          if (stop.found) return;
        }
        assert.fail(`Tab never comes to ${selector}`);
      };
      await tabTo(`#ontwerpen a[href="#${id}"]`);
      await tab.keyboard.press("Enter");
      await tabTo(`#${id} [name=theme]`);
      await tab.keyboard.press("ArrowRight");
      await tabTo(`#${id} [name=format]`);
      await tab.keyboard.press("ArrowRight");
      await tabTo(`#${id} [name=photo]`);
      await tab.keyboard.press("Enter");
      await (await choosing).setFiles(photo);
      await tabTo(`#${id} .verschuif summary`);
      await tab.keyboard.press("Enter");
      await tabTo(`#${id} [name=turn]`);
      for (const field of template(id).fields) {
        await tabTo(`#${id} [name="${field.id}"]`);
        await tab.keyboard.type(field.example);
      }
      await tabTo(`#${id} [type=checkbox]`);
      await tab.keyboard.press("Space");
      await tabTo(`#${id} button`);
      const [file] = await Promise.all([tab.waitForEvent("download"), tab.keyboard.press("Enter")]);
      const { width, height } = formatOf(template(id).formats[1]);
      assert.deepEqual(pngSize(readFileSync(await file.path())), { width, height });
    });
});

// What nginx shows for an upload beyond its limit, at the same address.
async function showTooLarge(tab) {
  await tab.route("**/api/v1/posters", (route) => route.fulfill({
    status: 413, contentType: "text/html; charset=utf-8", body: readFileSync(`${root}/www/problems/413.html`, "utf8"),
  }));
  await tab.goto(`${site.url}api/v1/posters`);
  assert.equal(await tab.locator("body.melding h1").count(), 1);
}

describe("light and private", () => {
  test("every request stays here, and none fails", async (t) => {
    for (const colorScheme of ["light", "dark"]) {
      const tab = await open(t, { colorScheme });
      for (const id of ids) await choose(tab, id);
      const form = await choose(tab, ids[0]);
      await fillIn(form, ids[0]);
      await download(tab, form);
      await tab.waitForLoadState("networkidle");
      assert.ok(tab.asked.some((url) => url.includes("/fonts/display.otf")));
      assert.deepEqual(tab.asked.filter((url) => !url.startsWith(site.url)), []);
      assert.deepEqual(tab.complaints, []);
      assert.deepEqual(await tab.context().cookies(), []);
    }
  });

  test("no script, no inline style, no address of elsewhere", () => {
    const css = ["poster", "templates"].map((name) => readFileSync(`${root}/www/${name}.css`, "utf8")).join("\n");
    const pages = [page, ...["problems/413.html", "klas.svg", "mark.svg"].map((name) => readFileSync(`${root}/www/${name}`, "utf8"))];
    for (const text of pages) {
      assert.doesNotMatch(text, /<script|\sstyle=|<style|\son[a-z]+=|javascript:/i);
      assert.doesNotMatch(text.replaceAll('xmlns="http://www.w3.org/2000/svg"', ""), /https?:|\s(?:src|href|action|srcset)="\//);
    }
    assert.doesNotMatch(css, /@import|https?:|url\(["']?\//);
    assert.ok(gzipSync(page).length + gzipSync(css).length < 40 * 1024);
  });

  test("works below a prefix: no address begins at the root", async (t) => {
    const tab = await open(t, { at: `#${ids[0]}` });
    const absolute = await tab.locator("[src], [href], [action], [srcset]").evaluateAll((all) =>
      all.flatMap((one) => ["src", "href", "action", "srcset"].map((name) => one.getAttribute(name)).filter((value) => /^(\/|[a-z]+:)/.test(value ?? ""))));
    assert.deepEqual(absolute, []);
  });

  test("the 413 of nginx: the same words as a page and as JSON", () => {
    const problem = JSON.parse(readFileSync(`${root}/www/problems/413.json`, "utf8"));
    assert.deepEqual(Object.keys(problem), ["type", "title", "status", "detail"]);
    assert.equal(problem.status, 413);
    assert.ok(readFileSync(`${root}/www/problems/413.html`, "utf8").includes(problem.detail.split(".")[0]));
  });
});
