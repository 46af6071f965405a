// Orders that name a partner or a school, over HTTP, with the sample partners.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { makePng } from "./png.mjs";
import { root, startSite, until } from "./site.mjs";

let site;
before(async () => { site = await startSite({ args: ["--partners", join(root, "partners")] }); });
after(() => site?.stop());

const post = (path, fields) => {
  const body = new FormData();
  for (const [name, value] of Object.entries({ slogan: "Kort", ...fields })) body.append(name, value);
  return fetch(`${site.url}api/v1/${path}`, { method: "POST", body });
};
const refused = async (fields, field) => {
  const response = await post("posters", fields);
  assert.equal(response.status, 422);
  const problem = await response.json();
  assert.equal(problem.field, field);
  assert.ok(problem.detail.length > 10);
};

describe("an order with a partner", () => {
  test("has what the partner chose, and says whose it is", async () => {
    const response = await post("posters", { partner: "stad-leeuwstede", template: "zonder-foto" });
    assert.equal(response.status, 200);
    assert.match(decodeURIComponent(response.headers.get("X-Alt-Text")), /Stad Leeuwstede/);
    const byDefault = await post("posters", { partner: "scholennet-de-brug" });
    assert.match(byDefault.headers.get("Content-Disposition") ?? await byDefault.text(), /klas|photo|foto/);
  });
  test("is logged with the template it got from the partner, and without the partner", async () => {
    await (await post("posters", { partner: "scholennet-de-brug", format: "link-preview" })).arrayBuffer();
    const kit = new FormData();
    for (const [name, value] of Object.entries({ partner: "scholennet-de-brug", formats: "link-preview", slogan: "Kort" })) kit.append(name, value);
    await (await fetch(`${site.url}api/v1/kits`, { method: "POST", body: kit })).arrayBuffer();
    const one = await (await fetch(`${site.url}api/v1/partners/scholennet-de-brug`)).json();
    for (const route of ["posters", "kits"]) {
      const line = await until(() => site.tool.lines.split("\n").reverse().find((text) => text.includes(`route=${route} `)), route);
      assert.match(line, new RegExp(`template=${one.template} `));
      assert.ok(!line.includes("brug"));
    }
  });
  test("is refused when the partner does not allow it", async () => {
    await refused({ partner: "nergens", template: "zonder-foto" }, "partner");
    await refused({ partner: "../etc", template: "zonder-foto" }, "partner");
    await refused({ partner: "scholennet-de-brug", template: "zonder-foto" }, "template");
    await refused({ partner: "sint-jansinstituut-gent", template: "zonder-foto", lang: "de" }, "lang");
    await refused({ template: "zonder-foto", school: "x".repeat(81) }, "school");
    await refused({ template: "zonder-foto", school: "a\u0001b" }, "school");
  });
  test("is logged and counted with the template and format that the partner chose", async () => {
    const photo = new Blob([makePng(300, 400)]);
    for (const [path, formats] of [["posters", "format=\\S+"], ["kits", "formats=\\d+"]]) {
      const response = await post(path, { partner: "scholennet-de-brug", photo, ...(path === "kits" && { formats: "all" }) });
      assert.equal(response.status, 200, path);
      await response.arrayBuffer();
      await until(() => new RegExp(`route=${path} status=200 .*template=klas ${formats}`).test(site.tool.lines), `the log of ${path}`);
    }
  });
  test("may name a school that is no partner", async () => {
    const response = await post("posters", { template: "zonder-foto", school: "Basisschool De Zonnewijzer" });
    assert.equal(response.status, 200);
    assert.match(decodeURIComponent(response.headers.get("X-Alt-Text")), /Zonnewijzer/);
  });
});

test("one partner has its captions for every network", async () => {
  const one = await (await fetch(`${site.url}api/v1/partners/scholennet-de-brug?lang=nl`)).json();
  const of = (network) => one.captions.find((caption) => caption.network === network);
  assert.equal(one.captions.length, 7);
  assert.match(of("linkedin").text, /\[\[school\]\]/);
  assert.equal(of("facebook").text, "");
  assert.deepEqual(of("facebook").hashtags, ["#DeBrug"]);
});
