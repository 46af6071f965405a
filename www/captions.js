// The words to go with a post, as the press writes them (src/press/caption.c,
// blanks.c, network.c): a template's text with blanks, the visitor's words, the
// network's hashtags, never longer than the network takes. No DOM, no network;
// tested without a browser on the same examples as the press.

import { countCharacters } from "./rules.js";

const segmenter = globalThis.Intl?.Segmenter && new Intl.Segmenter();
const characters = (text) => segmenter ? [...segmenter.segment(text)].map(({ segment }) => segment) : [...text];

// Ends with a letter or a digit, whatever closes behind it.
const wantsPoint = /[\p{L}\p{M}\p{Nd}%][ \n"')\]”’»“‘\u00a0]*$/u;
const sentence = (words) => wantsPoint.test(words) ? `${words}.` : words;

// What twitter-text weighs one; all else is two.
const isLight = (c) => c <= 0x10ff || (c >= 0x2000 && c <= 0x200d) || (c >= 0x2010 && c <= 0x201f) || (c >= 0x2032 && c <= 0x2037);
const counts = {
  graphemes: countCharacters,
  utf16: (text) => text.length,
  x: (text) => [...text].reduce((sum, c) => sum + (isLight(c.codePointAt(0)) ? 1 : 2), 0),
};

/** How long a text is by the count of a network: "graphemes", "utf16", "x". */
export const countFor = (count, text) => counts[count](text);

/**
 * A text with its blanks filled: [[name]] by words.name, [[name.]] as a
 * sentence; a point behind words that have one goes. A part in { } goes when a blank in it is empty, or when it is not
 * one of the first `parts`; a line of which nothing is left goes with it.
 */
export function fillBlanks(text, words, parts = Infinity) {
  const blank = /\[\[([a-z0-9_-]+)(\.?)\]\](\.(?!\.))?/g;
  const fill = (part) => part.replace(blank, (_, name, point, next = "") => {
    const own = (words[name] ?? "").replace(/\n/g, " ");
    return (point ? sentence(own) : own) + (/[.!?…]$/.test(own) ? "" : next);
  });
  let left = parts;
  let wantsGap = false;
  let filled = "";
  for (const line of text.split("\n")) {
    const stays = line.replace(/\{([^}]*)\}/g, (_, part) =>
      left-- > 0 && [...part.matchAll(blank)].every(([, name]) => words[name]) ? part : "");
    const done = fill(stays).replace(/ +/g, " ").replace(/^ | $/g, "");
    if (line === "") wantsGap = true;
    else if (done) {
      filled += (!filled ? "" : wantsGap ? "\n\n" : "\n") + done;
      wantsGap = false;
    }
  }
  return filled;
}

// At most so many characters, whole words, and dots for the rest.
function cut(words, most) {
  const all = characters(words);
  let head = all.slice(0, most).join("");
  if (most < all.length && !/[ \n]/.test(all[most])) head = head.replace(/[ \n][^ \n]*$/, "");
  return head.replace(/[ \n]+$/, "");
}

/**
 * A template's caption for a network with what a partner says of it (each as
 * the API lists it; the partner's may be missing): the partner's text stands in
 * for the template's, its hashtags come behind.
 */
export const captionOf = (own, partner) => ({
  ...own, text: partner?.text || own.text, hashtags: [...own.hashtags, ...(partner?.hashtags ?? [])],
});

/**
 * What is copied for a network: `caption` as the listing has it, `words` those
 * of the template's fields, and `school`: what was typed, else the partner's name.
 */
export function writeCaption({ text, hashtags, limit, count }, words) {
  // The name of a school is never cut.
  const fields = Object.keys(words).filter((id) => id !== "school");
  const write = (own, parts, tags) => [fillBlanks(text, own, parts), hashtags.slice(0, tags).join(" ")].filter(Boolean).join("\n\n");
  const fits = (caption) => countFor(count, caption) <= limit;
  const steps = function* () {
    const parts = text.split("{").length - 1;
    for (let left = parts; left >= 0; left--) yield write(words, left, hashtags.length);
    for (let tags = hashtags.length - 1; tags >= 0; tags--) yield write(words, 0, tags);
    const longest = fields.reduce((best, id) => countCharacters(words[id]) > countCharacters(words[best] ?? "") ? id : best, "");
    for (let most = countCharacters(words[longest] ?? ""); most > 1;) {
      const head = cut(words[longest], most - 1);
      most = countCharacters(head);
      yield write({ ...words, [longest]: `${head}…` }, 0, 0);
    }
    const whole = write(words, 0, 0);
    for (let most = limit; most > 0; most--) yield `${cut(whole, most - 1)}…`;
  };
  for (const caption of steps()) if (fits(caption)) return caption;
  return "";
}
