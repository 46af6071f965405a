// The server in bad weather: crowds, killings, clients that leave or say
// nothing, a socket that is removed. Nothing is lost that need not be.

import assert from "node:assert/strict";
import { existsSync, openSync, closeSync, readFileSync, unlinkSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";

import { exchange, record, request } from "./fcgi.mjs";
import { makeNoise, makePng } from "./png.mjs";
import { childrenOf, processesOf, sample, startSite, until, workersOf } from "./site.mjs";
import { ask, metricsOf, statusOf, sumOf } from "./status.mjs";

const quick = { REQUEST_METHOD: "GET", PATH_INFO: "/api/v1/templates" };
const slow = { REQUEST_METHOD: "GET", PATH_INFO: "/api/v1/templates/volgers/a3/sample.png" };

// An order as the web server passes it on.
const boundary = "grens";
const parts = { template: "volgers", format: "instagram-square", slogan: "Elke dag opnieuw." };
const bodyOf = (more, photo) => Buffer.concat([
  ...Object.entries({ ...parts, ...more }).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)),
  Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="f.png"\r\n\r\n`),
  photo,
  Buffer.from(`\r\n--${boundary}--\r\n`),
]);
function order(params = {}, fields = {}, photo = makePng(300, 300)) {
  const body = bodyOf(fields, photo);
  return request({
    REQUEST_METHOD: "POST", PATH_INFO: "/api/v1/posters", CONTENT_LENGTH: body.length,
    CONTENT_TYPE: `multipart/form-data; boundary=${boundary}`, ...params,
  }, body);
}

function post(site, values = {}, photo = makePng(300, 300), signal = undefined) {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...parts, ...values })) data.append(name, value);
  data.append("photo", new Blob([photo]), "foto.png");
  return fetch(`${site.url}api/v1/posters`, { method: "POST", body: data, signal });
}

async function assertPoster(response) {
  const file = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, file.subarray(0, 300).toString());
  assert.equal(file.subarray(1, 4).toString(), "PNG");
}

// Takes a site for the time of one test.
async function withSite(options, act) {
  const site = await startSite(options);
  try {
    await act(site);
  } finally {
    await site.stop();
  }
}

const childOf = (worker) => until(() => childrenOf(worker)[0], "a child");
const isThere = (pid) => existsSync(`/proc/${pid}`);

// Keeps the only worker of a site busy until `go` is called.
async function hold(site) {
  const [worker] = workersOf(site.tool.pid);
  const answer = exchange(site.socket, request(slow));
  const child = await childOf(worker);
  process.kill(child, "SIGSTOP");
  return { answer, go: () => process.kill(child, "SIGCONT") };
}

describe("a crowd", () => {
  test("that the queue has no room for hears so at once, in its language; the others are served, and the page too", async () => {
    await withSite({ args: ["--workers", "1"], config: "[serve]\nqueue = 3\n" }, async (site) => {
      const held = await hold(site);
      const waiting = [];
      for (let i = 0; i < 3; i++) {
        waiting.push(exchange(site.socket, order()));
        await until(async () => (await statusOf(site)).queue.waiting === i + 1, "one more that waits");
      }
      // Nobody goes on until these have their answer.
      const refused = await exchange(site.socket, order({ HTTP_ACCEPT_LANGUAGE: "fr" }));
      assert.match(refused.text, /^Status: 503 /);
      assert.match(refused.text, /Retry-After: 5\r\n/);
      assert.match(refused.text, /Content-Language: fr/);
      assert.match(refused.text, /application\/problem\+json/);
      const page = await exchange(site.socket, order({ HTTP_ACCEPT: "text/html", HTTP_ACCEPT_LANGUAGE: "nl" }));
      assert.match(page.text, /^Status: 503 [^]*<html lang="nl"/);
      assert.match((await exchange(site.socket, request({ REQUEST_METHOD: "GET", PATH_INFO: "/" }))).text, /^Status: 200 /);
      const through = await post(site);
      assert.equal(through.status, 503);
      await through.arrayBuffer();
      held.go();
      for (const answer of [held.answer, ...waiting]) assert.match((await answer).text, /^Status: 200 /);
      await assertPoster(await post(site));
      const metrics = await metricsOf(site);
      assert.equal(metrics.get("postertool_queue_refused_total"), 4);
      assert.equal(metrics.get('postertool_rejected_total{reason="busy"}'), 3);
      assert.equal((await statusOf(site)).queue.waiting, 0);
    });
  });

  test("of 64 at once is served, and takes no more memory the longer it stays", async () => {
    await withSite({ args: ["--workers", "2"] }, async (site) => {
      const resident = () => workersOf(site.tool.pid).reduce((sum, pid) => sum + Number(/^VmRSS:\s+(\d+)/m.exec(site.readProcess(pid, "status"))[1]), 0);
      const serve = async (count) => {
        let left = count;
        await Promise.all(Array.from({ length: 64 }, async () => {
          while (left-- > 0) assert.match((await exchange(site.socket, order())).text, /^Status: 200 /);
        }));
      };
      await serve(96);
      const before = resident();
      await serve(192);
      assert.ok(resident() < before * 1.1 + 4096, `${before} kB grew to ${resident()} kB`);
    });
  });

  test("of 200 who say nothing keeps nobody waiting, and is sent away", async () => {
    await withSite({ args: ["--workers", "1"], config: "[serve]\nrequest_timeout_s = 2\n" }, async (site) => {
      const silent = Array.from({ length: 200 }, () => connect(site.socket));
      const closed = silent.map((one) => new Promise((done) => { one.on("error", () => {}); one.once("close", done); }));
      await until(async () => (await statusOf(site)).queue.silent === 200, "200 who are silent");
      await assertPoster(await post(site));
      await Promise.all(closed);
      await until(async () => (await statusOf(site)).queue.silent === 0, "nobody who is silent");
      assert.equal((await metricsOf(site)).get("postertool_connections_shut_total"), 200);
      assert.equal((await statusOf(site)).workers[0].restarts, 0);
    });
  });
});

describe("slow phones", () => {
  test("keep no worker: nginx has the whole upload before a worker hears of it", async () => {
    await withSite({ args: ["--workers", "1"] }, async (site) => {
      const head = `POST /api/v1/posters HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nConnection: close\r\n`;
      const body = bodyOf({}, makePng(300, 300));
      const phones = Array.from({ length: 8 }, () => connect(site.port, "127.0.0.1"));
      const answers = phones.map((phone) => new Promise((done, fail) => {
        let text = "";
        phone.setEncoding("latin1");
        phone.on("data", (part) => { text += part; });
        phone.once("end", () => done(text));
        phone.once("error", fail);
        phone.write(`${head}Content-Length: ${body.length}\r\n\r\n`);
        phone.write(body.subarray(0, body.length / 2));
      }));
      // When something else fails first, that is what is told.
      for (const answer of answers) answer.catch(() => {});
      await assertPoster(await post(site));
      // The worker that made the poster may still be putting its things away.
      const isIdle = (one) => one.state === "idle";
      await until(async () => (await statusOf(site)).workers.every(isIdle), "two idle workers");
      for (const phone of phones) phone.write(body.subarray(body.length / 2));
      for (const answer of answers) assert.match(await answer, /^HTTP\/1\.1 200 /);
    });
  });
});

describe("a client that is gone", () => {
  test("ends the child that works for it", async () => {
    await withSite({ args: ["--workers", "1"] }, async (site) => {
      const [worker] = workersOf(site.tool.pid);
      const socket = connect(site.socket);
      socket.on("error", () => {});
      socket.write(request(slow));
      const child = await childOf(worker);
      process.kill(child, "SIGSTOP");
      socket.destroy();
      await until(() => !isThere(child), "the child's end");
      await until(() => /status=499 .*reason=client_gone/.test(site.tool.lines), "the line in the log");
      await assertPoster(await post(site));
      assert.equal((await metricsOf(site)).get('postertool_child_kills_total{cause="client_gone"}'), 1);
    });
  });

  test("through the web server is noticed too", async () => {
    await withSite({ args: ["--workers", "1"] }, async (site) => {
      const [worker] = workersOf(site.tool.pid);
      const aborted = new AbortController();
      post(site, { format: "a3" }, readFileSync(sample), aborted.signal).catch(() => {});
      const child = await childOf(worker);
      process.kill(child, "SIGSTOP");
      aborted.abort();
      await until(() => !isThere(child), "the child's end");
      await assertPoster(await post(site));
    });
  });

  test("or never reads its poster holds a worker no longer than it may", async () => {
    const config = "[serve]\nrequest_timeout_s = 1\nposter_timeout_s = 5\n";
    await withSite({ args: ["--workers", "1"], config }, async (site) => {
      const socket = connect(site.socket);
      socket.on("error", () => {});
      socket.pause();
      // Of noise, so that it is larger than what the kernel keeps.
      socket.write(order({}, { format: "a4" }, makeNoise(1500, 1500)));
      await until(() => /a worker was stuck/.test(site.tool.lines), "the worker's end");
      await assertPoster(await post(site));
      assert.equal((await metricsOf(site)).get('postertool_worker_ends_total{cause="stuck"}'), 1);
      socket.destroy();
    });
  });
});

describe("killings", () => {
  // Sends orders, four at a time, and kills a process after every so many, so
  // that no order is hit twice. How many failed, and how many were killed.
  async function amidKillings(count, find, act) {
    const KILL_EVERY = 12;
    let left = count;
    let done = 0;
    let failed = 0;
    let killed = 0;
    const kill = async () => {
      const all = await until(() => { const now = find(); return now.length && now; }, "somebody to be killed");
      try {
        process.kill(all[Math.floor(Math.random() * all.length)], "SIGKILL");
        killed++;
      } catch { /* it was quicker */ }
    };
    await Promise.all(Array.from({ length: 4 }, async () => {
      while (left-- > 0) {
        if (!await act()) failed++;
        if (++done % KILL_EVERY === 0 && left > 4) await kill();
      }
    }));
    return { failed, killed };
  }

  const straight = (site) => async () => {
    try {
      return /^Status: 200 /.test((await exchange(site.socket, order())).text);
    } catch {
      return false;
    }
  };

  test("of workers and children, through nginx with two upstreams: not one of 500 requests fails", async () => {
    await withSite({ args: ["--workers", "2"] }, async (site) => {
      const find = () => {
        const workers = workersOf(site.tool.pid);
        return [...workers, ...workers.flatMap(childrenOf)];
      };
      const through = async () => {
        const response = await post(site);
        const text = Buffer.from(await response.arrayBuffer());
        return response.status === 200 && text.subarray(1, 4).toString() === "PNG";
      };
      const { failed, killed } = await amidKillings(500, find, through);
      assert.ok(killed > 20, `only ${killed} were killed`);
      assert.equal(failed, 0);
    });
  });

  test("of workers, with one upstream: at most one failure for each", async () => {
    await withSite({ args: ["--workers", "2"] }, async (site) => {
      const { failed, killed } = await amidKillings(100, () => workersOf(site.tool.pid), straight(site));
      assert.ok(killed > 2);
      assert.ok(failed <= killed, `${failed} failed, ${killed} were killed`);
      // Nothing is forgotten: what was begun was answered or is told as lost.
      const status = await until(async () => {
        const now = await statusOf(site);
        return now.workers.every((one) => one.state === "idle") && now;
      }, "quiet");
      assert.equal(status.requests.begun, status.requests.answered + status.requests.lost);
      assert.ok(status.requests.lost <= killed);
      assert.ok(status.requests.answered + status.requests.lost >= 100);
    });
  });

  test("of children, with one upstream: no failure", async () => {
    await withSite({ args: ["--workers", "2"] }, async (site) => {
      const { failed, killed } = await amidKillings(100, () => workersOf(site.tool.pid).flatMap(childrenOf), straight(site));
      assert.ok(killed > 2);
      assert.equal(failed, 0);
      assert.ok((await metricsOf(site)).get("postertool_child_retries_total") >= 1);
    });
  });

  test("of the door: it is opened again, and who waits within is served", async () => {
    await withSite({ args: ["--workers", "1"] }, async (site) => {
      const held = await hold(site);
      const waiting = exchange(site.socket, order());
      await until(async () => (await statusOf(site)).queue.waiting === 1, "one who waits");
      const [door] = processesOf(site.tool.pid, "poster-door");
      process.kill(door, "SIGKILL");
      await until(() => processesOf(site.tool.pid, "poster-door").some((pid) => pid !== door), "another door");
      held.go();
      assert.match((await held.answer).text, /^Status: 200 /);
      assert.match((await waiting).text, /^Status: 200 /);
      await assertPoster(await post(site));
    });
  });

  test("of the supervisor: no process remains, not even one that waits for half a request", async () => {
    const config = "[serve]\nrequest_timeout_s = 1\nposter_timeout_s = 1\n";
    await withSite({ args: ["--workers", "2"], config }, async (site) => {
      const held = connect(site.socket);
      held.on("error", () => {});
      held.write(record(1, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])).subarray(0, 12));
      await until(async () => (await statusOf(site)).workers.some((one) => one.state === "reading"), "a worker that reads");
      const all = childrenOf(site.tool.pid);
      // Two workers, the reserve, the door, the status listener, the recorder.
      assert.equal(all.length, 6);
      site.tool.kill("SIGKILL");
      await until(() => all.every((pid) => !isThere(pid) || /^State:\tZ/m.test(site.readProcess(pid, "status"))), "the end of all");
      held.destroy();
    });
  });
});

describe("the end", () => {
  for (const [how, config] of [["", ""], [", also when workers end after each answer", "[serve]\nmax_requests = 1\n"]])
    test(`SIGTERM: who waits in the queue is still served${how}`, async () => {
      await withSite({ args: ["--workers", "1"], config }, async (site) => {
        const held = await hold(site);
        const waiting = [];
        for (let i = 0; i < 3; i++) waiting.push(exchange(site.socket, order()));
        await until(async () => (await statusOf(site)).queue.waiting === 3, "three who wait");
        site.tool.kill("SIGTERM");
        await until(async () => (await ask(site, "/readyz")).text === "stopping\n", "the stopping");
        held.go();
        for (const answer of [held.answer, ...waiting]) assert.match((await answer).text, /^Status: 200 /);
        assert.equal(await site.tool.ended, 0);
      });
    });

  test("SIGTERM does not wait for ever", async () => {
    const config = "[serve]\nrequest_timeout_s = 60\nposter_timeout_s = 1\n";
    await withSite({ args: ["--workers", "1"], config }, async (site) => {
      const half = connect(site.socket);
      half.on("error", () => {});
      half.write(record(1, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])).subarray(0, 12));
      await until(async () => (await statusOf(site)).workers.some((one) => one.state === "reading"), "a worker that reads");
      site.tool.kill("SIGTERM");
      assert.equal(await site.tool.ended, 0);
      half.destroy();
    });
  });
});

describe("a machine that lets no filter of system calls be set up", () => {
  const less = { preload: "no_filter", env: { NO_FILTER: "refused" }, args: ["--workers", "1"] };

  test("is refused, and the way out is told", async () => {
    await assert.rejects(startSite(less), /the sandbox cannot be set up: system calls; "sandbox = reduced" in \[serve\]/);
  });

  test("is served on when the operator lowers the wall, and is told of wherever one looks", async () => {
    await withSite({ ...less, config: "[serve]\nsandbox = reduced\n" }, async (site) => {
      await assertPoster(await post(site));
      const { sandbox } = await statusOf(site);
      assert.equal(sandbox.level, "reduced");
      assert.deepEqual(sandbox.missing, ["system calls"]);
      assert.match((await ask(site, "/status?format=html")).text, /missing: system calls/);
      assert.equal((await metricsOf(site)).get("postertool_sandbox_reduced"), 1);
      assert.match(site.tool.lines, /the sandbox is reduced: system calls cannot be had/);
      // The other walls stand.
      const [worker] = workersOf(site.tool.pid);
      assert.match(site.readProcess(worker, "status"), /^NoNewPrivs:\t1$/m);
    });
  });
});

describe("the machine", () => {
  test("a socket file that is removed is made again", async () => {
    await withSite({ args: ["--workers", "1"] }, async (site) => {
      unlinkSync(site.socket);
      await until(() => existsSync(site.socket), "the socket");
      await until(async () => (await post(site)).status === 200, "a poster");
      assert.match(site.tool.lines, /the file of a socket was gone/);
    });
  });

  test("and so is the operator's", async () => {
    await withSite({ args: ["--workers", "1"] }, async (site) => {
      const path = join(site.folder, "status.sock");
      unlinkSync(path);
      await until(() => existsSync(path), "the socket");
      await until(async () => {
        try {
          return (await ask(site, "/readyz")).status === 200;
        } catch {
          return false;
        }
      }, "the listener");
      await assertPoster(await post(site));
    });
  });

  test("a log that cannot be written, on a full disk, costs nobody a poster", async () => {
    const full = openSync("/dev/full", "w");
    try {
      await withSite({ args: ["--workers", "1"], log: full }, async (site) => {
        for (let i = 0; i < 3; i++) await assertPoster(await post(site));
        const wrong = await post(site, { slogan: "" });
        assert.equal(wrong.status, 422);
        await wrong.arrayBuffer();
      });
    } finally {
      closeSync(full);
    }
  });

  test("a clock that jumps by days changes nothing", async () => {
    const config = "[serve]\nrequest_timeout_s = 5\nposter_timeout_s = 5\n";
    await withSite({ args: ["--workers", "1"], config, preload: "jumping_clock" }, async (site) => {
      const [worker] = workersOf(site.tool.pid);
      for (let i = 0; i < 20; i++) await assertPoster(await post(site));
      assert.deepEqual(workersOf(site.tool.pid), [worker]);
      const { started, workers } = await statusOf(site);
      // It does jump.
      assert.ok(Math.abs(Date.parse(started) - Date.parse(workers[0].started)) > 3600e3 || Math.abs(Date.parse(started) - Date.now()) > 3600e3);
    });
  });

  test("a child that needs more memory than it may have is a clear 422", async () => {
    await withSite({ args: ["--workers", "1"], config: "[serve]\nposter_memory_mb = 640\n" }, async (site) => {
      const answer = await post(site, { template: "klas", format: "a2" });
      assert.equal(answer.status, 422);
      assert.equal((await answer.json()).field, "photo");
      assert.equal((await metricsOf(site)).get('postertool_child_kills_total{cause="memory"}'), 1);
      await assertPoster(await post(site));
    });
  });
});
