// What the status listener of a site says.

import assert from "node:assert/strict";
import { request } from "node:http";
import { join } from "node:path";

// An answer of the listener: its status, headers and text.
export function ask(site, path, { method = "GET", headers = {} } = {}) {
  return new Promise((done, fail) => {
    const sent = request({ socketPath: join(site.folder, "status.sock"), path, method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part) => { text += part; });
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    sent.once("error", fail);
    sent.end();
  });
}

export async function statusOf(site) {
  return JSON.parse((await ask(site, "/status")).text);
}

// The series of /metrics as a map: 'name{label="value"}' to its number.
export async function metricsOf(site) {
  const { text } = await ask(site, "/metrics");
  const series = new Map();
  for (const line of text.split("\n").filter((one) => one && !one.startsWith("#"))) {
    const parts = /^([a-z_]+(?:\{(?:[a-z_]+="[^"\\]*",?)*\})?) (-?[0-9.e+]+|NaN)$/.exec(line);
    assert.ok(parts, `no line of metrics: ${line}`);
    assert.ok(!series.has(parts[1]), `twice: ${parts[1]}`);
    series.set(parts[1], Number(parts[2]));
  }
  return series;
}

// The sum of a family's series whose labels hold a text.
export function sumOf(metrics, name, labels = "") {
  let sum = 0;
  for (const [key, value] of metrics) if (key.startsWith(`${name}{`) && key.includes(labels)) sum += value;
  return sum;
}
