"""python -m benchmarks [NAME ...] [--quick] [--write]"""

import argparse
import sys
import time

from benchmarks.common import prepared
from benchmarks.every import BENCHMARKS
from benchmarks.report import RESULTS, Report, machine, markdown


def main() -> int:
    given = _parser().parse_args()
    names = given.names or list(BENCHMARKS)
    with prepared() as bench:
        report = Report(machine(bench), quick=given.quick)
        for name in names:
            print(f"{name} ...", file=sys.stderr, flush=True)
            began = time.monotonic()
            tables = BENCHMARKS[name].measure(bench, quick=given.quick)
            report.add(name, tables, time.monotonic() - began)
            print("\n".join(markdown(table) for table in tables), flush=True)
    if given.write:
        RESULTS.write_text(report.text())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--quick", action="store_true", help="small numbers: does it work at all?")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
