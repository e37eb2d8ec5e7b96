"""What the conversations were promised is what the services give."""

import inspect
from typing import get_args

import pytest

from admin_flows.ports import Command, Conversations, Executor, Reads
from bot.services.owner import OwnerConversations, OwnerReads
from bot.services.owner.executor import ACTS
from tests.services.shop import Shop


def test_reads_executor_and_conversations_fit_their_ports(shop: Shop) -> None:
    reads: Reads = shop.reads
    executor: Executor = shop.executor
    conversations: Conversations = OwnerConversations()
    assert callable(executor)
    assert callable(conversations.load)
    assert reads.scenarios() == ()


@pytest.mark.parametrize(
    "name", [name for name in vars(Reads) if not name.startswith("_") and name != "mro"]
)
def test_a_question_takes_what_the_port_says(name: str) -> None:
    promised = inspect.signature(getattr(Reads, name))
    given = inspect.signature(getattr(OwnerReads, name))
    assert list(given.parameters) == list(promised.parameters)


def test_every_command_is_in_the_table() -> None:
    assert set(ACTS) == set(get_args(Command))
