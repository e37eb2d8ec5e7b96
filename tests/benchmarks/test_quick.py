"""The benchmarks still run: tiny numbers, and no word about how fast."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks import groups, idle, links, lossy, shared, soak
from benchmarks.common import Bench, Samples, Table, prepared, times
from benchmarks.every import BENCHMARKS, SEPARATE
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


def test_lost_answers_cost_requests_and_nobody_a_message(bench: Bench) -> None:
    (table,) = lossy.run(bench, lossy.Size(people=400, repetitions=1))
    (_, _, once, _), (_, _, more, share) = table.rows
    assert (once, share[-2:]) == ("1.00", " %")
    assert float(more) > 1


def test_a_crowd_waits_and_the_report_says_on_which_machine(bench: Bench) -> None:
    (table,) = idle.run(bench, idle.Size(people=300, ticks=5, loaded=100, loads=2))
    assert table.title.startswith("idle: 1,500 wait in 200 running steps, 300 of them overdue")
    report = Report(machine(bench), quick=True)
    report.add("idle", [table], 1.0)
    for said in ("SQLite: 3.", "not measured", "| tick, median / p99 |", "**quick**"):
        assert said in report.text()


def test_groups_count_the_same_people_in_every_pass(bench: Bench) -> None:
    (table,) = groups.run(bench, groups.Size(people=700, passes=2))
    assert table.title == "groups: 700 friends, 20 groups"
    (_, seconds), (_, people) = table.rows
    assert ".." in seconds and int(people.replace(",", "")) > 700


def test_a_run_of_one_benchmark_leaves_the_others_in_the_report() -> None:
    whole, part = Report("- a machine\n", quick=False), Report("- another\n", quick=False)
    for name in ("idle", "soak"):
        whole.add(name, [Table(f"{name}: then", [""], [["1"]]), Table("more", [""], [["2"]])], 1)
    part.add("soak", [Table("soak: now", [""], [["3"]])], 2)
    written = part.into(whole.text())
    assert written == part.into(written)
    assert written.replace("\n", "").count("## ") == 3
    for said in ("- a machine", "## idle: then", "## more", "## soak: now"):
        assert said in written
    assert "soak: then" not in written


def test_a_soak_counts_what_was_lost_or_sent_twice(bench: Bench) -> None:
    memory, became = soak.run(bench, soak.Size(minutes=0.15, people=50))
    assert {"web", "worker: chat", "worker: sends"} <= {row[0] for row in memory.rows}
    found = {row[0]: row[1] for row in became.rows}
    assert found["steps lost"] == found["steps sent twice"] == "0"
    assert found["steps sent"] != "0"


def test_a_tap_leads_on_and_is_known(bench: Bench) -> None:
    (table,) = links.run(bench, links.Size(people=20, seconds=0.5, per_second=40, repetitions=1))
    ours, baseline = table.rows
    assert (ours[0], baseline[0]) == ("Tobiishi, SQLite", "Flask, a bare redirect")
    assert (int(ours[4]), int(baseline[4])) == (20 + 20, 0)
    assert float(ours[2].split()[0]) > 0


def test_ratios_are_of_medians() -> None:
    assert times(Samples([30.0, 10.0, 20.0]), Samples([4.0])) == "5.0×"
    assert times(Samples([20.0]), Samples()) == "not measured"


def test_every_benchmark_has_two_sizes() -> None:
    for benchmark in (BENCHMARKS | SEPARATE).values():
        assert benchmark.full != benchmark.quick
