"""Keys of the HTTP API, as owners see, make and revoke them."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import ApiKeyFacts
from bot.clock import from_epoch
from bot.services.api_access import Token, mark_of
from bot.services.owner.desk import ActingDesk, ReadingDesk
from bot.services.owner.refusals import refused
from bot.store import api_tokens


class KeyReads(ReadingDesk):
    def api_keys(self) -> tuple[ApiKeyFacts, ...]:
        return tuple(_facts(row, self.now()) for row in api_tokens.listed(now=self.now()))


def _facts(row: Token, now: int) -> ApiKeyFacts:
    return ApiKeyFacts(
        id=row.id,
        name=row.name,
        tail=row.tail,
        made_at=from_epoch(row.created_at),
        made_by=row.created_by,
        used_at=None if row.used_at is None else from_epoch(row.used_at),
        token=mark_of(row, now),
        until=None if row.expires_at is None else from_epoch(row.expires_at),
    )


def make(desk: ActingDesk, command: do.MakeApiKey, actor: Actor) -> Outcome:
    key_id = desk.access.make(command.name, by=actor.user_id)
    return Outcome(from_epoch(desk.now()), made=key_id)


def revoke(desk: ActingDesk, command: do.RevokeApiKey, _: Actor) -> Outcome:
    if not desk.access.revoke(command.key_id):
        raise refused("no_such_key")
    return Outcome(from_epoch(desk.now()))
