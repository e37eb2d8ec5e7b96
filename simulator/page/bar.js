// The bar on top: whose time it is, the owner code, the quota, and the connection.
import { post, tell } from "./api.js";
import { button, el, toast } from "./dom.js";
import { language, speak, t } from "./i18n.js";
import { fullTime, offset, zone } from "./time.js";

export class Bar {
  constructor(node) {
    this.time = el("b", { class: "time", "aria-label": t("clock") });
    this.ahead = el("span", { class: "ahead" });
    this.code = el("div", { class: "code" });
    this.facts = el("div", { class: "facts" });
    this.dot = el("span", { class: "dot", role: "img" });
    node.append(
      this.brand(),
      this.clockBlock(),
      this.code,
      el("span", { class: "space" }),
      this.facts,
      button(t("otherLanguage"), () => speak(language === "ja" ? "en" : "ja"), {
        class: "small",
        lang: language === "ja" ? "en" : "ja",
      }),
    );
    setInterval(() => this.tick(), 1000);
  }

  brand() {
    this.account = el("small", {});
    return el(
      "div",
      { class: "brand" },
      el("span", { class: "avatar stones", "aria-hidden": "true" }),
      el(
        "div",
        {},
        el("b", { class: "block" }, t("title")),
        el("span", { class: "block under" }, this.dot, this.account),
      ),
    );
  }

  clockBlock() {
    const move = (label, body) => button(label, () => this.move(body), { class: "small" });
    const label = el("span", { class: "block under" }, `${t("clock")} · ${zone}`, this.ahead);
    return el(
      "div",
      { class: "clock", role: "group", "aria-label": t("clock") },
      el("div", { class: "clock-face" }, label, this.time),
      el(
        "div",
        { class: "moves" },
        move(t("plusHour"), { advance_seconds: 3600 }),
        move(t("plusDay"), { advance_seconds: 86400 }),
        move(t("nextDue"), { to_next_due: true }),
      ),
    );
  }

  async move(body) {
    const clock = await tell(post("/sim/clock", body));
    if (clock) this.setClock(clock);
  }

  // The bot's time in ms, going on between two answers of the server.
  now() {
    return this.base + (performance.now() - this.readAt);
  }

  setClock({ now, offset_seconds }) {
    this.base = now;
    this.readAt = performance.now();
    this.ahead.textContent = offset(offset_seconds);
    this.ahead.classList.toggle("moved", Math.abs(offset_seconds) >= 30);
    this.tick();
  }

  tick() {
    if (this.base) this.time.textContent = fullTime(this.now());
  }

  connected(yes) {
    this.dot.className = yes ? "dot live" : "dot lost";
    this.dot.setAttribute("aria-label", t(yes ? "live" : "lost"));
    this.dot.title = t(yes ? "live" : "lost");
  }

  // `heard` tells whether a text was written by anyone in the open chats.
  update(state, heard) {
    this.setClock(state.clock);
    this.account.textContent = state.account.name;
    this.showCode(state.owner_code && !heard(state.owner_code) ? state.owner_code : null);
    this.showFacts(state);
  }

  // Shown large until somebody has sent it.
  showCode(code) {
    if (code === this.shownCode) return;
    this.shownCode = code;
    const title = el("span", { class: "block under" }, t("ownerCode"));
    const fresh = button(t("newCode"), () => this.newCode(), { class: "small" });
    this.code.classList.toggle("waiting", Boolean(code));
    const shown = code ? [el("div", {}, title, this.codeText(code)), this.hint()] : [title];
    this.code.replaceChildren(...shown, fresh);
  }

  codeText(code) {
    const name = `${t("ownerCode")} ${code}`;
    const props = { class: "code-text", title: t("copyCode"), "aria-label": name };
    return button(code, () => this.copy(code), props);
  }

  hint() {
    return el("span", { class: "hint" }, t("ownerHint"));
  }

  async newCode() {
    const answer = await tell(post("/sim/owner-code"));
    if (answer) this.showCode(answer.code);
  }

  async copy(code) {
    try {
      await navigator.clipboard.writeText(code);
      toast(t("copied"));
    } catch {
      toast(t("copyFailed", { text: code }));
    }
  }

  showFacts({ quota, webhook }) {
    const limit = quota.type === "limited" ? ` / ${quota.value}` : "";
    const failed = webhook.failed ? ` × ${webhook.failed}` : "";
    this.facts.replaceChildren(
      el("span", {}, t("quota"), " ", el("b", {}, `${quota.used}${limit}`)),
      el(
        "span",
        { class: failed ? "bad" : "", title: webhook.last_error },
        t("webhook"),
        " ",
        el("b", {}, `✓ ${webhook.ok}${failed}`),
      ),
    );
  }
}
