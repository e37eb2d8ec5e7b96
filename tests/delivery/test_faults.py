"""LINE answers late, wrongly or not at all: nobody gets anything twice, nobody is forgotten."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.clock import epoch
from bot.domain.outcomes import Outcome, Rejected, Throttled, Unavailable
from bot.store import engine
from bot.store.db import rows
from bot.store.models import BatchState, EnrollmentState
from tests.delivery.ledger import LedgerSender, lost, no_fault
from tests.delivery.world import World, step, user_id

STUCK, DONE = EnrollmentState.STUCK, EnrollmentState.DONE


def batches() -> list[tuple[int, int]]:
    return [tuple(row) for row in rows("SELECT state, attempts FROM batch ORDER BY id")]


def test_a_lost_answer_is_asked_for_again_with_the_same_key(world: World) -> None:
    world.line = LedgerSender(after=lost({1}))
    world.scenario(step("one", text="hi"))
    for name in ("花", "太郎"):
        world.follow(name)
    world.send()
    assert len(world.line.requests) == 2
    assert world.texts("花") == ["hi"]
    assert batches() == [(BatchState.SENT, 1)]


def test_of_personal_pushes_only_the_lost_ones_are_repeated(world: World) -> None:
    world.line = LedgerSender(after=lost({2}), before=lost({4}))
    world.scenario(step("one", text="{{ friend.name }}さん"), step("two", {"days": 1}))
    for name in ("花", "太郎", "次郎", "三郎", "四郎"):
        world.follow(name)
    world.send()
    assert len(world.line.requests) == 7
    assert set(world.line.received().values()) == {1}
    assert len(world.line.received()) == 5
    assert {place for place, _ in world.states()} == {1}


def test_a_wait_counts_from_a_push_whose_batch_is_still_open(world: World) -> None:
    """Somebody else's answer in it is still lost."""
    slow = user_id("花")
    world.line = LedgerSender(before=lambda _, to: Unavailable("timeout") if slow in to else None)
    last = {"hours": 3, "from": "one"}
    world.scenario(
        step("one", text="{{ friend.name }}さん"), step("two", {"hours": 1}), step("three", last)
    )
    for name in ("花", "太郎"):
        world.follow(name)
    began = epoch(world.clock.now())
    world.send(0.1)
    assert batches()[0][0] == BatchState.OPEN
    world.move(hours=1, minutes=30)
    world.send(0.1)
    assert world.texts("太郎") == ["太郎さん", "two"]
    assert batches()[0][0] == BatchState.OPEN
    assert rows("SELECT due_at FROM enrollment WHERE step = 2") == [(began + 3 * 3_600,)]


def test_asked_to_stop_while_line_does_not_answer_the_batch_is_left_to_the_next(
    world: World,
) -> None:
    world.line = LedgerSender(after=lost({1, 2, 3, 4, 5}))
    world.scenario(step("one", text="hi"))
    world.follow()
    asyncio.run(world.system().send_due(30, lambda: bool(world.line.requests)))
    assert len(world.line.requests) == 1
    world.line.after = no_fault
    world.clock.tick(1)
    world.send()
    assert len(world.line.requests) == 2, "after the rest, although the lease is not over"
    assert world.texts() == ["hi"]
    assert batches() == [(BatchState.SENT, 2)]


def test_a_busy_line_is_asked_again(world: World) -> None:
    world.line = LedgerSender(before=lambda number, _: Throttled(0.01) if number < 3 else None)
    world.scenario(step("one"))
    world.follow()
    world.send()
    assert world.texts() == ["one"]


def test_what_line_refuses_waits_for_the_owner_with_its_reason(world: World) -> None:
    world.line = LedgerSender(before=lambda *_: Rejected("invalid uri", "/hero/url"))
    world.scenario(step("one"))
    world.follow()
    world.send()
    world.send()
    assert len(world.line.requests) == 1
    assert world.states() == [(0, STUCK)]
    assert rows("SELECT state, problem FROM batch")[0] == (
        BatchState.FAILED,
        "invalid uri (/hero/url)",
    )


def test_a_day_without_an_answer_is_uncertain_and_never_sent_again(world: World) -> None:
    world.line = LedgerSender(before=lambda *_: Unavailable("timeout"))
    world.scenario(step("one"))
    world.follow()
    world.send(0.1)
    asked = len(world.line.requests)
    assert batches()[0][0] == BatchState.OPEN
    world.clock.tick(engine.KEY_SECONDS + 120)
    world.send()
    assert len(world.line.requests) == asked
    assert batches()[0][0] == BatchState.UNCERTAIN
    assert world.states() == [(0, STUCK)]


def test_a_lease_is_not_ended_by_moving_the_clock(world: World) -> None:
    world.line = LedgerSender(before=lambda *_: Unavailable("timeout"))
    world.scenario(step("one"))
    world.follow()
    world.send(0.1)
    asked = len(world.line.requests)
    world.move(days=30)
    world.send()
    assert len(world.line.requests) == asked
    assert batches()[0] == (BatchState.OPEN, 1)


@pytest.mark.parametrize("names_it", [True, False], ids=["named", "halved"])
def test_one_bad_recipient_does_not_keep_the_others_from_their_message(
    world: World, names_it: bool
) -> None:
    bad = user_id("五郎")

    def refuse(_: int, to: Sequence[str]) -> Outcome | None:
        if bad not in to:
            return None
        reason = "The property, 'to', in the request body is invalid"
        return Rejected(reason, "to", to.index(bad) if names_it else None)

    world.line = LedgerSender(before=refuse)
    world.scenario(step("one", text="hi"), step("two", {"days": 1}))
    others = [f"友{number}" for number in range(20)]
    for name in (*others[:7], "五郎", *others[7:]):
        world.follow(name)
    world.send()
    assert {person for person, _ in world.line.received()} == {user_id(name) for name in others}
    assert set(world.line.received().values()) == {1}
    assert sorted(world.states()) == [(0, STUCK)] + [(1, EnrollmentState.WAITING)] * 20
    assert len(world.line.requests) <= (3 if names_it else 12)
    assert all(state != BatchState.OPEN for state, _ in batches())


def test_content_that_line_refuses_is_not_tried_on_everybody_alone(world: World) -> None:
    world.line = LedgerSender(before=lambda *_: Rejected("invalid", "messages[0].text"))
    world.scenario(step("one", text="hi"))
    for number in range(10):
        world.follow(f"友{number}")
    world.send()
    assert len(world.line.requests) == 1
