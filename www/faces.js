// Finds faces in a picture, and where its focus goes, as the press does
// (src/press/faces.c, cascade.c, pyramid.c, focus.c, subject.c): what is chosen
// on the device is what the server would choose. No DOM; numbers are the press's.

const STRIDE = 3; // of windows looked at first, by HINT_STAGES
const HINT_STAGES = 5;
const HINT_REACH = 1;
const HIT_REACH = 3; // around a hit are more of the same face
const HITS_MIN = 5; // chance has one or two
const HITS_SURE = 8;
const SURE_RATIO = 2.5; // smaller by this: far behind, or none
const STEP = 1.2; // from one size of faces to the next
const STEPS_BACK = 3; // a level made from the one just before would be blurred
const LEVELS_MAX = 32;
const LIKENESS = 0.2;
const FACES_MAX = 16;
const CLOSE_BORDER = 0.25;
const CLOSE_WIDTH = 0.45;
const SIDE = 400;
const AREA = 400 * 300;

/** The longer side, in pixels, at which a picture is looked at. */
export const facesSide = (width, height) =>
  Math.floor(Math.min(SIDE, Math.sqrt(AREA * Math.max(width, height) / Math.min(width, height))));

/** The longer side for a close-up, and for the subject of a picture without faces. */
export const CLOSE_SIDE = 100;
export const SUBJECT_SIDE = 64;

function greyOf({ data, width, height }) {
  const levels = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < levels.length; i++, at += 4)
    levels[i] = (77 * data[at] + 150 * data[at + 1] + 29 * data[at + 2] + 128) >> 8;
  return { levels, width, height };
}

function placeOf(i, from, to) {
  const at = Math.min((from - 1) * 256, Math.max(0, Math.trunc((Math.trunc((2 * i + 1) * from * 256 / to) - 256) / 2)));
  const pixel = Math.min(at >> 8, from - 2);
  return [pixel, at - pixel * 256];
}

function shrink(from, width, height) {
  const levels = new Uint8Array(width * height);
  const columns = Array.from({ length: width }, (_, x) => placeOf(x, from.width, width));
  for (let y = 0, to = 0; y < height; y++) {
    const [row, part] = placeOf(y, from.height, height);
    const above = row * from.width;
    const below = above + from.width;
    for (const [pixel, across] of columns) {
      const upper = from.levels[above + pixel] * (256 - across) + from.levels[above + pixel + 1] * across;
      const lower = from.levels[below + pixel] * (256 - across) + from.levels[below + pixel + 1] * across;
      levels[to++] = (upper * (256 - part) + lower * part + 32768) >> 16;
    }
  }
  return { levels, width, height };
}

function pyramidOf(picture, cascade) {
  const levels = [];
  for (let scale = 1; levels.length < LEVELS_MAX; scale *= STEP) {
    const [width, height] = [Math.round(picture.width / scale), Math.round(picture.height / scale)];
    if (width < cascade.width || height < cascade.height) break;
    levels.push(levels.length ? shrink(levels[Math.max(0, levels.length - STEPS_BACK)], width, height) : greyOf(picture));
  }
  return levels;
}

function integralOf({ levels, width, height }) {
  const stride = width + 1;
  const sums = new Uint32Array(stride * (height + 1));
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0, row = 0, to = (y + 1) * stride + 1; x < width; x++, to++) {
      row += levels[at++];
      sums[to] = sums[to - stride] + row;
    }
  return { sums, stride };
}

// A bit for each outer cell of the 3 x 3 that is as bright as the middle one,
// from the highest at the top left clockwise.
function patternOf(sums, start, across, down) {
  const cell = (row, column) => {
    const at = start + row * down + column * across;
    return sums[at + down + across] - sums[at + down] - sums[at + across] + sums[at];
  };
  const middle = cell(1, 1);
  return (cell(0, 0) >= middle) << 7 | (cell(0, 1) >= middle) << 6 | (cell(0, 2) >= middle) << 5 | (cell(1, 2) >= middle) << 4 |
    (cell(2, 2) >= middle) << 3 | (cell(2, 1) >= middle) << 2 | (cell(2, 0) >= middle) << 1 | (cell(1, 0) >= middle);
}

