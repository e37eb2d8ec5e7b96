"""Time zones as people look for them: 台北, Berlin, アメリカ."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from admin_flows.answers.plain import plain
from flex_templates.catalogs import LOCALES
from flex_templates.places import Place, countries, place


def find_zones(text: str, most: int) -> tuple[str, ...]:
    """Cities of that name first, then what a country of that name has: one of each time."""
    word = plain(text)
    if not word:
        return ()
    found = chain(_cities(word), _of_countries(word))
    return tuple(dict.fromkeys(found))[:most]


def is_zone(zone: str) -> bool:
    return zone in countries()


def _cities(word: str) -> list[str]:
    named = {zone: {zone, *(one.city for one in _in_all_languages(zone))} for zone in countries()}
    same = [zone for zone, names in named.items() if word in map(plain, names)]
    begun = [zone for zone, names in named.items() if _begins(names, word)]
    return same + begun


def _of_countries(word: str) -> list[str]:
    once: dict[tuple[object, ...], str] = {}
    for zone, code in countries().items():
        if _begins((one.country for one in _in_all_languages(zone)), word):
            once.setdefault((code, *_clocks(zone)), zone)
    return list(once.values())


def _clocks(zone: str) -> tuple[timedelta | None, ...]:
    """In winter and in summer."""
    days = (datetime(2026, month, 1, tzinfo=ZoneInfo(zone)) for month in (1, 7))
    return tuple(day.utcoffset() for day in days)


def _in_all_languages(zone: str) -> list[Place]:
    return [place(zone, locale) for locale in LOCALES]


def _begins(names: Iterable[str], word: str) -> bool:
    return any(plain(name).startswith(word) for name in names)
