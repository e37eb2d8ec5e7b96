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
  bar.update(state);
  desk.update(state, () => bar.now());
});

function start(state) {
  useZone(state.account.timezone);
  bar = new Bar(document.getElementById("bar"));
  desk = new Desk(document.getElementById("desk"));
}

// Many changes in one moment (a bulk of new friends) are one reading of the state.
let planned = null;
function stateSoon() {
  planned ??= setTimeout(() => {
    planned = null;
    tell(readState());
  }, 60);
}

function onEvent({ kind, chat }) {
  const open = desk?.phones.get(chat);
  if (kind === "message" && open) tell(open.refresh());
  else if (kind === "menu")
    for (const phone of open ? [open] : (desk?.phones.values() ?? []))
      if (phone.person) tell(phone.menu.refresh());
  if (kind !== "menu") stateSoon();
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
