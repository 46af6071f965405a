// What the operator is told: the status listener, by its own socket.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { makePng } from "./png.mjs";
import { processesOf, startSite, until, workersOf } from "./site.mjs";
import { ask, metricsOf, statusOf, sumOf } from "./status.mjs";

let site;
before(async () => {
  site = await startSite({ args: ["--workers", "2"] });
});
after(() => site?.stop());

function post(values, photo = makePng(400, 400)) {
  const data = new FormData();
  for (const [name, value] of Object.entries({ template: "volgers", slogan: "Elke dag opnieuw.", ...values })) data.append(name, value);
  if (photo) data.append("photo", new Blob([photo]), "foto.png");
  return fetch(`${site.url}api/v1/posters`, { method: "POST", body: data });
}

async function drained(response) {
  await response.arrayBuffer();
  return response.status;
}

describe("the status listener", () => {
  test("says that the server lives and is ready", async () => {
    for (const [path, text] of [["/healthz", "ok\n"], ["/readyz", "ready\n"]]) {
      const answer = await ask(site, path);
      assert.equal(answer.status, 200);
      assert.equal(answer.text, text);
      assert.equal(answer.headers["cache-control"], "no-store");
    }
  });

  test("has a page for people and JSON for programs", async () => {
    const html = await ask(site, "/status", { headers: { Accept: "text/html,*/*;q=0.8" } });
    assert.match(html.headers["content-type"], /^text\/html/);
    assert.match(html.text, /postertool is ready/);
    assert.match(html.text, /volgers<td>served/);
    assert.match(html.headers["content-security-policy"], /default-src 'none'/);
    const status = await statusOf(site);
    assert.equal(status.state, "ready");
    assert.equal(status.sandbox.level, "full");
    assert.match(status.version, /^\d+\.\d+\.\d+$/);
    for (const name of ["gd", "png16", "freetype", "fcgi"]) assert.ok(status.libraries.some((one) => new RegExp(`^lib${name}\\.so\\.[0-9.]+$`).test(one)), name);
    assert.ok(status.templates.loaded.includes("volgers"));
    assert.deepEqual(status.templates.refused, []);
    assert.deepEqual(status.workers.map((one) => one.reserve), [false, false, true]);
    assert.deepEqual(status.workers.slice(0, 2).map((one) => one.pid), workersOf(site.tool.pid));
    assert.ok(Math.abs(Date.parse(status.started) - Date.now()) < 3600e3);
  });

  test("refuses what it does not have, and what is no question", async () => {
    assert.equal((await ask(site, "/")).status, 404);
    assert.equal((await ask(site, "/status/../metrics")).status, 404);
    const answer = await ask(site, "/status", { method: "POST" });
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.allow, "GET, HEAD");
    const head = await ask(site, "/metrics", { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(head.text, "");
  });

  test("is not on the street: the tool's own socket does not know it", async () => {
    const listing = await fetch(`${site.url}api/v1/metrics`);
    assert.equal(listing.status, 404);
  });

  test("counts what was done, exactly", async () => {
    // Without a format it is the template's first.
    const first = (await (await fetch(`${site.url}api/v1/templates`)).json()).templates.find((one) => one.id === "volgers").formats[0];
    const posters = `postertool_posters_total{template="volgers",format="${first}",type="png"}`;
    const before = await metricsOf(site);
    const grown = (now, key) => (now.get(key) ?? 0) - (before.get(key) ?? 0);
    for (const format of [{ format: first }, { format: first }, {}]) assert.equal(await drained(await post(format)), 200);
    assert.equal(await drained(await post({ slogan: "" })), 422);
    assert.equal(await drained(await post({}, Buffer.from("geen foto"))), 415);
    assert.equal(await drained(await fetch(`${site.url}api/v1/nergens`)), 404);
    const now = await until(async () => {
      // A request is counted when its last byte is on its way.
      const metrics = await metricsOf(site);
      return grown(metrics, 'postertool_requests_total{route="none",code="404"}') === 1 && metrics;
    }, "the last one counted");
    assert.equal(grown(now, posters), 3);
    assert.equal(grown(now, 'postertool_requests_total{route="posters",code="200"}'), 3);
    assert.equal(grown(now, 'postertool_requests_total{route="posters",code="422"}'), 1);
    assert.equal(grown(now, 'postertool_requests_total{route="posters",code="415"}'), 1);
    assert.equal(grown(now, 'postertool_requests_total{route="none",code="404"}'), 1);
    assert.equal(grown(now, 'postertool_rejected_total{reason="text_missing"}'), 1);
    assert.equal(grown(now, 'postertool_rejected_total{reason="photo_unsupported"}'), 1);
    assert.equal(grown(now, "postertool_upload_bytes_count"), 5);
    for (const stage of ["plan", "photo", "compose", "ink", "encode"])
      assert.equal(grown(now, `postertool_stage_seconds_count{stage="${stage}"}`), 3, stage);
    assert.ok(grown(now, "postertool_response_bytes_total") > 3 * 10000);
    assert.equal(sumOf(now, "postertool_requests_total"), sumOf(now, "postertool_requests_begun_total"));
    assert.equal(sumOf(now, "postertool_workers"), 2);
    assert.equal(now.get("postertool_ready"), 1);
    assert.equal(now.get('postertool_templates{state="loaded"}'), (await statusOf(site)).templates.loaded.length);
  });

  test("each histogram adds up to its count", async () => {
    const metrics = await metricsOf(site);
    let checked = 0;
    for (const [key, count] of metrics) {
      const parts = /^(postertool_\w+)_count(?:\{(.*)\})?$/.exec(key);
      if (!parts) continue;
      const labels = parts[2] ? `${parts[2]},` : "";
      const buckets = [...metrics].filter(([name]) => name.startsWith(`${parts[1]}_bucket{${labels}le=`)).map(([, value]) => value);
      assert.ok(buckets.every((value, i) => i === 0 || value >= buckets[i - 1]), key);
      assert.equal(buckets.at(-1), count, key);
      checked++;
    }
    assert.ok(checked >= 9);
  });

  test("answers when every worker stands still", async () => {
    const workers = workersOf(site.tool.pid);
    for (const pid of workers) process.kill(pid, "SIGSTOP");
    try {
      assert.equal((await ask(site, "/healthz")).status, 200);
      assert.match((await ask(site, "/metrics")).text, /postertool_build_info/);
    } finally {
      for (const pid of workers) process.kill(pid, "SIGCONT");
    }
  });

  test("comes back when it is killed", async () => {
    const [killed] = await until(() => processesOf(site.tool.pid, "poster-status"), "the listener");
    process.kill(killed, "SIGKILL");
    await until(async () => {
      try {
        return processesOf(site.tool.pid, "poster-status")[0] !== killed && (await ask(site, "/readyz")).status === 200;
      } catch {
        return false;
      }
    }, "another one");
  });

  test("can open no file and start no program, as the others that serve", () => {
    for (const name of ["poster-worker", "poster-reserve", "poster-door", "poster-status"]) {
      const [pid] = processesOf(site.tool.pid, name);
      const status = site.readProcess(pid, "status");
      assert.match(status, /^Seccomp:\t2$/m, name);
      assert.match(status, /^NoNewPrivs:\t1$/m, name);
    }
  });

  test("one line of the log tells of a request what it took, in words of its own", async () => {
    const answer = await post({ format: "instagram-square", name: "Juf Geheim" });
    assert.equal(await drained(answer), 200);
    const line = await until(() => site.tool.lines.split("\n").findLast((one) => one.includes("route=posters status=200")), "the line");
    for (const key of ["level", "id", "method", "in", "out", "ms", "read_ms", "template", "format", "plan_ms", "photo_ms", "compose_ms", "ink_ms", "encode_ms", "peak_kb"])
      assert.match(line, new RegExp(`(^| )${key}=[^ ]+( |$)`), key);
    assert.ok(!site.tool.lines.includes("Geheim"));
  });
});

describe("when something is wrong", () => {
  test("workers that die at once are told: not ready, and ready again later", async () => {
    const one = await startSite({ args: ["--workers", "1"] });
    try {
      let stops = false;
      const killing = (async () => {
        while (!stops) {
          for (const pid of workersOf(one.tool.pid)) try { process.kill(pid, "SIGKILL"); } catch { /* it was quicker */ }
          await new Promise((done) => setTimeout(done, 5));
        }
      })();
      await until(async () => (await ask(one, "/readyz")).status === 503, "not ready");
      assert.equal((await ask(one, "/readyz")).text, "failing\n");
      assert.equal((await ask(one, "/readyz")).headers["retry-after"], "5");
      assert.equal((await ask(one, "/healthz")).status, 200);
      stops = true;
      await killing;
      await until(async () => (await ask(one, "/readyz")).status === 200, "ready");
      const metrics = await metricsOf(one);
      assert.ok(metrics.get('postertool_worker_ends_total{cause="killed"}') >= 3);
      assert.match(one.tool.lines, /workers end as soon as they start/);
      assert.match(one.tool.lines, /workers live again/);
    } finally {
      await one.stop();
    }
  });

  test("a template that is left out is told, and how often the site could not be read", async () => {
    const status = await statusOf(site);
    assert.equal(status.site.number, 1);
    site.tool.kill("SIGHUP");
    await until(async () => (await statusOf(site)).site.number === 2, "the reload");
    assert.equal((await metricsOf(site)).get('postertool_reloads_total{result="done"}'), 1);
  });
});
