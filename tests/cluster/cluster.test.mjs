// Several machines, with the configuration that an operator has (deploy/cluster):
// three nodes behind one balancer, with one PostgreSQL. While posters are asked
// for, one node is cut off and one is killed. Nobody gets an error, and what the
// database counted are the posters that people got, exactly.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { build, root, until } from "../web/site.mjs";
import { makeNetwork, whyNot } from "./network.mjs";

const addresses = {
  balancer: "10.0.0.10", node1: "10.0.0.11", node2: "10.0.0.12", node3: "10.0.0.13",
  database: "10.0.0.20", street: Array.from({ length: 30 }, (_, i) => `10.0.0.${100 + i}`),
};
const nodes = ["node1", "node2", "node3"];
const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
const postgres = versions.length ? `/usr/lib/postgresql/${versions.at(-1)}/bin` : "";
const why = whyNot()
  || (existsSync("/usr/sbin/nginx") ? "" : "there is no nginx")
  || (postgres ? "" : "there is no PostgreSQL");
if (why) console.log(`skipped: ${why}`);
const skip = why || false;

let folder, net, photos;
const tools = new Map();
let expected = 0;

const cluster = (name) => readFileSync(join(root, "deploy/cluster", name), "utf8");
const asNobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];

// A certificate of a name, signed by ourselves, as FOLDER/FILE.crt and .key.
function certify(name, file) {
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
    "-days", "2", "-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`,
    "-keyout", join(folder, `${file}.key`), "-out", join(folder, `${file}.crt`)], { stdio: "pipe" });
}

