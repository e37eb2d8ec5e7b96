"""How many taps the commonest tasks take, counted from the rich menu, as docs/tasks.md says."""

import pytest

from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import running, three_steps
from tests.flows.tasks import TASKS, Task, measured_elsewhere, written


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    return mori


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_takes_as_many_taps_as_is_written_and_no_more_than_it_may(
    task: Task, phone: Phone, shop: Shop
) -> None:
    assert task.walk(phone, shop)
    assert phone.taps <= task.most
    assert written()[task.number] == (task.name, phone.taps)


def test_every_line_of_the_page_is_measured() -> None:
    """That of the staff where groups are: in tests/drain."""
    assert measured_elsewhere() == {9}
