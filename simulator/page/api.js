import { toast } from "./dom.js";
import { t } from "./i18n.js";

async function call(method, path, body, headers = {}) {
  const response = await fetch(path, { method, body, headers });
  const text = await response.text();
  const answer = text.startsWith("{") ? JSON.parse(text) : {};
  if (!response.ok) throw new Error(answer.error || `${response.status} ${response.statusText}`);
  return answer;
}

export const get = (path) => call("GET", path);

export const post = (path, data = {}) =>
  call("POST", path, JSON.stringify(data), { "Content-Type": "application/json" });

export const upload = (path, file) => call("POST", path, file, { "Content-Type": file.type });

// For what a person clicked: a failure is told to that person, and undefined comes back.
export async function tell(promise) {
  try {
    return await promise;
  } catch (error) {
    toast(error instanceof TypeError ? t("offline") : error.message, "error");
    return undefined;
  }
}

// Calls onEvent for each change and onBack after every (re)connection; never gives up.
export function stream({ onEvent, onBack, onLost }) {
  const source = new EventSource("/sim/stream");
  source.addEventListener("open", onBack);
  source.addEventListener("message", (message) => onEvent(JSON.parse(message.data)));
  source.addEventListener("error", () => {
    onLost();
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => stream({ onEvent, onBack, onLost }), 1000);
  });
}
