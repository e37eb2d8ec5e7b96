"""What is being written: its document, its looks, its file."""

from typing import Any

from admin_flows.ports.facts import Draft, MediaFacts
from bot.domain.document import Scenario
from bot.domain.each_cards import samples
from bot.domain.edit import step_of
from bot.domain.messages import Look, filled, line_messages
from bot.domain.places import Place, unplaced
from bot.domain.rich import marked_of
from bot.domain.sendable import lists_in
from bot.domain.yaml import dump_yaml
from bot.services.owner import shelf
from bot.services.owner.coupons import looks_of
from bot.services.owner.desk import ReadingDesk
from bot.store import media, places, scenarios


class DraftReads(ReadingDesk):
    def draft(self, scenario_id: int) -> Draft | None:
        row = scenarios.find(scenario_id)
        return shelf.draft_facts(row) if row else None

    def media(self, media_id: str) -> MediaFacts | None:
        row = media.find(media_id)
        if row is None:
            return None
        url = self.media_url(row.id)
        return MediaFacts(row.id, url, row.kind, row.width, row.height, row.size)

    def marked(self, media_id: str, shape: str, layout: str) -> str | None:
        return self.media_url(marked_of(media_id, shape, layout)) if media.find(media_id) else None

    def preview(
        self, document: Scenario, step_id: str, locale: str, name: str
    ) -> list[dict[str, Any]]:
        button = self.quick_reply(locale)
        coupon = looks_of(self, locale)
        look = Look(
            locale,
            self.media_url,
            button,
            document.sender,
            locale=locale,
            coupon=coupon,
            place=_place,
        )
        says = step_of(document, step_id).says
        values = {**self.account().values, "friend.name": name}
        return filled(line_messages(says, look), values, samples(sorted(lists_in(says))))

    def as_yaml(self, scenario_id: int) -> str | None:
        found = shelf.find(scenario_id)
        return dump_yaml(shelf.written(*found)) if found else None


def _place(name: str) -> Place:
    """What is not there yet is shown by its name."""
    return places.known().get(name) or unplaced(name)
