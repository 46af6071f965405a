// The page with JavaScript, in a real browser: four steps, a live preview that
// is the poster, and what happens when something goes wrong.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { addPhoto, choose, download, drawn, go, launch, makePoster, open, ready, step } from "./browser.mjs";
import { makePng, pngSize } from "./png.mjs";
import { build, sample, startSite, until } from "./site.mjs";

let site;
let browser;
let listing;
let kinds; // a folder of photos of every format and variant

before(async () => {
  site = await startSite();
  listing = await (await fetch(`${site.url}api/v1/templates?lang=nl`)).json();
  kinds = `${site.folder}/kinds`;
  mkdirSync(kinds);
  execFileSync(`${build}/make_kinds`, [kinds]);
  browser = await launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const visit = (t, options) => open(t, browser, site.url, options);
const slogan = "Mijn volgers steken hun vinger op.";
const text = { name: "notities.txt", mimeType: "text/plain", buffer: Buffer.from("Dit is geen foto.\n".repeat(20)) };
const errorOf = (tab, id) => tab.locator(`#${id}-error:visible`).textContent();

describe("from photo to poster", () => {
  test("in under ten taps and one text, on a phone", async (t) => {
    const tab = await visit(t);
    let taps = 0;
    // Where it stands still and nothing lies over it, as a thumb would.
    const tap = async (selector, options) => { taps++; await tab.locator(selector).first().click(options); };
    await tap(".card [value=volgers]", { force: true });
    await tap("#next");
    await step(tab, "photo");
    taps++;
    await addPhoto(tab);
    await tap("#next");
    await step(tab, "words");
    await tap("#words [data-field=slogan] .ideas button");
    await tap("#next");
    await step(tab, "poster");
    await tap("#consent");
    const [answer] = await Promise.all([tab.waitForResponse("**/api/v1/posters"), tap("#make")]);
    const made = await answer.body();
    await tab.waitForSelector("#done:not([hidden])");
    taps++;
    const shown = pngSize(made);
    const poster = await download(tab, "#download");
    assert.ok(taps < 10, `${taps} taps`);
    assert.equal(poster.name, "volgers-instagram-portrait.png");
    assert.deepEqual(pngSize(poster.bytes), { width: 1080, height: 1350 });
    // What is shown to be held is the same poster.
    assert.deepEqual(shown, { width: 1080, height: 1350 });
    assert.deepEqual(made, poster.bytes);
    assert.equal(await tab.locator("#result").evaluate((image) => image.naturalHeight), 1350);
    assert.match(await tab.locator("#alt").inputValue(), /^Campagneposter “Volgers”: foto, met de slogan/);
    assert.match(await tab.locator("#caption").inputValue(), /#EchteInfluencer/);
    assert.deepEqual(tab.complaints, []);
    assert.deepEqual(tab.asked.filter((url) => !url.startsWith(site.url) && !/^(blob|data):/.test(url)), []);
    assert.deepEqual(await tab.context().cookies(), []);
    assert.deepEqual(await tab.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  });

  test("the photo leaves the device with the poster, and shrunk", async (t) => {
    const tab = await visit(t);
    const before = readFileSync(`${site.folder}/nginx-access.log`, "utf8").match(/method=POST route=\S+ status=200/g)?.length ?? 0;
    await makePoster(tab, { template: "volgers", words: { slogan }, photo: { name: "groot.png", mimeType: "image/png", buffer: makePng(3000, 2000) } });
    // How much came in with each request, by nginx; words alone are a few
    // hundred bytes.
    const sent = await until(() => {
      const lines = [...readFileSync(`${site.folder}/nginx-access.log`, "utf8").matchAll(/method=POST route=(\S+) status=200 in=(\d+)/g)].slice(before);
      return lines.some(([, route]) => route === "posters") && lines;
    }, "the poster in the log");
    const large = sent.filter(([, , size]) => Number(size) > 5000);
    assert.deepEqual(large.map(([, route]) => route), ["posters"]);
    assert.ok(Number(large[0][2]) < 500_000, `${large[0][2]} bytes`);
  });

  test("another format in one tap, and it is another poster", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, { template: "geverifieerd", words: { slogan } });
    await tab.locator("#others button").nth(1).click();
    await tab.waitForFunction(() => document.querySelector("#result").naturalHeight === 1920);
    assert.deepEqual(pngSize((await download(tab, "#download")).bytes), { width: 1080, height: 1920 });
  });

  for (const [when, late] of [["late are waited for", 2000], ["never are not", 0]])
    test(`faces that are found ${when}, and stop no poster`, async (t) => {
      const tab = await visit(t);
      await tab.addInitScript((ms) => {
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (...told) {
          this.addEventListener("message", () => { window.areFound = true; });
          if (ms) setTimeout(() => postMessage.apply(this, told), ms);
        };
      }, late);
      await tab.reload();
      await ready(tab);
      await makePoster(tab, { template: "volgers", words: { slogan } });
      assert.equal(await tab.evaluate(() => Boolean(window.areFound)), late > 0);
      assert.deepEqual(pngSize((await download(tab, "#download")).bytes), { width: 1080, height: 1350 });
    });

  test("without a photo: no consent is asked, and no photo goes", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, { template: "zonder-foto", words: { slogan }, photo: null });
    assert.equal((await download(tab, "#download")).name, "zonder-foto-instagram-portrait.png");
  });

  test("the words to go with it are those of the network that is chosen", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, { template: "zonder-foto", format: "linkedin-post", words: { slogan: "Geen filter", name: "Juf Amina" }, photo: null });
    const { captions } = listing.templates.find(({ id }) => id === "zonder-foto");
    const words = () => tab.locator("#caption").inputValue();
    // The poster is for LinkedIn, and so are the words.
    assert.equal(await tab.locator("#network").inputValue(), "linkedin");
    assert.match(await words(), /^Geen filter\.\n\n.*\n\nJuf Amina\n\n#EchteInfluencer( #\w+){2}$/s);
    const seen = new Set();
    for (const { network, name, limit } of captions) {
      await tab.selectOption("#network", { label: name });
      assert.equal(await tab.locator("#network").inputValue(), network);
      assert.ok((await words()).length <= limit && !/[[\]{}]/.test(await words()), network);
      seen.add(await words());
    }
    assert.equal(seen.size, 6, "X and Bluesky share their words");
    await tab.selectOption("#network", "whatsapp");
    assert.equal(await words(), "Geen filter. Het bord zegt genoeg.");
    assert.deepEqual(tab.complaints, []);
    // Of another poster the words are others, and the choice begins anew.
    await makePoster(tab, { template: "word-leraar", format: "instagram-square", words: { slogan: "Kom." }, photo: null });
    assert.equal(await tab.locator("#network").inputValue(), "instagram");
    assert.doesNotMatch(await words(), /Kijk op/);
  });

  test("two clicks on download are one", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, { template: "zonder-foto", words: { slogan }, photo: null });
    let posts = 0;
    tab.on("request", (request) => { posts += /\/posters(\?|$)/.test(request.url()); });
    const downloaded = tab.waitForEvent("download");
    await tab.locator("#download").dblclick();
    await downloaded;
    assert.equal(posts, 1);
  });
});

