"""Whom a rule fits now, and saving it as a group to use it again."""

from dataclasses import replace

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.rule.card import DRAFT, PEOPLE, SAVE_AS
from admin_flows.flows.rule.states import CARD, Draft, OfPart, countable, whole
from admin_flows.ports.commands import MakeUserGroup
from admin_flows.ports.facts import FriendRow
from admin_flows.shared import rows
from admin_flows.shared.listed import friend_at, reached, who_fits
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.rules import rule_in
from bot.domain import names
from bot.domain.errors import Refused
from bot.domain.rules import dumped, part_of
from flex_templates.views.owner import RulePeople, RuleSaveAs
from flex_templates.views.parts import Notice


def _found(scene: Scene[OfPart]) -> Paged[FriendRow]:
    """`place`: behind the friend of this id."""
    rule = countable(whole(scene.state.draft))
    return who_fits(scene, rule, scene.state.place) if rule else paged((), 0)


def _people(scene: Scene[OfPart]) -> RulePeople:
    page, rule = _found(scene), whole(scene.state.draft)
    return RulePeople(
        rule=rule_in(scene, rule) if rule else None,
        now_at=scene.now,
        rows=tuple(rows.friend_row(one) for one in reached(page.rows)),
        later=page.later,
    )


def _later(scene: Scene[OfPart], tap: Tap) -> Move:
    return Goto(PEOPLE, OfPart(scene.state.draft, tap.number()))


def _person(scene: Scene[OfPart], number: int) -> Move | None:
    return friend_at([one.id for one in reached(_found(scene).rows)], number)


def _named(scene: Scene[Draft], text: str) -> Move:
    """The group takes the place of its parts."""
    rule = countable(whole(scene.state))
    if rule is None:
        return Stay()
    try:
        name = names.given(text)
    except Refused as refused:
        return Stay(Notice("error", refused.problem.code, refused.problem.values))
    after = replace(scene.state, parts=(dumped(part_of({"group": name})),), every=True)
    line = Notice("info", "rule_is_group", {"name": name})
    return Run(MakeUserGroup(name, rule), then=lambda _: Goto(CARD, after, line))


SCREENS = (
    Screen(
        name=PEOPLE,
        sample=OfPart(DRAFT, 0),
        view=_people,
        role="editor",
        actions={
            "later": edit(_later),
            "back": edit(lambda scene, _: Goto(CARD, scene.state.draft)),
        },
        row=_person,
        help="rule",
        leads=("friend.card", CARD),
    ),
    Screen(
        name=SAVE_AS,
        sample=DRAFT,
        view=lambda _: RuleSaveAs(),
        role="editor",
        actions={"back": edit(lambda scene, _: Goto(CARD, scene.state))},
        asks="answer",
        typed=_named,
        help="rule",
        leads=(CARD,),
    ),
)
