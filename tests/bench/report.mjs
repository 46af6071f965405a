// Writes the last run's tables into docs/speed.md, between the comments
// `<!-- table NAME -->` and `<!-- end -->`. NAME is a TSV of build/bench/, or
// `targets`, which is worked out here.
//   node report.mjs BENCH DOCUMENT
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [bench, document] = process.argv.slice(2);

function read(name) {
  const path = join(bench, `${name}.tsv`);
  if (!existsSync(path)) return null;
  const [head, ...rows] = readFileSync(path, "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
  return { head, rows };
}

function markdown({ head, rows }) {
  const isNumber = (i) => rows.every((row) => !row[i] || /^[\d.]+( %)?$/.test(row[i]));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const full = (row) => head.map((_, i) => row[i] ?? "");
  return [line(head), line(head.map((_, i) => (isNumber(i) ? "---:" : "---"))), ...rows.map((row) => line(full(row)))].join("\n");
}

// The number in a table; NaN when it is not there.
function value(name, column, isRow) {
  const table = read(name);
  const row = table?.rows.find((cells) => isRow(Object.fromEntries(table.head.map((h, i) => [h, cells[i]]))));
  return Number(row?.[table.head.indexOf(column)] || NaN);
}

const job = (id) => (row) => row.job === id;
const clients = (n) => (row) => row.clients === String(n);

// What the issue asks, and where its answer stands. `most` is the most that may
// be, `least` the least.
function targets() {
  const rows = [];
  function target(what, wanted, measured, unit = "") {
    const { most, least } = wanted;
    const met = most !== undefined ? measured <= most : measured >= least;
    rows.push([
      what, most !== undefined ? `at most ${most}${unit}` : `at least ${least}${unit}`,
      Number.isNaN(measured) ? "not measured" : `${measured}${unit}`, Number.isNaN(measured) ? "" : met ? "met" : "**missed**",
    ]);
  }
  const programs = [["sharp, plain", /plain/, 6, 7], ["sharp, quick", /quick/, 6, 7], ["ImageMagick", /^ImageMagick/, 20, 24], ["naive libgd", /^naive/, 14, 16]];
  for (const [name, pattern, s, p] of programs)
    for (const [id, least] of [["S", s], ["P", p], ["S-full", s], ["P-full", p]])
      target(`${name} to ours, ${id}`, { least }, value("peers", "times ours", (row) => row.job === id && pattern.test(row.program)), "x");
  for (const id of ["S", "P"]) target(`${id} to the sum of its stages`, { most: 1.15 }, value("posters", "child/stages", job(id)), "x");
  target("bytes to zlib 6, S", { most: 1.1 }, value("bytes", "ratio", job("S")), "x");
  target("bytes to zlib 6, P", { most: 1.12 }, value("bytes", "ratio", job("P")), "x");
  target("private memory of the child, S", { most: 24 }, value("memory", "peak MB", job("S")), " MB");
  target("private memory of the child, P", { most: 80 }, value("memory", "peak MB", job("P")), " MB");
  target("photo of 2000 px, to S", { most: 0.5 }, value("posters", "of S", job("small")), "x");
  target("eight social formats, to S", { most: 3 }, value("posters", "of S", job("kit")), "x");
  target("counting, of a small poster", { most: 1 }, value("counting", "% of a poster", () => true), " %");
  target("instructions of S", { most: 700 }, value("instructions", "million instructions", job("S")), " M");
  target("instructions of P", { most: 1500 }, value("instructions", "million instructions", job("P")), " M");
  target("throughput of cores / time, 8 clients", { least: 0.9 }, value("server", "of cores", clients(8)), "x");
  target("the same of the cores that were free", { least: 0.9 }, value("server", "of free", clients(8)), "x");
  target("errors at 64 clients", { most: 0 }, errorsAt64());
  return { head: ["target", "wanted", "measured", ""], rows };
}

function errorsAt64() {
  const table = read("server");
  return Number(table?.rows.find(([n]) => n === "64")?.[2] ?? NaN);
}

const text = readFileSync(document, "utf8").replace(
  /<!-- table (\S+) -->\n[^]*?<!-- end -->/g,
  (whole, name) => {
    const table = name === "targets" ? targets() : read(name);
    return table ? `<!-- table ${name} -->\n${markdown(table)}\n<!-- end -->` : whole;
  },
);
writeFileSync(document, text);
