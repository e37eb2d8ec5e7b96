"""What happens at the quota's end is set for all versions at once, without publishing."""

from typing import Literal

import pytest

from admin_flows.ports.commands import (
    DuplicateScenario,
    EndScenario,
    PublishDraft,
    SaveDraft,
    SetAtLimit,
)
from bot.store import quota
from bot.store.db import rows
from bot.store.models import EnrollmentState
from bot.store.quota import Quota
from tests.delivery.world import step
from tests.services.shop import EDITOR, Shop, document


def lanes() -> set[tuple[str, bool]]:
    return {
        (str(way), bool(urgent)) for way, urgent in rows("SELECT at_limit, urgent FROM step_queue")
    }


def used_up() -> None:
    for _ in range(2):
        quota.remember(Quota(200, 200, at=1.0))


@pytest.mark.parametrize(
    ("way", "state"), [("skip", EnrollmentState.DONE), ("end", EnrollmentState.STOPPED)]
)
def test_it_holds_at_once_for_those_inside(
    shop: Shop, way: Literal["skip", "end"], state: EnrollmentState
) -> None:
    used_up()
    scenario_id = shop.started(step("one"))
    shop.follow("花")
    shop.send()
    assert [row["state"] for row in shop.enrollments()] == [EnrollmentState.WAITING]
    shop.do(SetAtLimit(scenario_id, way, urgent=False))
    shop.send()
    assert [row["state"] for row in shop.enrollments()] == [state]


def test_older_versions_and_newer_ones_have_it(shop: Shop) -> None:
    scenario_id = shop.started(step("one"), at_limit="end")
    assert lanes() == {("end", False)}
    shop.do(SetAtLimit(scenario_id, "skip", urgent=True))
    revision = shop.write(
        scenario_id,
        shop.draft(scenario_id).document.model_copy(
            update={"steps": document(step("other")).steps}
        ),
    )
    assert shop.facts(scenario_id).changed
    shop.do(PublishDraft(scenario_id, revision))
    assert lanes() == {("skip", True)}
    assert len(rows("SELECT 1 FROM step_queue")) == 2
    running = shop.facts(scenario_id).document
    assert (running.at_limit, running.urgent) == ("skip", True)


def test_it_is_no_change_to_be_published_and_is_exported(shop: Shop) -> None:
    scenario_id = shop.started(step("one"))
    shop.do(SetAtLimit(scenario_id, "hold", urgent=True))
    assert not shop.facts(scenario_id).changed
    assert "urgent: true" in (shop.reads.as_yaml(scenario_id) or "")


def test_a_file_brings_its_own_and_a_copy_keeps_it(shop: Shop) -> None:
    scenario_id = shop.started(step("one"), at_limit="skip", urgent=True)
    copy = shop.do(DuplicateScenario(scenario_id, "写し")).scenario_id
    assert copy is not None
    copied = shop.draft(copy).document
    assert (copied.at_limit, copied.urgent) == ("skip", True)


def test_a_draft_that_was_open_meanwhile_does_not_undo_it(shop: Shop) -> None:
    scenario_id = shop.started(step("one"))
    before = shop.draft(scenario_id)
    shop.do(SetAtLimit(scenario_id, "skip", urgent=False))
    stale = SaveDraft(scenario_id, before.revision, before.document)
    assert shop.refusal(stale) == "draft_changed"
    assert lanes() == {("skip", False)}


def test_only_owners_and_nothing_that_has_ended(shop: Shop) -> None:
    scenario_id = shop.started(step("one"))
    command = SetAtLimit(scenario_id, "skip", urgent=True)
    assert shop.refusal(command, EDITOR) == "role"
    shop.do(EndScenario(scenario_id, "all"))
    assert shop.refusal(command) == "not_running"