function accepts(cascade, { sums, stride }, x, y, stages) {
  const window = y * stride + x;
  for (let i = 0; i < stages; i++) {
    let sum = 0;
    for (const { x: left, y: top, width, height, subset, inside, outside } of cascade.stages[i].stumps) {
      const pattern = patternOf(sums, window + top * stride + left, width, height * stride);
      sum += subset[pattern >> 5] >>> (pattern & 31) & 1 ? inside : outside;
    }
    if (sum < cascade.stages[i].threshold) return false;
  }
  return true;
}

function isLike(a, b) {
  const slack = LIKENESS * (Math.min(a.width, b.width) + Math.min(a.height, b.height)) / 2;
  return [a.x - b.x, a.y - b.y, a.x + a.width - b.x - b.width, a.y + a.height - b.y - b.height].every((gap) => Math.abs(gap) <= slack);
}

function addWindow(groups, added) {
  for (let i = 0; i < groups.length;)
    if (isLike(groups[i], added)) {
      const old = groups[i];
      groups[i] = groups.at(-1);
      groups.pop();
      const hits = added.hits + old.hits;
      const mean = (name) => (added[name] * added.hits + old[name] * old.hits) / hits;
      added = { x: mean("x"), y: mean("y"), width: mean("width"), height: mean("height"), hits };
      i = 0;
    } else i++;
  groups.push(added);
}

function scanLevel(cascade, level, scale, groups) {
  const integral = integralOf(level);
  const [width, height] = [level.width - cascade.width + 1, level.height - cascade.height + 1];
  const marks = new Uint8Array(width * height);
  const markAround = (x, y, reach, mark) => {
    for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++)
      for (let i = Math.max(0, x - reach); i <= Math.min(width - 1, x + reach); i++)
        if (marks[row * width + i] < mark) marks[row * width + i] = mark;
  };
  const all = cascade.stages.length;
  for (let y = 0; y < height; y += STRIDE)
    for (let x = 0; x < width; x += STRIDE)
      if (accepts(cascade, integral, x, y, HINT_STAGES)) markAround(x, y, HINT_REACH, 1);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (marks[y * width + x] === 1 && accepts(cascade, integral, x, y, all)) markAround(x, y, HIT_REACH, 2);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (marks[y * width + x] === 2 && accepts(cascade, integral, x, y, all))
        addWindow(groups, { x: x * scale, y: y * scale, width: cascade.width * scale, height: cascade.height * scale, hits: 1 });
}

const holdsMiddle = (a, b) => {
  const [x, y] = [b.x + b.width / 2, b.y + b.height / 2];
  return x >= a.x && x <= a.x + a.width && y >= a.y && y <= a.y + a.height;
};

// The faces of a picture, 0..1 of it, the surest first.
function search(cascade, picture) {
  const levels = pyramidOf(picture, cascade);
  const groups = [];
  for (const level of [...levels].reverse()) {
    const scale = picture.width / level.width;
    if (groups.some(({ hits, width }) => hits >= HITS_SURE && width > SURE_RATIO * cascade.width * scale)) break;
    scanLevel(cascade, level, scale, groups);
  }
  const { width, height } = picture;
  return groups.filter(({ hits }) => hits >= HITS_MIN)
    .map((one) => ({ x: one.x / width, y: one.y / height, width: one.width / width, height: one.height / height, hits: one.hits }))
    .sort((a, b) => b.hits - a.hits).slice(0, FACES_MAX)
    .reduce((kept, one) => kept.some((other) => holdsMiddle(other, one) || holdsMiddle(one, other)) ? kept : [...kept, one], []);
}

// A face that fills the picture passes its edges with its window: looked for in
// the middle of grey paper.
function searchClose(cascade, { data, width, height }) {
  const [across, down] = [Math.round(CLOSE_BORDER * width), Math.round(CLOSE_BORDER * height)];
  const framed = { width: width + 2 * across, height: height + 2 * down };
  framed.data = new Uint8ClampedArray(framed.width * framed.height * 4).fill(128);
  for (let y = 0; y < height; y++) framed.data.set(data.subarray(y * width * 4, (y + 1) * width * 4), ((y + down) * framed.width + across) * 4);
  const whole = 1 + 2 * CLOSE_BORDER;
  return search(cascade, framed)
    .map(({ x, y, width: w, height: h, hits }) => ({ x: x * whole - CLOSE_BORDER, y: y * whole - CLOSE_BORDER, width: w * whole, height: h * whole, hits }))
    .filter((one) => one.width >= CLOSE_WIDTH);
}

