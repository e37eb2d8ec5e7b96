"""What LINE's date and time pickers bring: outside input like any other."""

from datetime import date, time

from admin_flows.engine.scene import Nonsense, Tap


def picked_time(tap: Tap) -> time:
    try:
        return time.fromisoformat(tap.params.get("time", "")).replace(second=0, microsecond=0)
    except ValueError:
        raise Nonsense("no time") from None


def picked_date(tap: Tap) -> date:
    try:
        return date.fromisoformat(tap.params.get("date", ""))
    except ValueError:
        raise Nonsense("no date") from None
