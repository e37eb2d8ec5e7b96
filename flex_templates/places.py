"""Time zones by what people call them: their city and country."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

from flex_templates.catalogs import babel_locale


@cache
def countries() -> Mapping[str, str]:
    """Every zone that somebody lives in, with its country's code: the main zone of each first."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {zone: code for code, _, zone, *_ in lines}


@cache
def _formerly() -> Mapping[str, str]:
    """Asia/Calcutta for Asia/Kolkata: names of places are still filed under it."""
    return {today: before for before, today in get_global("zone_aliases").items()}


@dataclass(frozen=True, slots=True)
class Place:
    city: str
    country: str


@cache
def place(zone: str, locale: str) -> Place:
    babel = babel_locale(locale)
    return Place(_city(zone, babel), babel.territories.get(countries().get(zone, ""), ""))


def _city(zone: str, babel: Locale) -> str:
    known = babel.time_zones.get(zone) or babel.time_zones.get(_formerly().get(zone, ""))
    if known and "city" in known:
        return str(known["city"])
    city = get_timezone_location(ZoneInfo(zone), locale=babel, return_city=True)
    return city.rpartition("/")[2]
