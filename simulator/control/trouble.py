"""Faults, limits, quota, settings, and webhooks made by hand."""

from simulator.control.guard import Row, body_of, wanted
from simulator.errors import Refusal
from simulator.faults import Fault
from simulator.platform import Platform
from simulator.web import Request, Response, json_response

PER_SECOND = "_per_second"


class TroubleControl:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Row]:
        return [
            ("POST", "/faults", self.add_fault),
            ("GET", "/faults", self.faults),
            ("DELETE", "/faults", self.clear_faults),
            ("POST", "/latency", self.latency),
            ("POST", "/quota", self.quota),
            ("POST", "/limits", self.limits),
            ("POST", "/settings", self.settings),
            ("POST", "/webhooks", self.webhook),
        ]

    def add_fault(self, request: Request) -> Response:
        body = body_of(request)
        times = body.get("times", 1)
        if times is not None and (not isinstance(times, int) or times < 1):
            raise Refusal(400, f"times is 1 or more, or null for ever, not {times!r}.")
        fault = Fault(
            wanted(body, "endpoint"),
            wanted(body, "kind"),
            times,
            float(body.get("probability", 1.0)),
            float(body.get("delay_ms", 0.0)),
        )
        self._platform.faults.add(fault)
        return self.faults(request)

    def faults(self, _request: Request) -> Response:
        faults = self._platform.faults
        return json_response({"faults": faults.shown(), "latency_ms": faults.latency_s * 1000})

    def clear_faults(self, request: Request) -> Response:
        self._platform.faults.clear()
        return self.faults(request)

    def latency(self, request: Request) -> Response:
        ms = wanted(body_of(request), "ms", (int, float))
        self._platform.faults.latency_s = max(0.0, ms / 1000)
        return self.faults(request)

    def quota(self, request: Request) -> Response:
        body = body_of(request)
        quota = self._platform.quota
        kind = wanted(body, "type")
        if kind not in ("none", "limited"):
            raise Refusal(400, f'type is "none" or "limited", not {kind!r}.')
        quota.limit = wanted(body, "value", int) if kind == "limited" else None
        if body.get("used") is not None:
            quota.set_used(wanted(body, "used", int))
        quota.reserved = int(body.get("reserved", 0))
        self._platform.changes.note("state")
        return json_response(quota.shown())

    def limits(self, request: Request) -> Response:
        """<endpoint>_per_second, for any endpoint's name; null lifts it."""
        body = body_of(request)
        burst = body.pop("burst", None)
        for name, rate in body.items():
            if not name.endswith(PER_SECOND):
                raise Refusal(400, f"A limit is called <endpoint>{PER_SECOND}, not {name}.")
            self._platform.limiter.set(name.removesuffix(PER_SECOND), rate, burst)
        return json_response(self._platform.limiter.shown())

    def settings(self, request: Request) -> Response:
        self._platform.settings.change(body_of(request))
        return json_response(self._platform.settings.shown())

    async def webhook(self, request: Request) -> Response:
        body = body_of(request)
        webhooks = self._platform.webhooks
        raw = body.get("raw")
        payload = (
            raw.encode("utf-8", "surrogatepass")
            if isinstance(raw, str)
            else webhooks.body(wanted(body, "events", list), body.get("destination"))
        )
        answer = await webhooks.post(payload, body.get("secret"))
        return json_response({"status": answer.status, "ms": answer.ms, "reason": answer.reason})
