// A FastCGI client that speaks to the socket itself, so that tests can send
// what no web server would (FastCGI specification 1.0, section 3).

import { connect } from "node:net";

const BEGIN = 1, PARAMS = 4, STDIN = 5, STDOUT = 6, END = 3;

export function record(type, data = Buffer.alloc(0), { id = 1, version = 1 } = {}) {
  const head = Buffer.from([version, type, id >> 8, id & 0xff, data.length >> 8, data.length & 0xff, 0, 0]);
  return Buffer.concat([head, data]);
}

function length(size) {
  if (size < 128) return Buffer.from([size]);
  const out = Buffer.alloc(4);
  out.writeUInt32BE((size | 0x80000000) >>> 0);
  return out;
}

export function params(values) {
  return Buffer.concat(Object.entries(values).flatMap(([name, value]) => {
    const n = Buffer.from(name), v = Buffer.from(String(value));
    return [length(n.length), length(v.length), n, v];
  }));
}

// The records of a request; `body` may be shorter than CONTENT_LENGTH says.
// `keep` asks for the connection to be kept (FCGI_KEEP_CONN).
export function request(values, body = Buffer.alloc(0), keep = false) {
  const parts = [record(BEGIN, Buffer.from([0, 1, Number(keep), 0, 0, 0, 0, 0])), record(PARAMS, params(values)), record(PARAMS)];
  for (let at = 0; at < body.length; at += 32768) parts.push(record(STDIN, body.subarray(at, at + 32768)));
  parts.push(record(STDIN));
  return Buffer.concat(parts);
}

// Sends bytes and gives all of standard output until the other side closes.
// `queued` is called when the connection is in the server's queue.
export function exchange(socketPath, bytes, queued = () => {}) {
  return new Promise((done, fail) => {
    const socket = connect(socketPath, queued);
    const chunks = [];
    socket.on("data", (data) => chunks.push(data));
    socket.once("error", fail);
    socket.once("close", () => {
      const all = Buffer.concat(chunks);
      const out = [];
      let ended = false;
      for (let at = 0; at + 8 <= all.length;) {
        const size = all.readUInt16BE(at + 4);
        if (all[at + 1] === STDOUT) out.push(all.subarray(at + 8, at + 8 + size));
        if (all[at + 1] === END) ended = true;
        at += 8 + size + all[at + 6];
      }
      done({ ended, text: Buffer.concat(out).toString("latin1") });
    });
    socket.write(bytes);
  });
}
