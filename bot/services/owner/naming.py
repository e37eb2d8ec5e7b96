"""What scenarios may speak of by name."""

from datetime import datetime

from bot.domain.check_branches import attached_by, reactions_in
from bot.domain.finding import Others
from bot.services.owner.desk import ReadingDesk
from bot.store import (
    coupons,
    fragments,
    labels,
    menus,
    places,
    routes,
    scenarios,
    user_groups,
    versions,
)


def others(now: datetime | None = None) -> Others:
    """`now`: as the account's clock shows it."""
    listed = scenarios.listed()
    numbers = {row.name: row.version_id for row in listed if row.version_id}
    running = {
        name: versions.document(number)
        for name, number in numbers.items()
        if versions.is_readable(number)
    }
    attached = {label for one in running.values() for label in attached_by(one)}
    return Others(
        scenarios=scenarios.every_name(),
        reactions={name: reactions_in(one) for name, one in running.items()},
        groups=frozenset(row.name for row in user_groups.listed()),
        labels=frozenset(row.name for row in labels.listed() if row.people) | attached,
        coupons=coupons.names(),
        routes=routes.slugs(),
        places=frozenset(places.known()),
        menus=menus.own_names(),
        fragments=fragments.known(),
        now=now,
    )


class NamingReads(ReadingDesk):
    def others(self) -> Others:
        local = self.account().calendar.local(self.clock.now())
        return others(local.replace(tzinfo=None))
