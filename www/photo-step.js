// The second step: a photo from a file, the camera, the clipboard or by drop,
// and how it sits in its window.

import { choicesOf, count } from "./counting.js";
import { focusOf, crop, zoomTo } from "./framing.js";
import { CLOSE_SIDE, facesSide, SUBJECT_SIDE } from "./faces.js";
import { closePhoto, openPhoto, pictureOf } from "./photo.js";
import { ZOOM_MOST } from "./preview.js";
import { fill } from "./rules.js";

const find = (selector) => document.querySelector(selector);

// Where a face usually is, until it was looked for.
const UNKNOWN = { focus: { x: 0.5, y: 0.33 }, heads: null };

// A poster is not made before its faces were looked for, unless that takes long.
const FACES_MS = 4000;

export class PhotoStep {
  #page;
  #input = find("#file");
  #picture = null;
  #stop = new AbortController();
  #camera = null;
  #worker = null;
  #asked = 0;

  constructor(page) {
    this.#page = page;
    const mb = Number(this.#input.dataset.mb);
    this.bytesMost = mb * 1e6;
    this.#input.removeAttribute("name"); // what is sent is cut from it
    this.#input.addEventListener("change", () => this.#input.files[0] && this.take(this.#input.files[0]));
    find("#preview-pick").addEventListener("click", () => this.#input.click());
    this.#listenForFiles();
    this.#listenForFraming();
    const camera = find("#camera");
    // A frame that may use no camera says so, in the browsers that can.
    camera.hidden = !navigator.mediaDevices?.getUserMedia || document.featurePolicy?.allowsFeature("camera") === false;
    camera.addEventListener("click", async () => {
      const { Camera } = await import("./camera.js");
      this.#camera ??= new Camera(find("#shoot"), page.texts);
      const file = await this.#camera.take(camera);
      camera.focus();
      if (file) this.take(file);
    });
  }

  #listenForFiles() {
    const photoIn = (transfer) => [...transfer?.files ?? []].find(({ type, name }) => /^image\//.test(type) || /\.(hei[cf]|avif)$/i.test(name)) ?? transfer?.files?.[0];
    addEventListener("paste", ({ clipboardData }) => {
      const file = photoIn(clipboardData);
      if (file) this.#takeAndShow(file);
    });
    addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || document.body.classList.remove("dropping"));
    addEventListener("drop", (event) => {
      document.body.classList.remove("dropping");
      const file = photoIn(event.dataTransfer);
      if (!file) return;
      event.preventDefault();
      this.#takeAndShow(file);
    });
  }

  #takeAndShow(file) {
    if (this.#page.state.step === "frame") this.#page.go("photo");
    this.take(file);
  }

  #listenForFraming() {
    const { state } = this.#page;
    const change = (values) => state.change({ framing: this.#settled({ ...this.framing, ...values }) });
    for (const id of ["zoom", "zoom-number"])
      find(`#${id}`).addEventListener("input", ({ target }) => target.value && change({ zoom: Math.min(ZOOM_MOST, Math.max(1, target.value / 100)) }));
    for (const [id, name] of [["focus-x", "focus_x"], ["focus-y", "focus_y"]])
      find(`#${id}`).addEventListener("change", ({ target }) => target.value && change({ [name]: Math.min(1, Math.max(0, target.value / 100)) }));
    const turn = (by) => state.change({ turn: (state.turn + by + 360) % 360, framing: null, found: null });
    find("#turn-left").addEventListener("click", () => turn(-90));
    find("#turn-right").addEventListener("click", () => turn(90));
    find("#reset").addEventListener("click", () => state.change({ turn: 0, framing: null, found: state.turn === 0 ? state.found : null }));
  }

  // The same framing, its focus where it really is when the edges of the photo
  // held it back.
  #settled(framing) {
    const { width, height } = this.#picture;
    const { window } = this.#page.state;
    if (!window) return framing;
    return { zoom: framing.zoom, ...focusOf(crop(framing, width, height, window), width, height, window) };
  }

  /** The size of the whole photo, turned, in its own pixels. */
  get size() {
    const { photo, turn } = this.#page.state;
    return turn % 180 ? { width: photo.height, height: photo.width } : { width: photo.width, height: photo.height };
  }

  /** How the photo sits in a window of the format: chosen, or found. */
  framingIn(format, window) {
    const { state } = this.#page;
    if (state.framing || !window) return state.framing;
    const { focus, heads } = state.found ?? UNKNOWN;
    const { width, height } = this.size;
    const first = { focus_x: focus.x, focus_y: focus.y, zoom: 1 };
    return { ...first, zoom: zoomTo(heads, width, height, window, format.photo_scale) };
  }

  get framing() {
    return this.framingIn(this.#page.state.formatNow, this.#page.state.window);
  }

  /** Takes a file as the photo. */
  async take(file) {
    const { state, texts, say, lang } = this.#page;
    this.#stop.abort();
    const { signal } = this.#stop = new AbortController();
    this.#say("");
    document.body.classList.add("reading");
    say(texts.photo_reading);
    try {
      const photo = await openPhoto(file, lang, { signal, bytesMost: this.bytesMost });
      if (signal.aborted) return closePhoto(photo);
      closePhoto(state.photo);
      state.change({ photo, turn: 0, framing: null, found: null });
      count("photo-chosen", { ...choicesOf(state), format: undefined });
      say(texts.photo_ready);
    } catch (error) {
      if (signal.aborted) return;
      this.#input.value = "";
      this.#say(error.isTooLarge ? fill(texts.photo_large, { mb: this.#input.dataset.mb }) : error.message || texts.network);
    } finally {
      if (!signal.aborted) document.body.classList.remove("reading");
    }
  }

  /** Says that a photo does not outlive the page. */
  remind() {
    this.#say(this.#page.texts.photo_again);
  }

  #say(sentence) {
    const line = find("#photo-error");
    line.textContent = sentence;
    line.hidden = !sentence;
  }

  // A frame in a sandbox is of no origin, and may start no worker.
  #startWorker() {
    if (self.origin === "null") return false;
    this.#worker ??= new Worker(new URL("faces-worker.js", import.meta.url), { type: "module" });
    return true;
  }

