"""Starting, publishing, pausing, resuming, ending and deleting scenarios with people inside."""

import pytest

from admin_flows.ports import Command
from admin_flows.ports.commands import (
    DeleteScenario,
    EndScenario,
    PauseScenario,
    PublishDraft,
    ResumeAll,
    ResumeScenario,
    StartScenario,
    StopAll,
)
from bot.domain.errors import Refused
from bot.services.owner.halting import PEOPLE_COUNTED
from bot.store.db import rows
from bot.store.models import EnrollmentState
from tests.delivery.world import step
from tests.services.shop import EDITOR, OWNER, VIEWER, Shop, actor, document


def test_a_started_scenario_sends(shop: Shop) -> None:
    scenario_id = shop.create()
    revision = shop.write(scenario_id, document())
    done = shop.do(StartScenario(scenario_id, revision))
    facts = shop.facts(scenario_id)
    assert (done.version, facts.state, facts.version, facts.version_by) == (1, "running", 1, "森")
    assert not facts.changed
    shop.follow("花")
    shop.send()
    assert shop.world.texts("花") == ["welcome"]


def test_an_unfinished_draft_is_not_started(shop: Shop) -> None:
    scenario_id = shop.create()
    empty = {"id": "empty", "wait": 0}
    revision = shop.write(scenario_id, document(empty, start=[]))
    with pytest.raises(Refused) as refused:
        shop.do(StartScenario(scenario_id, revision))
    assert refused.value.problem.code == "not_ready"
    assert refused.value.problem.values["errors"] == 2
    assert shop.facts(scenario_id).state == "draft"
    # Nothing of the try is left: the same revision can be saved and started.
    assert shop.draft(scenario_id).revision == revision


def test_what_changed_since_the_check_is_not_started(shop: Shop) -> None:
    scenario_id = shop.create()
    seen = shop.write(scenario_id, document())
    shop.write(scenario_id, document(step("other")), EDITOR)
    assert shop.refusal(StartScenario(scenario_id, seen)) == "draft_changed"


def test_a_second_start_is_refused(shop: Shop) -> None:
    scenario_id = shop.started()
    again = StartScenario(scenario_id, shop.draft(scenario_id).revision)
    assert shop.refusal(again) == "already_running"


