"""The laptop run as a person meets it: started, ended and refused in its own process."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FAKE_RUN = (sys.executable, "-m", "tests.laptop.fake_run")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for orphans in /proc")


def free_port() -> int:
    """A port whose neighbour is free, too."""
    while True:
        port = random.randrange(20000, 30000)
        if not any(_answers(p) for p in (port, port + 1)):
            return port


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _heeds_ctrl_c() -> None:
    """As in a terminal. What a shell runs in its background inherits that SIGINT is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Run:
    """Its processes are told by the names of its folders in environment and command line: Redis
    overwrites its environment, but its title holds the path of its socket."""

    def __init__(self, tmp_path: Path, argv: Sequence[str] = FAKE_RUN, **environ: str) -> None:
        self.temporary = Path(tempfile.mkdtemp(prefix="tobiishi-test-"))
        self.data = tmp_path / "data"
        self.port = free_port()
        self.output = self.temporary / "output.txt"
        env = {**os.environ, "DATA_DIR": str(self.data), "PORT": str(self.port)}
        for name in ("REDIS_URL", "MAKELEVEL"):
            env.pop(name, None)
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                argv,
                cwd=ROOT,
                env={**env, "TMPDIR": str(self.temporary), **environ},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_heeds_ctrl_c,  # noqa: PLW1509 - no threads run here
            )

    @property
    def lines(self) -> list[str]:
        return self.output.read_text().splitlines()

    def wait_for_line(self, start: str) -> None:
        until(lambda: any(line.startswith(start) for line in self.lines), lambda: str(self.lines))

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)

    def family(self) -> list[int]:
        """Living processes of this run, the launcher and the warden among them."""
        pids = (int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
        return [pid for pid in pids if self._is_mine(pid)]

    def _is_mine(self, pid: int) -> bool:
        folder = Path("/proc", str(pid))
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            words = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            return False
        marks = (bytes(self.temporary), bytes(self.data))
        return state != "Z" and any(mark in words for mark in marks)


def until(holds: Callable[[], bool], why: Callable[[], str], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, why()
        time.sleep(0.05)


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    started: list[Run] = []

    def start(**how: Any) -> Run:
        started.append(Run(tmp_path, **how))
        return started[-1]

    yield start
    for run in started:
        for pid in run.family():
            os.kill(pid, signal.SIGKILL)
        run.process.wait()
        shutil.rmtree(run.temporary)


def test_it_says_the_code_and_one_address_and_ctrl_c_leaves_nobody(
    runs: Callable[..., Run],
) -> None:
    run = runs()
    run.wait_for_line("Open ")
    assert run.lines == [
        "Starting Tobiishi ...",
        "Owner code: tobi-ABCD-EFGH (send it in the owner's chat)",
        f"Open http://localhost:{run.port}/",
    ]
    # launcher, warden, redis, simulator, web, worker, and the worker's child that ignores SIGTERM
    assert len(run.family()) == 7
    assert run.end() == 0
    assert run.family() == []
    assert run.lines[-1] == "Ended (Ctrl-C). Run it again to go on where it was."


@pytest.mark.parametrize(
    ("number", "kind"), [(signal.SIGTERM, "stubborn"), (signal.SIGHUP, "waits")]
)
def test_the_other_ways_to_end_it_leave_nobody_either(
    runs: Callable[..., Run], number: int, kind: str
) -> None:
    run = runs(FAKES=f"migrate={kind}")  # in the middle of starting
    until(lambda: len(run.family()) == 4, lambda: f"{run.lines} {run.family()}")
    assert run.end(number) == 0
    assert run.family() == []


def test_a_killed_launcher_leaves_nobody(runs: Callable[..., Run]) -> None:
    run = runs()
    run.wait_for_line("Open ")
    run.end(signal.SIGKILL)
    until(lambda: run.family() == [], lambda: f"still there: {run.family()}")


def test_it_goes_on_with_the_same_channel_and_rotates_its_logs(
    runs: Callable[..., Run], tmp_path: Path
) -> None:
    run = runs()
    run.wait_for_line("Open ")
    identity = tmp_path / "data" / "laptop.json"
    before = identity.read_bytes()
    assert identity.stat().st_mode & 0o077 == 0
    run.end()
    again = runs()
    again.wait_for_line("Open ")
    assert identity.read_bytes() == before
    assert (tmp_path / "data" / "log" / "redis.log.1").stat().st_size > 0
    assert again.end() == 0


def test_a_second_run_refuses_while_one_is_running(runs: Callable[..., Run]) -> None:
    first = runs()
    first.wait_for_line("Open ")
    second = runs()
    assert second.process.wait(20) == 1
    assert second.lines == [
        "Tobiishi already runs from this folder: use that one, or end it first with Ctrl-C."
    ]
    assert first.end() == 0


@pytest.mark.parametrize("offset", [0, 1])
def test_a_taken_port_is_one_clear_line(runs: Callable[..., Run], offset: int) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port + offset)):
        run = runs(PORT=str(port))
        assert run.process.wait(20) == 1
    (line,) = run.lines
    assert line.startswith(f"Port {port + offset}, needed for ")
    assert "PORT=9000 make run" in line


