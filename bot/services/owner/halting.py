"""Stopping everything at once, and letting it go again."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import refused
from bot.store import counts, overdue, settings
from bot.store.models import ScenarioState
from bot.store.settings import StopAll

OWN_STOP_SECONDS = 600
# Neither a stop nor the way on must wait for the count of a million.
PEOPLE_COUNTED = 10_000


def stop_all(desk: Desk, _: do.StopAll, actor: Actor) -> Outcome:
    """A second stop changes nothing: the first one's time and name stay."""
    stop = settings.stop_all()
    if stop is None:
        stop = StopAll(desk.now(), actor.name, actor.user_id)
        settings.set_stop_all(stop)
    people = counts.waiting_at_least(PEOPLE_COUNTED)
    return Outcome(
        from_epoch(stop.at),
        people=people,
        or_more=people == PEOPLE_COUNTED,
        on_the_way=counts.on_the_way(),
    )


def resume_all(desk: Desk, command: do.ResumeAll, actor: Actor) -> Outcome:
    """With `skip` also after all was resumed: who is still overdue goes on without the step."""
    _require_right(desk, actor)
    people = overdue.count(desk.now(), PEOPLE_COUNTED, ScenarioState.RUNNING)
    if command.overdue == "skip":
        overdue.skip(ScenarioState.RUNNING, until=desk.now())
    settings.lift_stop_all()
    return Outcome(from_epoch(desk.now()), people=people, or_more=people == PEOPLE_COUNTED)


def _require_right(desk: Desk, actor: Actor) -> None:
    """Owners; and for ten minutes whoever stopped."""
    stop = settings.stop_all()
    if actor.role == "owner":
        return
    mine = stop is not None and stop.user_id == actor.user_id
    if stop is None or not mine or desk.now() - stop.at > OWN_STOP_SECONDS:
        raise refused("role", needed="owner")