// The mean difference of two PNGs of one size, 0 to 255.
const difference = (tab, one, other) => tab.evaluate(async (files) => {
  const [a, b] = await Promise.all(files.map(async (file) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    return canvas.getContext("2d").getImageData(0, 0, bitmap.width, bitmap.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return 255;
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i] - b.data[i]);
  return sum / (a.width * a.height * 3);
}, [one, other].map((file) => file.toString("base64")));

describe("what is seen is what is printed", () => {
  for (const [id, format] of [["volgers", "instagram-portrait"], ["like", "story"], ["live", "instagram-square"], ["story", "story"], ["geverifieerd", "a4"], ["profiel", "profile"],
    ["hashtag", "link-preview"], ["getuigenis", "instagram-square"], ["bedankt", "instagram-portrait"], ["word-leraar", "slide"], ["zonder-foto", "story"], ["klas", "instagram-portrait"]])
    test(`${id}, ${format}`, async (t) => {
      const tab = await visit(t, { width: 1024, height: 900 });
      const { photo } = listing.templates.find((one) => one.id === id);
      await go(tab, "frame");
      await choose(tab, `.card [value=${id}]`);
      await go(tab, "photo");
      if (photo !== "none") {
        await addPhoto(tab);
        await tab.locator("#zoom").fill("130");
      }
      await go(tab, "words");
      await tab.locator("#field-slogan").fill("Kort.");
      await go(tab, "poster");
      for (const more of await tab.locator("#formats details:not([open]) summary").all()) await more.click();
      await choose(tab, `#formats [value="${format}"]`);
      await tab.waitForFunction((of) => {
        const art = document.querySelector(".preview .art");
        return art.complete && art.src.includes(`/${of}/`);
      }, format);
      await drawn(tab);
      const seen = await tab.locator("#preview").screenshot();
      if (photo !== "none") await choose(tab, "#consent");
      await tab.locator("#make").click();
      await tab.waitForSelector("#done:not([hidden])");
      await tab.locator("#result").evaluate((image) => image.decode());
      const mean = await difference(tab, seen, await tab.locator("#result").screenshot());
      assert.ok(mean < 3, `differs by ${mean} of 255`);
    });
});

describe("the photo", () => {
  test("is dragged, zoomed and moved with the keyboard, and reset", async (t) => {
    const tab = await visit(t, { width: 1024, height: 900 });
    await go(tab, "photo");
    await addPhoto(tab);
    const values = () => tab.evaluate(() => ["zoom-number", "focus-x", "focus-y"].map((id) => Number(document.getElementById(id).value)));
    const box = await tab.locator("#preview").boundingBox();
    await tab.locator("#zoom").fill("200");
    const start = await values();
    assert.equal(start[0], 200);
    await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 4);
    await tab.mouse.down();
    await tab.mouse.move(box.x + box.width / 2 - 80, box.y + box.height / 4 - 60, { steps: 4 });
    await tab.mouse.up();
    const dragged = await values();
    assert.ok(dragged[1] > start[1] && dragged[2] > start[2], `${start} ${dragged}`);
    await tab.mouse.wheel(0, -240);
    await tab.waitForFunction(() => Number(document.querySelector("#zoom-number").value) > 200);
    await tab.locator("#preview").focus();
    const before = await values();
    for (let i = 0; i < 5; i++) await tab.keyboard.press("ArrowLeft");
    await tab.keyboard.press("-");
    const after = await values();
    assert.ok(after[1] > before[1] && after[0] < before[0], `${before} ${after}`);
    await tab.locator("#turn-right").click();
    await tab.locator("#reset").click();
    assert.equal((await values())[0] < 200, true);
  });

  test("two fingers go nearer", async (t) => {
    const tab = await visit(t, { hasTouch: true });
    await go(tab, "photo");
    await addPhoto(tab);
    await tab.locator("#preview").evaluate((preview) => {
      const box = preview.getBoundingClientRect();
      preview.setPointerCapture = () => {};
      const send = (type, pointerId, x, y) => preview.dispatchEvent(new PointerEvent(type, { pointerId, clientX: box.x + x, clientY: box.y + y, bubbles: true, button: type === "pointermove" ? -1 : 0 }));
      send("pointerdown", 1, 90, 60);
      send("pointerdown", 2, 120, 60);
      send("pointermove", 2, 160, 60);
      send("pointerup", 1, 90, 60);
      send("pointerup", 2, 160, 60);
    });
    assert.ok(await tab.locator("#zoom-number").inputValue() > 150);
  });

  test("every orientation comes upright", async (t) => {
    const tab = await visit(t, { width: 1024, height: 900 });
    await go(tab, "photo");
    let first;
    await addPhoto(tab);
    await tab.locator("#framing summary").click();
    for (let orientation = 1; orientation <= 8; orientation++) {
      await addPhoto(tab, { name: "foto.jpg", mimeType: "image/jpeg", buffer: readFileSync(`${kinds}/upright-jpeg-${orientation}`) });
      // Whether faces have been found by now or not.
      await tab.locator("#zoom").fill("110");
      await tab.locator("#focus-x").fill("50");
      await tab.locator("#focus-y").fill("50");
      await tab.locator("#focus-y").press("Tab");
      await drawn(tab);
      const shown = await tab.locator("#preview").screenshot();
      first ??= shown;
      assert.ok(await difference(tab, first, shown) < 4, `orientation ${orientation}`);
    }
  });

  test("what this browser cannot show is shown by the server", async (t) => {
    const tab = await visit(t);
    const shown = [];
    const heic = { name: "IMG_0001.HEIC", mimeType: "application/octet-stream", buffer: readFileSync(`${kinds}/upright-heic-6`) };
    tab.on("response", (response) => { if (response.url().endsWith("/photos")) shown.push(response.status()); });
    await makePoster(tab, { template: "volgers", words: { slogan }, photo: heic });
    assert.deepEqual(shown, [200]);
    assert.equal((await download(tab, "#download")).name, "volgers-instagram-portrait.png");
  });

  test("transparent, huge and broken files, and one that is no photo", async (t) => {
    const tab = await visit(t);
    await go(tab, "photo");
    await tab.setInputFiles("#file", text);
    assert.match(await errorOf(tab, "photo"), /tekstbestand/);
    await tab.setInputFiles("#file", { name: "kapot.jpg", mimeType: "image/jpeg", buffer: readFileSync(sample).subarray(0, 3000) });
    await tab.waitForFunction(() => /kapot|stuk|onvolledig|ontbreekt/i.test(document.querySelector("#photo-error").textContent));
    const large = `${site.folder}/groot.heic`;
    writeFileSync(large, Buffer.alloc(26e6));
    await tab.setInputFiles("#file", large);
    await tab.waitForFunction(() => /groter dan 25 MB/.test(document.querySelector("#photo-error").textContent));
    assert.deepEqual(tab.asked.filter((url) => url.endsWith("/posters")), []);
    await addPhoto(tab, { name: "klein.png", mimeType: "image/png", buffer: makePng(300, 400) });
    assert.equal(await tab.locator("#photo-error").isVisible(), false);
  });

  test("is small for a large format: a note says for which it is not", async (t) => {
    const tab = await visit(t);
    await go(tab, "photo");
    await addPhoto(tab, { name: "klein.png", mimeType: "image/png", buffer: makePng(600, 800) });
    await go(tab, "poster");
    await tab.locator("#formats details summary").click();
    await choose(tab, '#formats [value="a3"]');
    assert.match(await tab.locator("#small").textContent(), /wat klein voor Affiche A3/);
  });

  test("comes by drop and from the clipboard", async (t) => {
    const tab = await visit(t);
    for (const type of ["drop", "paste"]) {
      await tab.reload();
      await ready(tab);
      await tab.evaluate(async ([kind, bytes]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], "foto.png", { type: "image/png" }));
        dispatchEvent(kind === "drop" ? new DragEvent("drop", { dataTransfer: transfer, cancelable: true }) : new ClipboardEvent("paste", { clipboardData: transfer }));
      }, [type, [...makePng(200, 250)]]);
      await tab.waitForSelector("body.has-photo");
      await step(tab, "photo");
    }
  });

  test("comes from the camera, after a countdown, and not mirrored", async (t) => {
    const tab = await visit(t, { permissions: ["camera"] });
    await go(tab, "photo");
    await tab.locator("#camera").click();
    await tab.waitForFunction(() => document.querySelector("#shoot video").videoWidth > 0);
    assert.ok(await tab.locator("#shoot video.mirrored").count() === 1);
    await tab.locator("#shoot-now").click();
    assert.equal(await tab.locator(".count").textContent(), "3");
    await tab.waitForSelector("body.has-photo");
    assert.equal(await tab.locator("#shoot[open]").count(), 0);
  });

  test("and a camera that is refused is explained", async (t) => {
    const tab = await visit(t);
    await tab.evaluate(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError")); });
    await go(tab, "photo");
    await tab.locator("#camera").click();
    await tab.waitForFunction(() => /camera niet gebruiken/.test(document.querySelector("#shoot [role=alert]").textContent));
    await tab.keyboard.press("Escape");
    assert.equal(await tab.locator("#shoot[open]").count(), 0);
  });
});

