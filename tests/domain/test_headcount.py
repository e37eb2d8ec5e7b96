"""Whom of those inside a new version concerns."""

from collections.abc import Sequence

from bot.domain.document import parse
from bot.domain.headcount import Headcount, SentOn, headcount
from bot.domain.walk import Walk
from tests.domain.test_moving import steps, walk


def told(new: str, changed: str) -> Walk:
    """With other words in these steps; "b!" waits otherwise."""
    body = steps(new)
    stack = list(body)
    for one in stack:
        stack += [inner for arm in one.get("branch", ()) for inner in arm["steps"]]
        if one["id"] in changed.split():
            one["send"] = [{"text": "other"}]
        if f"{one['id']}!" in changed.split():
            one["wait"] = {"days": 2}
    return Walk(parse({"name": "n", "steps": body}))


# From, to, what else changed, and what becomes of one person at each stop of the old version, in
# their order: ahead, past, elsewhere, or to the step of that number.
COUNTS: Sequence[tuple[str, str, str, str]] = [
    ("a b c", "a b c", "", "past past past"),
    ("a b c", "a b c", "b", "ahead ahead past"),
    ("a b c", "a b c", "b!", "ahead retimed past"),
    ("a b c", "a b n c", "", "ahead ahead past"),
    ("a b c", "a b c n", "", "ahead ahead ahead"),
    ("a b c", "a c", "", "ahead 2 past"),
    ("a b c", "a b", "", "ahead ahead end"),
    ("a x(c d|e) f", "a x(c d|e) f", "d", "ahead ahead ahead ahead elsewhere past"),
    ("a x(c d|e) f", "a x(c|e) f", "", "ahead ahead ahead 3 elsewhere past"),
    ("a x(c d|e) f", "a x(c d|e) f", "f", "ahead ahead ahead ahead ahead ahead"),
    ("a b? c", "a b? c", "c", "ahead ahead ahead ahead"),
]  # fmt: skip


def of(what: str, number: str) -> Headcount:
    plain = {
        "ahead": Headcount(ahead=1),
        "past": Headcount(past=1),
        "elsewhere": Headcount(elsewhere=1),
        "retimed": Headcount(ahead=1, retimed=1),
    }
    if what in plain:
        return plain[what]
    to = None if what == "end" else what
    return Headcount(ahead=1, sent_on=(SentOn(number, None, 1, to),))


def test_everybody_is_counted_once() -> None:
    for old, new, changed, found in COUNTS:
        before, now = walk(old), told(new, changed)
        for index, what in enumerate(found.split()):
            counted = headcount([(before, {index: 1})], now)
            expected = of(what, before.stops[index].number)
            assert counted == expected, (old, new, changed, index)
        everybody = headcount([(before, dict.fromkeys(range(len(before.stops)), 7))], now)
        assert everybody.inside == 7 * len(before.stops)


def test_people_of_several_versions_are_counted_together() -> None:
    first, second, new = walk("a b c"), walk("a b d c"), walk("a c")
    found = headcount([(first, {0: 5, 1: 2}), (second, {1: 3, 2: 4})], new)
    assert found == Headcount(
        ahead=14, sent_on=(SentOn("2", None, 5, "2"), SentOn("3", None, 4, "2"))
    )


def test_walks_that_lack_something_stay() -> None:
    start = {"when": "api", "event": "e", "carries": {"n": "text"}}
    found = headcount([(walk("a b"), {0: 3, 1: 4})], walk("a b", start=start))
    assert found == Headcount(staying=7)
