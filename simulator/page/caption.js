// The line over a phone: whose it is, and what can be done with that person or group.
import { post, tell } from "./api.js";
import { button, el } from "./dom.js";
import { t } from "./i18n.js";
import { avatar } from "./log.js";
import { sheet, ticks } from "./sheets.js";

export function caption(phone) {
  return phone.group ? groupCaption(phone) : personCaption(phone);
}

function personCaption(phone) {
  const { person } = phone;
  const state = person.blocked ? "blocked" : person.friend ? "friend" : "stranger";
  const move = person.blocked ? "unblock" : person.friend ? "block" : "follow";
  return [
    avatar(person),
    el("b", { class: "who" }, person.name),
    chip(state),
    el("span", { class: "space" }),
    button(t(move), () => tell(post(`/sim/users/${phone.id}/${move}`)), { class: "small" }),
    pcSwitch(phone),
    closer(phone),
  ];
}

function groupCaption(phone) {
  const { group } = phone;
  const move = group.bot_inside ? "kick-bot" : "invite-bot";
  const act = () => tell(post(`/sim/groups/${phone.id}/${move}`));
  return [
    el("b", { class: "who" }, group.name),
    el("span", { class: "space" }),
    button(t("members"), () => editMembers(phone), { class: "small" }),
    button(t(group.bot_inside ? "kickBot" : "inviteBot"), act, { class: "small" }),
    closer(phone),
  ];
}

const chip = (state) => el("span", { class: `chip ${state}` }, t(state));

function pcSwitch(phone) {
  const label = t(phone.pc ? "pcOff" : "pcOn");
  return button("PC", () => phone.setPc(!phone.pc), {
    class: `small ${phone.pc ? "on" : ""}`,
    "aria-label": label,
    "aria-pressed": String(phone.pc),
    title: label,
  });
}

const closer = (phone) =>
  button("×", () => phone.desk.close(phone.id), {
    class: "small bare",
    "aria-label": t("closePhone"),
    title: t("closePhone"),
  });

// Stands in the chat's title, as whoever speaks holds this phone.
export function speakers(phone) {
  const { users } = phone.desk.state();
  const options = phone.group.members.map((id) =>
    el("option", { value: id, selected: id === phone.speaker }, users.get(id)?.name ?? id),
  );
  return el(
    "select",
    {
      class: "small",
      "aria-label": t("speaker"),
      title: t("speaker"),
      onchange: (event) => phone.chooseSpeaker(event.target.value),
    },
    options,
  );
}

async function editMembers(phone) {
  const people = phone.desk.people();
  const { members } = phone.group;
  const values = await sheet(phone.screen, {
    title: t("membersOf", { name: phone.group.name }),
    submit: t("save"),
    fields: [
      ticks(
        "member",
        people.map((one) => [one.id, one.name]),
        members,
      ),
    ],
  });
  if (!values) return;
  const chosen = values.getAll("member");
  const shown = people.map((one) => one.id);
  const add = chosen.filter((id) => !members.includes(id));
  const remove = members.filter((id) => shown.includes(id) && !chosen.includes(id));
  await tell(post(`/sim/groups/${phone.id}/members`, { add, remove }));
}
