// Flex containers -> nodes. `tap(action)` is called for whatever a thumb touches.
import { el, picture, webUrl } from "./dom.js";
import { t } from "./i18n.js";
import { boxLook, place } from "./flex_layout.js";
import { color, fontSize, pictureSize, ratio } from "./flex_values.js";
import { text } from "./flex_text.js";
import { tappable } from "./tappable.js";

const SIZES = ["nano", "micro", "deca", "hecto", "kilo", "mega", "giga"];

export function flex(container, tap) {
  if (container.type !== "carousel") return bubble(container, tap);
  const bubbles = (container.contents ?? []).map((one) => bubble(one, tap));
  return el("div", { class: "fx-carousel", tabindex: "0" }, bubbles);
}

function bubble(json, tap) {
  const size = SIZES.includes(json.size) ? json.size : "mega";
  const node = el("div", {
    class: `fx-bubble fx-${size}`,
    dir: json.direction === "rtl" ? "rtl" : null,
  });
  for (const name of ["header", "hero", "body", "footer"]) {
    if (json[name]) node.append(...block(name, json[name], json.styles?.[name] ?? {}, tap));
  }
  return tappable(node, json.action, tap);
}

function block(name, json, style, tap) {
  const node = component(json, { layout: "vertical" }, tap);
  node.classList.add("fx-block", `fx-${name}`);
  const background = color(style.backgroundColor);
  if (background && !color(json.backgroundColor)) node.style.backgroundColor = background;
  if (!style.separator) return [node];
  return [separator({ color: style.separatorColor }), node];
}

const MAKERS = { box, text, button, image, icon, video, separator, filler: blank, spacer: blank };

export function component(json, parent, tap) {
  const make = Object.hasOwn(MAKERS, json.type) ? MAKERS[json.type] : blank;
  const node = make(json, tap);
  place(node, json, parent);
  return node;
}

function box(json, tap) {
  const node = el("div", { class: `fx-box fx-lay-${json.layout}` });
  boxLook(node, json);
  const contents = json.contents ?? [];
  contents.forEach((child, index) => node.append(component(child, { ...json, index }, tap)));
  return tappable(node, json.action, tap);
}

function button(json, tap) {
  const style = ["primary", "secondary"].includes(json.style) ? json.style : "link";
  const label = el("span", { class: "fx-label" }, json.action?.label ?? "");
  const node = el(
    "div",
    { class: `fx-button fx-${style} fx-h-${json.height === "sm" ? "sm" : "md"}` },
    label,
  );
  const own = color(json.color);
  if (own && style === "link") node.style.color = own;
  if (own && style !== "link") node.style.backgroundColor = own;
  if (json.adjustMode === "shrink-to-fit") label.dataset.shrink = "";
  return tappable(node, json.action, tap);
}

function image(json, tap) {
  const cover = json.aspectMode === "cover";
  const img = picture(json.url, { class: cover ? "fx-cover" : "fx-fit" });
  const frame = el("div", { class: "fx-frame" }, img);
  frame.style.width = pictureSize(json.size);
  frame.style.aspectRatio = ratio(json.aspectRatio);
  frame.style.backgroundColor = color(json.backgroundColor) ?? "";
  const node = el("div", { class: `fx-image fx-align-${json.align ?? "center"}` }, frame);
  return tappable(node, json.action, tap, t("image"));
}

function icon(json) {
  const node = picture(json.url, { class: "fx-icon" });
  node.style.fontSize = fontSize(json.size);
  node.style.aspectRatio = ratio(json.aspectRatio);
  return node;
}

function video(json, tap) {
  const node = el("video", {
    class: "fx-video",
    controls: true,
    preload: "metadata",
    src: webUrl(json.url),
    poster: webUrl(json.previewUrl),
  });
  node.style.aspectRatio = ratio(json.aspectRatio);
  const link = json.action ? button({ action: json.action }, tap) : null;
  return el("div", {}, node, link);
}

function separator(json) {
  const node = el("div", { class: "fx-separator" });
  node.style.backgroundColor = color(json.color) ?? "#d4d6da";
  return node;
}

function blank() {
  return el("div", { class: "fx-blank" });
}
