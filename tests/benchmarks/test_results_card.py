"""The benchmark of results runs; no word about how fast."""

from dataclasses import replace

from benchmarks import results
from benchmarks.common import prepared


def test_a_card_of_many_deliveries_is_looked_at() -> None:
    with prepared() as bench:
        (table,) = results.run(replace(bench, postgres=None), results.Size(people=1_000, looks=1))
    assert table.title.startswith("results: a scenario with 1,000 deliveries")
    assert all(float(cells[1].split()[0].replace(",", "")) > 0 for cells in table.rows)
