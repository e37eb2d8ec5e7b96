"""What a check finds, and what it has to know beside the scenario."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.domain.condition_forms import Reaction
from bot.domain.document import Scenario
from bot.domain.errors import Values


@dataclass(frozen=True, slots=True)
class Finding:
    """Errors stop a start. `code` is one of CODES; `step_id` None: the whole scenario."""

    severity: Literal["error", "warning"]
    code: str
    step_id: str | None = None
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Others:
    """What a scenario may speak of by name: all scenarios (by former names, too) and groups of the
    account, and the labels that people have or that another scenario attaches. `reactions`: what
    can be done with the steps of those that were started, by scenario. `coupons`, `routes` (their
    slugs), `places`, `menus`, `fragments` (the shared steps by name) None: not asked. `now`: as the
    account's clock shows it.
    """

    scenarios: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    coupons: frozenset[str] | None = None
    routes: frozenset[str] | None = None
    places: frozenset[str] | None = None
    menus: frozenset[str] | None = None
    fragments: Mapping[str, Scenario] | None = None
    now: datetime | None = None
    reactions: Mapping[str, frozenset[tuple[Reaction, str]]] = field(default_factory=dict)
