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

const base = "api/v1/";

async function problemOf(response) {
  try {
    const { detail, field } = JSON.parse(await response.text());
    return new Problem(detail, response.status, field);
  } catch {
    return new Problem("", response.status);
  }
}

async function ask(address, options) {
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
export async function drawWords({ template, format, theme, width, lang, words }, signal) {
  const response = await ask(`templates/${template}/${format}/text.png`,
    { method: "POST", body: formOf({ ...words, theme, width, lang }), signal });
  return response.blob();
}

/** A photo that this browser cannot show: {blob, width, height}, upright. */
export async function showPhoto(file, lang, signal) {
  const response = await ask("photos", { method: "POST", body: formOf({ photo: file, lang }), signal });
  return {
    blob: await response.blob(),
    width: Number(response.headers.get("x-photo-width")),
    height: Number(response.headers.get("x-photo-height")),
  };
}

/**
 * Sends an order and gives the poster as a blob. `onsent(part)` is told how much
 * has gone, 0 to 1. (XMLHttpRequest: fetch does not tell.)
 */
export function makePoster(order, { signal, onsent }) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${base}posters`);
    request.responseType = "blob";
    request.setRequestHeader("accept", "application/json, image/*");
    request.upload.onprogress = ({ loaded, total }) => onsent(total ? loaded / total : 1);
    request.upload.onload = () => onsent(1);
    request.onload = async () => {
      if (request.status === 200) done(request.response);
      else fail(await problemOf(new Response(request.response ?? "", { status: Math.max(200, request.status) })));
    };
    request.onerror = () => fail(new Problem("", 0));
    request.onabort = () => fail(new DOMException("stopped", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(formOf({ ...order, disposition: "inline" }));
  });
}
