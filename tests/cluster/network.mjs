// A network of machines for tests: a namespace for each, and a switch between
// them. Nothing of it is seen or reached from outside.

import { execFileSync, spawn } from "node:child_process";

const ip = (...words) => execFileSync("ip", words, { stdio: ["ignore", "pipe", "pipe"] }).toString();

// Why there can be no such network here; "" when there can.
export function whyNot() {
  if (process.getuid() !== 0) return "only root can make namespaces";
  const name = `pt${process.pid}-try`;
  try {
    ip("netns", "add", name);
    ip("-n", name, "link", "add", "br0", "type", "bridge");
    return "";
  } catch (error) {
    return `no network of namespaces: ${String(error.stderr || error.message).trim().split("\n")[0]}`;
  } finally {
    try { ip("netns", "del", name); } catch { /* it was not made */ }
  }
}

// `addresses`: of each machine, by its name; one, or several in a list.
export function makeNetwork(addresses) {
  const names = Object.keys(addresses);
  const space = (name) => `pt${process.pid}-${name}`;
  const hub = space("switch");
  const running = [];
  ip("netns", "add", hub);
  ip("-n", hub, "link", "add", "br0", "type", "bridge");
  ip("-n", hub, "link", "set", "br0", "up");
  for (const name of names) {
    ip("netns", "add", space(name));
    ip("-n", hub, "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", space(name));
    ip("-n", hub, "link", "set", name, "master", "br0", "up");
    ip("-n", space(name), "link", "set", "lo", "up");
    for (const address of [addresses[name]].flat()) ip("-n", space(name), "address", "add", `${address}/24`, "dev", "eth0");
    ip("-n", space(name), "link", "set", "eth0", "up");
  }
  const pids = (name) => ip("netns", "pids", space(name)).split(/\s+/).filter(Boolean).map(Number);
  return {
    // Runs a command on a machine. What it says is in `lines`; `ended` settles
    // when it is gone. `setup` is shell before it, in its own view of the disk.
    run(name, words, { setup = "", ...options } = {}) {
      const child = spawn("ip", ["netns", "exec", space(name), "sh", "-c", `${setup}\nexec "$@"`, "sh", ...words],
        { stdio: ["ignore", "pipe", "pipe"], ...options });
      child.lines = "";
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => { child.lines += text; });
      child.ended = new Promise((done) => {
        child.once("error", (error) => { child.lines += error; done(-1); });
        child.once("close", (code, signal) => done(signal ?? code));
      });
      running.push(child);
      return child;
    },
    // The cable of a machine.
    unplug: (name) => ip("-n", hub, "link", "set", name, "down"),
    plug: (name) => ip("-n", hub, "link", "set", name, "up"),
    // All that runs on a machine, at once and without a word.
    kill(name) {
      for (const pid of pids(name)) try { process.kill(pid, "SIGKILL"); } catch { /* it was quicker */ }
    },
    async remove() {
      for (const name of names) this.kill(name);
      await Promise.all(running.map((child) => child.ended));
      for (const name of [...names.map(space), hub]) try { ip("netns", "del", name); } catch { /* it is gone */ }
    },
  };
}
