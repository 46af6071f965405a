// What a page tells of a visit, and nothing of who makes it (docs/page.md, "What
// is told"). What happens in a while goes to the server in one letter.

const PAUSE_MS = 3000;
const MOST = 20; // in a letter

const address = new URL("api/v1/events", import.meta.url).href;
const { lang: language, dataset } = document.documentElement;
// What the page for schools shows as an example is nobody's visit.
const isOn = "counts" in dataset && navigator.doNotTrack !== "1" && !navigator.globalPrivacyControl && !frameElement?.hasAttribute("data-example");
const waiting = [];
let timer = 0;

function send() {
  clearTimeout(timer);
  timer = 0;
  while (waiting.length > 0) {
    // Of this letter alone, so that it counts once. (Digits are hex digits too.)
    const batch = crypto.getRandomValues(new Uint32Array(6)).join("");
    navigator.sendBeacon?.(address, JSON.stringify({ batch, events: waiting.splice(0, MOST) }));
  }
}

/** Counts an event; `said`: its partner, template, format, type or detail. */
export function count(event, said = {}) {
  if (!isOn) return;
  waiting.push({ event, language, ...said });
  timer ||= setTimeout(send, PAUSE_MS);
}

export const choicesOf = ({ template, format, sender }) => ({ template, format, partner: sender.partner });

/** Counts that the tool is there: in another site's page it is opened by who uses it. */
export function countArrival({ partner, isFramed, isCard }) {
  let isOpened = false;
  const open = () => {
    if (!isOpened) count("page-opened", { partner });
    isOpened = true;
  };
  if (isFramed) {
    count("embed-shown", { partner });
    if (!isCard) for (const kind of ["click", "input", "drop", "paste"]) addEventListener(kind, open, true);
  } else if (document.prerendering) document.addEventListener("prerenderingchange", open);
  // Phones load a page again that they had put away.
  else if (!["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type)) open();
}

function follow({ button, currentTarget: { dataset: { link, conversion } } }) {
  if (button > 1) return; // a menu
  count(conversion === undefined ? "link-followed" : "conversion", { detail: link });
  send();
}

if (isOn) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
  addEventListener("pagehide", send);
  for (const link of document.querySelectorAll("[data-link]"))
    for (const kind of ["click", "auxclick"]) link.addEventListener(kind, follow);
}
