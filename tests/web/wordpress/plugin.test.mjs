// The plugin for WordPress in Debian's WordPress: its files, its settings, and
// what it writes into pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launch } from "../browser.mjs";
import { root } from "../site.mjs";
import { plugin, startSchool } from "./school.mjs";

const address = "https://posters.example.org/";
const settings = "/wp-admin/options-general.php?page=postertool";

let school;
let browser;

before(async () => {
  school = await startSchool();
  browser = await launch();
  school.activate();
});
after(async () => {
  await browser?.close();
  await school?.stop();
});

const setAddress = (value) => school.php(`update_option( 'postertool_address', base64_decode( '${Buffer.from(value).toString("base64")}' ) ); return get_option( 'postertool_address' );`);
const getAddress = () => school.php("return get_option( 'postertool_address' );");
const shown = async (content, options) => (await fetch(school.publish(content, options))).text();
const frames = (html) => html.match(/<iframe[^>]*>/g) ?? [];
const sources = (html) => frames(html).map((one) => one.match(/ src="([^"]*)"/)[1].replaceAll("&#038;", "&"));

// A tab of somebody who is signed in. No request leaves the machine.
async function visit(t, user) {
  const context = await browser.newContext({ locale: "nl-BE" });
  t.after(() => context.close());
  const tab = await context.newPage();
  tab.outside = [];
  await tab.route((url) => url.hostname !== "localhost", (route) => {
    tab.outside.push(route.request().url());
    return route.abort();
  });
  if (user) await school.signIn(tab, user);
  return tab;
}

const filesBelow = (folder) => readdirSync(folder, { withFileTypes: true })
  .flatMap((one) => one.isDirectory() ? filesBelow(join(folder, one.name)) : [join(folder, one.name)]);

