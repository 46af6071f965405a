// The third step's last field: whose poster it is. A school from the list gives its
// logo; another is set as it was typed. In the embed of a partner with a logo there
// is no such field.

import { findPartners, readPartner } from "./api.js";
import { Combobox, drawPartner } from "./combobox.js";
import { plural } from "./rules.js";

const find = (selector) => document.querySelector(selector);

export class SchoolChoice {
  #page;
  #input = find("#school");
  #asked = "";

  /** `owner`: the partner whose embed it is; nobody else is looked for. */
  constructor(page, owner) {
    this.#page = page;
    find("#maker > [name=partner]")?.remove(); // orders name it themselves
    if (!this.#input) return;
    this.#input.removeAttribute("name");
    this.#input.addEventListener("input", () => page.state.change({ school: { name: this.#input.value, partner: "", allows: null } }));
    if (owner) return;
    const { texts, lang, say } = page;
    this.box = new Combobox(this.#input, find("#school-found"), {
      search: (text, signal) => findPartners(text, lang, signal),
      draw: drawPartner,
      onchoose: ({ id, name }) => this.#choose(id, name),
      onfound: (found) => say(found.length ? plural(texts.schools_found, found.length, lang) : texts.schools_none),
    });
  }

  // What it allows is asked first, so that the poster does not change twice.
  async #choose(partner, name) {
    const { state, lang, say } = this.#page;
    this.#asked = partner;
    this.#input.value = name;
    const allows = await readPartner(partner, lang).catch(() => null);
    if (this.#asked !== partner) return;
    this.#asked = "";
    state.change({ school: { name, partner: allows ? partner : "", allows } });
    say(name);
  }

  #tell() {
    const { state, texts } = this.#page;
    const { school, templateNow, format } = state;
    const note = find("#school-note");
    if (templateNow.logo_formats.includes(format)) note.textContent = school.partner && school.allows && !state.chosenPartner ? texts.school_name_only : "";
    else note.textContent = texts.school_no_room;
    note.hidden = !note.textContent;
  }

  lacks() {
    return null;
  }

  changed(names) {
    if (!this.#input) return;
    const { school } = this.#page.state;
    if (names.has("school")) {
      if (this.#input.value !== school.name) this.#input.value = school.name;
      if (school.partner && !school.allows && this.#asked !== school.partner) this.#choose(school.partner, school.name);
      if (!school.partner) this.#asked = "";
    }
    this.#tell();
  }
}
