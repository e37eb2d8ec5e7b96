"""Conditions as SQL: everybody of whom they are true, in one statement.

`bot.domain.facts.holds` answers the same question for one person: keep the two alike.

What is known beside a friend's own row is gathered into at most four joins, one a table, with a
column for each simple condition; a condition is then a formula over these columns. However many
groups are asked about at once, every table is read once, in the order of friends. (A subselect for
each simple condition takes five times as long for twenty groups of a million friends, and one that
stands under OR or NOT may run anew for each of them.)
"""

import math
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count, product

from bot.clock import epoch
from bot.domain.attributes import BIRTH_YEAR, BIRTHDAY, NAME, OF_BIRTH, OF_PROFILE, Kind
from bot.domain.birth import limits_of
from bot.domain.calendar import Calendar
from bot.domain.comparing import Bound, Op, Range
from bot.domain.condition_forms import (
    Answered,
    Attribute,
    Counter,
    DaysSinceFriend,
    Entered,
    Finished,
    Group,
    Hour,
    Inside,
    Label,
    Month,
    OnWeekday,
    Stopped,
    Tapped,
    Watched,
    reaction_of,
    standing_of,
)
from bot.domain.conditions import AllOf, AnyOf, Condition, Not
from bot.domain.elapsed import Elapsed
from bot.domain.facts import compares, is_now
from bot.store.db import Value, rows
from bot.store.facts import FINISHED, INSIDE, STOPPED
from bot.store.naming import Named, named_in

_STANDINGS = {
    "entered": "(1 = 1)",
    "inside": INSIDE,
    "finished": FINISHED,
    "stopped": STOPPED,
}
# Beyond this many days nobody has been a friend, and no calendar reaches.
_MOST_DAYS = 400_000
# So many questions are worth asking of a row before it is joined.
_FEW = 4
_REACTED = (
    "(SELECT n.friend_id, n.scenario_id, r.kind, r.step_id FROM enrollment n"
    " JOIN reaction r ON r.enrollment_id = n.id)"
)
_TRUE, _FALSE = "(1 = 1)", "(1 = 0)"


@dataclass(frozen=True, slots=True)
class Matching:
    """To be put together: SELECT f.id FROM {source} WHERE {one of the formulas}."""

    source: str
    formulas: tuple[str, ...]
    params: Mapping[str, Value]


def matching(conditions: Sequence[Condition], now: datetime, calendar: Calendar) -> Matching:
    """A formula for each of the conditions, over people who are friends ``f``."""
    compiler = _Compiler(named_in(conditions), now, calendar)
    formulas = tuple(compiler.formula(condition) for condition in conditions)
    return Matching(compiler.source, formulas, compiler.params)


def headcounts(
    conditions: Sequence[Condition], now: datetime, calendar: Calendar
) -> tuple[int, ...]:
    """Of how many friends each is true, without those who blocked."""
    if not conditions:
        return ()
    asked = matching(conditions, now, calendar)
    counted = ", ".join(f"count(CASE WHEN {formula} THEN 1 END)" for formula in asked.formulas)
    found = rows(f"SELECT {counted} FROM {asked.source} WHERE f.is_friend", asked.params)
    return tuple(map(int, found[0]))


def headcount(condition: Condition, now: datetime, calendar: Calendar) -> int:
    return headcounts([condition], now, calendar)[0]


def matched(condition: Condition, now: datetime, calendar: Calendar) -> list[int]:
    """The ids of the friends of whom it is true, also of those who blocked."""
    asked = matching([condition], now, calendar)
    known = "(f.is_friend OR f.blocked_at IS NOT NULL)"
    found = rows(
        f"SELECT f.id FROM {asked.source} WHERE {known} AND {asked.formulas[0]} ORDER BY f.id",
        asked.params,
    )
    return [row[0] for row in found]


def next_matched(
    condition: Condition | None, now: datetime, calendar: Calendar, *, after: int, limit: int
) -> list[int]:
    """As ``matched``, behind this id and so many; None: everybody."""
    asked = matching([condition] if condition else [], now, calendar)
    known = "(f.is_friend OR f.blocked_at IS NOT NULL)"
    found = rows(
        f"SELECT f.id FROM {asked.source} WHERE {known} AND f.id > :after"
        f" AND {asked.formulas[0] if condition else _TRUE} ORDER BY f.id LIMIT :limit",
        {**asked.params, "after": after, "limit": limit},
    )
    return [row[0] for row in found]


def _letters() -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(string.ascii_lowercase, repeat=length))