// PostgreSQL on its machine, prepared by the script that an operator runs.
async function startDatabase() {
  const data = join(folder, "database");
  mkdirSync(data, { mode: 0o700 });
  execFileSync("chown", ["nobody:nogroup", data]);
  const nobody = { cwd: "/" };
  execFileSync(asNobody[0], [...asNobody.slice(1), join(postgres, "initdb"), "-D", join(data, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"], { ...nobody, stdio: "pipe" });
  for (const end of ["crt", "key"]) cpSync(join(folder, `db.${end}`), join(data, `data/server.${end}`));
  // Nobody comes in from the network but by what the script writes.
  writeFileSync(join(data, "data/pg_hba.conf"), "local all postgres trust\n");
  execFileSync("chown", ["-R", "nobody:nogroup", data]);
  chmodSync(join(data, "data/server.key"), 0o600);
  net.run("database", [...asNobody, join(postgres, "postgres"), "-D", join(data, "data"), "-k", data,
    "-c", "listen_addresses=10.0.0.20", "-c", "ssl=on", "-c", "fsync=off"], { cwd: "/" });
  await until(() => existsSync(join(data, ".s.PGSQL.5432")) && ask("SELECT 1").ok, "a database");
  const line = execFileSync("sh", [join(root, "deploy/cluster/postgresql-setup"), "10.0.0.0/24"],
    { env: { ...process.env, PSQL: `psql -h ${data} -U postgres` } }).toString();
  const passwords = join(folder, "passwords");
  writeFileSync(passwords, line, { mode: 0o600 });
}

// A question to the database, past the tool.
function ask(sql) {
  try {
    return { ok: true, text: execFileSync("psql", ["-X", "-A", "-t", "-h", join(folder, "database"), "-U", "postgres", "postertool", "-c", sql], { stdio: ["ignore", "pipe", "pipe"] }).toString().trim() };
  } catch (error) {
    const text = String(error.stderr);
    return { ok: /"postertool" does not exist/.test(text), text };
  }
}
const made = () => {
  const answer = ask("SELECT COALESCE(SUM(count), 0) FROM postertool.counts WHERE event = 'poster-made'");
  return answer.ok && /^\d+$/.test(answer.text) ? Number(answer.text) : -1;
};

// /etc/nginx of a machine: Debian's own, and what `fill` puts in.
function etcOf(name, fill) {
  const etc = join(folder, name, "etc");
  mkdirSync(join(etc, "modules-enabled"), { recursive: true });
  for (const path of ["conf.d", "sites-enabled"]) mkdirSync(join(etc, path));
  cpSync("/etc/nginx/mime.types", join(etc, "mime.types"));
  // Files of a developer are root's alone.
  writeFileSync(join(etc, "nginx.conf"), readFileSync("/etc/nginx/nginx.conf", "utf8").replace("user www-data;", "user root;"));
  fill(etc);
  return etc;
}

function startNginx(name) {
  const own = join(folder, name);
  for (const path of ["log", "lib"]) mkdirSync(join(own, path), { recursive: true });
  return net.run(name, ["nginx", "-g", "daemon off;"], {
    setup: `mount --bind ${own}/etc /etc/nginx && mount --bind ${own}/log /var/log/nginx &&
      mount --bind ${own}/lib /var/lib/nginx && mount -t tmpfs tmpfs /run || exit 1`,
  });
}

function layDownNode(name) {
  const share = join(folder, "usr/share/postertool");
  etcOf(name, (etc) => {
    for (const part of ["conf.d", "snippets"]) cpSync(join(share, "nginx", part), join(etc, part), { recursive: true });
    const at = join(etc, "conf.d/postertool.conf");
    // Both balancers want the tool: nginx of the node, and HAProxy.
    writeFileSync(at, readFileSync(at, "utf8").replaceAll("unix:/run/postertool/postertool.sock", `${addresses[name]}:9000`));
    const balancers = join(etc, "snippets/postertool-balancers.conf");
    writeFileSync(balancers, readFileSync(balancers, "utf8").replace("#10.0.0.10 1;", "10.0.0.10 1;"));
    writeFileSync(join(etc, "sites-enabled/postertool.conf"), cluster("postertool-node.conf").replace("10.0.0.11", addresses[name]));
  });
  const state = join(folder, name, "state");
  mkdirSync(state, { mode: 0o700 });
  writeFileSync(join(folder, name, "postertool.ini"), `[serve]
workers = 2
listen = ${addresses[name]}:9000
[status]
listen = 127.0.0.1:9180
[press]
samples = ${share}/samples
[page]
folder = ${share}/pages
address = https://poster.example.org/
[evaluation]
folder = ${state}
questions = ${share}/surveys.ini
database = postgresql://postertool@db.example.org/postertool?hostaddr=10.0.0.20&sslmode=verify-full&sslrootcert=${folder}/db.crt&passfile=${folder}/passwords
`);
}

async function startNode(name) {
  const share = join(folder, "usr/share/postertool");
  const tool = net.run(name, [join(folder, "usr/bin/postertool"), "serve", "--config", join(folder, name, "postertool.ini"),
    "--templates", join(share, "templates"), "--fonts", join(share, "fonts/fonts.ini")]);
  tools.set(name, tool);
  startNginx(name);
  await until(() => {
    if (tool.exitCode !== null) throw new Error(`${name} ended: ${tool.lines}`);
    // As a balancer asks.
    return isAnswered("balancer", `http://${addresses[name]}/readyz`);
  }, `${name} is ready`);
}

// Whether a machine has an answer from another.
async function isAnswered(from, url) {
  const asks = `fetch("${url}").then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`;
  return await net.run(from, [process.execPath, "-e", asks],
    { env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: "0" } }).ended === 0;
}

async function startBalancer(start) {
  const balancer = start();
  await until(() => {
    if (balancer.exitCode !== null) throw new Error(`the balancer ended: ${balancer.lines}`);
    return isAnswered("street", `https://${addresses.balancer}/api/v1/templates`);
  }, "the balancer passes on");
  return balancer;
}

// Asks for posters while a story happens; it is given `answered(n)`, which waits
// for n more answers. How many posters there were.
async function load(pictures, story) {
  const people = net.run("street", [process.execPath, join(root, "tests/cluster/load.mjs"),
    addresses.balancer, join(folder, "site.crt"), addresses.street.join(), ...pictures], { stdio: ["pipe", "pipe", "pipe"] });
  const answers = () => people.lines.split("\n").length - 1;
  const answered = async (n) => {
    const wanted = answers() + n;
    await until(() => people.exitCode !== null || answers() >= wanted, `${n} more answers`);
  };
  try {
    await story(answered);
  } finally {
    people.stdin.end();
  }
  assert.equal(await people.ended, 0, people.lines);
  const lines = people.lines.trim().split("\n");
  assert.deepEqual(lines.filter((line) => !line.startsWith("ok ")), []);
  assert.equal(new Set(lines).size, lines.length, "each answer has an id of its own");
  return lines.length;
}

// One node is cut off, until the balancer gave a request that was in its hands
// to another (`isRepeated`); another is killed, and started again.
const badDay = (cut, killed, isRepeated) => async (answered) => {
  await answered(12);
  net.unplug(cut);
  await until(isRepeated, `a request of ${cut} is given to another node`);
  net.plug(cut);
  await answered(12);
  net.kill(killed);
  await answered(20);
  await startNode(killed);
  await answered(12);
};

// Stops the nodes as an upgrade does; then nothing waits in them any more.
async function stopNodes() {
  for (const name of nodes) tools.get(name).kill("SIGTERM");
  await Promise.all(nodes.map((name) => until(() => tools.get(name).exitCode !== null, "the end of a node")));
  nodes.forEach((name) => net.kill(name));
}

// Nothing is missing, and when all is told nothing was told twice.
async function assertCounted() {
  await until(() => made() >= expected, `${expected} posters in the database, there are ${made()}`);
  await stopNodes();
  assert.equal(made(), expected);
}

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "pt-"));
  chmodSync(folder, 0o711);
  execFileSync("cmake", ["--install", build, "--prefix", join(folder, "usr")], { stdio: "ignore" });
  certify("poster.example.org", "site");
  certify("db.example.org", "db");
  writeFileSync(join(folder, "site.pem"), Buffer.concat(["crt", "key"].map((end) => readFileSync(join(folder, `site.${end}`)))));
  photos = [["320", "240"], ["320", "240"], ["800", "600"], ["2016", "1512"]].map(([width, height], i) => {
    const path = join(folder, `${i}.jpg`);
    execFileSync(join(build, "make_photo"), [width, height, "1", path]);
    return path;
  });
  net = makeNetwork(addresses);
  const settings = cluster("postertool-balancer-sysctl.conf").split("\n").filter((line) => /^net/.test(line));
  net.run("balancer", ["true"], { setup: settings.map((line) => `echo ${line.split("=")[1]} >/proc/sys/${line.split("=")[0].trim().replaceAll(".", "/")}`).join("\n") });
  etcOf("balancer", (etc) => writeFileSync(join(etc, "conf.d/postertool-balancer.conf"),
    cluster("postertool-balancer.conf")
      .replace("/etc/letsencrypt/live/poster.example.org/fullchain.pem", join(folder, "site.crt"))
      .replace("/etc/letsencrypt/live/poster.example.org/privkey.pem", join(folder, "site.key"))
      .replaceAll("    listen [::]", "    #listen [::]")));
  nodes.forEach(layDownNode);
  await startDatabase();
  await Promise.all(nodes.map(startNode));
});

