// What the page must know beyond its own markup, as pure functions: counting,
// sizes, sentences, links. No DOM, no network; tested without a browser.

const segmenter = globalThis.Intl?.Segmenter && new Intl.Segmenter();

/** How many characters a person would count, as the server counts them. */
export const countCharacters = (text) =>
  segmenter ? [...segmenter.segment(text)].length : [...text].length;

/** A sentence with its blanks filled: `{n}` by values.n. */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);

/** The form of a sentence that goes with a number: {one, other}. */
export const plural = (forms, n, language) =>
  fill(forms[new Intl.PluralRules(language).select(n)] ?? forms.other, { n });

/** A file's size for people: "340 kB", "2,1 MB". */
export function sizeText(bytes, language) {
  const [value, unit] = bytes < 995_000 ? [bytes / 1000, "kilobyte"] : [bytes / 1e6, "megabyte"];
  const digits = unit === "kilobyte" ? 0 : 1;
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: digits })
    .format(unit === "kilobyte" && value > 20 ? Math.round(value / 10) * 10 : value);
}

/**
 * The width in pixels to ask a layer in, for `cssWidth` on a screen of
 * `density` pixels each: in steps, so that a browser finds it in its cache, and
 * never more than the poster's own.
 */
export function layerWidth(cssWidth, density, full) {
  const step = 180;
  return Math.min(full, 1440, Math.max(step, Math.ceil(cssWidth * Math.min(density, 2) / step) * step));
}

/** A paper format in millimetres, as it is cut. */
export function paperSize({ width, height, dpi, bleed_px: bleed }) {
  const mm = (px) => Math.round((px - 2 * bleed) / dpi * 25.4);
  return { width: mm(width), height: mm(height) };
}

/**
 * The photo window of a paper format with another bleed. The listing has it
 * with 3 mm (`format.bleed_px`); with `mm` the canvas begins elsewhere, and what
 * lies beyond it is cut.
 */
export function windowWithBleed(format, window, mm) {
  if (!format.bleed_px || mm === null) return window;
  const bleed = Math.round(mm / 25.4 * format.dpi);
  const cut = format.bleed_px - bleed;
  // What touches the edge of the paper goes on to it.
  const reach = (start, length, side) => [
    start <= 0 ? 0 : Math.max(0, start - cut),
    start + length >= side ? side - 2 * cut : Math.min(side - 2 * cut, start + length - cut),
  ];
  const [left, right] = reach(window.x, window.width, format.width);
  const [top, bottom] = reach(window.y, window.height, format.height);
  const place = (at, start, length, from, size) => (start + at * length - cut - from) / size;
  return {
    x: left, y: top, width: right - left, height: bottom - top,
    anchor: {
      x: place(window.anchor.x, window.x, window.width, left, right - left),
      y: place(window.anchor.y, window.y, window.height, top, bottom - top),
    },
  };
}

/**
 * The same part of a photo before it was turned clockwise by `turn` degrees:
 * width and height are those of the photo as it lies in its file, upright.
 */
export function unturn({ x, y, width: w, height: h }, turn, width, height) {
  switch (turn) {
    case 90: return { x: y, y: height - x - w, width: h, height: w };
    case 180: return { x: width - x - w, y: height - y - h, width: w, height: h };
    case 270: return { x: width - y - h, y: x, width: h, height: w };
    default: return { x, y, width: w, height: h };
  }
}

// The most pixels a canvas has on every phone (iOS).
const CANVAS_PIXELS = 16_000_000;

/**
 * What is sent of a photo: `part`, whole pixels of the turned photo around
 * `crop`; `width` x `height`, the pixels that part is shrunk to, 1.5 times those
 * of the window on screens (the press then has something to choose from) and
 * never more than there are; `framing`, which shows exactly `crop` again.
 */
export function planUpload(crop, photo, window, isPrint) {
  const left = Math.max(0, Math.floor(crop.x));
  const top = Math.max(0, Math.floor(crop.y));
  const part = {
    x: left, y: top,
    width: Math.min(photo.width, Math.ceil(crop.x + crop.width)) - left,
    height: Math.min(photo.height, Math.ceil(crop.y + crop.height)) - top,
  };
  const wanted = (isPrint ? 1 : 1.5) * window.width / crop.width;
  const most = Math.sqrt(CANVAS_PIXELS / (part.width * part.height));
  const scale = Math.min(1, wanted, most);
  const width = Math.max(1, Math.round(part.width * scale));
  const height = Math.max(1, Math.round(part.height * scale));
  const [across, down] = [width / part.width, height / part.height];
  const shown = { width: crop.width * across, height: crop.height * down };
  const cover = Math.max(window.width / width, window.height / height);
  const focus = (at, start, size, side) => Math.min(1, Math.max(0, (at + start * size) / side));
  return {
    part, width, height,
    framing: {
      focus_x: focus((crop.x - left) * across, window.anchor.x, shown.width, width),
      focus_y: focus((crop.y - top) * down, window.anchor.y, shown.height, height),
      zoom: Math.min(8, Math.max(1, window.width / shown.width / cover)),
      turn: 0,
    },
  };
}

