"""Steps under other names."""

from bot.domain.renaming import renamed


def test_a_step_is_renamed_wherever_it_is_spoken_of() -> None:
    steps = [{"id": "a"}, {"id": "b", "wait": {"days": 1, "from": "a"}, "only": {"tapped": "a"}}]
    assert renamed(steps, {"a": "x"}) == [
        {"id": "x"},
        {"id": "b", "wait": {"days": 1, "from": "x"}, "only": {"tapped": "x"}},
    ]


def test_a_step_of_another_scenario_keeps_its_name() -> None:
    asked = {"any": [{"tapped": "a", "scenario": "別"}, {"not": {"answered": "a"}}]}
    assert renamed(asked, {"a": "x"}) == {
        "any": [{"tapped": "a", "scenario": "別"}, {"not": {"answered": "x"}}]
    }
