// Live templates: what is dropped in, broken or taken away while the server
// runs, asked through a real nginx.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  appendFileSync, closeSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, readlinkSync,
  renameSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { makePng } from "./png.mjs";
import { processesOf, root, startSite, until, workersOf } from "./site.mjs";

const photo = makePng(300, 400);

// A folder of templates of our own: some of the real ones, and formats.ini.
function makeTemplates(...ids) {
  const folder = mkdtempSync(join(tmpdir(), "postertool-templates-"));
  cpSync(join(root, "templates/formats.ini"), join(folder, "formats.ini"));
  for (const id of ids) drop(folder, id);
  return folder;
}

// Drops a copy of a real template in, as `id`.
function drop(folder, id, from = id) {
  cpSync(join(root, "templates", from), join(folder, id), { recursive: true });
  return join(folder, id);
}

function dropBroken(folder, id) {
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "template.ini"), "[template]\nname.nl = Kapot\nphoto = soms\n");
}

// A file that nobody ever writes to: whoever reads it waits for ever.
function dropEndless(folder, id) {
  drop(folder, id, "volgers");
  const svg = join(folder, id, "portrait.svg");
  rmSync(svg);
  execFileSync("mkfifo", [svg]);
  return svg;
}

async function withSite(templates, options, act) {
  const site = await startSite({ ...options, args: ["--templates", templates, ...(options.args ?? [])] });
  try {
    await act(site);
  } finally {
    await site.stop();
    rmSync(templates, { recursive: true, force: true });
  }
}

const READ_AGAIN = /event="ready with what was read again: (\d+) workers, (\d+) templates, (\d+) left out"/g;

function countOf(pattern, site) {
  return [...site.tool.lines.matchAll(pattern)].length;
}

// Does what changes something, and waits until every worker has it.
async function reload(site, act = () => {}) {
  const before = countOf(READ_AGAIN, site);
  await act();
  site.tool.kill("SIGHUP");
  await until(() => countOf(READ_AGAIN, site) > before, "the reload");
  const [, workers, templates, leftOut] = [...site.tool.lines.matchAll(READ_AGAIN)].at(-1).map(Number);
  return { workers, templates, leftOut };
}

async function reloadInVain(site) {
  const pattern = /event="the site cannot be read again, the one that is served stays: /g;
  const before = countOf(pattern, site);
  site.tool.kill("SIGHUP");
  await until(() => countOf(pattern, site) > before, "the report");
}

async function list(site) {
  const { templates } = await (await fetch(`${site.url}api/v1/templates`)).json();
  return templates.map(({ id }) => id).sort();
}

function post(site, template, format = "instagram-square") {
  const data = new FormData();
  for (const [key, value] of Object.entries({ template, format, slogan: "Respect." })) data.append(key, value);
  data.append("photo", new Blob([photo]), "ik.png");
  return fetch(`${site.url}api/v1/posters`, { method: "POST", body: data });
}

async function assertMakes(site, template) {
  const response = await post(site, template);
  assert.equal(response.status, 200, await response.clone().text().then((text) => text.slice(0, 300)));
  await response.arrayBuffer();
}

