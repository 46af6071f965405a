// Framing: from focus and zoom to the part of the photo that fills a window, as
// the press has it (src/press/framing.c, window.c). Pure arithmetic. Sizes are in
// pixels of the upright, turned photo; a window is {width, height, anchor}, in
// pixels of the poster, as the listing of templates gives it, and its anchor
// (0..1 of the window) is where the focus of the photo goes.

// Heads of so much of the window's height are large enough.
const HEAD_WANTED = 0.48;
// Going nearer shows less of where somebody is.
const ZOOM_MOST = 2;
// Less is not seen.
const ZOOM_LEAST = 1.1;
// What stays beside heads, of their width.
const BESIDE = 1.5;
// What a photo may lack of the pixels that are wanted so that a face is large.
const NEAR_ENOUGH = 0.75;

const within = (value, low, high) => Math.max(low, Math.min(value, high));

/**
 * The part of a photo of width x height that fills a window: it just covers the
 * window, enlarged by the zoom (1 to 8), with its focus (0..1 of the photo) on
 * the anchor as far as the photo's edges allow.
 */
export function crop({ focus_x: focusX, focus_y: focusY, zoom }, width, height, window) {
  const scale = Math.max(window.width / width, window.height / height) * zoom;
  const part = { width: Math.min(window.width / scale, width), height: Math.min(window.height / scale, height) };
  return {
    ...part,
    x: within(focusX * width - window.anchor.x * part.width, 0, width - part.width),
    y: within(focusY * height - window.anchor.y * part.height, 0, height - part.height),
  };
}

/** The focus that gives a part again: {focus_x, focus_y}. */
export const focusOf = (part, width, height, { anchor }) => ({
  focus_x: within((part.x + anchor.x * part.width) / width, 0, 1),
  focus_y: within((part.y + anchor.y * part.height) / height, 0, 1),
});

/**
 * How near to go when nobody said, so that small heads become as large as on a
 * poster they should be. `heads` is 0..1 of the photo, null for none; `wanted`
 * the photo pixels that the format wants for each of its own (`photo_scale` of
 * the listing). A wide photo often shows more people than faces are found.
 */
export function zoomTo(heads, width, height, window, wanted) {
  if (!heads || width > height) return 1;
  const part = crop({ focus_x: 0.5, focus_y: 0.5, zoom: 1 }, width, height, window);
  const most = Math.min(width / window.width, height / window.height) / (NEAR_ENOUGH * wanted);
  const byHeight = HEAD_WANTED * part.height / (heads.height * height);
  const byWidth = part.width / (BESIDE * heads.width * width);
  const zoom = Math.min(byHeight, byWidth, most, ZOOM_MOST);
  return zoom < ZOOM_LEAST ? 1 : zoom;
}
