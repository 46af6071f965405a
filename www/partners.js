// What a partner (a school, an organisation) lets its people choose, and whose
// captions go with a poster. No DOM, no network; tested without a browser.

import { captionOf } from "./captions.js";

/** A template's captions with what a partner says of them, network by network. */
export const mergeCaptions = (own, captions = []) =>
  own.map((caption) => captionOf(caption, captions.find(({ network }) => network === caption.network)));

const only = (all, ids) => all.filter((one) => ids.includes(one.id ?? one));

/**
 * Of a listing what an embed allows, and its choices first: `embed` as the page
 * has it (docs/page.md).
 */
export function narrowListing(listing, { templates, formats, captions, chosen }) {
  const narrow = (own, allowed) => {
    const themes = only(own.themes, allowed.themes);
    const isFirst = own.id === chosen.template && allowed.themes.includes(chosen.theme);
    const isOwn = allowed.themes.includes(own.default_theme);
    return {
      ...own, themes, formats: only(own.formats, allowed.formats),
      default_theme: isFirst ? chosen.theme : isOwn ? own.default_theme : themes[0].id,
      captions: mergeCaptions(own.captions, captions),
    };
  };
  const allowed = templates.map((one) => [listing.templates.find(({ id }) => id === one.id), one]);
  return { ...listing, formats: only(listing.formats, formats), templates: allowed.filter(([own]) => own).map((pair) => narrow(...pair)) };
}

/** Whether a partner allows a poster, as `GET /api/v1/partners/ID` tells it. */
export function partnerAllows({ templates, formats, languages }, { template, theme, format, lang }) {
  const own = templates.find(({ id }) => id === template);
  return Boolean(own) && own.themes.includes(theme) && own.formats.includes(format) && formats.includes(format) && languages.includes(lang);
}
