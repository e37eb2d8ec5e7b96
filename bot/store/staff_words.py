"""What steps have staff told or left to them: a word about each friend, in the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.content import fill
from bot.domain.effects import Notify, Then
from bot.store import fields, manual, receipts, settings
from bot.store.db import rows
from bot.store.receipts import Word
from bot.store.sets import among, ids


@dataclass(frozen=True, slots=True)
class Done:
    """What is done, and by which stop of which version."""

    then: Then
    version_id: int
    index: int


def notify(done: Done, notice: Notify, friend_ids: Sequence[int], at: int) -> None:
    names, charge = _names(friend_ids), _in_charge(notice, friend_ids)
    account = settings.account("UTC").name
    words = [
        Word(
            one,
            names[one],
            fill(notice.text or "", {"friend.name": names[one], "account.name": account}),
            charge.get(one, ""),
        )
        for one in friend_ids
    ]
    receipts.add_words("notify", words, at=at, version_id=done.version_id, step=done.index)


def take_over(done: Done, friend_ids: Sequence[int], at: int) -> None:
    """Who was in somebody's hands already stays there, and nobody is told again."""
    taken = manual.take_over(friend_ids, by="", at=at)
    names = _names(taken)
    words = [Word(one, names[one]) for one in taken]
    receipts.add_words("manual", words, at=at, version_id=done.version_id, step=done.index)


def _names(friend_ids: Sequence[int]) -> dict[int, str]:
    found = rows(
        f"SELECT id, name FROM friend WHERE id{among(':friends')}", {"friends": ids(friend_ids)}
    )
    return dict(found)


def _in_charge(notice: Notify, friend_ids: Sequence[int]) -> Mapping[int, str]:
    """Nobody where the field is empty, or there is none."""
    if notice.to is None:
        return {}
    field = fields.known([notice.to.field]).get(notice.to.field)
    if field is None:
        return {}
    known = fields.of(friend_ids, [field.id])
    return {one: known[one][field.id].text for one in known if field.id in known[one]}
