"""Another version is published for those inside, too."""

from typing import Any

from admin_flows.ports.commands import (
    PublishDraft,
    PublishVersion,
    RetryFailed,
    SaveDraft,
    Whom,
)
from bot.clock import epoch
from bot.delivery.moving import Mover
from bot.domain.outcomes import Rejected
from bot.domain.questions import answer_data
from bot.services.asking import AskService
from bot.services.housekeeping import Housekeeping
from bot.store import settings
from bot.store.db import atomic, rows
from bot.store.models import ScenarioState
from tests.delivery.ledger import Entry
from tests.delivery.world import step
from tests.services.shop import Shop, document, no_files

A, B, C = step("a"), step("b", {"days": 3}), step("c", {"days": 3})
NEW = step("new", {"days": 1})


def publish(shop: Shop, scenario: int, *steps: Any, whom: Whom = "everyone", **more: Any) -> None:
    draft = shop.draft(scenario)
    saved = document(*steps, **more)
    revision = shop.do(SaveDraft(scenario, draft.revision, saved)).revision or 0
    shop.do(PublishDraft(scenario, revision, whom))


def restore(shop: Shop, scenario: int, number: int) -> None:
    facts = shop.reads.scenario(scenario)
    assert facts is not None
    shop.do(PublishVersion(scenario, number, facts.version, "everyone"))


def mover(shop: Shop) -> Mover:
    return Mover(shop.world.clock, lambda: settings.account("Asia/Tokyo"))


def moves(shop: Shop) -> None:
    work = mover(shop)
    work.run(60, lambda: False)
    assert not work.is_due()


def days(shop: Shop, number: int) -> None:
    """Day by day at noon; what is due goes out."""
    for _ in range(number):
        shop.move(days=1)
        shop.send()


def through(shop: Shop, *names: str) -> dict[str, list[str]]:
    days(shop, 9)
    return {name: shop.world.texts(name) for name in names}


def people_at_each(shop: Shop, *names: str, day: int = 4) -> None:
    """The first has just come, the others some days before each other."""
    for name in reversed(names):
        days(shop, day)
        shop.follow(name)
        shop.send()


