"""Labels and scenarios under other names, wherever a document speaks of them."""

import json
from typing import Any

import pytest

from bot.domain.document import dump, parse
from bot.domain.relabelling import Renames, relabelled, scenarios_in
from bot.domain.rules import part_of

BUTTON = {"label": "春", "enter": "春"}
SPEAKS: tuple[dict[str, Any], ...] = (
    {"start": {"when": "scenario_finished", "scenario": "春"}},
    {"start": {"when": "scenario_stopped", "scenario": "春"}},
    {"unless": {"entered": "春"}},
    {"stop_when": {"not": {"any": [{"finished": "春"}, {"stopped": "春"}]}}},
    {"steps": [{"id": "a", "then": {"jump": "春"}}]},
    {"steps": [{"id": "a", "then": {"jump": {"to": "春", "keep": True}}}]},
    {"steps": [{"id": "a", "only": {"tapped": "b", "scenario": "春"}}]},
    {"steps": [{"id": "a", "send": {"text": "春", "buttons": [BUTTON]}}]},
    {
        "steps": [
            {
                "id": "a",
                "branch": [
                    {"when": {"inside": "春"}, "steps": [{"id": "c"}]},
                    {"otherwise": None, "steps": [{"id": "b", "then": {"jump": "春"}}]},
                ],
            }
        ]
    },
)


@pytest.mark.parametrize("parts", SPEAKS, ids=lambda parts: json.dumps(parts)[:60])
def test_a_scenario_is_found_and_renamed_wherever_it_is_spoken_of(parts: dict[str, Any]) -> None:
    document = parse({"tobiishi": 1, "name": "案内", **parts})
    assert scenarios_in(document) == {"春"}
    renamed = relabelled(document, Renames(scenarios={"春": "夏"}))
    assert scenarios_in(renamed) == {"夏"}
    assert parse(dump(renamed)) == renamed
    assert relabelled(renamed, Renames(scenarios={"夏": "春"})) == document


def test_what_is_no_scenario_keeps_its_name() -> None:
    """A label and a group of the same name, the document's own, and what friends read."""
    step = {
        "id": "a",
        "only": {"any": [{"label": "春"}, {"tapped": "b"}, {"group": "春"}]},
        "send": {"text": "春", "buttons": [{"label": "春", "add_label": "春"}]},
        "then": {"add_label": "春"},
    }
    document = parse({"tobiishi": 1, "name": "春", "exclusive": "春", "steps": [step]})
    assert relabelled(document, Renames(scenarios={"春": "夏"})) == document


def test_a_label_and_a_scenario_of_one_name_are_two() -> None:
    rule = part_of({"all": [{"label": "春"}, {"inside": "春"}]})
    new = part_of({"all": [{"label": "秋"}, {"inside": "夏"}]})
    assert relabelled(rule, Renames({"春": "秋"}, {"春": "夏"})) == new
