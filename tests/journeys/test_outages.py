"""Redis or the database away, locked or full under load: nothing is lost, nothing doubled, and
nobody has to help.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from bot.store.db import inbox_path, sqlite_path
from simulator.client import Phone
from simulator.shown import shown_text
from tests.journeys.conftest import LOGS
from tests.journeys.crowd import Crowd, each, scenario
from tests.journeys.disks import Disk, SmallDisk, disk
from tests.journeys.harness import Installation, installation
from tests.journeys.proxy import Proxy, proxy

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

HURRY = {
    "LEASE_SECONDS": "2",
    "LIMIT_PUSH_PER_SECOND": "40",
    "QUOTA_REFRESH_SECONDS": "2",
}
HELLO = "{{ friend.name }}さん、こんにちは"
AWAY_SECONDS = 8.5
DISPUTED = "SELECT count(*) FROM setting WHERE key = 'account_hold' AND value LIKE '%true%'"
FINISHED = "SELECT count(*) FROM enrollment WHERE state = 4"
# The simulator's tries come 0.6, 1.8, 4.2, 9 and 18.6 seconds after the first.
REDELIVERY = {"redeliver": True, "redeliver_after_s": 0.6, "events_per_post": 5}


@contextlib.contextmanager
def crowd_on(
    request: pytest.FixtureRequest, url: str | None = None, own_way: str | None = None
) -> Iterator[Crowd]:
    with installation(url, with_menus=False, kindly=False, **HURRY) as it:
        request.node.stash[LOGS] = it
        it.sim.settings(**REDELIVERY)
        yield Crowd(it, own_way or it.plan.env["DATABASE_URL"])


@pytest.fixture
def crowd(request: pytest.FixtureRequest) -> Iterator[Crowd]:
    """On SQLite."""
    with crowd_on(request) as crowd:
        yield crowd


@pytest.fixture
def way(postgres_url: str) -> Iterator[Proxy]:
    with proxy(postgres_url) as it:
        yield it


@pytest.fixture
def crowd_behind(way: Proxy, postgres_url: str, request: pytest.FixtureRequest) -> Iterator[Crowd]:
    with crowd_on(request, way.url, postgres_url) as crowd:
        yield crowd


@pytest.fixture
def own_disk(tmp_path: Path) -> Iterator[Disk]:
    with disk(tmp_path) as it:
        yield it


@pytest.fixture
def crowd_on_disk(own_disk: Disk, request: pytest.FixtureRequest) -> Iterator[Crowd]:
    with crowd_on(request, f"sqlite:///{own_disk.folder}/tobiishi.db") as crowd:
        yield crowd


def test_redis_away_and_emptied_sending_goes_on_and_people_are_answered(crowd: Crowd) -> None:
    owner = _owner(crowd.it)
    names = _due(crowd, 300)
    crowd.until_sent(40)
    with redis.Redis.from_url(crowd.it.plan.redis_url) as server:
        server.flushall()
    crowd.until_sent(80)
    crowd.it.kill("redis")
    before, since = crowd.sent(), time.monotonic()
    crowd.it.sim.postback(owner.chat, "go:home.today")
    owner.waits_for("今日", timeout_s=40)
    crowd.until_sent(before + 40)
    assert crowd.it.readyz()["redis"] == "ConnectionError"
    time.sleep(max(0.0, since + AWAY_SECONDS - time.monotonic()))
    crowd.it.empty_redis()
    crowd.all_settled()
    assert crowd.texts() == each(names, [HELLO])
    assert set(crowd.it.readyz().values()) == {"ok"}


@pytest.mark.postgres
def test_the_database_away_loses_nothing_and_all_go_on_by_themselves(
    crowd_behind: Crowd, way: Proxy
) -> None:
    crowd, sim = crowd_behind, crowd_behind.it.sim
    names = _due(crowd, 200)
    crowd.until_sent(40)
    way.cut()
    newcomers = crowd.follow(50)
    time.sleep(AWAY_SECONDS)
    assert crowd.it.readyz()["database"] == "away"
    webhook = sim.state()["webhook"]
    assert webhook["failed"] > 0
    assert webhook["ok"] == crowd.count("SELECT count(*) FROM inbox"), "stored, or refused"
    way.restore()
    _ends_well(crowd, {**names, **newcomers})
    assert crowd.it.log("worker").count('"tick_failed"') == 1, "an outage is one line"
    assert crowd.it.log("web").count('"webhook_not_stored"') == 1


def test_a_locked_sqlite_is_waited_for_and_line_sends_again(crowd: Crowd) -> None:
    names = _due(crowd, 100)
    crowd.until_sent(40)
    main = sqlite_path(crowd.database_url)
    with _locked(main), _locked(inbox_path(main)):
        stored = _count(inbox_path(main), "SELECT count(*) FROM inbox")
        newcomers = crowd.follow(20)
        time.sleep(AWAY_SECONDS)
        webhook = crowd.it.sim.state()["webhook"]
        assert (webhook["ok"], webhook["failed"] >= 20) == (stored, True)
        assert crowd.it.readyz()["inbox"] == "busy"
    _ends_well(crowd, {**names, **newcomers})


def test_a_full_disk_is_a_clear_state_that_passes(crowd_on_disk: Crowd, own_disk: Disk) -> None:
    crowd, it = crowd_on_disk, crowd_on_disk.it
    names = _due(crowd, 100)
    crowd.until_sent(40)
    own_disk.fill(it)
    newcomers = crowd.follow(20)
    crowd.until(lambda: it.sim.state()["webhook"]["failed"] >= 60, "LINE was refused three times")
    crowd.until(lambda: '"database_unwell"' in it.log("worker"), "the worker says so")
    words = ("full", "full", "full")
    if not isinstance(own_disk, SmallDisk):
        words = ("broken", "broken", "ok")
    parts = it.readyz()
    assert (parts["database"], parts["inbox"], parts["disk"]) == words
    assert crowd.sent() <= crowd.count("SELECT count(*) FROM delivery"), "on disk before it left"
    own_disk.free(it)
    _ends_well(crowd, {**names, **newcomers})
    assert it.log("web").count('"webhook_not_stored"') == 1, "an outage is one line"
    assert it.log("worker").count('"database_unwell"') <= 2, "one of each process"
    for path in (main := sqlite_path(crowd.database_url), inbox_path(main)):
        with contextlib.closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_revoked_token_keeps_the_work_until_there_is_a_valid_one(crowd: Crowd) -> None:
    sim = crowd.it.sim
    crowd.starts(scenario("ご案内", HELLO))
    names = crowd.comes(50)
    sim.fault("all", "unauthorized_401", times=None)
    sim.advance(hours=1)
    crowd.until(lambda: crowd.it.readyz()["token"] != "ok", "readiness is red")
    assert crowd.sent() == 0
    sim.clear_faults()
    crowd.all_settled()
    assert crowd.texts() == each(names, [HELLO])
    crowd.until(lambda: set(crowd.it.readyz().values()) == {"ok"}, "all is well again")


def test_a_monthly_limit_that_passes_is_waited_out(crowd: Crowd) -> None:
    """A broadcast from the account's manager holds the messages back, though figures say that some
    are left: owners are told, nothing is asked of them, and nothing goes twice.
    """
    it, sim = crowd.it, crowd.it.sim
    sim.quota(value=1_000, used=0)
    owner = _owner(it)
    names = _due(crowd, 120)
    crowd.until_sent(40)
    sim.quota(value=1_000, reserved=1_000)
    crowd.until(lambda: crowd.count(DISPUTED), "the figures are found not to agree with LINE")
    crowd.until(lambda: crowd.count(FINISHED) == crowd.sent(), "who got theirs is through")
    stopped_at = crowd.sent()
    assert 40 <= stopped_at < len(names)
    sim.postback(owner.chat, "go:home.today")
    card = shown_text(owner.waits_for("LINEがいま配信を受けつけません", 40)["message"])
    assert f"{len(names) - stopped_at}人の配信を保留しました" in card
    assert "1通も捨てません" in card
    sim.postback(owner.chat, "go:inbox.held")
    card = shown_text(owner.waits_for("通数切れ", 40)["message"])
    assert f"{len(names) - stopped_at}人" in card
    time.sleep(2 * float(HURRY["QUOTA_REFRESH_SECONDS"]))
    assert crowd.sent() == stopped_at, "what LINE refuses is not counted, and not sent elsewhere"
    assert set(it.readyz().values()) == {"ok"}, "it is nobody's fault"
    sim.quota(value=1_000)
    crowd.all_settled()
    assert crowd.texts() == each(names, [HELLO])
    sim.postback(owner.chat, "go:inbox.held")
    owner.waits_for("保留はありません", 40)


def _due(crowd: Crowd, number: int) -> dict[str, str]:
    """So many friends, all of whom are due now; their names by user id."""
    crowd.starts(scenario("ご案内", HELLO))
    names = crowd.comes(number)
    crowd.it.sim.advance(hours=1)
    return names


def _ends_well(crowd: Crowd, names: dict[str, str]) -> None:
    """All who came are inside, and everybody gets the message, once."""
    crowd.all_inside(len(names))
    crowd.it.sim.advance(hours=1)
    crowd.all_settled()
    assert crowd.texts() == each(names, [HELLO])
    assert set(crowd.it.readyz().values()) == {"ok"}


def _owner(it: Installation) -> Phone:
    mori = it.sim.person("森")
    mori.follows()
    mori.says(it.flask("owner-code").strip())  # the simulator would wait ten seconds for it
    mori.waits_for("管理者になりました", timeout_s=40)
    return mori


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def _count(path: Path, query: str) -> int:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return int(database.execute(query).fetchone()[0])
