// The first step: the gallery, what it is filtered by, and the colours.

import { sampleAddress } from "./api.js";
import { fill, panelColors } from "./rules.js";

const USES = ["self", "team", "thanks", "join", "event"];
const FEW = 5; // fewer designs are seen at a glance

export class Gallery {
  #page;
  #cards = [...document.querySelectorAll(".card")];
  #swatches = document.querySelector("#swatches");
  #shown = {};

  constructor(page) {
    this.#page = page;
    for (const card of this.#cards)
      card.querySelector("input").addEventListener("change", ({ target }) => this.#choose(target.value));
    this.#makeFilter();
  }

  #choose(template) {
    const { state, say, texts } = this.#page;
    state.change({ template });
    say(fill(texts.chosen, { name: state.templateNow.name }));
  }

  #usesOf(card) {
    const template = this.#page.listing.templates.find(({ id }) => id === card.querySelector("input").value);
    return [...template?.uses ?? [], ...template?.photo === "none" ? ["no_photo"] : []];
  }

  #makeFilter() {
    const { texts } = this.#page;
    const filter = document.querySelector("#filter");
    const uses = [...USES, "no_photo"].filter((use) => this.#cards.some((card) => this.#usesOf(card).includes(use)));
    if (uses.length < 2 || this.#cards.length < FEW) return filter.remove();
    for (const use of ["", ...uses]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = use ? texts.uses[use] : texts.all;
      button.setAttribute("aria-pressed", String(use === ""));
      button.addEventListener("click", () => {
        for (const other of filter.children) other.setAttribute("aria-pressed", String(other === button));
        this.#filter(use);
      });
      filter.append(button);
    }
    filter.hidden = false;
  }

  #filter(use) {
    const shown = this.#cards.filter((card) => {
      card.parentElement.hidden = use !== "" && !this.#usesOf(card).includes(use);
      return !card.parentElement.hidden;
    });
    this.#page.say(fill(this.#page.texts.shown, { n: shown.length }));
  }

  #makeSwatches() {
    const { state } = this.#page;
    const legend = this.#swatches.firstElementChild;
    this.#swatches.replaceChildren(legend, ...state.templateNow.themes.map((theme) => {
      const { ground, panel } = panelColors(theme);
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { type: "radio", name: "theme", value: theme.id, checked: theme.id === state.theme });
      input.addEventListener("change", () => state.change({ theme: theme.id }));
      const name = Object.assign(document.createElement("span"), { textContent: theme.name });
      label.style.setProperty("--ground", ground);
      label.style.setProperty("--accent", panel);
      label.append(input, name);
      return label;
    }));
  }

  // The card that is chosen wears the colours that are chosen.
  #colorCard() {
    const { state, lang } = this.#page;
    const card = this.#cards.find((one) => one.querySelector("input").value === state.template);
    const image = card?.querySelector("img");
    if (!image) return;
    const key = `${state.template} ${state.theme}`;
    if (this.#shown.key === key) return;
    const isOwn = state.theme === state.templateNow.default_theme;
    image.dataset.own ??= image.getAttribute("src");
    this.#shown = { key };
    const [format] = state.templateNow.formats;
    const address = isOwn ? image.dataset.own : sampleAddress({ template: state.template, format, theme: state.theme, width: 360, lang });
    image.dataset.ownSet ??= image.srcset;
    image.srcset = isOwn ? image.dataset.ownSet : "";
    if (image.getAttribute("src") !== address) image.src = address;
  }

  changed(names) {
    const { state } = this.#page;
    if (names.has("template")) {
      for (const card of this.#cards) {
        const input = card.querySelector("input");
        input.checked = input.value === state.template;
      }
      this.#makeSwatches();
    }
    if (names.has("theme"))
      for (const input of this.#swatches.querySelectorAll("input")) input.checked = input.value === state.theme;
    if (names.has("template") || names.has("theme")) this.#colorCard();
  }
}
