"""Where people go on when another version is published for them, too."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.document import parse
from bot.domain.moving import Leaving, Moving, had_before, may_move
from bot.domain.schedule import Calendar, Quiet
from bot.domain.walk import Instants, Walk

TOKYO = ZoneInfo("Asia/Tokyo")
CALENDAR = Calendar(TOKYO, Quiet(time(21), time(8)))


def step(text: str) -> dict[str, Any]:
    """A letter; with ? it asks, with * it repeats three times, with ** for good."""
    body: dict[str, Any] = {"id": text.rstrip("?*"), "wait": {"days": 1}}
    if text.endswith("?"):
        return {**body, "ask": {"text": "x", "choices": ["y", "n"]}}
    if "*" in text:
        most = {} if text.endswith("**") else {"at_most": 3}
        body["repeat"] = {"every": {"days": 1}, **most}
    return {**body, "send": [{"text": text}]}


def steps(tree: str) -> list[dict[str, Any]]:
    """ "a x(c d|e) f": x is a branch with two arms."""
    found: list[dict[str, Any]] = []
    words = tree.replace("(", " ( ").replace(")", " ) ").replace("|", " | ").split()
    stack: list[list[Any]] = [found]
    for word in words:
        match word:
            case "(":
                branch = stack[-1][-1]
                branch.pop("send", None), branch.pop("wait", None)
                branch["branch"] = [{"when": {"label": "L0"}, "steps": []}]
                stack.append(branch["branch"][0]["steps"])
                stack[-1:] = [branch, stack[-1]]
            case "|":
                stack.pop()
                arms = stack[-1]["branch"]  # type: ignore[call-overload]
                arms.append({"when": {"label": f"L{len(arms)}"}, "steps": []})
                stack.append(arms[-1]["steps"])
            case ")":
                del stack[-2:]
            case _:
                stack[-1].append(step(word))
    return found


def walk(tree: str, **more: Any) -> Walk:
    return Walk(parse({"name": "n", **more, "steps": steps(tree)}))


def place(of: Walk, index: int) -> str:
    """The id; "a+" is its repetition or its answer, "." the end."""
    if index == len(of.stops):
        return "."
    stop = of.stops[index]
    return stop.step.id + ("+" if stop.again or stop.answer else "")


def moved(old: str, new: str, rounds: int = 0) -> dict[str, str]:
    before, now = walk(old), walk(new)
    moving = Moving(before, now)
    return {
        place(before, index): place(now, moving.to(index, rounds))
        for index in range(len(before.stops))
    }


# From, to, and who goes elsewhere than to the step of the same name.
MOVES: Sequence[tuple[str, str, dict[str, str]]] = [
    ("a b c", "a b c", {}),
    ("a b c", "a n b c", {}),
    ("a b c", "c b a", {}),
    ("a b c", "a b c n", {}),
    ("a b c", "a c", {"b": "c"}),
    ("a b c", "b c", {"a": "b"}),
    ("a b c", "a b", {"c": "."}),
    ("a b c", "b", {"a": "b", "c": "."}),
    ("a b c d", "a d", {"b": "d", "c": "d"}),
    # by the old order, not by what stands there now
    ("a b c d", "a d c", {"b": "c"}),
    # what was written in its place
    ("a b c", "a n c", {"b": "n"}),
    ("a b", "a n", {"b": "n"}),
    ("a b", "n b", {"a": "n"}),
    ("a b c", "n", {"a": "n", "b": "n", "c": "n"}),
    ("a b c", "a c n", {"b": "c"}),
    ("a b d", "d a n", {"b": "d"}),
    # inside arms
    ("a x(c d|e) f", "a x(d|e) f", {"c": "d"}),
    ("a x(c d|e) f", "a x(c|e) f", {"d": "f"}),
    ("a x(c d|e) f", "a x(e) f", {"c": "f", "d": "f"}),
    ("a x(c d|e) f", "a x(c n|e) f", {"d": "n"}),
    ("a x(c d|e) f", "a x(n d|e) f", {"c": "d"}),
    ("a x(c|e)", "a x(n|e)", {"c": "."}),
    ("a x(c|e) f g", "a x(c|e) g", {"f": "g"}),
    # the branch itself
    ("a x(c d|e) f", "a f", {"x": "f", "c": "f", "d": "f", "e": "f"}),
    ("a x(c d|e) f", "a c d f", {"x": "c", "e": "f"}),
    ("a x(c|e) f", "a f c", {"x": "c", "e": "f"}),
    ("a b c", "a z(b|n) c", {}),
    # nobody is led into an arm without having been asked
    ("a b c d", "a z(c|n) d", {"b": "z"}),
    ("a b c d", "z(c|n) a d", {"b": "d"}),
    ("a x(c y(e|g) h|i) k", "a x(c h|i) k", {"y": "h", "e": "h", "g": "h"}),
    # questions and repetitions
    ("a b? c", "a c", {"b": "c", "b+": "c"}),
    ("a b? c", "a b c", {"b+": "c"}),
    ("a b* c", "a b c", {"b+": "c"}),
    ("a b c", "a b* c", {}),
    ("a b? c", "a b* c", {"b+": "c"}),
    ("a b* c", "a b? c", {"b+": "c"}),
    ("a b? c", "b? c a", {}),
]  # fmt: skip


def test_everybody_goes_on_by_the_steps_names() -> None:
    for old, new, elsewhere in MOVES:
        found = moved(old, new)
        assert found == {own: own for own in found} | elsewhere, (old, new)


def test_what_was_repeated_often_enough_is_over() -> None:
    for new, rounds, there in [
        ("a b* c", 0, "b+"), ("a b* c", 1, "b+"), ("a b* c", 2, "c"), ("a b** c", 50, "b+"),
    ]:  # fmt: skip
        assert moved("a b** c", new, rounds)["b+"] == there, (new, rounds)


def test_who_has_been_sent_the_last_step_has_come_to_the_end() -> None:
    ends = {"id": "b", "send": [{"text": "x"}], "then": {"jump": "x"}}
    new = Walk(parse({"name": "n", "steps": [*steps("a"), ends, *steps("c")]}))
    assert Moving(walk("a b* c"), new).to(2) == 3


# Versions in their order, and the last one's steps that somebody may have had before.
TWICE: Sequence[tuple[tuple[str, ...], str]] = [
    (("a b c", "a b c"), ""),
    (("a b c", "a n b m c"), ""),
    (("a b c", "a c"), ""),
    (("a b c", "a n"), ""),
    (("a b c", "b a c"), "a"),
    (("a b c", "c b a"), "a b"),
    (("a b c", "a c", "a c b"), "b"),
    (("a b c", "a c", "a b c"), "b"),
    (("a b c", "c", "c b a"), "a b"),
    (("b a c", "a b c", "a b n c"), "b"),
    (("a x(c|e) f", "a x(c|e f)"), ""),
    (("a x(c|e) f", "a x(|e) f c"), "c"),
    (("a x(c|e) f", "a x(e|c) f"), ""),
    (("a x(c|e) f g", "a x(|e) f g", "a x(|e) f g c"), "c"),
    (("a b? c", "a c b?"), "b"),
    (("a b* c", "a c b*"), "b"),
    (("a b* c", "a b** c"), ""),
]


def test_the_steps_that_may_come_a_second_time_are_known() -> None:
    for trees, twice in TWICE:
        walks = [walk(tree) for tree in trees]
        known, marked = set[str](), frozenset[str]()
        for old, new in pairwise(walks):
            known |= {each.id for each in old.scenario.all_steps}
            found = had_before([Leaving(old, marked)], new, known)
            marked = frozenset(new.stops[index].step.id for index in found)
        assert marked == set(twice.split()), trees


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=TOKYO)


def timed(wait: Any, **more: Any) -> Walk:
    first, second = steps("a b")
    return Walk(parse({"name": "n", **more, "steps": [first, {**second, "wait": wait}]}))


TEN = {"days": 3, "at": "10:00"}
GOAL = {"goals": {"来店": {"field": "日"}}}
# The step before was sent on the 1st at noon; now it is the 3rd at 15:00. Due at that time by the
# first wait, or put off to another one.
TIMES: Sequence[tuple[Any, Any, str, str]] = [
    (TEN, TEN, "04 10:00", "04 10:00"),
    (TEN, TEN, "06 10:00", "06 10:00"),
    (TEN, {"days": 5, "at": "11:00"}, "04 10:00", "06 11:00"),
    (TEN, {"days": 3, "at": "18:00"}, "04 10:00", "04 18:00"),
    # what is past by the new wait goes as soon as it may
    (TEN, {"days": 1, "at": "10:00"}, "04 10:00", "04 10:00"),
    (TEN, {"days": 1, "at": "15:00"}, "04 10:00", "03 15:00"),
    ({"days": 5}, {"days": 1}, "06 12:00", "03 15:00"),
    ({"days": 5}, 0, "06 12:00", "03 15:00"),
    # but a date that is over stays over
    ({"days": 5}, {"date": "2026-12-02", "at": "10:00"}, "06 12:00", "02 10:00"),
    # who was put off is not due before that
    (TEN, {"days": 1, "at": "10:00"}, "06 10:00", "06 10:00"),
    # a date of their own, or what they do, is looked up when it is come to
    (TEN, {"before": "来店", "days": 1}, "04 10:00", "01 12:00"),
    ({"before": "来店", "days": 1}, TEN, "09 10:00", "04 10:00"),
    ({"for": {"label": "x"}}, {"for": {"label": "y"}}, "31 10:00", "01 12:00"),
    ({"for": {"label": "x"}}, {"for": {"label": "x"}}, "31 10:00", "31 10:00"),
]


def test_another_wait_counts_from_where_the_first_one_did() -> None:
    for old, new, due, then in TIMES:
        moving = Moving(timed(old, **GOAL), timed(new, **GOAL))
        instants = Instants(at("01 11:00"), at("01 12:00"), own_act=False)
        found = moving.due_at(1, 1, instants, at(due), now=at("03 15:00"), calendar=CALENDAR)
        assert found == at(then), (old, new, due)


def test_nobody_is_woken_by_a_first_step_that_does_not_wait_any_more() -> None:
    moving = Moving(walk("a"), Walk(parse({"name": "n", "steps": [{"id": "a", "send": []}]})))
    instants = Instants(at("01 12:00"), at("01 12:00"), own_act=False)
    for now, then in [("01 23:00", "02 08:00"), ("01 15:00", "01 15:00")]:
        due = moving.due_at(0, 0, instants, at("02 12:00"), now=at(now), calendar=CALENDAR)
        assert due == at(then)


def test_a_date_that_is_meant_otherwise_is_looked_up_anew() -> None:
    wait, other = {"before": "来店", "days": 1}, {"goals": {"来店": {"field": "別の日"}}}
    due = at("20 12:00")
    for goals, kept in [(GOAL, True), (other, False)]:
        moving = Moving(timed(wait, **GOAL), timed(wait, **goals))
        assert moving.keeps_time(1, 1) is kept
        instants = Instants(at("01 12:00"), at("01 12:00"), own_act=False)
        found = moving.due_at(1, 1, instants, due, now=due - timedelta(5), calendar=CALENDAR)
        assert found == (due if kept else at("01 12:00"))


def test_steps_that_need_more_than_a_walk_has_are_not_for_it() -> None:
    def of(per: str | None, **carries: str) -> Walk:
        start = {"when": "api", "event": "e", "carries": carries}
        more = {"per": per} if per else {}
        return walk("a", start=start if carries else [], **more)

    assert may_move(of("n", n="text", more="list"), of("n", n="text"))
    assert not may_move(of("n", n="text"), of("n", n="text", more="list"))
    assert not may_move(of(None, n="text"), of("n", n="text"))
    assert not may_move(of(None, n="text"), of(None, n="number"))
    assert may_move(walk("a"), walk("b"))