describe("words", () => {
  test("are drawn within a pause, and a request that is overtaken is given up", async (t) => {
    const tab = await visit(t);
    await go(tab, "words");
    const asked = [];
    tab.on("request", (request) => { if (request.url().includes("text.png")) asked.push(request.postData()); });
    await tab.locator("#field-slogan").pressSequentially("Geen filter.", { delay: 20 });
    await drawn(tab);
    assert.equal(await tab.locator(".preview .faint").count(), 0);
    assert.ok(asked.length < 12, `${asked.length} requests`);
    assert.match(asked.at(-1), /Geen filter\./);
  });

  test("are counted as people count, and what is too long is told", async (t) => {
    const tab = await visit(t);
    await go(tab, "words");
    const left = () => tab.locator("[data-field=slogan] .left").textContent();
    await tab.locator("#field-slogan").fill("👩‍🏫é");
    assert.equal(await left(), "Nog 88 tekens");
    await tab.locator("#field-slogan").fill("a".repeat(89));
    assert.equal(await left(), "Nog 1 teken");
    await tab.locator("#field-slogan").fill("a".repeat(92));
    assert.equal(await left(), "2 tekens te veel");
    await tab.locator("#next").click();
    assert.match(await errorOf(tab, "words"), /Te lang/);
    assert.equal(await tab.locator("body").getAttribute("data-step"), "words");
  });

  test("that no font can draw are told while they are typed", async (t) => {
    const tab = await visit(t);
    await go(tab, "words");
    await tab.locator("#field-slogan").fill("\u{13000} hallo");
    await tab.waitForSelector("#words-error:visible");
    await tab.locator("#field-slogan").fill("hallo");
    await tab.waitForSelector("#words-error", { state: "hidden" });
  });

  test("what lacks is told, where it lacks", async (t) => {
    const tab = await visit(t);
    await go(tab, "poster");
    await tab.locator("#make").click();
    await step(tab, "photo");
    assert.match(await errorOf(tab, "photo"), /Kies eerst een foto/);
    await addPhoto(tab);
    await go(tab, "poster");
    await tab.locator("#make").click();
    await step(tab, "words");
    assert.ok(await tab.locator("#field-slogan").evaluate((one) => one === document.activeElement));
    await tab.locator("#field-slogan").fill("Kort.");
    await go(tab, "poster");
    await tab.locator("#make").click();
    assert.match(await errorOf(tab, "poster"), /Vink eerst aan/);
  });
});

