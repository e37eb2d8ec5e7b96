"""Tables as text, and the machine they were measured on."""

import os
import platform
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


@dataclass
class Report:
    machine: str
    quick: bool
    parts: list[str] = field(default_factory=list)

    def add(self, name: str, tables: list[Table], seconds: float) -> None:
        took = f"`python -m benchmarks {name}`, {number(seconds)} s\n"
        self.parts += [*map(markdown, tables), took]

    def text(self) -> str:
        head = _HEAD + (_QUICK if self.quick else "")
        return "\n".join([head, self.machine, *self.parts])


def markdown(table: Table) -> str:
    lines = [f"## {table.title}", "", _row(table.columns), "|---" * len(table.columns) + "|"]
    lines += [_row(row) for row in table.rows]
    lines += [f"\n{note}" for note in table.notes]
    return "\n".join([*lines, ""])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine(bench: Bench) -> str:
    facts = {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "load when it began": f"{os.getloadavg()[0]:.1f}",
        "system": platform.platform(terse=True),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": _postgres(bench.postgres),
    }
    return "\n".join(f"- {name}: {value}" for name, value in facts.items()) + "\n"


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
