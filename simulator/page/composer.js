// The line at the bottom where a person types or picks something to send.
import { post, tell, upload } from "./api.js";
import { sendLocation, sendSticker } from "./actions.js";
import { button, el } from "./dom.js";
import { t } from "./i18n.js";

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.input = el("textarea", {
      rows: "1",
      placeholder: t("message"),
      "aria-label": t("message"),
      enterkeyhint: "send",
    });
    this.files = el("input", { type: "file", hidden: true, multiple: true });
    this.extras = this.makeExtras();
    this.node = el(
      "form",
      { class: "composer", onsubmit: (event) => this.submit(event) },
      button("＋", () => this.toggleExtras(), { class: "round", "aria-label": t("more") }),
      button(cameraSign(), () => this.choosePicture(), {
        class: "round",
        "aria-label": t("sendPicture"),
      }),
      this.input,
      el("button", { type: "submit", class: "send" }, t("send")),
      this.files,
      this.extras,
    );
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.grow());
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      this.submit(event);
    });
    this.files.addEventListener("change", () => this.sendFiles());
    document.addEventListener("click", (event) => {
      if (!this.node.contains(event.target)) this.extras.hidden = true;
    });
  }

  makeExtras() {
    const entry = (label, act) =>
      button(label, () => {
        this.extras.hidden = true;
        act();
      });
    return el(
      "div",
      { class: "extras", hidden: true },
      entry(t("sticker"), () => sendSticker(this.phone)),
      entry(t("location"), () => sendLocation(this.phone)),
      entry(t("video"), () => this.choose("video", "video/mp4")),
      entry(t("audio"), () => this.choose("audio", "audio/*")),
      entry(t("file"), () => this.choose("file", "")),
    );
  }

  toggleExtras() {
    this.extras.hidden = !this.extras.hidden;
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 108)}px`;
  }

  async submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    this.fill("");
    const sent = await tell(post(this.phone.path("text"), { ...this.phone.author(), text }));
    if (!sent && !this.input.value) this.fill(text);
  }

  fill(text) {
    this.input.value = text;
    this.grow();
  }

  // A postback may ask for the keyboard or the menu (inputOption).
  follow(action) {
    if (action.inputOption === "openRichMenu") this.phone.menu.open(true);
    if (action.inputOption === "closeRichMenu") this.phone.menu.open(false);
    if (action.inputOption !== "openKeyboard") return;
    this.phone.menu.open(false);
    if (action.fillInText) this.fill(action.fillInText);
    this.input.focus();
  }

  choosePicture() {
    this.choose("image", "image/*");
  }

  choose(type, accept) {
    this.type = type;
    this.files.accept = accept;
    this.files.value = "";
    this.files.click();
  }

  async sendFiles() {
    const { user } = this.phone.author();
    for (const file of this.files.files) {
      const about = { type: this.type, name: file.name, ...(user ? { user } : {}) };
      const query = new URLSearchParams(about);
      await tell(upload(`${this.phone.path("media")}?${query}`, file));
    }
  }
}

function cameraSign() {
  return el("span", { class: "camera-sign", "aria-hidden": "true" });
}