describe("its files", () => {
  test("PHP can read each of them, and none answers who asks for it itself", async () => {
    for (const file of filesBelow(plugin).filter((name) => name.endsWith(".php"))) {
      execFileSync("php", ["-l", file], { stdio: "pipe" });
      const answer = await fetch(`${school.url}/wp-content/plugins/postertool${file.slice(plugin.length)}`);
      assert.equal((await answer.text()).trim(), "", file);
    }
  });

  test("its version is the same everywhere", () => {
    const version = (file, pattern) => readFileSync(file, "utf8").match(pattern)[1];
    const ours = version(join(root, "CMakeLists.txt"), /project\(postertool VERSION ([0-9.]+)/);
    assert.equal(version(join(plugin, "postertool.php"), /Version: +([0-9.]+)/), ours);
    assert.equal(version(join(plugin, "readme.txt"), /Stable tag: ([0-9.]+)/), ours);
    assert.equal(version(join(plugin, "block/editor.asset.php"), /'version' +=> '([0-9.]+)'/), ours);
  });

  test("it says the same things in four languages", () => {
    const texts = school.php(`$all = array(); foreach ( array( 'nl_BE', 'fr_FR', 'de_DE_formal', 'en_GB', 'xx' ) as $locale ) {
      $say = function () use ( $locale ) { return $locale; };
      add_filter( 'determine_locale', $say, 99 ); $all[ $locale ] = postertool_texts(); remove_filter( 'determine_locale', $say, 99 );
    } return $all;`);
    const keys = Object.keys(texts.nl_BE).sort();
    for (const one of Object.values(texts)) {
      assert.deepEqual(Object.keys(one).sort(), keys);
      assert.ok(Object.values(one).every(Boolean));
    }
    assert.deepEqual(texts.xx, texts.en_GB);
    assert.equal(new Set(Object.values(texts).map(({ how_block: text }) => text)).size, 4);
  });
});

describe("its settings", () => {
  test("an administrator enters the address as it is at hand", async (t) => {
    setAddress("");
    const tab = await visit(t, "admin");
    await tab.goto(school.url + settings);
    for (const [typed, kept] of [
      ["https://posters.example.org", address],
      ["  HTTPS://Posters.Example.ORG/  ", address],
      ["posters.example.org", address],
      ["https://posters.example.org/embed/sint-jan?template=volgers", address],
      ["https://posters.example.org/schools", address],
      ["https://example.org:8443/poster/embed/", "https://example.org:8443/poster/"],
      ["http://localhost:8080", "http://localhost:8080/"],
      ["", ""],
    ]) {
      await tab.fill("#postertool-address", typed);
      await Promise.all([tab.waitForNavigation(), tab.click("#submit")]);
      assert.equal(await tab.inputValue("#postertool-address"), kept, typed);
      assert.equal(getAddress(), kept, typed);
    }
    assert.deepEqual(tab.outside, []);
  });

  test("what is no address is refused with a sentence, and changes nothing", async (t) => {
    setAddress(address);
    const tab = await visit(t, "admin");
    await tab.goto(school.url + settings);
    for (const typed of [
      "javascript:alert(1)", "data:text/html,x", "http://posters.example.org/", "https://user:secret@posters.example.org/", "//x/\"><script>alert(1)</script>",
      "https://posters.example.org/\" onload=\"alert(1)", "https://posters.example.org/?x", "https://posters.example.org/#x", "https://posters.example.org/a/../b",
      "https://posters.example.org\\evil", "https://a b", "https://[::1]/", "ftp://posters.example.org/", `https://${"a".repeat(300)}.org/`, "<b>", "https:///",
    ]) {
      await tab.fill("#postertool-address", typed);
      await Promise.all([tab.waitForNavigation(), tab.click("#submit")]);
      assert.match(await tab.locator("#setting-error-postertool_address").innerText(), /geen adres van een postermaker/, typed);
      assert.equal(await tab.inputValue("#postertool-address"), address, typed);
      assert.equal(getAddress(), address, typed);
    }
  });

  test("what came into the database by another way is no address either", async () => {
    for (const value of ["javascript:alert(1)", "\"><script>alert(1)</script>"]) {
      school.php(`global $wpdb; $wpdb->replace( $wpdb->options, array( 'option_name' => 'postertool_address', 'option_value' => ${JSON.stringify(value).replaceAll("$", "\\$")} ) );`);
      const html = await shown("[postertool]");
      assert.deepEqual(frames(html), []);
      assert.ok(!html.includes("alert(1)"));
    }
  });

  test("a contributor sees no settings and changes none; without a nonce nobody does", async (t) => {
    setAddress(address);
    for (const user of ["contributor", "author"]) {
      const tab = await visit(t, user);
      assert.equal((await tab.goto(school.url + settings)).status(), 403);
      const nonce = school.php("return wp_create_nonce( 'postertool-options' );", { user });
      const answer = await tab.request.post(`${school.url}/wp-admin/options.php`, {
        form: { option_page: "postertool", action: "update", _wpnonce: nonce, postertool_address: "https://evil.example/" },
      });
      assert.equal(answer.status(), 403);
    }
    const tab = await visit(t, "admin");
    const answer = await tab.request.post(`${school.url}/wp-admin/options.php`, {
      form: { option_page: "postertool", action: "update", postertool_address: "https://evil.example/" },
    });
    assert.equal(answer.status(), 403);
    assert.equal(getAddress(), address);
  });

  test("wp-config.php can fix it", () => {
    setAddress("https://another.example/");
    const [fixed, page] = school.php(`define( 'POSTERTOOL_ADDRESS', 'https://posters.example.org' ); require_once ABSPATH . 'wp-admin/includes/admin.php';
      ob_start(); postertool_settings_page(); return array( postertool_address(), ob_get_clean() );`);
    assert.equal(fixed, address);
    assert.match(page, /disabled/);
    assert.doesNotMatch(page, /type="submit"/);
  });

  test("the list of plugins leads to them", async (t) => {
    const tab = await visit(t, "admin");
    await tab.goto(`${school.url}/wp-admin/plugins.php`);
    await tab.click("tr[data-plugin='postertool/postertool.php'] a[href*='page=postertool']");
    await tab.waitForSelector("#postertool-address");
  });
});

describe("what it writes into pages", () => {
  before(() => setAddress(address));

  test("the shortcode gives a frame that may do what the tool does, and its script once", async () => {
    const html = await shown('[postertool partner="sint-jan" template="volgers" theme="geel" lang="fr"] [postertool]');
    assert.deepEqual(sources(html), [`${address}embed/sint-jan?template=volgers&theme=geel&lang=fr`, `${address}embed/?lang=nl`]);
    for (const frame of frames(html)) {
      assert.match(frame, / allow="camera; web-share; clipboard-write"/);
      assert.match(frame, / title="Poster maken"/);
      assert.match(frame, / loading="lazy"/);
      assert.doesNotMatch(frame, /sandbox/);
    }
    assert.equal(html.match(/<script async src='https:\/\/posters\.example\.org\/embed\.js'/g).length, 1);
  });

  test("what cannot be an id stays out, whoever writes it", async () => {
    const bad = ['"><script>alert(1)</script>', "../../x", "Sint-Jan", "a b", "x&lang=fr", "x".repeat(64), "javascript:alert(1)", "' onload='alert(1)", "[b]"];
    for (const [i, value] of bad.entries()) {
      const html = await shown(`[postertool partner='${value}' template='${value}' theme='${value}' lang='${value}']\n\n<!-- wp:postertool/poster-tool ${JSON.stringify({ partner: value, template: value, lang: 7, theme: { a: 1 } })} /-->`,
        { user: i % 2 ? "author" : "admin", type: "post" });
      for (const source of sources(html)) assert.match(source, /^https:\/\/posters\.example\.org\/embed\/\?lang=nl$/, value);
      assert.ok(!html.includes("<script>alert(1)"), value);
      assert.doesNotMatch(html, /<iframe[^>]* onload=/, value);
    }
  });

  test("a pasted link is the tool without asking it, and only a link of the tool is", async () => {
    school.asked();
    for (const [link, source] of [
      [`${address}embed/sint-jan?template=volgers&theme=geel&lang=de`, `${address}embed/sint-jan?template=volgers&theme=geel&lang=de`],
      [`${address}embed/?template=%3Cscript%3E&x=1`, `${address}embed/?lang=nl`],
      [`${address}embed`, `${address}embed/?lang=nl`],
      [address, `${address}embed/?lang=nl`],
    ])
      assert.deepEqual(sources(await shown(`Kijk:\n\n${link}\n\nDaar.`)), [source], link);
    assert.deepEqual(school.asked().filter((url) => /^[^?]*\/embed\/sint-jan|\/oembed/.test(url)), []);
    for (const link of [`${address}embedded`, `${address}embed/a/b`, `${address}embed/A`, "https://posters.example.org.evil.example/embed/", "https://evil.example/?https://posters.example.org/embed/"])
      assert.deepEqual(frames(await shown(`Kijk:\n\n${link}\n\nDaar.`)), [], link);
  });

  test("WordPress knows it as a provider", () => {
    const provider = (link) => school.php(`return _wp_oembed_get_object()->get_provider( '${link}', array( 'discover' => false ) );`);
    assert.equal(provider(`${address}embed/sint-jan?lang=fr`), `${address}oembed`);
    assert.equal(provider(address), `${address}oembed`);
    assert.equal(provider("https://posters.example.org.evil.example/embed/"), false);
  });

  test("in a feed it is a link", async () => {
    school.publish("[postertool partner=\"sint-jan\"]", { type: "post", title: "In de feed" });
    const feed = await (await fetch(`${school.url}/?feed=rss2`)).text();
    assert.match(feed, /<p><a href="https:\/\/posters\.example\.org\/embed\/sint-jan\?lang=nl">Poster maken<\/a><\/p>/);
    assert.doesNotMatch(feed, /<iframe class="postertool"/);
  });

  test("a page without it has nothing of it", async () => {
    const html = await shown("Gewoon een pagina.");
    assert.doesNotMatch(html, /posters\.example\.org|postertool/);
  });

  test("without an address visitors see nothing, and who can mend it is told", async (t) => {
    setAddress("");
    t.after(() => setAddress(address));
    const page = school.publish("Kijk:\n\n[postertool]\n\n<!-- wp:postertool/poster-tool /-->");
    assert.doesNotMatch(await (await fetch(page)).text(), /postertool|postermaker/);
    const tab = await visit(t, "admin");
    await tab.goto(page);
    assert.equal(await tab.locator("a[href$='page=postertool']", { hasText: "Instellingen" }).count(), 2);
  });

  test("deleted, it leaves nothing", () => {
    setAddress(address);
    school.deactivate();
    school.php("require_once ABSPATH . 'wp-admin/includes/plugin.php'; uninstall_plugin( 'postertool/postertool.php' );");
    assert.deepEqual(school.php("global $wpdb; return $wpdb->get_col( \"SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%postertool%'\" );"), []);
  });

  test("PHP had nothing to say about it", () => {
    assert.deepEqual(school.complaints().split("\n").filter((line) => /plugins\/postertool|Fatal|Uncaught/.test(line)), []);
  });
});
