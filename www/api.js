// The server, as the page asks it. Every failure is a Problem: its sentence is
// in the visitor's language and can be shown as it is.

export class Problem extends Error {
  /** `status` 0: no answer came. `field`: the field at fault, or "". */
  constructor(sentence, status, field = "") {
    super(sentence);
    this.status = status;
    this.field = field;
  }
}

// Absolute: an embed lies a folder deeper than the tool.
const base = new URL("api/v1/", import.meta.url).href;

async function problemOf(response) {
  try {
    const { detail, field } = JSON.parse(await response.text());
    return new Problem(detail, response.status, field);
  } catch {
    return new Problem("", response.status);
  }
}

export async function ask(address, options) {
  let response;
  try {
    response = await fetch(base + address, { ...options, headers: { accept: "application/json, image/*", ...options?.headers } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("", 0);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

export function formOf(values) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== null && value !== "") form.append(name, value);
  return form;
}

/** What there is to choose from: {templates, formats}. */
export const readListing = async (lang) => (await ask(`templates?lang=${lang}`)).json();

/** The address of a poster's art alone; `given`: the fields that have words. */
export const frameAddress = ({ template, format, theme, width, lang, given }) =>
  `${base}templates/${template}/${format}/frame.png?${new URLSearchParams({ width, theme, lang, given: given.join(",") })}`;

/** The address of a finished sample. */
export const sampleAddress = ({ template, format, theme, width, lang }) =>
  `${base}templates/${template}/${format}/sample.webp?${new URLSearchParams({ width, theme, lang })}`;

/** The words alone on transparent, as a blob. */
export async function drawWords({ template, format, theme, width, lang, words, sender }, signal) {
  const response = await ask(`templates/${template}/${format}/text.png`,
    { method: "POST", body: formOf({ ...words, ...sender, theme, width, lang }), signal });
  return response.blob();
}

/** Partners whose names are like what was typed: [{id, name, place, has_logo}]. */
export const findPartners = async (q, lang, signal, limit = 8) =>
  (await (await ask(`partners?${new URLSearchParams({ q, limit, lang })}`, { signal })).json()).partners;

/** One partner: what it allows, its captions. */
export const readPartner = async (id, lang) => (await ask(`partners/${encodeURIComponent(id)}?lang=${lang}`)).json();

/** A photo that this browser cannot show: {blob, width, height}, upright. */
export async function showPhoto(file, lang, signal) {
  const response = await ask("photos", { method: "POST", body: formOf({ photo: file, lang }), signal });
  return {
    blob: await response.blob(),
    width: Number(response.headers.get("x-photo-width")),
    height: Number(response.headers.get("x-photo-height")),
  };
}

// Sends an order and gives the request that has the file. `onsent(part)` is told how
// much has gone, 0 to 1. (XMLHttpRequest: fetch does not tell.)
function send(path, order, signal, onsent, onprogress) {
  signal.throwIfAborted();
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", base + path);
    request.responseType = "blob";
    request.setRequestHeader("accept", "application/json, image/*, application/zip");
    request.upload.onprogress = ({ loaded, total }) => onsent(total ? loaded / total : 1);
    request.upload.onload = () => onsent(1);
    request.onprogress = (event) => request.status === 200 && onprogress?.(request, event);
    // An answer that may be a problem, whatever it was to be.
    request.onload = async () => request.status === 200 ? done(request)
      : fail(await problemOf(new Response(request.response ?? "", { status: Math.max(200, request.status) })));
    request.onerror = () => fail(new Problem("", 0));
    request.onabort = () => fail(new DOMException("stopped", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(formOf(order));
  });
}

/**
 * Sends an order with `formats` and gives the kit: {blob, name, failed: ids of
 * formats that are not in it}. `onprogress` is told {sent: 0 to 1, received:
 * bytes, and about: how many bytes in all, when the server says so}.
 */
export async function makeKit(order, { signal, onprogress }) {
  const request = await send("kits", order, signal, (sent) => onprogress({ sent, received: 0 }), (under, { loaded: received }) => {
    const about = Number(under.getResponseHeader("x-kit-bytes-about"));
    onprogress({ sent: 1, received, ...about ? { about } : {} });
  });
  // A ZIP that broke off lacks its last part.
  const end = await request.response.slice(-22).text();
  if (!end.startsWith("PK\u0005\u0006")) throw new Problem("", 0);
  const failed = (request.getResponseHeader("x-kit-failed") ?? "").split(",").map((id) => id.trim()).filter(Boolean);
  const name = /filename="([^"]+)"/.exec(request.getResponseHeader("content-disposition"))?.[1] ?? "kit.zip";
  return { blob: request.response, name, failed };
}

/** Sends an order and gives the poster: {blob, alt: what it is described with}. */
export async function makePoster(order, { signal, onsent }) {
  const request = await send("posters", { ...order, disposition: "inline" }, signal, onsent);
  // RFC 8187: UTF-8''Campagneposter%3A...
  const [, alt = ""] = /^UTF-8'[^']*'(.*)$/.exec(request.getResponseHeader("x-alt-text") ?? "") ?? [];
  return { blob: request.response, alt: decodeURIComponent(alt) };
}
