"""Steps that scenarios share: written once, and put in wherever a step says `use`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.domain.document import Scenario, dump, parse
from bot.domain.renaming import renamed


def expanded(scenario: Scenario, known: Mapping[str, Scenario]) -> Scenario:
    """Each `use` gives way to the fragment's steps, whose ids then begin with its own; one that
    nobody knows stays. Raises DocumentError: the limits hold for the whole.
    """
    if not any(step.use in known for step in scenario.all_steps):
        return scenario
    written = {name: dump(each).get("steps", []) for name, each in known.items()}
    raw = dump(scenario)
    return parse({**raw, "steps": list(_steps(raw["steps"], written))})


def origin(scenario: Scenario, step_id: str) -> str:
    """The step as it is written by which this one came in."""
    own = [step for step in scenario.all_steps if step.id == step_id]
    used = (step.id for step in scenario.all_steps if step.use)
    return step_id if own else next((one for one in used if step_id.startswith(f"{one}-")), "")


def _steps(
    raw: Sequence[Mapping[str, Any]], written: Mapping[str, Sequence[Any]]
) -> Iterator[Mapping[str, Any]]:
    for step in raw:
        if step.get("use") in written:
            inner = written[step["use"]]
            yield from renamed(inner, {id_: f"{step['id']}-{id_}" for id_ in _ids(inner)})
        elif "branch" in step:
            yield {**step, "branch": [_arm(arm, written) for arm in step["branch"]]}
        else:
            yield step


def _arm(arm: Mapping[str, Any], written: Mapping[str, Sequence[Any]]) -> Mapping[str, Any]:
    return {**arm, "steps": list(_steps(arm.get("steps", []), written))}


def _ids(steps: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    arms = (arm for step in steps for arm in step.get("branch", ()))
    inner = (each for arm in arms for each in _ids(arm.get("steps", ())))
    return frozenset({*(step["id"] for step in steps), *inner})
