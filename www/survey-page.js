// The page for partners, with JavaScript: what lacks is told before anything is
// sent, and what cannot be kept now stays where it was filled in. Without, the
// form does the same by itself.

import { Answer } from "./survey.js";

const find = (selector) => document.querySelector(selector);
const texts = JSON.parse(find("#texts").textContent);
const { lang } = document.documentElement;
const form = find("#rate");
const answer = new Answer("partner", { texts, lang });

function complain(sentence, control) {
  const box = find("#wrong");
  const link = find("#wrong-link");
  find("#wrong-hint")?.remove(); // all is still there
  link.textContent = sentence;
  link.onclick = (event) => {
    event.preventDefault();
    control.focus();
  };
  box.hidden = false;
  box.focus();
}

function thank() {
  for (const part of ["#title", "#lead"]) find(part).textContent = find(part).dataset.thanks;
  form.remove();
  find("#wrong").hidden = true;
  find("#onward").hidden = false;
  scrollTo({ top: 0, behavior: "instant" });
  find("#title").focus({ preventScroll: true });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const lack = answer.lacks();
  if (lack) return complain(lack.sentence, lack.control);
  try {
    const { partner, answer: id } = Object.fromEntries(new FormData(form));
    if (await answer.send({ lang, partner, answer: id })) thank();
  } catch (error) {
    complain(error.message || (error.status === 429 || error.status === 503 ? texts.busy : texts.network), find("#survey-send"));
  }
});
document.documentElement.dataset.ready = "survey";
