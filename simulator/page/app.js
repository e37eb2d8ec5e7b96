// Reads the state, then follows the stream of changes and re-reads only what changed.
import { get, stream, tell } from "./api.js";
import { Bar } from "./bar.js";
import { Desk } from "./desk.js";
import { coalesced } from "./dom.js";
import { language, t } from "./i18n.js";
import { useZone } from "./time.js";

document.documentElement.lang = language;
document.title = t("title");

let bar;
let desk;

const readState = coalesced(async () => {
  const state = await get("/sim/state");
  if (!bar) start(state);
  desk.update(state, () => bar.now());
  bar.update(state, (words) => desk.heard(words));
  openAsked();
});

function start(state) {
  useZone(state.account.timezone);
  bar = new Bar(document.getElementById("bar"));
  desk = new Desk(document.getElementById("desk"), () => stateWithin(SOON_MS));
}

// #phone=id&text=…: a link into LINE was opened on that phone. Done once, not again on a reload.
function openAsked() {
  const asked = new URLSearchParams(window.location.hash.slice(1));
  const id = asked.get("phone");
  if (!id) return;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  desk.open(id);
  desk.phones.get(id)?.composer.fill(asked.get("text") ?? "");
}

// Many changes in one moment (a bulk of new friends) are one reading of the state; messages
// change only its counters, which may wait.
const SOON_MS = 60;
const COUNTERS_MS = 700;
let planned = { at: Infinity, timer: null };

function stateWithin(delay) {
  const at = performance.now() + delay;
  if (at >= planned.at) return;
  clearTimeout(planned.timer);
  const read = () => {
    planned = { at: Infinity, timer: null };
    tell(readState());
  };
  planned = { at, timer: setTimeout(read, delay) };
}

function onEvent({ kind, chat }) {
  const phone = desk?.phones.get(chat);
  if (kind === "message") tell(phone?.refresh());
  else if (kind === "loading") phone?.log.showTyping();
  else if (kind === "menu") readMenus(phone);
  if (kind === "message") stateWithin(COUNTERS_MS);
  else if (kind !== "menu" && kind !== "loading") stateWithin(SOON_MS);
}

function readMenus(phone) {
  const phones = phone ? [phone] : [...(desk?.phones.values() ?? [])];
  for (const one of phones) if (one.person) tell(one.menu.refresh());
}

let lostOnce = false;

async function onBack() {
  await tell(readState());
  bar?.connected(true);
  if (lostOnce) for (const phone of desk?.phones.values() ?? []) tell(phone.reread());
  lostOnce = false;
}

function onLost() {
  lostOnce = true;
  bar?.connected(false);
}

stream({ onEvent, onBack, onLost });
