"""What cannot be done is said in plain lines."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.errors import DocumentError, Refused
from bot.line.gateway import LineError


@contextmanager
def kindly(outcome: str = "Nothing was imported.") -> Iterator[None]:
    """What cannot be done is said in plain lines, without a traceback."""
    try:
        yield
    except DocumentError as error:
        sys.exit("\n".join([outcome, *(p.text for p in error.problems)]))
    except UnicodeDecodeError:
        sys.exit(f"{outcome}\nThe file is not UTF-8 text. Save it as UTF-8.")
    except Refused as refusal:
        sys.exit(refusal.problem.text)
    except LineError as error:
        sys.exit(f"LINE did not do it: {error}")
