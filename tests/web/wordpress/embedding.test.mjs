// The tool in the pages of a school that has Debian's WordPress: by a pasted
// link, by the plugin and by a pasted snippet, in a real browser.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launch, makePoster } from "../browser.mjs";
import { writePartners } from "../school.mjs";
import { startSite, until } from "../site.mjs";
import { startSchool } from "./school.mjs";

let site;
let school;
let browser;
let partners;

before(async () => {
  partners = mkdtempSync(join(tmpdir(), "postertool-partners-"));
  [site, school] = await Promise.all([startSite({ config: writePartners(partners) }), startSchool()]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await school?.stop();
  await site?.stop();
  rmSync(partners, { recursive: true, force: true });
});

const embed = (id = "sint-jan", query = "?lang=nl") => `${site.url}embed/${id}${query}`;

// A tab that hears the event of finished posters, and remembers what it asked. It is
// so high that nothing scrolls away from below a click when the frame grows.
async function visit(t, page, { user, width = 768, height = 2400 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "nl-BE", reducedMotion: "reduce" });
  t.after(() => context.close());
  const tab = await context.newPage();
  tab.asked = [];
  tab.on("request", (request) => tab.asked.push(request.url()));
  await tab.addInitScript(() => {
    window.made = [];
    addEventListener("postertool:made", ({ detail }) => window.made.push(detail));
  });
  if (user) await school.signIn(tab, user);
  if (page) await tab.goto(page);
  return tab;
}

const toolOf = (tab, path = "embed/") => until(() => tab.frames().find((frame) => frame.url().startsWith(site.url + path)), "the tool's frame");

async function readyTool(tab, path) {
  const frame = await toolOf(tab, path);
  await frame.waitForSelector("[data-ready]", { state: "attached" });
  return frame;
}

const frameHeight = (tab) => tab.locator(`iframe[src^="${site.url}"]`).evaluate((frame) => frame.getBoundingClientRect().height);
const grows = (tab, frame) => until(async () =>
  await frameHeight(tab) === await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height)), "the frame is as high as what it holds");

// How much of the finished poster has the green of the school's logo.
const logoPixels = (frame) => frame.evaluate(async () => {
  const image = document.querySelector("#result");
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.naturalWidth, image.naturalHeight);
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (Math.abs(data[i] - 0x0b) < 6 && Math.abs(data[i + 1] - 0x5a) < 6 && Math.abs(data[i + 2] - 0x41) < 6) count++;
  return count;
});

// The whole way, to the file.
async function makesPoster(t, tab, frame) {
  await makePoster(frame, { template: "klas", words: { slogan: "Onze klas doet mee." } });
  const green = await logoPixels(frame);
  assert.ok(green > 500, `the logo is in the poster: ${green} of its pixels`);
  const [file] = await Promise.all([tab.waitForEvent("download"), frame.locator("#download").click()]);
  assert.equal(file.suggestedFilename(), "klas-instagram-portrait.png");
  assert.deepEqual(await tab.context().cookies(site.url), []);
}

async function runsInPage(t, page) {
  const tab = await visit(t, page);
  const frame = await readyTool(tab, "embed/sint-jan");
  await grows(tab, frame);
  await makesPoster(t, tab, frame);
  await grows(tab, frame);
  assert.deepEqual(await tab.evaluate(() => window.made), [{ template: "klas", format: "instagram-portrait" }]);
}

const core = (link) => `<!-- wp:embed {"url":"${link}","type":"rich"} -->\n<figure class="wp-block-embed is-type-rich"><div class="wp-block-embed__wrapper">\n${link}\n</div></figure>\n<!-- /wp:embed -->`;
const snippet = () => `<iframe src="${embed()}" title="Maak je poster" width="100%" height="900" allow="camera; web-share; clipboard-write" style="border:0"></iframe>\n<script async src="${site.url}embed.js"></script>`;

// The editor's canvas, with an empty page in it.
async function openEditor(t, user) {
  const tab = await visit(t, "", { user, width: 1280 });
  await tab.goto(`${school.url}/wp-admin/post-new.php?post_type=page`);
  await tab.waitForFunction(() => window.wp?.data?.select("core/editor")?.getCurrentPostId());
  await tab.fill(".editor-post-title__input", "Maak je poster");
  return tab;
}

async function publish(tab) {
  return tab.evaluate(async () => {
    const { dispatch, select } = window.wp.data;
    dispatch("core/editor").editPost({ status: "publish" });
    await dispatch("core/editor").savePost();
    return select("core/editor").getPermalink();
  });
}

