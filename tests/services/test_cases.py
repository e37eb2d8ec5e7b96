"""What an owner decides about a failed or uncertain step, for one person or for all of them."""

from collections.abc import Sequence

import pytest

from admin_flows.ports.commands import (
    CountAsSent,
    DismissRing,
    GiveUpFailed,
    PauseScenario,
    RetryFailed,
    RetryParked,
    SkipFailed,
)
from bot.domain.outcomes import Outcome, Rejected, Unavailable
from bot.store import changes, labels, runaways, settings
from bot.store.db import rows
from bot.store.engine import KEY_SECONDS
from bot.store.models import EnrollmentState
from bot.store.settings import AccountHold
from tests.delivery.world import step
from tests.services.shop import EDITOR, VIEWER, Shop

REFUSED = Rejected("400 The request body has 1 error(s): bad", "messages[0].text")
Decision = type[RetryFailed | SkipFailed | CountAsSent | GiveUpFailed]


def _stuck(shop: Shop, outcome: Outcome = REFUSED) -> int:
    """花, 月 and 雪 stuck at the first of two steps; gives the batch."""
    shop.started(step("one"), step("two", {"hours": 2}), name="再来店")
    shop.follow("花", "月", "雪")
    shop.world.line.before = lambda _, __: outcome
    shop.send()
    if isinstance(outcome, Unavailable):
        shop.world.clock.tick(KEY_SECONDS + 3600)
        shop.send()
    shop.world.line.before = lambda _, __: None
    return shop.reads.inbox().rows[0].batch_id


def _id_of(shop: Shop, batch: int, name: str) -> int:
    people = shop.reads.stuck_people(batch, 0, 10)
    return next(person.enrollment_id for person in people if person.name == name)


def _waiting(shop: Shop, batch: int) -> list[str]:
    return [person.name for person in shop.reads.stuck_people(batch, 0, 10)]


def test_a_case_tells_what_to_whom_and_why(shop: Shop) -> None:
    batch = _stuck(shop)
    case = shop.reads.stuck(batch)
    assert case
    assert case.step
    assert (case.scenario, case.step_number, case.step.id) == ("再来店", "1", "one")
    assert (case.reason, case.message, case.people) == ("content", 1, 3)
    assert _waiting(shop, batch) == ["花", "月", "雪"]
    assert [one.name for one in shop.reads.stuck_people(batch, 1, 1)] == ["月"]
    assert shop.reads.stuck(batch + 1) is None
    assert shop.reads.stuck_people(batch + 1, 0, 10) == ()


def test_one_person_is_sent_it_again_and_the_others_wait(shop: Shop) -> None:
    batch = _stuck(shop)
    done = shop.do(RetryFailed(batch, _id_of(shop, batch, "月")), EDITOR)
    assert (done.people, done.left, done.later) == (1, 2, 0)
    shop.send()
    assert shop.world.texts("月") == ["one"]
    assert shop.world.texts("花") == shop.world.texts("雪") == []
    assert _waiting(shop, batch) == ["花", "雪"]


def test_one_person_goes_on_without_it(shop: Shop) -> None:
    batch = _stuck(shop)
    assert shop.do(SkipFailed(batch, _id_of(shop, batch, "雪"))).left == 2
    shop.move(hours=2)
    shop.send()
    assert shop.world.texts("雪") == ["two"]
    assert shop.world.texts("花") == []


def test_one_person_is_taken_out_and_gets_nothing_more(shop: Shop) -> None:
    batch = _stuck(shop)
    shop.do(GiveUpFailed(batch, _id_of(shop, batch, "花")))
    shop.do(RetryFailed(batch))
    shop.send()
    shop.move(hours=2)
    shop.send()
    assert shop.world.texts("花") == []
    assert shop.world.texts("月") == ["one", "two"]
    assert [row["state"] for row in shop.enrollments()].count(EnrollmentState.STOPPED) == 1


def test_all_of_them_are_taken_out(shop: Shop) -> None:
    batch = _stuck(shop)
    assert shop.do(GiveUpFailed(batch)).people == 3
    assert {row["state"] for row in shop.enrollments()} == {EnrollmentState.STOPPED}
    assert shop.reads.inbox().rows == ()
    assert shop.reads.home().inbox == 0


