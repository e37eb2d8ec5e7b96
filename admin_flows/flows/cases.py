"""One step that failed or whose fate nobody knows: what, to whom, why, and what to do about it.

Every act is for all people of the batch who still wait, or for one of them.
"""

from collections.abc import Callable
from functools import partial

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Action, Screen, edit
from admin_flows.flows.case_states import (
    AGAIN,
    CASE,
    GIVE_UP,
    LIST,
    PEOPLE,
    Crowd,
    OfCase,
    case_of,
    crowd_of,
    out_of_case,
    to_case,
    to_list,
    too_late,
)
from admin_flows.ports.commands import (
    CountAsSent,
    GiveUpFailed,
    Outcome,
    RetryFailed,
    SkipFailed,
)
from admin_flows.ports.facts import InboxRow, StuckPerson
from admin_flows.shared import rows
from admin_flows.shared.paging import page_read
from flex_templates.views.owner import (
    CheckItem,
    InboxAgain,
    InboxCase,
    InboxGiveUp,
    InboxPeople,
    InboxPerson,
)
from flex_templates.views.parts import Notice

NAMES = 2

Decision = type[RetryFailed] | type[SkipFailed] | type[CountAsSent] | type[GiveUpFailed]


def item(row: InboxRow) -> CheckItem:
    return CheckItem(
        id=str(row.batch_id),
        kind=row.kind,
        scenario_id=str(row.scenario_id),
        scenario=row.scenario,
        number=row.step_number,
        step_id=row.step.id if row.step else None,
        title=row.step.title if row.step else None,
        people=row.people,
        at=row.at,
        reason=row.reason,
        message=row.message,
    )


def _batch(scene: AnyScene, batch_id: int) -> InboxRow:
    """Somebody may have dealt with it meanwhile: then today's list says so."""
    row = scene.reads.stuck(batch_id)
    if row is None:
        raise Gone(to_list(Notice("info", "no_such_batch")))
    return row


def _person(scene: Scene[OfCase]) -> StuckPerson | None:
    state = scene.state
    if not state.enrollment_id:
        return None
    found = scene.reads.stuck_person(state.batch_id, state.enrollment_id)
    if found is None:
        raise Gone(Goto(PEOPLE, Crowd(state.batch_id), Notice("info", "no_such_batch")))
    return found


# Looking


def _case(scene: Scene[OfCase]) -> InboxCase:
    row, person = _batch(scene, scene.state.batch_id), _person(scene)
    shown = rows.message_rows(row.step, scene.reads, scene.actor.locale) if row.step else ()
    people = () if person else scene.reads.stuck_people(row.batch_id, 0, NAMES)
    return InboxCase(
        item=item(row),
        now_at=scene.now,
        messages=shown[:1],
        more_messages=len(shown[1:]),
        names=tuple(one.name for one in people),
        person=_row(person) if person else None,
    )


def _people(scene: Scene[Crowd]) -> InboxPeople:
    state, row = scene.state, _batch(scene, scene.state.batch_id)
    page = page_read(partial(scene.reads.stuck_people, row.batch_id), state.first)
    return InboxPeople(
        item=item(row),
        rows=tuple(map(_row, page.rows)),
        earlier=page.earlier,
        later=page.later,
    )


def _row(person: StuckPerson) -> InboxPerson:
    return InboxPerson(
        id=str(person.enrollment_id),
        friend_id=str(person.friend_id),
        name=person.name,
        picture=person.picture,
        held=person.held,
    )


def _numbered(scene: Scene[Crowd], number: int) -> Move | None:
    state = scene.state
    one = page_read(partial(scene.reads.stuck_people, state.batch_id), state.first).at(number)
    return Goto(CASE, OfCase(state.batch_id, one.enrollment_id)) if one else None


def _again_view(scene: Scene[OfCase]) -> InboxAgain:
    row, person = _batch(scene, scene.state.batch_id), _person(scene)
    return InboxAgain(item=item(row), person=_row(person) if person else None)


def _give_up_view(scene: Scene[OfCase]) -> InboxGiveUp:
    row, person = _batch(scene, scene.state.batch_id), _person(scene)
    return InboxGiveUp(item=item(row), person=_row(person) if person else None)


# Deciding


def _again(scene: Scene[OfCase], _: Tap) -> Move:
    """What is uncertain may come twice, so that is asked first."""
    if _batch(scene, scene.state.batch_id).kind == "uncertain":
        return Goto(AGAIN, scene.state)
    return _decided(RetryFailed, _sent_again, scene.state)


def _decide(command: Decision, line: Callable[[Outcome], Notice]) -> Action[OfCase]:
    return edit(lambda scene, _: _decided(command, line, scene.state))


def _decided(command: Decision, line: Callable[[Outcome], Notice], state: OfCase) -> Run:
    return Run(
        command(state.batch_id, state.enrollment_id or None),
        then=lambda done: _on(state, done, line(done)),
        refused=too_late,
    )


def _on(state: OfCase, done: Outcome, line: Notice) -> Goto:
    """After one person the others of the batch are shown, as long as there are any."""
    if state.enrollment_id and done.left:
        return Goto(PEOPLE, Crowd(state.batch_id), line)
    return to_list(line)


def _told(code: str) -> Callable[[Outcome], Notice]:
    return lambda done: Notice("info", code, {"people": done.people})


def _sent_again(done: Outcome) -> Notice:
    if done.later:
        values = {"people": done.people, "later": done.later}
        return Notice("info", "sent_again_later", values)
    return Notice("info", "sent_again", {"people": done.people})


SCREENS = (
    Screen(
        name=CASE,
        sample=OfCase(3),
        view=_case,
        opens=case_of,
        actions={
            "again": edit(_again),
            "skip": _decide(SkipFailed, _told("skipped")),
            "count": _decide(CountAsSent, _told("counted_as_sent")),
        },
        back=out_of_case,
        leads=(AGAIN, GIVE_UP, PEOPLE, LIST, "step.card", "friend.card"),
    ),
    Screen(
        name=PEOPLE,
        sample=Crowd(3),
        view=_people,
        opens=crowd_of,
        row=_numbered,
        back=lambda state: f"{CASE}:{state.batch_id}",
        leads=(CASE, LIST),
    ),
    Screen(
        name=AGAIN,
        sample=OfCase(3),
        view=_again_view,
        role="editor",
        opens=case_of,
        actions={"again": _decide(RetryFailed, _sent_again)},
        back=to_case,
        leads=(LIST, PEOPLE, CASE),
    ),
    Screen(
        name=GIVE_UP,
        sample=OfCase(3),
        view=_give_up_view,
        role="editor",
        opens=case_of,
        actions={"end": _decide(GiveUpFailed, _told("given_up"))},
        back=to_case,
        leads=(LIST, PEOPLE, CASE),
    ),
)