describe("without the plugin", () => {
  test("a pasted link shows a picture and a button, and the button opens the tool", async (t) => {
    school.asked();
    const tab = await visit(t, school.publish(core(embed())));
    assert.ok(school.asked().some((url) => url.startsWith(`${site.url}oembed?`)), "WordPress found the oEmbed address");
    const frame = await toolOf(tab, "embed/sint-jan");
    assert.equal(await tab.locator("iframe.wp-embedded-content").getAttribute("sandbox"), "allow-scripts");
    await frame.waitForSelector("#card img");
    assert.equal(await frame.locator("form").isVisible(), false);
    // Its message makes WordPress show the frame, and gives it its height.
    await until(async () => {
      const told = await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      return await frameHeight(tab) === Math.max(200, Math.min(1000, told));
    }, "the height of what it shows");
    assert.equal(await tab.locator("blockquote.wp-embedded-content").isVisible(), false);
    await Promise.all([tab.waitForURL(`${site.url}embed/sint-jan**`), frame.locator("#card-open").click()]);
    await tab.waitForSelector("[data-ready]", { state: "attached" });
  });

  test("an administrator's snippet in a block of HTML is the tool", async (t) => {
    await runsInPage(t, school.publish(`<!-- wp:html -->\n${snippet()}\n<!-- /wp:html -->`));
  });

  test("an author's snippet is thrown away: the link is what is left", async () => {
    const html = await (await fetch(school.publish(`<!-- wp:html -->\n${snippet()}\n<!-- /wp:html -->`, { user: "author", type: "post" }))).text();
    assert.ok(!html.includes(`${site.url}embed`));
  });
});

describe("with the plugin", () => {
  before(() => {
    school.activate();
    school.php(`update_option( 'postertool_address', '${site.url}' );`);
  });

  test("the plugin comes from the tool as a ZIP", async () => {
    const answer = await fetch(`${site.url}wordpress/postertool.zip`);
    assert.equal(answer.status, 200);
    assert.equal(Buffer.from(await answer.arrayBuffer()).subarray(0, 2).toString(), "PK");
  });

  test("a pasted link is the tool", (t) => runsInPage(t, school.publish(core(embed()))));

  test("the shortcode is the tool, an author's too", (t) => runsInPage(t, school.publish('[postertool partner="sint-jan"]', { user: "author", type: "post" })));

  test("the block is found, finds the school by a part of its name, shows the tool and publishes it", async (t) => {
    const tab = await openEditor(t, "admin");
    await tab.click("button.edit-post-header-toolbar__inserter-toggle");
    await tab.fill(".block-editor-inserter__search input", "affiche");
    await tab.click(".editor-block-list-item-postertool-poster-tool");
    const block = tab.locator("[data-type='postertool/poster-tool']");
    await readyTool(tab, "embed/?lang=nl");
    await block.locator("input[role=combobox]").fill("jansinst");
    await tab.locator("[role=option]", { hasText: "Sint-Jansinstituut, Gent" }).click();
    await readyTool(tab, "embed/sint-jan");
    assert.deepEqual(await tab.evaluate(() => window.wp.data.select("core/block-editor").getBlocks().map(({ name, attributes }) => [name, attributes.partner])),
      [["postertool/poster-tool", "sint-jan"]]);
    await runsInPage(t, await publish(tab));
  });

  test("a link pasted in the editor becomes an embed that has all it needs", async (t) => {
    const tab = await openEditor(t, "admin");
    await tab.evaluate((link) => {
      const { createBlock } = window.wp.blocks;
      window.wp.data.dispatch("core/block-editor").insertBlocks(createBlock("core/embed", { url: link }));
    }, embed());
    await tab.waitForSelector(".wp-block-embed iframe");
    const page = await publish(tab);
    const content = await tab.evaluate(() => window.wp.data.select("core/editor").getEditedPostContent());
    // An aspect ratio of WordPress would pin the height.
    assert.doesNotMatch(content, /wp-has-aspect-ratio/);
    await runsInPage(t, page);
  });

  test("nothing is asked of the tool on another page, and cookies are none", async (t) => {
    const tab = await visit(t, school.publish("Gewoon een pagina."));
    assert.deepEqual(tab.asked.filter((url) => url.startsWith(site.url)), []);
  });

  test("PHP had nothing to say about it", () => {
    assert.deepEqual(school.complaints().split("\n").filter((line) => /plugins\/postertool|Fatal|Uncaught/.test(line)), []);
  });
});
