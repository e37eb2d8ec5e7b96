// What happens when a thumb touches something, as LINE does it.
import { post, tell } from "./api.js";
import { toast, webUrl } from "./dom.js";
import { t } from "./i18n.js";
import { field, sheet } from "./sheets.js";
import { inputValue } from "./time.js";

const DOERS = {
  postback,
  message,
  uri,
  datetimepicker,
  clipboard,
  richmenuswitch,
  camera: choosePicture,
  cameraRoll: choosePicture,
  location: sendLocation,
};

// `quick` ({label, nth}) is set for a quick reply: the server then knows that it was used.
export function perform(phone, action, quick = null) {
  return Object.hasOwn(DOERS, action.type) ? DOERS[action.type](phone, action, quick) : undefined;
}

function send(phone, quick, what, body) {
  const { params } = body;
  const way = quick ? "tap" : what;
  return tell(
    post(phone.path(way), {
      ...phone.author(),
      ...(quick ? { ...quick, ...(params ? { params } : {}) } : body),
    }),
  );
}

function postback(phone, action, quick) {
  phone.composer.follow(action);
  const shown = action.displayText ?? action.text;
  return send(phone, quick, "postback", {
    data: action.data ?? "",
    ...(shown ? { display_text: shown } : {}),
  });
}

function message(phone, action, quick) {
  return send(phone, quick, "text", { text: action.text });
}

function uri(phone, action) {
  const address = (phone.pc && action.altUri?.desktop) || action.uri;
  const web = webUrl(address);
  if (!web || !/^https?:/i.test(address)) return toast(t("notOpened", { address }));
  toast(t("opening", { address }));
  return window.open(web, "_blank", "noopener,noreferrer");
}

const KINDS = { date: "date", time: "time", datetime: "datetime-local" };

async function datetimepicker(phone, action, quick) {
  const mode = Object.hasOwn(KINDS, action.mode) ? action.mode : "datetime";
  const big = (value) => value?.replace("t", "T");
  const input = field(t(mode), {
    type: KINDS[mode],
    name: "value",
    required: true,
    min: big(action.min),
    max: big(action.max),
    value: big(action.initial) ?? inputValue(mode, phone.now()),
  });
  const values = await sheet(phone.screen, {
    title: action.label || t("choose"),
    fields: [input],
    submit: t("send"),
  });
  if (!values) return;
  const params = { [mode]: values.get("value").slice(0, 16) };
  await send(phone, quick, "postback", { data: action.data ?? "", params });
}

async function clipboard(phone, action) {
  try {
    await navigator.clipboard.writeText(action.clipboardText);
    toast(t("copied"));
  } catch {
    toast(t("copyFailed", { text: action.clipboardText }));
  }
}

function richmenuswitch(phone, action) {
  return tell(post(phone.path("tap"), { ...phone.author(), label: action.label ?? "" }));
}

function choosePicture(phone) {
  phone.composer.choosePicture();
}

export async function sendLocation(phone) {
  const number = { type: "number", step: "any", required: true };
  const values = await sheet(phone.screen, {
    title: t("location"),
    submit: t("send"),
    fields: [
      field(t("placeTitle"), { name: "title", value: "東京駅" }),
      field(t("address"), { name: "address", value: "東京都千代田区丸の内1丁目" }),
      field(t("latitude"), {
        ...number,
        name: "latitude",
        value: "35.681236",
        min: "-90",
        max: "90",
      }),
      field(t("longitude"), {
        ...number,
        name: "longitude",
        value: "139.767125",
        min: "-180",
        max: "180",
      }),
    ],
  });
  if (!values) return;
  const place = { title: values.get("title"), address: values.get("address") };
  const point = {
    latitude: Number(values.get("latitude")),
    longitude: Number(values.get("longitude")),
  };
  await tell(post(phone.path("location"), { ...phone.author(), ...place, ...point }));
}

export async function sendSticker(phone) {
  const values = await sheet(phone.screen, {
    title: t("sticker"),
    submit: t("send"),
    fields: [
      field(t("package"), { name: "package", value: "446", required: true }),
      field(t("sticker"), { name: "sticker", value: "1988", required: true }),
    ],
  });
  if (!values) return;
  await tell(
    post(phone.path("sticker"), {
      ...phone.author(),
      package: values.get("package"),
      sticker: values.get("sticker"),
    }),
  );
}
