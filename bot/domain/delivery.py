"""What follows from LINE's answers to one batch: a pure function from outcomes to moves."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.outcomes import (
    InvalidReplyToken,
    NotSent,
    Outcome,
    QuotaSpent,
    Rejected,
    Throttled,
    Unauthorized,
    Unavailable,
    is_sent,
)
from bot.domain.walk import Finished, Planned


@dataclass(frozen=True, slots=True)
class Onward:
    """One enrollment's next stop."""

    enrollment_id: int
    step: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What one transaction writes for a batch. Who is in none of the parts stays in the batch."""

    onward: tuple[Onward, ...] = ()
    finished: tuple[int, ...] = ()
    failed: tuple[int, ...] = ()
    problem: str = ""

    @property
    def sent(self) -> tuple[int, ...]:
        return tuple(move.enrollment_id for move in self.onward) + self.finished

    @property
    def settled(self) -> tuple[int, ...]:
        return self.sent + self.failed

    def of(self, members: Collection[int]) -> "Settlement":
        """What of it is about these."""
        return Settlement(
            tuple(move for move in self.onward if move.enrollment_id in members),
            tuple(member for member in self.finished if member in members),
            tuple(member for member in self.failed if member in members),
            self.problem,
        )


def settle(
    outcomes: Mapping[int, Outcome], plan_next: Callable[[int], Planned | Finished]
) -> Settlement:
    """`outcomes` by enrollment id; `plan_next` gives the stop after the one just sent."""
    sent = [member for member, outcome in outcomes.items() if is_sent(outcome)]
    failed = [
        member
        for member, outcome in outcomes.items()
        if isinstance(outcome, Rejected | InvalidReplyToken)
    ]
    onward, finished = _next_stops(sent, plan_next)
    return Settlement(onward, finished, tuple(failed), _problem(outcomes.values()))


def _next_stops(
    sent: Iterable[int], plan_next: Callable[[int], Planned | Finished]
) -> tuple[tuple[Onward, ...], tuple[int, ...]]:
    onward: list[Onward] = []
    finished: list[int] = []
    for member in sent:
        match plan_next(member):
            case Planned(index, due_at):
                onward.append(Onward(member, index, due_at))
            case Finished():
                finished.append(member)
    return tuple(onward), tuple(finished)


def _problem(outcomes: Iterable[Outcome]) -> str:
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            return f"{outcome.reason} ({outcome.place})" if outcome.place else outcome.reason
    return ""


_ABOUT_RECIPIENTS = re.compile(r"'?\bto\b'?|Failed to send messages", re.IGNORECASE)


def parts_to_try(members: Sequence[int], outcome: Outcome) -> tuple[tuple[int, ...], ...]:
    """How to go on after LINE refused a request to many because of one of them.

    A 4xx reached nobody, so parts of it may go as new requests. When LINE names the recipient,
    only that one is left out; else the request is halved until one is alone. () when the content
    is to blame, or nobody is left to part from.
    """
    if not isinstance(outcome, Rejected) or len(members) < 2 or _blames_content(outcome):
        return ()
    bad = outcome.recipient
    if bad is not None and bad < len(members):
        return (members[bad],), (*members[:bad], *members[bad + 1 :])
    middle = len(members) // 2
    return tuple(members[:middle]), tuple(members[middle:])


def _blames_content(rejected: Rejected) -> bool:
    if rejected.recipient is not None:
        return False
    return "messages" in (rejected.place or "") or not _ABOUT_RECIPIENTS.search(rejected.reason)


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Same key, recipients and payload: the outcome is unknown or nothing was accepted."""

    after_seconds: float


@dataclass(frozen=True, slots=True)
class HoldAll:
    """The whole account must wait: `reason` is quota or token."""

    reason: str


def after_refusal(outcome: Outcome, attempt: int) -> SendAgain | HoldAll | None:
    """What to do with who was not settled by this outcome. `attempt` counts from 1."""
    match outcome:
        case Throttled(retry_after):
            return SendAgain(retry_after or backoff(attempt))
        case Unavailable() | NotSent():
            return SendAgain(backoff(attempt))
        case QuotaSpent():
            return HoldAll("quota")
        case Unauthorized():
            return HoldAll("token")
        case _:
            return None


def backoff(attempt: int) -> float:
    return float(min(0.1 * 2 ** (attempt - 1), 8.0))
