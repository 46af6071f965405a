// Draws linear.tsv as docs/speed-linear.svg: processor time against the size of
// the photo and that of the poster, with the straight line that fits best. Adds
// to linear-fit.tsv what that line is.
//   node plot.mjs LINEAR.tsv FIT.tsv OUT.svg
import { readFileSync, writeFileSync } from "node:fs";

const [from, fitFile, to] = process.argv.slice(2);
const rows = readFileSync(from, "utf8").trim().split("\n").slice(1).map((line) => {
  const [of, mp, ms] = line.split("\t");
  return { of, x: Number(mp), y: Number(ms) };
});
const panels = [
  { of: "photo", title: "S, by the size of the photo", unit: "megapixels of the photo" },
  { of: "poster", title: "12 MP photo, by the size of the poster", unit: "megapixels of the poster" },
];
const WIDTH = 360, HEIGHT = 240, LEFT = 46, TOP = 30, PLOT_WIDTH = 290, PLOT_HEIGHT = 160;

function fit(points) {
  const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
  const mx = mean(points.map((p) => p.x)), my = mean(points.map((p) => p.y));
  const slope = mean(points.map((p) => (p.x - mx) * (p.y - my))) / mean(points.map((p) => (p.x - mx) ** 2));
  const start = my - slope * mx;
  const rest = mean(points.map((p) => (p.y - start - slope * p.x) ** 2));
  return { slope, start, r2: 1 - rest / mean(points.map((p) => (p.y - my) ** 2)) };
}

// A round number at or above.
function ceiling(value) {
  const step = 10 ** Math.floor(Math.log10(value));
  return Math.ceil(value / step) * step;
}

function panel({ of, title, unit }, index) {
  const points = rows.filter((row) => row.of === of);
  const line = fit(points);
  const endX = ceiling(Math.max(...points.map((p) => p.x))), endY = ceiling(Math.max(...points.map((p) => p.y)));
  const x = (value) => (LEFT + (value / endX) * PLOT_WIDTH).toFixed(1);
  const y = (value) => (TOP + PLOT_HEIGHT - (value / endY) * PLOT_HEIGHT).toFixed(1);
  const ticks = [0, 0.5, 1].map((share) =>
    `<text x="${x(share * endX)}" y="${TOP + PLOT_HEIGHT + 16}" text-anchor="middle">${+(share * endX).toFixed(1)}</text>`
    + `<text x="${LEFT - 6}" y="${Number(y(share * endY)) + 4}" text-anchor="end">${+(share * endY).toFixed(1)}</text>`
    + `<path d="M${LEFT} ${y(share * endY)}h${PLOT_WIDTH}" stroke="#ddd"/>`).join("");
  const svg = `<g transform="translate(${index * WIDTH})"><text x="${LEFT}" y="18" font-weight="bold">${title}</text>${ticks}`
    + `<path d="M${x(0)} ${y(line.start)}L${x(endX)} ${y(line.start + line.slope * endX)}" stroke="#5b2be0" stroke-width="1.5"/>`
    + points.map((p) => `<circle cx="${x(p.x)}" cy="${y(p.y)}" r="3.5" fill="#d92f1d"/>`).join("")
    + `<text x="${LEFT + PLOT_WIDTH / 2}" y="${TOP + PLOT_HEIGHT + 34}" text-anchor="middle">${unit}; ms of processor time</text></g>`;
  return { svg, line };
}

const drawn = panels.map(panel);
writeFileSync(fitFile, `of\tms at 0\tms/MP\tR2\n${drawn.map(({ line }, i) =>
  `${panels[i].of}\t${line.start.toFixed(1)}\t${line.slope.toFixed(2)}\t${line.r2.toFixed(3)}\n`).join("")}`);
writeFileSync(to, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2} ${HEIGHT}" font-family="sans-serif" font-size="11">`
  + `<rect width="100%" height="100%" fill="#fff"/>${drawn.map(({ svg }) => svg).join("")}</svg>\n`);