describe("coming back", () => {
  test("a reload keeps choices and words; words are not in the address", async (t) => {
    const tab = await visit(t);
    await choose(tab, ".card [value=like]");
    await choose(tab, "#swatches [value=nacht]");
    await go(tab, "photo");
    await addPhoto(tab);
    await go(tab, "words");
    await tab.locator("#field-slogan").fill("Dit blijft.");
    await tab.waitForFunction(() => history.state?.postertool?.words?.slogan === "Dit blijft.");
    await tab.reload();
    await ready(tab);
    await step(tab, "words");
    assert.equal(await tab.locator("#field-slogan").inputValue(), "Dit blijft.");
    assert.equal(await tab.locator("#swatches :checked").inputValue(), "nacht");
    assert.doesNotMatch(tab.url(), /blijft/);
    // The photo is nowhere, and that is told.
    await go(tab, "photo");
    assert.match(await errorOf(tab, "photo"), /Kies je foto nog eens/);
  });

  test("back and forward go through the steps", async (t) => {
    const tab = await visit(t);
    for (const name of ["photo", "words", "poster"]) await go(tab, name);
    await tab.goBack();
    await step(tab, "words");
    await tab.goBack();
    await step(tab, "photo");
    await tab.goForward();
    await step(tab, "words");
  });

  test("a link chooses, and is not trusted", async (t) => {
    const tab = await visit(t, { at: `#template=klas&theme=geel&format=story&slogan=${encodeURIComponent("<img src=x onerror=alert(1)>")}&step=words` });
    assert.equal(await tab.locator("#field-slogan").inputValue(), "<img src=x onerror=alert(1)>");
    assert.equal(await tab.locator(".card :checked").inputValue(), "klas");
    assert.equal(await tab.locator("#swatches :checked").inputValue(), "geel");
    assert.deepEqual(tab.complaints, []);
    const other = await visit(t, { at: "#template=../../x&theme=%00&format=nope&slogan=%E0%A4%A&step=9" });
    assert.equal(await other.locator(".card :checked").inputValue(), "volgers");
  });

  test("another language keeps the words", async (t) => {
    const tab = await visit(t, { at: "#template=bedankt" });
    await go(tab, "words");
    await tab.locator("#field-slogan").fill("Merci.");
    await go(tab, "frame");
    await tab.locator(".languages [lang=fr]").click();
    await ready(tab);
    assert.equal(await tab.locator("html").getAttribute("lang"), "fr");
    assert.equal(await tab.locator("#field-slogan").inputValue(), "Merci.");
  });
});

