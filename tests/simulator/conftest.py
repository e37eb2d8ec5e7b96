from collections.abc import Iterator

import pytest

from simulator.client import SimulatorClient
from simulator.testing import SimulatorHandle, start_simulator
from tests.simulator.fake_bot import FakeBot
from tests.simulator.line import Line


@pytest.fixture(scope="session")
def running_bot() -> Iterator[FakeBot]:
    bot = FakeBot()
    yield bot
    bot.stop()


@pytest.fixture(scope="session")
def running(running_bot: FakeBot) -> Iterator[SimulatorHandle]:
    handle = start_simulator(webhook=running_bot.url + "/callback", bot=running_bot.url)
    yield handle
    handle.stop()
    assert "Traceback" not in handle.log()


@pytest.fixture
def sim(running: SimulatorHandle) -> SimulatorClient:
    """One simulator for all tests; each finds its switches untouched and makes its own people."""
    client = running.client
    client.clear_faults()
    client.latency(0)
    client.quota("none", used=0)
    client.limits(push_per_second=None, multicast_per_second=None, profile_per_second=None)
    client.settings(
        group_sender_in_postback=False,
        foreign_ids="400",
        redeliver=False,
        redeliver_after_s=0.05,
        webhook_enabled=True,
        standby=False,
        verified=False,
        approximate_consumption=False,
    )
    client.reset_clock()
    client.clear_ledger()
    return client


@pytest.fixture
def bot(sim: SimulatorClient, running_bot: FakeBot) -> FakeBot:
    """What takes the webhooks, with an empty memory."""
    sim.wait(lambda: not sim.state()["webhook"]["waiting"], what="quiet webhooks")
    running_bot.reset()
    return running_bot


@pytest.fixture
def line(sim: SimulatorClient, running: SimulatorHandle) -> Line:
    """LINE's API as a bot calls it."""
    return Line(running.url, running.token)
