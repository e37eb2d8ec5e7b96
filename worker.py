"""The worker: keeps a process for each queue running, wakes them when something is due.

python worker.py                     all of it
python worker.py --processes sends=2 two processes for that queue (on PostgreSQL)
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.config import SettingsError, load_settings
from bot.logging import setup_logging
from bot.queue import JOBS, QUEUES
from bot.supervision.consumer import consume, end_with_supervisor, load
from bot.supervision.supervisor import Supervisor
from bot.supervision.ticker import Ticker


def main(
    arguments: Sequence[str] | None = None,
    *,
    jobs: Mapping[str, str] = JOBS,
    due_queues: str = "bot.cron.due_queues",
    script: str = __file__,
) -> None:
    """`jobs` and `due_queues` name functions, which only the process that needs them imports."""
    given = _parser().parse_args(arguments)
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.exit(str(error))
    setup_logging(settings)
    if given.supervised:
        end_with_supervisor()
    if given.queue:
        consume(given.queue, jobs[given.queue], due_queues, settings.redis_url)
    else:
        own = [sys.executable, str(Path(script).resolve()), "--supervised"]
        processes = dict(given.processes)
        names = [name for name in QUEUES for _ in range(processes.get(name, 1))]
        Supervisor(
            [[*own, "--queue", name] for name in names],
            Ticker(load(due_queues), settings.redis_url, jobs=jobs),
        ).run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--queue", choices=QUEUES, help="work on this queue alone")
    only.add_argument(
        "--processes", type=_count, action="append", default=[], metavar="QUEUE=N",
        help="how many processes a queue gets (1)",
    )  # fmt: skip
    parser.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)
    return parser


def _count(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if name not in QUEUES or not number.isdigit() or not 1 <= int(number) <= 64:
        raise argparse.ArgumentTypeError(f"give one of {', '.join(QUEUES)} and a number: chat=2")
    return name, int(number)


if __name__ == "__main__":
    main()
