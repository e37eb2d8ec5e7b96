"""Random scenarios with random friends: the engine, run to the end, does what the documentation
says: everybody gets the same steps at the same times.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.clock import from_epoch
from bot.domain.deciding import draw
from bot.store import friends
from bot.store import settings as account
from bot.store.db import database, open_database, rows
from bot.store.models import WITHOUT_DATE
from bot.store.versions import forget
from tests.databases import KeptPostgres, SqliteOriginal
from tests.delivery.ledger import Entry, LedgerSender
from tests.delivery.reference import Friend
from tests.delivery.test_branches import attach
from tests.delivery.world import NOON, TOKYO, World, user_id

NAMES = ("花", "太郎", "次郎", "三郎", "四郎", "五郎")
LABELS = ("x", "y", "z")
LETTERS = "ABC"
MOMENTS = 1_000
Got = dict[tuple[str, str], list[tuple[str, datetime]]]
"""Steps and times by friend and scenario."""

hours = st.sampled_from(["09:00-10:00", "12:00", "18:30-20:00"])
labels = st.sampled_from(LABELS)
some = st.lists(labels, max_size=2, unique=True)
known = st.builds(lambda label: {"label": label}, labels)
conditions = st.one_of(
    known,
    st.builds(lambda one: {"not": one}, known),
    st.builds(lambda two: {"any": two}, st.lists(known, min_size=2, max_size=2)),
)
lengths = st.one_of(
    st.builds(lambda n: {"minutes": n}, st.integers(1, 90)),
    st.builds(lambda n: {"hours": n}, st.integers(1, 30)),
    st.builds(lambda n, at: {"days": n, "at": at}, st.integers(1, 3), hours),
)
from_start = st.builds(lambda n: {"hours": n, "from": "start"}, st.integers(1, 60))


@st.composite
def effects(draw: st.DrawFn) -> dict[str, Any]:
    then: dict[str, Any] = {}
    for what in ("add_label", "remove_label"):
        if chosen := draw(some):
            then[what] = [label for label in chosen if label not in then.get("add_label", ())]
    if draw(st.integers(0, 9)) == 0:
        then["end"] = True
    return {key: value for key, value in then.items() if value}


@st.composite
def steps(draw: st.DrawFn, numbers: Any, sent: list[str], depth: int = 0) -> list[dict[str, Any]]:
    """`sent`: steps that may have been sent before, to count from."""
    found = []
    for _ in range(draw(st.integers(1, 3 if depth else 5))):
        step: dict[str, Any] = {"id": f"s{next(numbers)}"}
        of_step = [st.builds(lambda n, i: {"hours": n, "from": i}, st.integers(1, 60), each)
                   for each in ([st.sampled_from(sent)] if sent else [])]  # fmt: skip
        step["wait"] = draw(st.one_of(st.just(0), lengths, from_start, *of_step))
        if draw(st.integers(0, 3)) == 0:
            step["only"] = draw(conditions)
        kind = draw(st.sampled_from(("send", "send", "send", "do", "branch")))
        if kind == "branch" and depth < 2:
            step["branch"] = draw(arms(numbers, sent, depth))
        else:
            _fill(draw, step, kind)
            sent.extend([step["id"]] if "send" in step else [])
        found.append(step)
    return found


def _fill(draw: st.DrawFn, step: dict[str, Any], kind: str) -> None:
    then = draw(effects())
    if kind == "send" or not then:
        name = draw(st.sampled_from(("", "", "{{ friend.name }} ")))
        step["send"] = [{"text": f"{name}{step['id']}"}]
    if then:
        step["then"] = then
    if draw(st.integers(0, 3)) == 0 and "end" not in then:
        until = draw(st.none() | conditions)
        step["repeat"] = {"every": draw(lengths), "at_most": draw(st.integers(2, 4))}
        step["repeat"] |= {"until": until} if until else {}


@st.composite
def arms(draw: st.DrawFn, numbers: Any, sent: list[str], depth: int) -> list[dict[str, Any]]:
    def inside() -> list[dict[str, Any]]:
        return draw(steps(numbers, sent, depth + 1)) if draw(st.booleans()) else []

    found = []
    for _ in range(draw(st.integers(1, 3))):
        fits = {"split": 30} if draw(st.integers(0, 2)) == 0 else {"when": draw(conditions)}
        found.append({**fits, "steps": inside()})
    if draw(st.booleans()):
        found.append({"otherwise": None, "steps": inside()})
    return found


@st.composite
def scenarios(draw: st.DrawFn) -> dict[str, Any]:
    goal = draw(st.none() | known) if draw(st.integers(0, 3)) == 0 else None
    written = draw(steps(count(1), []))
    return {"steps": written, **({"stop_when": goal} if goal else {})}


shops = st.lists(scenarios(), min_size=len(LETTERS), max_size=len(LETTERS))
people = st.lists(st.sets(labels), min_size=len(NAMES), max_size=len(NAMES))


def own(letter: str, part: Any) -> Any:
    """The labels of one scenario are not another's, and its texts say whose they are."""
    match part:
        case {"text": text}:
            return {"text": text.replace("s", f"{letter}/s")}
        case dict():
            return {key: _labels(letter, key, value) for key, value in part.items()}
        case list():
            return [own(letter, each) for each in part]
    return part


