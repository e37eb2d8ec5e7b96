import { language, t } from "./i18n.js";

// Set from the address (?tz=) or the account; times are shown as the shop's people see them.
export let zone = new URLSearchParams(window.location.search).get("tz") || "Asia/Tokyo";

export function useZone(name) {
  if (name) zone = name;
}

const locale = language === "ja" ? "ja-JP" : "en-GB";
const month = language === "ja" ? "numeric" : "short";
const made = new Map();

function format(options, at) {
  const key = zone + JSON.stringify(options);
  if (!made.has(key))
    made.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return made.get(key).format(at);
}

export const clockTime = (at) => format({ hour: "2-digit", minute: "2-digit", hour12: false }, at);

export const day = (at) => format({ month, day: "numeric", weekday: "short" }, at);

export const fullTime = (at) =>
  format({ year: "numeric", month, day: "numeric", weekday: "short" }, at) +
  " " +
  format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }, at);

// "2026-11-20T10:05" in the account's zone, as date and time inputs want it.
export function inputValue(mode, at) {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  })
    .format(at)
    .replace(" ", "T");
  if (mode === "date") return text.slice(0, 10);
  return mode === "time" ? text.slice(11) : text;
}

export function span(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [
    ["days", Math.floor(minutes / 1440)],
    ["hours", Math.floor(minutes / 60) % 24],
    ["minutes", minutes % 60],
  ];
  const told = parts
    .filter(([, n]) => n > 0)
    .slice(0, 2)
    .map(([unit, n]) => t(unit, { n }));
  return told.join(language === "ja" ? "" : " ");
}

export function offset(seconds) {
  if (Math.abs(seconds) < 30) return t("realTime");
  return t(seconds > 0 ? "ahead" : "behind", { span: span(seconds) });
}
