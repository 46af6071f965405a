// The page with JavaScript: the same form in four steps, with the poster beside
// it. Without JavaScript the form in the markup does the same in one.

import { countArrival } from "./counting.js";
import { isBoxed, isCard, isFramed, readEmbed, showCard, tellHeight, tellMade } from "./embedding.js";
import { frameAddress, drawWords, Problem, readListing } from "./api.js";
import { Gallery } from "./gallery.js";
import { PhotoStep } from "./photo-step.js";
import { PosterStep } from "./poster-step.js";
import { narrowListing } from "./partners.js";
import { Preview } from "./preview.js";
import { fill, layerWidth, panelColors, steps, writeLink } from "./rules.js";
import { SchoolChoice } from "./school-choice.js";
import { State } from "./state.js";
import { WordsStep } from "./words-step.js";

const find = (selector) => document.querySelector(selector);
const texts = JSON.parse(find("#texts").textContent);
const lang = document.documentElement.lang;
const form = find("#maker");
const embed = readEmbed();

// Words are asked for after so many milliseconds without another letter.
const PAUSE_MS = 100;

function prepareMarkup() {
  document.documentElement.classList.add("js");
  form.noValidate = true;
  for (const control of document.querySelectorAll(".plain :is(select, input), .plain-format select")) control.disabled = true;
  form.removeAttribute("target");
  for (const part of ["#stage", "#go"]) find(part).hidden = false;
}

function say(sentence) {
  const status = find("#status");
  status.textContent = "";
  // Said again when it is the same.
  requestAnimationFrame(() => { status.textContent = sentence; });
}

class Page {
  texts = texts;
  lang = lang;
  say = say;
  onmade = tellMade;
  #words = { timer: 0, stop: new AbortController() };
  #layers = {};
  #keeping = 0;

