// One sheet: a row a sample, a column a language, drawn with the simulator page's own modules.
import { content } from "/contents.js";
import { el } from "/dom.js";
import { shrinkToFit } from "/flex_text.js";

const LOOK = { tap: () => {}, user: "U", mine: false };

function card(drawn) {
  const chat = el("div", { class: "chat" }, drawn.messages.map((message) => content(message, LOOK)));
  const quick = el("p", { class: "ways" }, drawn.quick.map((label) => el("span", {}, label)));
  const alt = el("p", { class: "alt", lang: drawn.locale }, drawn.alt);
  return el("div", { class: "card", lang: drawn.locale }, chat, quick, alt);
}

function row({ screen, sample, cards }) {
  const title = el("h2", {}, screen, el("small", {}, sample));
  return el("section", {}, title, el("div", { class: "cards" }, cards.map(card)));
}

window.drawSheet = async (sheet) => {
  const title = el("h1", {}, sheet.flow);
  document.getElementById("sheet").replaceChildren(title, ...sheet.rows.map(row));
  document.querySelectorAll(".chat").forEach(shrinkToFit);
  const pictures = [...document.querySelectorAll("img")];
  pictures.forEach((picture) => (picture.loading = "eager"));
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
};
window.ready = true;
