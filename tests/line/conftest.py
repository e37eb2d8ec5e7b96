from collections.abc import Iterator

import pytest

from bot.line.chat import LineChat
from simulator.client import SimulatorClient
from simulator.testing import SimulatorHandle, start_simulator


@pytest.fixture(scope="module")
def simulator() -> Iterator[SimulatorHandle]:
    handle = start_simulator()
    yield handle
    handle.stop()


@pytest.fixture
def sim(simulator: SimulatorHandle) -> Iterator[SimulatorClient]:
    client = simulator.client
    yield client
    client.clear_faults()
    client.latency(0)


@pytest.fixture
def chat(simulator: SimulatorHandle) -> LineChat:
    return LineChat(simulator.token, simulator.url, timeout=(1.0, 1.0))
