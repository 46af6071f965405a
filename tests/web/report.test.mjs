// The report: on the operator's listener, and a partner's own by its link.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { assertAccessible, launch } from "./browser.mjs";
import { build, root, startSite, until } from "./site.mjs";
import { ask, statusOf } from "./status.mjs";

const days = "from=2026-09-15&to=2026-10-14";
const partner = "sint-jan";
let site;
let browser;
before(async () => {
  site = await startSite({ args: ["--workers", "1"], config: "[page]\naddress = https://example.org/" });
  await until(async () => (await statusOf(site)).recorder?.state === "working", "the recorder works");
  execFileSync(join(build, "campaign"), [join(site.folder, "state/evaluation.db"), "month", "--from", "20260915", "--partners", "12"]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const env = { ...process.env, POSTERTOOL_TEMPLATES: join(root, "templates"), POSTERTOOL_FONTS: join(root, "fonts/fonts.ini") };

function command(...args) {
  return execFileSync(join(build, "postertool"), ["report", "--config", join(site.folder, "postertool.ini"), ...args], { encoding: "utf8", env });
}

// A link as the operator makes it, for this site.
function linkOf(until = "2099-12-31") {
  const link = command("--link", "--partner", partner, "--from", "2026-09-15", "--to", "2026-10-14", "--until", until).trim();
  return new URL(link.slice(link.indexOf("reports/")), site.url);
}

// A tab with a page of the listener, which no browser reaches by itself.
async function openListener(t, path, width) {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  t.after(() => context.close());
  const tab = await context.newPage();
  tab.complaints = [];
  tab.on("console", (message) => tab.complaints.push(message.text()));
  await tab.route("http://listener.test/**", async (route) => {
    const url = new URL(route.request().url());
    const answer = await ask(site, url.pathname + url.search);
    await route.fulfill({ status: answer.status, headers: answer.headers, body: answer.text });
  });
  await tab.goto(`http://listener.test${path}`);
  return tab;
}

const widthOf = (tab) => tab.evaluate(() => document.documentElement.scrollWidth);

describe("the operator's report", () => {
  test("is a page with a form, and as PDF, CSV, JSON and text", async () => {
    const page = await ask(site, `/report?${days}`);
    assert.equal(page.status, 200);
    assert.match(page.headers["content-type"], /^text\/html/);
    assert.match(page.headers["content-security-policy"], /default-src 'none'/);
    assert.equal(page.headers["cache-control"], "no-store");
    assert.match(page.text, /<h1>Wat de campagne bereikte<\/h1>/);
    assert.match(page.text, /name="from" value="2026-09-15"/);
    assert.doesNotMatch(page.text, /<script|https?:\/\/(?!www\.w3\.org)/);
    for (const [format, type, begin] of [["pdf", "application/pdf", "%PDF-1.6"], ["csv", "text/csv; charset=utf-8", ""], ["json", "application/json", "{"], ["text", "text/plain; charset=utf-8", "Wat de campagne"]]) {
      const answer = await ask(site, `/report?${days}&format=${format}`);
      assert.equal(answer.status, 200, format);
      assert.equal(answer.headers["content-type"], type);
      assert.ok(answer.text.startsWith(begin), format);
    }
  });

  test("tells the same as the command", async () => {
    const told = await ask(site, `/report?${days}&format=json`);
    assert.deepEqual(JSON.parse(told.text), JSON.parse(command("--from", "2026-09-15", "--to", "2026-10-14", "--format", "json")));
  });

  test("is of one partner, in another language", async () => {
    const page = await ask(site, `/report?${days}&partner=${partner}&lang=fr`);
    assert.match(page.text, /<html lang="fr">/);
    assert.match(page.text, /value="sint-jan"/);
  });

  test("without days shows the last thirty", async () => {
    const page = await ask(site, "/report");
    assert.equal(page.status, 200);
    assert.match(page.text, /Posters per dag/);
  });

  test("refuses what cannot be asked, on a page that can ask again", async () => {
    for (const query of ["from=2026-13-01", "from=2026-10-02&to=2026-10-01", "from=19700101&to=20261231", "partner=..%2Fx", "format=xml", "lang=xx"]) {
      const page = await ask(site, `/report?${query}`);
      assert.equal(page.status, 400, query);
      assert.match(page.text, /<form/, query);
    }
  });

  test("keeps nobody waiting: the listener answers while reports are made", async () => {
    const reports = ["pdf", "html", "csv"].map((format) => ask(site, `/report?from=2022-11-01&to=2026-10-14&format=${format}`));
    const order = [];
    reports.forEach((one) => one.then((answer) => order.push(answer.status)));
    const health = await ask(site, "/healthz");
    order.push("healthy");
    assert.equal(health.status, 200);
    await Promise.all(reports);
    assert.deepEqual(order, ["healthy", 200, 200, 200]);
  });

  for (const width of [360, 1440])
    test(`axe finds nothing: ${width} px`, async (t) => {
      for (const query of width === 360 ? [days] : [days, "from=x"]) {
        const tab = await openListener(t, `/report?${query}`, width);
        for (const one of await tab.locator("summary").all()) await one.click();
        await assertAccessible(tab, width);
        assert.equal(await widthOf(tab), width);
        assert.deepEqual(tab.complaints.filter((text) => !/400/.test(text)), []);
      }
    });
});

describe("a partner's report", () => {
  test("opens by its link, hides what could be somebody, and is nobody's to keep", async () => {
    const answer = await fetch(linkOf());
    const text = await answer.text();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
    assert.match(answer.headers.get("x-robots-tag"), /noindex/);
    assert.match(answer.headers.get("content-security-policy"), /^default-src 'none'; style-src 'unsafe-inline'/);
    assert.match(text, /&lt;5/);
    assert.doesNotMatch(text, />[1-4]<\/td>/);
    assert.doesNotMatch(text, /Opmerkingen|<form/);
  });

  test("comes as PDF, CSV and JSON as well", async () => {
    for (const [format, type] of [["pdf", "application/pdf"], ["csv", "text/csv; charset=utf-8"], ["json", "application/json"]]) {
      const url = linkOf();
      url.searchParams.set("format", format);
      const answer = await fetch(url);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("content-type"), type);
      assert.match(answer.headers.get("content-disposition"), new RegExp(`filename="verslag-sint-jan-20260915-20261014\\.${format}"`));
      if (format === "json") assert.doesNotMatch(await answer.text(), /: [1-4][,\n}]/);
    }
  });

  test("opens for no other partner, day or signature, and not after its time", async () => {
    const changes = [["from", "20260914"], ["to", "20261015"], ["to", ""], ["until", "21000101"], ["signature", "0".repeat(64)], ["signature", "x"], ["signature", ""], ["from", "x"]];
    for (const [name, value] of changes) {
      const url = linkOf();
      assert.ok(url.searchParams.has(name), name);
      url.searchParams.set(name, value);
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      assert.equal(answer.status, 403, `${name}=${value}`);
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.match(await answer.text(), /Deze link naar een verslag werkt niet/);
    }
    const other = linkOf();
    other.pathname = other.pathname.replace(partner, "de-vlieger");
    assert.equal((await fetch(other)).status, 403);
    assert.equal((await fetch(new URL("reports/Sint%20Jan", site.url))).status, 403);
    const format = linkOf();
    format.searchParams.set("format", "exe");
    assert.equal((await fetch(format)).status, 501);
  });

  test("opens until its last day, and goes on to the day itself when it has no other", async () => {
    linkOf();
    const key = readFileSync(join(site.folder, "state/report.key"), "utf8").trim();
    const ask = (to, until) => {
      const signature = createHmac("sha256", key).update(`postertool report 1\n${partner}\n20260915\n${to}\n${until}\n`).digest("hex");
      return fetch(new URL(`reports/${partner}?from=2026-09-15${to ? `&to=${to}` : ""}&until=${until}&signature=${signature}`, site.url));
    };
    assert.equal((await ask(20261014, 20991231)).status, 200);
    assert.equal((await ask(0, 20991231)).status, 200);
    assert.equal((await ask(20261014, 20200101)).status, 403);
  });

  test("opens no more when the key is another", async () => {
    const key = join(site.folder, "state/report.key");
    const link = linkOf();
    const was = readFileSync(key);
    writeFileSync(key, `${"ab".repeat(32)}\n`);
    assert.equal((await fetch(link)).status, 403);
    writeFileSync(key, was);
    assert.equal((await fetch(link)).status, 200);
  });

  test("no log holds the signature", async () => {
    const link = linkOf();
    await (await fetch(link)).text();
    const signature = link.searchParams.get("signature");
    assert.ok(!readFileSync(join(site.folder, "nginx-access.log"), "utf8").includes(signature));
    assert.ok(!site.tool.lines.includes(signature));
    assert.match(site.tool.lines, /route=report status=200/);
  });

  for (const width of [360, 1440])
    test(`axe finds nothing: ${width} px`, async (t) => {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      t.after(() => context.close());
      const tab = await context.newPage();
      const asked = [];
      tab.on("request", (request) => asked.push(request.url()));
      await tab.goto(linkOf().href);
      for (const one of await tab.locator("summary").all()) await one.click();
      await assertAccessible(tab, width);
      assert.equal(await widthOf(tab), width);
      assert.deepEqual(asked.filter((url) => !url.includes("favicon")).length, 1);
    });
});

describe("on paper", () => {
  const pagesOf = (pdf) => Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))[1]);
  const made = (kind, format, language = "nl") => {
    const file = join(site.folder, `${kind}-${language}.${format}`);
    writeFileSync(file, execFileSync(join(build, "make_report"), [kind, language, format], { maxBuffer: 1e8, env }));
    return file;
  };

  for (const kind of ["month", "year", "partner", "extreme"])
    test(`is two pages: ${kind}`, async (t) => {
      assert.equal(pagesOf(made(kind, "pdf")), 2);
      const tab = await browser.newPage();
      t.after(() => tab.close());
      await tab.goto(`file://${made(kind, "html")}`);
      // What people wrote comes on pages behind.
      await tab.evaluate(() => document.querySelector(".remarks")?.remove());
      const pdf = join(site.folder, "printed.pdf");
      await tab.pdf({ path: pdf, preferCSSPageSize: true });
      assert.equal(pagesOf(pdf), 2);
    });

  test("is a tagged PDF with its title, language, letters and findings", () => {
    const pdf = made("month", "pdf");
    const told = execFileSync("pdfinfo", [pdf], { encoding: "utf8" });
    assert.match(told, /Title: +Wat de campagne bereikte, 15 september 2026/);
    assert.match(told, /Tagged: +yes/);
    const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
    for (const words of [/Wat de campagne bereikte/, /16\.708/, /Het meest op maandag 5 oktober: 760 posters/, /Volgers +2\.239/, /Dag van de Leraar/]) assert.match(text, words);
    const fonts = execFileSync("pdffonts", [pdf], { encoding: "utf8" }).split("\n").slice(2).filter(Boolean);
    assert.ok(fonts.length >= 3);
    for (const line of fonts) assert.match(line, /Lato|LeagueSpartan/);
    const json = execFileSync("qpdf", ["--json", "--json-key=qpdf", pdf], { encoding: "utf8", maxBuffer: 1e8 });
    assert.match(json, /"\/Lang": "u:nl"/);
    assert.match(json, /"\/Alt": "u:Het meest op maandag 5 oktober/);
  });
});
