// The site of a school: Debian's WordPress, a database and PHP of its own, in a
// temporary folder, on a free port of the loopback address.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { childrenOf, freePort, root, start, until } from "../site.mjs";

export const plugin = join(root, "deploy/wordpress/postertool");
const debian = "/usr/share/wordpress";
const password = "krijt-en-bord-47";
// mariadbd refuses to be root.
const nobody = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};

const inPhp = (text) => `'${text.replace(/[\\']/g, "\\$&")}'`;

// Settings of WordPress: it asks nobody but this machine, and looks for no news.
const config = ({ database, url, more }) => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', ${inPhp(`localhost:${database}`)} );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
${["AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY", "AUTH_SALT", "SECURE_AUTH_SALT", "LOGGED_IN_SALT", "NONCE_SALT"]
    .map((name) => `define( '${name}', 'of a test: ${name}' );`).join("\n")}
define( 'WP_HOME', ${inPhp(url)} );
define( 'WP_SITEURL', ${inPhp(url)} );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1' );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', __DIR__ . '/debug.log' );
${more}
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;

const install = `
define( 'WP_INSTALLING', true );
require 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'Sint-Jansinstituut Gent', 'admin', 'admin@school.example', false, '', ${inPhp(password)}, 'nl_BE' );
foreach ( array( 'author', 'contributor' ) as $role ) {
	wp_insert_user( array( 'user_login' => $role, 'user_pass' => ${inPhp(password)}, 'role' => $role, 'user_email' => $role . '@school.example' ) );
}
foreach ( get_users() as $user ) {
	update_user_meta( $user->ID, 'wp_persisted_preferences', array(
		'core/edit-post' => array( 'welcomeGuide' => false, 'fullscreenMode' => true ),
		'_modified' => '2026-01-01T00:00:00.000Z',
	) );
}
update_option( 'show_avatars', 0 );
update_option( 'default_comment_status', 'closed' );
switch_theme( 'twentytwentythree' );`;

// A database server that is reached through one socket in a folder of its own.
async function startDatabase() {
  const folder = mkdtempSync(join(tmpdir(), "postertool-db-"));
  if (nobody.uid) chownSync(folder, nobody.uid, nobody.gid);
  const data = join(folder, "data");
  const socket = join(folder, "sql");
  execFileSync("mariadb-install-db", [
    "--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
  ], { ...nobody, stdio: "pipe", cwd: folder });
  const server = start("/usr/sbin/mariadbd", [
    "--no-defaults", `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(folder, "pid")}`, "--skip-networking",
    // Nothing of it has to last.
    "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-buffer-pool-size=32M", "--performance-schema=off", "--skip-log-bin",
  ], { ...nobody, cwd: folder });
  const stop = async () => {
    server.kill("SIGTERM");
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(() => existsSync(socket) || server.exitCode !== null, "the database listens");
    assert.equal(server.exitCode, null, server.lines);
    execFileSync("mariadb", ["--no-defaults", `--socket=${socket}`, "--user=root", "--execute=CREATE DATABASE wordpress CHARACTER SET utf8mb4"], { stdio: "pipe" });
  } catch (error) {
    await stop();
    throw error;
  }
  return { socket, stop };
}

// Starts the site of a school that has the plugin, not yet switched on. `config`
// is more text for wp-config.php.
export async function startSchool({ config: more = "" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "postertool-wp-"));
  const htdocs = join(folder, "htdocs");
  const port = await freePort();
  // Another site than the tool's, in the browser's eyes too.
  const url = `http://localhost:${port}`;
  const database = await startDatabase();
  let server;
  const stop = async () => {
    // With its workers, which it leaves behind when it alone is told.
    if (server?.exitCode === null) for (const id of [...childrenOf(server.pid), server.pid]) process.kill(id, "SIGTERM");
    await server?.ended;
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const settings = ["-d", "opcache.enable_cli=1", "-d", "opcache.validate_timestamps=1", "-d", "opcache.revalidate_freq=0", "-d", "memory_limit=256M"];
  // Runs PHP in WordPress, as somebody, and gives what it returns.
  const php = (code, { user = "admin", load = true } = {}) => {
    const text = execFileSync("php", [...settings, "-d", "opcache.enable_cli=0"], {
      cwd: htdocs, encoding: "utf8", env: { ...process.env, HTTP_HOST: `localhost:${port}` },
      input: `<?php $_SERVER['HTTP_HOST'] = 'localhost:${port}'; $_SERVER['REQUEST_METHOD'] = 'GET'; ${load ? `require 'wp-load.php'; wp_set_current_user( get_user_by( 'login', ${inPhp(user)} )->ID );
        echo "\\n=", wp_json_encode( ( function () { ${code} } )() );` : code}`,
    });
    return load ? JSON.parse(text.slice(text.lastIndexOf("\n=") + 2)) : text;
  };
  try {
    cpSync(debian, htdocs, { recursive: true, dereference: true, filter: (from) => !/\/(\.htaccess|wp-config\.php|akismet)$/.test(from) });
    cpSync(plugin, join(htdocs, "wp-content/plugins/postertool"), { recursive: true });
    mkdirSync(join(htdocs, "wp-content/mu-plugins"));
    cpSync(join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "machine.php"), join(htdocs, "wp-content/mu-plugins/machine.php"));
    writeFileSync(join(htdocs, "wp-config.php"), config({ database: database.socket, url, more }));
    php(install, { load: false });
    server = spawn("php", [...settings, "-S", `127.0.0.1:${port}`, "-t", htdocs], {
      stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4" },
    });
    server.ended = new Promise((done) => server.once("exit", done));
    server.stderr.on("data", (text) => appendFileSync(join(folder, "php.log"), text));
    await until(async () => (await fetch(`http://127.0.0.1:${port}/readme.html`).catch(() => ({}))).ok, "PHP answers");
  } catch (error) {
    await stop();
    throw error;
  }
  const read = (file) => existsSync(file) ? readFileSync(file, "utf8") : "";
  return {
    url, port, folder, htdocs, php, stop,
    // What PHP complained about.
    complaints: () => read(join(htdocs, "debug.log")),
    // What WordPress asked of other machines, since the last time.
    asked() {
      const log = join(htdocs, "asked.log");
      const lines = read(log).split("\n").filter(Boolean);
      rmSync(log, { force: true });
      return lines;
    },
    activate: () => php("require_once ABSPATH . 'wp-admin/includes/plugin.php'; return is_wp_error( activate_plugin( 'postertool/postertool.php' ) );"),
    deactivate: () => php("require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'postertool/postertool.php' );"),
    // A published page; its address.
    publish: (content, { user = "admin", title = "Onze poster", type = "page" } = {}) =>
      php(`kses_init(); return get_permalink( wp_insert_post( wp_slash( array( 'post_type' => ${inPhp(type)}, 'post_status' => 'publish',
        'post_title' => ${inPhp(title)}, 'post_content' => ${inPhp(content)} ) ) ) );`, { user }),
    // Signs a browser tab in.
    async signIn(tab, user = "admin") {
      await tab.goto(`${url}/wp-login.php`);
      await tab.fill("#user_login", user);
      await tab.fill("#user_pass", password);
      await Promise.all([tab.waitForURL("**/wp-admin/**"), tab.click("#wp-submit")]);
    },
  };
}
