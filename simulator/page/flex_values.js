// Flex keywords -> CSS. A value that is not of the documented form becomes null and is left out.

const FONT = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  "3xl": 35,
  "4xl": 48,
  "5xl": 74,
};
const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const PICTURE = {
  xxs: 40,
  xs: 60,
  sm: 80,
  md: 100,
  lg: 120,
  xl: 140,
  xxl: 160,
  "3xl": 180,
  "4xl": 200,
  "5xl": 220,
};
const LENGTH = /^-?\d+(\.\d+)?(px|%)$/;
const COLOR = /^#([0-9a-f]{6}|[0-9a-f]{8})$/i;

const px = (table, value) =>
  Object.hasOwn(table, value ?? "") ? `${table[value]}px` : length(value);

export const length = (value) => (LENGTH.test(value ?? "") ? value : null);
export const color = (value) => (COLOR.test(value ?? "") ? value : null);
export const space = (value) => px(SPACE, value);
export const border = (value) => px(BORDER, value);
export const fontSize = (value) => px(FONT, value) ?? "16px";
export const pictureSize = (value) => (value === "full" ? "100%" : (px(PICTURE, value) ?? "100px"));

export function ratio(value) {
  const found = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value ?? "1:1");
  return found ? `${found[1]} / ${found[2]}` : "1 / 1";
}

export function gradient(background) {
  if (background?.type !== "linearGradient") return null;
  const angle = /^\d+(\.\d+)?deg$/.test(background.angle) ? background.angle : "0deg";
  const [from, middle, to] = ["startColor", "centerColor", "endColor"].map((name) =>
    color(background[name]),
  );
  if (!from || !to) return null;
  const stop = length(background.centerPosition) ?? "50%";
  return `linear-gradient(${angle}, ${middle ? `${from}, ${middle} ${stop}, ${to}` : `${from}, ${to}`})`;
}
