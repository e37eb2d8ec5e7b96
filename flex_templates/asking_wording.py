"""What a question says until its owner writes something else, in the owner's language."""

from itertools import pairwise

from flex_templates.words import Words


class AskingWords:
    def __init__(self, words: Words) -> None:
        self.words = words

    def ages(self, starts: tuple[int, ...]) -> tuple[str, ...]:
        """25 and 45: 24 or younger, 25-44, 45 or older."""
        first, last = starts[0] - 1, starts[-1]
        pairs = pairwise(starts)
        between = (self.words.say("{first}-{last}", first=a, last=b - 1) for a, b in pairs)
        below = self.words.say("{n} or younger", n=first)
        return (below, *between, self.words.say("{n} or older", n=last))

    def genders(self) -> tuple[str, ...]:
        _ = self.words.say
        return _("Woman"), _("Man"), _("Other")

    def elsewhere(self) -> str:
        return self.words.say("Somewhere else")

    def asked(self, what: str) -> str:
        _ = self.words.say
        questions = {
            "age": _("How old are you?"),
            "gender": _("What is your gender?"),
            "birthday": _("When is your birthday?"),
            "area": _("Where do you live?"),
        }
        return questions[what]
