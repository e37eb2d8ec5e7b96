"""The free first step: the reply to a follow or a word; a push only if it surely failed."""

import pytest

from bot.domain.document import parse
from bot.domain.errors import DocumentError
from bot.domain.outcomes import NotSent, Outcome, Throttled, Unavailable
from bot.store.db import rows
from bot.store.models import BatchState, EnrollmentState
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step
from tests.drain.chat import HANA, Chat
from tests.drain.line import texts


@pytest.fixture
def world(chat: Chat) -> World:
    world = World(line=LedgerSender(), clock=chat.clock)
    world.scenario(
        step("hello", text="{{ friend.name }}さん、ようこそ", by="reply"), step("next", {"days": 1})
    )
    return world


def replied(chat: Chat) -> list[str]:
    return [text for reply in chat.line.replies for text in texts(reply.messages)]


def batches() -> list[int]:
    return [row[0] for row in rows("SELECT state FROM batch ORDER BY id")]


def test_who_follows_gets_it_as_the_reply_and_no_quota_is_used(chat: Chat, world: World) -> None:
    chat.follows()
    chat.drain()
    world.send()
    assert replied(chat) == ["花さん、ようこそ"]
    assert world.line.requests == []
    assert world.states() == [(1, EnrollmentState.WAITING)]
    assert batches() == [BatchState.SENT]
    quick = chat.line.replies[0].messages[-1]["quickReply"]["items"][0]["action"]
    assert quick["label"] == "配信を止める"


def test_the_next_step_follows_by_its_schedule(chat: Chat, world: World) -> None:
    chat.follows()
    chat.drain()
    world.move(days=1)
    world.send()
    assert [entry.to for entry in world.line.entries] == [(HANA,)]


@pytest.mark.parametrize("refusal", [NotSent("refused"), Throttled(0.0)])
def test_a_reply_that_surely_did_not_go_becomes_a_push(
    chat: Chat, world: World, refusal: Outcome
) -> None:
    chat.line.before = lambda _: refusal
    chat.follows()
    chat.drain()
    world.send()
    assert replied(chat) == []
    assert len(world.line.entries) == 1
    assert world.states() == [(1, EnrollmentState.WAITING)]


def test_a_dead_token_becomes_a_push(chat: Chat, world: World) -> None:
    chat.line.dead_tokens.add("token1")
    chat.follows()
    chat.drain()
    world.send()
    assert len(world.line.entries) == 1


def test_an_event_handled_too_late_for_its_token_becomes_a_push(chat: Chat, world: World) -> None:
    chat.follows()
    chat.clock.tick(55)
    chat.drain()
    world.send()
    assert chat.line.tries == 0
    assert len(world.line.entries) == 1


def test_a_lost_answer_is_found_out_with_the_same_token(chat: Chat, world: World) -> None:
    chat.line.after = lambda number: Unavailable("timeout") if number == 1 else None
    chat.follows()
    chat.drain()
    world.send()
    assert len(chat.line.replies) == 1
    assert world.line.requests == []
    assert batches() == [BatchState.SENT]


def test_what_stays_unknown_is_uncertain_and_never_sent_again(chat: Chat, world: World) -> None:
    chat.line.before = lambda _: Unavailable("timeout")
    chat.follows()
    chat.drain()
    for _ in range(3):
        world.clock.tick(3600)
        world.send()
    assert world.line.requests == []
    assert batches() == [BatchState.UNCERTAIN]
    assert world.states() == [(0, EnrollmentState.STUCK)]


@pytest.mark.parametrize("after_seconds", [1, 40])
def test_a_crash_around_the_reply_never_doubles_it(
    chat: Chat, world: World, after_seconds: int
) -> None:
    chat.line.after = lambda _: _crash()
    chat.follows()
    with pytest.raises(SystemExit):
        chat.drain()
    chat.restart()
    chat.line.after = lambda _: None
    chat.clock.tick(after_seconds)
    world.send()
    chat.drain()
    world.send()
    assert len(chat.line.replies) == 1
    assert world.line.requests == []
    expected = BatchState.SENT if after_seconds < 30 else BatchState.UNCERTAIN
    assert batches() == [expected]


def _crash() -> None:
    raise SystemExit


def test_only_the_first_of_two_scenarios_has_the_reply(chat: Chat, world: World) -> None:
    world.scenario(step("second", text="もうひとつ", by="reply"))
    chat.follows()
    chat.drain()
    world.send()
    assert replied(chat) == ["花さん、ようこそ"]
    assert [entry.messages[0]["text"] for entry in world.line.entries] == ["もうひとつ"]


def test_a_word_may_start_a_walk_whose_first_step_is_the_reply(chat: Chat, world: World) -> None:
    world.scenario(
        step("coupon", text="どうぞ", by="reply"), start={"when": "keyword", "exact": ["クーポン"]}
    )
    chat.follows()
    chat.says("クーポン")
    chat.drain()
    assert replied(chat) == ["花さん、ようこそ", "どうぞ"]


@pytest.mark.parametrize(
    "steps",
    [
        [step("a"), step("b", by="reply")],
        [step("a", {"days": 1}, by="reply")],
    ],
)
def test_only_an_answer_can_be_a_reply(steps: list[dict[str, object]]) -> None:
    with pytest.raises(DocumentError) as refused:
        parse({"tobiishi": 1, "name": "x", "start": {"when": "friend_added"}, "steps": steps})
    assert [problem.code for problem in refused.value.problems] == ["reply_not_first"]
