"""Results as rows of the cards, and what is advised about them."""

from collections.abc import Iterable

from admin_flows.ports.facts import ResultFacts
from admin_flows.shared import rows
from bot.domain.document import Scenario, Step
from bot.domain.results import Advice, ArmSums, Stop, Sums, advise, is_tappable, splits
from bot.domain.shares import Share
from bot.domain.steps import placed
from flex_templates.views.owner import AdviceLine, ArmShare, StepResult
from flex_templates.views.parts import When

NOTHING = Sums()


def stops(document: Scenario, result: ResultFacts) -> list[Stop]:
    """The steps that send, with what came of them."""
    return [
        Stop(step.id, number, result.steps.get(step.id, NOTHING), is_tappable(step))
        for number, step in sending(document)
    ]


def sending(document: Scenario) -> list[tuple[str, Step]]:
    return [(each.number, each.step) for each in placed(document.steps) if each.step.says]


def arms(document: Scenario, result: ResultFacts) -> list[list[ArmSums]]:
    """Of each branch by chance."""
    return [
        [
            ArmSums(letter, result.steps.get(step_id, NOTHING).of("tapped"))
            for letter, step_id in split
        ]
        for split in splits(document)
    ]


def advice(document: Scenario, result: ResultFacts) -> Advice:
    return advise(stops(document, result), arms(document, result), result.entered)


def advice_line(advised: Advice, document: Scenario) -> AdviceLine:
    stop = advised.stop
    wait = next((step.wait for step in document.all_steps if stop and step.id == stop.id), None)
    return AdviceLine(
        what=advised.what,
        number=stop.number if stop else "",
        when=rows.when(wait, document) if wait else When(),
        people=advised.share.part if stop else advised.people,
        percent=advised.share.percent,
        times=advised.times,
        letter=advised.letter,
        other=advised.other.percent,
    )


def step_rows(
    document: Scenario, result: ResultFacts, locale: str, marked: str
) -> Iterable[StepResult]:
    steps = {step.id: step for _, step in sending(document)}
    for stop in stops(document, result):
        step, sums = steps[stop.id], stop.sums
        yield StepResult(
            id=stop.id,
            number=stop.number,
            when=rows.when(step.wait, document),
            sent=sums.sent,
            title=step.title or rows.excerpt(step, locale) or None,
            failed=sums.failed,
            opened=_opened(result, stop),
            tapped=sums.of("tapped").percent if stop.tappable and sums.sent else None,
            answered=sums.answered,
            stopped=sums.stopped,
            blocked=sums.blocked,
            marked=stop.id == marked,
        )


def _opened(result: ResultFacts, stop: Stop) -> int | None:
    """In percent, where LINE has told it."""
    opened = result.opened.get(stop.id)
    if opened is None or opened.people is None or not stop.sums.sent:
        return None
    return Share(opened.people, stop.sums.sent).percent


def arm_shares(document: Scenario, result: ResultFacts) -> tuple[tuple[ArmShare, ...], ...]:
    """Those that may be alike, as far as is known."""
    found = []
    for split in arms(document, result):
        ranked = sorted(split, key=lambda arm: -arm.tapped.value)
        known = any(arm.tapped.whole for arm in split)
        if known and not ranked[0].tapped.is_above(ranked[1].tapped):
            found.append(
                tuple(
                    ArmShare(letter=arm.letter, percent=arm.tapped.percent, people=arm.tapped.whole)
                    for arm in split
                )
            )
    return tuple(found)
