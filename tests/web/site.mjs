// A whole site for tests: real nginx, real `postertool serve`, in a temporary
// folder, on a free port of the loopback address.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
export const build = resolve(process.env.POSTERTOOL_BUILD ?? join(root, "build/dev"));
export const sample = join(build, "samples/amina.png");

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

// A process of the site; `ended` settles when it is gone.
export function start(command, args, options) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], ...options });
  child.lines = "";
  child.stderr?.setEncoding("utf8");
  child.stderr?.on("data", (text) => { child.lines += text; });
  child.ended = new Promise((done) => {
    child.once("error", (error) => { child.lines += error; done(-1); });
    child.once("exit", (code, signal) => done(signal ?? code));
  });
  return child;
}

// Waits until `condition` gives something true, and gives that. The limit only
// ends a test that would hang.
export async function until(condition, what) {
  for (let i = 0; i < 1200; i++) {
    const value = await condition();
    if (value) return value;
    await sleep(25);
  }
  throw new Error(`never happened: ${what}`);
}

// Starts a site. `config` is more text for postertool.ini, `args` more options
// of `postertool serve`, `nginx` more text for nginx's http level; `prefix` and
// `cached` are for script/site; `under(name)` gives the words of a command that
// runs "tool" or "nginx"; `log` is a descriptor that the tool's log goes to
// instead, `preload` a library of the build that it is started with, `env` more
// of its environment.
export async function startSite({ config = "", args = [], log, preload, env = {}, nginx: more = "", prefix = "", cached = false, under = () => [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "postertool-"));
  const port = await freePort();
  execFileSync(join(root, "script/site"), [folder, String(port), build, prefix, cached ? "cached" : ""]);
  writeFileSync(join(folder, "conf.d/test.conf"), more);
  const ini = join(folder, "postertool.ini");
  writeFileSync(ini, `${readFileSync(ini, "utf8")}${config}\n`);
  const socket = join(folder, "postertool.sock");
  const run = (name, words, options) => {
    const [command, ...rest] = [...under(name), ...words];
    return start(command, rest, options);
  };
  const startTool = () => run("tool", [join(build, "postertool"),
    "serve", "--listen", `unix:${socket}`, "--config", ini,
    "--templates", join(root, "templates"), "--fonts", join(root, "fonts/fonts.ini"), ...args,
  ], {
    ...(log && { stdio: ["ignore", "ignore", log] }),
    env: { ...process.env, ...env, ...(preload && { LD_PRELOAD: join(build, `${preload}.so`) }) },
  });
  const tool = startTool();
  await until(() => existsSync(socket) || tool.exitCode !== null, "the socket");
  const nginxPath = ["/usr/sbin/nginx", "/usr/bin/nginx"].find(existsSync) ?? "nginx";
  const nginx = run("nginx", [nginxPath,
    "-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "nginx-error.log"),
  ]);
  const origin = `http://127.0.0.1:${port}`;
  const url = `${origin}${prefix}/`;
  const site = {
    url, origin, port, folder, socket, tool, nginx,
    // A file below /proc/PID, as text.
    readProcess: (pid, file) => readFileSync(`/proc/${pid}/${file}`, "utf8"),
    // Kills the supervisor, and starts another when it is gone.
    async startAgain() {
      site.tool.kill("SIGKILL");
      await site.tool.ended;
      site.tool = startTool();
    },
    async stop() {
      nginx.kill("SIGQUIT");
      site.tool.kill("SIGTERM");
      await Promise.all([nginx.ended, site.tool.ended]);
      // For whoever wonders why a poster did not come.
      for (const line of site.tool.lines.split("\n"))
        if (/ cause=/.test(line)) console.log(`# ${line}`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await until(async () => {
      if (tool.exitCode !== null) throw new Error(`postertool ended: ${tool.lines}`);
      if (nginx.exitCode !== null) throw new Error(`nginx ended: ${nginx.lines}`);
      try {
        return (await fetch(`${origin}/readyz`)).ok;
      } catch {
        return false;
      }
    }, "the site answers");
  } catch (error) {
    await site.stop();
    throw error;
  }
  return site;
}

// The workers of a tool, by their ids; the reserve is none of them.
export function workersOf(pid) {
  return processesOf(pid, "poster-worker");
}

// The processes of a tool that have a name.
export function processesOf(pid, name) {
  return childrenOf(pid).filter((child) => {
    try {
      return readFileSync(`/proc/${child}/comm`, "utf8").trim() === name;
    } catch {
      return false;
    }
  });
}

// The children of a process, by their ids.
export function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
