"""Groups of friends, as owners make and change them."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import FieldFacts, FriendRow, UserGroupFacts
from bot.clock import from_epoch
from bot.domain import names
from bot.domain.attributes import AGE, BIRTHDAY, GENDER
from bot.domain.check_branches import groups_in
from bot.domain.conditions import Condition
from bot.domain.mentions import names_in
from bot.services.grouping import GroupService
from bot.services.owner.desk import Desk
from bot.services.owner.people import PeopleReads
from bot.services.owner.refusals import refused
from bot.store import drafts, fields, listening, user_groups
from bot.store.conditions_sql import headcounts, next_matched
from bot.store.user_groups import GroupRow

_FIRST = (GENDER, AGE, BIRTHDAY)


class GroupReads(PeopleReads):
    def user_groups(self) -> tuple[UserGroupFacts, ...]:
        return tuple(UserGroupFacts(row.id, row.name, row.rule) for row in user_groups.listed())

    def user_group(self, group_id: int) -> UserGroupFacts | None:
        row = user_groups.find(group_id)
        if row is None:
            return None
        return UserGroupFacts(row.id, row.name, row.rule, used_in(row.name))

    def fitting(self, *rules: Condition) -> tuple[int, ...]:
        return headcounts(rules, self.clock.now(), self.account().calendar)

    def who_fits(self, rule: Condition, after: int, limit: int) -> tuple[FriendRow, ...]:
        now, calendar = self.clock.now(), self.account().calendar
        return self.friends_by_id(
            tuple(next_matched(rule, now, calendar, after=after, limit=limit))
        )

    def fields(self) -> tuple[FieldFacts, ...]:
        """An age is known by the birthday."""
        known = [FieldFacts(row.id, row.name, row.kind) for row in fields.listed()]
        known.append(FieldFacts(0, AGE, "number"))
        return tuple(sorted(known, key=lambda one: (one.name not in _FIRST, one.id)))


def used_in(name: str) -> tuple[str, ...]:
    """Scenarios whose draft, newcomers or people inside know it, and other groups."""
    documents = [one for by_version in listening.walked().values() for one in by_version.values()]
    documents += [drafts.document(draft) for draft in drafts.every()]
    scenarios = {one.name for one in documents if name in groups_in(one)}
    others = (row.name for row in user_groups.listed() if name in names_in([row.rule]).groups)
    return (*sorted(scenarios), *others)


def make(desk: Desk, command: do.MakeUserGroup, _: Actor) -> Outcome:
    name = names.given(command.name)
    if user_groups.known([name]):
        raise refused("name_in_use", value=name)
    service = GroupService(desk.clock, desk.account)
    people = service.define(name, command.rule)
    made = user_groups.known([name])[name].id
    return Outcome(from_epoch(desk.now()), people=people, made=made)


def change(desk: Desk, command: do.ChangeUserGroup, _: Actor) -> Outcome:
    row = _found(command.group_id)
    if row.name in _reached(command.rule):
        raise refused("group_of_itself", value=row.name)
    people = GroupService(desk.clock, desk.account).define(row.name, command.rule)
    return Outcome(from_epoch(desk.now()), people=people)


def _reached(rule: Condition) -> frozenset[str]:
    """The groups it speaks of, and those that these speak of."""
    rules = user_groups.rules_for([rule])
    return names_in([rule, *rules.values()]).groups


def rename(desk: Desk, command: do.RenameUserGroup, _: Actor) -> Outcome:
    row, name = _idle(command.group_id), names.given(command.name)
    if name != row.name and user_groups.known([name]):
        raise refused("name_in_use", value=name)
    user_groups.rename(row.id, name)
    return Outcome(from_epoch(desk.now()))


def delete(desk: Desk, command: do.DeleteUserGroup, _: Actor) -> Outcome:
    user_groups.delete(_idle(command.group_id).id)
    return Outcome(from_epoch(desk.now()))


def _found(group_id: int) -> GroupRow:
    row = user_groups.find(group_id)
    if row is None:
        raise refused("no_such_group")
    return row


def _idle(group_id: int) -> GroupRow:
    """Documents know a group by its name: in use it keeps it, and stays."""
    row = _found(group_id)
    if using := used_in(row.name):
        raise refused("group_in_use", value=using[0], number=len(using))
    return row
