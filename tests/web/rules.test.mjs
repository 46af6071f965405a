// What the page knows beside its markup, without a browser.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";

import { countFor, fillBlanks, captionOf, writeCaption } from "../../www/captions.js";
import { crop, focusOf, zoomTo } from "../../www/framing.js";
import {
  contrast, countCharacters, estimateKit, fill, isInApp, isSharp, largestSharp, layerWidth, panelColors, planKitUpload, planUpload, plural, readLink, sizeText,
  unturn, windowWithBleed, writeLink,
} from "../../www/rules.js";
import { root } from "./site.mjs";

const near = (a, b, slack = 1e-6) => assert.ok(Math.abs(a - b) <= slack, `${a} is not ${b}`);
const window = { x: 0, y: 0, width: 1080, height: 900, anchor: { x: 0.46, y: 0.4 } };

describe("words", () => {
  test("are counted as a person counts", () => {
    for (const [text, n] of [["", 0], ["abc", 3], ["e\u0301", 1], ["👩‍🏫", 1], ["🇧🇪", 1], ["नि", 1]]) assert.equal(countCharacters(text), n, text);
  });
  test("have the right plurals in each language", () => {
    const forms = { one: "{n} teken", other: "{n} tekens" };
    assert.equal(plural(forms, 1, "nl"), "1 teken");
    assert.equal(plural(forms, 0, "nl"), "0 tekens");
    assert.equal(plural(forms, 0, "fr"), "0 teken"); // French counts nought as one
  });
  test("blanks that are unknown stay", () => assert.equal(fill("{a} {b}", { a: 1 }), "1 {b}"));
  test("sizes are written for people", () => {
    assert.match(sizeText(343_210, "nl"), /^340\skB$/);
    assert.match(sizeText(2_140_000, "nl"), /^2,1\sMB$/);
  });
});

describe("a kit", () => {
  const format = (width, height, more = {}) => ({ width, height, dpi: 0, max_bytes: null, ...more });
  test("sends the whole photo, as large as the most demanding format asks and no larger", () => {
    const photo = { width: 4000, height: 3000 };
    const needs = [
      { window: { width: 300 }, crop: { width: 3000 }, isPrint: false },
      { window: { width: 1000 }, crop: { width: 2500 }, isPrint: false },
    ];
    assert.deepEqual(planKitUpload(photo, needs), { part: { x: 0, y: 0, ...photo }, width: 2400, height: 1800 });
    const paper = [...needs, { window: { width: 9000 }, crop: { width: 3000 }, isPrint: true }];
    assert.deepEqual(planKitUpload(photo, paper), { part: { x: 0, y: 0, ...photo }, width: 4000, height: 3000 });
    const { width, height } = planKitUpload({ width: 9000, height: 6000 }, paper);
    assert.ok(width * height <= 16_100_000 && width / height > 1.49);
    assert.ok(planKitUpload(photo, []).width >= 1);
  });
  test("is estimated from the poster that was made, within what platforms take", () => {
    const made = { bytes: 1_000_000, pixels: 1_000_000 };
    assert.equal(estimateKit([format(1000, 1000)], made), 1_000_000);
    const twice = estimateKit([format(1000, 2000)], made);
    assert.ok(twice > 1_500_000 && twice < 2_000_000);
    assert.equal(estimateKit([format(1000, 2000, { max_bytes: 150_000 }), format(1000, 1000)], made), 1_150_000);
    // A paper is a PDF: what it weighs is the photo, however large it is printed.
    const papers = [format(1819, 2551, { dpi: 300 }), format(5031, 7087, { dpi: 300 })];
    const [flyer, wall] = papers.map((paper) => estimateKit([paper], { ...made, shown: () => 12_000_000 }));
    assert.equal(flyer, wall);
    assert.ok(estimateKit(papers, made) < flyer && flyer < 3_000_000);
  });
  test("is saved by the form where a browser lives in another app", () => {
    const phone = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Mobile Safari/537.36";
    assert.equal(isInApp(phone), false);
    assert.equal(isInApp(`${phone} Instagram 330.0.0.40.92 Android`), true);
    assert.equal(isInApp("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/21E219 [FBAN/FBIOS;FBAV/459.0]"), true);
    assert.equal(isInApp(phone.replace("Pixel 8", "Pixel 8; wv")), true);
    assert.equal(isInApp("Mozilla/5.0 (Macintosh) Safari/605.1.15 online"), false);
  });
});

