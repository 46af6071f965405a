// The fourth step: the format, making the poster, and what to do with it.

import { makePoster } from "./api.js";
import { writeCaption } from "./captions.js";
import { choicesOf, count } from "./counting.js";
import { isFramed } from "./embedding.js";
import { crop } from "./framing.js";
import { shrinkPhoto } from "./photo.js";
import { FormatChoice } from "./format-choice.js";
import { fill, isSharp, largestSharp, paperSize, planUpload, sizeText, windowWithBleed } from "./rules.js";

const find = (selector) => document.querySelector(selector);
const show = (selector, isShown) => { find(selector).hidden = !isShown; };

// What a poster is made of: when one of these changes, it is another poster.
const PARTS = ["template", "theme", "format", "bleed", "words", "school", "photo", "turn", "framing", "found"];
// The buttons that send the form itself.
const DOWNLOADS = ["#download", "#download-pdf", "#download-sheets"];
// A4, in millimetres.
const SHEET = { width: 210, height: 297 };
// Long enough for a download to begin, too short to wait for.
const DOUBLE_CLICK_MS = 2500;

export class PosterStep {
  #page;
  #choice;
  #kit = Promise.resolve(null); // it comes with the first poster
  #boxed;
  #prepared = null; // a promise of what is sent of the photo
  #made = null; // the finished poster, as a File
  #sent = {}; // what of the photo the form holds for a download
  #stop = null;
  #timer = 0;

  constructor(page) {
    this.#page = page;
    this.#choice = new FormatChoice(page, (format) => page.state.change({ format }));
    // Of no use to a page of its own, which need not wait for it.
    if (isFramed) this.#boxed = import("./boxed.js").then(({ Boxed }) => new Boxed(page));
    find("#bleed").addEventListener("change", ({ target }) => page.state.change({ bleed: target.value }));
    find("#network").addEventListener("change", () => this.#showCaption());
    find("#consent").addEventListener("change", () => this.#say(""));
    find("#cancel").addEventListener("click", () => this.#stop?.abort());
    for (const button of DOWNLOADS) {
      // The same poster once more, which is not counted as another one.
      find(button).formAction = `${find("#maker").action}?made=1`;
      find(button).addEventListener("click", (event) => this.#download(event));
    }
    find("#share").addEventListener("click", () => this.#share());
    find("#print").addEventListener("click", () => window.print());
    for (const button of document.querySelectorAll("[data-copy]"))
      button.addEventListener("click", () => this.#copy(button));
  }

  /** Whether the form is filled in for a download. */
  get isReady() {
    return this.#made !== null;
  }

  lacks() {
    return null;
  }

  #say(sentence) {
    const line = find("#poster-error");
    line.textContent = sentence;
    line.hidden = !sentence;
  }

  get #usesPhoto() {
    const { state } = this.#page;
    return Boolean(state.photo && state.wantsPhoto && state.window);
  }

  // The window in the size that will be printed.
  get #window() {
    const { formatNow: format, window, bleed } = this.#page.state;
    return windowWithBleed(format, window, bleed === "" ? null : Number(bleed));
  }

  // What is sent of the photo: {photo: a blob, and the framing that shows it}.
  async #preparePhoto() {
    const { state, steps } = this.#page;
    const { photo, turn } = state;
    const framing = steps.photo.framing;
    if (!photo.local) return { photo: photo.file, ...framing, turn };
    const window = this.#window;
    const { width, height } = steps.photo.size;
    const part = crop(framing, width, height, window);
    const plan = planUpload(part, { width, height }, window, state.formatNow.dpi > 0);
    const blob = await shrinkPhoto(photo, turn, plan, state.themeNow.colors.ground ?? "#fff");
    return { photo: new File([blob], "photo.jpg", { type: blob.type }), ...plan.framing };
  }

  #prepare() {
    this.#prepared ??= this.#usesPhoto ? this.#preparePhoto() : Promise.resolve({});
    return this.#prepared;
  }

  // Says how much will be sent, once the choices have rested.
  #tellSize() {
    clearTimeout(this.#timer);
    const { texts, lang, state } = this.#page;
    if (state.step !== "poster") return;
    this.#timer = setTimeout(async () => {
      const prepared = this.#prepare();
      const { photo } = await prepared.catch(() => ({}));
      if (prepared !== this.#prepared) return;
      find("#upload-size").textContent = photo ? fill(texts.upload, { size: sizeText(photo.size, lang) }) : texts.upload_none;
    }, 400);
  }

