"""The commonest tasks, from the rich menu to their end. A typed or sent answer is no tap."""

import re
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from pathlib import Path

from admin_flows.ports import commands, facts
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import running, three_steps

PAGE = Path(__file__).parents[2] / "docs" / "tasks.md"
ROW = re.compile(r"^\| (?P<number>\d+) \| (?P<name>[^|]+) \| (?P<taps>\d+)", re.MULTILINE)


def written() -> dict[int, tuple[str, int]]:
    """Names and taps by number, as the page says."""
    rows = ROW.finditer(PAGE.read_text())
    return {int(row["number"]): (row["name"], int(row["taps"])) for row in rows}


def measured_elsewhere() -> Set[int]:
    """Lines of the page that no owner's phone can measure."""
    return written().keys() - {task.number for task in TASKS}


@dataclass(frozen=True)
class Task:
    """`most` taps, beside `typed` answers. `walk` is done on the phone of an owner."""

    number: int
    name: str
    most: int
    typed: int
    walk: Callable[[Phone, Shop], bool]
    """Whether the task was done in the end."""


def _pause(phone: Phone, shop: Shop) -> bool:
    phone.menu("scenario.list").tap("Ⅱ Pause")
    return shop.state_of(1) == "paused"


def _stop_all(phone: Phone, shop: Shop) -> bool:
    phone.menu("home.today").tap("Stop all")
    return shop.is_stopped()


def _from_template(phone: Phone, shop: Shop) -> bool:
    phone.menu("scenario.list").tap("＋ New scenario", "Use this one")
    while phone.screen == "new.answers":
        phone.tap("Keep the sample" if phone.has("Keep the sample") else "Fill in later")
    phone.tap("Go to start", "Start sending")
    return shop.state_of(2) == "running"


def _stop_a_friend(phone: Phone, shop: Shop) -> bool:
    walk = facts.WalkFacts(1, "週替わりのご案内", 1, 3, walk_id=5)
    shop.known = [replace(shop.known[0], walk=walk, walks=(walk,))]
    phone.menu("friends.find").open("山田花子").open("週替わり").tap("End it for them")
    return shop.done[-1] == commands.StopWalks(11, 1)


def _results(phone: Phone, shop: Shop) -> bool:
    running(shop, three_steps("誕生月"))
    phone.menu("results.list").open("週替わり")
    return phone.screen == "results.scenario"


def _change_a_text(phone: Phone, shop: Shop) -> bool:
    phone.menu("scenario.list").tap("Edit").open("またお待ち").tap("What", "Edit text")
    phone.type("新しい文").tap("Publish", "Newcomers only")
    return shop.kept[1].version == 4


def _insert_a_step(phone: Phone, shop: Shop) -> bool:
    phone.menu("scenario.list").tap("Edit").open("玉子焼き").tap("Add after", "Message")
    phone.tap("3 days", "10:00").type("間に入る文").tap("That is all")
    return len(shop.kept[1].draft.steps) == 4


def _whole_walk(phone: Phone, shop: Shop) -> bool:
    phone.menu("scenario.list").tap("Edit", "Try it", "The whole walk")
    return "ようこそ、ひだまり弁当です。" in phone.words


def _send_once(phone: Phone, shop: Shop) -> bool:
    phone.menu("scenario.list").tap("Send once").type("新作です").tap("That is all")
    phone.tap("Everyone", "Right now").open("312人に送る")
    return phone.screen == "scenario.card"


def _invite(phone: Phone, shop: Shop) -> bool:
    phone.menu("staff.menu").tap("Members", "Invite", "editor")
    return "tobi-" in phone.words


TASKS = (
    Task(1, "pause a scenario", 2, 0, _pause),
    Task(2, "stop everything", 2, 0, _stop_all),
    Task(3, "start from a template", 8, 0, _from_template),
    Task(4, "stop one friend in one scenario", 4, 0, _stop_a_friend),
    Task(5, "read a scenario's results", 2, 0, _results),
    Task(6, "change a text of a running scenario", 7, 1, _change_a_text),
    Task(7, "insert a message step in the middle", 8, 1, _insert_a_step),
    Task(8, "see the whole walk", 4, 0, _whole_walk),
    Task(10, "send once to everyone", 6, 1, _send_once),
    Task(11, "invite a member", 4, 0, _invite),
)
