"""The month's messages: what may still be claimed, and what is kept for those who must be heard."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

# Owners and staff are warned several times a month; a reserve must never be what uses it up.
KEEP_TIMES = 2
KEEP_SHARE = 10


def kept(cap: int, told: int, wanted: int | None = None) -> int:
    """The account's reserve for notices and urgent scenarios: as an owner `wanted`, else twice the
    people whom notices reach (`told`).
    """
    usual = min(KEEP_TIMES * told, cap // KEEP_SHARE)
    return usual if wanted is None else min(wanted, most_kept(cap))


def most_kept(cap: int) -> int:
    """Also after the plan was lowered, half of it is there for usual scenarios."""
    return cap // 2


@dataclass(frozen=True, slots=True)
class Allowance:
    """`cap` None: the plan has no limit. `used` is careful: rather too much than too little."""

    cap: int | None
    used: int
    keep: int

    def kept_from(self, *, urgent: bool) -> int:
        return 0 if urgent else self.keep

    def room(self, *, urgent: bool) -> int | None:
        """How many messages may be claimed now; None: any number."""
        if self.cap is None:
            return None
        return max(0, self.cap - self.used - self.kept_from(urgent=urgent))


News = Literal["nearing", "nearly", "spent", "refused", "back"]
_LEVELS: Mapping[int, News] = {80: "nearing", 95: "nearly", 100: "spent"}


@dataclass(frozen=True, slots=True)
class Told:
    """What owners know of this month: the highest level, and the plan and use it was told for.

    `refused`: they know that LINE takes nothing although messages are left.
    """

    level: int = 0
    month: str = ""
    cap: int = 0
    used: int = 0
    spent: bool = False
    refused: bool = False


def level(used: int, cap: int, keep: int, first: int = 80) -> int:
    """The warning that fits, in percent of what is not kept as the reserve. 0: none yet. `first`:
    when it is given at 80; 0: not at all.
    """
    usual = max(0, cap - keep)
    at = {100: 100, 95: 95, 80: first}
    return next(
        (name for name, percent in at.items() if percent and used * 100 >= usual * percent), 0
    )


def news(
    told: Told,
    month: str,
    used: int,
    cap: int | None,
    keep: int,
    *,
    refused: bool = False,
    first: int = 80,
) -> tuple[News | None, Told]:
    """What owners should hear now, and what they know then: each level once a month and plan.

    `refused`: LINE takes nothing although by its own figures there is some left.
    """
    heard, after = _of_figures(replace(told, refused=False), month, used, cap, keep, first=first)
    if heard:
        return heard, replace(after, refused=told.refused and heard in ("nearing", "nearly"))
    refused = refused and after.level < 100
    if refused == told.refused:
        return None, replace(after, refused=refused)
    return ("refused" if refused else "back"), replace(after, refused=refused)


def _of_figures(
    told: Told, month: str, used: int, cap: int | None, keep: int, *, first: int
) -> tuple[News | None, Told]:
    """LINE may turn the month some hours before or after us, so a new month has begun only when
    the use has dropped, too.
    """
    if cap is None:
        return ("back" if told.spent else None), Told()
    turned = month != told.month and used * 2 < told.used
    known = replace(told, level=0) if turned or cap != told.cap else told
    reached = level(used, cap, keep, first)
    if known.spent and known.level == 0 and reached < 100:
        return "back", Told(0, month, cap, used)
    if reached > known.level:
        return _LEVELS[reached], Told(reached, month, cap, used, spent=reached == 100)
    if known.level == told.level:
        return None, told
    return None, Told(known.level, month, cap, used, known.spent)