describe("SIGHUP", () => {
  let folder;
  let site;
  before(async () => {
    folder = makeTemplates("volgers", "live");
    site = await startSite({ args: ["--templates", folder, "--workers", "2"] });
  });
  after(async () => {
    await site?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("shows a folder that was dropped in, and forgets one that is gone", async () => {
    assert.deepEqual(await list(site), ["live", "volgers"]);
    assert.equal((await post(site, "nieuw")).status, 422);
    assert.deepEqual(await reload(site, () => drop(folder, "nieuw", "volgers")), { workers: 2, templates: 3, leftOut: 0 });
    assert.deepEqual(await list(site), ["live", "nieuw", "volgers"]);
    await assertMakes(site, "nieuw");
    await reload(site, () => rmSync(join(folder, "nieuw"), { recursive: true }));
    assert.deepEqual(await list(site), ["live", "volgers"]);
    assert.equal((await post(site, "nieuw")).status, 422);
  });

  test("leaves a broken template out and says why, with file and line; the others go on", async () => {
    assert.deepEqual(await reload(site, () => dropBroken(folder, "kapot")), { workers: 2, templates: 2, leftOut: 1 });
    assert.match(site.tool.lines, /event="template kapot left out: \S*\/kapot\/template\.ini:3: \[template\] photo/);
    assert.deepEqual(await list(site), ["live", "volgers"]);
    await assertMakes(site, "live");
    await reload(site, () => rmSync(join(folder, "kapot"), { recursive: true }));
  });

  test("leaves a drawing out that is no drawing", async () => {
    await reload(site, () => writeFileSync(join(drop(folder, "kapot", "volgers"), "portrait.svg"), "<svg>"));
    assert.match(site.tool.lines, /event="template kapot left out: \S*\/kapot\/portrait\.svg:/);
    await assertMakes(site, "volgers");
    await reload(site, () => rmSync(join(folder, "kapot"), { recursive: true }));
  });

  test("leaves a template out that can be read but not printed", async () => {
    const { leftOut } = await reload(site, () => {
      const ini = join(drop(folder, "stil", "volgers"), "template.ini");
      const text = readFileSync(ini, "utf8");
      writeFileSync(ini, text.replace(/^example\.nl = .*$/m, "example.nl = ᚠ"));
    });
    assert.equal(leftOut, 1);
    assert.match(site.tool.lines, /event="template stil left out: it cannot be printed in the sandbox: /);
    assert.deepEqual(await list(site), ["live", "volgers"]);
    await reload(site, () => rmSync(join(folder, "stil"), { recursive: true }));
  });

  test("keeps what there is when formats.ini is broken, and says where", async () => {
    const formats = join(folder, "formats.ini");
    const good = readFileSync(formats, "utf8");
    const line = good.split("\n").length;
    appendFileSync(formats, "dpi = veel\n");
    drop(folder, "nieuw", "volgers");
    await reloadInVain(site);
    assert.match(site.tool.lines, new RegExp(`stays: \\S*/formats\\.ini:${line}: `));
    assert.deepEqual(await list(site), ["live", "volgers"]);
    await assertMakes(site, "volgers");
    writeFileSync(formats, good);
    await reload(site);
    assert.deepEqual(await list(site), ["live", "nieuw", "volgers"]);
    await reload(site, () => rmSync(join(folder, "nieuw"), { recursive: true }));
  });

  test("keeps what there is when no template is left, and tells of each", async () => {
    const away = `${folder}.away`;
    mkdirSync(away);
    for (const id of ["volgers", "live"]) renameSync(join(folder, id), join(away, id));
    await reloadInVain(site);
    assert.match(site.tool.lines, /stays: \S*: holds no template/);
    dropBroken(folder, "een");
    dropBroken(folder, "twee");
    await reloadInVain(site);
    for (const id of ["een", "twee"]) assert.match(site.tool.lines, new RegExp(`template ${id} left out: \\S*/${id}/template\\.ini:3: `));
    await assertMakes(site, "volgers");
    for (const id of ["een", "twee"]) rmSync(join(folder, id), { recursive: true });
    for (const id of ["volgers", "live"]) renameSync(join(away, id), join(folder, id));
    rmSync(away, { recursive: true });
    await reload(site);
  });

  test("reads the configuration again, but for what is wrong in it", async () => {
    const ini = join(site.folder, "postertool.ini");
    const good = readFileSync(ini, "utf8");
    writeFileSync(ini, `${good}[photo]\nmax_mb = 1\n`);
    await reload(site);
    const data = new FormData();
    data.append("template", "volgers");
    data.append("slogan", "Respect.");
    data.append("photo", new Blob([Buffer.alloc(1_500_000)]), "ik.png");
    assert.equal((await fetch(`${site.url}api/v1/posters`, { method: "POST", body: data })).status, 413);
    writeFileSync(ini, `${good}[photo]\nmax_mb = veel\n`);
    await reloadInVain(site);
    assert.match(site.tool.lines, new RegExp(`stays: \\S*/postertool\\.ini:${good.split("\n").length + 1}: \\[photo\\] max_mb`));
    writeFileSync(ini, good);
    await reload(site);
  });

  test("many in a row end with what is there at last", async () => {
    for (let i = 0; i < 20; i++) site.tool.kill("SIGHUP");
    drop(folder, "nieuw", "volgers");
    await reload(site);
    await until(async () => (await list(site)).includes("nieuw"), "the new template");
    await reload(site, () => rmSync(join(folder, "nieuw"), { recursive: true }));
  });

  test("loses no request: posters in flight during reloads are all made", async () => {
    const pids = workersOf(site.tool.pid);
    let reloading = true;
    const reloads = (async () => {
      for (let i = 0; i < 4; i++) await reload(site);
      reloading = false;
    })();
    let made = 0;
    const client = async () => {
      while (reloading || made < 40) {
        const response = await post(site, "live");
        assert.equal(response.status, 200);
        assert.equal((await response.arrayBuffer()).byteLength, Number(response.headers.get("content-length")));
        made++;
      }
    };
    await Promise.all([reloads, ...Array.from({ length: 10 }, client)]);
    assert.ok(made >= 40);
    assert.doesNotMatch(site.tool.lines, /status=5\d\d|a worker ended/);
    assert.equal(readFileSync(join(site.folder, "nginx-error.log"), "utf8"), "");
    assert.ok(workersOf(site.tool.pid).every((pid) => !pids.includes(pid)));
  });

  test("leaves nothing behind: no process, no descriptor", async () => {
    const count = () => readdirSync(`/proc/${site.tool.pid}/fd`).length;
    const before = count();
    for (let i = 0; i < 4; i++) await reload(site);
    // The last that were replaced may still be on their way out.
    await until(() => count() <= before, "as few descriptors as before");
    await until(() => workersOf(site.tool.pid).length === 2, "two workers");
  });

  test("a worker keeps nothing open that is the supervisor's", () => {
    const [worker] = workersOf(site.tool.pid);
    const open = readdirSync(`/proc/${worker}/fd`).map(Number).filter((fd) => fd > 2);
    // The queue, the ledger, the desk, and a request that it may just have.
    assert.ok(open.length <= 4, open.join());
    const kinds = open.map((fd) => readlinkSync(`/proc/${worker}/fd/${fd}`).replace(/:\[.*|.*\//g, ""));
    assert.deepEqual(kinds.filter((kind) => kind !== "socket"), ["ledger"]);
  });
});

describe("the number of workers", () => {
  test("changes with the configuration", async () => {
    await withSite(makeTemplates("volgers"), { config: "[serve]\nworkers = 1\n" }, async (site) => {
      const ini = join(site.folder, "postertool.ini");
      const text = readFileSync(ini, "utf8");
      for (const count of [3, 1, 2]) {
        writeFileSync(ini, text.replace(/workers = \d/, `workers = ${count}`));
        assert.equal((await reload(site)).workers, count);
        await until(() => workersOf(site.tool.pid).length === count, `${count} workers`);
        await assertMakes(site, "volgers");
      }
    });
  });
});

describe("a wrong template stops neither the start nor the others", () => {
  test("broken: it is told and left out", async () => {
    const folder = makeTemplates("volgers");
    dropBroken(folder, "kapot");
    await withSite(folder, {}, async (site) => {
      assert.match(site.tool.lines, /event="template kapot left out: \S*\/kapot\/template\.ini:3: \[template\] photo/);
      await until(() => /event="ready: \d+ workers, 1 templates, 1 left out"/.test(site.tool.lines), "the count");
      assert.deepEqual(await list(site), ["volgers"]);
      await assertMakes(site, "volgers");
    });
  });

  test("when it can never be read: the process that tries is ended", async () => {
    const folder = makeTemplates("volgers");
    dropEndless(folder, "eindeloos");
    await withSite(folder, { config: "[serve]\nposter_timeout_s = 1\n" }, async (site) => {
      assert.match(site.tool.lines, /event="template eindeloos left out: the process that tried it took too long/);
      await assertMakes(site, "volgers");
    });
  });

  test("when reading it crashes: it costs the process that tries, and SIGTERM is heard meanwhile", async () => {
    const folder = makeTemplates("volgers", "live");
    await withSite(folder, { args: ["--workers", "1"] }, async (site) => {
      const endless = dropEndless(folder, "eindeloos");
      site.tool.kill("SIGHUP");
      // It can be written to as soon as somebody reads.
      const writer = await until(() => {
        try {
          return openSync(endless, constants.O_WRONLY | constants.O_NONBLOCK);
        } catch (error) {
          assert.equal(error.code, "ENXIO");
          return false;
        }
      }, "the reading");
      const [trial] = processesOf(site.tool.pid, "poster-trial");
      await assertMakes(site, "live");
      process.kill(trial, "SIGSEGV");
      await until(() => countOf(READ_AGAIN, site) === 1, "the reload");
      closeSync(writer);
      assert.match(site.tool.lines, /event="template eindeloos left out: the process that tried it ended by signal 11"/);
      assert.deepEqual(await list(site), ["live", "volgers"]);
      await assertMakes(site, "volgers");
      site.tool.kill("SIGHUP");
      const last = await until(() => processesOf(site.tool.pid, "poster-trial")[0], "the trial");
      site.tool.kill("SIGTERM");
      assert.equal(await site.tool.ended, 0);
      assert.ok(!existsSync(`/proc/${last}`));
    });
  });
});

describe("a wrong partner stops neither the start nor the others", () => {
  const readers = { preload: "crashing_reader", args: ["--workers", "1"], config: "[serve]\nposter_timeout_s = 1\n" };
  const dropPartner = (folder, id, { words = "", logo } = {}) => {
    mkdirSync(join(folder, id), { recursive: true });
    if (logo) writeFileSync(join(folder, id, "logo.svg"), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><!-- ${logo} --><path d="M0 0h4v2z"/></svg>`);
    writeFileSync(join(folder, id, "partner.ini"), `[partner]\nname.nl = School\n${words}`);
  };
  const partnersOf = async (site) => (await (await fetch(`${site.url}api/v1/partners`)).json()).partners.map(({ id }) => id).sort().join();
  const withPartners = async (fill, act) => {
    const folder = mkdtempSync(join(tmpdir(), "postertool-partners-"));
    const name = `school-${"x".repeat(56)}`;
    dropPartner(folder, "goed", { logo: "a good one" });
    fill(folder, name);
    try {
      await withSite(makeTemplates("volgers"), { ...readers, args: [...readers.args, "--partners", folder] }, (site) => act(site, folder, name));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const leftOut = (id, how) => new RegExp(`event="partner ${id} left out: the process that tried it ${how} by signal \\d+"`);

  test("when reading its logo or partner.ini crashes or never ends, at the start", async () => {
    await withPartners((folder, name) => {
      dropPartner(folder, name, { logo: "crash here" });
      dropPartner(folder, "stuk", { words: "; crash here\n" });
      dropPartner(folder, "eindeloos", { logo: "hang here" });
      // Of the same name as a template, which stays.
      dropPartner(folder, "volgers", { logo: "crash here" });
    }, async (site, folder, name) => {
      assert.match(site.tool.lines, leftOut(name, "ended"));
      assert.match(site.tool.lines, leftOut("stuk", "ended"));
      assert.match(site.tool.lines, leftOut("volgers", "ended"));
      assert.match(site.tool.lines, leftOut("eindeloos", "took too long, ended"));
      assert.equal(await partnersOf(site), "goed");
      assert.deepEqual(await list(site), ["volgers"]);
      await assertMakes(site, "volgers");
    });
  });

  test("when it begins to, on a reload; and it is back when it is mended", async () => {
    await withPartners(() => {}, async (site, folder) => {
      dropPartner(folder, "nieuw", { logo: "crash here" });
      await reload(site);
      assert.match(site.tool.lines, leftOut("nieuw", "ended"));
      assert.equal(await partnersOf(site), "goed");
      dropPartner(folder, "nieuw", { logo: "mended" });
      await reload(site);
      assert.equal(await partnersOf(site), "goed,nieuw");
    });
  });
});

describe("--watch", () => {
  test("shows what is dropped in, changed, broken and taken away, by itself", async () => {
    const folder = makeTemplates("volgers", "live");
    await withSite(folder, { args: ["--watch", "--workers", "2"] }, async (site) => {
      const shows = (ids, what) => until(async () => (await list(site)).join() === ids, what);
      drop(folder, "nieuw", "volgers");
      await shows("live,nieuw,volgers", "the new folder");
      await until(() => countOf(READ_AGAIN, site) >= 1, "all workers");

      const ini = join(folder, "nieuw/template.ini");
      const good = readFileSync(ini, "utf8");
      writeFileSync(ini, good.replace(/^name\.nl = .*$/m, "name.nl = Anders"));
      await until(async () => (await (await fetch(`${site.url}api/v1/templates`)).json()).templates.some(({ name }) => name === "Anders"), "the change");

      writeFileSync(ini, "[template\n");
      await shows("live,volgers", "the broken template's end");
      assert.match(site.tool.lines, /event="template nieuw left out: \S*\/nieuw\/template\.ini:1: /);
      writeFileSync(ini, good);
      await shows("live,nieuw,volgers", "the mended template");

      rmSync(join(folder, "nieuw"), { recursive: true });
      await shows("live,volgers", "the deleted folder's end");
    });
  });

  test("reads once after many changes, and not by itself", async () => {
    const folder = makeTemplates("volgers");
    await withSite(folder, { args: ["--watch", "--workers", "1"] }, async (site) => {
      for (let i = 0; i < 20; i++) appendFileSync(join(folder, "volgers/template.ini"), "\n");
      await until(() => countOf(READ_AGAIN, site) === 1, "the reload");
      await sleep(1200);
      assert.equal(countOf(READ_AGAIN, site), 1);
    });
  });

  test("follows the folder when it is replaced by another", async () => {
    const folder = makeTemplates("volgers");
    await withSite(folder, { args: ["--watch", "--workers", "1"] }, async (site) => {
      renameSync(folder, `${folder}.old`);
      await until(() => /the one that is served stays/.test(site.tool.lines), "the report");
      await assertMakes(site, "volgers");
      const other = makeTemplates("live");
      renameSync(other, folder);
      await until(async () => (await list(site)).join() === "live", "the other folder");
      drop(folder, "volgers");
      await until(async () => (await list(site)).join() === "live,volgers", "a change in it");
      rmSync(`${folder}.old`, { recursive: true });
    });
  });
});

describe("entity tags", () => {
  let folder;
  let site;
  before(async () => {
    folder = makeTemplates("volgers", "live");
    site = await startSite({ args: ["--templates", folder, "--workers", "1"] });
  });
  after(async () => {
    await site?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const SAMPLE = "api/v1/templates/volgers/story/sample.png?width=200";
  const FRAME = "api/v1/templates/volgers/story/frame.png?width=200";
  const ask = (path, tags, method = "GET") => fetch(site.url + path, { method, headers: tags ? { "if-none-match": tags } : {} });
  const tagOf = async (path) => {
    const response = await ask(path);
    assert.equal(response.status, 200);
    await response.arrayBuffer();
    // nginx makes a tag weak when it compresses the answer.
    return response.headers.get("etag").replace(/^W\//, "");
  };

  for (const path of ["api/v1/templates", SAMPLE, FRAME])
    test(`${path.split("/").at(-1)}: who has it gets a 304, in whatever form it is said`, async () => {
      const tag = await tagOf(path);
      assert.match(tag, /^"[0-9a-f]{16}"$/);
      const cached = (await ask(path)).headers.get("cache-control");
      for (const method of ["GET", "HEAD"])
        for (const tags of [tag, `W/${tag}`, `"x", ${tag}`, `W/"a,b" ,\t${tag}, "y"`, "*"]) {
          const response = await ask(path, tags, method);
          assert.equal(response.status, 304, tags);
          assert.equal(await response.text(), "");
          assert.equal(response.headers.get("etag").replace(/^W\//, ""), tag);
          assert.equal(response.headers.get("cache-control"), cached);
          assert.match(response.headers.get("vary"), /Accept-Language/);
        }
      for (const tags of ['"x"', tag.slice(1, -1), `"${tag.slice(2)}`, `x${tag}`, `"${tag.slice(1, -1)}x"`]) {
        const response = await ask(path, tags);
        assert.equal(response.status, 200, tags);
        await response.arrayBuffer();
      }
      const head = await ask(path, undefined, "HEAD");
      assert.equal(head.status, 200);
      assert.equal(head.headers.get("etag").replace(/^W\//, ""), tag);
    });

  test("a 304 of a picture costs no process", async () => {
    const tag = await tagOf(SAMPLE);
    const [worker] = workersOf(site.tool.pid);
    // Page faults of processes that it waited for: proc(5), cminflt.
    const faults = () => readFileSync(`/proc/${worker}/stat`, "utf8").split(") ")[1].split(" ")[8];
    const before = faults();
    assert.equal((await ask(SAMPLE, tag)).status, 304);
    assert.equal(faults(), before);
    await tagOf(SAMPLE);
    assert.notEqual(faults(), before);
  });

  test("another picture has another tag", async () => {
    const tags = new Set();
    const paths = [
      SAMPLE, FRAME, `${SAMPLE}1`, `${SAMPLE}&theme=geel`, `${SAMPLE}&lang=fr`, `${FRAME}&given=slogan`,
      SAMPLE.replace("story", "a4"), SAMPLE.replace("volgers", "live"),
    ];
    for (const path of paths) tags.add(await tagOf(path));
    assert.equal(tags.size, paths.length);
    assert.ok(tags.has(await tagOf(SAMPLE)));
  });

  test("what is wrong stays wrong, whatever the client has", async () => {
    assert.equal((await ask(`${SAMPLE}&theme=geen`, "*")).status, 422);
    assert.equal((await ask(SAMPLE.replace("volgers", "geen"), "*")).status, 404);
  });

  test("an answer to a POST has none", async () => {
    const data = new FormData();
    data.append("slogan", "Respect.");
    const response = await fetch(`${site.url}api/v1/templates/volgers/story/text.png`, { method: "POST", body: data, headers: { "if-none-match": "*" } });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("etag"), null);
  });

  test("a changed template has new tags, the others keep theirs", async () => {
    const live = SAMPLE.replace("volgers", "live");
    const before = [await tagOf(SAMPLE), await tagOf(FRAME), await tagOf(live), await tagOf("api/v1/templates")];
    await reload(site);
    assert.deepEqual([await tagOf(SAMPLE), await tagOf(FRAME), await tagOf(live), await tagOf("api/v1/templates")], before);
    await reload(site, () => appendFileSync(join(folder, "volgers/story.svg"), "<!-- -->\n"));
    assert.notEqual(await tagOf(SAMPLE), before[0]);
    assert.notEqual(await tagOf(FRAME), before[1]);
    assert.equal(await tagOf(live), before[2]);
    await reload(site, () => appendFileSync(join(folder, "formats.ini"), "; x\n"));
    assert.notEqual(await tagOf(live), before[2]);
  });
});