// The same examples that the press is held to (press_caption).
describe("captions", () => {
  const read = (name) => JSON.parse(readFileSync(`${root}/tests/texts/${name}.json`, "utf8"));
  test("have their blanks filled as the press fills them", () => {
    for (const { text, words, parts = Infinity, filled } of read("blanks")) assert.equal(fillBlanks(text, words, parts), filled, text);
  });
  test("are as long, and go away in the same order", () => {
    for (const { network, count, limit, text, hashtags, partner, words, caption, length } of read("captions")) {
      const written = writeCaption(captionOf({ text, hashtags, limit, count }, partner), words);
      assert.equal(written, caption, `${network}: ${text}`);
      assert.equal(countFor(count, written), length, network);
    }
  });
});

describe("framing", () => {
  test("a crop gives its focus again, wherever the edges hold it", () => {
    for (const zoom of [1, 1.7, 4])
      for (const focus_x of [0, 0.3, 0.5, 1])
        for (const [width, height] of [[4000, 3000], [900, 1600], [640, 640]]) {
          const part = crop({ focus_x, focus_y: 0.4, zoom }, width, height, window);
          assert.ok(part.x >= 0 && part.y >= 0 && part.x + part.width <= width + 1e-6 && part.y + part.height <= height + 1e-6);
          near(part.width / part.height, 1.2, 1e-6);
          const again = crop({ ...focusOf(part, width, height, window), zoom }, width, height, window);
          near(again.x, part.x);
          near(again.y, part.y);
        }
  });
  test("small heads are gone near to, large ones and wide photos are not", () => {
    const heads = { x: 0.4, y: 0.2, width: 0.1, height: 0.1 };
    assert.ok(zoomTo(heads, 3000, 4000, window, 1) > 1.3);
    assert.equal(zoomTo(heads, 4000, 3000, window, 1), 1);
    assert.equal(zoomTo({ ...heads, width: 0.5, height: 0.5 }, 3000, 4000, window, 1), 1);
    assert.equal(zoomTo(null, 3000, 4000, window, 1), 1);
  });
  test("a part of a turned photo is found in the photo as it lies", () => {
    // A photo of 40 x 30 turned by 90 degrees is 30 x 40; its top left is the
    // lower left of the photo.
    assert.deepEqual(unturn({ x: 0, y: 0, width: 10, height: 20 }, 90, 40, 30), { x: 0, y: 20, width: 20, height: 10 });
    assert.deepEqual(unturn({ x: 0, y: 0, width: 10, height: 20 }, 180, 40, 30), { x: 30, y: 10, width: 10, height: 20 });
    assert.deepEqual(unturn({ x: 0, y: 0, width: 10, height: 20 }, 270, 40, 30), { x: 20, y: 0, width: 20, height: 10 });
    assert.deepEqual(unturn({ x: 1, y: 2, width: 3, height: 4 }, 0, 40, 30), { x: 1, y: 2, width: 3, height: 4 });
  });
  test("what is sent shows the same, shrunk to what is needed and never enlarged", () => {
    for (const [width, height] of [[4000, 3000], [500, 700], [9000, 12000]])
      for (const zoom of [1, 2.3]) {
        const wanted = crop({ focus_x: 0.37, focus_y: 0.61, zoom }, width, height, window);
        const plan = planUpload(wanted, { width, height }, window, false);
        assert.ok(plan.width <= plan.part.width && plan.height <= plan.part.height);
        assert.ok(plan.width <= 1.5 * 1080 + 3);
        const shown = crop(plan.framing, plan.width, plan.height, window);
        const scale = plan.width / plan.part.width;
        near(shown.x / scale + plan.part.x, wanted.x, 1.5);
        near(shown.y / scale + plan.part.y, wanted.y, 1.5);
        near(shown.width / scale, wanted.width, 3);
      }
    assert.ok(planUpload({ x: 0, y: 0, width: 9000, height: 7000 }, { width: 9000, height: 7000 }, { ...window, width: 8000, height: 6222 }, true).width ** 2 < 30e6);
  });
  test("another bleed cuts or keeps what touches the edge", () => {
    const a4 = { width: 2551, height: 3579, dpi: 300, bleed_px: 35 };
    const full = { x: 0, y: 0, width: 2551, height: 2446, anchor: { x: 0.5, y: 0.5 } };
    assert.deepEqual(windowWithBleed(a4, full, null), full);
    const none = windowWithBleed(a4, full, 0);
    assert.deepEqual([none.x, none.y, none.width, none.height], [0, 0, 2481, 2411]);
    near(none.anchor.x, 0.5, 0.001);
    assert.equal(windowWithBleed(a4, full, 5).width, 2551 + 2 * 24);
    assert.equal(windowWithBleed({ bleed_px: 0 }, full, 0), full);
  });
});

