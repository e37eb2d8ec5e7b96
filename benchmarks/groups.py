"""Twenty groups over a million friends: who is in each, in one full pass."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from benchmarks.common import Bench, Benchmark, Samples, Table, interleaved, number
from benchmarks.seeding import add_scenario, database_of, settle_down
from bot.domain.calendar import Calendar
from bot.domain.conditions import Condition
from bot.store import fields, labels, user_groups
from bot.store.conditions_sql import headcounts
from bot.store.db import atomic, is_postgres, sql

DAY = 86_400
TOKYO = Calendar(ZoneInfo("Asia/Tokyo"))
SCENARIOS = ("再来店", "お礼")
# A label's name, and of how many friends one has it.
LABELS = {"購入": 2, "予約": 3, "来店済み": 4, "アプリ": 5, "解約": 20, "社員": 1000}
_ADULT = {"attribute": "age", "at_least": 20}
_WOMAN = {"attribute": "gender", "is": "female"}
_BOUGHT = {"label": "購入"}
_LATELY = {"label": "購入", "for_less_than": {"days": 30}}
_QUIET = {"label": "来店済み", "for_at_least": {"months": 2}}
_KYOTO = {"attribute": "area", "is": ["京都", "大阪"]}
_LOYAL = {"counter": "来店回数", "at_least": 10}
_NOT_STAFF = {"not": {"label": "社員"}}
GROUPS: Sequence[Any] = (
    _LATELY,
    _QUIET,
    {"label": "予約", "for_at_least": {"days": 1}, "for_less_than": {"days": 3}},
    {"all": [_BOUGHT, _NOT_STAFF, {"not": {"label": "解約"}}]},
    {"any": [_BOUGHT, {"label": "予約"}, {"label": "来店済み"}]},
    {"not": {"any": [_BOUGHT, {"label": "予約"}]}},
    {"all": [_WOMAN, _ADULT]},
    {"all": [_WOMAN, {"attribute": "age", "under": 30}, _LATELY]},
    {"any": [_KYOTO, _LOYAL]},
    {"all": [_LOYAL, _NOT_STAFF]},
    {"counter": "来店回数", "under": 2},
    {"inside": "再来店"},
    {"all": [{"finished": "再来店"}, {"not": {"inside": "お礼"}}]},
    {"any": [{"stopped": "お礼"}, {"label": "解約", "for_at_least": {"days": 7}}]},
    {"days_since_friend": {"between": [30, 60]}},
    {"all": [{"days_since_friend": {"under": 30}}, {"not": _BOUGHT}]},
    {"not": {"attribute": "gender", "known": True}},
    {"all": [{"group": "6"}, {"not": {"group": "5"}}]},
    {"any": [{"all": [_WOMAN, _KYOTO]}, {"all": [_LOYAL, {"not": _WOMAN}]}, {"label": "アプリ"}]},
    {"all": [_ADULT, {"any": [_LATELY, _QUIET]}, _NOT_STAFF, {"not": {"inside": "再来店"}}]},
)
_condition = TypeAdapter[Condition](Condition)


@dataclass(frozen=True)
class Size:
    people: int
    passes: int


def run(bench: Bench, size: Size) -> list[Table]:
    found = {kind: _measured(bench, kind, size) for kind in bench.databases}
    table_rows = [
        ["a full pass: who is in each, s"] + [samples.shown(1) for samples, _ in found.values()],
        ["people in them, in all"] + [number(people) for _, people in found.values()],
    ]
    title = f"groups: {number(size.people)} friends, {len(GROUPS)} groups"
    return [Table(title, ["", *bench.databases], table_rows)]


def _measured(bench: Bench, kind: str, size: Size) -> tuple[Samples, int]:
    with database_of(bench, kind):
        _seed(size.people)
        people = sum(_counted())
        passes = interleaved({"pass": _pass}, size.passes)
        return passes["pass"], people


def _pass() -> float:
    began = time.perf_counter()
    _counted()
    return time.perf_counter() - began


def _counted() -> tuple[int, ...]:
    now = datetime.now(UTC)
    return headcounts([row.rule for row in user_groups.listed()], now, TOKYO)


def _seed(people: int) -> None:
    now = int(time.time())
    with atomic():
        _add_friends(people, now)
        for name, one_of in LABELS.items():
            _add_label(name, one_of, people, now)
        _add_fields(people)
        for place, name in enumerate(SCENARIOS):
            _add_walks(name, place + 2, people, now)
        for place, rule in enumerate(GROUPS, start=1):
            user_groups.create(str(place), _condition.validate_python(rule), at=now)
    settle_down()


def _add_friends(people: int, now: int) -> None:
    sql(
        "INSERT INTO friend (user_id, name, lang, picture, is_friend, followed_ms, followed_at)"
        f" SELECT 'U' || n, '友だち' || n, 'ja', '', TRUE, 0, :now - {scattered(7919, 400 * DAY)}"
        f" FROM {numbers(people)}",
        {"now": now},
    )


def _add_label(name: str, one_of: int, people: int, now: int) -> None:
    label = labels.ensure([name], at=now)[name]
    sql(
        "INSERT INTO friend_label (friend_id, label_id, at)"
        f" SELECT n, {label}, :now - {scattered(104_729, 180 * DAY)} FROM {numbers(people)}"
        f" WHERE {scattered(31 * one_of + 7, one_of)} = 0",
        {"now": now},
    )


def _add_fields(people: int) -> None:
    """Seven of ten told their gender, each second their birthday and area; all were counted."""
    known = fields.ensure(
        {"gender": "text", "area": "text", "birthday": "date", "来店回数": "number"}
    )
    woman = f"CASE WHEN {scattered(17, 2)} = 0 THEN 'female' ELSE 'male' END"
    area = f"CASE WHEN {scattered(13, 47)} = 0 THEN '京都' ELSE '東京' END"
    year = f"(1950 + {scattered(11, 60)}) || '-06-15'"
    values = {
        "gender": (woman, "NULL", f"{scattered(7, 10)} < 7"),
        "area": (area, "NULL", f"{scattered(3, 2)} = 0"),
        "birthday": (year, "NULL", f"{scattered(5, 2)} = 0"),
        "来店回数": ("''", scattered(19, 20), "1 = 1"),
    }
    for name, (text, count, which) in values.items():
        sql(
            "INSERT INTO friend_field (friend_id, field_id, text, number)"
            f" SELECT n, {known[name].id}, {text}, {count} FROM {numbers(people)} WHERE {which}"
        )


def _add_walks(name: str, one_of: int, people: int, now: int) -> None:
    """A third each inside, finished and stopped."""
    scenario = add_scenario({"id": "a", "send": [{"text": "x"}]}, name=name)
    state = f"CASE {scattered(7, 3)} WHEN 0 THEN 1 WHEN 1 THEN 4 ELSE 5 END"
    ended = f"CASE {scattered(7, 3)} WHEN 0 THEN 0 ELSE -n END"
    sql(
        "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
        " walk_key, version_id, step, visit, state, hold, ended)"
        f" SELECT :due, :now, :now, n, {scenario.id}, '', {scenario.version_id}, 0, 0,"
        f" {state}, 0, {ended} FROM {numbers(people)} WHERE {scattered(3, one_of)} = 0",
        {"now": now, "due": now + 30 * DAY},
    )


def scattered(by: int, up_to: int) -> str:
    """0 to `up_to` - 1 in no order; without the sign that psycopg takes for a parameter."""
    value = f"(n * CAST({by} AS BIGINT) + n / 7)"
    return f"({value} - {value} / {up_to} * {up_to})"


def numbers(last: int) -> str:
    if is_postgres():
        return f"generate_series(1, {last}) AS t(n)"
    return (
        "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s"
        f" WHERE n < {last}) SELECT n FROM s) t"
    )


GROUPS_OF_FRIENDS = Benchmark(
    run, full=Size(people=1_000_000, passes=3), quick=Size(people=50_000, passes=2)
)
