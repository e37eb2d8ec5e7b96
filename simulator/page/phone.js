// One phone: a person's chat with the account, or a group seen by the member who speaks.
import { perform } from "./actions.js";
import { get, post, tell } from "./api.js";
import { Composer } from "./composer.js";
import { button, coalesced, el, picture } from "./dom.js";
import { t } from "./i18n.js";
import { avatar, Log } from "./log.js";
import { RichMenu } from "./richmenu.js";
import { caption, speakers } from "./caption.js";
import { tappable } from "./tappable.js";

const CHUNK = 500;

export class Phone {
  // `desk` gives state(), now() and close(id).
  constructor(id, desk) {
    this.id = id;
    this.desk = desk;
    this.pc = false;
    this.log = new Log(this);
    this.menu = new RichMenu(this);
    this.composer = new Composer(this);
    this.quick = el("div", {
      class: "quick",
      role: "group",
      "aria-label": t("quickReplies"),
      hidden: true,
    });
    this.quick.addEventListener(
      "wheel",
      (event) => {
        this.quick.scrollLeft += event.deltaY;
      },
      { passive: true },
    );
    this.top = el("div", { class: "caption" });
    this.title = el("div", { class: "title" });
    this.gate = el("div", { class: "gate", hidden: true });
    this.screen = el(
      "div",
      { class: "screen" },
      this.title,
      this.log.node,
      this.quick,
      this.composer.node,
      this.gate,
      this.menu.node,
    );
    this.node = el("section", { class: "phone" }, this.top, this.screen);
    this.refresh = coalesced(() => this.read());
  }

  path(what) {
    return `/sim/chats/${encodeURIComponent(this.id)}/${what}`;
  }

  now() {
    return this.desk.now();
  }

  // In a group somebody has to be the one who speaks; a 1:1 chat has only its own person.
  author() {
    return this.group ? { user: this.speaker } : {};
  }

  isMine(entry) {
    return entry.from === (this.group ? this.speaker : this.id);
  }

  sender(entry) {
    const { account, users } = this.desk.state();
    if (entry.from !== "bot") return users.get(entry.from) ?? { name: entry.from };
    const name = entry.sender?.name
      ? t("senderOf", { name: entry.sender.name, account: account.name })
      : account.name;
    return { name, picture: entry.sender?.iconUrl ?? account.picture, stones: true };
  }

  tap(action) {
    this.log.awaitAnswer();
    return perform(this, action);
  }

  update() {
    const { users, groups, account } = this.desk.state();
    this.person = users.get(this.id);
    this.group = groups.get(this.id);
    const name = (this.person ?? this.group).name;
    this.node.setAttribute("aria-label", name);
    this.chooseSpeaker();
    this.title.replaceChildren(...(this.group ? this.groupTitle() : this.accountTitle(account)));
    this.top.replaceChildren(...caption(this));
    this.showGate(account);
  }

  accountTitle(account) {
    const id = el("small", {}, account.basicId ?? "");
    return [
      avatar({ ...account, stones: true }),
      el("b", {}, account.name),
      el("span", { class: "space" }),
      id,
    ];
  }

  groupTitle() {
    const { members, bot_inside: inside, name } = this.group;
    const count = el("small", {}, t("people", { n: members.length + (inside ? 1 : 0) }));
    return [
      avatar({ name }),
      el("b", {}, name),
      count,
      el("span", { class: "space" }),
      speakers(this),
    ];
  }

  chooseSpeaker(wanted = this.speaker) {
    const members = this.group?.members ?? [];
    const speaker = members.includes(wanted) ? wanted : members[0];
    const changed = this.speaker !== undefined && speaker !== this.speaker;
    this.speaker = speaker;
    if (changed) this.log.redraw();
  }

  // Who is no friend, or has blocked, sees LINE's button instead of the input line.
  showGate(account) {
    const open = this.group || (this.person.friend && !this.person.blocked);
    this.composer.node.hidden = !open;
    this.gate.hidden = Boolean(open);
    this.node.classList.toggle("closed", !open);
    if (open) return;
    const { blocked } = this.person;
    const act = () => tell(post(`/sim/users/${this.id}/${blocked ? "unblock" : "follow"}`));
    this.gate.replaceChildren(
      el("p", {}, blocked ? t("blockedHint") : t("followHint", { name: account.name })),
      button(t(blocked ? "unblock" : "follow"), act, { class: "main" }),
    );
  }

  setPc(pc) {
    this.pc = pc;
    this.node.classList.toggle("pc", pc);
    this.update();
  }

  // The newest messages first, and from then on what came after them.
  async read() {
    let answer;
    do {
      const after = this.log.lastSeq ? `after=${this.log.lastSeq}&` : "";
      answer = await get(this.path(`messages?${after}limit=${CHUNK}`));
      this.log.append(answer.messages);
    } while (answer.messages.length === CHUNK && this.log.entries.length > CHUNK);
    this.showQuick(answer.quick_reply ?? []);
    if (this.person) await this.menu.refresh();
  }

  // After a reconnection nothing on the screen can be trusted.
  async reread() {
    this.log.clear();
    this.menu.id = null;
    await this.refresh();
  }

  showQuick(items) {
    const key = JSON.stringify(items);
    if (key === this.quickKey) return;
    this.quickKey = key;
    this.quick.replaceChildren(...items.map((item, index) => this.quickButton(item, index, items)));
    this.quick.hidden = items.length === 0;
  }

  quickButton(item, index, items) {
    const action = item.action ?? {};
    const icon = item.imageUrl ? picture(item.imageUrl) : null;
    const node = el("div", { class: "quick-item" }, icon, action.label ?? "");
    const same = items.slice(0, index).filter((other) => other.action?.label === action.label);
    return tappable(node, action, (chosen) =>
      perform(this, chosen, { label: action.label, nth: same.length }),
    );
  }
}
