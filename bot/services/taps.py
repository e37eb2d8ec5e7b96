"""What friends do with what they get: links they tap, videos they see to the end.

The tap itself goes through the inbox, like everything that friends do: once it is there it is not
lost, and the page that leads on waits for nothing else.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import structlog

from bot.clock import Clock, epoch
from bot.domain.attributes import Known
from bot.domain.links import LinkToken, read_token
from bot.domain.recordings import read_tracking_id
from bot.services import reacting
from bot.services.labelled import label_of
from bot.services.telling import tell
from bot.store import fields, labels, links, versions, walks
from bot.store.inbox import Inbox, InboxEvent, InboxUnavailable
from bot.store.links import LinkRow
from bot.store.models import Friend
from bot.store.trouble import trouble

TAPPED = "tobiishi.tapped"
"""The type of the event; LINE's own have no dots."""

# LINE's own look at a link that is written in a chat comes as facebookexternalhit;line-poker.
_ROBOT = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|externalhit|line-poker|headless|curl|wget|python",
    re.IGNORECASE,
)
_SYSTEMS = (
    ("iPhone|iPad|iPod", "iOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS|Linux", "Linux"),
)

log = structlog.get_logger()


def is_person(user_agent: str) -> bool:
    """Every browser calls itself Mozilla; what looks at links for others says what it is."""
    return user_agent.startswith("Mozilla/") and not _ROBOT.search(user_agent)


def system_of(user_agent: str) -> str:
    """ "" where it cannot be told."""
    return next((name for words, name in _SYSTEMS if re.search(words, user_agent)), "")


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a link leads; `away`: nobody can tell just now."""

    url: str = ""
    away: bool = False


@dataclass(frozen=True)
class TapService:
    inbox: Inbox
    clock: Clock
    wake: Callable[[], object]

    def follow(self, written: str, user_agent: str, *, counts: bool) -> Lead:
        """Nowhere for an address that we never gave to anybody."""
        token = read_token(written)
        try:
            link = links.find(token.link_id) if token else None
        except Exception as error:
            if trouble(error) is None:
                raise
            return Lead(away=True)
        if token is None or link is None or not link.url or not token.is_of(link.key):
            return Lead()
        if counts and is_person(user_agent):
            self._note(link, token, user_agent)
        return Lead(link.url)

    def _note(self, link: LinkRow, token: LinkToken, user_agent: str) -> None:
        try:
            tapper = links.tapper(token.enrollment_id, link.version_id)
        except Exception as error:
            if trouble(error) is None:
                raise
            log.exception("tap_lost", link=link.id)
            return
        if tapper is None:
            return
        body = {
            "type": TAPPED,
            "timestamp": int(self.clock.now().timestamp() * 1000),
            "source": {"type": "user", "userId": tapper.user_id},
            "link": {"id": link.id, "walk": token.enrollment_id, "os": system_of(user_agent)},
        }
        event = InboxEvent(
            f"tap-{uuid4()}", tapper.user_id, json.dumps(body), received_at=self.clock.real()
        )
        try:
            self.inbox.add([event])
        except InboxUnavailable:  # the friend is led on all the same
            log.exception("tap_lost", link=link.id)
            return
        self.wake()

    def watched(self, friend: Friend, tracking: str) -> None:
        """A video seen to its end. In the transaction of the event."""
        found = read_tracking_id(tracking)
        version = versions.find(found[0]) if found else None
        if found is None or version is None or found[1] >= len(version.all_steps):
            return
        step, at = version.all_steps[found[1]], epoch(self.clock.now())
        for walk in walks.latest_of(friend.id, versions.scenario_of(found[0])):
            if reacting.react(walk, found[0], step.id, "watched", at=at):
                tell("watched", found[0], step.id, friend, at=at)

    def tapped(self, friend: Friend, link_id: int, enrollment_id: int, system: str) -> None:
        """In the transaction of the event."""
        link, at = links.find(link_id), epoch(self.clock.now())
        if link is None:
            return
        if links.tapped(link.id, enrollment_id, at=at):
            tell("tapped", link.version_id, link.step_id, friend, at=at, said=label_of(link))
        reacting.react(enrollment_id, link.version_id, link.step_id, "tapped", at=at)
        for label_id in labels.ensure(link.labels, at=at).values() if link.labels else ():
            labels.attach([friend.id], label_id, at=at)
        if system:
            field = fields.ensure({"os": "text"})["os"]
            fields.put([friend.id], field.id, Known(system), at=at)
