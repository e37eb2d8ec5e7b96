"""The whole shop's results: who came and went by day, what was sent, and a chart of it."""

from datetime import date, timedelta

from admin_flows.ports.facts import Period
from bot.domain.charts import Chart, read_address
from bot.services.counting import Counting
from bot.services.friends import Came
from bot.services.routes import NewRoute
from bot.store import routes, settings
from bot.store.db import atomic
from tests.delivery.world import step
from tests.services.shop import Shop

TODAY = date(2026, 12, 1)


def lived(shop: Shop) -> None:
    """Three came, one of them left and is back, one stopped; two got a message, then three."""
    shop.world.scenario(step("a"), step("b", {"days": 1}))
    hana, _ = shop.follow("花", "葉")
    shop.send()
    shop.move(days=1)
    shop.block(hana)
    shop.follow("茎")
    shop.send()
    shop.move(days=1)
    shop.world.clock.tick(1)
    with atomic():
        came = Came(shop.world.friend("花"), unblocked=True, at_ms=shop.world.ms())
        shop.world.friends.followed([came])
    shop.stop(shop.world.friend("茎"))


def test_what_happened_in_some_days(shop: Shop) -> None:
    lived(shop)
    found = shop.reads.shop_results(Period(TODAY, TODAY + timedelta(days=2)))
    assert (found.friends, found.added, found.back) == (3, 3, 1)
    assert (found.blocked, found.stopped, found.sent) == (1, 1, 4)
    first = shop.reads.shop_results(Period(TODAY, TODAY))
    assert (first.added, first.blocked, first.sent, first.chart) == (2, 0, 2, "")


def test_the_chart_tells_friends_at_the_end_of_each_day(shop: Shop) -> None:
    lived(shop)
    whole = Period(TODAY, TODAY + timedelta(days=2))
    expected = Chart(bars=(2, 2, 0), line=(2, 2, 3))
    assert _chart(shop, whole) == expected
    Counting(shop.world.clock, lambda: settings.account("Asia/Tokyo")).once()
    assert _chart(shop, whole) == expected
    assert _chart(shop, Period(TODAY, TODAY + timedelta(days=1))) == Chart((2, 2), (2, 2))


def _chart(shop: Shop, period: Period) -> Chart | None:
    url = shop.reads.shop_results(period).chart
    return read_address(url.removeprefix("https://shop.example/chart/"), "s")


def test_a_year_and_days_to_come(shop: Shop) -> None:
    lived(shop)
    year = Period(TODAY - timedelta(days=365), TODAY + timedelta(days=400))
    found, chart = shop.reads.shop_results(year), _chart(shop, year)
    assert (found.added, found.sent) == (3, 4)
    assert chart is not None and len(chart.bars) == len(chart.line) <= 31
    assert (sum(chart.bars), chart.line[-1], chart.line[0]) == (4, 3, 0)
    future = Period(TODAY + timedelta(days=100), TODAY + timedelta(days=200))
    assert (shop.reads.shop_results(future).added, _chart(shop, future)) == (0, None)


def test_adds_by_route(shop: Shop) -> None:
    day = Period(TODAY, TODAY)
    route = shop.routes.create(NewRoute("店頭QR"))
    friend = shop.world.follow("花")
    with atomic():
        routes.came([friend.id], route.id, routes.Kind.ADDED, at=shop.world.ms() // 1000)
    assert shop.reads.shop_results(day).routes == {"店頭QR": 1}
    later = Period(TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    assert shop.reads.shop_results(later).routes == {}
