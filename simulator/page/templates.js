// Template messages and imagemaps: LINE's fixed layouts.
import { el, picture, webUrl } from "./dom.js";
import { color, ratio } from "./flex_values.js";
import { t } from "./i18n.js";
import { tappable } from "./tappable.js";

const LAYOUTS = { buttons: card, confirm: card, carousel, image_carousel: imageCarousel };

export function template(message, look) {
  const json = message.template ?? {};
  const make = Object.hasOwn(LAYOUTS, json.type) ? LAYOUTS[json.type] : card;
  return make(json, look.tap);
}

function card(json, tap, shape = json) {
  const words = el(
    "div",
    { class: "tpl-words" },
    json.title ? el("b", { class: "block" }, json.title) : null,
    el("span", { class: "tpl-text" }, json.text ?? ""),
  );
  const top = el("div", {}, cover(json, shape), words);
  const actions = (json.actions ?? []).map((action) =>
    tappable(el("div", { class: "tpl-action" }, action.label ?? ""), action, tap),
  );
  const across = json.type === "confirm" ? "tpl-across" : "";
  return el(
    "div",
    { class: "tpl" },
    tappable(top, json.defaultAction, tap),
    el("div", { class: `tpl-actions ${across}` }, actions),
  );
}

function cover(json, shape) {
  const address = json.thumbnailImageUrl;
  if (!address) return null;
  const frame = el(
    "div",
    { class: "fx-frame" },
    picture(address, { class: shape.imageSize === "contain" ? "fx-fit" : "fx-cover" }),
  );
  frame.style.aspectRatio = ratio(shape.imageAspectRatio === "square" ? "1:1" : "1.51:1");
  frame.style.backgroundColor = color(json.imageBackgroundColor) ?? "#ffffff";
  return frame;
}

function carousel(json, tap) {
  const cards = (json.columns ?? []).map((column) => card(column, tap, json));
  return el("div", { class: "fx-carousel", tabindex: "0" }, cards);
}

function imageCarousel(json, tap) {
  const cards = (json.columns ?? []).map((column) => {
    const node = el(
      "div",
      { class: "tpl tpl-square" },
      picture(column.imageUrl, { class: "fx-cover" }),
      el("span", { class: "tpl-tag" }, column.action?.label ?? ""),
    );
    return tappable(node, column.action, tap, t("image"));
  });
  return el("div", { class: "fx-carousel", tabindex: "0" }, cards);
}

export function imagemap(message, look) {
  const size = { width: message.baseSize?.width ?? 1040, height: message.baseSize?.height ?? 1040 };
  const node = el(
    "div",
    { class: "imagemap" },
    picture(`${message.baseUrl}/700`),
    movie(message.video, size),
  );
  node.style.aspectRatio = ratio(`${size.width}:${size.height}`);
  (message.actions ?? []).forEach((action, index) => {
    const spot = onPicture(el("div", { class: "spot" }), action.area ?? {}, size);
    node.append(tappable(spot, asAction(action), look.tap, t("area", { n: index + 1 })));
  });
  return node;
}

function movie(video, size) {
  if (!video) return null;
  const node = el("video", {
    controls: true,
    preload: "none",
    src: webUrl(video.originalContentUrl),
    poster: webUrl(video.previewImageUrl),
  });
  return onPicture(node, video.area ?? {}, size);
}

// Imagemap actions are older than the others: linkUri for uri, and only `text` for messages.
function asAction(action) {
  return action.type === "uri" ? { type: "uri", label: action.label, uri: action.linkUri } : action;
}

// Also used by rich menus: a rectangle in picture pixels, as shares of the picture's size.
export function onPicture(node, area, size) {
  const percent = (part, whole) => `${(100 * Number(part)) / Number(whole)}%`;
  Object.assign(node.style, {
    position: "absolute",
    left: percent(area.x, size.width),
    top: percent(area.y, size.height),
    width: percent(area.width, size.width),
    height: percent(area.height, size.height),
  });
  return node;
}
