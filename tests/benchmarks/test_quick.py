"""The benchmarks still run: tiny numbers, and no word about how fast."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks import idle, shared
from benchmarks.common import Bench, Samples, prepared, times
from benchmarks.every import BENCHMARKS
from benchmarks.report import Report, machine


@pytest.fixture
def bench() -> Iterator[Bench]:
    with prepared() as bench:
        yield replace(bench, postgres=None)


def test_shared_content_reaches_everybody_and_has_a_figure(bench: Bench) -> None:
    (table,) = shared.run(bench, shared.Size(people=1_200, repetitions=2))
    ((name, figure, cpu),) = table.rows
    assert name == "SQLite, 1 process"
    assert "[" in figure and ".." in figure, "repeated, so from least to most"
    assert float(cpu.split()[0]) > 0


def test_a_crowd_waits_and_the_report_says_on_which_machine(bench: Bench) -> None:
    (table,) = idle.run(bench, idle.Size(people=300, ticks=5, loaded=100, loads=2))
    assert table.title.startswith("idle: 1,500 wait in 200 running steps, 300 of them overdue")
    report = Report(machine(bench), quick=True)
    report.add("idle", [table], 1.0)
    for said in ("SQLite: 3.", "not measured", "| tick, median / p99 |", "**quick**"):
        assert said in report.text()


def test_ratios_are_of_medians() -> None:
    assert times(Samples([30.0, 10.0, 20.0]), Samples([4.0])) == "5.0×"
    assert times(Samples([20.0]), Samples()) == "not measured"


def test_every_benchmark_has_two_sizes() -> None:
    assert len(BENCHMARKS) == 6
    for benchmark in BENCHMARKS.values():
        assert benchmark.full != benchmark.quick
