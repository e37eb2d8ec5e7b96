from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import edit
from bot.domain.document import After, Immediate, Manual, Scenario, Step, Text, dump, parse
from bot.domain.edit import Spot
from bot.domain.errors import DocumentError, Refused
from tests.domain import strategies

THREE = Scenario(name="x", steps=tuple(Step(id=name) for name in "abc"))


def ids(scenario: Scenario) -> str:
    return " ".join(step.id for step in scenario.steps)


@pytest.mark.parametrize(
    ("at", "order"),
    [(None, "a b c n"), (Spot(0), "n a b c"), (Spot(2), "a b n c"), (Spot(9), "a b c n")],
)
def test_adding(at: Spot | None, order: str) -> None:
    assert ids(edit.add_step(THREE, Step(id="n"), at)) == order
    assert ids(THREE) == "a b c"


@pytest.mark.parametrize(
    ("step_id", "to", "order"),
    [
        ("a", 2, "b c a"),
        ("c", 0, "c a b"),
        ("b", 1, "a b c"),
        ("a", 9, "b c a"),
        ("c", -1, "c a b"),
    ],
)
def test_moving(step_id: str, to: int, order: str) -> None:
    assert ids(edit.move_step(THREE, step_id, to)) == order


def test_replacing() -> None:
    new = Step(id="b", title="新しい", send=(Text(text="a"),))
    assert edit.replace_step(THREE, new).steps[1] == new


def test_copying_puts_the_copy_behind() -> None:
    scenario = edit.replace_step(THREE, Step(id="b", title="見出し"))
    copied, new_id = edit.copy_step(scenario, "b")
    assert ids(copied) == f"a b {new_id} c"
    assert copied.steps[2].title == "見出し"


def test_removing_a_step_that_others_count_from() -> None:
    scenario = edit.replace_step(THREE, Step(id="c", wait=After(days=2, from_="a")))
    rest = edit.remove_step(scenario, "a")
    assert ids(rest) == "b c"
    assert rest.steps[1].wait == After(days=2)


def test_ids_are_never_used_twice() -> None:
    scenario = Scenario(name="x")
    for _ in range(5):
        scenario = edit.add_step(scenario, Step(id=edit.new_step_id(scenario)))
    scenario = edit.remove_step(scenario, "step-2")
    assert edit.new_step_id(scenario) not in ids(scenario).split()


def test_a_step_that_is_gone_is_refused() -> None:
    for act in (edit.copy_step, edit.remove_step, edit.step_of):
        with pytest.raises(Refused) as caught:
            act(THREE, "gone")
        assert caught.value.problem.code == "no_such_step"


def test_edits_keep_the_limits() -> None:
    full = Scenario(name="x", steps=tuple(Step(id=f"s{n}") for n in range(100)))
    edits: list[Callable[[], Scenario]] = [
        lambda: edit.add_step(full, Step(id="n")),
        lambda: edit.with_name(full, "あ" * 31),
        lambda: edit.add_step(THREE, Step(id="a")),
        lambda: edit.replace_step(THREE, edit.with_send(THREE.steps[0], [Text(text="a")] * 6)),
    ]
    for broken in edits:
        with pytest.raises(DocumentError):
            broken()


def test_small_changes() -> None:
    assert edit.with_name(THREE, "週替わり").name == "週替わり"
    assert edit.with_start(THREE, [Manual()]).start == (Manual(),)
    assert edit.with_quiet(THREE, respect=False).quiet == "ignore"
    assert edit.with_wait(THREE.steps[0], After(days=1)).wait == After(days=1)
    assert edit.with_receipt(THREE.steps[0], ["sent"]).receipt == ("sent",)
    assert THREE.steps[0].wait == Immediate()


@given(strategies.scenarios(), st.data())
def test_edits_leave_every_other_step_as_it_is(scenario: Scenario, data: st.DataObject) -> None:
    if not scenario.steps:
        return
    step_id = data.draw(st.sampled_from([step.id for step in scenario.steps]))
    moved = edit.move_step(scenario, step_id, data.draw(st.integers(0, 5)))
    assert sorted(moved.steps, key=lambda step: step.id) == sorted(
        scenario.steps, key=lambda step: step.id
    )
    copied, new_id = edit.copy_step(scenario, step_id)
    assert edit.remove_step(copied, new_id) == scenario


def test_what_begins_anew_after_itself_still_does_under_another_name() -> None:
    start = [{"when": "scenario_finished", "scenario": name} for name in ("x", "y")]
    scenario = parse({"tobiishi": 1, "name": "x", "start": start})
    assert [one["scenario"] for one in dump(edit.with_name(scenario, "z"))["start"]] == ["z", "y"]
