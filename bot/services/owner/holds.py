"""Why people wait, in the words of the cards."""

from collections import Counter

from admin_flows.ports.facts import AccountHoldFacts, Held, HeldRow
from bot.clock import from_epoch
from bot.domain.holds import REASONS, Hold, HoldReason, gravest
from bot.services.owner.desk import Desk
from bot.store import counts, scenarios, settings
from bot.store.models import EnrollmentState, ScenarioState
from bot.store.people import WalkRow


def of_walk(row: WalkRow, now: int) -> HoldReason | None:
    """What keeps this walk's next step from going; the friend's own outlasts the others."""
    if row.state == EnrollmentState.HELD:
        return REASONS[gravest(Hold(row.hold))]
    if row.state not in (EnrollmentState.WAITING, EnrollmentState.CLAIMED):
        return None
    if row.paused:
        return "paused"
    if settings.stop_all():
        return "stop_all"
    hold = settings.account_hold() if row.due_at <= now else None
    return ("quota" if hold.reason == "quota" else "token") if hold else None


def friends_facts(scenario_id: int = 0) -> tuple[Held, ...]:
    """What their own acts, or staff's, hold: the most people first."""
    people: Counter[HoldReason] = Counter()
    for hold, number in counts.held(scenario_id).items():
        people[REASONS[hold]] += number
    return tuple(Held(reason, number) for reason, number in people.most_common())


def account_facts(now: int, scenario_id: int = 0) -> tuple[Held, ...]:
    """People whose time has come while nothing may leave at all."""
    stopped, hold = settings.stop_all(), settings.account_hold()
    people: dict[HoldReason, int] = {}
    if stopped:
        people["stop_all"] = sum(counts.waiting(now, scenario_id=scenario_id).values())
    if hold:
        people["quota" if hold.reason == "quota" else "token"] = refused(now, scenario_id)
    return tuple(Held(reason, number) for reason, number in people.items() if number)


def refused(now: int, scenario_id: int = 0) -> int:
    """Who waits for LINE to take messages again: due, or with a request that is to be repeated."""
    due = sum(counts.waiting(now, scenario_id=scenario_id).values())
    return due + counts.claimed(scenario_id)


def account_hold(desk: Desk) -> AccountHoldFacts | None:
    """What LINE refuses the whole account for, with those whose time has come since."""
    hold = settings.account_hold()
    if hold is None:
        return None
    return AccountHoldFacts(
        reason="quota" if hold.reason == "quota" else "token",
        since=from_epoch(hold.since),
        people=refused(desk.now()),
        again_at=max(desk.in_business(hold.check_at), desk.clock.now()),
        disputed=hold.disputed,
    )


def everything(now: int) -> tuple[Held, ...]:
    paused = sum(row.people for row in paused_rows())
    of_scenarios = (Held("paused", paused),) if paused else ()
    return (*account_facts(now), *of_scenarios, *friends_facts())


def paused_rows() -> list[HeldRow]:
    people = counts.waiting(state=ScenarioState.PAUSED)
    return [
        HeldRow("paused", people[row.id], row.id, row.name)
        for row in scenarios.live()
        if row.id in people
    ]
