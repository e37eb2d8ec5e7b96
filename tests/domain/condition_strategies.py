"""Generated conditions and people, from few names, so that they meet each other often."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.domain.attributes import Known
from bot.domain.calendar import Calendar
from bot.domain.condition_forms import Reaction, Standing
from bot.domain.conditions import Condition
from bot.domain.facts import Facts
from bot.domain.lengths import WEEKDAYS
from tests.domain.strategies import calendars

LABELS = ("購入", "予約", "it's 100%")
SCENARIOS = ("再来店", "お礼")
REACTIONS: tuple[tuple[Reaction, str], ...] = (
    ("tapped", "offer"),
    ("tapped", "menu"),
    ("answered", "offer"),
    ("watched", "offer"),
)
GROUPS = ("常連", "新しい人")
TEXTS = ("female", "male", "10", "2000-02-29")
DAYS = ("2000-02-28", "2000-02-29", "2001-03-01", "2026-12-24", "2026-12-24T10:00")
NUMBERS = (-1, 0, 1, 2.5, 10, 26, 2000)

_condition = TypeAdapter[Condition](Condition)
condition = _condition.validate_python

_spans = st.sampled_from(
    [{"minutes": 30}, {"hours": 5}, {"days": 1}, {"days": 30}, {"weeks": 2}, {"months": 1}]
)


def _compared(*values: Any) -> st.SearchStrategy[dict[str, Any]]:
    one = st.sampled_from(values)
    ways = st.sampled_from(["under", "over", "at_least", "at_most"])
    between = st.tuples(one, one).map(lambda pair: {"between": sorted(pair)})
    exactly = st.lists(one, min_size=1, max_size=2).map(lambda some: {"is": some})
    return st.builds(lambda way, value: {way: value}, ways, one) | between | exactly


def _attribute(names: tuple[str, ...], *values: Any) -> st.SearchStrategy[dict[str, Any]]:
    compared = _compared(*values) | st.booleans().map(lambda known: {"known": known})
    return st.builds(lambda name, how: {"attribute": name, **how}, st.sampled_from(names), compared)


_is_text = st.lists(st.sampled_from([*TEXTS, "ja", "花子"]), min_size=1, max_size=3)
_texts = st.builds(
    lambda name, values: {"attribute": name, "is": values},
    st.sampled_from(["name", "language", "gender", "area", "os", "メモ", "スコア"]),
    _is_text,
)
_labels = st.builds(
    lambda label, **spans: {"label": label, **{k: v for k, v in spans.items() if v}},
    st.sampled_from(LABELS),
    for_at_least=st.none() | _spans,
    for_less_than=st.none() | _spans,
)
leaf_documents: st.SearchStrategy[dict[str, Any]] = st.one_of(
    _labels,
    _labels,
    _texts,
    _attribute(("age", "birth_year"), *NUMBERS),
    _attribute(("birthday", "来店日"), *DAYS),
    _attribute(("スコア",), *NUMBERS),
    _compared(*NUMBERS).map(lambda how: {"counter": "スコア", **how}),
    _compared(0, 1, 7, 30, 400).map(lambda how: {"days_since_friend": how}),
    st.sampled_from(GROUPS).map(lambda name: {"group": name}),
    st.builds(
        lambda standing, name: {standing: name},
        st.sampled_from(["entered", "inside", "finished", "stopped"]),
        st.sampled_from(SCENARIOS),
    ),
    st.builds(
        lambda reaction, name: {reaction[0]: reaction[1], "scenario": name},
        st.sampled_from(REACTIONS),
        st.sampled_from(SCENARIOS),
    ),
    st.lists(st.integers(1, 12), min_size=1, max_size=6).map(lambda months: {"month": months}),
    st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4).map(lambda days: {"weekday": days}),
    st.sampled_from(["9:00-18:00", "00:00-24:00", "23:00"]).map(lambda hours: {"hour": hours}),
)


def _deeper(inner: st.SearchStrategy[Any], levels: int) -> st.SearchStrategy[Any]:
    if levels == 0:
        return inner
    some = st.lists(_deeper(inner, levels - 1), min_size=1, max_size=3)
    joined = some.map(lambda parts: {"all": parts}) | some.map(lambda parts: {"any": parts})
    negated = _deeper(inner, levels - 1).map(lambda part: {"not": part})
    return inner | joined | negated


condition_documents = _deeper(leaf_documents, 3)
conditions: st.SearchStrategy[Condition] = condition_documents.map(condition)

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
_near = st.integers(-2, 70 * 86_400).map(lambda seconds: timedelta(seconds=seconds))
_exactly = st.sampled_from([0, 1800, 5 * 3600, 86_400, 30 * 86_400, 14 * 86_400]).map(
    lambda seconds: timedelta(seconds=seconds)
)
ago = _near | _exactly
_texts_known = st.sampled_from(TEXTS).map(Known)
_numbers_known = st.sampled_from(NUMBERS).map(lambda number: Known(str(number), float(number)))
_days_known = st.sampled_from(DAYS).map(lambda day: Known(day, is_date=True))
births = st.sampled_from(
    [("2000-02-29", None), ("2000-01-01", "2000-12-31"), ("1981-11-23", "2001-11-22")]
).map(lambda birth: Known(birth[0], is_date=True, until=birth[1]))
known_attributes = st.fixed_dictionaries(
    {},
    optional={
        "gender": _texts_known,
        "area": _texts_known,
        "os": _texts_known,
        "メモ": _texts_known,
        "スコア": _numbers_known,
        "来店日": _days_known,
        "birthday": births,
    },
)
_STANDINGS: tuple[Standing, ...] = ("entered", "inside", "finished", "stopped")
standings: st.SearchStrategy[frozenset[Standing]] = st.frozensets(st.sampled_from(_STANDINGS))


def _walks(
    standings: Mapping[str, frozenset[Standing]], reacted: Mapping[str, Collection[object]]
) -> Mapping[str, frozenset[Standing]]:
    """Who did something in a scenario has walked it."""
    entered: frozenset[Standing] = frozenset({"entered"})
    return {
        **{name: entered for name, did in reacted.items() if did},
        **{
            name: some | entered if some or reacted.get(name) else some
            for name, some in standings.items()
        },
    }


reactions = st.frozensets(st.sampled_from(REACTIONS))
rules = st.dictionaries(st.sampled_from(GROUPS), conditions, max_size=2)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    labels = draw(st.dictionaries(st.sampled_from(LABELS), ago))
    since = draw(st.none() | ago | st.integers(0, 500).map(lambda days: timedelta(days=days)))
    reacted = draw(st.dictionaries(st.sampled_from(SCENARIOS), reactions))
    return Facts(
        now=NOW,
        calendar=Calendar(draw(calendars).zone),
        name=draw(st.sampled_from(["", "花子", "it's"])),
        language=draw(st.sampled_from(["", "ja", "en"])),
        friend_since=NOW - since if since is not None else None,
        labels={name: NOW - span for name, span in labels.items()},
        attributes=draw(known_attributes),
        walks=_walks(draw(st.dictionaries(st.sampled_from(SCENARIOS), standings)), reacted),
        reacted=reacted,
        groups=draw(rules),
    )
