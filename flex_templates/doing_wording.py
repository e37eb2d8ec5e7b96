"""Sentences about what a step does beside sending."""

from collections.abc import Sequence
from string import ascii_uppercase

from flex_templates.rule_wording import RuleWording
from flex_templates.views.doing import ArmRow, Doing, EffectRow, RepeatRow
from flex_templates.views.owner.timeline import Lane, TimelineRow
from flex_templates.wording import Wording
from flex_templates.words import Words

NAMES_SHOWN = 3


class DoingWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words, wording: Wording) -> None:
        self.words = words
        self.wording = wording
        self.rules = RuleWording(words, wording)

    def gist(self, doing: Doing) -> str:
        """What a step without a message is, in a few words; empty when it is nothing yet."""
        if doing.arms:
            return self.words.count("Branch, {n} way", "Branch, {n} ways", len(doing.arms))
        return self.effects(doing.effects)

    def headline(self, row: TimelineRow) -> str:
        """What names a step in a list: a picture alone has no words, so its kind does."""
        said = self._said(row) or self.wording.kinds(row.kinds)
        return " ".join((said or self.words.say("No message yet")).split())

    def kinds_beside(self, row: TimelineRow) -> str | None:
        """The kinds of what it sends, where its headline does not say just that."""
        return self.wording.kinds(row.kinds) or None if self._said(row) else None

    def _said(self, row: TimelineRow) -> str:
        return row.title or row.excerpt or self.gist(row.doing)

    def arm(self, arm: ArmRow) -> str:
        _ = self.words.say
        match arm.kind:
            case "when":
                return self.condition(arm.names)
            case "split":
                return _("{n}% of the people", n=arm.amount)
            case "first":
                return self.words.count("The first {n} person", "The first {n} people", arm.amount)
        return _("Everybody else")

    def way(self, lane: Lane) -> str:
        """Whom a way of a branch is for."""
        return self.rules.rule(lane.rule) if lane.rule else self.arm(lane.way)

    def titles(self, lane: Lane) -> str:
        """The first steps of a way, on one line."""
        return self.wording.listed(self.headline(row)[:12] for row in lane.rows)

    def letter(self, arm: int) -> str:
        return ascii_uppercase[arm]

    def condition(self, names: Sequence[str]) -> str:
        _ = self.words.say
        return _("If: {names}", names=self._names(names)) if names else _("If the time fits")

    def effects(self, rows: Sequence[EffectRow]) -> str:
        return self.wording.listed(self._effect(row) for row in rows)

    def repeats(self, repeat: RepeatRow) -> str:
        _ = self.words.say
        every = self.wording.when_short(repeat.every)
        if repeat.at_most:
            return _("{every}, {n} times in all", every=every, n=repeat.at_most)
        if repeat.until is not None:
            names = self._names(repeat.until)
            return _("{every}, until: {names}", every=every, names=names)
        return every

    def _effect(self, row: EffectRow) -> str:
        _ = self.words.say
        names = self._names(row.names)
        words = {
            "add_label": _("Label: {names}", names=names),
            "remove_label": _("Label off: {names}", names=names),
            "set": _("Noted: {names}", names=names),
            "add": _("Counted: {names}", names=names),
            "jump": _("Go to “{name}”", name=names),
            "rich_menu": _("Menu: {names}", names=names),
            "use": _("Shared steps: {names}", names=names),
            "take_over": _("Left to a person"),
            "notify": _("Staff are told"),
            "end": _("The walk ends"),
        }
        return words[row.kind]

    def _names(self, names: Sequence[str]) -> str:
        shown = [*names[:NAMES_SHOWN], *(["…"] if len(names) > NAMES_SHOWN else [])]
        return self.wording.listed(shown)