after(async () => {
  if (process.env.KEEP) console.log(folder);
  await net?.remove();
  if (folder && !process.env.KEEP) rmSync(folder, { recursive: true, force: true });
});

test("behind nginx: a node that is cut off and one that is killed cost nobody a poster, and each is counted once", { skip }, async () => {
  await startBalancer(() => startNginx("balancer"));
  // Two seconds and more: not only because it could not be reached.
  const isRepeated = () => /status=200 .*node="10\.0\.0\.12:80, .*node_s="(?:[3-9]|\d\d)\./.test(readFileSync(join(folder, "balancer/log/postertool.log"), "utf8"));
  expected += await load(photos, badDay("node2", "node3", isRepeated));
  await assertCounted();
  net.kill("balancer");
});

test("behind HAProxy, which speaks FastCGI to the nodes", { skip: skip || !existsSync("/usr/sbin/haproxy") && "there is no haproxy" }, async () => {
  await Promise.all(nodes.map(startNode));
  const config = join(folder, "haproxy.cfg");
  writeFileSync(config, cluster("haproxy.cfg").replace("/etc/haproxy/poster.example.org.pem", join(folder, "site.pem")));
  const balancer = await startBalancer(() => net.run("balancer", ["haproxy", "-f", config, "-db"]));
  expected += await load(photos, (answered) => answered(6));
  // HAProxy repeats only what fits into its buffer.
  const isRepeated = () => /status=200 .* ms=[3-9]\d{3,} .* retries=\+?[1-9]/.test(balancer.lines);
  expected += await load(photos.slice(0, 1), badDay("node1", "node2", isRepeated));
  await assertCounted();
});
