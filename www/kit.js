// The kit: the same poster in every size that was chosen, with the texts that
// go along, as one file beside the single download.

import { makeKit } from "./api.js";
import { crop } from "./framing.js";
import { shrinkPhoto } from "./photo.js";
import { sizeOf } from "./format-choice.js";
import { estimateKit, fill, isInApp, planKitUpload, plural, sizeText } from "./rules.js";

const find = (selector) => document.querySelector(selector);

// Who makes a poster hangs it and posts it; few buy advertisements.
const FIRST_GROUPS = ["social", "screen", "print"];

const make = (tag, values = {}, ...parts) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...parts);
  return element;
};

// A file that the browser has already is saved as any other download.
function save(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export class Kit {
  #page;
  #maker; // {usesPhoto, fillForm}: of the step
  #prepared = null;
  #made = { bytes: 0, pixels: 1 }; // the poster that there is already
  #stop = null;
  #boxes = [];

  constructor(page, maker) {
    this.#page = page;
    this.#maker = maker;
    find("#kit-make").addEventListener("click", (event) => {
      event.preventDefault();
      this.make();
    });
    find("#kit-cancel").addEventListener("click", () => this.#stop?.abort());
  }

  get #chosen() {
    return this.#boxes.filter(({ box }) => box.checked).map(({ format }) => format);
  }

  #say(sentence, isWrong = false) {
    const line = find("#kit-note");
    line.textContent = sentence;
    line.hidden = !sentence;
    line.className = isWrong ? "notice-line" : "note";
    if (sentence) this.#page.say(sentence);
  }

  #option(format) {
    const box = make("input", { type: "checkbox", checked: FIRST_GROUPS.includes(format.group) });
    box.addEventListener("change", () => this.#tell());
    this.#boxes.push({ box, format });
    return make("label", {}, box, make("span", {}, make("b", { textContent: format.name }), " ", make("small", { textContent: sizeOf(format) })));
  }

  // One box for a group; what is in it can be seen, and left out.
  #group(group, formats) {
    const { texts, lang } = this.#page;
    const all = make("input", { type: "checkbox" });
    const options = formats.map((format) => this.#option(format));
    const boxes = options.map((option) => option.querySelector("input"));
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      this.#tell();
    });
    const name = find(`#format [data-group=${group}]`).label;
    return {
      show: () => {
        const count = boxes.filter(({ checked }) => checked).length;
        all.checked = count > 0;
        all.indeterminate = count > 0 && count < boxes.length;
      },
      element: make("li", {}, make("label", { className: "all" }, all, make("strong", { textContent: name })),
        make("details", {}, make("summary", { textContent: plural(texts.kit_formats, formats.length, lang) }), ...options)),
    };
  }

  #groups = [];

  /** Begins again with what the template of a finished poster offers. */
  show({ bytes, width, height }) {
    const { state, listing } = this.#page;
    this.#prepared = null;
    this.#made = { bytes, pixels: width * height, shown: (format) => this.#shown(format) };
    this.#boxes = [];
    const offered = listing.formats.filter(({ id }) => state.templateNow.formats.includes(id));
    const groups = [...new Set(offered.map(({ group }) => group))];
    this.#groups = groups.map((group) => this.#group(group, offered.filter((one) => one.group === group)));
    find("#kit-groups").replaceChildren(...this.#groups.map(({ element }) => element));
    this.#say("");
    this.#tell();
  }

  /** Stops what goes on: it would be another poster's. */
  forget() {
    this.#stop?.abort();
    this.#prepared = null;
  }

  // What a format shows of the photo: {window, crop}, or null.
  #part(format) {
    const { state, steps } = this.#page;
    const window = state.templateNow.windows[format.id];
    if (!window || !this.#maker.usesPhoto()) return null;
    const { width, height } = steps.photo.size;
    return { window, crop: crop(steps.photo.framingIn(format, window), width, height, window) };
  }

  // The same in pixels.
  #shown(format) {
    const part = this.#part(format);
    return part ? part.crop.width * part.crop.height : 0;
  }

  #tell() {
    const { texts, lang } = this.#page;
    const formats = this.#chosen;
    this.#prepared = null;
    for (const group of this.#groups) group.show();
    find("#kit-make").setAttribute("aria-disabled", String(formats.length === 0));
    find("#kit-size").textContent = formats.length === 0 ? texts.kit_none
      : fill(texts.kit_size, { posters: plural(texts.kit_posters, formats.length, lang), size: sizeText(estimateKit(formats, this.#made), lang) });
  }

  // The whole photo, no larger than the largest of the formats needs it, and
  // the framing that was chosen: one that was not is found for each format.
  async #prepare(formats) {
    if (!this.#maker.usesPhoto()) return {};
    const { state, steps } = this.#page;
    const { photo, turn } = state;
    const framing = state.framing ?? {};
    if (!photo.local) return { photo: photo.file, ...framing, turn };
    const needs = formats.map((format) => ({ ...this.#part(format), isPrint: format.dpi > 0 })).filter(({ window }) => window);
    const plan = planKitUpload(steps.photo.size, needs);
    const blob = await shrinkPhoto(photo, turn, plan, state.themeNow.colors.ground ?? "#fff");
    return { photo: new File([blob], "photo.jpg", { type: blob.type }), ...framing, turn: 0 };
  }

  #showBusy(isBusy) {
    for (const [id, isShown] of [["kit-progress", isBusy], ["kit-make", !isBusy], ["kit-size", !isBusy]]) find(`#${id}`).hidden = !isShown;
    for (const box of find("#kit").querySelectorAll("input")) box.disabled = isBusy;
  }

  #showProgress({ sent, received, about }) {
    const { texts, lang, say } = this.#page;
    const bar = find("#kit-bar");
    const sentence = sent < 1 ? fill(texts.sending, { n: Math.round(100 * sent) })
      : received > 0 ? fill(texts.kit_receiving, { size: sizeText(received, lang), about: sizeText(Math.max(about, received), lang) })
        : texts.making;
    if (sent >= 1 && received === 0) bar.removeAttribute("value");
    else bar.value = sent < 1 ? Math.round(100 * sent) : Math.min(100, Math.round(100 * received / Math.max(about, 1)));
    const line = find("#kit-progress-text");
    if (sent >= 1 && received === 0 && line.textContent !== sentence) say(sentence);
    line.textContent = sentence;
  }

  /** Makes the kit and saves it. */
  async make() {
    const formats = this.#chosen;
    if (this.#stop || formats.length === 0) return;
    const { state, texts, lang } = this.#page;
    const stop = this.#stop = new AbortController();
    this.#say("");
    this.#showBusy(true);
    this.#showProgress({ sent: 0, received: 0, about: 0 });
    try {
      this.#prepared ??= await this.#prepare(formats);
      const ids = formats.map(({ id }) => id).join(",");
      if (isInApp(navigator.userAgent)) return this.#send(ids);
      const { template, theme, bleed } = state;
      const order = { template, theme, bleed, lang, formats: ids, ...state.ownWords, ...state.sender, ...this.#prepared };
      const about = estimateKit(formats, this.#made);
      const { blob, name, failed } = await makeKit(order, { signal: stop.signal, onprogress: (part) => this.#showProgress({ about, ...part }) });
      if (stop.signal.aborted) return;
      save(blob, name);
      const names = formats.filter(({ id }) => failed.includes(id)).map((format) => format.name).join(", ");
      const sentence = names ? fill(texts.kit_failed, { formats: names }) : texts.kit_made;
      this.#say(sentence, Boolean(names));
      this.#page.tellDownload(sentence);
    } catch (error) {
      this.#prepared = null;
      this.#say(error.name === "AbortError" ? texts.cancelled : error.status ? error.message || texts.busy : texts.network, true);
    } finally {
      if (this.#stop === stop) this.#stop = null;
      this.#showBusy(false);
    }
  }

  // Where a page cannot save a file, as inside other apps, the form itself is
  // sent, and the browser says how far it is.
  #send(formats) {
    this.#maker.fillForm({ ...this.#prepared, formats });
    find("#maker").requestSubmit(find("#kit-send"));
    this.#maker.fillForm();
    this.#say(this.#page.texts.downloading);
    this.#page.tellDownload(this.#page.texts.downloading);
  }
}
