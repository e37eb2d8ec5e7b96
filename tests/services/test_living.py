"""A scenario is edited again and again, in any way, with people at every stop: nobody gets a step
twice, and nobody is lost.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from admin_flows.ports.commands import PublishDraft, PublishVersion, SaveDraft, Whom
from bot.delivery.moving import Mover
from bot.domain.document import Scenario, Step, parse
from bot.domain.edit import Spot, add_step, move_behind, remove_step, replace_step
from bot.domain.errors import DocumentError, Refused
from bot.store import settings, versions
from bot.store.db import rows
from tests.delivery.world import step
from tests.services.shop import Shop

EDITS = 9
WAITS: Sequence[Any] = (0, {"hours": 3}, {"days": 1}, {"days": 2, "at": "12:00-20:00"})
ASK = {"text": "?", "choices": ["はい", "いいえ"], "at_most": {"days": 1}}


def branch(name: str, *arms: list[dict[str, Any]]) -> dict[str, Any]:
    shares = [{"split": 100 // len(arms), "steps": steps} for steps in arms]
    return {"id": name, "wait": 0, "branch": shares}


def first() -> list[dict[str, Any]]:
    return [
        step("a"),
        {**step("b", {"days": 1}), "repeat": {"every": {"days": 1}, "at_most": 3}},
        branch("x", [step("c", {"days": 1}), step("d", {"days": 1})], [step("e", {"days": 2})]),
        {"id": "q", "wait": {"days": 1}, "ask": ASK},
        step("f", {"days": 3, "at": "10:00-20:00"}),
        step("g", {"days": 2, "from": "b"}),
    ]


@dataclass
class Life:
    """`names`: every step there ever was, so that some come back."""

    shop: Shop
    random: Random
    scenario: int
    names: list[str] = field(default_factory=list)

    @property
    def document(self) -> Scenario:
        found = self.shop.reads.published(self.scenario)
        assert found is not None
        return found

    def edited(self) -> Scenario:
        ways: Sequence[Callable[[Scenario], Scenario]] = (
            self._inserted, self._inserted, self._removed, self._removed, self._moved, self._moved,
            self._waiting, self._asking, self._repeating,
        )  # fmt: skip
        document = self.document
        for _ in range(self.random.randint(1, 3)):
            try:
                document = self.random.choice(ways)(document)
            except (DocumentError, Refused):
                continue
        return document

    def _any(self, document: Scenario) -> Step:
        return self.random.choice(document.all_steps)

    def _inserted(self, document: Scenario) -> Scenario:
        gone = [name for name in self.names if name not in {s.id for s in document.all_steps}]
        back = gone and self.random.random() < 0.5
        name = self.random.choice(gone) if back else f"n{len(self.names)}"
        self.names.append(name)
        new = _step(step(name, self.random.choice(WAITS)))
        if self.random.random() < 0.2:
            inner = step(f"{name}i", self.random.choice(WAITS))
            new = _step(branch(name, [inner], []))
        return add_step(document, new, self._spot(document))

    def _spot(self, document: Scenario) -> Spot:
        branches = [each for each in document.all_steps if each.branch]
        if branches and self.random.random() < 0.4:
            chosen = self.random.choice(branches)
            arm = self.random.randrange(len(chosen.branch))
            return Spot(self.random.randint(0, len(chosen.branch[arm].steps)), chosen.id, arm)
        return Spot(self.random.randint(0, len(document.steps)))

    def _removed(self, document: Scenario) -> Scenario:
        return remove_step(document, self._any(document).id)

    def _moved(self, document: Scenario) -> Scenario:
        behind = self.random.choice([None, self._any(document).id])
        return move_behind(document, self._any(document).id, behind)

    def _waiting(self, document: Scenario) -> Scenario:
        return self._with(document, wait=self.random.choice(WAITS))

    def _asking(self, document: Scenario) -> Scenario:
        return self._with(document, send=[], repeat=None, ask=ASK)

    def _repeating(self, document: Scenario) -> Scenario:
        every = {"every": {"days": 1}, "at_most": self.random.randint(2, 4)}
        return self._with(document, ask=None, send=[{"text": "r"}], repeat=every)

    def _with(self, document: Scenario, **changes: Any) -> Scenario:
        chosen = self._any(document)
        if chosen.branch:
            return document
        body = {**chosen.model_dump(by_alias=True, exclude_none=True), **changes}
        return replace_step(document, _step({k: v for k, v in body.items() if v is not None}))

    def publish(self) -> None:
        facts = self.shop.reads.scenario(self.scenario)
        assert facts is not None
        if facts.version > 1 and self.random.random() < 0.2:
            number = self.random.randrange(1, facts.version)
            self._do(lambda: PublishVersion(self.scenario, number, facts.version, "everyone"))
            return
        base = self.shop.draft(self.scenario).revision
        edited = self.edited()
        if edited.steps:
            self._do(lambda: SaveDraft(self.scenario, base, edited))
            whom: Whom = "everyone" if self.random.random() < 0.8 else "newcomers"
            revision = self.shop.draft(self.scenario).revision
            self._do(lambda: PublishDraft(self.scenario, revision, whom))

    def _do(self, command: Callable[[], Any]) -> None:
        try:
            self.shop.do(command())
        except Refused:
            return

    def goes_on(self, hours: int) -> None:
        self.shop.move(hours=hours)
        self.shop.send()


def _step(body: dict[str, Any]) -> Step:
    [found] = parse({"name": "n", "steps": [body]}).steps
    return found


def sent() -> Counter[tuple[int, str]]:
    """How often each walk was sent each step for a first time."""
    found = rows(
        "SELECT d.enrollment_id, b.version_id, b.step FROM delivery d JOIN batch b"
        " ON b.id = d.batch_id WHERE coalesce(d.state, b.state) = 2"
    )
    stops = ((walk, versions.walk(version).stops[step]) for walk, version, step in found)
    return Counter((walk, stop.step.id) for walk, stop in stops if not stop.again)


def nobody_twice() -> None:
    twice = {key: times for key, times in sent().items() if times > 1}
    assert not twice, twice


def nobody_lost(moved_to: int) -> None:
    """Who waits stands in the last version that was for everyone or in a later one, at a stop of
    it; all others have come to the end.
    """
    for state, version, stop in rows("SELECT state, version_id, step FROM enrollment"):
        assert state in (1, 4), state
        if state == 1:
            assert version >= moved_to
            assert stop < len(versions.walk(version).stops)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed(shop: Shop, seed: int) -> None:
    random = Random(seed)
    life = Life(shop, random, shop.started(*first()), ["a", "b", "c", "d", "e", "f", "g", "q"])
    mover = Mover(shop.world.clock, lambda: settings.account("Asia/Tokyo"))
    for edit in range(EDITS):
        shop.follow(*(f"友{edit}-{number}" for number in range(2)))
        shop.send()
        for _ in range(random.randint(0, 4)):
            life.goes_on(random.choice((3, 12, 24)))
        life.publish()
        if random.random() < 0.5:
            mover.run(60, lambda: False)
        nobody_twice()
    mover.run(60, lambda: False)
    everyone = rows("SELECT coalesce(max(moves_to), 1) FROM scenario_version")[0][0]
    nobody_lost(everyone)
    for _ in range(90):
        life.goes_on(19)  # at another hour each time
        if not rows("SELECT 1 FROM enrollment WHERE state = 1 LIMIT 1"):
            break
    nobody_twice()
    assert {state for (state,) in rows("SELECT state FROM enrollment")} == {4}
