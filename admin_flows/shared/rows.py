"""The document and today's facts as rows of the cards."""

import re
from collections.abc import Iterable, Mapping

from admin_flows.ports import facts
from admin_flows.ports.reads import Reads
from admin_flows.shared.texts import written
from bot.domain.cards import Cards, CardsOfEach
from bot.domain.coupons import OwnCoupon
from bot.domain.document import (
    After,
    ApiEvent,
    Arm,
    Ask,
    Audio,
    Buttons,
    CouponUsed,
    Dated,
    DateNoted,
    ForReaction,
    FriendAdded,
    GroupMatched,
    Image,
    Keyword,
    LabelAdded,
    Message,
    OfGoal,
    OnDate,
    OnDay,
    OnWeekday,
    Scenario,
    ScenarioFinished,
    ScenarioStopped,
    Start,
    Step,
    Text,
    Wait,
    Window,
)
from bot.domain.goal_waits import FromGoal
from bot.domain.languages import in_language
from bot.domain.places import Location
from bot.domain.rich import Rich, RichVideo
from bot.domain.schedule import Quiet
from bot.domain.sendable import files_in, kind_of
from bot.domain.sender import Sender
from bot.domain.steps import every_step
from bot.domain.stored import is_address
from bot.domain.text import clip, one_line
from bot.domain.walk import Walk
from flex_templates.views.owner import EventRow, WalkRow
from flex_templates.views.parts import (
    AccountHold,
    FriendRow,
    HeldCount,
    Hours,
    MessageKind,
    MessageRow,
    NextSend,
    ScenarioRow,
    StartRow,
    StepRef,
    When,
)

EXCERPT = 16
_OWN_DEFAULT = re.compile(r"(?<=\{)([^{}|]+)\|[^{}]*(?=\})")
"""{name|guest}: in an excerpt the name is enough."""


def number_of(document: Scenario, step_id: str) -> str | None:
    """How people call the step: 2, or 2-B-3."""
    return document.numbers.get(step_id)


def hours(window: Window | Quiet | None) -> Hours | None:
    return Hours(window.start, window.end) if window else None


def when(wait: Wait, document: Scenario) -> When:
    match wait:
        case After():
            return _after(wait, document)
        case OnWeekday():
            return When(kind="weekday", weekday=wait.weekday, hours=hours(wait.at))
        case OnDay():
            return When(kind="day", day_of_month=wait.day_of_month, hours=hours(wait.at))
        case OnDate():
            return When(kind="date", on=wait.date, hours=hours(wait.at))
        case OfGoal():
            return of_goal(wait, hours(wait.at))
        case ForReaction():
            return _awaiting(wait, document)
        case _:
            return When()


def of_goal(wait: FromGoal, at: Hours | None = None) -> When:
    return When(
        kind="goal",
        goal=wait.goal,
        before=wait.before is not None,
        amount=abs(wait.amount),
        unit=wait.unit,
        hours=at,
    )


def _awaiting(wait: ForReaction, document: Scenario) -> When:
    awaited, limit = wait.for_, wait.at_most
    return When(
        kind=awaited.kind,
        goal=awaited.name,
        from_number=number_of(document, awaited.name),
        endless=limit is None,
        amount=limit.amount if limit else 0,
        unit=limit.unit if limit else "days",
        hours=hours(limit.at) if limit else None,
    )


def _after(wait: After, document: Scenario) -> When:
    by_name = wait.from_ in {"previous", "start"}
    return When(
        kind="after",
        amount=wait.amount,
        unit=wait.unit,
        hours=hours(wait.at),
        only_on=wait.only_on,
        counts_from="step" if not by_name else "start" if wait.from_ == "start" else "previous",
        from_number=None if by_name else number_of(document, wait.from_),
    )


NO_NAMES: Mapping[str, str] = {}


def start_row(start: Start, routes: Mapping[str, str] = NO_NAMES) -> StartRow:
    """`routes`: their names by the ends of their links."""
    match start:
        case FriendAdded():
            names = tuple(routes.get(slug, slug) for slug in start.routes or ())
            return StartRow(kind="friend_added", unblock=start.unblock, words=names)
        case Keyword():
            return _keyword(start)
        case (
            LabelAdded(label=name)
            | ScenarioFinished(scenario=name)
            | ScenarioStopped(scenario=name)
            | DateNoted(field=name)
            | ApiEvent(event=name)
            | CouponUsed(coupon=name)
        ):
            return StartRow(kind=start.when, words=(name,))
        case GroupMatched():
            return StartRow(kind="group_matched", words=(start.group,), daily_at=start.at)
        case Dated():
            return _dated(start)
        case _:
            return StartRow(kind="manual")


def _dated(start: Dated) -> StartRow:
    who, on, at = start.who, start.on.date(), start.on.time()
    if who.label:
        return StartRow(kind="date", on=on, at=at, of="label", words=(who.label,))
    if who.group:
        return StartRow(kind="date", on=on, at=at, of="group", words=(who.group,))
    return StartRow(kind="date", on=on, at=at)


def _keyword(start: Keyword) -> StartRow:
    if start.starts_with:
        return StartRow(kind="keyword", match="starts_with", words=start.starts_with)
    if start.contains:
        return StartRow(kind="keyword", match="contains", words=start.contains)
    return StartRow(kind="keyword", match="exact", words=start.words)


