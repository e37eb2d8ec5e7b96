"""Rich menus: made at LINE once, and each person shown the right one.

Whoever acts says in their transaction which menu is wanted; LINE is told afterwards, and a sweep
tells what is left.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import structlog

from bot.clock import Clock
from bot.domain.menus import HEIGHTS, WIDTH, Menu
from bot.line.gateway import LineError, Menus
from bot.services.pictures import menu_picture
from bot.store import menus, people
from bot.store.db import atomic
from bot.store.menus import OWN, Made, ToLink
from bot.store.models import Friend
from flex_templates.catalogs import closest

Kind = Literal["owner", "friend", "friend-stopped", "visit", "visit-stopped"]

OURS = "tobiishi "
RETRY_SECONDS = 300.0
SWEEP = 500
"""As many people as LINE takes in one request."""

log = structlog.get_logger()


def friends_kind(friend: Friend | None) -> Kind:
    return "friend-stopped" if friend and friend.stopped_at is not None else "friend"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A menu as it should be: `definition` without a name, `image` in bytes. `locale` is empty of
    the shop's own.
    """

    kind: str
    locale: str
    definition: Mapping[str, Any]
    image: bytes
    image_type: str = "image/png"

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.locale}" if self.locale else self.kind

    @property
    def digest(self) -> str:
        words = json.dumps(self.definition, sort_keys=True, ensure_ascii=False).encode()
        return hashlib.sha256(words + b"\0" + self.image).hexdigest()


def nothing_drawn() -> Sequence[Drawn]:
    return ()


@dataclass(frozen=True)
class MenuService:
    line: Menus
    clock: Clock
    draw: Callable[[], Sequence[Drawn]] = nothing_drawn
    locale: str = "ja"
    """Of the menu that everybody sees who has none of their own."""

    @property
    def default(self) -> str:
        return f"friend-{self.locale}"

    # Making them

    def set_up(self) -> None:
        """Makes what is missing or has changed. Run again after a failure it goes on."""
        there = {menu.id for menu in self.line.menus()}
        for drawn in self.draw():
            self._make(drawn, there)
        made = menus.made()
        if self.default in made and self.line.default_menu() != made[self.default].menu_id:
            self.line.set_default_menu(made[self.default].menu_id)
        self.link_all()
        self._remove_outdated(made)

    def add(self, menu: Menu, picture: bytes) -> None:
        """Of the shop's own; in place of one with its name, also for those who see that now."""
        image = menu_picture(picture, WIDTH, HEIGHTS[menu.size])
        there = {each.id for each in self.line.menus()}
        self._make(Drawn(OWN + menu.name, "", menu.definition, image, "image/jpeg"), there)
        self.link_all()
        self._remove_outdated(menus.made())

    def own(self) -> list[str]:
        return sorted(menus.own_names())

    def _make(self, drawn: Drawn, there: set[str]) -> None:
        known = menus.made().get(drawn.name)
        if known and known.digest == drawn.digest and known.menu_id in there:
            return
        definition = {**drawn.definition, "name": f"{OURS}{drawn.name} {drawn.digest[:12]}"}
        menu_id = self.line.create_menu(definition, drawn.image, drawn.image_type)
        with atomic():
            menus.remember(drawn.name, menu_id, drawn.digest)

    def _remove_outdated(self, made: Mapping[str, Made]) -> None:
        """Only menus of our own name, also those of a run that broke off."""
        current = {menu.menu_id for menu in made.values()}
        for menu in self.line.menus():
            if str(menu.definition.get("name", "")).startswith(OURS) and menu.id not in current:
                self.line.delete_menu(menu.id)

    # Showing them

    def want(self, user_id: str, kind: Kind, locale: str) -> None:
        """In the transaction of the act. Members keep their own menu, whatever they try; while they
        look at what friends see, theirs changes as a friend's would.
        """
        own = kind.startswith("friend") and people.is_member(user_id)
        if own and not menus.wanted(user_id).startswith("visit"):
            return
        shown = kind.replace("friend", "visit") if own else kind
        menus.want(user_id, f"{shown}-{closest(locale)}", own_first=shown == "friend")

    def greet(self, came: Mapping[str, tuple[Kind, str]]) -> None:
        """In the transaction in which they came, all at once; by user id the kind and the locale.
        LINE hears nothing of those who fit everybody's menu.
        """
        names = {user: f"{kind}-{closest(locale)}" for user, (kind, locale) in came.items()}
        menus.greet(names, self.default)

    def sweep(self) -> int:
        """Some of those whom LINE was not told about yet, with no transaction open. Gives how
        many.
        """
        links = menus.to_link(self.default, real=self.clock.real(), limit=SWEEP)
        by_name: defaultdict[str, list[ToLink]] = defaultdict(list)
        for link in links:
            by_name[link.wanted].append(link)
        for name, some in by_name.items():
            self._link(name, some)
        return len(links)

    def is_due(self) -> bool:
        return bool(menus.to_link(self.default, real=self.clock.real(), limit=1))

    def link_all(self) -> None:
        while self.sweep():
            pass

    def _link(self, name: str, links: Sequence[ToLink]) -> None:
        """All to the menu of that name."""
        user_ids, menu_id = [link.user_id for link in links], links[0].menu_id
        try:
            if menu_id:
                self.line.link_menu(user_ids, menu_id)
            else:
                self.line.unlink_menu(user_ids)
        except LineError as error:
            reason = type(error.outcome).__name__
            log.warning("menu_not_linked", menu=name, people=len(links), error=reason)
            menus.retry_later(links, self.clock.real() + RETRY_SECONDS)
        else:
            menus.linked(name, links)
