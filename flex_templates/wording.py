"""Sentences for data that many cards show: waits, starts, reasons, kinds."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from flex_templates.holding_wording import why_held
from flex_templates.views.parts import HeldCount, Hours, MessageRow, StartRow, When
from flex_templates.words import Words

_EVENTS = ("tapped", "answered", "watched", "label")


class Wording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def when(self, when: When) -> str:
        """3日後 10:00–11:00 (full)"""
        return self._from(when, self._joined(self._wait(when), when))

    def when_short(self, when: When) -> str:
        """3日後 10:00: for narrow lines; without what it counts from."""
        return self._joined(self._wait(when), when)

    def _joined(self, wait: str, when: When) -> str:
        if when.only_on:
            wait = self.words.say("{wait} ({days} only)", wait=wait, days=self.days(when.only_on))
        if when.hours is None or when.kind in _EVENTS:
            return wait
        return f"{wait} {self.hours(when.hours)}"

    def _from(self, when: When, text: str) -> str:
        _ = self.words.say
        if when.counts_from == "start" and when.kind != "date":
            return _("{wait}, from the start", wait=text)
        if when.counts_from == "step" and when.from_number is not None:
            return _("{wait}, from step {number}", wait=text, number=when.from_number)
        return text

    def _wait(self, when: When) -> str:
        match when.kind:
            case "now":
                return self.words.say("right away")
            case "after":
                return self.after(when.amount, when.unit)
            case "weekday":
                return self.words.say("next {weekday}", weekday=self.weekday(when.weekday or "mon"))
            case "day":
                return self.day_of_month(when.day_of_month or 1)
            case "date":
                return self.words.day(when.on) if when.on else ""
            case "goal":
                return self._from_goal(when)
            case _:
                return self._until(when)

    def _until(self, when: When) -> str:
        _ = self.words.say
        number = when.from_number or "?"
        names = {
            "tapped": _("when step {number} is tapped", number=number),
            "answered": _("when step {number} is answered", number=number),
            "watched": _("when step {number} is watched to its end", number=number),
            "label": _("when “{label}” is attached", label=when.goal),
        }
        if when.endless:
            return names[when.kind]
        latest = self.after(when.amount, when.unit)
        latest = f"{latest} {self.hours(when.hours)}" if when.hours else latest
        return _("{event}, at the latest {later}", event=names[when.kind], later=latest)

    def _from_goal(self, when: When) -> str:
        _ = self.words.say
        if when.amount == 0 and when.hours:
            return _("on the day of “{goal}”", goal=when.goal)
        if when.amount == 0:
            return _("when “{goal}” comes", goal=when.goal)
        length = self.span_of(when.amount, when.unit)
        if when.before:
            return _("{length} before “{goal}”", length=length, goal=when.goal)
        return _("{length} after “{goal}”", length=length, goal=when.goal)

    def span_of(self, amount: int, unit: str) -> str:
        n = self.words.count
        match unit:
            case "minutes":
                return n("{n} minute", "{n} minutes", amount)
            case "hours":
                return n("{n} hour", "{n} hours", amount)
            case "weeks":
                return n("{n} week", "{n} weeks", amount)
            case "months":
                return n("{n} month", "{n} months", amount)
        return n("{n} day", "{n} days", amount)

    def after(self, amount: int, unit: str) -> str:
        n = self.words.count
        match unit:
            case "seconds":
                return n("{n} second later", "{n} seconds later", amount)
            case "minutes":
                return n("{n} minute later", "{n} minutes later", amount)
            case "hours":
                return n("{n} hour later", "{n} hours later", amount)
            case "weeks":
                return n("{n} week later", "{n} weeks later", amount)
            case "months":
                return n("{n} month later", "{n} months later", amount)
        return self._days(amount)

    def _days(self, amount: int) -> str:
        if amount == 0:
            return self.words.say("the same day")
        return self.words.count("{n} day later", "{n} days later", amount)

    def weekday(self, day: str) -> str:
        _ = self.words.say
        names = {
            "mon": _("Monday"),
            "tue": _("Tuesday"),
            "wed": _("Wednesday"),
            "thu": _("Thursday"),
            "fri": _("Friday"),
            "sat": _("Saturday"),
            "sun": _("Sunday"),
        }
        return names[day]

    def days(self, days: Sequence[str]) -> str:
        _ = self.words.say
        short = {
            "mon": _("Mon"),
            "tue": _("Tue"),
            "wed": _("Wed"),
            "thu": _("Thu"),
            "fri": _("Fri"),
            "sat": _("Sat"),
            "sun": _("Sun"),
        }
        return self.listed(short[day] for day in days)

    def day_of_month(self, day: int | str) -> str:
        if day == "last":
            return self.words.say("the last day of the month")
        return self.words.say("day {day} of the month", day=day)

    def hours(self, hours: Hours) -> str:
        """10:00 for a window of one hour from it, else 10:00–11:30."""
        start, end = self.words.clock(hours.start), self.words.clock(hours.end)
        minutes = (hours.end.hour - hours.start.hour) * 60 + hours.end.minute - hours.start.minute
        return start if minutes == 60 else f"{start}–{end}"

    def listed(self, parts: Iterable[str]) -> str:
        return self.words.say("list separator").join(parts)

    def start(self, start: StartRow) -> str:
        _ = self.words.say
        if start.kind == "manual":
            return _("By hand")
        if start.kind == "friend_added":
            return self._added(start)
        words = self.listed(_("“{text}”", text=word) for word in start.words)
        if start.on:
            return self._set_day(start, start.on, words)
        if start.kind != "keyword":
            return self._reaction(start, words)
        if start.match == "contains":
            return _("Keyword: contains {words}", words=words)
        if start.match == "starts_with":
            return _("Keyword: starts with {words}", words=words)
        return _("Keyword: exactly {words}", words=words)

    def _added(self, start: StartRow) -> str:
        _ = self.words.say
        added = _("Friend added, also again") if start.unblock else _("Friend added")
        if not start.words:
            return added
        return _("{added} ({routes})", added=added, routes=self.listed(start.words))

    def _set_day(self, start: StartRow, on: date, name: str) -> str:
        _ = self.words.say
        at = _("{day} {time}", day=self.words.day(on), time=self.words.clock(start.at))
        if start.of == "label":
            return _("On {at}: who has the label {name}", at=at, name=name)
        if start.of == "group":
            return _("On {at}: group {name}", at=at, name=name)
        return _("On {at}: everybody", at=at)

    def _reaction(self, start: StartRow, name: str) -> str:
        _ = self.words.say
        if start.kind == "label_added":
            return _("Label {name} attached", name=name)
        if start.kind == "api":
            return _("Event {name} of your own systems", name=name)
        if start.kind == "coupon_used":
            return _("Coupon {name} used", name=name)
        if start.kind == "scenario_finished":
            return _("{name} finished", name=name)
        if start.kind == "scenario_stopped":
            return _("{name} left before its end", name=name)
        if start.kind == "date_noted":
            return _("{name} noted", name=_("birthday") if name == "birthday" else name)
        if start.daily_at:
            at = self.words.clock(start.daily_at)
            return _("Comes into group {name}, looked at daily at {at}", name=name, at=at)
        return _("Comes into group {name}", name=name)

    def starts(self, starts: Sequence[StartRow]) -> str:
        if not starts:
            return self.words.say("No start yet")
        return self.words.say(" / ").join(self.start(start) for start in starts)

    def kind(self, kind: str) -> str:
        _ = self.words.say
        names = {
            "image": _("Picture"),
            "sticker": _("Sticker"),
            "location": _("Location"),
            "buttons": _("Buttons"),
            "video": _("Video"),
            "audio": _("Voice message"),
            "rich": _("Picture with areas"),
            "rich_video": _("Video with a button"),
            "cards": _("Cards"),
            "line_coupon": _("Coupon"),
            "question": _("Question"),
            "coupon": _("Coupon"),
        }
        return names.get(kind) or _("Text")

    def gist_of(self, message: MessageRow) -> str:
        """A message in words: its text, or what it is."""
        if message.kind == "text":
            return message.text
        kind = self.kind(message.kind)
        if not message.text:
            return kind
        return self.words.say("{kind}: {name}", kind=kind, name=message.text)

    def kinds(self, kinds: Iterable[str]) -> str:
        """文2・画像: neighbours of one kind are counted together."""
        groups = [(kind, len(list(group))) for kind, group in groupby(kinds)]
        return self.listed(
            self.kind(kind) if n == 1 else self.words.say("{kind} ({n})", kind=self.kind(kind), n=n)
            for kind, n in groups
        )

    def kinds_of(self, messages: Iterable[MessageRow]) -> str:
        return self.kinds(message.kind for message in messages)

    def held(self, reason: str) -> str:
        return why_held(self.words, reason)

    def held_counts(self, rows: Iterable[HeldCount]) -> str:
        return self.listed(
            self.words.say("{reason} {n}", reason=self.held(row.reason), n=row.people)
            for row in rows
        )

    def language(self, code: str) -> str:
        names = {"ja": "日本語", "en": "English", "zh-TW": "繁體中文", "th": "ไทย"}
        return names.get(code) or self.words.say("As on the phone")
