"""Sentences about friends, staff groups and what happened to them."""

from collections.abc import Sequence
from datetime import datetime, time
from urllib.parse import quote

import regex

from flex_templates.holding_wording import why_held
from flex_templates.notice_sentences import N_
from flex_templates.text import cut
from flex_templates.views.owner import CouponRow, EventRow, GroupRow, KeyRow, RouteRow, WalkRow
from flex_templates.views.parts import FriendRow
from flex_templates.views.staff import DigestLine
from flex_templates.words import Words

_OF_MANY = ("sent", "finished", "failed", "held", "opened")

# A code stands where this is once an answer leaves.
_MARK = regex.compile("(\ue000[^\ue001]*\ue001)")


_REACTED = {
    "tapped": N_("tapped step {number} of “{name}”"),
    "watched": N_("watched step {number} of “{name}”"),
    "answered": N_("answered step {number}: {said}"),
    "skipped": N_("would not answer step {number}"),
    "replied": N_("wrote after step {number}"),
    "used": N_("used the coupon of step {number}"),
}


class PeopleWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def role(self, role: str) -> str:
        _ = self.words.say
        return {"owner": _("owner"), "editor": _("editor"), "viewer": _("viewer")}[role]

    def role_may(self, role: str) -> str:
        """What somebody with it may do."""
        _ = self.words.say
        lines = {
            "owner": _("May do everything."),
            "editor": _("May make, change and stop."),
            "viewer": _("May only look."),
        }
        return lines[role]

    def invitation(self, link: str, shop: str) -> str:
        """What is written to whom is invited."""
        return self.words.say(
            "To help with {shop}’s messages: {link}", shop=cut(shop, 40), link=link
        )

    def shared(self, text: str) -> str:
        """Opens LINE's own list of whom to send it to. Marks of what nobody may keep stay as they
        are.
        """
        parts = _MARK.split(text)
        quoted = [part if _MARK.fullmatch(part) else quote(part, safe="") for part in parts]
        return f"https://line.me/R/share?text={''.join(quoted)}"

    def route_line(self, row: RouteRow) -> str:
        _ = self.words.say
        if row.stopped:
            return _("■ stopped")
        return _("opened {opens}, added {added}", opens=row.opens, added=row.added)

    def initial(self, name: str) -> str:
        first = regex.match(r"\X", name.strip())
        return first[0] if first else "–"

    def names(self, names: Sequence[str], most: int, of: int | None = None) -> str:
        """花子さん・太郎さん ほか3人; `of`: how many they are, where not all are named."""
        shown = self.words.say("list separator").join(cut(name, 32) for name in names[:most])
        more = (len(names) if of is None else of) - len(names[:most])
        if more <= 0:
            return shown
        return self.words.count("{names} and {n} more", "{names} and {n} more", more, names=shown)

    def doing(self, row: FriendRow, now: datetime) -> str:
        """再来店 3/8・昨日: one line about a friend."""
        _ = self.words.say
        parts = []
        if row.state == "stopped":
            parts.append(_("■ stopped"))
        if row.state == "blocked":
            parts.append(_("× blocked"))
        if row.state == "manual":
            parts.append(_("⏸ by hand"))
        if row.scenario and row.place is not None and row.steps:
            parts.append(f"{row.scenario} {row.place}/{row.steps}")
        if row.seen_at:
            parts.append(self.words.moment(row.seen_at, now))
        return _("list separator").join(parts) or _("In no scenario now.")

    def place(self, walk: WalkRow) -> str:
        _ = self.words.say
        if walk.state == "finished":
            return _("✓ finished")
        if walk.state == "goal":
            return _("✓ goal reached")
        if walk.state == "stuck":
            return _("× to check")
        if walk.state == "stopped":
            return _("■ ended")
        if walk.state == "opted_out":
            return _("■ stopped")
        return _("● {place}/{steps}", place=walk.place, steps=walk.steps)

    def event(self, event: EventRow) -> str:
        _ = self.words.say
        if event.kind == "sent" and event.scenario and event.number is not None:
            return _("got step {number} of “{name}”", number=event.number, name=event.scenario)
        if event.kind in _REACTED and event.number is not None:
            said = {"name": event.scenario or "", "said": cut(event.said, 40)}
            return _(_REACTED[event.kind], number=event.number, **said)
        names = {
            "tapped": _("tapped"),
            "watched": _("watched"),
            "answered": _("answered"),
            "followed": _("added the account"),
            "sent": _("got a message"),
            "stopped": _("stopped messages"),
            "resumed": _("resumed messages"),
            "blocked": _("blocked the account"),
            "unblocked": _("unblocked the account"),
            "wrote": _("wrote"),
            "skipped": _("would not answer"),
            "replied": _("wrote"),
            "used": _("used a coupon"),
        }
        return names[event.kind]

    def happened(self, kind: str) -> str:
        """With its glyph, for a chip."""
        _ = self.words.say
        names = {
            "blocked": _("× blocked"),
            "unblocked": _("● unblocked"),
            "stopped": _("■ stopped messages"),
            "resumed": _("● resumed"),
            "tapped": _("● tapped"),
            "answered": _("● answered"),
            "watched": _("● watched"),
            "used": _("✓ coupon used"),
            "notify": _("● please look"),
            "manual": _("◎ by hand"),
            "wrote": _("● wrote"),
            "idle": _("◎ still going on?"),
            "undelivered": _("× not sent"),
        }
        return names[kind]

    def digest_what(self, line: DigestLine) -> str:
        """What happened, for the last column of a digest: 「地図」をタップ, 34人に送信."""
        _, figure = self.words.say, self.words.figure(line.people)
        if line.sent:
            return _("● sent {what}", what=self.sent_what(line.sent))
        if line.reason:
            return _("◆ {n} wait: {why}", n=figure, why=why_held(self.words, line.reason))
        if line.kind == "opened":
            few = _("opened by fewer than 20")
            return _("opened by {n}, as LINE counts", n=figure) if line.people else few
        if line.kind in _OF_MANY:
            return {
                "sent": _("sent to {n}", n=figure),
                "finished": _("{n} finished", n=figure),
                "failed": _("× failed for {n}", n=figure),
            }[line.kind]
        said = cut(line.said, 32) if line.said else ""
        if said and line.kind == "tapped":
            return _("tapped “{text}”", text=said)
        if said and line.kind in {"answered", "wrote", "notify", "used"}:
            return _("“{text}”", text=said)
        return self.happened(line.kind)

    def sent_what(self, kind: str) -> str:
        """What a friend sent beside words."""
        _ = self.words.say
        names = {
            "image": _("a picture"),
            "video": _("a video"),
            "audio": _("a voice message"),
            "file": _("a file"),
            "sticker": _("a sticker"),
            "location": _("a location"),
        }
        return names[kind]

    @staticmethod
    def file_size(size: int) -> str:
        """1.2MB, 340KB"""
        megabytes = size / 1024**2
        return f"{megabytes:.1f}MB" if megabytes >= 0.1 else f"{max(size // 1024, 1)}KB"

    def figure_name(self, kind: str) -> str:
        """Under a figure of a digest."""
        _ = self.words.say
        names = {
            "failed": _("failed"),
            "held": _("on hold"),
            "sent": _("sent"),
            "tapped": _("tapped"),
            "answered": _("replies"),
            "stopped": _("stopped"),
            "blocked": _("blocked"),
            "used": _("coupons used"),
            "finished": _("finished"),
        }
        return names[kind]

    def counted_line(self, counts: Sequence[tuple[str, int]]) -> str:
        """送信86、返信4、停止1"""
        _ = self.words.say
        parts = [_("{what} {n}", what=self.figure_name(kind), n=n) for kind, n in counts]
        return _("list separator").join(parts) or _("nothing counted")

    def digest_times(self, times: Sequence[time], every: int) -> str:
        if every >= 60:
            return self.words.count("every {n} hour", "every {n} hours", every // 60)
        if every:
            return self.words.count("every {n} minute", "every {n} minutes", every)
        return self.words.say("list separator").join(map(self.words.clock, times))

    def words_for_people(self) -> tuple[str, ...]:
        """What friends may write who want a person, to choose from."""
        _ = self.words.say
        return (_("trouble"), _("return it"), _("cancel it"), _("a person please"))

    def how_told(self, how: str) -> str:
        _ = self.words.say
        names = {
            "tap": _("On tap"),
            "digest": _("Digest"),
            "at_once": _("At once"),
            "important": _("Important only"),
        }
        return names[how]

    def receipt_kind(self, kind: str) -> str:
        """What staff may be told of a step."""
        _ = self.words.say
        names = {
            "sent": _("When it is sent"),
            "tapped": _("When a button is tapped"),
            "answered": _("When they answer"),
            "watched": _("When a video was watched"),
            "used": _("When the coupon is used"),
            "stopped": _("When they stop messages"),
            "blocked": _("When they block"),
            "finished": _("When they finish here"),
            "failed": _("When LINE refuses it"),
            "held": _("When it has to wait"),
            "opened": _("How many opened it"),
        }
        return names[kind]

    def happened_line(self, kind: str, name: str) -> str:
        _ = self.words.say
        lines = {
            "blocked": _("{name} blocked the account.", name=name),
            "unblocked": _("{name} unblocked the account.", name=name),
            "stopped": _("{name} stopped the messages.", name=name),
            "resumed": _("{name} resumed the messages.", name=name),
            "tapped": _("{name} tapped a button.", name=name),
            "answered": _("{name} answered.", name=name),
            "watched": _("{name} watched the video to its end.", name=name),
            "used": _("{name} used the coupon.", name=name),
            "notify": _("A word about {name}.", name=name),
            "manual": _("People answer {name} now. The scenarios wait.", name=name),
            "wrote": _("{name} wrote.", name=name),
            "idle": _("Is somebody still taking care of {name}?", name=name),
            "undelivered": _("The answer to {name} could not be sent.", name=name),
        }
        return lines[kind]

    def steered(self, what: str, staff: str, name: str, scenario: str, number: str | None) -> str:
        """What somebody in a staff group did to a friend's walk."""
        _, number = self.words.say, number or ""
        said = {"staff": staff, "name": name, "scenario": cut(scenario or "", 40), "number": number}
        lines = {
            "skipped": _("{staff} left step {number} of “{scenario}” out for {name}.", **said),
            "stopped": _("{staff} stopped “{scenario}” for {name}.", **said),
            "stopped_all": _("{staff} stopped all scenarios for {name}.", **said),
            "put_back": _("{staff} put {name} back where they were.", **said),
        }
        return lines[what]

    def coupon_line(self, one: CouponRow) -> str:
        """渡した210・使った31・残り12"""
        _, figure = self.words.say, self.words.figure
        said = [_("{n} given", n=figure(one.received)), _("{n} used", n=figure(one.used))]
        if one.left is not None:
            said.append(_("{n} codes left", n=figure(one.left)))
        return _("list separator").join(said)

    def key_line(self, key: KeyRow) -> str:
        """…x3Qk · used 11/20"""
        _ = self.words.say
        day = self.words.day(self.words.here(key.used_at)) if key.used_at else None
        used = _("used {day}", day=day) if day else _("not used yet")
        return f"…{key.tail} · {used}"

    def size(self, group: GroupRow) -> str:
        if group.people is None:
            return self.words.say("Number of people not known")
        return self.words.count("{n} person", "{n} people", group.people)
