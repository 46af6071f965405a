// Of a site that shows the tool: gives its frames the height of what they hold,
// tells the site of finished posters (event "postertool:made"), and makes a frame
// of <poster-tool partner template theme format lang>. Classic script, no globals:
// loaded with "async" from the tool
(() => {
  const base = new URL(".", document.currentScript.src);
  const tag = "poster-tool";
  // Loaded twice is loaded once.
  const bases = customElements.get(tag)?.bases ?? new Set();
  if (bases.has(base.href)) return;
  bases.add(base.href);

  const titles = { nl: "Maak je poster", fr: "Crée ton affiche", en: "Make your poster", de: "Mach dein Plakat" };
  const isOurs = (frame) => frame && (frame.dataset.postertool !== undefined || frame.src.startsWith(`${base}embed/`));
  const frames = () => [...document.querySelectorAll("iframe"), ...[...document.querySelectorAll(tag)].map(({ shadowRoot }) => shadowRoot?.querySelector("iframe"))].filter(isOurs);

  addEventListener("message", ({ source, origin, data }) => {
    const frame = source && frames().find(({ contentWindow }) => contentWindow === source);
    // A frame that the site itself has boxed in has no origin.
    if (!frame || origin !== base.origin && !(origin === "null" && frame.hasAttribute("sandbox"))) return;
    if (data?.type === "postertool:height" && Number.isFinite(data.height))
      frame.style.height = `${Math.min(20_000, Math.max(150, Math.ceil(data.height)))}px`;
    if (data?.type === "postertool:made" && [data.template, data.format].every((id) => /^[a-z0-9-]{1,64}$/.test(id)))
      (frame.getRootNode().host ?? frame).dispatchEvent(new CustomEvent("postertool:made", { bubbles: true, detail: { template: data.template, format: data.format } }));
  });
  // Frames that were there before this script have told their height already.
  for (const frame of frames()) frame.contentWindow?.postMessage({ type: "postertool:ask" }, "*");

  if (customElements.get(tag)) return;
  customElements.define(tag, class extends HTMLElement {
    static bases = bases;
    static observedAttributes = ["partner", "template", "theme", "format", "lang"];
    #frame = null;

    connectedCallback() {
      if (this.#frame) return;
      this.style.display ||= "block";
      this.#frame = Object.assign(document.createElement("iframe"), { allow: "camera; web-share; clipboard-write", loading: "lazy" });
      this.#frame.style.cssText = "display: block; width: 100%; height: 900px; border: 0";
      this.#show();
      this.attachShadow({ mode: "open" }).append(this.#frame);
    }

    attributeChangedCallback() {
      if (this.#frame) this.#show();
    }

    #show() {
      const address = new URL(`embed/${encodeURIComponent(this.getAttribute("partner") ?? "")}`, base);
      for (const name of ["template", "theme", "format", "lang"])
        if (this.getAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
      this.#frame.title = this.title || (titles[this.lang.slice(0, 2)] ?? titles.nl);
      if (this.#frame.src !== address.href) this.#frame.src = address.href;
    }
  });
})();
