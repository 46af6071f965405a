// What the visitor has chosen so far, in one place, and what keeps it: choices
// in the address behind the hash, words in the tab's own history. Neither
// reaches the server, and nothing is stored.

import { readLink, writeLink } from "./rules.js";

export class State extends EventTarget {
  #listing;
  step = "frame";
  template = "";
  theme = ""; // always one of the template's
  format = "";
  bleed = ""; // as in the form: "" is the format's own
  words = {}; // of every field that was filled in, the template's or not
  photo = null; // photo.js
  turn = 0;
  framing = null; // {focus_x, focus_y, zoom} that the visitor chose
  found = null; // what was found in the photo: faces.js

  constructor(listing, template) {
    super();
    this.#listing = listing;
    this.template = template;
    this.#settle();
  }

  get templateNow() {
    return this.#listing.templates.find(({ id }) => id === this.template);
  }

  get formatNow() {
    return this.#listing.formats.find(({ id }) => id === this.format);
  }

  get themeNow() {
    return this.templateNow.themes.find(({ id }) => id === this.theme);
  }

  /** The words of the template's own fields. */
  get ownWords() {
    return Object.fromEntries(this.templateNow.fields.map(({ id }) => [id, (this.words[id] ?? "").trim()]).filter(([, words]) => words));
  }

  /** The photo window of the format; undefined when it shows no photo. */
  get window() {
    return this.templateNow.windows[this.format];
  }

  get wantsPhoto() {
    return this.templateNow.photo !== "none";
  }

  // A theme and a format that the template has.
  #settle() {
    const { themes, formats, default_theme: theme } = this.templateNow;
    if (!themes.some(({ id }) => id === this.theme)) this.theme = theme;
    if (!formats.includes(this.format)) [this.format] = formats;
  }

  /** Takes some values over and tells it: event "change", detail: their names. */
  change(values) {
    const before = { ...this };
    Object.assign(this, values);
    this.#settle();
    const names = new Set(Object.keys(before).filter((name) => before[name] !== this[name]));
    if (names.size > 0) this.dispatchEvent(new CustomEvent("change", { detail: names }));
  }

  /** Whether there was a photo before the page was loaded again. */
  get lostPhoto() {
    return this.photo === null && Boolean(history.state?.postertool?.hadPhoto);
  }

  /** What the address and the tab's history say. */
  recall() {
    const said = readLink(location.hash, this.#listing.templates);
    const { hadPhoto: _, ...kept } = history.state?.postertool ?? {};
    return { ...kept, ...said, words: { ...kept.words, ...said.words } };
  }

  /** Writes them again; as a new entry for the back button when `isNew`. */
  keep(isNew = false) {
    const hadPhoto = this.photo !== null;
    const kept = { postertool: { hadPhoto, words: this.words, bleed: this.bleed, template: this.template, theme: this.theme, format: this.format } };
    const address = writeLink(this);
    if (isNew) history.pushState(kept, "", address);
    else history.replaceState(kept, "", address);
  }
}
