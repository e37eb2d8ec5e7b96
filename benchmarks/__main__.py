"""python -m benchmarks [NAME ...] [--quick] [--minutes N] [--write]"""

import argparse
import sys
import time
from dataclasses import replace

from benchmarks.common import prepared
from benchmarks.every import BENCHMARKS, SEPARATE
from benchmarks.report import RESULTS, Report, machine, markdown, sections
from benchmarks.soak import SOAK

EVERY = {**BENCHMARKS, **SEPARATE}


def main() -> int:
    given = _parser().parse_args()
    if given.minutes:
        EVERY["soak"] = replace(SOAK, full=replace(SOAK.full, minutes=given.minutes))
    with prepared() as bench:
        report = Report(machine(bench), quick=given.quick)
        for name in given.names or list(BENCHMARKS):
            print(f"{name} ...", file=sys.stderr, flush=True)
            began = time.monotonic()
            tables = EVERY[name].measure(bench, quick=given.quick)
            report.add(name, tables, time.monotonic() - began)
            print("\n".join(markdown(table) for table in tables), flush=True)
    if given.write:
        before = RESULTS.read_text()
        if not given.names:
            report.sections |= {n: s for n, s in sections(before).items() if n in SEPARATE}
        RESULTS.write_text(report.into(before) if given.names else report.text())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    separate = ", ".join(SEPARATE)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", choices=[*EVERY, []],
        help=f"of {', '.join(BENCHMARKS)} (all of these if none is named), {separate}",
    )  # fmt: skip
    parser.add_argument("--quick", action="store_true", help="small numbers: does it work at all?")
    parser.add_argument("--minutes", type=float, help="how long a soak takes (30)")
    parser.add_argument("--write", action="store_true", help=f"write into {RESULTS.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
