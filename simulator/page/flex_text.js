import { el } from "./dom.js";
import { color, fontSize, length } from "./flex_values.js";
import { tappable } from "./tappable.js";

export function text(json, tap) {
  const spans = (json.contents ?? []).filter((span) => span.type === "span");
  const inner = spans.length ? spans.map(span) : [json.text ?? ""];
  const node = el("div", { class: "fx-text" }, inner);
  typeface(node, { size: "md", ...json });
  paragraph(node, json);
  return tappable(node, json.action, tap);
}

function span(json) {
  const node = el("span", {}, json.text ?? "");
  typeface(node, json);
  return node;
}

function typeface(node, json) {
  const style = node.style;
  if (json.size) style.fontSize = fontSize(json.size);
  if (color(json.color)) style.color = json.color;
  if (json.weight) style.fontWeight = json.weight === "bold" ? "700" : "400";
  if (json.style === "italic") style.fontStyle = "italic";
  if (["underline", "line-through"].includes(json.decoration))
    style.textDecoration = json.decoration;
}

function paragraph(node, json) {
  if (["start", "center", "end"].includes(json.align)) node.style.textAlign = json.align;
  if (length(json.lineSpacing)) node.style.lineHeight = `calc(1.4em + ${json.lineSpacing})`;
  if (json.adjustMode === "shrink-to-fit" && !json.wrap) node.dataset.shrink = "";
  if (!json.wrap) return;
  node.classList.add("fx-wrap");
  if (!(json.maxLines > 0)) return;
  node.classList.add("fx-clamp");
  node.style.webkitLineClamp = String(json.maxLines);
}

// After the nodes are in the page: text that must fit on its line gets smaller until it does.
export function shrinkToFit(root) {
  for (const node of root.querySelectorAll("[data-shrink]")) {
    const size = parseFloat(getComputedStyle(node).fontSize);
    const share = node.clientWidth / node.scrollWidth;
    if (share > 0 && share < 1)
      node.style.fontSize = `${Math.max(6, Math.floor(size * share * 10) / 10)}px`;
  }
}
