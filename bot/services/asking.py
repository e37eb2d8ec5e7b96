"""Answers to questions of steps: tapped on a card of any age, or written while one is waited for.

Each answer counts once. What is taken fills in a field, attaches labels, and the walk goes on, all
in the transaction of the event.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.answers import Answer, NoAnswer, is_right, read
from bot.domain.asking import Ask
from bot.domain.attributes import Kind, Known
from bot.domain.questions import DATE, DONE, SKIP, Tapped, read_answer_data
from bot.domain.steps import Otherwise
from bot.domain.walk import Walk
from bot.services import reacting
from bot.services.telling import tell
from bot.store import answers, fields, labels, versions, walks
from bot.store.answers import Given
from bot.store.models import Friend
from flex_templates.views.friend import AnswerSaid
from flex_templates.views.parts import View

Spoken = tuple[View, ...]
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Question:
    """Of one walk. `index`: the stop where it is asked; the next one waits for the answer."""

    enrollment_id: int
    friend: Friend
    version_id: int
    walk: Walk
    index: int
    ask: Ask

    @property
    def step_id(self) -> str:
        return self.walk.stops[self.index].step.id


@dataclass(frozen=True)
class AskService:
    clock: Clock
    account: Callable[[], Account]

    def tapped(self, friend: Friend, data: str, params: Mapping[str, str]) -> Spoken | None:
        """What is said to it, if anything; None: it is about no question."""
        tapped = read_answer_data(data)
        if tapped is None:
            return None
        question = _tapped(friend, tapped)
        if question is None:
            return (AnswerSaid(what="nowhere"),)
        given = answers.find(question.enrollment_id, question.step_id)
        if given.at is not None:
            return (self._again(question, given, tapped.which, params),)
        if tapped.which == SKIP:
            return _alone(self._skip(question, given))
        said = self._said(question, given, tapped.which, params)
        return _alone(said if isinstance(said, View) else self._take(question, given, said))

    def wrote(self, friend: Friend, text: str) -> Spoken | None:
        """Taken as the answer to the last question that waits for one; None: there is none."""
        question = _waiting(friend)
        return self._wrote(question, text) if question else None

    def wrote_in_test(self, friend: Friend, text: str) -> Spoken | None:
        """As ``wrote``, by somebody who tries a scenario."""
        question = _waiting(friend)
        tried = question is not None and versions.is_rehearsal(question.version_id)
        return self._wrote(question, text) if question and tried else None

    def _wrote(self, question: Question, text: str) -> Spoken | None:
        walks.locked(question.enrollment_id)
        given = answers.find(question.enrollment_id, question.step_id)
        return None if given.at is not None else _alone(self._take(question, given, text))

    def _again(
        self, question: Question, given: Given, which: str, params: Mapping[str, str]
    ) -> AnswerSaid:
        """A second thought within a day takes the first one's place; the walk has gone on."""
        ask, now = question.ask, epoch(self.clock.now())
        before = AnswerSaid(what="before" if given.text else "nowhere", said=given.text)
        late = given.at is None or now - given.at > DAY
        if late or which in (SKIP, DONE) or ask.asks_for == "many" or ask.right is not None:
            return before
        said = self._said(question, given, which, params)
        found = read(ask, said, self._today()) if isinstance(said, str) else None
        if not isinstance(found, Answer) or found.text == given.text:
            return before
        self._unlabel(question, given, found, now)
        self._note(question, given, found)
        return AnswerSaid(what="changed", said=found.text)

    def _unlabel(self, question: Question, given: Given, found: Answer, at: int) -> None:
        first = read(question.ask, given.text, self._today()) if given.text else None
        gone = set(first.labels) - set(found.labels) if isinstance(first, Answer) else set()
        for label_id in labels.known(sorted(gone)).values():
            labels.detach([question.friend.id], label_id, at=at)

    def _skip(self, question: Question, given: Given) -> View | None:
        if question.ask.right is not None:
            return AnswerSaid(what="nowhere")
        at = epoch(self.clock.now())
        answers.keep(question.enrollment_id, question.step_id, Given("", given.wrong, at))
        reacting.skipped(question.enrollment_id, question.step_id, at=at)
        return None if _goes_on_at_once(question) else AnswerSaid(what="skipped")

    def _today(self) -> date:
        return self.account().calendar.local(self.clock.now()).date()

    def _said(
        self, question: Question, given: Given, which: str, params: Mapping[str, str]
    ) -> str | View:
        """The words behind the button, or what to say while more may be chosen."""
        ask = question.ask
        if which == DATE:
            return params.get("date", "")
        if which == DONE:
            return given.text
        choice = ask.choices[int(which)] if int(which) < len(ask.choices) else ""
        if ask.asks_for != "many" or not choice:
            return choice
        before = given.text.split("、") if given.text else []
        chosen = set(before) ^ {choice}
        text = "、".join(each for each in ask.choices if each in chosen)
        answers.keep(question.enrollment_id, question.step_id, replace(given, text=text))
        return AnswerSaid(what="chosen" if text else "none_chosen", said=text)

    def _take(self, question: Question, given: Given, said: str) -> View | None:
        found = read(question.ask, said, self._today())
        if isinstance(found, NoAnswer):
            return self._refuse(question, given, found)
        left = question.ask.tries - given.wrong - 1
        if not is_right(question.ask, found) and left > 0:
            answers.keep(
                question.enrollment_id, question.step_id, replace(given, wrong=given.wrong + 1)
            )
            return AnswerSaid(what="wrong", said=found.text, left=left)
        at = self._note(question, given, found)
        walk, version = question.enrollment_id, question.version_id
        reacting.react(walk, version, question.step_id, "answered", at=at)
        return None if _goes_on_at_once(question) else AnswerSaid(what="thanks", said=found.text)

    def _note(self, question: Question, given: Given, found: Answer) -> int:
        """Gives when."""
        at = epoch(self.clock.now())
        answers.keep(question.enrollment_id, question.step_id, Given(found.text, given.wrong, at))
        _fill_in(question.friend.id, found, at)
        version, step, friend = question.version_id, question.step_id, question.friend
        tell("answered", version, step, friend, at=at, said=found.text)
        return at

    def _refuse(self, question: Question, given: Given, found: NoAnswer) -> View | None:
        """What is no answer may be said to the shop: so after some times nothing is said."""
        if given.wrong >= question.ask.tries:
            return None
        kept = replace(given, wrong=given.wrong + (question.ask.right is None))
        answers.keep(question.enrollment_id, question.step_id, kept)
        return AnswerSaid(what=found.what, said=next(iter(found.values.values()), ""))


