// People who make posters, several at a time, from outside the cluster:
//   node load.mjs ADDRESS CERTIFICATE FROM,... PHOTO...
// asks for posters by HTTPS, of the photos and from addresses of this machine in
// turn (one address alone may not ask so much), until its standard input ends;
// those in hand are waited for. A line for each answer: `ok ID` for a poster, else
// `failed STATUS WHY`.

import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";

const [address, certificate, from, ...photos] = process.argv.slice(2);
const files = photos.map((path) => readFileSync(path));
const agent = new Agent({ keepAlive: true, ca: readFileSync(certificate), servername: "poster.example.org" });
const people = from.split(",");
const AT_ONCE = 6;

function bodyOf(i) {
  const field = (name, value) => `--grens\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  return Buffer.concat([
    Buffer.from(field("template", "volgers") + field("format", "instagram-square") + field("slogan", `Elke dag ${i}.`)
      + '--grens\r\nContent-Disposition: form-data; name="photo"; filename="foto"\r\n\r\n'),
    files[i % files.length],
    Buffer.from("\r\n--grens--\r\n"),
  ]);
}

function ask(i) {
  const body = bodyOf(i);
  return new Promise((done) => {
    const sent = request({
      host: address, path: "/api/v1/posters", method: "POST", agent,
      localAddress: people[i % people.length],
      headers: {
        Host: "poster.example.org", "Content-Length": body.length,
        "Content-Type": "multipart/form-data; boundary=grens",
        // Visitors without a name of their browser are taken for robots.
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
      },
    }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.once("error", (error) => done(`failed ${answer.statusCode} broke off: ${error.message}`));
      answer.once("end", () => {
        const file = Buffer.concat(parts);
        const isPoster = answer.statusCode === 200 && file.subarray(1, 4).toString() === "PNG"
          && file.subarray(-8, -4).toString() === "IEND";
        done(isPoster ? `ok ${answer.headers["x-request-id"]}` : `failed ${answer.statusCode} ${file.subarray(0, 200)}`);
      });
    });
    sent.once("error", (error) => done(`failed 0 ${error.message}`));
    sent.end(body);
  });
}

let isOver = false;
process.stdin.on("end", () => { isOver = true; }).resume();
let next = 0;
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  while (!isOver) console.log((await ask(next++)).replaceAll("\n", " "));
}));
agent.destroy();
