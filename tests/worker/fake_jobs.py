"""Jobs that leave notes in a folder instead of sending anything."""

import os
import time
from pathlib import Path

from bot.stopping import stopping


def folder() -> Path:
    return Path(os.environ["FAKE_FOLDER"])


def note(words: str) -> None:
    with (folder() / "notes").open("a") as file:
        file.write(f"{words} {os.getpid()}\n")


def due() -> list[str]:
    """The names in the file `due`; without the file the database is away."""
    return (folder() / "due").read_text().split()


def chat() -> None:
    note("chat")
    if (folder() / "broken").exists():
        raise ValueError("this job is broken")


def sends() -> None:
    """Takes as long as the file `busy` is there, unless asked to stop."""
    note("sends begins")
    while (folder() / "busy").exists() and not stopping.is_set():
        time.sleep(0.02)
    note("sends ends")