def _labels(letter: str, key: str, value: Any) -> Any:
    if key == "label":
        return letter + value
    return [letter + one for one in value] if key.endswith("_label") else own(letter, value)


def by_the_book(ids: Mapping[str, int], shop: Mapping[str, Any], having: list[set[str]]) -> Got:
    found: Got = {}
    for letter, written in shop.items():
        for number, (name, has) in enumerate(zip(NAMES, having, strict=True), start=1):
            drawn = partial(draw, ids[letter], friend_id=number)
            own_labels = {letter + label for label in has}
            friend = Friend(NOON, own_labels, drawn, written.get("stop_when"))
            found[name, letter] = friend.walk(written["steps"])
    return found


def by_the_engine(having: list[set[str]], shop: Mapping[str, Any]) -> tuple[Mapping[str, int], Got]:
    world, got = World(), defaultdict(list)
    who = {user_id(name): name for name in NAMES}

    def note(entry: Entry) -> None:
        letter, step = str(entry.messages[0]["text"]).split()[-1].split("/")
        for person in entry.to:
            got[who[person], letter].append((step, world.clock.now().astimezone(TOKYO)))

    world.line = LedgerSender(on_request=note)
    account.set_quiet(None)
    ids = {
        letter: world.scenario(*written["steps"], name=letter, **_rest(written))
        for letter, written in shop.items()
    }
    friends.all_known([user_id(name) for name in NAMES])  # their ids are 1 to 6
    for name, has in zip(NAMES, having, strict=True):
        for label in sorted(letter + label for letter in LETTERS for label in has):
            attach(world, name, label)
    for name in NAMES:
        world.follow(name)
    run_to_the_end(world)
    return ids, {(name, letter): got[name, letter] for name in NAMES for letter in LETTERS}


def _rest(written: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in written.items() if key != "steps"}


def run_to_the_end(world: World) -> None:
    for _ in range(MOMENTS):
        world.send()
        world.react()
        [(due,)] = rows("SELECT min(due_at) FROM enrollment WHERE ended = 0")
        if due is None:
            return
        assert due < WITHOUT_DATE
        now = world.clock.now()
        assert from_epoch(due) > now, "what is due has been sent"
        world.clock.move(from_epoch(due) - now)
    raise AssertionError("there is no end to it")


def compare(url: str, having: list[set[str]], shop: Mapping[str, Any]) -> None:
    database.initialize(open_database(url, engine=True))
    forget()
    try:
        ids, found = by_the_engine(having, shop)
    finally:
        database.close()
    wanted = by_the_book(ids, shop, having)
    for walk, steps_of in wanted.items():
        assert found[walk] == steps_of, walk


def play(fresh: Callable[[], str], examples: int) -> None:
    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # to shrink a failure takes minutes: do that by hand
        suppress_health_check=list(HealthCheck),
    )
    @given(having=people, written=shops)
    def run(having: list[set[str]], written: list[dict[str, Any]]) -> None:
        shop = {letter: own(letter, one) for letter, one in zip(LETTERS, written, strict=True)}
        compare(fresh(), having, shop)

    run()


def test_on_sqlite(sqlite_original: SqliteOriginal, tmp_path: Path) -> None:
    numbers = count()
    play(lambda: sqlite_original.copy(tmp_path / f"{next(numbers)}.db"), examples=20)


@pytest.mark.postgres
def test_on_postgres(kept_postgres: KeptPostgres) -> None:
    play(kept_postgres.emptied, examples=5)
