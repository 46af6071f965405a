// Looks for faces beside the page, so that nothing stutters.
import { findFocus, readCascade } from "./faces.js";

let cascade = null;

addEventListener("message", async ({ data: { id, pictures } }) => {
  cascade ??= fetch(new URL("fonts/faces.xml", import.meta.url)).then((answer) => answer.text()).then(readCascade);
  postMessage({ id, found: findFocus(await cascade, pictures) });
});
