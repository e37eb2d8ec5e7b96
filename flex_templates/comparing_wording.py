"""Sentences about what differs between two versions."""

from flex_templates.doing_wording import DoingWording
from flex_templates.rule_wording import RuleWording
from flex_templates.views.owner import Piece, Side
from flex_templates.wording import Wording
from flex_templates.words import Words


class ComparingWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words, wording: Wording) -> None:
        self.words = words
        self.wording = wording
        self.rules = RuleWording(words, wording)
        self.doing = DoingWording(words, wording)

    def piece(self, piece: Piece) -> str:
        """What it is that differs."""
        _ = self.words.say
        if piece.kind == "message":
            return _("Message {number}", number=piece.number)
        if piece.kind == "settings":
            return self._setting(piece.name)
        names = {
            "wait": _("When"),
            "title": _("Title"),
            "only": _("For whom"),
            "effects": _("What it does"),
            "arms": _("Ways"),
            "repeat": _("Repetition"),
            "start": _("Start"),
        }
        return names.get(piece.kind) or _("Other settings of the step")

    def side(self, side: Side) -> str:
        """What one of the two has there."""
        if side.when:
            return self.wording.when(side.when)
        if side.rule:
            return self.rules.rule(side.rule)
        if side.message:
            return self.wording.gist_of(side.message)
        if side.effects:
            return self.doing.effects(side.effects)
        if side.arms:
            return self.wording.listed(map(self.doing.arm, side.arms))
        if side.repeat:
            return self.doing.repeats(side.repeat)
        if side.starts:
            return self.wording.starts(side.starts)
        return side.words or self.words.say("none")

    def _setting(self, name: str) -> str:
        _ = self.words.say
        names = {
            "reentry": _("Entering again"),
            "active": _("Period"),
            "quiet": _("Quiet hours"),
            "late": _("What becomes late"),
            "public_title": _("Title that friends see"),
            "sender": _("Sender’s name"),
            "at_limit": _("When messages run out"),
            "urgent": _("Urgency"),
            "unless": _("Who never enters"),
            "at_most": _("How often one may enter"),
            "exclusive": _("Not beside others"),
            "priority": _("Which goes first"),
            "stop_when": _("Goal"),
            "per": _("One walk for each"),
            "goals": _("Dates of the friend’s own"),
        }
        return names.get(name) or _("Other settings")