@pytest.mark.parametrize("port", ["web", "0", "65535", "-1"])
def test_a_port_that_is_none_is_one_clear_line(runs: Callable[..., Run], port: str) -> None:
    run = runs(PORT=port)
    assert run.process.wait(20) == 1
    (line,) = run.lines
    assert line.startswith(f"PORT is '{port}': give a number")


def test_a_read_only_folder_is_one_clear_line(runs: Callable[..., Run]) -> None:
    run = runs(DATA_DIR="/proc/tobiishi")
    assert run.process.wait(20) == 1
    (line,) = run.lines
    assert line.startswith("Cannot write to the folder /proc/tobiishi")


def test_a_failed_migration_ends_the_run_and_names_its_log(
    runs: Callable[..., Run], tmp_path: Path
) -> None:
    run = runs(FAKES="migrate=fails")
    assert run.process.wait(20) == 1
    log = tmp_path / "data" / "log" / "migrate.log"
    assert run.lines[1:] == [f"The database could not be brought up to date; why is in {log}"]
    assert "out of flour" in log.read_text()
    assert run.family() == []


def test_a_failed_line_setup_is_told_and_the_run_goes_on(runs: Callable[..., Run]) -> None:
    run = runs(FAKES="line-setup=fails")
    run.wait_for_line("Open ")
    assert run.lines[1].startswith("The rich menus could not be set up (going on without)")


def test_who_ends_is_started_again(runs: Callable[..., Run]) -> None:
    run = runs(FAKES="worker=waits")
    run.wait_for_line("Open ")
    (worker,) = [pid for pid in run.family() if b"waits" in _command_line(pid)]
    os.kill(worker, signal.SIGKILL)
    run.wait_for_line("worker ended by itself and is started again. Its log: ")
    until(
        lambda: (
            [pid for pid in run.family() if b"waits" in _command_line(pid)] not in ([], [worker])
        ),
        lambda: "no new worker came",
    )
    assert run.end() == 0
    assert run.family() == []


def test_who_keeps_ending_ends_the_run(runs: Callable[..., Run]) -> None:
    run = runs(FAKES="worker=fails")
    assert run.process.wait(60) == 1
    assert run.lines[-1].startswith("worker keeps ending, so this run ends too. Its log: ")
    assert run.family() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_under_make_it_ends_with_make(
    runs: Callable[..., Run], tmp_path: Path, number: int
) -> None:
    makefile = tmp_path / "Makefile"
    makefile.write_text("run:\n\t@exec $(COMMAND)\n")
    command = f"{sys.executable} -m tests.laptop.fake_run"
    run = runs(argv=("make", "-f", str(makefile), f"COMMAND={command}"), FAKES="worker=waits")
    run.wait_for_line("Open ")
    run.end(number)
    until(lambda: run.family() == [], lambda: f"still there: {run.family()}")


def _command_line(pid: int) -> bytes:
    try:
        return Path("/proc", str(pid), "cmdline").read_bytes()
    except OSError:
        return b""
