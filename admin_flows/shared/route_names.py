"""What owners call the entry routes that a document names by their links."""

from collections.abc import Mapping

from admin_flows.ports.reads import Reads
from bot.domain.document import FriendAdded, Scenario


def route_names(reads: Reads, *documents: Scenario) -> Mapping[str, str]:
    """By the link's end; asked only where one of the documents names a route."""
    starts = (start for document in documents for start in document.start)
    if not any(isinstance(start, FriendAdded) and start.routes for start in starts):
        return {}
    return {route.slug: route.name for route in reads.routes()}
