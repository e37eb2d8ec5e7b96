"""Groups and settings from the owner's own chat, and what is done about failures."""

from datetime import time

import pytest

from admin_flows.ports import Command
from admin_flows.ports.commands import (
    CountAsSent,
    LinkGroup,
    RetryFailed,
    SetLanguage,
    SetQuiet,
    SkipFailed,
    UnlinkGroup,
)
from bot.domain.outcomes import Outcome, Rejected, Unavailable
from bot.domain.schedule import Quiet
from bot.store import groups, people
from bot.store.engine import KEY_SECONDS
from bot.store.models import EnrollmentState
from tests.delivery.world import step
from tests.services.shop import EDITOR, OWNER, VIEWER, Shop


def _group(shop: Shop) -> int:
    return groups.joined("C1", name="キッチン", members=5, code="4821", at=1).id


def test_a_group_is_linked_and_unlinked_by_an_owner(shop: Shop) -> None:
    number = _group(shop)
    assert [group.linked_at for group in shop.reads.groups()] == [None]
    assert shop.do(LinkGroup(number)).people == 5
    (group,) = shop.reads.groups()
    assert (group.name, group.people, group.linked_at) == ("キッチン", 5, shop.now())
    assert group.linked_by == "森"
    shop.do(UnlinkGroup(number))
    assert [group.linked_at for group in shop.reads.groups()] == [None]


def test_nobody_else_links_groups_or_changes_settings(shop: Shop) -> None:
    number = _group(shop)
    commands: list[Command] = [LinkGroup(number), UnlinkGroup(number), SetQuiet(None)]
    for command in commands:
        assert shop.refusal(command, EDITOR) == shop.refusal(command, VIEWER) == "role"
    assert shop.reads.settings().quiet is not None


def test_a_group_we_left_cannot_be_linked(shop: Shop) -> None:
    number = _group(shop)
    groups.left(number, at=2)
    assert shop.refusal(LinkGroup(number)) == "no_such_group"
    assert shop.reads.groups() == ()


def test_quiet_hours_are_set_and_taken_away(shop: Shop) -> None:
    shop.do(SetQuiet(Quiet(time(22), time(7))))
    assert shop.reads.settings().quiet == Quiet(time(22), time(7))
    shop.do(SetQuiet(None))
    assert shop.reads.settings().calendar.quiet is None


def test_everybody_chooses_the_language_of_their_own_cards(shop: Shop) -> None:
    people.add_member(VIEWER.user_id, "viewer", name="田中", at=1)
    shop.do(SetLanguage("en"), VIEWER)
    person = people.member(VIEWER.user_id)
    assert person
    assert person.lang == "en"


# Failures


def _failed(shop: Shop, outcome: Outcome = Rejected("Invalid image url", "messages[0]")) -> int:
    """Two people stuck at the first of two steps; gives the scenario."""
    scenario_id = shop.started(step("one"), step("two", {"hours": 2}), name="再来店")
    shop.follow("花", "月")
    shop.world.line.before = lambda _, __: outcome
    shop.send()
    shop.world.line.before = lambda _, __: None
    return scenario_id


def _batch(shop: Shop) -> int:
    return shop.reads.inbox().rows[0].batch_id


def test_a_failure_is_shown_with_reason_and_place(shop: Shop) -> None:
    scenario_id = _failed(shop)
    facts = shop.reads.inbox()
    (row,) = facts.rows
    assert (row.kind, row.scenario, row.step_number, row.people) == ("failed", "再来店", "1", 2)
    assert (row.reason, row.message) == ("picture", 1)
    assert (facts.cases, shop.reads.home().inbox) == (1, 1)
    assert shop.reads.results(scenario_id).failed == {"one": 2}


def test_who_cannot_be_reached_is_another_reason(shop: Shop) -> None:
    _failed(shop, Rejected("The property, 'to', in the request body is invalid"))
    assert shop.reads.inbox().rows[0].reason == "unknown_friend"


def test_a_failed_step_is_sent_again_when_an_owner_says_so(shop: Shop) -> None:
    _failed(shop)
    batch = _batch(shop)
    assert shop.do(RetryFailed(batch), EDITOR).people == 2
    assert shop.reads.inbox().rows == ()
    shop.send()
    assert shop.world.texts("花") == shop.world.texts("月") == ["one"]
    assert shop.refusal(RetryFailed(batch)) == "no_such_batch"


def test_sent_again_to_who_stopped_meanwhile_it_waits(shop: Shop) -> None:
    _failed(shop)
    shop.stop(shop.follow("花")[0])
    shop.do(RetryFailed(_batch(shop)))
    shop.send()
    assert shop.world.texts("花") == []
    assert shop.world.texts("月") == ["one"]


def test_a_skipped_failure_goes_on_with_the_next_step_from_when_it_was_due(shop: Shop) -> None:
    _failed(shop)
    shop.move(hours=1)
    assert shop.do(SkipFailed(_batch(shop))).people == 2
    shop.move(hours=1)
    shop.send()
    assert shop.world.texts("花") == ["two"]


def test_what_line_refused_cannot_be_counted_as_sent(shop: Shop) -> None:
    _failed(shop)
    batch = _batch(shop)
    assert shop.refusal(CountAsSent(batch)) == "surely_failed"
    assert shop.reads.inbox().rows[0].batch_id == batch


def test_an_uncertain_message_can_be_counted_as_sent(shop: Shop) -> None:
    scenario_id = _failed(shop, Unavailable("timeout"))
    shop.world.clock.tick(KEY_SECONDS + 3600)
    shop.send()
    (row,) = shop.reads.inbox().rows
    assert (row.kind, row.reason, row.people) == ("uncertain", "unavailable", 2)
    assert shop.reads.results(scenario_id).sent == {}
    assert shop.do(CountAsSent(row.batch_id)).people == 2
    assert shop.reads.results(scenario_id).sent == {"one": 2}
    assert shop.reads.inbox().rows == ()
    shop.send()
    assert shop.world.texts("花") == ["two"]


def test_the_last_steps_failure_skipped_finishes_the_walk(shop: Shop) -> None:
    shop.started(step("only"))
    shop.follow("花")
    shop.world.line.before = lambda _, __: Rejected("no")
    shop.send()
    shop.do(SkipFailed(_batch(shop)))
    assert [row["state"] for row in shop.enrollments()] == [EnrollmentState.DONE]


@pytest.mark.parametrize("command", [RetryFailed, SkipFailed, CountAsSent])
def test_failures_are_not_for_viewers(
    shop: Shop, command: type[RetryFailed | SkipFailed | CountAsSent]
) -> None:
    assert shop.refusal(command(1), VIEWER) == "role"
    assert shop.refusal(command(4711), OWNER) == "no_such_batch"
