"""What staff do from their group: they take a friend over, answer, and hand back.

In a group only messages tell who sent them. So every act is a message: a line that a button says,
with the group's code and the friend's number, an answer to a card about the friend, or the words
right after a person was asked for them. Nothing else that is said there reaches anybody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from admin_flows.ports.facts import FriendFacts
from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.forwarded import Forwarded
from bot.domain.starts import folded
from bot.domain.text import clip
from bot.services import outbox
from bot.services.friends import FriendService
from bot.services.group_acts import Act, Case, Person, code_of
from bot.services.labelling import LabelService
from bot.services.sent_things import sent_thing
from bot.services.steering import Steering, goes, staff_walk
from bot.store import entries, forwarded, hands, labels, manual, people, quota, receipts, settings
from bot.store.models import Friend, StaffGroup
from flex_templates.views import staff as views
from flex_templates.views.parts import View

TYPING_SECONDS = 300
DRAFT_SECONDS = 3_600
# LINE takes a reply within a minute; who confirms needs some seconds of it.
CONFIRM_SECONDS, TOKEN_SECONDS = 35.0, 50.0
IDLE_SECONDS = 86_400
SAID_UNITS = 1_000
SENT_SHOWN, SENT_DAYS = 3, 30
WALKS_SHOWN, LABELS_SHOWN, LABELS_OFFERED = 4, 6, 6


@dataclass(frozen=True)
class Hands:
    clock: Clock
    friends: FriendService
    facts: Callable[[int], FriendFacts | None]
    account: Callable[[], Account]
    steering: Steering
    media_url: Callable[[str], str]

    # Looking

    def friend(self, group: StaffGroup, friend_id: int) -> views.FriendCard | None:
        """Of whom the group was told; of nobody else."""
        facts, friend = self.facts(friend_id), people.find(friend_id)
        if facts is None or friend is None or not entries.knows(group.id, friend_id):
            return None
        charge = hands.in_charge(friend)
        return views.FriendCard(
            code=code_of(group, friend_id),
            friend_id=str(friend_id),
            friend=facts.name,
            picture=facts.picture or None,
            now_at=self.clock.now(),
            state="manual" if charge else facts.state,
            charge=charge.name or None if charge else None,
            idle=charge is not None and charge.asked,
            walks=tuple(staff_walk(walk) for walk in facts.walks if goes(walk))[:WALKS_SHOWN],
            labels=tuple(one.name for one in facts.labels)[:LABELS_SHOWN],
            sent=self._sent(friend_id, group.id),
        )

    def _sent(self, friend_id: int, group_id: int) -> tuple[views.SentThing, ...]:
        since = self._now() - SENT_DAYS * 86_400
        found = forwarded.lately(friend_id, group_id, since=since, most=SENT_SHOWN)
        return tuple(sent_thing(one, self.media_url) for one in found)

    def walks(self, group: StaffGroup, friend_id: int) -> views.Walks | None:
        friend = people.find(friend_id)
        if friend is None or not entries.knows(group.id, friend_id):
            return None
        return self.steering.walks(group, friend)

    def labels(self, group: StaffGroup, friend_id: int) -> views.Labels | None:
        friend = people.find(friend_id)
        if friend is None or not entries.knows(group.id, friend_id):
            return None
        return self._labels(group, friend)

    def _labels(self, group: StaffGroup, friend: Friend) -> views.Labels:
        has = [
            views.StaffLabel(id=str(number), name=name) for number, name, _ in labels.of(friend.id)
        ]
        known = {one.id for one in has}
        every = [views.StaffLabel(id=str(one.id), name=one.name) for one in labels.listed()]
        return views.Labels(
            code=code_of(group, friend.id),
            friend_id=str(friend.id),
            friend=friend.name,
            labels=tuple(has[:LABELS_OFFERED]),
            others=tuple(one for one in every if one.id not in known)[:LABELS_OFFERED],
        )

    # Acting

    def act(self, group: StaffGroup, person: Person, act: Act) -> View | None:
        friend = people.find(act.friend_id)
        if friend is None or not entries.knows(group.id, friend.id):
            return None
        return self._acts[act.verb](Case(group, person, friend, act.number, act.visit))

    @property
    def _acts(self) -> Mapping[str, Callable[[Case], View]]:
        return {
            "take": self._take,
            "mine": self._put_in_charge,
            "back": self._hand_back,
            "keep": self._keep,
            "reply": self._ask,
            "send": self._send,
            "drop": self._drop,
            "attach": self._attach,
            "detach": self._detach,
            "skip": self.steering.skip,
            "stop": self.steering.stop,
            "stop_all": self.steering.stop_all,
            "undo": self.steering.undo,
        }

    def _take(self, case: Case) -> View:
        charge = hands.in_charge(case.friend)
        if charge and charge.user_id not in ("", case.person.user_id):
            return views.TakenAlready(code=case.code, friend=case.friend.name, charge=charge.name)
        return self._put_in_charge(case)

    def _put_in_charge(self, case: Case) -> View:
        friend, person, at = case.friend, case.person, self._now()
        manual.lock_friends([friend.id])
        manual.take_over([friend.id], by=person.name, at=at)
        hands.put_in_charge(friend.id, person.user_id, person.name, case.group.id, at=at)
        return views.Taken(
            code=case.code, friend_id=str(friend.id), friend=friend.name, charge=person.name
        )

    def _hand_back(self, case: Case) -> View:
        friend, now = case.friend, self.clock.now()
        if not manual.hand_back(friend.id, now=epoch(now)):
            return self._said("not_taken", friend)
        return views.HandedBack(
            by=case.person.name,
            friend=friend.name,
            now_at=now,
            next_at=self.friends.next_at(friend, now),
        )

    def _keep(self, case: Case) -> View:
        hands.touch(case.friend, at=self._now())
        return self._said("kept", case.friend)

    def _ask(self, case: Case) -> View:
        until = self._now() + TYPING_SECONDS
        hands.write(case.group.id, case.person.user_id, case.friend.id, until=until)
        return self._said("write", case.friend)

    def _drop(self, case: Case) -> View:
        own = hands.find_draft(case.number, case.group.id, case.friend.id) is not None
        return self._said("dropped" if own and hands.close(case.number) else "over", case.friend)

    def _attach(self, case: Case) -> View:
        if label := labels.find(case.number):
            LabelService(self.clock, self.account).attach(label.name, [case.friend.id])
        return self._labels(case.group, case.friend)

    def _detach(self, case: Case) -> View:
        if label := labels.find(case.number):
            LabelService(self.clock, self.account).detach(label.name, [case.friend.id])
        return self._labels(case.group, case.friend)

    # Answering

    def wrote(self, group: StaffGroup, user_id: str, text: str, quoted: str | None) -> View | None:
        """Words for a friend: an answer to a card, or what was asked for. They are shown first."""
        friend_id = hands.friend_of(quoted, group.id) if quoted else None
        if friend_id is None:
            friend_id = hands.written(group.id, user_id, now=self._now())
        friend = people.find(friend_id) if friend_id is not None else None
        if friend is None or not text.strip():
            return None
        if unable := self._unable(friend):
            return unable
        return self._confirm(group, friend, text)

    def _confirm(self, group: StaffGroup, friend: Friend, text: str) -> View:
        free = bool(self._token(friend, CONFIRM_SECONDS))
        draft = hands.draft(group.id, friend.id, text, at=self._now(), free=free)
        code = f"{code_of(group, friend.id)}-{draft}"
        return views.Confirm(code=code, friend=friend.name, text=text, cost=0 if free else 1)

    def _token(self, friend: Friend, seconds: float) -> str:
        """Of the friend's last words, if it is not older: an answer to them costs nothing."""
        return hands.token_of(friend.id, since=self.clock.real() - seconds)

    def _send(self, case: Case) -> View:
        group, friend, number = case.group, case.friend, case.number
        draft = hands.find_draft(number, group.id, friend.id)
        if draft is None or not hands.close(number):
            return self._said("over", friend)
        if draft.at < self._now() - DRAFT_SECONDS:
            return self._said("too_old", friend)
        if unable := self._unable(friend):
            return unable
        token = self._token(friend, TOKEN_SECONDS) if draft.free else ""
        if draft.free and not token:
            return self._confirm(group, friend, draft.text)
        hands.sent_as(number, outbox.say(friend, draft.text, at=self._now()), token)
        return self._said("sent", friend, by=case.person.name)

    def _unable(self, friend: Friend) -> View | None:
        known = quota.known()
        if friend.blocked_at is not None:
            return self._said("blocked", friend)
        if known and known.left == 0 and not self._token(friend, CONFIRM_SECONDS):
            return self._said("no_quota", friend)
        return None

    def _said(self, what: views.SaidWhat, friend: Friend, by: str | None = None) -> View:
        return views.Said(what=what, friend=friend.name, by=by, at=self.clock.now())

    # Friends

    def heard(
        self, friend: Friend, text: str, token: str | None, sent: Forwarded | None = None
    ) -> None:
        """Who is in people's hands wrote: the group is told. `sent`: what came beside words."""
        word = receipts.Word(friend.id, friend.name, said=clip(text, SAID_UNITS))
        receipts.add_wrote(word, sent, at=self._now())
        hands.touch(friend, at=self._now())
        hands.keep_token(friend.id, token or "", real=self.clock.real())

    def hands_over(self, friend: Friend, text: str) -> bool:
        """Whether these words leave the friend to people; by the words that owners have chosen."""
        said = folded(text)
        if not any(folded(word) in said for word in settings.hand_over_words()):
            return False
        manual.lock_friends([friend.id])
        return bool(manual.take_over([friend.id], by="", at=self._now()))

    def ask_whether_it_goes_on(self) -> None:
        """Of each once, a day after the last word; seen by whoever looks, or in the digest."""
        for friend_id, name in hands.idle(self._now() - IDLE_SECONDS):
            receipts.add_words("idle", [receipts.Word(friend_id, name)], at=self._now())

    def _now(self) -> int:
        return epoch(self.clock.now())
