"""Hundreds of friends inside an installation, and what became of each of them in the end."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.journeys.harness import Installation, until

# Much more than it takes, on any machine.
PATIENCE_SECONDS = 90.0

HEAD = """tobiishi: 1
name: {name}
start: {{when: friend_added}}
quiet: ignore
steps:
"""
STEP = """  - id: step-{number}
    wait: {wait}
    send: [{{text: "{text}"}}]
    {more}
"""


def scenario(name: str, *texts: str, wait: str = "{hours: 1}", more: str = "") -> str:
    """A scenario's YAML: these texts, each after such a wait; `more` is a line of every step."""
    steps = (
        STEP.format(number=number, wait=wait, text=text, more=more)
        for number, text in enumerate(texts, start=1)
    )
    return HEAD.format(name=name) + "".join(steps)


@dataclass(frozen=True)
class Crowd:
    """`database_url` is the test's own way to the database, whatever the processes' way is."""

    it: Installation
    database_url: str

    def starts(self, document: str) -> None:
        file = Path(self.it.plan.data, "scenario.yaml")
        file.write_text(document)
        self.it.flask("scenarios", "import", str(file), "--activate")

    def follow(self, number: int) -> dict[str, str]:
        """So many people add the account; gives their names by user id."""
        ids = self.it.sim.add_friends(number)
        names = {user["id"]: user["name"] for user in self.it.sim.state()["users"]}
        return {user: names[user] for user in ids}

    def comes(self, number: int) -> dict[str, str]:
        """The same, and waits until they are inside every scenario."""
        scenarios = self.count("SELECT count(*) FROM scenario WHERE state = 1")
        names = self.follow(number)
        self.all_inside(number * scenarios)
        return names

    def all_inside(self, walks: int) -> None:
        entered = "SELECT count(*) FROM enrollment"
        self.until(lambda: self.count(entered) == walks, "all have entered")

    def sent(self) -> int:
        """Messages accepted by push and multicast."""
        sendings = (self.it.sim.counts(endpoint) for endpoint in ("push", "multicast"))
        return sum(sum(counts.values()) for counts in sendings)

    def until_sent(self, number: int) -> None:
        self.until(lambda: self.sent() >= number, f"{number} are sent")

    def all_settled(self, hours: int = 0) -> None:
        """No batch is open, and every walk came to its end: nothing is stuck or uncertain. `hours`
        pass for those who have steps before them.
        """
        for _ in range(hours):
            self.nothing_to_do()
            self.it.sim.advance(hours=1)
        left = "SELECT count(*) FROM enrollment WHERE state <> 4"
        self.until(lambda: self.count(left) == 0, "all walks have ended")
        self.nothing_to_do()

    def nothing_to_do(self) -> None:
        """No batch is open, and nobody is due."""
        now = self.it.sim.now() // 1000
        open_ = "SELECT (SELECT count(*) FROM batch WHERE state = 1)"
        due = f"(SELECT count(*) FROM enrollment WHERE state = 1 AND due_at <= {now})"
        self.until(lambda: self.count(f"{open_} + {due}") == 0, "nothing is to do")

    def texts(self) -> dict[str, list[str]]:
        """What pushes and multicasts brought, sorted, by user id; replies answer a follow."""
        found: dict[str, list[str]] = {}
        for entry in self.it.sim.ledger():
            if entry["endpoint"] == "reply":
                continue
            texts = [message["text"] for message in entry["messages"] if "text" in message]
            for user in entry["delivered"] if texts else ():  # owners are told of news by cards
                found.setdefault(user, []).extend(texts)
        return {user: sorted(texts) for user, texts in found.items()}

    def count(self, query: str) -> int:
        if self.database_url.startswith("postgresql"):
            with psycopg.connect(self.database_url) as database:
                row = database.execute(query.encode()).fetchone()
        else:
            path = self.database_url.removeprefix("sqlite:///")
            with contextlib.closing(sqlite3.connect(path)) as database:
                row = database.execute(query).fetchone()
        return int(row[0]) if row else 0

    def until(self, check: Callable[[], object], what: str) -> None:
        until(check, what, self.it.logs, PATIENCE_SECONDS)


def each(names: Mapping[str, str], texts: Iterable[str]) -> dict[str, list[str]]:
    """What everybody should have got: these texts, with the name filled in."""
    wanted = list(texts)
    return {
        user: sorted(text.replace("{{ friend.name }}", name) for text in wanted)
        for user, name in names.items()
    }