@dataclass
class _Table:
    """What is asked of one table ``e``, or of two joined, with several rows a friend: a column for
    each question.
    """

    name: str
    key: str
    alias: str
    one_row_a_key: bool = True
    columns: dict[str, str] = field(default_factory=dict)
    keys: set[int] = field(default_factory=set)
    _free: Iterator[str] = field(default_factory=_letters)

    def has(self, keys: Iterable[int], test: str) -> str:
        """Whether there is a row with one of these keys of which the test is true."""
        wanted = sorted(keys)
        self.keys.update(wanted)
        asked = f"e.{self.key} IN ({_numbers(wanted)}) AND {test}"
        column = self.columns.setdefault(asked, f"c_{next(self._free)}")
        return f"(coalesce({self.alias}.{column}, 0) = 1)"

    @property
    def join(self) -> str:
        if not self.columns:
            return ""
        true = {name: f"CASE WHEN {test} THEN 1 ELSE 0 END" for test, name in self.columns.items()}
        where = f"e.{self.key} IN ({_numbers(sorted(self.keys))})"
        if len(self.columns) <= _FEW:
            where += f" AND ({' OR '.join(self.columns)})"
        if self.one_row_a_key and len(self.keys) == 1:
            asked, group = ", ".join(f"{value} AS {name}" for name, value in true.items()), ""
        else:
            asked = ", ".join(f"max({value}) AS {name}" for name, value in true.items())
            group = " GROUP BY e.friend_id"
        return (
            f" LEFT JOIN (SELECT e.friend_id, {asked} FROM {self.name} e WHERE {where}{group})"
            f" {self.alias} ON {self.alias}.friend_id = f.id"
        )


def _numbers(values: Iterable[int]) -> str:
    return ", ".join(str(int(value)) for value in values)


