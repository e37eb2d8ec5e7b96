"""The worker killed at each stage of a notice's way to the staff: what friends did, and what became
of each step, is told exactly once, to a group that is told at once and to one that gets digests.
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext

import psycopg
import pytest

from simulator.phone import Phone
from tests.journeys.conftest import LOGS
from tests.journeys.crowd import Crowd
from tests.journeys.harness import installation
from tests.journeys.stage import begin_in_the_morning, http_stage
from tests.journeys.told import Told, told

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.postgres]

DOCUMENT = """tobiishi: 1
name: ご案内
start: {when: friend_added}
quiet: ignore
steps:
  - id: one
    wait: {hours: 1}
    send:
      - {text: 地図はこちら, buttons: [{label: 地図, answer: 駅前です}]}
      - {video: "https://shop.example/a.mp4", preview: "https://shop.example/a.jpg", track: a}
      - {coupon: 20%OFF}
    receipt: [sent, tapped, answered, watched, used]
  - {id: two, wait: {hours: 1}, send: [{text: 二}], receipt: [sent]}
  - {id: three, wait: {hours: 1}, send: [{text: 三}], receipt: [sent, stopped, blocked]}
  - {id: four, wait: {hours: 1}, send: [{text: 四}], receipt: [sent, held]}
  - id: ways
    branch:
      - when: {attribute: language, is: en}
        steps: [{id: refused, wait: {hours: 1}, send: [{text: five}]}]
      - otherwise:
        steps: [{id: last, wait: {hours: 3}, send: [{text: 五}], receipt: [sent, finished]}]
