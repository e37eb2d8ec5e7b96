"""Tobiishi: step messages for LINE, administered inside LINE."""

from typing import Any


def create_app() -> Any:
    """Late, so that the worker and the command line load only what they use."""
    from bot.app import create_app as create

    return create()
