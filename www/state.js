// What the visitor has chosen so far, in one place, and what keeps it: choices
// in the address behind the hash, words in the tab's own history. Neither
// reaches the server, and nothing is stored.

import { partnerAllows, mergeCaptions } from "./partners.js";
import { readLink, writeLink } from "./rules.js";

// `name` as it was typed or chosen; `partner` the id of one from the list, and
// `allows` what it says of itself (GET /api/v1/partners/ID), once that is known.
const NO_SCHOOL = { name: "", partner: "", allows: null };

export class State extends EventTarget {
  #listing;
  #owner; // the partner whose embed this is; null: everybody's tool
  step = "frame";
  lang = document.documentElement.lang;
  template = "";
  theme = ""; // always one of the template's
  format = "";
  bleed = ""; // as in the form: "" is the format's own
  words = {}; // of every field that was filled in, the template's or not
  photo = null; // photo.js
  turn = 0;
  school = NO_SCHOOL; // whose poster it is
  framing = null; // {focus_x, focus_y, zoom} that the visitor chose
  found = null; // what was found in the photo: faces.js
  asked = false; // how it was

  constructor(listing, { template, format = "", owner = null, isFramed = false }) {
    super();
    this.#listing = listing;
    this.#owner = owner;
    this.isFramed = isFramed;
    Object.assign(this, { template, format });
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

  /** The partner from the list, when it allows what is chosen here. */
  get chosenPartner() {
    const { allows } = this.school;
    return allows && partnerAllows(allows, this) ? allows : null;
  }

  /** Whose poster it is, as the properties of an order. */
  get sender() {
    const name = this.school.name.trim();
    if (this.#owner) return { partner: this.#owner.id, ...name && !this.#owner.has_logo ? { school: name } : {} };
    if (this.chosenPartner) return { partner: this.chosenPartner.id };
    return name ? { school: name } : {};
  }

  /** What a caption says of whose poster it is. */
  get senderName() {
    const name = this.school.name.trim();
    if (this.#owner) return name && !this.#owner.has_logo ? name : this.#owner.name;
    return this.chosenPartner?.name ?? name;
  }

  /** The captions to choose from. */
  get captions() {
    return mergeCaptions(this.templateNow.captions, this.chosenPartner?.captions);
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
    this.template = this.templateNow?.id ?? this.#listing.templates[0].id;
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
    if (this.asked) kept.asked = true;
    // The server's own answer is asked for again.
    if (kept.school) kept.school = { ...NO_SCHOOL, ...kept.school };
    if (said.school) said.school = { ...NO_SCHOOL, name: said.school };
    return { ...kept, ...said, words: { ...kept.words, ...said.words } };
  }

  /** Writes them again; as a new entry for the back button when `isNew`. */
  keep(isNew = false) {
    const hadPhoto = this.photo !== null;
    const { name, partner } = this.school;
    const kept = { postertool: { hadPhoto, asked: this.asked, words: this.words, school: { name, partner }, bleed: this.bleed, template: this.template, theme: this.theme, format: this.format } };
    const address = writeLink(this);
    // Another site's page keeps its own way back, and a frame in a sandbox may
    // change no address.
    if (this.isFramed) try { history.replaceState(kept, ""); } catch { /* then nothing is kept */ }
    else if (isNew) history.pushState(kept, "", address);
    else history.replaceState(kept, "", address);
  }
}