describe("when something goes wrong", () => {
  const prepare = async (t) => {
    const tab = await visit(t);
    await go(tab, "frame");
    await choose(tab, ".card [value=zonder-foto]");
    await go(tab, "words");
    await tab.locator("#field-slogan").fill("Kort.");
    await go(tab, "poster");
    return tab;
  };

  test("a lost connection keeps everything and offers to try again", async (t) => {
    const tab = await prepare(t);
    await tab.route("**/api/v1/posters", (route) => route.abort());
    await tab.locator("#make").click();
    assert.match(await errorOf(tab, "poster"), /verbinding viel weg/);
    assert.equal(await tab.locator("#make").textContent(), "Probeer opnieuw");
    await tab.unroute("**/api/v1/posters");
    await tab.locator("#make").click();
    await tab.waitForSelector("#done:not([hidden])");
  });

  test("a busy server is told", async (t) => {
    const tab = await prepare(t);
    await tab.route("**/api/v1/posters", (route) => route.fulfill({ status: 503, body: "" }));
    await tab.locator("#make").click();
    assert.match(await errorOf(tab, "poster"), /druk/);
  });

  test("an upload over a slow network shows how far it is, and can be stopped", async (t) => {
    const tab = await visit(t);
    await go(tab, "photo");
    await addPhoto(tab);
    await go(tab, "words");
    await tab.locator("#field-slogan").fill("Kort.");
    await go(tab, "poster");
    await choose(tab, "#consent");
    const network = await tab.context().newCDPSession(tab);
    await network.send("Network.enable");
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 100, downloadThroughput: 20_000, uploadThroughput: 10_000 });
    await tab.locator("#make").click();
    await tab.waitForFunction(() => document.querySelector("#bar").value > 0);
    await tab.locator("#cancel").click();
    assert.match(await errorOf(tab, "poster"), /Gestopt/);
    assert.ok(await tab.locator("#make").isVisible());
    assert.equal(await tab.locator("#field-slogan").inputValue(), "Kort.");
  });
});

