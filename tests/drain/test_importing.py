"""Friends from before the bot: taken from LINE's list, once, and they enter nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from admin_flows.ports.commands import ImportFriends
from admin_flows.ports.facts import ImportFacts
from bot.clock import FakeClock
from bot.config import Settings
from bot.domain.condition_forms import Attribute
from bot.services import importing as service
from bot.services.exchange import INSTALLER
from bot.services.importing import AT_ONCE, LEASE_SECONDS, REST_SECONDS
from bot.store import friends, importing
from bot.store.db import atomic, database, rows
from bot.store.importing import Import
from bot.store.versions import forget
from bot.wiring import Parts
from simulator.client import SimulatorClient
from simulator.testing import SimulatorHandle, start_simulator
from tests.delivery.world import NOON, step
from tests.services.shop import document

PEOPLE = 2 * AT_ONCE + 5


@pytest.fixture(scope="module")
def line() -> Iterator[SimulatorHandle]:
    handle = start_simulator()
    handle.client.add_friends(PEOPLE)
    blocker = handle.client.person("出", friend=True)
    blocker.blocks()
    yield handle
    handle.stop()


@pytest.fixture
def sim(line: SimulatorHandle) -> SimulatorClient:
    client = line.client
    client.clear_faults()
    client.settings(verified=True)
    return client


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOON)


@pytest.fixture
def parts(
    migrated_url: str, tmp_path: Path, line: SimulatorHandle, clock: FakeClock
) -> Iterator[Parts]:
    forget()
    settings = Settings.model_validate(
        {
            "line_channel_secret": line.secret,
            "line_channel_access_token": line.token,
            "line_api_base": line.url,
            "public_base_url": "https://shop.example",
            "database_url": migrated_url,
            "redis_url": "redis://127.0.0.1:1",
            "data_dir": tmp_path,
        }
    )
    made = Parts(settings, engine=True, clock=clock)
    made.open()
    yield made
    database.close()


def run(parts: Parts, pages: int = 99) -> Import:
    """So many of LINE's pages, as the worker takes them when somebody waits for an answer."""
    for _ in range(pages):
        stops = iter((False, True))
        parts.importing.run(60, lambda stops=stops: next(stops))  # type: ignore[misc]
    return importing.find()


def known() -> tuple[int, int]:
    """Friends, and those of them with a name."""
    found = rows("SELECT count(*), count(nullif(name, '')) FROM friend WHERE is_friend")
    return found[0][0], found[0][1]


def test_all_are_taken_with_their_names_page_by_page(parts: Parts, sim: SimulatorClient) -> None:
    assert not parts.importing.is_due()
    with atomic():
        service.begin(0)
    assert parts.importing.is_due()
    assert run(parts, pages=1).found == AT_ONCE
    assert run(parts, pages=1).state == "going"
    done = run(parts)
    assert (done.state, done.found, done.new) == ("done", PEOPLE, PEOPLE)
    assert known() == (PEOPLE, PEOPLE)
    assert not parts.importing.is_due()


def test_an_owner_begins_it_and_sees_how_far_it_is(parts: Parts, sim: SimulatorClient) -> None:
    assert parts.reads.imported() == ImportFacts()
    parts.execute(ImportFriends(), INSTALLER)
    parts.execute(ImportFriends(), INSTALLER)
    run(parts, pages=1)
    begun = parts.reads.imported()
    assert (begun.state, begun.found, begun.at) == ("going", AT_ONCE, NOON)
    run(parts)
    assert parts.reads.imported() == ImportFacts("done", PEOPLE, PEOPLE, NOON)


def test_again_nobody_is_new(parts: Parts, sim: SimulatorClient) -> None:
    assert parts.importing.to_the_end().new == PEOPLE
    again = parts.importing.to_the_end()
    assert (again.found, again.new) == (PEOPLE, 0)
    assert known()[0] == PEOPLE


def test_who_blocked_stays_blocked(parts: Parts, sim: SimulatorClient) -> None:
    """The list may be older than that news."""
    user_id = sim.add_friends(1)[0]
    with atomic():
        friend = friends.known(user_id)
        friends.unfollowed(friend, at=1, at_ms=1)
    parts.importing.to_the_end()
    found = friends.find(user_id)
    assert found is not None
    assert (found.is_friend, found.blocked_at) == (False, 1)
    sim.block(user_id)


def test_an_account_that_may_not_is_told_so(parts: Parts, sim: SimulatorClient) -> None:
    sim.settings(verified=False)
    assert parts.importing.to_the_end().state == "not_allowed"
    assert not parts.importing.is_due()


@pytest.mark.parametrize("fault", ["rate_429", "html_502", "drop_before"])
@pytest.mark.parametrize("endpoint", ["followers", "profile"])
def test_what_line_refuses_for_the_moment_is_asked_again_after_a_rest(
    parts: Parts, sim: SimulatorClient, clock: FakeClock, endpoint: str, fault: str
) -> None:
    with atomic():
        service.begin(0)
    run(parts, pages=1)
    sim.fault(endpoint, fault)
    run(parts, pages=1)
    clock.tick(REST_SECONDS)
    done = run(parts)
    assert (done.state, done.found) == ("done", PEOPLE)
    while parts.names.is_due():
        parts.names.run()
    assert known() == (PEOPLE, PEOPLE)


def test_a_process_that_died_at_it_is_taken_over(
    parts: Parts, sim: SimulatorClient, clock: FakeClock
) -> None:
    with atomic():
        begun = service.begin(0)
        turn = Import("going", turn_at=clock.real() + LEASE_SECONDS)
        assert importing.change(begun, turn)
    assert run(parts).found == 0
    clock.tick(LEASE_SECONDS)
    assert run(parts).found == PEOPLE


def test_of_two_at_one_page_one_keeps_it(parts: Parts, sim: SimulatorClient) -> None:
    with atomic():
        begun = service.begin(0)
        assert importing.change(begun, Import("going", found=7))
        assert not importing.change(begun, Import("going", found=8))
    assert importing.find().found == 7


def test_a_list_that_line_has_forgotten_is_begun_anew(parts: Parts, sim: SimulatorClient) -> None:
    with atomic():
        service.begin(0)
    run(parts, pages=1)
    sim.fault("followers", "bad_request_400")
    done = run(parts)
    assert (done.state, done.found, done.new) == ("done", PEOPLE, PEOPLE - AT_ONCE)
    assert known()[0] == PEOPLE


def test_they_enter_nothing_though_they_fit(parts: Parts, sim: SimulatorClient) -> None:
    parts.groups.define("みんな", Attribute(attribute="name", known=True))
    everybody = document(
        step("a"), start=[{"when": "friend_added"}, {"when": "group_matched", "group": "みんな"}]
    )
    parts.exchange.begin(everybody, activate=True)
    parts.reactions.run(5, lambda: False)
    parts.importing.to_the_end()
    parts.reactions.run(5, lambda: False)
    assert rows("SELECT count(*) FROM enrollment")[0][0] == 0
    assert rows("SELECT count(*) FROM group_member")[0][0] == PEOPLE
