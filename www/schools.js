// The page that makes the snippet, with JavaScript: it asks the server for itself
// with what was chosen, and takes over what came of it. Without, its form does.

import { findPartners } from "./api.js";
import { Combobox, drawPartner } from "./combobox.js";
import { plural } from "./rules.js";

const find = (selector) => document.querySelector(selector);
const texts = JSON.parse(find("#texts").textContent);
const { lang } = document.documentElement;
const form = find("#wish");
let stop = new AbortController();

function say(sentence) {
  const status = find("#status");
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = sentence; });
}

// The preview grows as it will at school.
addEventListener("message", ({ source, origin, data }) => {
  const frame = find(".shown");
  if (source !== frame.contentWindow || origin !== self.origin || data?.type !== "postertool:height" || !Number.isFinite(data.height)) return;
  frame.style.height = `${Math.min(20_000, Math.max(150, data.height))}px`;
});

// Where the site does not know its own address, this page does.
const base = new URL(".", import.meta.url).href;
const whole = (code) => code.replace(/(src|href)="(?!https?:)/g, `$1="${base}`);

function showCode(from) {
  for (const id of ["script", "frame", "element"]) find(`#code-${id}`).value = whole(from.querySelector(`#code-${id}`).value);
  const link = from.querySelector(".address");
  link.firstElementChild.textContent = new URL(link.firstElementChild.getAttribute("href"), base).href;
  if (from !== document) find(".address").replaceWith(link);
}

async function refresh() {
  stop.abort();
  const { signal } = stop = new AbortController();
  const address = new URL(form.action);
  // Of an empty choice there is nothing to say.
  for (const [name, value] of new FormData(form)) if (value && name !== "q") address.searchParams.set(name, value);
  let answer;
  try {
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(response.status);
    answer = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
    return;
  }
  if (signal.aborted) return;
  const had = document.activeElement?.getAttribute("name");
  find("#choices").replaceWith(answer.querySelector("#choices"));
  if (had && find(`#choices [name=${had}]`)) find(`#choices [name=${had}]:is(select, :checked)`)?.focus();
  showCode(answer);
  const shown = find(".shown");
  const now = answer.querySelector(".shown").getAttribute("src");
  if (shown.getAttribute("src") !== now) shown.src = now;
  find(".qr img").src = answer.querySelector(".qr img").getAttribute("src");
  find("#for-wall").textContent = answer.querySelector("#for-wall").textContent;
  // Another language of this page keeps what was chosen.
  for (const link of document.querySelectorAll(".languages a")) {
    const other = new URL(address);
    other.searchParams.set("lang", link.lang);
    link.href = other.href;
  }
  history.replaceState(null, "", address);
  say(texts.snippet_ready);
}

async function copy(button) {
  const area = find(`#${button.dataset.copy}`);
  try {
    await navigator.clipboard.writeText(area.value);
  } catch {
    area.select();
    if (!document.execCommand("copy")) return say(texts.copy_failed);
  }
  const { textContent } = button;
  if (textContent !== texts.copied) {
    button.textContent = texts.copied;
    setTimeout(() => { button.textContent = textContent; }, 2000);
  }
  say(texts.copied);
}

document.documentElement.classList.add("js");
showCode(document);
new Combobox(find("#q"), find("#q-found"), {
  search: (text, signal) => findPartners(text, lang, signal),
  draw: drawPartner,
  onchoose: ({ id, name }) => {
    find("#q").value = name;
    const choice = Object.assign(document.createElement("input"), { type: "radio", name: "partner", value: id, hidden: true });
    find("#choices").append(choice);
    choice.checked = true;
    refresh();
  },
  onfound: (found) => say(found.length ? plural(texts.schools_found, found.length, lang) : texts.partner_none),
});
form.addEventListener("change", ({ target }) => target.id !== "q" && refresh());
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copy(button));
find("#print").addEventListener("click", () => print());
// The preview told its height before anybody listened.
find(".shown").contentWindow?.postMessage({ type: "postertool:ask" }, self.origin);
document.documentElement.dataset.ready = "schools";
