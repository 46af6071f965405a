// The tool inside another site's page: what it is told when it is loaded, how the
// page around it learns its height and of a finished poster, and what a sandbox
// takes away. Of messages that come in only "how high are you?" of the page around
// is answered.

const find = (selector) => document.querySelector(selector);

/** What the server says of this embed (docs/page.md); null: it is none. */
export const readEmbed = () => JSON.parse(find("#embed")?.textContent || "null");

/** Whether the tool stands in a frame. */
export const isFramed = self !== top;

/**
 * Whether the frame stands in a sandbox that can be seen: it took the origin. One
 * that leaves it looks like none, and what either allows cannot be known.
 */
export const isBoxed = isFramed && self.origin === "null";

// WordPress names what a frame that it does not know may say.
const [, secret = ""] = /[?&]secret=([a-zA-Z0-9]+)/.exec(location.hash) ?? [];

/**
 * Whether this is a frame of WordPress for a site that it does not know: scripts
 * and nothing else, so no poster could ever leave it.
 */
export const isCard = isBoxed && secret !== "";

const tell = (message) => parent.postMessage(message, "*");

// What the body holds, and a dialog that reaches below it.
function height() {
  const bottoms = [...document.querySelectorAll("dialog[open]")].map((dialog) => dialog.getBoundingClientRect().bottom + scrollY + 16);
  return Math.ceil(Math.max(document.body.getBoundingClientRect().height, ...bottoms));
}

/**
 * Tells the page around the height, now and whenever it is another; gives what
 * tells it at once, for frames out of sight, whose browser measures nothing.
 */
export function tellHeight() {
  if (!isFramed) return () => {};
  let told = 0;
  const send = () => {
    told = height();
    tell({ type: "postertool:height", height: told });
    if (secret) tell({ message: "height", value: told, secret });
  };
  const sendNew = () => height() !== told && send();
  new ResizeObserver(sendNew).observe(document.body);
  addEventListener("load", sendNew);
  for (const dialog of document.querySelectorAll("dialog")) new ResizeObserver(sendNew).observe(dialog);
  // A page that begins to listen late asks; what it asks is all that is heard.
  addEventListener("message", ({ source, data }) => {
    if (source !== parent) return;
    if (data?.type === "postertool:ask" || secret && data?.message === "ready" && data.secret === secret) send();
  });
  return sendNew;
}

/** Tells the page around that there is a poster, and no more of it. */
export function tellMade({ template, format }) {
  if (isFramed) tell({ type: "postertool:made", template, format });
}

/** In place of the tool: a sample, and a way to the tool on a page of its own. */
export function showCard() {
  document.body.classList.add("as-card");
  const address = new URL(location.href);
  address.hash = "";
  find("#card").hidden = false;
  find("#card-open").addEventListener("click", (event) => {
    event.preventDefault();
    tell({ message: "link", value: address.href, secret });
  });
}
