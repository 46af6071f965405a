// A finished poster in a frame, where a sandbox may hold back a download and nobody
// tells: the picture in a tab of its own, or held in place. Loaded by
// poster-step.js, in a frame alone.

import { isBoxed } from "./embedding.js";

const find = (selector) => document.querySelector(selector);
const ASKING = "#download, #download-pdf, #download-sheets, #print";

export class Boxed {
  #page;
  #address = "";

  constructor(page) {
    this.#page = page;
    if (!find("#boxed")) return;
    find("#boxed-open").addEventListener("click", (event) => {
      event.preventDefault();
      // Nothing opens where the sandbox allows no other tab.
      if (open(this.#address, "_blank")) return;
      const line = find("#boxed-hint");
      line.hidden = false;
      page.say(line.textContent);
    });
    // Not every sandbox can be seen: who had to ask is shown another way too.
    for (const button of document.querySelectorAll(ASKING)) button.addEventListener("click", () => this.#offer());
  }

  /** Offers the picture at an address of this document. */
  show(address) {
    this.#address = address;
    if (find("#boxed")) find("#boxed-open").href = address;
    if (!isBoxed) return;
    find("#print").hidden = true; // asks for a dialog that it does not get
    this.#offer();
  }

  #offer() {
    const note = find("#boxed");
    if (!note.hidden || !this.#address) return;
    note.hidden = false;
    this.#page.say(note.innerText);
  }
}