def test_who_waits_goes_on_in_the_new_version(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花", "太郎")
    publish(shop, scenario, A, NEW, B, C)
    moves(shop)
    assert rows("SELECT DISTINCT version_id FROM enrollment") == [(2,)]
    assert through(shop, "花", "太郎") == {"花": ["a", "b", "c"], "太郎": ["a", "b", "c"]}


def test_an_inserted_step_comes_to_those_before_it(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花", "太郎")
    publish(shop, scenario, A, B, NEW, C)
    assert through(shop, "花", "太郎") == {"花": ["a", "b", "new", "c"], "太郎": ["a", "b", "c"]}


def test_for_newcomers_only_nobody_moves(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花")
    publish(shop, scenario, A, C, whom="newcomers")
    assert not mover(shop).is_due()
    shop.follow("太郎")
    assert through(shop, "花", "太郎") == {"花": ["a", "b", "c"], "太郎": ["a", "c"]}


def test_who_waits_for_a_removed_step_goes_on_with_the_next(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花", "太郎")
    publish(shop, scenario, A, C)
    assert through(shop, "花", "太郎") == {"花": ["a", "c"], "太郎": ["a", "b", "c"]}


def test_nothing_is_left_for_who_waited_for_the_last_step(shop: Shop) -> None:
    scenario = shop.started(A, B)
    people_at_each(shop, "花")
    publish(shop, scenario, A)
    moves(shop)
    facts = shop.reads.scenario(scenario)
    assert facts is not None and (facts.inside, facts.finished) == (0, 1)
    assert shop.world.texts() == ["a"]


def test_a_changed_wait_counts_from_the_sending_before_it(shop: Shop) -> None:
    scenario = shop.started(A, step("b", {"days": 10, "at": "10:00"}))
    shop.follow("花")
    shop.send()
    days(shop, 2)
    publish(shop, scenario, A, step("b", {"days": 4, "at": "12:00"}))
    moves(shop)
    [(due,)] = rows("SELECT due_at FROM enrollment")
    assert due == epoch(shop.now()) + 2 * 86_400


def test_what_the_old_version_claimed_is_not_sent_any_more(shop: Shop) -> None:
    """It was published between the claim and the last look before sending."""
    scenario = shop.started(A, B, C)
    shop.follow("花")
    shop.send()
    shop.move(days=3)

    acts = [lambda: publish(shop, scenario, A, C)]

    def checkpoint(here: str) -> None:
        if here == "claimed" and acts:
            acts.pop()()

    shop.world.checkpoint = checkpoint
    shop.send()
    assert shop.world.texts() == ["a", "c"]
    assert rows("SELECT state FROM batch ORDER BY id") == [(2,), (5,), (2,)]
    assert rows("SELECT reserved FROM quota") == [(0,)]


def test_who_is_due_in_the_old_version_is_moved_by_the_claim(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花", "太郎")
    shop.move(days=3)
    publish(shop, scenario, A, step("b", {"days": 3}, text="B!"), C)
    shop.send()
    assert shop.world.texts() == ["a", "B!"]
    [(version,), (other,)] = rows("SELECT version_id FROM enrollment ORDER BY due_at DESC")
    assert (version, other) == (2, 2)


def test_who_is_just_being_sent_a_step_gets_what_was_inserted_behind_it(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    shop.follow("花")

    def edits(_: Entry) -> None:
        shop.world.line.on_request = None
        publish(shop, scenario, A, NEW, B, C)
        shop.move(seconds=2)

    shop.world.line.on_request = edits
    shop.send()
    assert through(shop, "花") == {"花": ["a", "new", "b", "c"]}


def test_nobody_gets_a_step_twice_when_steps_change_their_places(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花", "太郎")
    publish(shop, scenario, C, A, B)
    shop.follow("次郎")
    got = through(shop, "花", "太郎", "次郎")
    assert got == {"花": ["a", "b"], "太郎": ["a", "b", "c"], "次郎": ["c", "a", "b"]}


def test_an_undone_change_brings_nothing_twice_and_loses_nobody(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花", "太郎")
    publish(shop, scenario, A, NEW, C)
    moves(shop)
    restore(shop, scenario, 1)
    shop.follow("次郎")
    got = through(shop, "花", "太郎", "次郎")
    assert got == {name: ["a", "b", "c"] for name in got}


def test_an_undo_before_anybody_was_moved_changes_nothing(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花")
    publish(shop, scenario, A, C)
    restore(shop, scenario, 1)
    assert through(shop, "花") == {"花": ["a", "b", "c"]}


def test_who_cannot_be_sent_anything_now_goes_on_there_later(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    (friend,) = shop.follow("花")
    shop.send()
    shop.block(friend)
    publish(shop, scenario, A, C)
    moves(shop)
    shop.move(days=1)
    shop.follow("花")
    assert through(shop, "花") == {"花": ["a", "c"]}


def test_a_paused_scenarios_people_move_too_and_wait(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花")
    shop.world.set_state(scenario, ScenarioState.PAUSED)
    publish(shop, scenario, A, C)
    moves(shop)
    assert through(shop, "花") == {"花": ["a"]}
    shop.world.set_state(scenario, ScenarioState.RUNNING)
    assert through(shop, "花") == {"花": ["a", "c"]}


def test_walks_without_what_the_new_steps_need_stay(shop: Shop) -> None:
    start = {"when": "api", "event": "e", "carries": {"n": "text"}}
    scenario = shop.started(A, B)
    people_at_each(shop, "花")
    publish(shop, scenario, A, NEW, B, start=start, per="n")
    assert not mover(shop).is_due()
    assert through(shop, "花") == {"花": ["a", "b"]}


def test_waits_that_name_a_step_know_when_the_old_version_sent_it(shop: Shop) -> None:
    scenario = shop.started(A, B, step("c", {"days": 6, "from": "b"}))
    people_at_each(shop, "花", "太郎")
    late = step("c", {"days": 7, "from": "b"})
    publish(shop, scenario, NEW, A, B, late)
    moves(shop)
    [(due,)] = rows("SELECT due_at FROM enrollment WHERE step = 3")
    [(sent,)] = rows("SELECT settled_at FROM batch WHERE version_id = 1 AND step = 1")
    assert due == sent + 7 * 86_400


def test_an_answer_to_a_question_of_the_old_version_still_counts(shop: Shop) -> None:
    ask = {"id": "q", "ask": {"text": "?", "choices": ["和", "洋"], "label": True}}
    scenario = shop.started(ask, B)
    (friend,) = shop.follow("花")
    shop.send()
    publish(shop, scenario, ask, NEW, B)
    moves(shop)
    asking = AskService(shop.world.clock, lambda: settings.account("Asia/Tokyo"))
    with atomic():
        asking.tapped(friend, answer_data(1, "q", "0"), {})
    assert rows("SELECT text FROM answer") == [("和",)]
    days(shop, 6)
    assert [entry.messages[0].get("text") for entry in shop.world.line.entries[1:]] == ["new", "b"]


def test_a_step_that_is_put_in_again_finds_those_who_waited_for_it(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花", "太郎")
    before = rows("SELECT step, due_at FROM enrollment ORDER BY id")
    publish(shop, scenario, A, C)
    moves(shop)
    restore(shop, scenario, 1)
    moves(shop)
    assert rows("SELECT step, due_at FROM enrollment ORDER BY id") == before
    shop.follow("次郎")
    got = through(shop, "花", "太郎", "次郎")
    assert got == {name: ["a", "b", "c"] for name in got}


def test_also_after_other_changes_and_those_who_had_come_to_the_end(shop: Shop) -> None:
    scenario = shop.started(A, B)
    people_at_each(shop, "花")
    publish(shop, scenario, A)
    moves(shop)
    facts = shop.reads.scenario(scenario)
    assert facts is not None and (facts.inside, facts.finished) == (0, 1)
    publish(shop, scenario, step("a", text="A!"))
    moves(shop)
    restore(shop, scenario, 1)
    moves(shop)
    facts = shop.reads.scenario(scenario)
    assert facts is not None and (facts.inside, facts.finished) == (1, 0)
    assert through(shop, "花") == {"花": ["a", "b"]}
    assert rows("SELECT * FROM displaced") == []


def test_who_was_sent_something_meanwhile_or_entered_anew_does_not_go_back(shop: Shop) -> None:
    scenario = shop.started(A, B, C, reentry="always")
    people_at_each(shop, "花")
    publish(shop, scenario, A, C)
    days(shop, 4)
    restore(shop, scenario, 1)
    assert through(shop, "花") == {"花": ["a", "c"]}


def test_where_a_walk_stood_is_forgotten_once_it_went_on(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花")
    publish(shop, scenario, A, C)
    moves(shop)
    Housekeeping(shop.inbox, shop.world.clock, no_files).run_if_due()
    assert rows("SELECT count(*) FROM displaced") == [(1,)]
    days(shop, 4)
    Housekeeping(shop.inbox, shop.world.clock, no_files).run_if_due()
    assert rows("SELECT count(*) FROM displaced") == [(0,)]


def test_who_stopped_since_does_not_come_back_from_the_end(shop: Shop) -> None:
    scenario = shop.started(A, B)
    (friend,) = shop.follow("花")
    shop.send()
    publish(shop, scenario, A)
    moves(shop)
    shop.block(friend)
    restore(shop, scenario, 1)
    moves(shop)
    assert rows("SELECT state FROM enrollment") == [(4,)]
    assert rows("SELECT * FROM displaced") == []


def test_a_step_that_somebody_had_is_not_sent_again_when_it_is_put_in_again(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    people_at_each(shop, "花")
    publish(shop, scenario, C, A, B)
    moves(shop)
    publish(shop, scenario, A, C)
    moves(shop)
    restore(shop, scenario, 1)
    got = through(shop, "花")
    assert sorted(got["花"]) == sorted(set(got["花"]))


def test_held_walks_move_too(shop: Shop) -> None:
    """Who is answered by hand or has blocked stands where everybody stands."""
    scenario = shop.started(A, B, C)
    (friend,) = shop.follow("花")
    shop.send()
    shop.block(friend)
    publish(shop, scenario, A, NEW, C)
    moves(shop)
    assert rows("SELECT version_id, step, state FROM enrollment") == [(2, 1, 3)]
    restore(shop, scenario, 1)
    moves(shop)
    assert rows("SELECT version_id, step, state FROM enrollment") == [(3, 1, 3)]


def test_who_stopped_has_stopped_whatever_is_taken_out(shop: Shop) -> None:
    scenario = shop.started(A, B)
    (friend,) = shop.follow("花")
    shop.send()
    shop.block(friend)
    publish(shop, scenario, A)
    moves(shop)
    facts = shop.reads.scenario(scenario)
    assert facts is not None and (facts.finished, facts.blocked) == (0, 1)
    shop.move(days=1)
    shop.follow("花")
    moves(shop)
    facts = shop.reads.scenario(scenario)
    assert facts is not None and (facts.finished, facts.blocked) == (1, 0)


def test_a_stuck_walk_stands_for_its_message_and_moves_when_that_is_decided(shop: Shop) -> None:
    scenario = shop.started(A, B, C)
    shop.follow("花")
    shop.send()
    shop.world.line.before = lambda _, __: Rejected("400", "bad")
    days(shop, 3)
    shop.world.line.before = lambda _, __: None
    publish(shop, scenario, A, step("b", {"days": 3}, text="B!"), C)
    moves(shop)
    [case] = shop.reads.inbox().rows
    shop.do(RetryFailed(case.batch_id))
    assert through(shop, "花") == {"花": ["a", "B!", "c"]}