def _tapped(friend: Friend, tapped: Tapped) -> Question | None:
    """The walk is locked. None: the friend was never asked this."""
    number = answers.walk_in(friend.id, tapped.version_id) if tapped.version_id else None
    place = walks.locked(number) if number is not None else None
    if number is None or place is None:
        return None
    walk = versions.walk(tapped.version_id)
    indexes = walk.indexes_of(tapped.step_id)
    question = _question(number, friend, tapped.version_id, indexes[0]) if indexes else None
    is_there = indexes and (place.version_id, place.step) == (tapped.version_id, indexes[0] + 1)
    asked = is_there or answers.was_asked(number, tapped.version_id, indexes)
    return question if asked else None


def _waiting(friend: Friend) -> Question | None:
    for number, version, step in answers.waiting(friend.id):
        if not versions.is_readable(version):
            continue
        walk = versions.walk(version)
        if step < len(walk.stops) and walk.stops[step].answer:
            return _question(number, friend, version, step - 1)
    return None


def _question(number: int, friend: Friend, version_id: int, index: int) -> Question | None:
    walk = versions.walk(version_id)
    ask = walk.stops[index].step.ask
    return Question(number, friend, version_id, walk, index, ask) if ask else None


def _goes_on_at_once(question: Question) -> bool:
    """Then what comes is answer enough."""
    return _says_at_once(question.walk, question.walk.after(question.index + 1))


def _says_at_once(walk: Walk, index: int) -> bool:
    """Whichever way a branch takes them; behind it a message may come on another day."""
    if index >= len(walk.stops) or walk.stops[index].comes != "reacting":
        return False
    stop = walk.stops[index]
    if stop.sends:
        return True
    if not stop.arms:
        return _says_at_once(walk, walk.after(index))
    every_way = any(isinstance(arm, Otherwise) for arm in stop.step.branch)
    ways = stop.arms if every_way else (*stop.arms, stop.beyond)
    return all(_says_at_once(walk, way) for way in ways)


def _fill_in(friend_id: int, answer: Answer, at: int) -> None:
    for label_id in labels.ensure(answer.labels, at=at).values() if answer.labels else ():
        labels.attach([friend_id], label_id, at=at)
    if answer.into:
        field = fields.ensure({answer.into: answer.kind})[answer.into]
        fields.put([friend_id], field.id, _as(field.kind, answer), at=at)


def _as(kind: Kind, answer: Answer) -> Known:
    """In a field of another kind it stands as a text."""
    fits = answer.kind == kind
    return answer.known if fits else Known(answer.text)


def _alone(view: View | None) -> tuple[View, ...]:
    return (view,) if view else ()
