// A school's own site for tests: another origin, which shows the tool in a frame.

import { createServer } from "node:http";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="100" height="100" rx="20" fill="#0b5a41"/><circle cx="50" cy="50" r="28" fill="#ffd21e"/><path fill="#0b5a41" d="M120 20h170v22H120zM120 58h120v22H120z"/></svg>';

/**
 * Writes partners into a folder and gives their line of postertool.ini:
 * sint-jan has a logo, few designs and its own caption, de-brug a name alone,
 * streng is framed by its own site alone, voorbij is over.
 */
export function writePartners(folder) {
  const put = (id, ini, picture) => {
    mkdirSync(join(folder, id), { recursive: true });
    writeFileSync(join(folder, id, "partner.ini"), `[partner]\n${ini}`);
    if (picture) writeFileSync(join(folder, id, "logo.svg"), picture);
  };
  put("sint-jan", "name.nl = Sint-Jansinstituut\nplace = Gent\ntemplates = klas, volgers\ntemplate = klas\nformats = instagram-portrait, a4\nlanguages = nl, fr\n[caption]\ntext.nl = Op [[school]]: [[slogan]]\nhashtags.nl = #SintJan\n", logo);
  put("de-brug", "name.nl = Basisschool De Brug\nplace = Aalst\n");
  put("streng", "name.nl = Strenge School\norigins = https://www.streng.be\n");
  put("voorbij", "name.nl = Voorbije School\nto = 2020-06-30\ncontact = info@voorbij.be\n");
  return `[press]\npartners = ${folder}\n`;
}

/**
 * Serves pages of a school: `pages` by path, as HTML or {html, headers}. Its host
 * is "localhost", the tool's 127.0.0.1: not even the same site.
 */
export async function startSchool(pages) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url, "http://x").pathname];
    const { html, headers = {} } = typeof page === "string" ? { html: page } : page ?? { html: "" };
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8", ...headers });
    response.end(html);
  });
  await new Promise((done) => { server.listen(0, "localhost", done); });
  return { url: `http://localhost:${server.address().port}`, stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}

/** A plausible page of a school's site around something. */
export const schoolPage = (inside, head = "") => `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sint-Jan</title>${head}
<style>body{margin:0;font:17px/1.6 Georgia,serif;color:#233}header{background:#0b5a41;color:#fff;padding:18px 24px;font:700 20px sans-serif}main{max-width:960px;margin:0 auto;padding:24px 16px}h1{font:700 30px/1.2 sans-serif}footer{background:#eee;padding:24px;font:15px sans-serif}</style></head>
<body><header>Sint-Jansinstituut Gent</header><main><h1>Doe mee: maak je poster</h1><p>Onze school doet mee met de campagne. Maak hier je eigen poster en hang hem op aan je klasdeur.</p>
${inside}
<p>Vragen? Loop even langs bij het secretariaat.</p></main><footer>Sint-Jansinstituut, Gent</footer></body></html>`;
