"""A step that cannot be prepared, and notices that did not go: shown, decided, gone again."""

import json

import pytest

from admin_flows.ports import Command
from admin_flows.ports.commands import (
    DismissUnposted,
    EndLane,
    PauseScenario,
    RetryUnposted,
    SkipLane,
    TryLane,
)
from admin_flows.ports.facts import BrokenRow
from bot.delivery.holding import has_work
from bot.delivery.loop import BROKEN_SECONDS
from bot.services.housekeeping import Housekeeping
from bot.store import broken, groups, people, receipts, versions
from bot.store.db import atomic, rows
from bot.store.models import BatchState, EnrollmentState, Notice, ScenarioVersion
from tests.delivery.world import step
from tests.services.shop import EDITOR, VIEWER, Shop, no_files

OF_TOMORROW = json.dumps({"tobiishi": 1, "steps": [{"id": "one", "teleport": True}]})


def _breaks(version_id: int) -> str:
    """A document that this version of the program does not understand. Gives the one before."""
    before = ScenarioVersion.get_by_id(version_id).document
    _write(version_id, OF_TOMORROW)
    return str(before)


def _write(version_id: int, document: str) -> None:
    versions.forget()
    ScenarioVersion.update(document=document).where(ScenarioVersion.id == version_id).execute()


@pytest.fixture
def torn(shop: Shop) -> str:
    """花 and 月 are due at the first step of a version that nobody can read. Gives what it was."""
    shop.started(step("one"), step("two", {"hours": 2}), name="再来店")
    shop.follow("花", "月")
    document = _breaks(1)
    shop.send()
    return document


def _row(shop: Shop) -> BrokenRow:
    (row,) = shop.reads.inbox().broken
    return row


def test_owners_are_shown_what_cannot_be_prepared(shop: Shop, torn: str) -> None:
    row = _row(shop)
    assert (row.scenario, row.step_number, row.people, row.step) == ("再来店", "1", 2, None)
    assert (row.since, shop.reads.home().inbox) == (shop.now(), 1)
    assert shop.world.texts("花") == []


def test_it_is_not_tried_every_second(shop: Shop, torn: str) -> None:
    clock = shop.world.clock
    assert not has_work(int(clock.now().timestamp()), clock.real())
    clock.tick(BROKEN_SECONDS + 1)
    assert has_work(int(clock.now().timestamp()), clock.real())


def test_another_scenario_goes_on_meanwhile(shop: Shop) -> None:
    shop.started(step("one"), name="再来店")
    shop.started(step("other", {"minutes": 5}), name="ほか")
    shop.follow("花")
    _breaks(1)
    shop.send()
    shop.move(minutes=5)
    shop.send()
    assert shop.world.texts("花") == ["other"]
    assert (_row(shop).people, len(broken.known())) == (1, 1)


def test_mended_it_goes_by_itself_and_everybody_gets_theirs(shop: Shop, torn: str) -> None:
    since = _row(shop).since
    shop.world.clock.tick(BROKEN_SECONDS + 1)
    shop.send()
    assert _row(shop).since == since
    _write(1, torn)
    shop.world.clock.tick(BROKEN_SECONDS + 1)
    shop.send()
    assert shop.world.texts("花") == shop.world.texts("月") == ["one"]
    assert shop.reads.inbox().broken == ()
    assert (shop.reads.home().inbox, broken.known()) == (0, {})


def test_an_owner_has_it_tried_at_once(shop: Shop, torn: str) -> None:
    _write(1, torn)
    shop.send()
    assert shop.world.texts("花") == []
    shop.do(TryLane(1, 0), EDITOR)
    shop.send()
    assert shop.world.texts("花") == ["one"]
    assert shop.refusal(TryLane(1, 0)) == "no_such_batch"


def test_its_people_are_taken_out(shop: Shop, torn: str) -> None:
    assert shop.do(EndLane(1, 0)).people == 2
    assert shop.reads.inbox().broken == ()
    shop.lead_on()
    assert {row["state"] for row in shop.enrollments()} == {EnrollmentState.STOPPED}
    assert shop.reads.home().inbox == 0
    assert shop.refusal(EndLane(1, 0)) == "no_such_batch"
    with atomic():
        broken.forget()
    assert broken.known() == {}


def test_what_can_be_read_again_is_skipped(shop: Shop, torn: str) -> None:
    _write(1, torn)
    assert _row(shop).step is not None
    assert shop.do(SkipLane(1, 0)).people == 2
    assert shop.reads.inbox().broken == ()
    shop.send()
    shop.lead_on()
    shop.move(hours=2)
    shop.send()
    assert shop.world.texts("花") == ["two"]