"""
COUPON = (
    "INSERT INTO coupon (name, title, benefit, picture, code, pooled, uses, created_at)"
    " VALUES ('20%OFF', '20%OFF', '20%OFF', '', '', FALSE, 1, 0)"
)
NAMES = ("触田", "返田", "観田", "使田", "止田", "塞田", "常田")
FAY = "Fay"
EVERYBODY = len(NAMES) + 1
GONE = 2  # who stops and who blocks

# Who, what their card says, and what the line of a digest says.
FRIENDS = (
    ("触田", "タップしました", "「地図」をタップ"),
    ("返田", "返信しました", "「予約できますか」"),
    ("観田", "動画を最後まで見ました", "● 見終えた"),
    ("使田", "クーポンを使いました", "「20%OFF」"),
    ("止田", "配信を止めました", "■ 配信停止"),
    ("塞田", "ブロックしました", "× ブロック"),
    ("止田", "配信を再開しました", "● 再開"),
    ("塞田", "ブロックを解除しました", "● ブロック解除"),
)
STEPS = Told(
    {
        ("1", "送信"): EVERYBODY,
        ("2", "送信"): EVERYBODY,
        ("3", "送信"): EVERYBODY,
        ("4", "送信"): EVERYBODY,
        ("4", "保留"): GONE,
        ("5-A-1", "失敗"): 1,
        ("5-B-1", "送信"): EVERYBODY - 1,
        ("5-B-1", "完走"): EVERYBODY - 1,
    }
)


@pytest.fixture
def crowd(postgres_url: str, request: pytest.FixtureRequest) -> Iterator[Crowd]:
    with installation(postgres_url, with_menus=False, kindly=False, LEASE_SECONDS="2") as it:
        request.node.stash[LOGS] = it
        yield Crowd(it, postgres_url)


def linked(crowd: Crowd) -> tuple[str, str]:
    """Ids of two groups: one that is told at once, one that gets a digest every half hour."""
    stage = http_stage(crowd.it.plan.page)
    begin_in_the_morning(stage.sim)
    mori, mori_id = stage.person("森")
    mori.follows()
    mori.says(stage.books.code())
    mori.sees("管理者になりました")
    for name in ("すぐ", "まとめて"):
        group = stage.group(name, 森=mori_id)
        group.invites_bot()
        group.taps("ここに送る", on=group.sees("受信通知をここに送れます"))
        group.sees("つながりました")
    with psycopg.connect(crowd.database_url) as ours:
        ours.execute("UPDATE group_choice SET quiet = FALSE, cap = 100000, every = 30")
        ours.execute(
            "UPDATE group_choice SET how = 'at_once' WHERE group_id ="
            " (SELECT id FROM staff_group WHERE name = 'すぐ')"
        )
        ours.execute(COUPON)
        ids = dict[object, object](
            ours.execute("SELECT name, group_id FROM staff_group").fetchall()
        )
    return str(ids["すぐ"]), str(ids["まとめて"])


# What friends do


def watches(friend: Phone) -> None:
    (film,) = (one for one in friend.from_bot() if one["message"]["type"] == "video")
    path = f"/sim/chats/{friend.chat}/watch"
    friend.sim.post(path, user=friend.user, message_id=film["id"])


def uses(friend: Phone) -> None:
    friend.taps("使う")
    friend.taps_when_there("使用済みにする")


ACTS: Mapping[int, Sequence[tuple[str, Callable[[Phone], object]]]] = {
    1: [("触田", lambda one: one.taps("地図")), ("返田", lambda one: one.says("予約できますか"))],
    2: [("観田", watches), ("使田", uses)],
    3: [("止田", lambda one: one.says("停止")), ("塞田", Phone.blocks)],
    4: [("止田", lambda one: one.says("再開")), ("塞田", Phone.unblocks)],
}
"""By the step after which they do it."""


# Where it is killed


def kill_chat(crowd: Crowd) -> None:
    """Its supervisor has to replace it."""
    for pid in crowd.it.pids_of_queue("chat"):
        os.kill(pid, signal.SIGKILL)


def kill_worker(crowd: Crowd) -> None:
    """With its supervisor, as when a machine goes down; the next pause is a short one again."""
    crowd.it.kill("worker")
    crowd.it.start_worker()


@contextmanager
def locked(crowd: Crowd, table: str) -> Iterator[None]:
    """Whoever writes there waits; left once somebody does."""
    waits = (
        "SELECT 1 FROM pg_locks l WHERE l.relation = %s::regclass AND NOT l.granted"
        " AND l.pid <> pg_backend_pid()"
    )
    with psycopg.connect(crowd.database_url) as ours:
        ours.execute(f"LOCK TABLE {table} IN SHARE MODE".encode())
        yield
        crowd.until(lambda: ours.execute(waits, (table,)).fetchone(), f"somebody waits for {table}")
        kill_chat(crowd)


def at_lock(table: str) -> Callable[[Crowd], None]:
    """In the transaction that writes there."""

    def kill(crowd: Crowd) -> None:
        with locked(crowd, table):
            half_an_hour(crowd)

    return kill


def before_line_accepts(crowd: Crowd) -> None:
    """The request has left and LINE has not taken it."""
    crowd.it.sim.fault("push", "hang")
    half_an_hour(crowd)
    on_the_wire = lambda: any(one["status"] == 0 for one in crowd.it.sim.requests())  # noqa: E731
    crowd.until(on_the_wire, "the notice is on the wire")
    kill_worker(crowd)


def after_line_accepted(crowd: Crowd) -> None:
    """LINE has taken it, and the answer never comes."""
    crowd.it.sim.latency(60_000)
    before = sum(crowd.it.sim.counts("push").values())
    half_an_hour(crowd)
    accepted = lambda: sum(crowd.it.sim.counts("push").values()) > before  # noqa: E731
    crowd.until(accepted, "LINE accepted the notice")
    kill_chat(crowd)
    crowd.it.sim.latency(0)


def half_an_hour(crowd: Crowd) -> None:
    """Both groups are to be told by then."""
    crowd.it.sim.advance(minutes=31)


STAGES: Sequence[Callable[[Crowd], None]] = (
    at_lock("group_entry"),
    at_lock("digest"),
    before_line_accepts,
    after_line_accepted,
    at_lock("quota"),
)


def test_killed_at_each_stage_everything_is_told_once(crowd: Crowd) -> None:
    sim = crowd.it.sim
    at_once, digest = linked(crowd)
    crowd.starts(DOCUMENT)
    friends = {name: sim.person(name) for name in NAMES} | {FAY: sim.person(FAY, "en")}
    for friend in friends.values():
        friend.follows()
    crowd.all_inside(EVERYBODY)
    for number, kill in enumerate(STAGES, start=1):
        comes(crowd, number)
        with locked(crowd, "receipt") if number == 3 else nullcontext():
            for name, act in ACTS.get(number, ()):
                act(friends[name])
        crowd.until(lambda: is_noted(crowd, number), "it is noted")  # noqa: B023
        kill(crowd)
        crowd.until(lambda: all_told(crowd), "the groups are told")
    assert told(sim, at_once) == STEPS + Told((who, what) for who, what, _ in FRIENDS)
    assert told(sim, digest) == STEPS + Told((who, what) for who, _, what in FRIENDS)


def comes(crowd: Crowd, number: int) -> None:
    """The step with that number; behind it what becomes of those for whom it cannot go."""
    sim, reached = crowd.it.sim, min(number, 4) * EVERYBODY
    if number == 5:
        sim.fault("any", "bad_request_400", times=None)
    sim.advance(hours=1)
    if number == 4:
        crowd.until(lambda: people(crowd, "'sent'") == reached - GONE, "it is sent")
        sim.advance(minutes=1)
        crowd.until(lambda: people(crowd, "'held'") == GONE, "who waits is noted")
    elif number == 5:
        crowd.until(lambda: people(crowd, "'failed'") == 1, "it is refused")
        sim.clear_faults()
        sim.advance(hours=2)
        crowd.until(lambda: people(crowd, "'finished'") == EVERYBODY - 1, "they have finished")
    else:
        crowd.until(lambda: people(crowd, "'sent'") == reached, "it is sent")


def is_noted(crowd: Crowd, number: int) -> bool:
    """All that friends have done by then, and that who has come back got what was overdue."""
    done = sum(map(len, (ACTS.get(past, ()) for past in range(1, number + 1))))
    kinds = "'tapped','answered','watched','used','stopped','blocked','resumed','unblocked'"
    got = min(number, 4) * EVERYBODY + (EVERYBODY - 1 if number == 5 else 0)
    return people(crowd, kinds) == done and people(crowd, "'sent'") == got


def people(crowd: Crowd, kinds: str) -> int:
    """Of whom it is noted for the staff."""
    query = f"SELECT coalesce(sum(people), 0) FROM receipt WHERE kind IN ({kinds})"
    return crowd.count(query)


def all_told(crowd: Crowd) -> bool:
    """Leases are in real time: whoever died need not be waited for."""
    with psycopg.connect(crowd.database_url) as ours:
        ours.execute("UPDATE notice SET leased_until = 0 WHERE state = 1")
    waiting = (
        "SELECT (SELECT count(*) FROM notice WHERE state = 1)"
        " + (SELECT count(*) FROM receipt WHERE NOT taken)"
        " + (SELECT count(*) FROM group_entry WHERE digest_id IS NULL)"
    )
    return crowd.count(waiting) == 0
