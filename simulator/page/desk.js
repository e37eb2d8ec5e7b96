// The row of phones, which of them are open, and the column that adds more.
import { post, tell } from "./api.js";
import { button, el } from "./dom.js";
import { language, t } from "./i18n.js";
import { Phone } from "./phone.js";
import { choice, field, sheet, ticks } from "./sheets.js";

const KEPT = "open phones";
const LISTED = 200;

// ?open=id,id says which phones stand on the desk.
const asked = () => new URLSearchParams(window.location.search).get("open")?.split(",");

export class Desk {
  // `onRead` is called when a phone has read its messages for the first time.
  constructor(node, onRead) {
    this.onRead = onRead;
    this.phones = new Map();
    this.row = el("div", { class: "phones" });
    this.picker = el("select", {
      class: "small",
      "aria-label": t("openPhone"),
      onchange: () => this.pick(),
    });
    this.side = el(
      "nav",
      { class: "side" },
      button(t("addPerson"), () => this.addPerson(), { class: "small" }),
      button(t("addGroup"), () => this.addGroup(), { class: "small" }),
      this.picker,
    );
    this.nobody = el("p", { class: "nobody", hidden: true }, t("nobody"));
    node.append(this.nobody, this.row, this.side);
    this.kept = asked() ?? JSON.parse(window.localStorage.getItem(KEPT) ?? "null");
  }

  state() {
    return this.known;
  }

  now() {
    return this.clock();
  }

  // {account, users: Map, groups: Map}; `clock` gives the bot's time in ms.
  update(state, clock) {
    this.clock = clock;
    this.known = {
      account: state.account,
      users: new Map(state.users.map((one) => [one.id, one])),
      groups: new Map(state.groups.map((one) => [one.id, one])),
    };
    for (const id of [...this.phones.keys()]) if (!this.has(id)) this.remove(id);
    for (const id of this.wanted()) if (this.has(id) && !this.phones.has(id)) this.add(id);
    for (const phone of this.phones.values()) phone.update();
    this.listOthers();
    this.nobody.hidden = this.phones.size > 0;
  }

  has(id) {
    return this.known.users.has(id) || this.known.groups.has(id);
  }

  // What was open last time; else two people and a group. A group stands at the right.
  wanted() {
    const open = (this.kept ?? []).filter((id) => this.has(id));
    if (open.length) return open;
    const { users, groups } = this.known;
    return [...[...users.keys()].slice(0, 2), ...[...groups.keys()].slice(0, 1)];
  }

  heard(words) {
    return [...this.phones.values()].some((phone) => phone.log.heard(words));
  }

  people() {
    return [...this.known.users.values()].slice(0, LISTED);
  }

  add(id) {
    const phone = new Phone(id, this);
    this.phones.set(id, phone);
    phone.update();
    this.row.append(phone.node);
    tell(phone.refresh().then(this.onRead));
    return phone;
  }

  remove(id) {
    this.phones.get(id).node.remove();
    this.phones.delete(id);
  }

  open(id) {
    if (!this.phones.has(id) && this.has(id)) this.add(id);
    this.keep([...this.phones.keys(), id]);
    this.phones.get(id)?.node.scrollIntoView({ inline: "nearest", block: "nearest" });
    this.listOthers();
  }

  close(id) {
    this.remove(id);
    this.keep([...this.phones.keys()]);
    this.listOthers();
  }

  keep(ids) {
    this.kept = [...new Set(ids)];
    window.localStorage.setItem(KEPT, JSON.stringify(this.kept));
  }

  listOthers() {
    const { users, groups } = this.known;
    const others = [...groups.values(), ...users.values()]
      .filter((one) => !this.phones.has(one.id))
      .slice(0, LISTED);
    this.picker.hidden = others.length === 0;
    this.picker.replaceChildren(
      el("option", { value: "" }, t("openPhone")),
      ...others.map((one) => el("option", { value: one.id }, one.name)),
    );
  }

  pick() {
    if (this.picker.value) this.open(this.picker.value);
  }

  async addPerson() {
    const languages = [
      ["ja", "日本語"],
      ["en", "English"],
      ["th", "ไทย"],
      ["zh-TW", "繁體中文"],
      ["ko", "한국어"],
    ];
    const values = await sheet(document.body, {
      title: t("newPerson"),
      submit: t("create"),
      fields: [
        field(t("name"), { name: "name", required: true, maxlength: "100" }),
        choice(t("personLanguage"), "language", languages, language),
      ],
    });
    if (!values) return;
    this.opening(
      await tell(
        post("/sim/users", { name: values.get("name"), language: values.get("language") }),
      ),
    );
  }

  async addGroup() {
    const people = this.people().map((one) => [one.id, one.name]);
    const values = await sheet(document.body, {
      title: t("newGroup"),
      submit: t("create"),
      fields: [
        field(t("name"), { name: "name", required: true, maxlength: "100" }),
        ticks(
          "member",
          people,
          people.slice(0, 2).map(([id]) => id),
        ),
      ],
    });
    if (!values) return;
    this.opening(
      await tell(
        post("/sim/groups", { name: values.get("name"), members: values.getAll("member") }),
      ),
    );
  }

  // The new one may not be in our state yet: it is opened now, or with the next state.
  opening(made) {
    if (!made) return;
    this.keep([...this.phones.keys(), made.id]);
    this.open(made.id);
  }
}