// Heads, hair to chin: 1.3 faces wide, 1.7 high, their middle 0.12 above.
const headOf = ({ x, y, width, height }) =>
  ({ x: x + width / 2 - 0.65 * width, y: y + 0.38 * height - 0.85 * height, width: 1.3 * width, height: 1.7 * height });

function unite(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function headsOf(faces) {
  const best = faces.reduce((a, b) => b.width * b.hits > a.width * a.hits ? b : a);
  return faces.filter(({ width, hits }) => width >= 0.45 * best.width && hits >= 8).map(headOf).reduce(unite, headOf(best));
}

// Without a face: where across the picture most differs from its edges.
function subjectOf({ data, width, height }) {
  const difference = (a, b) => {
    const [red, green, blue] = [0, 1, 2].map((at) => data[a + at] - data[b + at]);
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    return 0.5 * Math.abs(luma) + 0.564 * Math.abs(blue - luma) + 0.713 * Math.abs(red - luma);
  };
  const columns = new Float64Array(width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const least = Math.min(...[y * width, y * width + width - 1, x].map((edge) => difference(at, edge * 4)));
      columns[x] += Math.min(least, 60) / 60 * (1 - 0.9 * y / height);
    }
  const meanOf = (around, reach) => {
    let [sum, first, second] = [0, 0, 0];
    for (let i = 0; i < width; i++) {
      const x = (i + 0.5) / width;
      const weight = columns[i] * Math.exp(-(((x - around) / reach) ** 2) / 2);
      [sum, first, second] = [sum + weight, first + weight * x, second + weight * x * x];
    }
    return sum > 1e-6 ? { mean: first / sum, deviation: Math.sqrt(Math.max(0, second / sum - (first / sum) ** 2)) } : null;
  };
  const all = meanOf(0.5, Infinity);
  if (!all) return { x: 0.5, certainty: 0 };
  let x = all.mean;
  for (let i = 0; i < 8; i++) x = meanOf(x, 0.12)?.mean ?? x;
  return { x, certainty: Math.min(1, Math.max(0, 3 * (1 - all.deviation / 0.28868))) };
}

/**
 * The focus of a photo (0..1, from the top left) and what its heads take (null
 * without any). `pictures` has the upright photo three times, as {data: RGBA,
 * width, height}: `main` with facesSide, `close` with CLOSE_SIDE and `subject`
 * with SUBJECT_SIDE pixels on its longer side.
 */
export function findFocus(cascade, { main, close, subject }) {
  let faces = search(cascade, main);
  if (faces.length === 0) faces = searchClose(cascade, close);
  const within = (value) => Math.min(1, Math.max(0, value));
  if (faces.length > 0) {
    const heads = headsOf(faces);
    return { focus: { x: within(heads.x + heads.width / 2), y: within(heads.y + heads.height / 2) }, heads };
  }
  const { x, certainty } = subjectOf(subject);
  return { focus: { x: 0.5 + (x - 0.5) * certainty, y: 1 / 3 }, heads: null };
}

const numbers = (text) => text.trim().split(/\s+/).map(Number);
const between = (text, tag) => [...text.matchAll(new RegExp(`<${tag}>\\s*([^<]*?)\\s*</${tag}>`, "g"))].map(([, inner]) => inner);

/** Reads an LBP cascade of OpenCV, as opencv_traincascade writes it. */
export function readCascade(xml) {
  const [width] = between(xml, "width").map(Number);
  const [height] = between(xml, "height").map(Number);
  const rects = between(xml, "rect").map(numbers);
  const stages = xml.split("<stageThreshold>").slice(1).map((part) => {
    const leaves = between(part, "leafValues").map(numbers);
    return {
      // OpenCV's own slack, for sums that are the threshold but for rounding.
      threshold: Math.fround(parseFloat(part)) - 1e-5,
      stumps: between(part, "internalNodes").map(numbers).map(([, , feature, ...subset], at) => {
        const [x, y, w, h] = rects[feature];
        return { x, y, width: w, height: h, subset, inside: Math.fround(leaves[at][0]), outside: Math.fround(leaves[at][1]) };
      }),
    };
  });
  return { width, height, stages };
}

let cascade = null;

/** The same with the cascade that the site has, which is fetched once. */
export async function lookForFaces(pictures) {
  cascade ??= fetch(new URL("fonts/faces.xml", import.meta.url)).then((answer) => answer.text()).then(readCascade);
  return findFocus(await cascade, pictures);
}
