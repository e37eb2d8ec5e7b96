"""The month's messages: what may still be claimed, and what is kept for those who must be heard."""

from dataclasses import dataclass

# Owners and staff are warned several times a month; a reserve must never be what uses it up.
KEEP_TIMES = 2
KEEP_SHARE = 10


def kept(cap: int, told: int) -> int:
    """The account's reserve for notices and urgent scenarios; `told`: people whom notices reach."""
    return min(KEEP_TIMES * told, cap // KEEP_SHARE)


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