  // Faces are looked for beside the page, so that nothing stutters.
  #lookForFaces() {
    const { state } = this.#page;
    const { photo, turn } = state;
    const { width, height } = this.size;
    const pixels = (side) => {
      const small = pictureOf(photo, turn, side);
      const { data, width: across, height: down } = small.getContext("2d").getImageData(0, 0, small.width, small.height);
      return { data, width: across, height: down };
    };
    const pictures = { main: pixels(facesSide(width, height)), close: pixels(CLOSE_SIDE), subject: pixels(SUBJECT_SIDE) };
    const id = ++this.#asked;
    const take = (found) => {
      if (id === this.#asked && state.photo === photo && state.turn === turn) state.change({ found });
    };
    if (!this.#startWorker()) {
      import("./faces.js").then(({ lookForFaces }) => lookForFaces(pictures)).then(take, () => {});
      return;
    }
    this.#worker.onmessage = ({ data: answer }) => answer.id === id && take(answer.found);
    this.#worker.postMessage({ id, pictures });
  }

  /** Settles when it is known how the photo will sit: what is found later is not taken. */
  async looked(signal) {
    const { state } = this.#page;
    if (state.framing || state.found) return;
    await new Promise((done) => {
      setTimeout(done, FACES_MS);
      state.addEventListener("change", ({ detail }) => detail.has("found") && done());
      signal.addEventListener("abort", done);
    });
    if (signal.aborted || state.found) return;
    this.#asked++;
    state.change({ found: UNKNOWN });
  }

  /** What to do before the next step; null: nothing. */
  lacks() {
    const { state, texts } = this.#page;
    if (state.photo || state.templateNow.photo !== "required") return null;
    return () => {
      this.#say(texts.photo_missing);
      this.#input.focus();
    };
  }

  #showFraming() {
    if (!this.#picture) return;
    const { framing } = this;
    const { window } = this.#page.state;
    if (!framing) return;
    this.#page.preview.setFraming(framing);
    if (!window) return;
    const settled = this.#settled(framing);
    const values = { zoom: settled.zoom, "zoom-number": settled.zoom, "focus-x": settled.focus_x, "focus-y": settled.focus_y };
    for (const [id, value] of Object.entries(values)) {
      const input = find(`#${id}`);
      if (document.activeElement !== input || input.type === "range") input.value = Math.round(100 * value);
    }
  }

  #showPhoto() {
    const { state, preview, texts } = this.#page;
    const { photo, turn } = state;
    const has = Boolean(photo && state.wantsPhoto);
    find("#framing").hidden = !has;
    find(".pick-file span").textContent = has ? texts.choose_again : find(".pick-file").dataset.first;
    document.body.classList.toggle("has-photo", has);
    preview.setPhoto(has ? this.#picture : null, state.themeNow.colors.ground ?? "#fff");
    if (has && !state.found) this.#lookForFaces(turn);
  }

  changed(names) {
    const { state } = this.#page;
    if (names.has("template")) {
      find("#photo-none").hidden = state.wantsPhoto;
      find("#photo-choice").hidden = !state.wantsPhoto;
    }
    if (names.has("photo") || names.has("turn")) this.#picture = state.photo && pictureOf(state.photo, state.turn);
    if (["photo", "turn", "template", "theme", "format"].some((name) => names.has(name))) this.#showPhoto();
    if (names.has("step")) find("#preview").classList.toggle("moves", state.step === "photo");
    if (["photo", "turn", "framing", "found", "format", "template"].some((name) => names.has(name))) this.#showFraming();
  }
}
