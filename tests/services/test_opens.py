"""Names that LINE counts opens under: which steps have one, and when LINE is asked about them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from admin_flows.ports.facts import OpenedFacts
from bot.clock import epoch
from bot.domain.outcomes import Throttled
from bot.domain.units import A_MONTH, KEPT
from bot.line.gateway import LineError
from bot.services.opens import BETWEEN_SECONDS, Opens
from bot.store import units
from bot.store.db import atomic, rows, sql
from tests.delivery.ledger import lost
from tests.delivery.world import step
from tests.services.shop import Shop

TODAY = date(2026, 12, 1)


@dataclass
class Insight:
    people: int | None = 40
    refuses: bool = False
    asked: list[tuple[str, date, date]] = field(default_factory=list)

    def opened(self, unit: str, first: date, last: date) -> int | None:
        self.asked.append((unit, first, last))
        if self.refuses:
            raise LineError(Throttled(None))
        return self.people


@pytest.fixture
def line() -> Insight:
    return Insight()


@pytest.fixture
def opens(shop: Shop, line: Insight) -> Opens:
    return Opens(line, shop.world.clock)


def sent(shop: Shop, people: int = 2) -> int:
    scenario = shop.world.scenario(step("a"), step("b", {"days": 1}))
    shop.follow(*(f"友{n}" for n in range(people)))
    shop.send()
    return scenario


def a_day_later(shop: Shop, days: float = 1) -> None:
    shop.world.clock.tick(days * 86_400)


def test_a_steps_version_goes_under_one_name_all_month(shop: Shop) -> None:
    sent(shop)
    shop.follow("花")
    shop.send()
    shop.move(days=1)
    shop.send()
    by_step = {entry.messages[0]["text"]: entry.unit for entry in shop.world.line.entries}
    names = [entry.unit for entry in shop.world.line.entries]
    assert len(set(names)) == 2 and set(by_step.values()) == set(names)
    assert all(name.isascii() and len(name) <= 30 and "_" in name for name in names)


def test_a_repeat_is_the_same_request_in_a_new_month(shop: Shop) -> None:
    shop.world.line.after = lost({1})
    sent(shop)
    shop.world.clock.tick(40 * 86_400)
    shop.world.clock.move(timedelta(days=-40))
    shop.send()
    assert len({entry.unit for entry in shop.world.line.requests}) == 1


def test_the_next_month_has_a_row_of_its_own_under_the_same_name(shop: Shop) -> None:
    sent(shop)
    shop.move(days=40)
    shop.follow("花")
    shop.send()
    found = rows("SELECT name, month, from_day, until_day FROM unit WHERE step = 0 ORDER BY month")
    (name, december, first, until), (same, january, again, open_) = found
    assert (same, december, january) == (name, 202612, 202701)
    assert (first, until, again, open_) == (
        TODAY.toordinal(),
        TODAY.toordinal() + 39,
        TODAY.toordinal() + 40,
        None,
    )


def fill_the_month(number: int) -> None:
    with atomic():
        for n in range(number):
            sql(
                "INSERT INTO unit (version_id, step, month, name, from_day)"
                f" VALUES ({n + 1_000}, 0, 202612, 'x{n}', 1)"
            )


def test_the_last_names_are_kept_for_steps_that_many_get(shop: Shop) -> None:
    fill_the_month(A_MONTH - KEPT)
    sent(shop, people=2)
    assert shop.world.line.entries[0].unit == ""
    shop.follow(*(f"増{n}" for n in range(20)))
    shop.send()
    assert shop.world.line.entries[-1].unit != ""


def test_who_came_one_by_one_counts_too(shop: Shop) -> None:
    fill_the_month(A_MONTH - KEPT)
    sent(shop, people=0)
    for n in range(21):
        shop.follow(f"友{n}")
        shop.send()
    named = [entry.unit != "" for entry in shop.world.line.entries]
    assert named == [False] * 19 + [True] * 2


def test_beyond_a_thousand_nothing_has_a_name(shop: Shop) -> None:
    fill_the_month(A_MONTH)
    sent(shop, people=30)
    assert {entry.unit for entry in shop.world.line.entries} == {""}


def test_line_is_asked_a_day_later_and_then_daily_for_two_weeks(
    shop: Shop, opens: Opens, line: Insight
) -> None:
    scenario = sent(shop)
    assert not opens.is_due()
    for day in range(1, 30):
        a_day_later(shop)
        if opens.is_due():
            opens.run()
        assert len(line.asked) == min(day, 16)
    assert line.asked[0] == (line.asked[0][0], TODAY, TODAY + timedelta(days=1))
    assert shop.reads.results(scenario).opened == {"a": OpenedFacts(40, asked=True)}


def test_at_most_sixty_times_an_hour(shop: Shop, opens: Opens, line: Insight) -> None:
    sent(shop)
    with atomic():
        sql("INSERT INTO unit (version_id, step, month, name, from_day, next_at)"
            " SELECT 1, 1, 202700 + n, 'x', 1, 0 FROM"
            " (SELECT 5 AS n UNION ALL SELECT 6 UNION ALL SELECT 7) t")  # fmt: skip
        sql("UPDATE unit SET until_day = 2 WHERE month > 202700")
    for _ in range(180):
        opens.run()
        shop.world.clock.epoch += BETWEEN_SECONDS / 60
    assert len(line.asked) == 3


def test_what_is_hidden_is_said_and_what_was_told_stays(
    shop: Shop, opens: Opens, line: Insight
) -> None:
    scenario = sent(shop)
    assert shop.reads.results(scenario).opened == {"a": OpenedFacts(None, asked=False)}
    line.people = None
    a_day_later(shop)
    opens.run()
    assert shop.reads.results(scenario).opened == {"a": OpenedFacts(None, asked=True)}
    for people in (25, None):
        line.people = people
        a_day_later(shop)
        opens.run()
    assert shop.reads.results(scenario).opened == {"a": OpenedFacts(25, asked=True)}


def test_a_refusal_is_asked_again_the_next_day(shop: Shop, opens: Opens, line: Insight) -> None:
    scenario, line.refuses = sent(shop), True
    a_day_later(shop)
    opens.run()
    assert not opens.is_due()
    line.refuses = False
    a_day_later(shop)
    opens.run()
    assert shop.reads.results(scenario).opened["a"].people == 40


def test_of_two_workers_one_asks(shop: Shop, opens: Opens, line: Insight) -> None:
    sent(shop)
    a_day_later(shop)
    seen = units.due(epoch(shop.world.clock.now()))
    assert seen is not None
    assert units.asked(seen, real=1.0, next_at=None)
    assert not units.asked(seen, real=1.0, next_at=None)
    opens.run()
    assert line.asked == []


def opened_told() -> list[int]:
    return [row[0] for row in rows("SELECT people FROM receipt WHERE kind = 'opened' ORDER BY id")]


def test_staff_find_in_their_digest_how_many_opened_it(
    shop: Shop, opens: Opens, line: Insight
) -> None:
    """The first time, then only another number."""
    shop.world.scenario(step("a", receipt=["opened"]))
    shop.follow(*(f"友{n}" for n in range(30)))
    shop.send()
    for people in (None, 25, 25, 28, None):
        line.people = people
        a_day_later(shop)
        opens.run()
    assert opened_told() == [0, 25, 28]


def test_a_step_that_wants_no_count_tells_none(shop: Shop, opens: Opens) -> None:
    sent(shop)
    a_day_later(shop)
    opens.run()
    assert opened_told() == []