@dataclass
class _Compiler:
    named: Named
    now: datetime
    calendar: Calendar
    params: dict[str, Value] = field(default_factory=dict)
    labels: _Table = field(default_factory=lambda: _Table("friend_label", "label_id", "l"))
    fields: _Table = field(default_factory=lambda: _Table("friend_field", "field_id", "v"))
    walks: _Table = field(
        default_factory=lambda: _Table("enrollment", "scenario_id", "w", one_row_a_key=False)
    )
    reacted: _Table = field(
        default_factory=lambda: _Table(_REACTED, "scenario_id", "r", one_row_a_key=False)
    )
    _within: tuple[str, ...] = ()
    _names: dict[tuple[type, Value], str] = field(default_factory=dict)
    _free: Iterator[str] = field(default_factory=_letters)

    @property
    def source(self) -> str:
        tables = (self.labels, self.fields, self.walks, self.reacted)
        return "friend f" + "".join(table.join for table in tables)

    def formula(self, condition: Condition) -> str:
        match condition:
            case AllOf():
                return f"({' AND '.join(self.formula(part) for part in condition.all)})"
            case AnyOf():
                return f"({' OR '.join(self.formula(part) for part in condition.any)})"
            case Not():
                return f"(NOT {self.formula(condition.not_)})"
            case Group():
                return self._group(condition.group)
            case Month() | OnWeekday() | Hour():
                return _TRUE if is_now(condition, self.now, self.calendar) else _FALSE
        return self._leaf(condition)

    def _leaf(self, condition: Condition) -> str:
        match condition:
            case Label():
                return self._label(condition)
            case Attribute():
                return self._attribute(condition)
            case Counter():
                return self._counter(condition)
            case DaysSinceFriend():
                added = self._tests(condition.days_since_friend.ranges, self._added)
                return f"(f.followed_at IS NOT NULL AND {added})"
            case Entered() | Inside() | Finished() | Stopped():
                name, standing = standing_of(condition)
                numbers = self.named.scenarios.get(name)
                return self.walks.has(numbers, _STANDINGS[standing]) if numbers else _FALSE
            case Tapped() | Answered() | Watched() if condition.scenario is not None:
                return self._reacted(condition, condition.scenario)
        raise ValueError(f"{type(condition).__name__} is asked of one walk, not of everybody")

    def _value(self, value: Value) -> str:
        """The same value is the same parameter, so that equal questions are equal."""
        key = (type(value), value)
        if key not in self._names:
            self._names[key] = f"p_{next(self._free)}"
            self.params[self._names[key]] = value
        return f":{self._names[key]}"

    def _group(self, name: str) -> str:
        rule = self.named.rules.get(name)
        if rule is None or name in self._within:
            return _FALSE
        self._within = (*self._within, name)
        inner = self.formula(rule)
        self._within = self._within[:-1]
        return inner

    def _reacted(self, condition: Tapped | Answered | Watched, scenario: str) -> str:
        numbers = self.named.reacted.get(scenario)
        if not numbers:
            return _FALSE
        kind, step_id = reaction_of(condition)
        test = f"e.kind = {self._value(kind)} AND e.step_id = {self._value(step_id)}"
        return self.reacted.has(numbers, test)

    def _label(self, label: Label) -> str:
        number = self.named.labels.get(label.label)
        if number is None:
            return _FALSE
        tests = ["1 = 1"]
        if label.for_at_least:
            tests.append(f"e.at <= {self._ago(label.for_at_least)}")
        if label.for_less_than:
            tests.append(f"e.at > {self._ago(label.for_less_than)}")
        return self.labels.has([number], " AND ".join(tests))

    def _ago(self, elapsed: Elapsed) -> str:
        return self._value(epoch(elapsed.before(self.now, self.calendar)))

    def _tests(self, ranges: Sequence[Range], test: Callable[[Op, Bound], str]) -> str:
        """True when all of one of the ranges are."""
        ways = [" AND ".join(test(op, bound) for op, bound in each) for each in ranges]
        return f"({' OR '.join(ways)})" if ways else _FALSE

    def _added(self, op: Op, days: Bound) -> str:
        """So many whole days ago or more is before the day after that day began."""
        whole = math.ceil(float(days)) if op in ("<", ">=") else math.floor(float(days)) + 1
        whole = min(max(whole, -_MOST_DAYS), _MOST_DAYS)
        day = self.calendar.local(self.now).date() + timedelta(days=1 - whole)
        began = self._value(epoch(self.calendar.instant(day, time())))
        return f"f.followed_at {'<' if op in ('>', '>=') else '>='} {began}"

    def _attribute(self, condition: Attribute) -> str:
        name = condition.attribute
        if name in OF_PROFILE:
            fits = self._profile("f.name" if name == NAME else "f.lang", condition)
        else:
            row = self.named.fields.get(BIRTHDAY if name in OF_BIRTH else name)
            fits = self.fields.has([row.id], self._fits(condition, row.kind)) if row else _FALSE
        return f"(NOT {fits})" if condition.known is False else fits

    def _profile(self, column: str, condition: Attribute) -> str:
        if condition.is_ is None:
            return f"({column} <> '')"
        return f"({column} <> '' AND {self._one_of(column, condition.is_)})"

    def _one_of(self, column: str, values: Sequence[str]) -> str:
        return f"{column} IN ({', '.join(self._value(value) for value in values)})"

    def _fits(self, condition: Attribute, kind: Kind) -> str:
        """Of a row of friend_field."""
        if condition.known is not None:
            return _EXACT.get(condition.attribute, _TRUE)
        if condition.attribute in OF_BIRTH:
            return self._born(condition)
        fits = self._tests(condition.ranges, self._day if kind == "date" else self._number)
        if condition.is_:
            return f"({self._one_of('e.text', condition.is_)} OR {fits})"
        return fits

    def _day(self, op: Op, bound: Bound) -> str:
        if not isinstance(bound, str):
            return _FALSE
        return f"substr(e.text, 1, {len(bound)}) {op} {self._value(bound)}"

    def _number(self, op: Op, bound: Bound) -> str:
        if isinstance(bound, str):
            return _FALSE
        return f"(e.number IS NOT NULL AND e.number {op} {self._value(float(bound))})"

    def _born(self, condition: Attribute) -> str:
        sides = {"earliest": "e.text", "latest": "coalesce(e.until, e.text)"}
        today = self.calendar.local(self.now).date()
        ways = [
            " AND ".join(f"{sides[side]} {op} {self._value(day)}" for side, op, day in each)
            for each in limits_of(condition.attribute, condition, today)
        ]
        return f"({' OR '.join(ways)})"

    def _counter(self, condition: Counter) -> str:
        """Who has no number has 0: what is true of 0 is said of those without another number."""
        row, fits_zero = self.named.fields.get(condition.counter), compares(condition.ranges, 0)
        if row is None:
            return _TRUE if fits_zero else _FALSE
        fits = self._tests(condition.ranges, self._number)
        if not fits_zero:
            return self.fields.has([row.id], fits)
        return f"(NOT {self.fields.has([row.id], f'e.number IS NOT NULL AND NOT {fits}')})"


_EXACT = {
    BIRTH_YEAR: "substr(e.text, 1, 4) = substr(coalesce(e.until, e.text), 1, 4)",
    BIRTHDAY: "e.text = coalesce(e.until, e.text)",
}
