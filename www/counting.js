// What a page tells of a visit (docs/privacy.md): that something happened, never
// who did it. What happens in a while goes to the server in one letter, with a
// number made up for that letter alone, so that it counts once. Nothing is kept
// here, and who asks not to be followed tells nothing.

// Long enough for most of a step, so that a visit takes few letters.
const PAUSE_MS = 3000;
const MOST = 20; // in a letter, as the server takes them

const address = new URL("api/v1/events", import.meta.url).href;
const { lang: language, dataset } = document.documentElement;

// What the page for schools shows as an example is nobody's visit.
const isExample = Boolean(frameElement?.hasAttribute("data-example"));
const isOn = "counts" in dataset && navigator.doNotTrack !== "1" && !navigator.globalPrivacyControl && !isExample;

let waiting = [];
let timer = 0;

const randomNumber = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function send() {
  clearTimeout(timer);
  timer = 0;
  // What the browser does not take is lost.
  while (waiting.length > 0)
    navigator.sendBeacon?.(address, JSON.stringify({ batch: randomNumber(), events: waiting.splice(0, MOST) }));
}

/** Counts an event; `said`: its partner, template, format, type or detail. */
export function count(event, said = {}) {
  if (!isOn) return;
  waiting.push({ event, language, ...said });
  timer ||= setTimeout(send, PAUSE_MS);
}

/** What an event says of what was chosen. */
export const choicesOf = ({ template, format, sender }) => ({ template, format, partner: sender.partner });

const once = (target, kinds, then) => {
  const first = new AbortController();
  const listen = () => {
    first.abort();
    then();
  };
  for (const kind of kinds) target.addEventListener(kind, listen, { capture: true, signal: first.signal });
};

/**
 * Counts that the tool is there. On a page of its own it was opened, unless that
 * page was there already: phones load a page again that they had put away. In
 * another site's page it was shown, and is opened by who uses it first: most who
 * come by came for something else, and the way from opening to downloading would
 * begin with all of them. A card is no tool: it is shown alone.
 */
export function countArrival({ partner, isFramed, isCard }) {
  const opened = () => count("page-opened", { partner });
  if (isFramed) {
    count("embed-shown", { partner });
    if (!isCard) once(document, ["click", "input", "drop", "paste"], opened);
  } else if (document.prerendering) once(document, ["prerenderingchange"], opened);
  else if (!["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type)) opened();
}

function follow({ button, currentTarget: { dataset: link } }) {
  if (button > 1) return; // a menu
  count("conversion" in link ? "conversion" : "link-followed", { detail: link.link });
  send();
}

if (isOn) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
  addEventListener("pagehide", send);
  for (const link of document.querySelectorAll("a[data-link]"))
    for (const kind of ["click", "auxclick"]) link.addEventListener(kind, follow);
}
