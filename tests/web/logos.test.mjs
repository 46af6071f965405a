// Logos over HTTP: a stranger's SVG and PNG are drawn in the child of a poster,
// which can open no file.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { join } from "node:path";
import { root, startSite } from "./site.mjs";

let site;
before(async () => {
  site = await startSite({ args: ["--partners", join(root, "tests/golden/partners")] });
});
after(() => site?.stop());

function post(path, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return fetch(`${site.url}api/v1/${path}`, { method: "POST", body: form });
}

async function bytes(path, fields) {
  const response = await post(path, fields);
  const body = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, body.toString("latin1", 0, 300));
  return body;
}

describe("a logo", () => {
  for (const partner of ["wapen", "wit", "raster"])
    test(`of ${partner} is drawn in every type and layer`, async () => {
      const order = { template: "zonder-foto", slogan: "Geen filter. Wel krijt." };
      for (const type of ["png", "jpeg", "pdf"]) {
        const plain = await bytes("posters", { ...order, type });
        const withLogo = await bytes("posters", { ...order, type, partner });
        assert.notDeepEqual(withLogo, plain);
        assert.deepEqual(await bytes("posters", { ...order, type, partner }), withLogo);
      }
      const text = "templates/zonder-foto/instagram-portrait/text.png";
      const fields = { slogan: order.slogan };
      assert.notDeepEqual(await bytes(text, { ...fields, partner }), await bytes(text, fields));
    });
});
