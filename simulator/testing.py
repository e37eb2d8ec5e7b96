"""Starts a simulator as a child process, for tests of whatever talks to LINE."""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from simulator.account import Account
from simulator.client import SimulatorClient

SECRET = "simulated-channel-secret"  # noqa: S105
TOKEN = "simulated-channel-token"  # noqa: S105
READY = re.compile(r"simulator ready at (http://\S+)")


@dataclass
class SimulatorHandle:
    url: str
    secret: str
    token: str
    process: "subprocess.Popen[str]" = field(repr=False)
    errors: IO[str] = field(repr=False)
    _last_words: str = field(default="", repr=False)

    @property
    def account(self) -> Account:
        """Its LINE Login channel, too."""
        return Account("", self.secret, self.token)

    @property
    def client(self) -> SimulatorClient:
        return SimulatorClient(self.url)

    def stop(self) -> None:
        """Ends the child by SIGTERM, so that with `data` its state is kept."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if not self.errors.closed:
            self._last_words = self.log()
        for stream in (self.process.stdout, self.errors):
            if stream:
                stream.close()

    def log(self) -> str:
        """What the child has written to its error stream so far, or had when it was stopped."""
        if self.errors.closed:
            return self._last_words
        self.errors.seek(0)
        return self.errors.read()


def start_simulator(
    *,
    webhook: str | None = None,
    secret: str = SECRET,
    token: str = TOKEN,
    port: int = 0,
    data: Path | None = None,
    clock_file: Path | None = None,
    bot: str | None = None,
    account_name: str | None = None,
    demo: bool = False,
) -> SimulatorHandle:
    """`python -m simulator` on a free port (or `port`), answering when this returns."""
    command = [sys.executable, "-m", "simulator", "--port", str(port)]
    command += ["--secret", secret, "--token", token, "--quiet"]
    options = {
        "--webhook": webhook,
        "--data": data,
        "--clock-file": clock_file,
        "--bot": bot,
        "--account-name": account_name,
    }
    for name, value in options.items():
        if value is not None:
            command += [name, str(value)]
    if demo:
        command.append("--demo")
    errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
    process = subprocess.Popen(  # noqa: S603
        command,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    url = _wait_until_ready(process, errors)
    return SimulatorHandle(url, secret, token, process, errors)


def _wait_until_ready(process: "subprocess.Popen[str]", errors: IO[str]) -> str:
    if process.stdout is None:
        raise RuntimeError("the simulator was started without a pipe")
    for line in process.stdout:
        ready = READY.search(line)
        if ready:
            return ready.group(1)
    process.wait()
    errors.seek(0)
    raise RuntimeError(f"the simulator ended before it was ready:\n{errors.read()}")
