// A finished poster in a frame with a sandbox, where a download may do nothing and
// nobody tells: the picture in a tab of its own, or held in place. Loaded by
// poster-step.js.

const find = (selector) => document.querySelector(selector);

export class Boxed {
  #page;
  #address = "";

  constructor(page) {
    this.#page = page;
    if (!page.isBoxed) return;
    find("#boxed-open").addEventListener("click", (event) => {
      event.preventDefault();
      // Nothing opens where the sandbox allows no other tab.
      if (open(this.#address, "_blank")) return;
      const line = find("#boxed-hint");
      line.hidden = false;
      page.say(line.textContent);
    });
  }

  /** Offers the picture at an address of this document. */
  show(address) {
    if (!this.#page.isBoxed) return;
    this.#address = address;
    find("#boxed-open").href = address;
    find("#boxed").hidden = false;
    find("#print").hidden = true; // asks for a dialog that it does not get
  }
}
