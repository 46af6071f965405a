// The choice of formats: a sheet in the proportions of each, and what it is for.
// The everyday ones first, the others folded away in their groups.

import { paperSize } from "./rules.js";

const EVERYDAY = ["instagram-portrait", "instagram-square", "story", "a4", "profile", "slide", "a3"];
const SHOWN = 6;
const GROUPS = ["social", "screen", "print", "banner"];

const make = (tag, values = {}, ...parts) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...parts);
  return element;
};

/** Paper in millimetres without its bleed, screens in pixels. */
export function sizeOf(format) {
  const { width, height } = format.dpi ? paperSize(format) : format;
  return `${width} × ${height}${format.dpi ? " mm" : ""}`;
}

export class FormatChoice {
  #page;
  #root = document.querySelector("#formats");
  #onchoose;
  #first = [];

  constructor(page, onchoose) {
    this.#page = page;
    this.#onchoose = onchoose;
    this.#root.hidden = false;
  }

  #sheet(format) {
    const sheet = make("i", { className: format.shape === "circle" ? "sheet round" : "sheet", ariaHidden: "true" });
    sheet.style.setProperty("--ratio", format.width / format.height);
    return sheet;
  }

  #option(format) {
    const { state, texts } = this.#page;
    const input = make("input", { type: "radio", name: "format", value: format.id, checked: format.id === state.format });
    input.addEventListener("change", () => this.#onchoose(format.id));
    const hint = texts.hints[format.id] ?? (/\d ?[x×] ?\d/.test(format.name) ? "" : sizeOf(format));
    return make("label", {}, input, this.#sheet(format), make("span", {}, make("strong", { textContent: format.name }), make("small", { textContent: hint })));
  }

  #build() {
    const { listing, state, texts } = this.#page;
    const { formats } = state.templateNow;
    const of = (id) => listing.formats.find((one) => one.id === id);
    this.#first = EVERYDAY.filter((id) => formats.includes(id)).slice(0, SHOWN).map(of);
    const rest = formats.map(of).filter((one) => !this.#first.includes(one));
    const legend = make("legend", { textContent: document.querySelector("label[for=format]").textContent });
    const groups = GROUPS.map((group) => {
      const some = rest.filter((one) => one.group === group);
      return some.length && make("div", { role: "group", ariaLabel: document.querySelector(`#format [data-group=${group}]`).label },
        make("p", { className: "group", textContent: document.querySelector(`#format [data-group=${group}]`).label, ariaHidden: "true" }),
        make("div", { className: "formats" }, ...some.map((one) => this.#option(one))));
    }).filter(Boolean);
    const more = groups.length ? [make("details", { open: rest.some(({ id }) => id === state.format) }, make("summary", { textContent: `${texts.more_formats} (${rest.length})` }), ...groups)] : [];
    this.#root.replaceChildren(make("fieldset", {}, legend, make("div", { className: "formats" }, ...this.#first.map((one) => this.#option(one))), ...more));
  }

  /** The other everyday formats as buttons. */
  showOthers(list, onchoose) {
    const others = this.#first.filter(({ id }) => id !== this.#page.state.format);
    list.replaceChildren(...others.map((format) => {
      const button = make("button", { type: "button" }, this.#sheet(format), make("span", { textContent: format.name }));
      button.addEventListener("click", () => onchoose(format.id));
      return make("li", {}, button);
    }));
  }

  changed(names) {
    if (names.has("template")) this.#build();
    for (const input of this.#root.querySelectorAll("input")) input.checked = input.value === this.#page.state.format;
  }
}