def test_a_new_version_is_for_newcomers_only(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome"), step("old", {"days": 1}))
    shop.follow("花")
    shop.send()
    revision = shop.write(scenario_id, document(step("welcome"), step("new", {"days": 1})))
    assert shop.facts(scenario_id).changed
    done = shop.do(PublishDraft(scenario_id, revision))
    assert (done.version, done.people) == (2, 1)
    shop.follow("月")
    shop.send()
    shop.move(days=1)
    shop.send()
    assert shop.world.texts("花") == ["welcome", "old"]
    assert shop.world.texts("月") == ["welcome", "new"]


def test_a_pause_says_who_waits_and_a_resume_lets_them_go(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome", {"hours": 1}))
    shop.follow("花", "月")
    paused = shop.do(PauseScenario(scenario_id), EDITOR)
    assert (paused.people, paused.at) == (2, shop.now())
    shop.move(hours=2)
    shop.send()
    assert shop.world.texts("花") == []
    facts = shop.facts(scenario_id)
    assert (facts.state, facts.overdue, facts.paused_at) == ("paused", 2, paused.at)
    resumed = shop.do(ResumeScenario(scenario_id), EDITOR)
    assert resumed.people == 2
    shop.send()
    assert shop.world.texts("花") == shop.world.texts("月") == ["welcome"]


def test_a_second_pause_keeps_the_first_time(shop: Shop) -> None:
    scenario_id = shop.started()
    first = shop.do(PauseScenario(scenario_id))
    shop.move(minutes=5)
    assert shop.do(PauseScenario(scenario_id)).at == first.at


def test_skipping_passes_every_missed_step_and_counts_from_when_it_was_due(shop: Shop) -> None:
    scenario_id = shop.started(
        step("one", {"days": 1, "at": "12:00"}),
        step("two", {"days": 1, "at": "12:00"}),
        step("three", {"days": 1, "at": "12:00"}),
    )
    shop.follow("花")
    shop.do(PauseScenario(scenario_id))
    shop.move(days=2, hours=1)
    skipped = shop.do(ResumeScenario(scenario_id, "skip"))
    assert skipped.people == 1
    shop.send()
    shop.lead_on()
    shop.send()
    assert shop.world.texts("花") == []
    shop.move(hours=23)
    shop.send()
    assert shop.world.texts("花") == ["three"]


def test_skipping_finishes_those_whose_last_step_went_by(shop: Shop) -> None:
    scenario_id = shop.started(step("only", {"hours": 1}))
    shop.follow("花", "月")
    shop.do(PauseScenario(scenario_id))
    shop.move(hours=2)
    shop.follow("星")
    assert shop.do(ResumeScenario(scenario_id, "skip")).people == 2
    shop.lead_on()
    states = [row["state"] for row in shop.enrollments()]
    assert states == [EnrollmentState.DONE, EnrollmentState.DONE, EnrollmentState.WAITING]
    shop.send()
    assert shop.world.line.entries == []


def test_skipping_leaves_a_friends_own_stop_alone(shop: Shop) -> None:
    scenario_id = shop.started(step("one", {"hours": 1}), step("two", {"days": 9}))
    friend, _ = shop.follow("花", "月")
    shop.stop(friend)
    shop.do(PauseScenario(scenario_id))
    shop.move(hours=2)
    assert shop.do(ResumeScenario(scenario_id, "skip")).people == 1
    shop.lead_on()
    assert [row["step"] for row in shop.enrollments()] == [0, 1]


def test_many_are_skipped_in_slices(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.skipping.SLICE", 2)
    scenario_id = shop.started(step("one", {"hours": 1}), step("two", {"days": 9}))
    shop.follow(*"春夏秋冬花")
    shop.do(PauseScenario(scenario_id))
    shop.move(hours=2)
    assert shop.do(ResumeScenario(scenario_id, "skip")).people == 5
    assert [row["step"] for row in shop.enrollments()] == [0] * 5
    shop.lead_on()
    assert [row["step"] for row in shop.enrollments()] == [1] * 5


def test_closed_to_newcomers_goes_on_for_who_is_inside_and_then_is_ended(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome", {"hours": 1}))
    shop.follow("花")
    assert shop.do(EndScenario(scenario_id, "close")).people == 1
    shop.follow("月")
    assert shop.facts(scenario_id).state == "running"
    assert shop.refusal(DeleteScenario(scenario_id)) == "still_running"
    shop.move(hours=1)
    shop.send()
    assert shop.world.texts("花") == ["welcome"]
    assert shop.world.texts("月") == []
    assert shop.facts(scenario_id).state == "ended"
    shop.do(DeleteScenario(scenario_id))


def test_ended_for_all_nobody_gets_anything_more(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome", {"hours": 1}))
    shop.follow("花", "月")
    assert shop.do(EndScenario(scenario_id, "all")).people == 2
    shop.move(hours=2)
    shop.send()
    facts = shop.facts(scenario_id)
    assert shop.world.line.entries == []
    assert (facts.state, facts.inside, facts.stopped) == ("ended", 0, 2)


@pytest.mark.parametrize("ended", [False, True])
def test_a_paused_scenario_can_be_ended_and_what_is_ended_not_resumed(
    shop: Shop, ended: bool
) -> None:
    scenario_id = shop.started()
    shop.do(PauseScenario(scenario_id))
    if ended:
        shop.do(EndScenario(scenario_id, "all"))
        assert shop.refusal(ResumeScenario(scenario_id)) == "not_running"
        assert shop.refusal(PauseScenario(scenario_id)) == "not_running"
    else:
        shop.do(ResumeScenario(scenario_id))
        assert shop.refusal(ResumeScenario(scenario_id)) == "already_running"


def test_a_draft_can_neither_be_paused_nor_ended_but_deleted(shop: Shop) -> None:
    scenario_id = shop.create()
    for command in (PauseScenario(scenario_id), EndScenario(scenario_id, "all")):
        assert shop.refusal(command) == "not_running"
    shop.do(DeleteScenario(scenario_id))
    assert shop.reads.scenarios() == ()


def test_a_running_scenario_is_not_deleted(shop: Shop) -> None:
    scenario_id = shop.started()
    shop.follow("花")
    assert shop.refusal(DeleteScenario(scenario_id)) == "still_running"


# Everything at once


def test_stop_all_stops_everything_and_a_resume_sends_in_turn(shop: Shop) -> None:
    shop.started(step("welcome", {"hours": 1}))
    shop.follow("花", "月")
    stopped = shop.do(StopAll(), EDITOR)
    assert (stopped.at, stopped.people) == (shop.now(), 2)
    shop.move(hours=2)
    shop.send()
    assert shop.world.line.entries == []
    home = shop.reads.home()
    assert home.stop_all
    assert home.stop_all.by == "佐藤"
    assert shop.do(ResumeAll()).people == 2
    assert shop.reads.home().stop_all is None
    shop.send()
    assert shop.world.texts("花") == ["welcome"]


def test_a_stop_counts_a_crowd_no_further_than_it_has_to(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome", {"hours": 1}))
    shop.follow("花")
    few = shop.do(StopAll())
    assert (few.people, few.or_more) == (1, False)
    rows(
        "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id, walk_key,"
        " version_id, step, visit, state, hold, ended) SELECT e.due_at, 0, 0, 100 + n.n, :scenario,"
        " '', e.version_id, 0, 0, 1, 0, 0 FROM enrollment e JOIN (WITH RECURSIVE c(n) AS"
        " (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :more) SELECT n FROM c) n ON true"
        " RETURNING id",
        {"scenario": scenario_id, "more": PEOPLE_COUNTED},
    )
    many = shop.do(StopAll())
    assert (many.people, many.or_more) == (PEOPLE_COUNTED, True)


def test_a_second_stop_keeps_the_first_ones_time_and_name(shop: Shop) -> None:
    first = shop.do(StopAll(), EDITOR)
    shop.move(minutes=5)
    assert shop.do(StopAll()).at == first.at
    home = shop.reads.home()
    assert home.stop_all
    assert home.stop_all.by == "佐藤"


def test_who_stopped_may_resume_for_ten_minutes(shop: Shop) -> None:
    shop.do(StopAll(), EDITOR)
    assert shop.refusal(ResumeAll(), actor("editor", "林")) == "role"
    shop.move(minutes=10)
    shop.do(ResumeAll(), EDITOR)
    shop.do(StopAll(), EDITOR)
    shop.move(minutes=10, seconds=1)
    assert shop.refusal(ResumeAll(), EDITOR) == "role"
    shop.do(ResumeAll(), OWNER)


def test_an_editor_resumes_nothing_that_was_not_stopped(shop: Shop) -> None:
    assert shop.refusal(ResumeAll("skip"), EDITOR) == "role"


def test_the_overdue_can_still_be_skipped_after_the_resume(shop: Shop) -> None:
    shop.started(step("one", {"hours": 1}), step("two", {"days": 9}))
    shop.follow("花")
    shop.do(StopAll())
    shop.move(hours=2)
    shop.do(ResumeAll())
    assert shop.do(ResumeAll("skip")).people == 1
    shop.send()
    assert shop.world.line.entries == []
    shop.lead_on()
    assert [row["step"] for row in shop.enrollments()] == [1]


# Who may


def test_editors_pause_and_resume_only_owners_start_publish_end_and_delete(shop: Shop) -> None:
    scenario_id = shop.started()
    revision = shop.write(scenario_id, document(step("new")), EDITOR)
    owners: list[Command] = [
        StartScenario(scenario_id, revision),
        PublishDraft(scenario_id, revision),
        EndScenario(scenario_id, "close"),
        EndScenario(scenario_id, "all"),
        DeleteScenario(scenario_id),
    ]
    assert {shop.refusal(command, EDITOR) for command in owners} == {"role"}
    shop.do(PauseScenario(scenario_id), EDITOR)
    shop.do(ResumeScenario(scenario_id), EDITOR)


def test_viewers_run_nothing(shop: Shop) -> None:
    scenario_id = shop.started()
    commands: list[Command] = [
        PauseScenario(scenario_id),
        ResumeScenario(scenario_id),
        StopAll(),
        ResumeAll(),
    ]
    assert {shop.refusal(command, VIEWER) for command in commands} == {"role"}
    assert shop.facts(scenario_id).state == "running"
