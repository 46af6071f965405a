// The poster on the screen before it is made, in three layers: the photo from
// the device, the art and the words from the renderer that will print them. It
// moves the photo; where to, it tells by `onframe`.

import { crop, focusOf } from "./framing.js";

const KEY_STEP = 0.02; // of the window, for one press of an arrow key
const KEY_ZOOM = 1.05;
export const ZOOM_MOST = 4;

const within = (value, low, high) => Math.min(high, Math.max(low, value));

export class Preview {
  #root;
  #canvas;
  #context;
  #art;
  #text;
  #pointers = new Map();
  #drawing = 0;
  #window = null; // of the format, in its pixels; null: it shows no photo
  #picture = null; // a canvas: the whole photo, turned
  #framing = null;
  onframe = () => {};

  constructor(root) {
    this.#root = root;
    this.#canvas = root.querySelector("canvas");
    this.#context = this.#canvas.getContext("2d");
    this.#art = root.querySelector(".art");
    this.#text = root.querySelector(".text");
    root.addEventListener("pointerdown", (event) => this.#down(event));
    root.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) root.addEventListener(name, (event) => this.#up(event));
    root.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    root.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#draw()).observe(root);
  }

  /** The width of the poster on the screen, in CSS pixels. */
  get width() {
    return this.#root.clientWidth;
  }

  /** Another format: its size and where its photo shows. */
  setFormat(format, window) {
    this.#window = window ?? null;
    this.#root.style.setProperty("--ratio", format.width / format.height);
    const place = { left: window?.x / format.width, top: window?.y / format.height, width: window?.width / format.width, height: window?.height / format.height };
    for (const [side, part] of Object.entries(place)) this.#canvas.style[side] = window ? `${100 * part}%` : "0";
    this.#draw();
  }

  /** The photo, upright and turned, and what its width counts in photo pixels. */
  setPhoto(picture, ground) {
    this.#picture = picture;
    this.#canvas.style.background = picture ? ground : "";
    this.#root.classList.toggle("movable", picture !== null && this.#window !== null);
    this.#draw();
  }

  setFraming(framing) {
    this.#framing = framing;
    this.#draw();
  }

  async #show(image, address, release) {
    const next = new Image();
    next.src = address;
    try {
      await next.decode();
    } catch {
      return false;
    }
    const old = image.src;
    image.src = address;
    if (release && old.startsWith("blob:")) URL.revokeObjectURL(old);
    return true;
  }

  #asked = "";
  /** The art: the last one stays until the new one is there. */
  async setArt(address) {
    this.#asked = address;
    if (this.#art.getAttribute("src") === address) return;
    const next = new Image();
    next.src = address;
    await next.decode().catch(() => {});
    if (this.#asked === address && next.naturalWidth > 0) this.#art.src = address;
  }

  /** The words, as a blob; `faint` when they are only an example. */
  async setWords(blob, faint) {
    await this.#show(this.#text, URL.createObjectURL(blob), true);
    this.#text.classList.toggle("faint", faint);
  }

  #draw() {
    if (this.#drawing) return;
    this.#drawing = requestAnimationFrame(() => {
      this.#drawing = 0;
      this.#paint();
    });
  }

  #crop(framing = this.#framing) {
    return crop(framing, this.#picture.width, this.#picture.height, this.#window);
  }

  #paint() {
    const canvas = this.#canvas;
    const shows = this.#picture && this.#window && this.#framing;
    canvas.hidden = !shows;
    if (!shows) return;
    const density = Math.min(2, devicePixelRatio);
    const width = Math.max(1, Math.round(canvas.clientWidth * density));
    const height = Math.max(1, Math.round(canvas.clientHeight * density));
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const part = this.#crop();
    this.#context.imageSmoothingQuality = "high";
    this.#context.clearRect(0, 0, width, height);
    this.#context.drawImage(this.#picture, part.x, part.y, part.width, part.height, 0, 0, width, height);
  }

  get #movable() {
    return this.#picture && this.#window && this.#framing && this.#root.classList.contains("moves");
  }

  // Another zoom around a point of the window (0..1), then moved by dx, dy (of
  // the window).
  #change(factor, at, dx, dy) {
    const from = this.#crop();
    const zoom = within(this.#framing.zoom * factor, 1, ZOOM_MOST);
    const scale = this.#framing.zoom / zoom;
    const moved = {
      width: from.width * scale,
      height: from.height * scale,
      x: from.x + at.x * from.width * (1 - scale) - dx * from.width * scale,
      y: from.y + at.y * from.height * (1 - scale) - dy * from.height * scale,
    };
    moved.x = within(moved.x, 0, this.#picture.width - moved.width);
    moved.y = within(moved.y, 0, this.#picture.height - moved.height);
    this.#framing = { ...this.#framing, ...focusOf(moved, this.#picture.width, this.#picture.height, this.#window), zoom };
    this.#draw();
    this.onframe(this.#framing);
  }

  #place({ clientX, clientY }) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  }

  #down(event) {
    if (!this.#movable || event.button > 0) return;
    this.#root.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#place(event));
  }

  #move(event) {
    const last = this.#pointers.get(event.pointerId);
    if (!last || !this.#movable) return;
    const place = this.#place(event);
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.#pointers.set(event.pointerId, place);
    if (others.length === 0) {
      this.#change(1, { x: 0.5, y: 0.5 }, place.x - last.x, place.y - last.y);
      return;
    }
    // Two fingers: what is between them stays between them.
    const [other] = others;
    const ratio = this.#canvas.clientHeight / this.#canvas.clientWidth;
    const length = (at) => Math.hypot(at.x - other.x, (at.y - other.y) * ratio);
    const middle = { x: (last.x + other.x) / 2, y: (last.y + other.y) / 2 };
    this.#change(length(place) / Math.max(0.01, length(last)), middle, (place.x - last.x) / 2, (place.y - last.y) / 2);
  }

  #up(event) {
    this.#pointers.delete(event.pointerId);
  }

  #wheel(event) {
    if (!this.#movable) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    this.#change(Math.exp(-within(pixels, -120, 120) / 600), this.#place(event), 0, 0);
  }

  #key(event) {
    if (event.target !== this.#root || !this.#movable || event.ctrlKey || event.metaKey || event.altKey) return;
    const middle = { x: 0.5, y: 0.5 };
    const step = event.shiftKey ? 5 * KEY_STEP : KEY_STEP;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const zooms = { "+": KEY_ZOOM, "=": KEY_ZOOM, "-": 1 / KEY_ZOOM, _: 1 / KEY_ZOOM };
    if (moves[event.key]) this.#change(1, middle, ...moves[event.key]);
    else if (zooms[event.key]) this.#change(zooms[event.key], middle, 0, 0);
    else return;
    event.preventDefault();
  }
}
