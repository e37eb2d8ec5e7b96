"""Several numbers in one answer: 1 3."""

import re

from admin_flows.answers.plain import dashed


def numbers(text: str) -> tuple[int, ...]:
    """Each once, in their order; none where anything else is written."""
    parts = [part for part in re.split(r"[\s,、，/・]+", dashed(text)) if part]
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        return ()
    return tuple(dict.fromkeys(int(part) for part in parts))
