// Where a component stands in its box, and how a box looks: LINE's own rules, as far as CSS differs from them.
import { border, color, gradient, length, space } from "./flex_values.js";

const KEYWORDS = [
  "flex-start",
  "center",
  "flex-end",
  "space-between",
  "space-around",
  "space-evenly",
];
const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };

export function boxLook(node, json) {
  const style = node.style;
  style.backgroundColor = color(json.backgroundColor) ?? "";
  style.backgroundImage = gradient(json.background) ?? "";
  style.borderRadius = space(json.cornerRadius) ?? "";
  const width = border(json.borderWidth);
  if (width) style.border = `${width} solid ${color(json.borderColor) ?? "#000000"}`;
  if (KEYWORDS.includes(json.justifyContent)) style.justifyContent = json.justifyContent;
  if (KEYWORDS.includes(json.alignItems)) style.alignItems = json.alignItems;
  paddings(style, json);
}

function paddings(style, json) {
  const set = (name, value) => {
    const size = space(value);
    if (size !== null) style[name] = size;
  };
  set("padding", json.paddingAll);
  set("paddingTop", json.paddingTop);
  set("paddingBottom", json.paddingBottom);
  set("paddingInlineStart", json.paddingStart);
  set("paddingInlineEnd", json.paddingEnd);
}

// parent: {layout, spacing, height, index}; index is missing for a bubble's own blocks.
export function place(node, json, parent) {
  const along = parent.layout === "vertical" ? "vertical" : "horizontal";
  sizes(node.style, json);
  if (json.position === "absolute") node.style.position = "absolute";
  else if (parent.index !== undefined) inFlow(node, json, parent, along);
  offsets(node.style, json);
}

function sizes(style, json) {
  if (json.type !== "box") return;
  for (const name of ["width", "height", "maxWidth", "maxHeight"]) {
    const value = length(json[name]);
    if (value) style[name] = value;
  }
}

function inFlow(node, json, parent, along) {
  const gap = space(json.margin) ?? (parent.index > 0 ? space(parent.spacing) : null);
  if (gap) node.style[along === "vertical" ? "marginTop" : "marginInlineStart"] = gap;
  if (json.type === "separator") return;
  const share =
    Number.isInteger(json.flex) && json.flex >= 0 ? json.flex : defaultShare(json, along);
  node.style.flex = share === 0 ? "0 0 auto" : `${share} 1 ${basis(parent, along)}`;
  if (along === "horizontal" && share > 0) node.style.minWidth = "0";
  if (
    along === "horizontal" &&
    Object.hasOwn(GRAVITY, json.gravity ?? "") &&
    parent.layout !== "baseline"
  ) {
    node.style.alignSelf = GRAVITY[json.gravity];
  }
}

// LINE: 1 in a horizontal box, 0 in a vertical one; what has its own width keeps it.
function defaultShare(json, along) {
  if (json.type === "filler") return 1;
  if (json.type === "icon" || json.type === "spacer" || json.width) return 0;
  return along === "horizontal" ? 1 : 0;
}

const basis = (parent, along) => (along === "horizontal" || parent.height ? "0px" : "auto");

function offsets(style, json) {
  const sides = {
    offsetTop: "top",
    offsetBottom: "bottom",
    offsetStart: "insetInlineStart",
    offsetEnd: "insetInlineEnd",
  };
  for (const [name, side] of Object.entries(sides)) {
    const value = space(json[name]);
    if (value === null) continue;
    style[side] = value;
    if (!style.position) style.position = "relative";
  }
}
