"""Steps that scenarios share: put in when a version is published, and then its own."""

from typing import Any

import pytest

from admin_flows.ports.commands import MakePart, PublishDraft, StartScenario
from bot.domain import limits
from bot.domain.check import check
from bot.domain.errors import DocumentError, Refused
from bot.domain.finding import Others
from bot.domain.fragments import expanded
from bot.domain.yaml import load_yaml
from bot.services.fragments import FragmentService
from bot.store import fragments, versions
from tests.delivery.world import step
from tests.services.shop import EDITOR, VIEWER, Shop, document

QUESTIONS = """
name: はじめの質問
steps:
  - id: taste
    ask: {text: お好きなのは？, choices: [和食, 洋食], into: 好み, at_most: {days: 1}}
  - id: which
    branch:
      - when: {answered: taste}
        steps:
          - id: thanks
            wait: {hours: 1, from: taste}
            send: [{text: ありがとう}]
            then: {set: {tapped: taste}}
      - otherwise:
        steps: []
"""


@pytest.fixture
def service(shop: Shop) -> FragmentService:
    service = FragmentService(shop.world.clock)
    service.import_yaml(QUESTIONS)
    return service


def using(*more: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return (step("hello"), {"id": "q", "use": "はじめの質問"}, *more)


def test_its_steps_stand_in_its_place_under_new_ids(shop: Shop, service: FragmentService) -> None:
    whole = expanded(document(*using(step("bye", {"days": 1}))), fragments.known())
    ids = [each.id for each in whole.all_steps]
    assert ids == ["hello", "q-taste", "q-which", "q-thanks", "bye"]
    thanks = whole.all_steps[3]
    assert thanks.wait.model_dump()["from_"] == "q-taste"
    assert thanks.then and thanks.then.set_ == {"tapped": "taste"}
    arm = whole.steps[2].branch[0].model_dump(mode="json")
    assert arm["when"] == {"scenario": None, "answered": "q-taste"}


def test_twice_in_one_scenario_and_inside_an_arm(shop: Shop, service: FragmentService) -> None:
    arm = {"split": 50, "steps": [{"id": "again", "use": "はじめの質問"}]}
    scenario = document(*using({"id": "ways", "branch": [arm]}))
    ids = [each.id for each in expanded(scenario, fragments.known()).all_steps]
    assert [one for one in ids if "taste" in one] == ["q-taste", "again-taste"]


def test_a_started_version_has_them_for_good(shop: Shop, service: FragmentService) -> None:
    scenario_id = shop.create()
    revision = shop.write(scenario_id, document(*using()))
    shop.do(StartScenario(scenario_id, revision))
    first = versions.document(1)
    assert [each.id for each in first.all_steps] == ["hello", "q-taste", "q-which", "q-thanks"]
    service.import_yaml("name: はじめの質問\nsteps: [{id: other, send: [{text: 別}]}]")
    assert versions.document(1) == first
    revision = shop.write(scenario_id, document(*using(step("bye", {"days": 1}))))
    shop.do(PublishDraft(scenario_id, revision))
    assert [each.id for each in versions.document(2).all_steps] == ["hello", "q-other", "bye"]
    shop.follow("花")
    shop.send()
    assert shop.world.line.entries[-1].messages[0]["text"] == "別"


def test_unknown_ones_stop_a_start(shop: Shop) -> None:
    scenario_id = shop.create()
    revision = shop.write(scenario_id, document(*using()))
    assert shop.refusal(StartScenario(scenario_id, revision)) == "not_ready"


def test_what_is_wrong_inside_is_put_down_to_the_step_that_uses_it(shop: Shop) -> None:
    bad = load_yaml("name: x\nsteps: [{id: a, wait: {after: 来店, days: 1}, send: [{text: x}]}]")
    others = Others(fragments={"x": bad})
    calendar = shop.reads.account().calendar
    scenario = document({"id": "u", "use": "x"}, {"id": "v", "use": "y"})
    found = check(scenario, calendar, "", others)
    assert {(one.code, one.step_id) for one in found} == {
        ("unknown_goal", "u"),
        ("unknown_fragment", "v"),
    }
    many = ",".join(f"{{id: s{n}, send: [{{text: x}}]}}" for n in range(limits.STEPS))
    full = Others(fragments={"x": load_yaml(f"name: x\nsteps: [{many}]"), "y": bad})
    assert [one.code for one in check(scenario, calendar, "", full)] == ["fragment_unfit"]
    assert full.fragments is not None
    with pytest.raises(DocumentError):
        expanded(scenario, full.fragments)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name: x\nstart: {when: manual}\nsteps: [{id: a, send: [{text: x}]}]", "fragment_form"),
        ("name: x\nsteps: [{id: a, use: はじめの質問}]", "fragment_form"),
        ("name: x\nsteps: []", "empty"),
    ],
)
def test_what_is_no_fragment_is_refused(service: FragmentService, text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        service.import_yaml(text)
    assert caught.value.problem.code == code
    assert [each.name for each in service.listed()] == ["はじめの質問"]


def test_they_are_written_out_and_taken_away(service: FragmentService) -> None:
    assert load_yaml(service.as_yaml("はじめの質問")) == load_yaml(QUESTIONS)
    service.remove("はじめの質問")
    assert service.listed() == []
    for act in (service.remove, service.as_yaml):
        with pytest.raises(Refused):
            act("はじめの質問")


def test_a_part_is_made_in_the_chat(shop: Shop, service: FragmentService) -> None:
    part = document(step("hello"), name="あいさつ", start=[])
    shop.do(MakePart(part), EDITOR)
    assert fragments.known()["あいさつ"] == part
    nested = document({"id": "q", "use": "あいさつ"}, name="二重", start=[])
    for refused, actor in ((part, EDITOR), (nested, EDITOR), (part, VIEWER)):
        with pytest.raises(Refused):
            shop.do(MakePart(refused), actor)
    assert set(fragments.known()) == {"はじめの質問", "あいさつ"}
