"""What can go wrong between a bot and LINE, on demand."""

import random
from dataclasses import asdict, dataclass

from simulator.errors import BAD_TOKEN, MONTHLY_LIMIT, NO_ACCESS, RATE_EXCEEDED, LineError, Refusal
from simulator.web import Json, Response

SENDING = frozenset({"push", "multicast", "reply", "broadcast"})
REFUSALS = {
    "rate_429": (429, RATE_EXCEEDED),
    "monthly_429": (429, MONTHLY_LIMIT),
    "unauthorized_401": (401, BAD_TOKEN),
    "forbidden_403": (403, NO_ACCESS),
    "bad_request_400": (400, "Failed to send messages"),
    "too_large_413": (413, "The request body is too large"),
    "error_before": (500, "Internal server error"),
}
AFTER = frozenset({"error_after", "drop_after", "odd_200"})
KINDS = frozenset(REFUSALS) | AFTER | {"slow", "drop_before", "hang", "html_502"}
HTML_502 = b"<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"


@dataclass
class Fault:
    endpoint: str  # an endpoint's name; any: all that send; all: the whole API
    kind: str
    times: int | None = 1  # None: for ever
    probability: float = 1.0
    delay_ms: float = 0.0

    def meets(self, endpoint: str) -> bool:
        if self.endpoint == "any":
            return endpoint in SENDING
        return self.endpoint in (endpoint, "all")


class Faults:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._faults: list[Fault] = []
        self.latency_s = 0.0

    @property
    def active(self) -> bool:
        return bool(self._faults)

    def add(self, fault: Fault) -> None:
        if fault.kind not in KINDS:
            raise Refusal(400, f"There is no fault {fault.kind}; there are {sorted(KINDS)}.")
        self._faults.append(fault)

    def next(self, endpoint: str) -> Fault | None:
        """The fault that strikes this request; counts it."""
        for fault in self._faults:
            if fault.meets(endpoint) and self._chance.random() < fault.probability:
                self._count(fault)
                return fault
        return None

    def _count(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)

    def clear(self) -> None:
        self._faults.clear()

    def shown(self) -> list[Json]:
        return [asdict(fault) for fault in self._faults]


def refusal(kind: str) -> Response | None:
    """The answer of a fault that strikes before anything is accepted."""
    if kind == "html_502":
        return Response(502, HTML_502, "text/html")
    if kind in REFUSALS:
        status, message = REFUSALS[kind]
        return LineError(status, message).response()
    return None
