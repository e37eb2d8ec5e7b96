import { ja } from "./words_ja.js";
import { en } from "./words_en.js";

const asked = new URLSearchParams(window.location.search).get("lang");
const kept = window.localStorage.getItem("language");
const own = navigator.language.startsWith("ja") ? "ja" : "en";

export const language = [asked, kept, own].find((name) => name === "ja" || name === "en");

const words = language === "ja" ? ja : en;

export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

export function speak(next) {
  window.localStorage.setItem("language", next);
  const url = new URL(window.location.href);
  url.searchParams.delete("lang");
  window.location.replace(url);
}
