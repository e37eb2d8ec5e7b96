"""The rule as it stands: its parts, whom it fits now, and saving it."""

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.rule.said import about
from admin_flows.flows.rule.states import (
    CARD,
    Asking,
    Draft,
    OfPart,
    RuleOf,
    after_saving,
    countable,
    current,
    document_of,
    flat_of,
    opened,
    showing,
    today,
    way_out,
    whole,
)
from admin_flows.ports.commands import ChangeUserGroup
from admin_flows.shared import rows
from admin_flows.shared.drafts import change
from admin_flows.shared.rules import rule_in, rules_in
from admin_flows.shared.where import OfScenario, OfStep
from bot.domain.conditions import Condition
from bot.domain.rules import MOST_PARTS, Flat, dumped, flat, loaded
from bot.domain.ruling import NEEDED, with_rule
from flex_templates.views.owner import RuleCard, RulePartCard
from flex_templates.views.parts import Notice

KIND = "rule.kind"
HOW = "rule.how"
PART = "rule.part"
PEOPLE = "rule.people"
SAVE_AS = "rule.save_as"
NEW = "group.new"
WAYS_OUT = (
    "group.card",
    "group.list",
    "start.card",
    "step.card",
    "step.repeat",
    "branch.lanes",
    "timeline.view",
    "timeline.busy",
)


def _card(scene: Scene[Draft]) -> RuleCard:
    draft = current(scene, scene.state)
    of, rule, document = draft.of, flat_of(draft), document_of(scene, draft.of)
    kept = today(scene, of) if scene.state.parts is None else None
    sum_of = whole(draft) or kept
    counted = countable(sum_of)
    group = scene.reads.user_group(of.group_id) if of.group_id else None
    return RuleCard(
        name=group.name if group else document.name if document else None,
        whose=of.whose,
        step=rows.step_ref(document, of.step_id) if document and of.step_id else None,
        rule=rule_in(scene, sum_of, document) if sum_of else None,
        parts=rules_in(scene, rule.parts, document),
        every=rule.every,
        people=scene.reads.fitting(counted)[0] if counted else None,
        friends=scene.reads.home().friends,
        most=MOST_PARTS,
        simple=kept is None or flat(kept) is not None,
        needed=of.whose == "group" or of.whose in NEEDED,
    )


def _adding(scene: Scene[Draft], _: Tap) -> Move:
    draft = current(scene, scene.state)
    if len(draft.parts or ()) >= MOST_PARTS:
        return Stay(Notice("error", "rule_is_full", {"limit": MOST_PARTS}))
    return Goto(KIND, draft)


def _joined(scene: Scene[Draft], _: Tap) -> Move:
    draft = current(scene, scene.state)
    rule = flat_of(draft)
    return showing(draft, Flat(rule.parts, not rule.every))


def _opened_part(scene: Scene[Draft], number: int) -> Move | None:
    draft = current(scene, scene.state)
    there = 1 <= number <= len(draft.parts or ())
    return Goto(PART, OfPart(draft, number)) if there else None


def _part_tapped(scene: Scene[Draft], tap: Tap) -> Move:
    return _opened_part(scene, tap.number()) or Stay()


def _begun_anew(scene: Scene[Draft], _: Tap) -> Move:
    """In place of a rule that is nested deeper than the chat builds."""
    return Goto(KIND, Draft(scene.state.of))


def _saved(scene: Scene[Draft], _: Tap) -> Move:
    draft = current(scene, scene.state)
    of, rule = draft.of, whole(draft)
    if of.whose != "group":
        return _saved_in_scenario(scene, of, rule)
    if rule is None:
        return Stay(Notice("error", "empty"))
    if not of.group_id:
        return Goto(NEW, draft)
    return Run(ChangeUserGroup(of.group_id, rule), then=lambda _: after_saving(of))


def _saved_in_scenario(scene: Scene[Draft], of: RuleOf, rule: Condition | None) -> Move:
    if rule is None and of.whose in NEEDED:
        return Stay(Notice("error", "empty"))
    today(scene, of)
    there = OfStep(of.scenario_id, of.step_id) if of.step_id else OfScenario(of.scenario_id)
    return change(
        scene.at(there, scene.screen),
        lambda document: with_rule(document, of.place, rule),
        after_saving(of),
    )


def _taken_out(scene: Scene[Draft], _: Tap) -> Move:
    return _saved_in_scenario(scene, scene.state.of, None)


def _people(scene: Scene[Draft], _: Tap) -> Move:
    draft = current(scene, scene.state)
    return Goto(PEOPLE, OfPart(draft, 0)) if countable(whole(draft)) else Stay()


def _save_as(scene: Scene[Draft], _: Tap) -> Move:
    draft = current(scene, scene.state)
    return Goto(SAVE_AS, draft) if countable(whole(draft)) else Stay()


def _back(draft: Draft) -> str:
    return way_out(draft.of)


# One part


def _part(scene: Scene[OfPart]) -> RulePartCard:
    draft = scene.state.draft
    part = flat_of(draft).parts[scene.state.place - 1]
    return RulePartCard(
        part=rule_in(scene, part, document_of(scene, draft.of)),
        number=scene.state.place,
        changes=about(part, scene.reads.fields()) is not None,
    )


def _changing(scene: Scene[OfPart], _: Tap) -> Move:
    draft, place = scene.state.draft, scene.state.place
    found = about(flat_of(draft).parts[place - 1], scene.reads.fields())
    if found is None:
        return Stay()
    return Goto(HOW, Asking(draft, found.kind, found.name, found.field, place))


def _turned(scene: Scene[OfPart], _: Tap) -> Move:
    draft = scene.state.draft
    return showing(draft, flat_of(draft).turned(scene.state.place - 1))


def _removed(scene: Scene[OfPart], _: Tap) -> Move:
    draft = scene.state.draft
    return showing(draft, flat_of(draft).without(scene.state.place - 1))


_LABEL = dumped(loaded('{"label": "会員"}'))
DRAFT = Draft(RuleOf(group_id=1), (_LABEL, '{"not": {"group": "常連"}}'))

SCREENS = (
    Screen(
        name=CARD,
        sample=DRAFT,
        view=_card,
        role="editor",
        opens=opened,
        actions={
            "add": edit(_adding),
            "join": edit(_joined),
            "part": edit(_part_tapped),
            "people": edit(_people),
            "save-as": edit(_save_as),
            "anew": edit(_begun_anew),
            "take-out": edit(_taken_out),
            "save": edit(_saved),
        },
        row=_opened_part,
        back=_back,
        help="rule",
        leads=(KIND, PART, NEW, PEOPLE, SAVE_AS, *WAYS_OUT),
    ),
    Screen(
        name=PART,
        sample=OfPart(DRAFT, 1),
        view=_part,
        role="editor",
        actions={
            "change": edit(_changing),
            "turn": edit(_turned),
            "remove": edit(_removed),
            "back": edit(lambda scene, _: Goto(CARD, scene.state.draft)),
        },
        help="rule",
        leads=(CARD, HOW),
    ),
)