  // Goes to what is lacking and says so; true when something is.
  #isLacking() {
    const { steps, go, texts } = this.#page;
    for (const step of ["photo", "words"]) {
      const tell = steps[step].lacks();
      if (!tell) continue;
      go.call(this.#page, step);
      tell();
      return true;
    }
    const consent = find("#consent");
    if (consent.closest("label").hidden || consent.checked) return false;
    this.#say(texts.consent_missing);
    consent.focus();
    return true;
  }

  #showProgress(part) {
    const { texts, say } = this.#page;
    const sent = part >= 1;
    const bar = find("#bar");
    if (sent) bar.removeAttribute("value");
    else bar.value = Math.round(100 * part);
    const text = find("#progress-text");
    const sentence = sent ? texts.making : fill(texts.sending, { n: Math.round(100 * part) });
    if (text.textContent === sentence) return;
    text.textContent = sentence;
    if (sent) say(sentence);
  }

  #showBusy(isBusy) {
    show("#progress", isBusy);
    show("#make", !isBusy);
    show("#upload-size", !isBusy);
    find("#order").classList.toggle("busy", isBusy);
  }

  // Null when it does not come: the poster does, and the next one asks again.
  #loadKit() {
    const maker = { usesPhoto: () => this.#usesPhoto, fillForm: (values = this.#sent) => this.#fillForm(values) };
    return import("./kit.js").then(({ Kit }) => new Kit(this.#page, maker), () => null);
  }

  /** Makes the poster, or says what is lacking. */
  async make() {
    if (this.#stop || this.#isLacking()) return;
    const { state, steps, texts, say, lang } = this.#page;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#kit = this.#kit.then((kit) => kit ?? this.#loadKit());
    this.#say("");
    this.#showBusy(true);
    this.#showProgress(0);
    find("#cancel").focus();
    try {
      if (this.#usesPhoto) await steps.photo.looked(signal);
      const prepared = await this.#prepare();
      const { template, theme, format, bleed } = state;
      const order = { template, theme, format, bleed, lang, ...state.ownWords, ...state.sender, ...prepared };
      const made = await makePoster(order, { signal, onsent: (part) => this.#showProgress(part) });
      this.#finish(made, prepared);
    } catch (error) {
      this.#prepared = null;
      this.#complain(error);
    } finally {
      this.#stop = null;
      this.#showBusy(false);
      if (this.#made) this.#page.showTop();
      find(this.#made ? "#download" : "#make").focus({ preventScroll: Boolean(this.#made) });
      say(this.#made ? texts.made : find("#poster-error").textContent || texts.cancelled);
    }
  }

  #complain(error) {
    const { texts } = this.#page;
    const button = find("#make");
    button.dataset.first ??= button.textContent;
    button.textContent = texts.again;
    if (error.name === "AbortError") this.#say(texts.cancelled);
    else if (error.name === "NotReadableError" || error.name === "NotFoundError") this.#say(texts.photo_gone);
    else this.#say(error.message && error.status ? error.message : error.status === 503 ? texts.busy : texts.network);
  }

  #finish({ blob, alt }, prepared) {
    const { state } = this.#page;
    const ending = blob.type === "image/jpeg" ? "jpg" : "png";
    this.#made = new File([blob], `${state.template}-${state.format}.${ending}`, { type: blob.type });
    const result = find("#result");
    result.src = URL.createObjectURL(blob);
    result.alt = find("#alt").value = alt;
    result.style.setProperty("--ratio", state.formatNow.width / state.formatNow.height);
    this.#sent = prepared;
    this.#offerNetworks();
    this.#fillForm(prepared);
    this.#offerPaper(state.formatNow);
    const { width, height } = state.formatNow;
    this.#kit.then((kit) => {
      show("#kit", kit !== null);
      kit?.show({ bytes: blob.size, width, height });
    });
    show("#share", Boolean(navigator.canShare?.({ files: [this.#made] })));
    this.#showDone(true);
    this.#boxed?.then((boxed) => boxed.show(result.src));
    this.#page.onmade(state);
  }

  // Paper comes as a PDF too, and larger paper on sheets of A4.
  #offerPaper(format) {
    const { width, height } = paperSize(format);
    show("#download-pdf", format.dpi > 0);
    show("#download-sheets", format.dpi > 0 && width > SHEET.width && height > SHEET.height);
  }

  // The networks to choose from; first the one that the format is for.
  #offerNetworks() {
    const { captions, format } = this.#page.state;
    find("#network").replaceChildren(...captions.map(({ network, name }) =>
      new Option(name, network, false, format.startsWith(`${network}-`))));
    this.#showCaption();
  }

  #showCaption() {
    const { state } = this.#page;
    const chosen = state.captions.find(({ network }) => network === find("#network").value);
    find("#caption").value = writeCaption(chosen, { ...state.ownWords, school: state.senderName });
  }

  // The form itself, for a real download: the prepared photo in a file input of
  // its own, and the framing.
  #fillForm({ photo, ...framing }) {
    const form = find("#maker");
    for (const old of form.querySelectorAll("[data-made]")) old.remove();
    for (const [name, value] of Object.entries({ ...this.#page.state.sender, ...framing }))
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    if (photo) {
      const input = Object.assign(document.createElement("input"), { type: "file", name: "photo", hidden: true });
      const transfer = new DataTransfer();
      transfer.items.add(photo);
      input.files = transfer.files;
      form.append(input);
    }
    for (const input of form.querySelectorAll(":scope > [type=hidden]:not([name=lang]), :scope > [type=file]")) input.dataset.made = "";
  }

  #showDone(isDone) {
    show("#done", isDone);
    show("#order", !isDone);
    show("#result", isDone);
    show("#preview", !isDone);
    document.body.classList.toggle("made", isDone);
    if (isDone) this.#choice.showOthers(find("#others"), (format) => {
      this.#page.state.change({ format });
      this.make();
    });
  }

  #forget() {
    this.#prepared = null;
    this.#kit.then((kit) => kit?.forget());
    const button = find("#make");
    button.textContent = button.dataset.first ?? button.textContent;
    this.#say("");
    if (!this.#made) return;
    this.#made = null;
    URL.revokeObjectURL(find("#result").src);
    find("#result").removeAttribute("src");
    this.#showDone(false);
  }

  // The form goes its own way; a second click in a hurry does not go twice.
  #download(event) {
    const button = event.currentTarget;
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    button.setAttribute("aria-disabled", "true");
    setTimeout(() => button.removeAttribute("aria-disabled"), DOUBLE_CLICK_MS);
    this.#page.tellDownload(this.#page.texts.downloading);
  }

  // The picture alone: a text beside it makes some apps drop the picture.
  async #share() {
    const { texts, say, state } = this.#page;
    const copied = navigator.clipboard?.writeText(find("#caption").value).then(() => true, () => false);
    try {
      await navigator.share({ files: [this.#made] });
      count("shared", { ...choicesOf(state), type: this.#made.type.split("/")[1], detail: "device" });
      if (await copied) say(texts.copied_share);
    } catch (error) {
      if (error.name !== "AbortError") this.#tell(texts.share_failed);
    }
  }

  #tell(sentence) {
    const line = find("#done-small");
    line.textContent = sentence;
    line.hidden = !sentence;
    this.#page.say(sentence);
  }

  async #copy(button) {
    const { texts, say, state } = this.#page;
    const area = find(`#${button.dataset.copy}`);
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      area.select();
      if (!document.execCommand("copy")) return this.#tell(texts.copy_failed);
    }
    if (area.id === "caption") count("caption-copied", { ...choicesOf(state), detail: find("#network").value });
    const text = button.textContent;
    if (text !== texts.copied) {
      button.textContent = texts.copied;
      setTimeout(() => { button.textContent = text; }, 2000);
    }
    say(texts.copied);
  }

  #showSmall() {
    const { state, steps, texts, listing } = this.#page;
    const line = find("#small");
    const pixels = (format, window) => {
      const { width, height } = steps.photo.size;
      return crop(steps.photo.framingIn(format, window), width, height, window).width;
    };
    const isSmall = this.#usesPhoto && !isSharp(pixels(state.formatNow, state.window), state.window, state.formatNow);
    line.hidden = !isSmall;
    if (!isSmall) return;
    const { formats, windows } = state.templateNow;
    const best = largestSharp(listing.formats.filter(({ id }) => formats.includes(id)), windows, (format) => pixels(format, windows[format.id]));
    const sentence = fill(best ? texts.small : texts.small_all, { format: state.formatNow.name, best: best?.name });
    if (line.textContent !== sentence) line.textContent = sentence;
  }

  changed(names) {
    const { state } = this.#page;
    if (PARTS.some((name) => names.has(name))) {
      // Faces that are found are no change of mind.
      if (names.size > 1 || !names.has("found")) this.#stop?.abort();
      this.#forget();
      this.#showSmall();
      this.#choice.changed(names);
      show("#bleed-field", state.formatNow.bleed_px > 0);
      if (find("#bleed").value !== state.bleed) find("#bleed").value = state.bleed;
      find("#consent").closest("label").hidden = !this.#usesPhoto;
    }
    this.#tellSize();
  }
}
