"""Whether the parts can do their work just now: a database that only reads is not well."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store import migrate
from bot.store.inbox import Inbox
from bot.store.touch import touch_database
from bot.store.trouble import trouble

# What a disk has left that counts as full: a claim of hundreds needs some of it at once.
FULL_BYTES = 10 * 1024 * 1024


class Unwell(Exception):
    """A part is not well; the text says how, and may be shown."""


def check_database() -> None:
    with _in_words():
        if migrate.pending():
            raise Unwell("not migrated")
        touch_database()


def check_inbox(inbox: Inbox) -> None:
    with _in_words():
        inbox.depth()
        inbox.touch()


def check_disk(folders: Iterable[Path]) -> None:
    for folder in folders:
        if shutil.disk_usage(_existing(folder)).free < FULL_BYTES:
            raise Unwell("full")


def _existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if reason := trouble(error):
            raise Unwell(reason) from error
        raise
