// sharp: one pipeline, one thread; the overlay is decoded once. `quick` is what
// who knows sharp writes: the JPEG is shrunk as it is read where that is
// possible. `plain` is what its names suggest: extract, then resize, which
// decodes all pixels.
//   node sharp.mjs FOLDER quick|plain
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { jobIds, readJob, serve } from "./job.mjs";

// The package lies where script/bench installed it, not beside this file.
const require = createRequire(`${process.env.BENCH_NODE_MODULES}/`);
const sharp = require("sharp");
const [folder, manner] = process.argv.slice(2);
sharp.concurrency(1);
sharp.cache(false);

async function load(id) {
  const job = readJob(folder, id);
  const { data, info } = await sharp(readFileSync(`${folder}/${id}-overlay.png`)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  job.overlay = { input: data, raw: { width: info.width, height: info.height, channels: 4 } };
  const { width, height } = await sharp(job.photo).metadata();
  return { ...job, width, height };
}
const jobs = {};
for (const id of jobIds) jobs[id] = await load(id);

function cut({ photo, window, crop, width, height }) {
  const scale = window.width / crop.width;
  // Cut before it is scaled, a photo cannot be shrunk as it is read.
  return scale > 0.5 || manner === "plain"
    ? sharp(photo)
      .extract({ left: Math.round(crop.x), top: Math.round(crop.y), width: Math.round(crop.width), height: Math.round(crop.height) })
      .resize(window.width, window.height, { fit: "fill" })
    : sharp(photo)
      .resize({ width: Math.round(width * scale), height: Math.round(height * scale), fit: "fill" })
      .extract({ left: Math.round(crop.x * scale), top: Math.round(crop.y * scale), width: window.width, height: window.height });
}

function make(id) {
  const { size, window, overlay } = jobs[id];
  return cut(jobs[id])
    .extend({
      left: window.x, top: window.y, right: size.width - window.x - window.width,
      bottom: size.height - window.y - window.height, background: "white",
    })
    .composite([overlay])
    .removeAlpha()
    .png()
    .toBuffer();
}

await serve(`sharp ${sharp.versions.sharp} ${manner} (libvips ${sharp.versions.vips})`, make);
