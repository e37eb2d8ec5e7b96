"""Rules in words: 女性で、「商品購入」から1日以上."""

from flex_templates.views.owner.people import FieldLine
from flex_templates.views.rules import Length, RulePart
from flex_templates.wording import Wording
from flex_templates.words import Words

_REACTIONS = ("tapped", "answered", "watched")


class RuleWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words, wording: Wording) -> None:
        self.words = words
        self.wording = wording

    def rule(self, part: RulePart) -> str:
        """The whole rule as one sentence."""
        if part.kind in {"all", "any"}:
            said = self._joined(part)
            return self._not(self._bracketed(said)) if part.negated else said
        return self.rule_part(part)

    def rule_part(self, part: RulePart) -> str:
        """One part, without what it is joined by."""
        if part.kind in {"all", "any"}:
            said = self._bracketed(self._joined(part))
            return self._not(said) if part.negated else said
        if part.kind == "label" and not (part.at_least or part.less_than):
            return self._label(part)
        if part.kind == "group" and part.negated:
            return self.words.say("not in group “{name}”", name=part.name)
        if part.kind == "entered" and part.negated:
            return self.words.say("never in “{name}”", name=part.name)
        if part.kind in _REACTIONS:
            return self._reaction(part)
        said = self._simple(part)
        return self._not(said) if part.negated else said

    def _reaction(self, part: RulePart) -> str:
        _ = self.words.say
        step = _("step {number}", number=part.name)
        if part.scenario:
            step = _("{step} of “{scenario}”", step=step, scenario=part.scenario)
        did = {
            "tapped": _("tapped {step}", step=step),
            "answered": _("answered {step}", step=step),
            "watched": _("watched {step} to the end", step=step),
        }
        did_not = {
            "tapped": _("did not tap {step}", step=step),
            "answered": _("did not answer {step}", step=step),
            "watched": _("did not watch {step} to the end", step=step),
        }
        return (did_not if part.negated else did)[part.kind]

    def _joined(self, whole: RulePart) -> str:
        said = [self.rule_part(part) for part in whole.parts]
        mark = self.words.say("rule and") if whole.kind == "all" else self.words.say("rule or")
        return mark.join(said)

    def _bracketed(self, said: str) -> str:
        return self.words.say("({rule})", rule=said)

    def _not(self, said: str) -> str:
        return self.words.say("not {rule}", rule=said)

    def _label(self, part: RulePart) -> str:
        if part.negated:
            return self.words.say("without “{name}”", name=part.name)
        return self.words.say("with “{name}”", name=part.name)

    def _simple(self, part: RulePart) -> str:
        _ = self.words.say
        match part.kind:
            case "label":
                return _("“{name}” {since}", name=part.name, since=self._since(part))
            case "attribute" | "counter":
                return self._compared(part)
            case "days":
                return _("friends for {days}", days=self._bounds(part, "days"))
            case "month":
                return _("month: {values}", values=self._values(part))
            case "weekday":
                return _("on {days}", days=self.wording.days(part.weekdays))
            case "hour":
                return _("from {start} to {end}", start=part.values[0], end=part.values[-1])
        return self._standing(part)

    def _standing(self, part: RulePart) -> str:
        _ = self.words.say
        match part.kind:
            case "group":
                return _("in group “{name}”", name=part.name)
            case "entered":
                return _("ever in “{name}”", name=part.name)
            case "inside":
                return _("inside “{name}”", name=part.name)
            case "finished":
                return _("finished “{name}”", name=part.name)
            case "stopped":
                return _("left “{name}” early", name=part.name)
        raise ValueError(part.kind)

    def _since(self, part: RulePart) -> str:
        _ = self.words.say
        least = self._length(part.at_least)
        most = self._length(part.less_than)
        if least and most:
            return _("for {least} or more, less than {most}", least=least, most=most)
        if least:
            return _("for {length} or more", length=least)
        return _("for less than {length}", length=most)

    def _length(self, length: Length | None) -> str:
        return self.wording.span_of(*length) if length else ""

    def _compared(self, part: RulePart) -> str:
        _ = self.words.say
        name = self.attribute(part.name)
        if part.way == "known":
            return _("{name} is known", name=name)
        if part.way == "unknown":
            return _("{name} is not known", name=name)
        if part.name == "gender":
            return self.wording.listed(self.gender(value) for value in part.values)
        if part.name == "age":
            return self._bounds(part, "age")
        return _("{name}: {bounds}", name=name, bounds=self._bounds(part))

    def _bounds(self, part: RulePart, of: str = "") -> str:
        _ = self.words.say
        values = [self._counted(value, of) for value in part.values]
        first = values[0] if values else ""
        match part.way:
            case "under":
                return _("under {n}", n=first)
            case "over":
                return _("over {n}", n=first)
            case "at_least":
                return _("{n} or more", n=first)
            case "at_most":
                return _("up to {n}", n=first)
            case "between":
                return _("{first} to {last}", first=first, last=values[-1])
        return self.wording.listed(values)

    def _counted(self, value: str, of: str) -> str:
        if of == "days" and value.isdigit():
            return self.wording.span_of(int(value), "days")
        return self.words.say("age {n}", n=value) if of == "age" else value

    def _values(self, part: RulePart) -> str:
        return self.wording.listed(part.values)

    def attribute(self, name: str) -> str:
        """Built-in attributes have names of ours."""
        _ = self.words.say
        ours = {
            "gender": _("gender"),
            "age": _("age"),
            "birthday": _("birthday"),
            "birth_year": _("birth year"),
            "area": _("area"),
            "os": _("phone"),
            "language": _("language"),
            "name": _("name"),
        }
        return ours.get(name, name)

    def known(self, line: FieldLine) -> str:
        """What is known of a friend, as it is read."""
        value = self.gender(line.value or "") if line.name == "gender" else line.value or ""
        return f"{value} – {line.until}" if line.until else value

    def gender(self, value: str) -> str:
        _ = self.words.say
        ours = {"female": _("women"), "male": _("men"), "other": _("other gender")}
        return ours.get(value, value)