describe("links and colours", () => {
  const templates = [
    { id: "a", themes: [{ id: "geel" }], formats: ["story"], fields: [{ id: "slogan", max_length: 10 }] },
    { id: "b", themes: [{ id: "rood" }], formats: ["a4"], fields: [{ id: "name", max_length: 10 }] },
  ];
  test("a link says what it said", () => {
    const said = { template: "a", theme: "geel", format: "story", step: "words", words: { slogan: "x & y #1" } };
    assert.deepEqual(readLink(writeLink(said, true), templates), said);
    assert.doesNotMatch(writeLink(said), /slogan/);
    assert.deepEqual(readLink("#photo", templates), { step: "photo" });
  });
  test("of a stranger's link only what is known is taken", () => {
    assert.deepEqual(readLink("#template=zz&theme=blauw&format=a9&step=x&__proto__=1&constructor=2", templates), {});
    assert.deepEqual(readLink(`#template=a&theme=rood&slogan=${"z".repeat(999)}%00`, templates), { template: "a", words: { slogan: "z".repeat(40) } });
  });
  test("layers come in steps, never larger than the poster", () => {
    assert.equal(layerWidth(300, 1, 1080), 360);
    assert.equal(layerWidth(300, 3, 1080), 720);
    assert.equal(layerWidth(2000, 1, 1080), 1080);
    assert.equal(layerWidth(1, 1, 300), 180);
  });
  test("a panel differs from the poster on it and can be read", () => {
    const { ground, panel, ink } = panelColors({ colors: { ground: "#ffd21e", words: "#14110f", row: "#ff8a1f", hair: "#000000" } });
    assert.equal(ground, "#ffd21e");
    assert.equal(panel, "#ff8a1f");
    assert.ok(contrast(panel, ink) >= 4.5);
    near(contrast("#000000", "#ffffff"), 21);
  });
  test("the largest format that a photo is sharp in", () => {
    const formats = [{ id: "s", width: 100, height: 100, photo_scale: 1 }, { id: "l", width: 400, height: 400, photo_scale: 1 }, { id: "xl", width: 900, height: 900, photo_scale: 0.5 }];
    const windows = { s: { width: 100 }, l: { width: 400 }, xl: { width: 900 } };
    assert.equal(largestSharp(formats, windows, () => 410).id, "l");
    assert.equal(largestSharp(formats, windows, () => 442).id, "xl");
    assert.equal(largestSharp(formats, windows, () => 50), null);
    assert.ok(isSharp(99, { width: 100 }, formats[0]));
  });
});

describe("languages", () => {
  const read = (name) => JSON.parse(readFileSync(`${root}/pages/text/${name}`, "utf8"));
  const names = (texts, path = "") => Object.entries(texts).flatMap(([name, text]) => typeof text === "object" ? names(text, `${path}${name}.`) : [[path + name, text]]);
  const nl = new Map(names(read("nl.json")));
  for (const file of readdirSync(`${root}/pages/text`))
    test(`${file} has every text, with the same blanks, and nothing of another`, () => {
      const texts = new Map(names(read(file)));
      assert.deepEqual([...texts.keys()], [...nl.keys()]);
      for (const [name, text] of texts) {
        assert.deepEqual(text.match(/\{\w+\}/g)?.sort(), nl.get(name).match(/\{\w+\}/g)?.sort(), name);
        assert.ok(text.trim().length > 0, name);
      }
    });
  test("no text is left that nothing shows", () => {
    const used = [...readdirSync(`${root}/pages`), ""].filter((name) => /\.html$/.test(name)).map((name) => readFileSync(`${root}/pages/${name}`, "utf8")).join("")
      + readdirSync(`${root}/www`).filter((name) => name.endsWith(".js")).map((name) => readFileSync(`${root}/www/${name}`, "utf8")).join("");
    for (const name of nl.keys()) {
      const [top, ...rest] = name.split(".");
      if (top === "groups" || ["uses", "hints", "months", "counted_by"].includes(rest[0])) continue;
      const sought = top === "script" ? `texts.${rest[0]}` : `t.${name}`;
      assert.ok(used.includes(sought), name);
    }
  });
});