def test_one_of_an_uncertain_batch_is_counted_as_sent(shop: Shop) -> None:
    batch = _stuck(shop, Unavailable("timeout"))
    scenario_id = shop.reads.inbox().rows[0].scenario_id
    shop.do(CountAsSent(batch, _id_of(shop, batch, "月")))
    assert shop.reads.results(scenario_id).sent == {"one": 1}
    shop.do(GiveUpFailed(batch, _id_of(shop, batch, "花")))
    shop.do(CountAsSent(batch))
    assert shop.reads.results(scenario_id).sent == {"one": 2}
    shop.send()
    assert shop.world.texts("月") == shop.world.texts("雪") == ["two"]
    assert shop.world.texts("花") == []


def test_an_uncertain_one_sent_again_is_counted_once(shop: Shop) -> None:
    batch = _stuck(shop, Unavailable("timeout"))
    scenario_id = shop.reads.inbox().rows[0].scenario_id
    shop.do(RetryFailed(batch))
    shop.send()
    assert shop.world.texts("花") == ["one"]
    assert shop.reads.results(scenario_id).sent == {"one": 3}


@pytest.mark.parametrize("decision", [RetryFailed, SkipFailed, CountAsSent, GiveUpFailed])
def test_whoever_decides_second_changes_nothing(shop: Shop, decision: Decision) -> None:
    batch = _stuck(shop, Unavailable("timeout"))
    one = _id_of(shop, batch, "花")
    shop.do(decision(batch, one))
    before = shop.enrollments()
    for other in (RetryFailed, SkipFailed, CountAsSent, GiveUpFailed):
        assert shop.refusal(other(batch, one)) == "no_such_batch"
    assert shop.enrollments() == before
    shop.do(decision(batch))
    assert shop.refusal(decision(batch)) == "no_such_batch"


@pytest.mark.parametrize("decision", [RetryFailed, SkipFailed, CountAsSent, GiveUpFailed])
def test_one_of_another_batch_is_not_meant(shop: Shop, decision: Decision) -> None:
    batch = _stuck(shop)
    assert shop.refusal(decision(batch, 4711)) == "no_such_batch"
    assert shop.refusal(decision(batch, 1), VIEWER) == "role"


def test_the_friends_own_card_leads_to_their_case(shop: Shop) -> None:
    batch = _stuck(shop)
    one = _id_of(shop, batch, "花")
    friend = shop.reads.friend(shop.follow("花")[0].id)
    assert friend
    assert (friend.walks[0].state, friend.walks[0].case) == ("stuck", (batch, one))
    shop.do(SkipFailed(batch, one))
    friend = shop.reads.friend(friend.id)
    assert friend
    assert (friend.walks[0].state, friend.walks[0].case) == ("inside", None)


class TestRefusedOneByOne:
    """LINE names each recipient that it dislikes: each ends in a batch of its own."""

    @pytest.fixture
    def strangers(self, shop: Shop) -> int:
        """花 and 雪 are refused, 月 gets it. Gives the one case that they are."""
        shop.started(step("one"), step("two", {"hours": 2}), name="再来店")
        known = [shop.follow(name)[0].user_id for name in ("花", "月", "雪")]
        bad = {known[0], known[2]}

        def refuse(_: int, to: Sequence[str]) -> Outcome | None:
            place = next((n for n, user in enumerate(to) if user in bad), None)
            if place is None:
                return None
            return Rejected("400 The property, to, is invalid", recipient=place)

        shop.world.line.before = refuse
        shop.send()
        shop.world.line.before = lambda _, __: None
        (case,) = shop.reads.inbox().rows
        assert (case.people, case.reason) == (2, "other")
        return case.batch_id

    def test_they_are_one_case_with_all_of_them(self, shop: Shop, strangers: int) -> None:
        assert rows("SELECT count(DISTINCT batch_id) FROM enrollment WHERE state = 6")[0][0] == 2
        assert shop.reads.home().inbox == 1
        assert _waiting(shop, strangers) == ["花", "雪"]
        assert shop.world.texts("月") == ["one"]

    def test_all_are_decided_at_once(self, shop: Shop, strangers: int) -> None:
        assert shop.do(RetryFailed(strangers)).people == 2
        shop.send()
        assert shop.world.texts("花") == shop.world.texts("雪") == ["one"]
        assert shop.reads.home().inbox == 0

    def test_one_is_decided_alone(self, shop: Shop, strangers: int) -> None:
        done = shop.do(GiveUpFailed(strangers, _id_of(shop, strangers, "雪")))
        assert (done.people, done.left) == (1, 1)
        assert [row.people for row in shop.reads.inbox().rows] == [1]
        assert shop.do(SkipFailed(shop.reads.inbox().rows[0].batch_id)).people == 1

    def test_what_fails_later_is_not_meant_by_an_older_card(
        self, shop: Shop, strangers: int
    ) -> None:
        shop.world.line.before = lambda _, __: Rejected(
            "400 The property, to, is invalid", recipient=0
        )
        shop.follow("星")
        shop.send()
        assert [row.people for row in shop.reads.inbox().rows] == [3]
        assert shop.do(SkipFailed(strangers)).people == 2
        assert [row.people for row in shop.reads.inbox().rows] == [1]


