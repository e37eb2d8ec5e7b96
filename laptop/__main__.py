"""`make run`: LINE, the bot and all it needs on one machine, until Ctrl-C."""

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from laptop.checks import read_port, require_free_port, require_writable, take_lock
from laptop.launch import Launch
from laptop.plan import Plan, make_plan
from laptop.problem import Problem
from laptop.processes import Processes, rotate_logs
from laptop.stop import Stopped, StopRequest
from laptop.warden import Warden

GRACE_SECONDS = 10.0  # a worker gives its own children 8 to end a batch; then SIGKILL

Planner = Callable[[Mapping[str, str], int, Path, Path], Plan]


def say(line: str) -> None:
    print(line, flush=True)


def main(
    environ: Mapping[str, str], planner: Planner = make_plan, grace: float = GRACE_SECONDS
) -> int:
    stop = StopRequest(under_make="MAKELEVEL" in environ)
    try:
        _prepare_and_run(environ, planner, grace, stop)
    except Stopped as reason:
        say(f"Ended ({reason}). Run it again to go on where it was.")
        return 0
    except Problem as problem:
        say(str(problem))
    return 1


def _prepare_and_run(
    environ: Mapping[str, str], planner: Planner, grace: float, stop: StopRequest
) -> None:
    port = read_port(environ.get("PORT") or "8000")
    data = Path(environ.get("DATA_DIR") or "data")
    require_writable(data)
    lock = take_lock(data / "laptop.lock")
    require_free_port(port, "the page")
    require_free_port(port + 1, "the bot")
    rotate_logs(data / "log")
    say("Starting Tobiishi ...")
    with tempfile.TemporaryDirectory(prefix="tobiishi-") as spare:
        plan = planner(environ, port, data, Path(spare))
        warden = Warden(keeps_open=lock, grace=grace)
        try:
            processes = Processes(data / "log", plan.env, warden, grace)
            Launch(plan, processes, stop, say).run()
        finally:
            warden.dismiss()
            os.close(lock)


if __name__ == "__main__":
    sys.exit(main(os.environ))
