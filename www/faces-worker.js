// Looks for faces beside the page, so that nothing stutters.
import { lookForFaces } from "./faces.js";

addEventListener("message", async ({ data: { id, pictures } }) => {
  postMessage({ id, found: await lookForFaces(pictures) });
});
