"""Groups of friends: a name for a rule."""

from dataclasses import dataclass

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.rule import Draft, RuleOf, draft_of, flat_of
from admin_flows.ports.commands import DeleteUserGroup, MakeUserGroup, RenameUserGroup
from admin_flows.ports.facts import FriendRow, UserGroupFacts
from admin_flows.shared import rows
from admin_flows.shared.listed import friend_at, reached, who_fits
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.rules import rule_in
from admin_flows.shared.where import From, OfGroup, from_first, group_of, made_id
from bot.domain import names
from bot.domain.errors import Refused
from bot.domain.rules import flat, rule_of
from flex_templates.views.owner import (
    FriendGroupRow,
    GroupCard,
    GroupDelete,
    GroupList,
    GroupName,
    GroupNew,
    GroupPeople,
)
from flex_templates.views.parts import Notice

LIST = "group.list"
CARD = "group.card"
PEOPLE = "group.people"
NAME = "group.name"
NEW = "group.new"
DELETE = "group.delete"


@dataclass(frozen=True)
class PeoplePage(OfGroup):
    """Behind the friend of this id."""

    after: int = 0


def _page(scene: Scene[From]) -> Paged[UserGroupFacts]:
    return paged(scene.reads.user_groups(), scene.state.first)


def _list(scene: Scene[From]) -> GroupList:
    page = _page(scene)
    counted = scene.reads.fitting(*(one.rule for one in page.rows))
    return GroupList(
        rows=tuple(
            FriendGroupRow(id=str(one.id), name=one.name, people=people)
            for one, people in zip(page.rows, counted, strict=True)
        ),
        earlier=page.earlier,
        later=page.later,
        total=len(scene.reads.user_groups()),
    )


def _at(scene: Scene[From], number: int) -> Move | None:
    group = _page(scene).at(number)
    return Goto(CARD, OfGroup(group.id)) if group else None


def _begun(_: Scene[From], __: Tap) -> Move:
    return Goto("rule.card", Draft())


def _found(scene: AnyScene) -> UserGroupFacts:
    group = scene.reads.user_group(scene.state.group_id)
    if group is None:
        raise Gone(Goto(LIST, From(), Notice("error", "no_such_group")))
    return group


def _card(scene: Scene[OfGroup]) -> GroupCard:
    group = _found(scene)
    return GroupCard(
        id=str(group.id),
        name=group.name,
        rule=rule_in(scene, group.rule),
        people=scene.reads.fitting(group.rule)[0],
        friends=scene.reads.home().friends,
        used_in=group.used_in,
        simple=flat(group.rule) is not None,
    )


def _changing(scene: Scene[OfGroup], _: Tap) -> Move:
    rule = flat(_found(scene).rule)
    return (
        Goto("rule.card", draft_of(RuleOf(group_id=scene.state.group_id), rule)) if rule else Stay()
    )


def _people(scene: Scene[PeoplePage]) -> GroupPeople:
    group, page = _found(scene), _fitting(scene)
    return GroupPeople(
        id=str(group.id),
        name=group.name,
        now_at=scene.now,
        rows=tuple(rows.friend_row(one) for one in reached(page.rows)),
        later=page.later,
    )


def _fitting(scene: Scene[PeoplePage]) -> Paged[FriendRow]:
    return who_fits(scene, _found(scene).rule, scene.state.after)


def _person(scene: Scene[PeoplePage], number: int) -> Move | None:
    return friend_at([one.id for one in reached(_fitting(scene).rows)], number)


def _page_of(tap: Tap) -> PeoplePage:
    return PeoplePage(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


def _renaming(scene: Scene[OfGroup]) -> GroupName:
    return GroupName(name=_found(scene).name)


def _renamed(scene: Scene[OfGroup], text: str) -> Move:
    name = _name(text)
    if isinstance(name, Notice):
        return Stay(name)
    line = Notice("info", "renamed", {"name": name})
    there = Goto(CARD, scene.state, line)
    return Run(RenameUserGroup(scene.state.group_id, name), then=lambda _: there)


def _named(scene: Scene[Draft], text: str) -> Move:
    name = _name(text)
    if isinstance(name, Notice):
        return Stay(name)
    command = MakeUserGroup(name, rule_of(flat_of(scene.state)))
    return Run(command, then=lambda done: Goto(CARD, OfGroup(made_id(done))))


def _name(text: str) -> str | Notice:
    try:
        return names.given(text)
    except Refused as refused:
        return Notice("error", refused.problem.code, refused.problem.values)


def _delete(scene: Scene[OfGroup]) -> GroupDelete:
    group = _found(scene)
    return GroupDelete(id=str(group.id), name=group.name, used_in=group.used_in)


def _deleted(scene: Scene[OfGroup], _: Tap) -> Move:
    line = Notice("info", "group_deleted", {"name": _found(scene).name})
    return Run(DeleteUserGroup(scene.state.group_id), then=lambda _: Goto(LIST, From(), line))


def _to_card(state: OfGroup) -> str:
    return f"{CARD}:{state.group_id}"


SCREENS = (
    Screen(
        name=LIST,
        sample=From(),
        view=_list,
        opens=from_first,
        actions={"new": edit(_begun)},
        row=_at,
        back=lambda _: "friends.find",
        help="rule",
        leads=(CARD, "rule.card", "friends.find"),
    ),
    Screen(
        name=CARD,
        sample=OfGroup(1),
        view=_card,
        opens=group_of,
        actions={"change": edit(_changing)},
        back=lambda _: LIST,
        help="rule",
        leads=("rule.card", PEOPLE, NAME, DELETE, LIST),
    ),
    Screen(
        name=PEOPLE,
        sample=PeoplePage(1),
        view=_people,
        opens=_page_of,
        row=_person,
        back=_to_card,
        help="rule",
        leads=("friend.card", CARD, LIST),
    ),
    Screen(
        name=NAME,
        sample=OfGroup(1),
        view=_renaming,
        role="editor",
        opens=group_of,
        asks="answer",
        typed=_renamed,
        back=_to_card,
        help="rule",
        leads=(CARD,),
    ),
    Screen(
        name=NEW,
        sample=Draft(RuleOf(), ('{"label": "会員"}',)),
        view=lambda _: GroupNew(),
        role="editor",
        actions={"back": edit(lambda scene, _: Goto("rule.card", scene.state))},
        asks="answer",
        typed=_named,
        help="rule",
        leads=(CARD, "rule.card"),
    ),
    Screen(
        name=DELETE,
        sample=OfGroup(1),
        view=_delete,
        role="editor",
        opens=group_of,
        actions={"delete": edit(_deleted)},
        back=_to_card,
        help="rule",
        leads=(LIST, CARD),
    ),
)
