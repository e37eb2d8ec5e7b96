"""What monitors are told: exact where the database knows it, whatever process is asked."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.registry import Collector
from ruamel.yaml import YAML

from bot.domain.holds import Hold
from bot.domain.outcomes import Outcome, Rejected, Unavailable
from bot.services.metrics import Metrics
from bot.store import counts, friends, health, meters, quota, settings
from bot.store.db import database, open_database, open_inbox, rows, sql
from bot.store.inbox import Inbox
from bot.store.meters import Tally
from bot.store.migrate import upgrade
from bot.store.models import ScenarioState
from bot.store.quota import Quota
from bot.store.walk_holds import hold
from tests.delivery.ledger import LedgerSender, no_fault
from tests.delivery.world import World, step, user_id


@pytest.fixture
def scraped(world: World, tmp_path: Path) -> Iterator["Scraped"]:
    events = open_inbox(f"sqlite:///{tmp_path / 'events.db'}")
    inbox = Inbox(events)
    inbox.create_table()
    yield Scraped(Metrics(inbox, world.clock, lambda: settings.account("Asia/Tokyo")))
    events.close()


class Scraped(Collector):
    def __init__(self, metrics: Metrics) -> None:
        self.metrics = metrics
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterable[Metric]:
        return self.metrics.read()

    def __getitem__(self, name: str) -> float:
        """A figure by its name and labels, without our prefix."""
        lines = generate_latest(self._registry).decode().splitlines()
        found = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return float(found[f"tobiishi_{name}"])


def test_what_was_sent_and_how_late(world: World, scraped: Scraped) -> None:
    world.scenario(step("one", {"minutes": 1}))
    for name in ("花", "太郎"):
        world.follow(name)
    world.move(minutes=1, seconds=40)
    assert scraped["due"] == 2
    assert scraped["lateness_seconds"] == 40
    world.send()
    assert scraped["due"] == 0
    assert scraped["sent_total"] == 2
    assert scraped['delivery_lateness_seconds_bucket{le="30"}'] == 0
    assert scraped['delivery_lateness_seconds_bucket{le="60"}'] == 2
    assert scraped['delivery_lateness_seconds_bucket{le="+Inf"}'] == 2
    assert scraped["delivery_lateness_seconds_sum"] == 80
    assert scraped['limiter_wait_seconds_total{endpoint="multicast"}'] >= 0


def test_what_failed(world: World, scraped: Scraped) -> None:
    world.line = LedgerSender(before=lambda *_: Rejected("bad", place="messages[0]"))
    world.scenario(step("one"))
    world.follow()
    world.send()
    assert (scraped["failed_total"], scraped["sent_total"]) == (1, 0)
    assert scraped["people_stuck"] == 1


def test_a_settlement_that_is_undone_counts_nothing(world: World, scraped: Scraped) -> None:
    def checkpoint(place: str) -> None:
        if place == "settle.quota":
            raise KeyboardInterrupt

    world.scenario(step("one"))
    world.follow()
    world.checkpoint = checkpoint
    with pytest.raises(KeyboardInterrupt):
        world.send()
    assert scraped["sent_total"] == 0


def test_who_is_held_is_counted_by_reason(world: World, scraped: Scraped) -> None:
    world.scenario(step("one"))
    paused = world.scenario(step("two"), name="休み")
    world.follow()
    world.set_state(paused, ScenarioState.PAUSED)
    settings.set_account_hold(settings.AccountHold("token", since=0, check_at=1e12))
    assert scraped['held{reason="paused"}'] == 1
    assert scraped['held{reason="token"}'] == 1
    settings.set_account_hold(settings.AccountHold("quota", since=0, check_at=1e12))
    assert scraped['held{reason="quota"}'] == 1


def states() -> dict[int, int]:
    """People inside, counted the slow way."""
    return dict(rows("SELECT state, count(*) FROM enrollment WHERE ended = 0 GROUP BY state"))


def test_people_are_counted_as_the_tables_have_them(world: World, scraped: Scraped) -> None:
    """One is settled, one is refused, one stops and one blocks while LINE has not answered, and one
    waits for another day."""
    world.scenario(step("one", text="{{ friend.name }}さん"), step("two", {"days": 1}))
    asked = 0

    def answer(_: int, to: Sequence[str]) -> Outcome | None:
        nonlocal asked
        asked += 1
        if asked == 5:
            hold(friends.known(user_id("三郎")).id, Hold.OPTED_OUT)
            hold(friends.known(user_id("四郎")).id, Hold.BLOCKED)
        if to == (user_id("太郎"),):
            return Rejected("bad", place="to")
        return None if to == (user_id("花"),) else Unavailable("500")

    world.line = LedgerSender(before=answer)
    for name in ("花", "太郎", "次郎", "三郎", "四郎"):
        world.follow(name)
    world.send()
    assert states() == {1: 1, 2: 3, 6: 1}
    assert (scraped["people_claimed"], scraped["people_stuck"]) == (3, 1)
    world.line.before = no_fault
    world.clock.tick(120)
    world.send()
    assert states() == {1: 2, 3: 2, 6: 1}
    assert (scraped["people_claimed"], scraped["people_held"]) == (0, 2)
    assert scraped['held{reason="blocked"}'] == scraped['held{reason="opted_out"}'] == 1
    assert (scraped["batches_open"], scraped["batches_failed"]) == (0, 0)


@pytest.mark.parametrize(
    ("count", "index"),
    [
        (health.people_by_state, "enrollment_stuck"),
        (health.people_by_state, "enrollment_held"),
        (counts.held, "enrollment_held"),
        (health.batches_by_state, "batch_undecided"),
        (health.batches_by_state, "batch_open"),
    ],
)
def test_a_count_reads_only_the_rows_it_is_about(
    sqlite_url: str, count: Callable[[], object], index: str
) -> None:
    database.initialize(open_database(sqlite_url, engine=True))
    upgrade()
    asked: list[str] = []
    database.connection().set_trace_callback(asked.append)
    count()
    database.connection().set_trace_callback(None)
    plans = [row[3] for text in asked for row in rows(f"EXPLAIN QUERY PLAN {text}")]
    assert any(index in plan for plan in plans)
    assert not [plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan]
    database.close()


def test_what_counts_everybody_is_kept_for_a_while_and_says_how_old_it_is(
    world: World, scraped: Scraped
) -> None:
    scraped.metrics.keep_seconds = 30
    paused = world.scenario(step("one", {"days": 1}))
    world.follow()
    assert scraped["counted_seconds_ago"] == 0
    world.set_state(paused, ScenarioState.PAUSED)
    world.clock.tick(29)
    with pytest.raises(KeyError):
        scraped['held{reason="paused"}']
    assert scraped["counted_seconds_ago"] == 29
    world.clock.tick(1)
    assert scraped['held{reason="paused"}'] == 1
    assert scraped["counted_seconds_ago"] == 0


def test_the_months_messages(world: World, scraped: Scraped) -> None:
    quota.remember(Quota(100, 200, at=1.0))
    quota.reserve(3, keep=0)
    settings.set_quota_keep(7)
    world.scenario(step("one", {"days": 1}))
    world.follow()
    names = ("used", "limit", "reserved", "kept", "planned")
    assert [scraped[f"quota_{name}"] for name in names] == [100, 200, 3, 7, 1]


def test_answers_are_counted_by_endpoint_and_code(world: World, scraped: Scraped) -> None:
    ours, theirs = Tally(), Tally()
    for tally in (ours, theirs):
        tally.answered("push", "200")
        tally.answered("push", "429")
        tally.flush()
        tally.flush()
    assert scraped['line_answers_total{code="200",endpoint="push"}'] == 2
    assert scraped['line_answers_total{code="429",endpoint="push"}'] == 2


def test_what_could_not_be_written_is_written_later(world: World) -> None:
    tally = Tally()
    tally.count("answers:push:200")
    sql("ALTER TABLE meter RENAME TO away")
    with pytest.raises(Exception, match="meter"):
        tally.flush()
    sql("ALTER TABLE away RENAME TO meter")
    tally.count("answers:push:200")
    tally.flush()
    assert meters.read() == {"answers:push:200": 2}


YAML_BLOCK = re.compile(r"```yaml\n(groups:.*?)```", re.DOTALL)
OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"


def test_the_page_explains_every_figure_and_its_rules_ask_for_none_other(scraped: Scraped) -> None:
    quota.remember(Quota(3, 5, 1))
    lines = generate_latest(scraped._registry).decode().splitlines()
    samples = {re.match(r"tobiishi_\w+", line)[0] for line in lines if line[0] != "#"}  # type: ignore[index]
    families = {re.sub(r"_(bucket|sum|count|total|created)$", "", name) for name in samples}
    page = OPERATING.read_text("utf-8")
    told = {re.sub(r"_total$", "", name) for name in re.findall(r"`(\w+?)(?:\{.*?\})?`", page)}
    assert {name.removeprefix("tobiishi_") for name in families} <= told
    asked = set(re.findall(r"tobiishi_\w+", " ".join(re.findall(r"expr: .*", page))))
    labelled = {
        "tobiishi_line_answers_total",
        "tobiishi_limiter_wait_seconds_total",
        "tobiishi_held",
    }
    assert asked <= samples | labelled, "a rule of a figure that is not there"
    for rule in YAML_BLOCK.findall(page):
        assert YAML(typ="safe").load(rule)["groups"]
