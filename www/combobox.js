// A text field with a list of what fits to it below (ARIA Authoring Practices:
// editable combobox, list autocomplete, nothing chosen by itself). The focus stays
// in the field; the list takes its own place on the page, so nothing is cut off.

const PAUSE_MS = 150; // without another letter
const LEAST = 2; // letters that are looked for

export class Combobox {
  #input;
  #list;
  #options = []; // as `search` gave them
  #at = -1;
  #timer = 0;
  #stop = new AbortController();

  /**
   * `search(text, signal)` gives options, `draw(option)` the parts of its line,
   * `onchoose(option)` is told the one that was chosen, `onfound(options)` what
   * was found, for who cannot see it.
   */
  constructor(input, list, { search, draw, onchoose, onfound }) {
    Object.assign(this, { search, draw, onchoose, onfound });
    this.#input = input;
    this.#list = list;
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, spellcheck: "false" };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
    input.addEventListener("input", () => this.#ask());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.close());
    // A press on the list does not take the focus, or the list would be gone.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => {
      const line = target.closest("[role=option]");
      if (line) this.#choose([...list.children].indexOf(line));
    });
  }

  get #isOpen() {
    return !this.#list.hidden;
  }

  close() {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#move(-1);
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#stop.abort();
    const text = this.#input.value.trim();
    if (text.length < LEAST) return this.close();
    this.#timer = setTimeout(() => this.#search(text), PAUSE_MS);
  }

  async #search(text) {
    const { signal } = this.#stop = new AbortController();
    // Who cannot be asked finds nothing: the field takes any text.
    const found = await this.search(text, signal).catch(() => []);
    if (signal.aborted) return;
    this.#options = found;
    this.#list.replaceChildren(...found.map((option, at) => {
      const line = document.createElement("li");
      line.id = `${this.#list.id}-${at}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      line.append(...this.draw(option));
      return line;
    }));
    this.#move(-1);
    this.#list.hidden = found.length === 0;
    this.#input.setAttribute("aria-expanded", String(this.#isOpen));
    if (this.#isOpen) this.#show();
    this.onfound(found);
  }

  // On a phone the list would lie below the screen, where nobody looks.
  #show() {
    const { scrollPaddingBottom } = getComputedStyle(document.documentElement);
    const below = innerHeight - (parseFloat(scrollPaddingBottom) || 0);
    if (this.#list.getBoundingClientRect().bottom > below) this.#input.scrollIntoView({ block: "start" });
  }

  #move(at) {
    this.#at = at;
    for (const [index, line] of [...this.#list.children].entries()) line.setAttribute("aria-selected", String(index === at));
    const line = this.#list.children[at];
    if (!line) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView({ block: "nearest" });
  }

  #choose(at) {
    const option = this.#options[at];
    this.close();
    if (option) this.onchoose(option);
  }

  #key(event) {
    const { key } = event;
    const count = this.#options.length;
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if ((key === "ArrowDown" || key === "ArrowUp") && !this.#isOpen) this.#ask();
    else if (key === "ArrowDown") this.#move(this.#at + 1 < count ? this.#at + 1 : 0);
    else if (key === "ArrowUp") this.#move(this.#at > 0 ? this.#at - 1 : count - 1);
    else if (key === "Enter" && this.#isOpen && this.#at >= 0) this.#choose(this.#at);
    else if (key === "Escape" && this.#isOpen) this.close();
    else return;
    event.preventDefault();
  }
}

/**
 * A line of the list for a partner: its name, and beside it where it is, unless
 * the name says so.
 */
export function drawPartner({ name, place }) {
  const label = Object.assign(document.createElement("b"), { textContent: name });
  const isTold = !place || ` ${name} `.includes(` ${place} `);
  return isTold ? [label] : [label, " ", Object.assign(document.createElement("small"), { textContent: place })];
}
