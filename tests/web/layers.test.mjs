// The layers that the page puts together: frame.png and text.png, through a
// real nginx; and words of every script, drawn where no file can be opened.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { makePng, pngRows, pngSize } from "./png.mjs";
import { root, startSite, workersOf } from "./site.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

const texts = readFileSync(join(root, "tests/texts/slogans.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("# "))
  .map((line) => line.replaceAll("\\n", "\n"));

function form(values) {
  const data = new FormData();
  for (const [key, value] of Object.entries(values)) data.append(key, value);
  return data;
}

function postText(template, format, values) {
  return fetch(`${site.url}api/v1/templates/${template}/${format}/text.png`, { method: "POST", body: form(values) });
}

async function picture(response) {
  const file = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, file.subarray(0, 300).toString());
  assert.equal(response.headers.get("content-type"), "image/png");
  const { width, height } = pngSize(file);
  return { width, height, pixels: pngRows(file, height) };
}

describe("the layers", () => {
  for (const template of ["volgers", "geverifieerd", "live"])
    test(`of ${template} make the poster: the words over the frame`, async () => {
      const values = { slogan: 'Mijn mooiste like? "Aha!" 😀', name: "Juf Amina", lang: "nl" };
      const format = "instagram-square";
      const listing = await (await fetch(`${site.url}api/v1/templates`)).json();
      const theme = listing.templates.find((one) => one.id === template).themes[1].id;
      const words = await picture(await postText(template, format, { ...values, theme }));
      const frame = await picture(await fetch(`${site.url}api/v1/templates/${template}/${format}/frame.png?theme=${theme}&given=slogan,name`));
      const order = form({ ...values, theme, template, format });
      order.append("photo", new Blob([makePng(400, 400)]), "foto.png");
      const poster = await picture(await fetch(`${site.url}api/v1/posters`, { method: "POST", body: order }));
      assert.equal(words.width, poster.width);
      assert.equal(frame.height, poster.height);
      let compared = 0;
      let inked = 0;
      for (let i = 0; i < poster.width * poster.height; i++) {
        const [f, w, p] = [frame.pixels.subarray(4 * i), words.pixels.subarray(4 * i), poster.pixels.subarray(3 * i)];
        // The photo shows where the frame does not cover.
        if (f[3] !== 255) continue;
        compared++;
        inked += w[3] > 0;
        for (let c = 0; c < 3; c++) {
          const over = (w[c] * w[3] + f[c] * (255 - w[3])) / 255;
          assert.ok(Math.abs(over - p[c]) <= 1.6, `pixel ${i}: ${over} is not ${p[c]}`);
        }
      }
      assert.ok(compared > 0.2 * poster.width * poster.height);
      assert.ok(compared < 0.9 * poster.width * poster.height);
      assert.ok(inked > 1000);
    });

  test("have any width, and the shape of their format", async () => {
    const words = await picture(await postText("volgers", "a4", { slogan: "Respect.", width: "540" }));
    assert.equal(words.width, 540);
    assert.equal(words.height, Math.round((540 * 3579) / 2551));
    const frame = await picture(await fetch(`${site.url}api/v1/templates/volgers/a4/frame.png?width=540`));
    assert.deepEqual([frame.width, frame.height], [words.width, words.height]);
  });

  test("need no photo and no words, and are never kept", async () => {
    const response = await postText("live", "story", {});
    assert.equal(response.headers.get("cache-control"), "no-store");
    await picture(response);
  });

  test("of what is not there are a clear 4xx", async () => {
    const url = `${site.url}api/v1/templates/`;
    for (const [path, status] of [
      ["volgers/a4/frame.png?theme=beige", 422],
      ["volgers/a4/frame.png?given=%00", 422],
      ["volgers/a4/frame.png?given=photo2", 422],
      ["volgers/a9/frame.png", 404],
      ["x/a4/frame.png", 404],
    ])
      assert.equal((await fetch(url + path)).status, status, path);
    assert.equal((await postText("volgers", "a9", { slogan: "x" })).status, 404);
    assert.equal((await postText("volgers", "a4", { slogan: "x", width: "1" })).status, 422);
    assert.equal((await postText("volgers", "a4", { slogan: "x".repeat(200) })).status, 422);
    assert.equal((await fetch(`${url}volgers/a4/text.png`)).status, 405);
  });
});

describe("words", () => {
  test("come with their contrast to what is behind them", async () => {
    const order = form({ template: "volgers", slogan: "Respect.", name: "Juf Amina" });
    order.append("photo", new Blob([makePng(400, 400)]), "foto.png");
    const response = await fetch(`${site.url}api/v1/posters`, { method: "POST", body: order });
    const contrast = response.headers.get("x-text-contrast");
    assert.match(contrast, /(^|, )slogan;ratio=1\d\.\d;wanted=3\.0(,|$)/);
    assert.match(contrast, /(^|, )name;ratio=1\d\.\d;wanted=4\.5(,|$)/);
    await response.arrayBuffer();
  });

  test("of every script are drawn in the sandbox", async () => {
    const workers = workersOf(site.tool.pid);
    assert.ok(texts.length >= 150);
    for (const slogan of texts) {
      const response = await postText("volgers", "instagram-portrait", { slogan, width: "60" });
      assert.equal(response.status, 200, `${slogan}: ${await response.text()}`);
    }
    for (const lang of ["nl", "fr", "en", "de"]) {
      const slogan = "Verantwoordelijkheidsversicherungsgesellschaft";
      const response = await postText("volgers", "instagram-portrait", { slogan, lang, width: "60" });
      assert.equal(response.status, 200, `${lang}: ${await response.text()}`);
    }
    assert.deepEqual(workersOf(site.tool.pid), workers);
  });

  test("that cannot be drawn are named, and in no log", async () => {
    const response = await postText("volgers", "story", { slogan: "Hallo ꦲ\u{13000}" });
    const problem = await response.json();
    assert.equal(response.status, 422);
    assert.equal(problem.field, "slogan");
    assert.ok(problem.detail.includes("ꦲ (U+A9B2), \u{13000} (U+13000)"), problem.detail);
    assert.ok(!/ꦲ|A9B2|43442/.test(site.tool.lines));
    const marks = await postText("volgers", "story", { slogan: `z${"\u0301".repeat(5)}` });
    assert.equal(marks.status, 422);
    assert.match((await marks.json()).detail, /accenten/);
    assert.equal((await postText("volgers", "story", { slogan: "\uE000" })).status, 422);
  });
});
