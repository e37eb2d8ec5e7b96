"""Tables as text, and the machine they were measured on."""

import os
import platform
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from benchmarks.common import NOT_MEASURED, Bench, Table, number

RESULTS = Path(__file__).parent / "RESULTS.md"

_HEAD = """\
# Measured

Written by `make bench`; nothing here is asserted by a test. LINE is played by the simulator on the
same machine, so its processor time is in every figure. Medians, and `[least..most]` where a
measurement was repeated; ratios are of medians of this same run.
"""
_QUICK = "\nThis was a **quick** run: small numbers, which say little.\n"


_LAST_LINE = re.compile(r"^`python -m benchmarks (\S+?)`.*$", re.MULTILINE)


@dataclass
class Report:
    """A section for each benchmark, which ends with the command that wrote it."""

    machine: str
    quick: bool
    sections: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, tables: list[Table], seconds: float) -> None:
        took = f"`python -m benchmarks {name}`, {number(seconds)} s, {_now()}\n"
        self.sections[name] = "\n".join([*map(markdown, tables), took])

    def text(self) -> str:
        head = _HEAD + (_QUICK if self.quick else "")
        return "\n".join([head, self.machine, *self.sections.values()])

    def into(self, before: str) -> str:
        """An earlier report with these sections in place of its own."""
        head = before[: _first_section(before)].rstrip("\n") + "\n"
        return "\n".join([head, *(sections(before) | self.sections).values()])


def sections(text: str) -> dict[str, str]:
    """Of a report, by benchmark."""
    found, position = {}, _first_section(text)
    for last in _LAST_LINE.finditer(text, position):
        found[last[1]] = text[position : last.end()].strip("\n") + "\n"
        position = last.end()
    return found


def _first_section(text: str) -> int:
    return text.find("\n## ") + 1


def markdown(table: Table) -> str:
    lines = [f"## {table.title}", "", _row(table.columns), "|---" * len(table.columns) + "|"]
    lines += [_row(row) for row in table.rows]
    lines += [f"\n{note}" for note in table.notes]
    return "\n".join([*lines, ""])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine(bench: Bench) -> str:
    facts = {
        "date": _now(),
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "load when it began": f"{os.getloadavg()[0]:.1f}",
        "system": platform.platform(terse=True),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": _postgres(bench.postgres),
    }
    return "\n".join(f"- {name}: {value}" for name, value in facts.items()) + "\n"


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _postgres(server: str | None) -> str:
    if server is None:
        return f"{NOT_MEASURED}: none answers locally"
    with psycopg.connect(server) as connection:
        return ", ".join(
            f"{name}{value}"
            for name, value in (
                ("", _shown(connection, "server_version")),
                ("shared_buffers ", _shown(connection, "shared_buffers")),
                ("synchronous_commit ", _shown(connection, "synchronous_commit")),
            )
        )


def _shown(connection: "psycopg.Connection[tuple[str, ...]]", name: str) -> str:
    found = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    return found[0] if found else ""
