// A PDF from the real server: made in the sandbox, where no file can be opened.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { makePng } from "./png.mjs";
import { build, root, startSite } from "./site.mjs";

// Latin, Arabic, Han, a picture: typefaces of every kind.
const SLOGAN = "Wij zijn 3A مدرسة 学 😀";
let site;
let jpeg;

before(async () => {
  site = await startSite();
  jpeg = join(site.folder, "ik.jpg");
  execFileSync(join(build, "make_photo"), ["1600", "1200", "6", jpeg]);
});
after(() => site?.stop());

async function post(values, photo) {
  const data = new FormData();
  for (const [key, value] of Object.entries({ template: "volgers", type: "pdf", format: "a5", slogan: SLOGAN, ...values }))
    data.append(key, value);
  data.append("photo", new Blob([photo]), "ik.jpg");
  return fetch(`${site.url}api/v1/posters`, { method: "POST", body: data });
}

async function pdfOf(response) {
  const file = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, file.subarray(0, 500).toString());
  assert.equal(response.headers.get("content-type"), "application/pdf");
  assert.equal(file.subarray(0, 8).toString(), "%PDF-1.6");
  return file;
}

test("a PDF of the server is that of `postertool render`, and holds the words", async () => {
  const response = await post({}, readFileSync(jpeg));
  const file = await pdfOf(response);
  assert.match(response.headers.get("content-disposition"), /filename="volgers-a5\.pdf"/);
  const rendered = execFileSync(join(build, "postertool"), [
    "render", "--template", "volgers", "--format", "a5", "--type", "pdf", "--photo", jpeg, "--set", `slogan=${SLOGAN}`, "-o", "-",
    "--templates", join(root, "templates"), "--fonts", join(root, "fonts/fonts.ini"),
  ], { maxBuffer: 1 << 28 });
  assert.ok(rendered.equals(file));
  const words = execFileSync("pdftotext", ["-", "-"], { input: file }).toString();
  for (const word of ["3A", "مدرسة", "学", "😀"]) assert.ok(words.includes(word), words);
});

test("a photo that cannot be taken over, and sheets of A4", async () => {
  const file = await pdfOf(await post({ format: "a3", tiles: "a4" }, makePng(300, 400)));
  assert.match(execFileSync("pdfinfo", ["-"], { input: file }).toString(), /Pages: +4\n/);
});

test("sheets of a poster that is no larger are refused", async () => {
  const response = await post({ tiles: "a4" }, readFileSync(jpeg));
  assert.equal(response.status, 422);
  assert.equal((await response.json()).field, "tiles");
});