/**
 * What is sent of a photo for a kit: all of it, so that one framing shows each
 * format its part, shrunk to what the most demanding of `needs` ({crop, window,
 * isPrint}) asks for.
 */
export function planKitUpload({ width, height }, needs) {
  const wanted = needs.map(({ crop, window, isPrint }) => (isPrint ? 1 : 1.5) * window.width / crop.width);
  const scale = Math.min(1, Math.max(...wanted, 1 / Math.max(width, height)), Math.sqrt(CANVAS_PIXELS / (width * height)));
  return { part: { x: 0, y: 0, width, height }, width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * How many bytes a kit will have, about, as the press reckons (kit_zip.c), from a poster
 * that was made; `shown(format)`: the pixels that a paper shows of the photo.
 */
export function estimateKit(formats, { bytes, pixels, shown = () => 0 }) {
  const growth = 0.85;
  const drawing = 60_000;
  const photoEach = 0.15; // of a JPEG
  return formats.reduce((sum, format) => {
    const { width, height, dpi, max_bytes: most } = format;
    return sum + (dpi ? drawing + photoEach * shown(format) : Math.min(bytes * (width * height / pixels) ** growth, most ?? Infinity));
  }, 0);
}

/** Whether a browser is one inside another app, which cannot save a file. */
export const isInApp = (agent) => /\b(FBAN|FBAV|FB_IAB|Instagram|Line|LinkedInApp|Snapchat|Pinterest|BytedanceWebview|musical_ly|MicroMessenger)\b/i.test(agent) || /; wv\)/.test(agent);

// A photo that is a hair too small looks like one that is not; the press says
// the same (sharpness.c).
const tolerance = 0.98;

/** Whether a part of a photo `cropWidth` pixels wide is sharp in a format. */
export const isSharp = (cropWidth, window, format) =>
  cropWidth / window.width >= tolerance * format.photo_scale;

/**
 * The largest format, by its area, for which a photo is sharp; null when there
 * is none. `cropWidth(format)` gives the pixels that it would show there.
 */
export function largestSharp(formats, windows, cropWidth) {
  const sharp = formats.filter((format) => windows[format.id] && isSharp(cropWidth(format), windows[format.id], format));
  return sharp.sort((a, b) => b.width * b.height - a.width * a.height)[0] ?? null;
}

export const steps = ["frame", "photo", "words", "poster"];

/**
 * What a link says: `#template=volgers&slogan=...`, or `#words` alone. Anybody
 * can write a link, so only what the listing knows is taken, and of words no
 * more than a field holds.
 */
export function readLink(hash, templates) {
  const text = hash.replace(/^#/, "");
  if (steps.includes(text)) return { step: text };
  const wish = new URLSearchParams(text);
  const said = {};
  if (steps.includes(wish.get("step"))) said.step = wish.get("step");
  const template = templates.find(({ id }) => id === wish.get("template"));
  if (template) said.template = template.id;
  const takes = (list, value) => list.some((one) => (one.id ?? one) === value);
  const of = template ? [template] : templates;
  if (of.some(({ themes }) => takes(themes, wish.get("theme")))) said.theme = wish.get("theme");
  if (of.some(({ formats }) => takes(formats, wish.get("format")))) said.format = wish.get("format");
  const words = {};
  for (const field of of.flatMap(({ fields }) => fields)) {
    const value = wish.get(field.id);
    if (value && !(field.id in words))
      words[field.id] = value.replace(/[\u0000-\u001f\u007f]/g, " ").slice(0, 4 * field.max_length);
  }
  if (Object.keys(words).length > 0) said.words = words;
  const school = (wish.get("school") ?? "").replace(/[\u0000-\u001f\u007f]/g, " ").slice(0, 80);
  if (school.trim()) said.school = school;
  return said;
}

/** The link that says the same; words only when asked for. */
export function writeLink({ template, theme, format, step, words, school }, withWords = false) {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries({ template, theme, format, step, ...withWords ? { ...words, school: school?.name } : {} }))
    if (value) said.set(name, value);
  return `#${said}`;
}

const linear = (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const rgb = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
const light = (color) => rgb(color).map(linear).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0.05);

/** The contrast of two colours "#rrggbb", 1 to 21 (WCAG 2). */
export const contrast = (a, b) => Math.max(light(a) / light(b), light(b) / light(a));

/**
 * The ground behind the poster and the ink on it: of a theme's colours the one
 * that differs most from the poster's own, which is the first.
 */
export function panelColors({ colors }) {
  const [ground] = Object.values(colors);
  const ink = (color) => contrast("#14110f", color) > contrast("#ffffff", color) ? "#14110f" : "#ffffff";
  // Chroma counts twice: a panel should be a colour, not a grey.
  const strength = (color) => {
    const [from, to] = [rgb(ground), rgb(color)];
    return Math.hypot(...to.map((part, at) => part - from[at])) + 2 * (Math.max(...to) - Math.min(...to));
  };
  const drawn = Object.entries(colors).filter(([name]) => !/skin|hair|shade|fold/.test(name)).map(([, color]) => color);
  const [panel = ground] = drawn.filter((color) => color !== ground && contrast(ink(color), color) >= 4.6)
    .sort((a, b) => strength(b) - strength(a));
  return { ground, panel, ink: ink(panel) };
}
