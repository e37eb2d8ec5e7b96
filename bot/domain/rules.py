"""Rules as owners put them together: parts side by side of which all, or one, have to be true."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from bot.domain.conditions import AllOf, AnyOf, Condition, Node, Not, parts_of

MOST_PARTS = 10
_rule = TypeAdapter[Condition](Condition)


def dumped(rule: Condition) -> str:
    plain = _rule.dump_python(rule, mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(plain, ensure_ascii=False)


def loaded(text: str) -> Condition:
    return _rule.validate_python(json.loads(text))


def part_of(raw: Mapping[str, Any]) -> Node:
    """Raises pydantic's ValidationError."""
    return _rule.validate_python(dict(raw))


@dataclass(frozen=True, slots=True)
class Flat:
    """`every`: all of the parts, else any; each is a simple condition, or `not` of one."""

    parts: tuple[Node, ...] = ()
    every: bool = True

    def with_part(self, part: Node) -> "Flat":
        return Flat((*self.parts, part), self.every)

    def without(self, index: int) -> "Flat":
        return Flat((*self.parts[:index], *self.parts[index + 1 :]), self.every)

    def turned(self, index: int) -> "Flat":
        """That part made its opposite."""
        one = self.parts[index]
        other = one.not_ if isinstance(one, Not) else Not.model_validate({"not": one})
        return Flat((*self.parts[:index], other, *self.parts[index + 1 :]), self.every)


def flat(rule: Condition) -> Flat | None:
    """None for a rule that is nested deeper."""
    parts: tuple[Node, ...] = (rule,)
    if isinstance(rule, AllOf | AnyOf):
        parts = rule.all if isinstance(rule, AllOf) else rule.any
    if not all(_is_simple(part) for part in parts):
        return None
    return Flat(parts, not isinstance(rule, AnyOf))


def rule_of(rule: Flat) -> Condition:
    """Of at least one part."""
    if len(rule.parts) == 1:
        return rule.parts[0]
    return AllOf(all=rule.parts) if rule.every else AnyOf(any=rule.parts)


def _is_simple(part: Node) -> bool:
    inner = part.not_ if isinstance(part, Not) else part
    return not parts_of(inner)