def test_what_works_is_not_skipped_from_an_old_card(shop: Shop) -> None:
    shop.started(step("one", {"hours": 1}))
    shop.follow("花")
    shop.move(hours=1)
    for command in (SkipLane(1, 0), EndLane(1, 0), TryLane(1, 0)):
        assert shop.refusal(command) == "no_such_batch"
    shop.send()
    assert shop.world.texts("花") == ["one"]


def test_while_it_is_paused_nobody_is_asked(shop: Shop, torn: str) -> None:
    shop.do(PauseScenario(1))
    assert shop.reads.inbox().broken == ()


def test_housekeeping_forgets_where_nobody_waits(shop: Shop, torn: str) -> None:
    keep = Housekeeping(shop.inbox, shop.world.clock, no_files)
    with atomic():
        broken.forget()
    assert broken.known() != {}
    shop.do(EndLane(1, 0))
    shop.lead_on()
    _write(1, torn)
    shop.world.clock.tick(7200)
    keep.run_if_due()
    assert broken.known() == {}


# Notices


def _notice(to: str, state: BatchState, *, at: int = 5) -> int:
    with atomic():
        receipts.add_notice(
            to,
            [{"type": "flex", "altText": "34人に送りました", "contents": {}}],
            key=f"key-{Notice.select().count()}",
            at=at,
        )
        newest = Notice.select().order_by(Notice.id.desc()).get()
        receipts.end_notice(newest.id, state)
    return int(newest.id)


def _kitchen() -> int:
    return groups.joined("C1", name="キッチン", members=5, code="4821", at=1).id


def test_notices_that_did_not_go_are_shown_by_chat_and_state(shop: Shop) -> None:
    _kitchen()
    people.add_member("U1", "owner", name="森", at=1)
    _notice("C1", BatchState.FAILED)
    last = _notice("C1", BatchState.FAILED, at=9)
    unsure = _notice("U1", BatchState.UNCERTAIN)
    _notice("C1", BatchState.SENT)
    owner, kitchen = shop.reads.inbox().unposted
    assert (owner.upto, owner.kind, owner.name, owner.to_group) == (
        unsure,
        "uncertain",
        "森",
        False,
    )
    assert (kitchen.upto, kitchen.kind, kitchen.name, kitchen.number) == (
        last, "failed", "キッチン", 2,
    )  # fmt: skip
    assert (kitchen.said, kitchen.cost, kitchen.lost) == ("34人に送りました", 5, False)
    assert int(kitchen.since.timestamp()) == 5
    assert shop.reads.home().inbox == 2


def test_they_are_sent_again_with_new_keys_once(shop: Shop) -> None:
    _kitchen()
    _notice("C1", BatchState.FAILED)
    upto = _notice("C1", BatchState.FAILED)
    later = _notice("C1", BatchState.FAILED)
    assert shop.do(RetryUnposted(upto), EDITOR).people == 2
    assert shop.refusal(RetryUnposted(upto)) == "no_such_batch"
    states: dict[int, int] = dict(rows("SELECT id, state FROM notice"))
    assert states[upto] == BatchState.OPEN
    assert states[later] == BatchState.FAILED
    assert [key[:4] == "key-" for (key,) in rows("SELECT key FROM notice ORDER BY id")] == [
        False,
        False,
        True,
    ]
    assert rows("SELECT max(attempts) FROM notice")[0][0] == 0
    assert shop.reads.inbox().unposted[0].upto == later


def test_they_are_dismissed(shop: Shop) -> None:
    number = _kitchen()
    upto = _notice("C1", BatchState.UNCERTAIN)
    groups.left(number, at=7)
    assert shop.reads.inbox().unposted[0].lost
    shop.do(DismissUnposted(upto))
    assert shop.reads.inbox().unposted == ()
    assert shop.refusal(DismissUnposted(upto)) == "no_such_batch"


@pytest.mark.parametrize(
    "command",
    [TryLane(1, 0), SkipLane(1, 0), EndLane(1, 0), RetryUnposted(1), DismissUnposted(1)],
    ids=lambda command: type(command).__name__,
)
def test_none_of_it_is_for_viewers(shop: Shop, command: Command) -> None:
    assert shop.refusal(command, VIEWER) == "role"
    assert shop.refusal(command) == "no_such_batch"
