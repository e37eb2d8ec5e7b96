"""Where LINE leaves room, and what the account's own switches are set to."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from simulator.errors import Refusal
from simulator.web import Json


@dataclass
class Settings:
    group_sender_in_postback: bool = False  # LINE promises the id for message events only
    foreign_ids: str = "400"  # a multicast with unknown ids: refused, or "200": left out
    redeliver: bool = False  # LINE's own default
    redeliver_after_s: float = 1.0  # doubles each time
    redeliver_times: int = 5
    webhook_enabled: bool = True
    events_per_post: int = 100
    standby: bool = False  # another module has the chats: events carry no reply token
    approximate_consumption: bool = False  # LINE's figure lags: told in full tens only
    verified: bool = False  # verified accounts may list their friends

    def change(self, changes: Json) -> None:
        known = {item.name: item.type for item in fields(self)}
        for name, value in changes.items():
            if name not in known:
                raise Refusal(400, f"There is no setting {name}; there are {sorted(known)}.")
            old = getattr(self, name)
            setattr(self, name, _fitting(name, value, old))

    def shown(self) -> dict[str, Any]:
        return asdict(self)


def _fitting(name: str, value: Any, old: Any) -> Any:
    if name == "foreign_ids":
        value = str(value)
        if value not in ("200", "400"):
            raise Refusal(400, f'foreign_ids is "200" or "400", not {value}.')
        return value
    kind = type(old)
    if isinstance(value, bool) != (kind is bool) or not isinstance(value, int | float):
        raise Refusal(400, f"{name} takes a {kind.__name__}, not {value!r}.")
    return kind(value)
