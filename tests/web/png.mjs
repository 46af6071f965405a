// PNG for tests: makes small pictures, and reads the size of one.

import { randomBytes } from "node:crypto";
import * as zlib from "node:zlib";

// Node.js 18 has no zlib.crc32.
const table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = zlib.crc32 ?? ((data) => {
  let crc = 0xffffffff;
  for (const byte of data) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function header(width, height) {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = 8; // bits
  data[9] = 2; // RGB
  return chunk("IHDR", data);
}

// A picture of a colour gradient.
export function makePng(width, height) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0, at = 0; y < height; y++) {
    at++;
    for (let x = 0; x < width; x++) {
      rows[at++] = (255 * x) / width;
      rows[at++] = (255 * y) / height;
      rows[at++] = 128;
    }
  }
  return Buffer.concat([signature, header(width, height), chunk("IDAT", zlib.deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

// A picture of noise, which nothing makes smaller: three bytes for each pixel.
export function makeNoise(width, height) {
  const rows = randomBytes((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) rows[y * (width * 3 + 1)] = 0;
  return Buffer.concat([signature, header(width, height), chunk("IDAT", zlib.deflateSync(rows, { level: 0 })), chunk("IEND", Buffer.alloc(0))]);
}

// A file that says it is that large, with hardly any pixels in it.
export function makeLyingPng(width, height) {
  return Buffer.concat([signature, header(width, height), chunk("IDAT", zlib.deflateSync(Buffer.alloc(100))), chunk("IEND", Buffer.alloc(0))]);
}

// A few hundred kilobytes that unpack to hundreds of megabytes: RGBA of 16 bits,
// all pixels alike.
export function makePngBomb(width, height) {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr[8] = 16;
  ihdr[9] = 6;
  const rows = Buffer.alloc((width * 8 + 1) * height);
  return Buffer.concat([signature, chunk("IHDR", ihdr), chunk("IDAT", zlib.deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

// A PNG with chunks of text that unpack to `size` bytes each.
export function makeTextBomb(count, size) {
  const text = zlib.deflateSync(Buffer.alloc(size));
  const bombs = Array.from({ length: count }, () => chunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0", "latin1"), text])));
  const png = makePng(300, 400);
  return Buffer.concat([png.subarray(0, 33), ...bombs, png.subarray(33)]);
}

// The size of a PNG file, after a look at its signature and its end.
// Of a lossy WebP without anything beside its pixels.
export function webpSize(file) {
  const parts = [[0, 4], [8, 16], [23, 26]].map(([from, to]) => file.subarray(from, to).toString("latin1"));
  if (parts.join() !== "RIFF,WEBPVP8 ,\x9d\x01\x2a" || file.readUInt32LE(4) + 8 !== file.length || file.readUInt32LE(16) + 20 !== file.length)
    throw new Error("not a plain WebP");
  return { width: file.readUInt16LE(26), height: file.readUInt16LE(28) };
}

export function pngSize(file) {
  if (!file.subarray(0, 8).equals(signature)) throw new Error("is no PNG");
  if (file.subarray(-8, -4).toString("latin1") !== "IEND") throw new Error("the PNG has no end");
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

const paeth = (a, b, c) => {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};
const predictors = [() => 0, (a) => a, (a, b) => b, (a, b) => (a + b) >> 1, paeth];

// The samples of a poster: a PNG of 8 bits a sample, not interlaced. Only as
// many rows as asked for.
export function pngRows(file, wanted) {
  const { width } = pngSize(file);
  const channels = { 2: 3, 6: 4 }[file[25]];
  if (file[24] !== 8 || !channels || file[28] !== 0) throw new Error("is not the PNG of a poster");
  const parts = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  const packed = zlib.inflateSync(Buffer.concat(parts));
  const size = width * channels;
  const rows = Buffer.alloc(size * wanted);
  for (let y = 0; y < wanted; y++) {
    const predict = predictors[packed[y * (size + 1)]];
    for (let x = 0; x < size; x++) {
      const a = x >= channels ? rows[y * size + x - channels] : 0;
      const b = y > 0 ? rows[(y - 1) * size + x] : 0;
      const c = x >= channels && y > 0 ? rows[(y - 1) * size + x - channels] : 0;
      rows[y * size + x] = packed[y * (size + 1) + 1 + x] + predict(a, b, c);
    }
  }
  return rows;
}
