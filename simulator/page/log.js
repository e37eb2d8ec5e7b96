// The scrolling list of messages of one phone: rows are appended, never rebuilt for a new one.
import { button, el, picture } from "./dom.js";
import { content, isWide } from "./contents.js";
import { shrinkToFit } from "./flex_text.js";
import { t } from "./i18n.js";
import { clockTime, day } from "./time.js";

const PAGE = 120;
const MOST = 5 * PAGE;
const TYPING_MS = 20_000;

export class Log {
  constructor(phone) {
    this.phone = phone;
    this.entries = [];
    this.first = 0;
    this.rows = el("div", { class: "rows" });
    this.more = button(t("earlier"), () => this.earlier(), { class: "earlier", hidden: true });
    this.empty = el("p", { class: "empty" }, t("empty"));
    this.typing = el("div", {
      class: "typing",
      role: "img",
      "aria-label": t("typing"),
      hidden: true,
    });
    this.unseen = button(t("newBelow"), () => this.toEnd(), { class: "unseen", hidden: true });
    this.node = el(
      "div",
      { class: "log", role: "log", "aria-live": "polite", tabindex: "0" },
      this.empty,
      this.more,
      this.rows,
      this.typing,
      this.unseen,
    );
    this.stick = true;
    this.awaited = false;
    this.node.addEventListener("scroll", () => {
      this.stick = this.atEnd();
      if (this.stick) this.unseen.hidden = true;
    });
    this.keepEnd();
  }

  // Whoever looks at the newest message goes on seeing it when pictures load or the menu opens.
  keepEnd() {
    const observer = new ResizeObserver(() => this.stick && this.toEnd());
    observer.observe(this.node);
    observer.observe(this.rows);
  }

  get lastSeq() {
    return this.entries.at(-1)?.seq ?? 0;
  }

  atEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 60;
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
    this.stick = true;
    this.unseen.hidden = true;
  }

  // Whoever taps a button further up wants to see what it answers.
  awaitAnswer() {
    this.awaited = true;
  }

  append(entries) {
    if (!entries.length) return;
    const fresh = this.entries.length === 0;
    const follow =
      this.stick || this.awaited || fresh || entries.some((entry) => this.phone.isMine(entry));
    this.awaited = false;
    this.entries.push(...entries);
    if (fresh) this.first = Math.max(0, this.entries.length - PAGE);
    this.draw(
      Math.max(this.first, this.entries.length - entries.length),
      this.entries.length,
      null,
    );
    this.unseen.hidden = follow;
    if (!follow) return;
    this.forget();
    this.toEnd();
  }

  // Hours of messages would slow the page; the oldest rows come back with "earlier".
  forget() {
    const drawn = this.entries.length - this.first;
    if (drawn <= MOST) return;
    this.first = this.entries.length - PAGE;
    this.redraw();
  }

  // Rows first..last-1, put before `anchor` (null: at the end).
  draw(first, last, anchor) {
    const part = document.createDocumentFragment();
    for (let index = first; index < last; index += 1) part.append(...this.row(index));
    const drawn = [...part.children];
    this.rows.insertBefore(part, anchor);
    drawn.forEach(shrinkToFit);
    this.empty.hidden = true;
    this.typing.hidden = true;
    this.more.hidden = this.first === 0;
  }

  earlier() {
    const height = this.node.scrollHeight;
    const last = this.first;
    this.first = Math.max(0, last - PAGE);
    this.draw(this.first, last, this.rows.firstChild);
    this.node.scrollTop += this.node.scrollHeight - height;
  }

  // The account's loading sign goes with its next message, or after a while.
  showTyping() {
    this.typing.hidden = false;
    if (this.stick) this.toEnd();
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => {
      this.typing.hidden = true;
    }, TYPING_MS);
  }

  // Whether some person wrote just this.
  heard(words) {
    return this.entries.some(
      ({ from, message }) => from !== "bot" && message.text?.trim() === words,
    );
  }

  clear() {
    this.entries = [];
    this.first = 0;
    this.rows.replaceChildren();
    this.empty.hidden = false;
    this.more.hidden = true;
  }

  // Another member speaks: the same entries, seen from another phone.
  redraw() {
    this.rows.replaceChildren();
    if (this.entries.length) this.draw(this.first, this.entries.length, null);
    this.toEnd();
  }

  row(index) {
    const entry = this.entries[index];
    const before = this.entries[index - 1];
    const newDay = !before || day(before.at) !== day(entry.at);
    const row = this.phone.isMine(entry)
      ? this.own(entry)
      : this.other(entry, newDay || !sameSender(before, entry));
    row.dataset.seq = entry.seq;
    return newDay ? [el("div", { class: "day" }, day(entry.at)), row] : [row];
  }

  own(entry) {
    return el("div", { class: "row mine" }, this.stamped(entry));
  }

  other(entry, withHead) {
    const from = this.phone.sender(entry);
    const head = withHead
      ? el("div", { class: "head" }, avatar(from), el("span", { class: "name" }, from.name))
      : null;
    const wide = isWide(entry.message) ? "wide" : "";
    const giga =
      entry.message.contents?.size === "giga" || entry.message.contents?.type === "carousel"
        ? "edge"
        : "";
    return el(
      "div",
      { class: `row other ${wide} ${giga} ${head ? "headed" : ""}` },
      head,
      this.stamped(entry),
    );
  }

  stamped(entry) {
    const look = { tap: (action) => this.phone.tap(action) };
    const time = el("time", { datetime: new Date(entry.at).toISOString() }, clockTime(entry.at));
    return el("div", { class: "line" }, content(entry.message, look), time);
  }
}

const sameSender = (a, b) =>
  a.from === b.from && JSON.stringify(a.sender) === JSON.stringify(b.sender);

// A picture, the account's stones, or the first letter of a name.
export function avatar({ name, picture: address, stones }) {
  if (stones && !address) return el("span", { class: "avatar stones", "aria-hidden": "true" });
  if (address) return picture(address, { class: "avatar" });
  const first = [...new Intl.Segmenter().segment(name)][0]?.segment ?? "";
  return el("span", { class: "avatar letter", "aria-hidden": "true" }, first);
}