def start_rows(document: Scenario, routes: Mapping[str, str] = NO_NAMES) -> tuple[StartRow, ...]:
    return tuple(start_row(start, routes) for start in document.start)


def is_by_hand(document: Scenario) -> bool:
    """Nobody enters by themselves: an owner adds people."""
    return Walk(document).is_by_hand


def message_row(message: Message | Ask, reads: Reads, locale: str) -> MessageRow:
    if isinstance(message, Ask):
        return MessageRow(kind="question", text=text_of(message, locale))
    if isinstance(message, Image):
        return MessageRow(kind="image", picture=picture(message, reads))
    return MessageRow(kind=kind_of(message), text=_gist(message, locale))


def _gist(message: Message, locale: str) -> str:
    """What tells it from others of its kind."""
    match message:
        case Location():
            return message.title
        case Audio():
            minutes, seconds = divmod(round(message.seconds), 60)
            return f"{minutes}:{seconds:02}"
        case Buttons():
            return " / ".join(button.label for button in message.buttons)
        case OwnCoupon():
            return message.coupon
        case Rich() | RichVideo() | CardsOfEach():
            return message.alt
        case Cards():
            return " / ".join(card.title for card in message.cards)
    return text_of(message, locale)


def message_rows(step: Step, reads: Reads, locale: str) -> tuple[MessageRow, ...]:
    return tuple(message_row(message, reads, locale) for message in step.says)


def picture(image: Image, reads: Reads) -> str | None:
    """An https address; None when the stored picture is gone."""
    if is_address(image.image):
        return image.image
    stored = reads.media(image.image)
    return stored.url if stored else None


def icon_is_lost(sender: Sender, reads: Reads) -> bool:
    icon = sender.icon
    return icon is not None and not is_address(icon) and reads.media(icon) is None


def is_lost(message: Message, reads: Reads) -> bool:
    """Whether a stored file that it shows is gone."""
    stored = (file for file in files_in(message) if not is_address(file))
    return any(reads.media(file) is None for file in stored)


def text_of(message: Message | Ask, locale: str) -> str:
    """The text as its owner writes it; empty for what is no text."""
    if not isinstance(message, Text | Ask | Buttons):
        return ""
    return written(in_language(message.text, locale), locale)


def excerpt(step: Step, locale: str) -> str:
    texts = (text_of(message, locale) for message in step.says)
    return clip(one_line(_OWN_DEFAULT.sub(r"\1", next(filter(None, texts), ""))), EXCERPT)


def kinds(step: Step) -> tuple[MessageKind, ...]:
    asked: tuple[MessageKind, ...] = ("question",) if step.ask else ()
    return (*(kind_of(message) for message in step.send), *asked)


def steps_in(arm: Arm) -> tuple[Step, ...]:
    """Also those of branches inside."""
    return every_step(arm.steps)


def step_ref(document: Scenario, step_id: str) -> StepRef:
    return StepRef(step_id, number_of(document, step_id) or "")


def next_send(due: facts.NextDue | None) -> NextSend | None:
    if due is None:
        return None
    return NextSend(
        at=due.at,
        people=due.people,
        scenario_id=str(due.scenario_id) if due.scenario_id else None,
        names=due.scenarios,
    )


def held_counts(held: Iterable[facts.Held]) -> tuple[HeldCount, ...]:
    return tuple(HeldCount(row.reason, row.people) for row in held)


def account_hold(hold: facts.AccountHoldFacts | None) -> AccountHold | None:
    if hold is None:
        return None
    return AccountHold(
        hold.reason,
        hold.since,
        people=hold.people,
        again_at=hold.again_at,
        disputed=hold.disputed,
    )


def scenario_row(
    row: facts.ScenarioRow,
    changes: int | None = None,
    routes: Mapping[str, str] = NO_NAMES,
) -> ScenarioRow:
    return ScenarioRow(
        id=str(row.id),
        name=row.name,
        state=row.state,
        starts=start_rows(row.document, routes),
        steps=len(row.document.all_steps),
        inside=row.inside,
        finished_percent=round(100 * row.finished / row.entered) if row.entered else None,
        sent_today=row.sent_today,
        next=next_send(row.next_due),
        paused_at=row.paused_at,
        changes=int(row.changed) if changes is None else changes,
        closed=row.closed and not row.once,
        once=row.once,
        planned=next_send(row.planned),
    )


def friend_row(row: facts.FriendRow) -> FriendRow:
    walk = row.walk
    return FriendRow(
        id=str(row.id),
        name=row.name,
        picture=row.picture,
        scenario=walk.scenario if walk else None,
        place=walk.place if walk else None,
        steps=walk.steps if walk else None,
        state=row.state,
        seen_at=row.seen_at,
    )


def walk_row(friend_id: int, walk: facts.WalkFacts) -> WalkRow:
    return WalkRow(
        id=str(walk.walk_id),
        friend_id=str(friend_id),
        scenario_id=str(walk.scenario_id),
        name=walk.scenario,
        place=walk.place,
        steps=walk.steps,
        state=walk.state,
        next_at=walk.due_at,
        hold=walk.hold,
        case=".".join(map(str, walk.case)) if walk.case else None,
    )


def event_row(event: facts.FriendEvent) -> EventRow:
    return EventRow(
        kind=event.kind,
        at=event.at,
        scenario=event.scenario,
        number=event.step_number,
        said=event.said,
    )
