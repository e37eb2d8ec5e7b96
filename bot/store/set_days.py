"""Set days on which scenarios begin, and who is put in by then (`admissions`)."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.audience import Audience
from bot.store import admissions
from bot.store.admission_models import Admission, AdmissionState
from bot.store.set_day_models import SetDay

Key = tuple[datetime, Audience]
"""When, on the account's clock, and who."""


def of_scenario(scenario_id: int) -> dict[Key, Admission]:
    """Whatever became of each."""
    return {
        (datetime.fromisoformat(day.on_clock), admissions.whom(one)): one
        for day, one in _with_admissions(SetDay.scenario_id == scenario_id)
    }


def add(scenario_id: int, key: Key, *, begins_at: int) -> None:
    on, whom = key
    one = admissions.add(scenario_id, whom, begins_at=begins_at)
    SetDay.create(
        admission_id=one.id, scenario_id=scenario_id, on_clock=on.isoformat(timespec="minutes")
    )


def forget(scenario_id: int) -> None:
    """What was called off comes again once somebody may enter again."""
    SetDay.delete().where(SetDay.scenario_id == scenario_id).execute()


def time_anew(begins_at: Callable[[datetime], int]) -> None:
    """Those whose day is still to come. Who has begun goes on."""
    for day, one in _with_admissions(Admission.state == AdmissionState.OPEN, Admission.after == 0):
        admissions.put_off(one.id, begins_at(datetime.fromisoformat(day.on_clock)))


def _with_admissions(*which: object) -> list[tuple[SetDay, Admission]]:
    ones = {
        one.id: one
        for one in Admission.select()
        .join(SetDay, on=(SetDay.admission_id == Admission.id))
        .where(*which)
    }
    days = SetDay.select().where(SetDay.admission_id << list(ones)).order_by(SetDay.admission_id)
    return [(day, ones[day.admission_id]) for day in days]