  constructor(listing) {
    this.listing = listing;
    const chosen = find("[name=template]:checked") ?? find("[name=template]");
    const format = embed?.chosen.format ?? "";
    this.state = new State(listing, { template: chosen.value, format, owner: embed?.partner, isFramed });
    this.preview = new Preview(find("#preview"));
    this.preview.onframe = (framing) => this.state.change({ framing });
    this.gallery = new Gallery(this);
    this.steps = { photo: new PhotoStep(this), words: new WordsStep(this), school: new SchoolChoice(this, embed?.partner), poster: new PosterStep(this) };
    this.state.addEventListener("change", ({ detail }) => this.#changed(detail));
    this.#listen();
    const { lostPhoto } = this.state;
    const { step, ...recalled } = this.state.recall();
    this.state.change(recalled);
    this.#changed(new Set(["template", "theme", "format", "words", "school", "photo", "step"]));
    if (lostPhoto) this.steps.photo.remind();
    this.go(step ?? "frame", { quietly: true });
  }

  /** To a step; with its title in focus, and as an entry of the history. */
  go(step, { quietly = false } = {}) {
    const isOther = this.state.step !== step;
    this.state.change({ step });
    this.state.keep(isOther && !quietly);
    if (quietly) return;
    const title = find(`#${step}-title`);
    this.showTop();
    title.focus({ preventScroll: true });
    say(fill(texts.step, { n: steps.indexOf(step) + 1, title: title.textContent }));
  }

  /** Scrolls to the top of the tool; of another site's page no more than needed. */
  showTop() {
    if (isFramed) find(".steps").scrollIntoView({ block: "nearest", behavior: "instant" });
    else scrollTo({ top: 0, behavior: "instant" });
  }

  /** Says that a download begins; after the first one, how it was is asked. */
  tellDownload(sentence) {
    say(sentence);
    if (find("#survey")) import("./survey.js").then(({ askOnce }) => askOnce(this, sentence)).catch(() => {});
  }

  #listen() {
    for (const link of document.querySelectorAll(".steps a"))
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.go(link.hash.slice(1));
      });
    const neighbour = (by) => steps[steps.indexOf(this.state.step) + by];
    find("#back").addEventListener("click", () => this.go(neighbour(-1)));
    find("#next").addEventListener("click", () => this.#next(neighbour(1)));
    const goOn = (event) => {
      event.preventDefault();
      if (this.state.step === "poster") this.steps.poster.make();
      else this.#next(neighbour(1));
    };
    // A frame in a sandbox may have no form that can be sent: its buttons work.
    find("#make").addEventListener("click", goOn);
    form.addEventListener("submit", (event) => {
      if (["download", "download-pdf", "download-sheets", "kit-send"].includes(event.submitter?.id) && this.steps.poster.isReady) return;
      goOn(event);
    });
    addEventListener("popstate", () => this.go(this.state.recall().step ?? "frame", { quietly: true }));
    addEventListener("hashchange", () => {
      const { step = this.state.step, ...said } = this.state.recall();
      this.state.change(said);
      this.go(step, { quietly: true });
    });
    addEventListener("pagehide", () => this.state.keep());
    // The choices go along to another language, the words too.
    for (const link of document.querySelectorAll(".languages a"))
      link.addEventListener("click", () => { link.hash = writeLink(this.state, true); });
    new ResizeObserver(() => this.#showLayers()).observe(find("#preview"));
  }

  // A step that lacks something says so before the next.
  #next(step) {
    const lacking = this.steps[this.state.step]?.lacks();
    if (lacking) lacking();
    else this.go(step);
  }

  #changed(names) {
    const { state, preview } = this;
    if (names.has("step")) this.#showStep();
    if (names.has("template") || names.has("theme")) this.#showColors();
    if (names.has("template") || names.has("format")) preview.setFormat(state.formatNow, state.window);
    if (["template", "theme", "format", "words", "school"].some((name) => names.has(name))) this.#showLayers();
    for (const part of [this.gallery, ...Object.values(this.steps)]) part.changed(names);
    this.#keepSoon();
  }

  // Browsers refuse more than some entries of the history in a while.
  #keepSoon() {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.state.keep(), 300);
  }

  #showStep() {
    const { step } = this.state;
    form.dataset.step = step;
    document.body.dataset.step = step;
    for (const link of document.querySelectorAll(".steps a"))
      if (link.hash === `#${step}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    find("#back").hidden = step === steps[0];
    find("#go").hidden = step === steps.at(-1);
  }

  #showColors() {
    const { ground, panel, ink } = panelColors(this.state.themeNow);
    for (const [name, color] of Object.entries({ ground, panel, ink })) form.style.setProperty(`--poster-${name}`, color);
  }

  /** Asks for the art and the words again where they are no longer the same. */
  #showLayers() {
    const { state, preview } = this;
    if (!preview.width) return;
    const width = layerWidth(preview.width, devicePixelRatio, state.formatNow.width);
    const own = state.ownWords;
    // Nothing filled in yet: the example, faint.
    const faint = Object.keys(own).length === 0;
    const words = faint ? Object.fromEntries(state.templateNow.fields.filter(({ required }) => required).map(({ id, example }) => [id, example])) : own;
    const { template, theme, format } = state;
    const order = { template, theme, format, width, lang, sender: state.sender };
    preview.setArt(frameAddress({ ...order, given: Object.keys(words).sort() }));
    const key = JSON.stringify([order, words, faint]);
    if (this.#layers.words === key) return;
    this.#layers.words = key;
    clearTimeout(this.#words.timer);
    find("#preview").ariaBusy = true;
    this.#words.timer = setTimeout(() => this.#drawWords({ ...order, words }, faint), PAUSE_MS);
  }

  async #drawWords(order, faint) {
    this.#words.timer = 0;
    this.#words.stop.abort();
    const { signal } = this.#words.stop = new AbortController();
    try {
      const blob = await drawWords(order, signal);
      if (signal.aborted) return;
      await this.preview.setWords(blob, faint);
      this.steps.words.complain(null);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof Problem)) throw error;
      this.#layers.words = ""; // the next change asks again
      this.steps.words.complain(error);
    } finally {
      if (!signal.aborted) find("#preview").ariaBusy = this.#words.timer > 0;
    }
  }
}

async function begin() {
  prepareMarkup();
  const listing = await readListing(lang);
  const page = new Page(embed ? narrowListing(listing, embed) : listing);
  document.documentElement.dataset.ready = page.state.template;
}

document.body.classList.toggle("boxed", isBoxed);
countArrival({ partner: embed?.partner?.id, isFramed, isCard: Boolean(embed) && isCard });
const tell = embed ? tellHeight() : () => {};
if (embed && isCard) showCard();
else await begin();
tell();
