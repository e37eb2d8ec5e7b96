"""Writing scenarios: created, saved by two people, copied, renamed, thrown away."""

import json

import pytest

from admin_flows.ports import Command
from admin_flows.ports.commands import (
    CreateScenario,
    DeleteScenario,
    DiscardDraft,
    DuplicateScenario,
    PublishDraft,
    RenameScenario,
    SaveDraft,
    TakeDraft,
)
from bot.domain.document import dump
from bot.domain.yaml import load_yaml
from tests.delivery.world import step
from tests.services.shop import EDITOR, OWNER, VIEWER, Shop, document


def test_a_new_scenario_is_an_empty_draft(shop: Shop) -> None:
    scenario_id = shop.create("週替わり")
    facts, draft = shop.facts(scenario_id), shop.draft(scenario_id)
    assert (facts.state, facts.version, facts.changed) == ("draft", 0, False)
    assert draft.document.name == "週替わり"
    assert (draft.editor, draft.editor_user_id) == ("森", OWNER.user_id)
    assert draft.edited_at == shop.now()


def test_a_name_that_is_too_long_is_refused_with_its_limit(shop: Shop) -> None:
    assert shop.refusal(CreateScenario("あ" * 31)) == "too_long"
    assert shop.reads.scenarios() == ()


def test_saving_counts_the_revision_up(shop: Shop) -> None:
    scenario_id = shop.create()
    before = shop.draft(scenario_id)
    saved = shop.do(SaveDraft(scenario_id, before.revision, document(), "coupon"))
    after = shop.draft(scenario_id)
    assert saved.revision == after.revision == before.revision + 1
    assert after.document == document()
    assert after.step_id == "coupon"


def test_of_two_who_save_at_once_the_second_is_refused_and_told_who(shop: Shop) -> None:
    scenario_id = shop.create()
    revision = shop.draft(scenario_id).revision
    shop.do(SaveDraft(scenario_id, revision, document(step("mine"))), EDITOR)
    with pytest.raises(Exception, match="佐藤 has changed this draft") as caught:
        shop.do(SaveDraft(scenario_id, revision, document(step("theirs"))))
    assert caught.value.problem.values["by"] == "佐藤"  # type: ignore[attr-defined]
    assert shop.draft(scenario_id).document == document(step("mine"))


def test_a_card_from_before_a_publication_cannot_save_over_what_was_published(shop: Shop) -> None:
    scenario_id = shop.started()
    old = shop.draft(scenario_id).revision
    newer = shop.write(scenario_id, document(step("new")), EDITOR)
    shop.do(PublishDraft(scenario_id, newer))
    assert shop.refusal(SaveDraft(scenario_id, old, document(step("old")))) == "draft_changed"


def test_taking_a_draft_refuses_the_others_next_save(shop: Shop) -> None:
    scenario_id = shop.create()
    theirs = shop.draft(scenario_id).revision
    taken = shop.do(TakeDraft(scenario_id), EDITOR)
    assert shop.draft(scenario_id).editor == "佐藤"
    assert shop.refusal(SaveDraft(scenario_id, theirs, document())) == "draft_changed"
    assert taken.revision is not None
    shop.do(SaveDraft(scenario_id, taken.revision, document()), EDITOR)


def test_discarding_goes_back_to_what_runs(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome"))
    shop.write(scenario_id, document(step("other")))
    assert shop.facts(scenario_id).changed
    shop.do(DiscardDraft(scenario_id))
    assert not shop.facts(scenario_id).changed
    assert [s.id for s in shop.draft(scenario_id).document.steps] == ["welcome"]


def test_discarding_what_never_ran_leaves_nothing_and_says_who_did_it(shop: Shop) -> None:
    scenario_id = shop.create("週替わり")
    shop.do(DiscardDraft(scenario_id), EDITOR)
    assert shop.reads.scenario(scenario_id) is None
    assert shop.reads.draft(scenario_id) is None
    deleted = shop.reads.deleted(scenario_id)
    assert deleted
    assert (deleted.name, deleted.by, deleted.at) == ("週替わり", "佐藤", shop.now())


def test_a_draft_like_what_runs_is_no_change(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome"))
    shop.write(scenario_id, document(step("welcome")))
    assert not shop.facts(scenario_id).changed
    assert shop.reads.home().drafts == ()
    assert shop.refusal(PublishDraft(scenario_id, shop.draft(scenario_id).revision)) == (
        "nothing_changed"
    )


def test_a_new_name_shows_everywhere_and_makes_no_version(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome"), name="古い名前")
    shop.write(scenario_id, document(step("other"), name="古い名前"))
    shop.do(RenameScenario(scenario_id, "新しい名前"), EDITOR)
    facts = shop.facts(scenario_id)
    assert (facts.name, facts.document.name, facts.version) == ("新しい名前", "新しい名前", 1)
    exported = shop.reads.as_yaml(scenario_id)
    assert exported
    assert load_yaml(exported).name == "新しい名前"
    published = shop.reads.published(scenario_id)
    assert published
    assert published.name == "新しい名前"


def test_a_card_from_before_a_renaming_cannot_save_the_old_name(shop: Shop) -> None:
    scenario_id = shop.create("古い名前")
    old = shop.draft(scenario_id).revision
    shop.do(RenameScenario(scenario_id, "新しい名前"))
    assert shop.refusal(SaveDraft(scenario_id, old, document())) == "draft_changed"
    shop.write(scenario_id, document(name="古い名前"))
    assert shop.draft(scenario_id).document.name == "新しい名前"


def test_a_copy_is_a_draft_of_its_own(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome"))
    copy = shop.do(DuplicateScenario(scenario_id, "ご案内 2"), EDITOR).scenario_id
    assert copy is not None
    facts = shop.facts(copy)
    assert (facts.name, facts.state) == ("ご案内 2", "draft")
    assert [s.id for s in shop.draft(copy).document.steps] == ["welcome"]
    shop.write(copy, document(step("other")))
    assert [s.id for s in shop.facts(scenario_id).document.steps] == ["welcome"]


def test_a_copy_takes_the_changes_along(shop: Shop) -> None:
    scenario_id = shop.started(step("welcome"))
    shop.write(scenario_id, document(step("newer")))
    copy = shop.do(DuplicateScenario(scenario_id, "ご案内 2")).scenario_id
    assert copy is not None
    assert [s.id for s in shop.draft(copy).document.steps] == ["newer"]


def test_nothing_can_be_done_to_what_is_gone(shop: Shop) -> None:
    scenario_id = shop.create()
    revision = shop.draft(scenario_id).revision
    shop.do(DeleteScenario(scenario_id))
    commands: list[Command] = [
        SaveDraft(scenario_id, revision, document()),
        RenameScenario(scenario_id, "x"),
        DuplicateScenario(scenario_id, "x"),
        DeleteScenario(scenario_id),
        DiscardDraft(scenario_id),
        TakeDraft(4711),
    ]
    assert {shop.refusal(command) for command in commands} == {"no_such_scenario"}


def test_viewers_change_nothing(shop: Shop) -> None:
    scenario_id = shop.create()
    before = dump(shop.draft(scenario_id).document)
    commands: list[Command] = [
        CreateScenario("x"),
        SaveDraft(scenario_id, 1, document()),
        RenameScenario(scenario_id, "x"),
        DuplicateScenario(scenario_id, "x"),
        DiscardDraft(scenario_id),
        TakeDraft(scenario_id),
    ]
    assert {shop.refusal(command, VIEWER) for command in commands} == {"role"}
    assert json.dumps(dump(shop.draft(scenario_id).document)) == json.dumps(before)
