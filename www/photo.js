// A photo on the device: opened, turned, cut and shrunk without leaving it.

import { showPhoto } from "./api.js";
import { unturn } from "./rules.js";

// Enough for the sharpest screen, and small enough to be moved without a hitch.
const PREVIEW_SIDE = 1600;

function draw(width, height, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  paint(context, canvas);
  return canvas;
}

async function decode(blob) {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
  } catch (error) {
    URL.revokeObjectURL(image.src);
    throw error;
  }
  return image;
}

// One part of a picture on all of a canvas, turned clockwise.
function paint(context, canvas, image, part, turn) {
  const sideways = turn % 180 !== 0;
  const [width, height] = sideways ? [canvas.height, canvas.width] : [canvas.width, canvas.height];
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(turn * Math.PI / 180);
  context.drawImage(image, part.x, part.y, part.width, part.height, -width / 2, -height / 2, width, height);
}

const find = (bytes, first, second, from) => {
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) if (bytes[at + 1] === second) return at;
  return -1;
};

// Browsers show what there is of a file that was cut short. Such a photo is one
// for the server, which says what is wrong. (Of JPEG and PNG, as all phones and
// screens make them: the mark of their end is looked for.)
async function isWhole(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return new TextDecoder("latin1").decode(bytes.subarray(-4096)).includes("IEND");
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return true;
  // Past the segments, in which a thumbnail has an end of its own, to the scan.
  let at = 2;
  while (bytes[at] === 0xff && bytes[at + 1] !== 0xda) at += 2 + (bytes[at + 2] << 8 | bytes[at + 3]);
  return find(bytes, 0xff, 0xd9, at) >= 0;
}

/**
 * Opens a file. Gives {file, width, height: of the whole upright photo, image:
 * what can be drawn, local: whether that is the photo itself}. What the browser
 * cannot show goes to the server, which sends back a smaller picture of it.
 * (unless it has more than `bytesMost`: `isTooLarge`). Throws a Problem when
 * nobody can read it.
 */
export async function openPhoto(file, lang, { signal, bytesMost }) {
  let image = null;
  try {
    image = await decode(file);
  } catch { /* the server knows more kinds */ }
  if (image?.naturalWidth > 0 && await isWhole(file))
    return { file, image, local: true, width: image.naturalWidth, height: image.naturalHeight };
  if (file.size > bytesMost) throw Object.assign(new Error("too large"), { isTooLarge: true, message: "" });
  const { blob, width, height } = await showPhoto(file, lang, signal);
  image = await decode(blob);
  return { file, image, local: false, width, height };
}

/** Gives back what the photo holds. Takes null. */
export function closePhoto(photo) {
  if (photo) URL.revokeObjectURL(photo.image.src);
}

/** The whole photo turned, with at most `side` pixels a side, as a canvas. */
export function pictureOf(photo, turn, side = PREVIEW_SIDE) {
  const { naturalWidth: width, naturalHeight: height } = photo.image;
  const scale = Math.min(1, side / Math.max(width, height));
  const size = turn % 180 ? [height * scale, width * scale] : [width * scale, height * scale];
  return draw(...size, (context, canvas) => paint(context, canvas, photo.image, { x: 0, y: 0, width, height }, turn));
}

/**
 * The part of a photo that is sent, as a JPEG: `plan` is planUpload's. What is
 * transparent becomes `ground`, as on the screen.
 */
export function shrinkPhoto(photo, turn, plan, ground) {
  const part = unturn(plan.part, turn, photo.width, photo.height);
  const canvas = draw(plan.width, plan.height, (context, { width, height }) => {
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
    paint(context, context.canvas, photo.image, part, turn);
  });
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => blob ? done(blob) : fail(new Error("no picture")), "image/jpeg", 0.92);
  });
}