class TestSentAgainLater:
    """The answer says how many do not get it at once."""

    def test_who_is_held_themselves(self, shop: Shop) -> None:
        batch = _stuck(shop)
        shop.stop(shop.follow("花")[0])
        assert [one.held for one in shop.reads.stuck_people(batch, 0, 10)] == [True, False, False]
        done = shop.do(RetryFailed(batch))
        assert (done.people, done.later) == (3, 1)
        shop.send()
        assert shop.world.texts("花") == []

    def test_everybody_while_the_scenario_is_paused(self, shop: Shop) -> None:
        batch = _stuck(shop)
        shop.do(PauseScenario(shop.reads.inbox().rows[0].scenario_id))
        assert shop.do(RetryFailed(batch)).later == 3

    def test_everybody_while_line_takes_nothing(self, shop: Shop) -> None:
        batch = _stuck(shop)
        now = shop.world.clock.real()
        settings.set_account_hold(AccountHold("token", int(now), now + 300, "line"))
        assert shop.do(RetryFailed(batch)).later == 3


def test_a_scenario_that_lets_the_same_friend_in_again_and_again_is_a_case(shop: Shop) -> None:
    scenario = shop.started(step("a"), name="輪")
    now = int(shop.now().timestamp())
    runaways.refused(scenario, 2, now=now, forget_before=0)
    [ring] = shop.reads.inbox().rings
    assert (ring.scenario, ring.times) == ("輪", 2)
    assert (shop.reads.inbox().cases, shop.reads.home().inbox) == (1, 1)
    shop.do(DismissRing(scenario), EDITOR)
    assert shop.reads.inbox().cases == 0
    runaways.refused(scenario, 1, now=now, forget_before=0)
    shop.move(days=1, seconds=1)
    assert shop.reads.inbox().rings == ()


def test_a_change_that_was_left_aside_is_counted_and_tried_again(shop: Shop) -> None:
    [hana] = shop.follow("花")
    shop.started(step("a"), start={"when": "label_added", "label": "購入"})
    label = labels.ensure(["購入"], at=0)["購入"]
    labels.attach([hana.id], label, at=0)
    for _ in range(changes.TRIES):
        changes.failed(changes.oldest(10))
    parked = shop.reads.inbox().parked
    assert parked is not None
    assert (parked.number, shop.reads.home().inbox) == (1, 1)
    assert shop.do(RetryParked(parked.upto)).people == 1
    shop.world.react()
    shop.send()
    assert shop.world.texts("花") == ["a"]
    assert shop.reads.inbox().cases == 0


THREE = (step("one"), step("two", {"days": 2}), step("three", {"days": 5, "from": "one"}))


def _third_step(shop: Shop, decide: Decision, outcome: Outcome) -> float:
    """Hours from the second step to the third, which counts from the stuck one if it was sent."""
    shop.started(*THREE, name="再来店")
    shop.follow("花")
    shop.world.line.before = lambda _, __: outcome
    shop.send()
    if isinstance(outcome, Unavailable):
        shop.world.clock.tick(KEY_SECONDS + 3600)
        shop.send()
    shop.world.line.before = lambda _, __: None
    shop.do(decide(shop.reads.inbox().rows[0].batch_id))
    shop.move(days=2)
    shop.send()
    assert shop.world.texts("花")[-1] == "two"
    [(seconds,)] = rows("SELECT due_at - counted_at FROM enrollment")
    return float(seconds) / 3600


def test_what_failed_is_nothing_to_count_from(shop: Shop) -> None:
    assert _third_step(shop, SkipFailed, REFUSED) == 5 * 24


def test_what_was_left_out_as_uncertain_is_not_either(shop: Shop) -> None:
    assert _third_step(shop, SkipFailed, Unavailable("timeout")) == 5 * 24


def test_what_was_counted_as_sent_counts_from_when_it_left(shop: Shop) -> None:
    assert _third_step(shop, CountAsSent, Unavailable("timeout")) == 2 * 24
