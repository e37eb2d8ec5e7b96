"""A rule, put together part by part: of a group, of whom a step or an arm is for, of who never
enters, and of what ends a walk. It is nobody's until it is saved.
"""

from admin_flows.flows.rule import adding, card, people
from admin_flows.flows.rule.states import Draft, RuleOf, draft_of, flat_of

SCREENS = (*card.SCREENS, *people.SCREENS, *adding.SCREENS)

__all__ = ["SCREENS", "Draft", "RuleOf", "draft_of", "flat_of"]
