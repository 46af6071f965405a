// The third step: the words, how many characters are left, ideas to start from.

import { countCharacters, fill, plural } from "./rules.js";

const IDEAS = 3; // shown at a time

export class WordsStep {
  #page;
  #fields = [...document.querySelectorAll("[data-field]")];
  #offset = {};

  constructor(page) {
    this.#page = page;
    for (const part of this.#fields) {
      const input = part.querySelector("input");
      // Characters are counted as people count them, which maxlength does not.
      input.removeAttribute("maxlength");
      input.addEventListener("input", () => this.#take(part.dataset.field, input.value));
    }
  }

  #take(id, value) {
    const { state } = this.#page;
    state.change({ words: { ...state.words, [id]: value } });
  }

  #field(id) {
    return this.#page.state.templateNow.fields.find((field) => field.id === id);
  }

  #count(part) {
    const { texts, lang } = this.#page;
    const field = this.#field(part.dataset.field);
    if (!field) return;
    const left = field.max_length - countCharacters(this.#page.state.words[field.id] ?? "");
    const line = part.querySelector(".left");
    line.textContent = left < 0 ? plural(texts.over, -left, lang) : plural(texts.left, left, lang);
    line.classList.toggle("wrong", left < 0);
    part.querySelector("input").setAttribute("aria-invalid", String(left < 0));
  }

  #button(text, onclick) {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.addEventListener("click", onclick);
    item.append(button);
    return item;
  }

  #showIdeas(part, field) {
    const list = part.querySelector(".ideas");
    const plain = (text) => text.replaceAll("\u00a0", " ");
    const ideas = field.required ? [field.example, ...field.starters.filter((one) => plain(one) !== plain(field.example))] : field.starters;
    list.hidden = ideas.length === 0;
    const from = this.#offset[field.id] ?? 0;
    const some = Array.from({ length: Math.min(IDEAS, ideas.length) }, (_, at) => ideas[(from + at) % ideas.length]);
    const input = part.querySelector("input");
    list.replaceChildren(...some.map((idea) => this.#button(idea, () => {
      input.value = plain(idea);
      this.#take(field.id, input.value);
    })));
    if (ideas.length <= IDEAS) return;
    const more = this.#button(this.#page.texts.more_ideas, () => {
      this.#offset[field.id] = (from + IDEAS) % ideas.length;
      this.#showIdeas(part, field);
      list.querySelector("button").focus();
    });
    more.className = "more-ideas";
    list.append(more);
  }

  #showFields() {
    for (const part of this.#fields) {
      const field = this.#field(part.dataset.field);
      const input = part.querySelector("input");
      part.hidden = !field;
      input.disabled = !field;
      if (!field) continue;
      part.querySelector("label span").textContent = field.label;
      part.querySelector("q").textContent = field.example;
      input.required = field.required;
      this.#showIdeas(part, field);
    }
  }

  /** What the server says of the words; null: nothing is wrong. */
  complain(problem) {
    const { texts } = this.#page;
    const line = document.querySelector("#words-error");
    const label = problem && this.#field(problem.field)?.label;
    const sentence = problem ? problem.message || texts.no_words : "";
    const said = label ? `${label}: ${sentence}` : sentence;
    if (line.textContent !== said) line.textContent = said;
    line.hidden = !said;
  }

  /** What must be filled in first, as what to do about it; null: nothing. */
  lacks() {
    const { state, texts } = this.#page;
    const wrong = state.templateNow.fields.map((field) => {
      const length = countCharacters((state.words[field.id] ?? "").trim());
      if (field.required && length === 0) return [field, texts.word_missing];
      return length > field.max_length ? [field, texts.words_long] : null;
    }).find(Boolean);
    if (!wrong) return null;
    const [field, sentence] = wrong;
    return () => {
      this.complain({ message: fill(sentence, { label: field.label }), field: "" });
      document.querySelector(`#field-${field.id}`).focus();
    };
  }

  changed(names) {
    if (names.has("template")) this.#showFields();
    if (!names.has("template") && !names.has("words")) return;
    for (const part of this.#fields) {
      const input = part.querySelector("input");
      const value = this.#page.state.words[part.dataset.field] ?? "";
      if (input.value !== value) input.value = value;
      this.#count(part);
    }
  }
}
