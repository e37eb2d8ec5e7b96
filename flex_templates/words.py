"""Words, numbers and times of one language and zone; what templates call `_` and filters."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_compact_decimal, format_decimal
from babel.support import Translations

from flex_templates.catalogs import babel_locale, translations
from flex_templates.places import place
from flex_templates.text import fill

_DAY = {"ja": "M/d(EEE)", "en": "EEE, MMM d", "zh-TW": "M/d(EEEEE)", "th": "EEE d MMM"}
_DAY_AND_YEAR = {"ja": "y/M/d", "en": "MMM d, y", "zh-TW": "y/M/d", "th": "d MMM y"}
_SHORT_DAY = {"ja": "M/d", "en": "MMM d", "zh-TW": "M/d", "th": "d MMM"}
_CLOCK = "H:mm"


@dataclass(frozen=True)
class Words:
    locale: str
    zone: ZoneInfo

    @cached_property
    def _catalog(self) -> Translations:
        return translations(self.locale)

    @cached_property
    def _babel(self) -> Locale:
        return babel_locale(self.locale)

    def say(self, sentence: str, **values: object) -> str:
        """`_`: the sentence in this language, its `{names}` filled in."""
        return fill(self._catalog.gettext(sentence), values, self.shown)

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """`ngettext`: `{n}` is the number."""
        return fill(self._catalog.ngettext(one, many, n), {"n": n, **values}, self.shown)

    def shown(self, value: object) -> str:
        return self.number(value) if type(value) is int else str(value)

    def number(self, value: int) -> str:
        return format_decimal(value, locale=self._babel)

    def figure(self, value: int) -> str:
        """For large print: 1.2万 from 10,000."""
        if value < 10_000:
            return self.number(value)
        return format_compact_decimal(
            value, format_type="short", locale=self._babel, fraction_digits=1
        )

    def here(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def clock(self, at: datetime | time) -> str:
        moment = self.here(at).time() if isinstance(at, datetime) else at
        return format_time(moment, _CLOCK, locale=self._babel)

    def day(self, on: date, now: date | None = None) -> str:
        """12/4(金); with the year once it is another one than now."""
        if isinstance(on, datetime):
            on = self.here(on).date()
        now = self.here(now).date() if isinstance(now, datetime) else now
        other_year = now is not None and now.year != on.year
        patterns = _DAY_AND_YEAR if other_year else _DAY
        return format_date(on, patterns[self.locale], locale=self._babel)

    def short_day(self, on: date) -> str:
        """12/4"""
        if isinstance(on, datetime):
            on = self.here(on).date()
        return format_date(on, _SHORT_DAY[self.locale], locale=self._babel)

    def moment(self, at: datetime, now: datetime) -> str:
        """今日 10:21 on the day itself, else 12/4(金) 10:00."""
        if self.here(at).date() == self.here(now).date():
            return self.say("today {time}", time=self.clock(at))
        return self.say("{day} {time}", day=self.day(at, now), time=self.clock(at))

    def moment_short(self, at: datetime, now: datetime) -> str:
        """10:21 on the day itself, else 12/4: for a narrow column."""
        same_day = self.here(at).date() == self.here(now).date()
        return self.clock(at) if same_day else self.short_day(at)

    def day_and_time(self, at: datetime) -> str:
        """12/26(土) 10:00, whatever today is."""
        return f"{self.day(self.here(at).date())} {self.clock(at)}"

    def city(self, zone: str) -> str:
        return place(zone, self.locale).city

    def country(self, zone: str) -> str:
        """ "" where it would only say the city again."""
        here = place(zone, self.locale)
        return "" if here.country == here.city else here.country
