// Asks how it was: the card below a finished poster, loaded after the first
// download, and what it shares with the page for partners. Nothing is stored; an
// answer has a number of its own, so that one that is sent twice counts once.

import { ask, formOf } from "./api.js";
import { countCharacters, plural } from "./rules.js";

const find = (selector) => document.querySelector(selector);

const REMARK_LENGTH = 300;
// From here on it is told how many characters are left.
const TELL_LEFT = 60;

const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** What somebody has filled in of the questions in this document. */
export class Answer {
  #survey;
  #texts;
  #lang;
  #isGoing = false;

  constructor(survey, { texts, lang }) {
    this.#survey = survey;
    this.#texts = texts;
    this.#lang = lang;
    // Characters are counted as people count them, which maxlength does not.
    this.remark?.removeAttribute("maxlength");
    this.remark?.addEventListener("input", () => this.#count());
  }

  get remark() {
    return find("#remark");
  }

  #count() {
    const left = REMARK_LENGTH - countCharacters(this.remark.value.trim());
    const line = this.remark.parentElement.querySelector(".left");
    line.textContent = left > TELL_LEFT ? "" : left < 0 ? plural(this.#texts.over, -left, this.#lang) : plural(this.#texts.left, left, this.#lang);
    line.classList.toggle("wrong", left < 0);
    this.remark.setAttribute("aria-invalid", String(left < 0));
    return left;
  }

  /** What keeps it from being sent: {sentence, control}, or null. */
  lacks() {
    const { none, long } = find("#survey-texts").dataset;
    if (!find(".rating :checked")) return { sentence: none, control: find(".rating input") };
    if (this.remark && this.#count() < 0) return { sentence: long, control: this.remark };
    return null;
  }

  /** Sends it with some more values. False when it is on its way already. */
  async send(values) {
    if (this.#isGoing) return false;
    this.#isGoing = true;
    find("#survey-send").setAttribute("aria-disabled", "true");
    try {
      const form = formOf(values);
      for (const { name, value } of document.querySelectorAll(".rating :checked, #remark")) if (value.trim()) form.append(name, value);
      await ask(`surveys/${this.#survey}`, { method: "POST", body: form });
      return true;
    } finally {
      this.#isGoing = false;
      find("#survey-send").removeAttribute("aria-disabled");
    }
  }
}

// Neither its markup nor its style is anybody's before.
async function loadCard(lang) {
  const response = await fetch(`${new URL("survey/card.html", import.meta.url)}?lang=${lang}`);
  if (!response.ok) throw new Error(response.status);
  const card = find("#survey");
  card.innerHTML = await response.text();
  card.className = "survey survey-card";
  card.setAttribute("aria-labelledby", "survey-title");
  // A form of its own, which cannot stand in that of the poster.
  document.body.append(Object.assign(document.createElement("form"), { id: "rate" }));
}

const loadStyle = () => new Promise((done) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("survey.css", import.meta.url).href });
  link.onload = link.onerror = done;
  document.head.append(link);
});

/**
 * Shows the card, once in a visit (the tab's history remembers that), and tells
 * of it behind `said` without taking the focus.
 */
export async function askOnce(page, said) {
  const { texts, lang, state, say } = page;
  if (state.asked) return;
  state.asked = true;
  state.keep();
  await Promise.all([loadCard(lang), loadStyle()]);
  const answer = new Answer("poster", page);
  const id = newId();
  const sayWrong = (sentence) => {
    const line = find("#survey-error");
    line.textContent = sentence;
    line.hidden = !sentence;
  };
  const close = () => {
    find("#survey").hidden = true;
    find("#download").focus({ preventScroll: true });
  };
  const send = async (event) => {
    event.preventDefault();
    const lack = answer.lacks();
    sayWrong(lack?.sentence ?? "");
    if (lack) return lack.control.focus();
    try {
      if (!await answer.send({ lang, answer: id, template: state.template, partner: state.sender.partner })) return;
      const thanks = find("#survey-thanks");
      find("#survey").replaceWith(thanks);
      thanks.hidden = false;
      thanks.focus({ preventScroll: true });
    } catch (error) {
      sayWrong(error.message || (error.status === 429 || error.status === 503 ? texts.busy : texts.network));
      find("#survey-send").textContent = texts.again;
    }
  };
  // A frame in a sandbox may have no form that can be sent: its buttons work.
  find("#survey-send").addEventListener("click", send);
  find("#rate").addEventListener("submit", send);
  for (const button of ["#survey-close", "#survey-no"]) find(button).addEventListener("click", close);
  find("#survey").addEventListener("keydown", ({ key }) => key === "Escape" && close());
  find("#survey").hidden = false;
  say(`${said} ${find("#survey-texts").dataset.there}`);
}
