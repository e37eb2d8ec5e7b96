// One LINE message object -> the node inside its row. `look` is {tap, user, mine}.
import { button, el, picture, webUrl } from "./dom.js";
import { flex } from "./flex.js";
import { t } from "./i18n.js";
import { lightbox } from "./sheets.js";
import { imagemap, template } from "./templates.js";

const MAKERS = {
  text,
  textV2,
  image,
  video,
  audio,
  sticker,
  location,
  file,
  coupon,
  flex: flexMessage,
  template,
  imagemap,
  unsent,
};

// Cards are as wide as they are; a time stamp has no room beside them.
export const isWide = (message) => ["flex", "template", "imagemap"].includes(message.type);

export function content(message, look) {
  const make = Object.hasOwn(MAKERS, message.type) ? MAKERS[message.type] : unknown;
  return make(message, look);
}

const bubble = (...children) => el("div", { class: "bubble" }, ...children);

function text(message) {
  return bubble(linked(withEmoji(message)));
}

// Places of LINE emoji show as a small square: their pictures are LINE's own.
function withEmoji(message) {
  const units = [...Array(message.text?.length ?? 0).keys()].map((i) => message.text[i]);
  for (const emoji of message.emojis ?? [])
    if (units[emoji.index] === "$") units[emoji.index] = "▫";
  return units.join("");
}

function textV2(message) {
  const filled = message.text.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, key) => {
    if (key === undefined) return found[0];
    const part = message.substitution?.[key];
    if (!part) return found;
    return part.type === "mention" ? `@${part.mentionee?.userId ?? "all"}` : "▫";
  });
  return bubble(linked(filled));
}

function linked(words) {
  return words.split(/(https?:\/\/[^\s<>"「」、。]+)/).map((part, index) => {
    const href = index % 2 ? webUrl(part) : null;
    return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, part) : part;
  });
}

// The bot gives addresses of its own; what people sent is kept by the simulator.
const source = (message, name) => message[name] ?? message.url ?? "";

function image(message) {
  const large = source(message, "originalContentUrl");
  const small = picture(message.previewImageUrl ?? large, { class: "photo" });
  return button(small, () => lightbox(large), {
    class: "photo-button",
    "aria-label": t("openPicture"),
  });
}

function video(message) {
  return el("video", {
    class: "photo",
    controls: true,
    preload: "metadata",
    "aria-label": t("video"),
    src: webUrl(source(message, "originalContentUrl")),
    poster: webUrl(message.previewImageUrl ?? ""),
  });
}

function audio(message) {
  return el("audio", {
    controls: true,
    preload: "metadata",
    "aria-label": t("audio"),
    src: webUrl(source(message, "originalContentUrl")),
  });
}

function sticker(message) {
  return el(
    "div",
    { class: "sticker" },
    el("b", {}, t("sticker")),
    el("span", {}, `${message.packageId} / ${message.stickerId}`),
  );
}

function location(message) {
  const place = `${message.latitude}, ${message.longitude}`;
  return bubble(
    el("b", { class: "block" }, message.title || t("location")),
    el("span", { class: "block" }, message.address ?? ""),
    el("small", { class: "block" }, place),
  );
}

function file(message) {
  return bubble(`${t("file")}: ${message.fileName ?? ""}`);
}

function coupon(message) {
  return bubble(el("b", { class: "block" }, t("coupon")), el("small", {}, message.couponId ?? ""));
}

function flexMessage(message, look) {
  const node = flex(message.contents ?? {}, look.tap);
  node.setAttribute("aria-description", message.altText ?? "");
  return node;
}

function unsent() {
  return el("span", { class: "unsent" }, t("unsent"));
}

const unknown = (message) => bubble(t("unknownMessage", { type: String(message.type) }));