describe("sharing", () => {
  test("the picture alone is shared, and the text copied at the same tap", async (t) => {
    const tab = await visit(t);
    await tab.evaluate(() => {
      window.shared = {};
      navigator.canShare = () => true;
      navigator.share = async (what) => { window.shared.what = { names: Object.keys(what), files: what.files.map(({ name, type }) => [name, type]) }; };
      Object.defineProperty(navigator, "clipboard", { value: { writeText: async (words) => { window.shared.text = words; } } });
    });
    await makePoster(tab, { template: "zonder-foto", words: { slogan: "Kort" }, photo: null });
    await tab.locator("#share").click();
    assert.deepEqual(await tab.evaluate(() => window.shared), {
      what: { names: ["files"], files: [["zonder-foto-instagram-portrait.png", "image/png"]] },
      text: "Kort.\n\nMijn gezicht hoeft er niet op. Het bord zegt genoeg.\nLeraren zijn de echte influencers.\n\n#EchteInfluencer #WordLeraar #KrijtOpHetBord #Onderwijs #Leraar",
    });
  });

  test("print shows the poster alone", async (t) => {
    const tab = await visit(t);
    await makePoster(tab, { template: "zonder-foto", words: { slogan: "Kort" }, photo: null });
    await tab.emulateMedia({ media: "print" });
    const shown = await tab.evaluate(() => [...document.querySelectorAll("h1, h2, button, .steps, footer, #result")].filter((one) => one.checkVisibility()).map((one) => one.id));
    assert.deepEqual(shown, ["result"]);
  });
});
