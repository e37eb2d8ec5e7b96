"""A start for very many: some first, the others an hour later unless somebody holds them back."""

from datetime import timedelta
from typing import Any

import pytest

from admin_flows.ports.commands import EndScenario, EndTrial, StartScenario
from bot.domain.errors import Refused
from bot.domain.holds import Hold
from bot.domain.trial import ABOVE, PEOPLE
from bot.services.notices import NoticeService
from bot.services.trials import Trials
from bot.store import people, trials
from bot.store.db import sql
from flex_templates.render import render
from flex_templates.views.owner import TrialNotice
from flex_templates.views.parts import View
from tests.delivery.world import step, user_id
from tests.services.line import FakeLine
from tests.services.shop import EDITOR, Shop, document, staff_service
from tests.services.test_admitting import account, admitting, crowd, entered

MANY = ABOVE + 30


def begun(shop: Shop, number: int = MANY, *, trial: bool = True) -> int:
    scenario_id = shop.create("お知らせ")
    revision = shop.write(scenario_id, document(step("news"), name="お知らせ"))
    crowd(number)
    shop.do(StartScenario(scenario_id, revision, existing=True, trial=trial))
    return scenario_id


def later(shop: Shop, **time: int) -> None:
    shop.world.clock.move(timedelta(**time))


class Owners:
    def __init__(self, shop: Shop) -> None:
        self.shop, self.clock, self.views = shop, shop.world.clock, list[View]()
        people.add_member(user_id("森"), "owner", name="森", at=1)

    @property
    def trials(self) -> Trials:
        staff = staff_service(self.shop)
        notices = NoticeService(FakeLine(), self.clock, account, staff, self._render)
        return Trials(self.clock, account, notices)

    def _render(self, view: View, locale: str) -> list[dict[str, Any]]:
        self.views.append(view)
        return render(view, locale=locale)


def test_twenty_enter_first_and_the_others_after_an_hour(shop: Shop) -> None:
    scenario_id = begun(shop)
    assert entered() == (PEOPLE, PEOPLE)
    found = shop.reads.trial(scenario_id)
    assert found is not None
    assert (found.people, found.rest) == (PEOPLE, MANY - PEOPLE)
    later(shop, minutes=59)
    assert not admitting(shop).is_due()
    later(shop, minutes=1)
    admitting(shop).run(60, lambda: False)
    assert entered() == (MANY, MANY)
    assert shop.reads.trial(scenario_id) is None


@pytest.mark.parametrize(("number", "trial"), [(ABOVE, True), (MANY, False)])
def test_few_people_and_whoever_wants_none_have_no_trial(
    shop: Shop, number: int, trial: bool
) -> None:
    scenario_id = begun(shop, number, trial=trial)
    assert entered() == (number, number)
    assert shop.reads.trial(scenario_id) is None


def test_an_owner_sends_to_the_others_at_once(shop: Shop) -> None:
    scenario_id = begun(shop)
    shop.do(EndTrial(scenario_id, "now"))
    admitting(shop).run(60, lambda: False)
    assert entered() == (MANY, MANY)


def test_an_owner_holds_the_others_back(shop: Shop) -> None:
    scenario_id = begun(shop)
    with pytest.raises(Refused):
        shop.do(EndTrial(scenario_id, "never"), EDITOR)
    shop.do(EndTrial(scenario_id, "never"))
    later(shop, hours=2)
    admitting(shop).run(60, lambda: False)
    assert entered() == (PEOPLE, PEOPLE)
    with pytest.raises(Refused, match="already"):
        shop.do(EndTrial(scenario_id, "now"))


def test_who_ends_the_scenario_ends_the_trial(shop: Shop) -> None:
    scenario_id = begun(shop)
    shop.do(EndScenario(scenario_id, "all"))
    later(shop, hours=2)
    admitting(shop).run(60, lambda: False)
    assert entered()[0] == PEOPLE


def test_owners_are_told_once_how_it_went(shop: Shop) -> None:
    begun(shop)
    owners = Owners(shop)
    sql("UPDATE enrollment SET hold = :hold WHERE id = 1", {"hold": int(Hold.BLOCKED)})
    sql("UPDATE enrollment SET state = 6 WHERE id = 2")
    assert not owners.trials.is_due()
    later(shop, minutes=2)
    owners.trials.run()
    owners.trials.run()
    [view] = owners.views
    assert isinstance(view, TrialNotice)
    assert (view.people, view.failed, view.blocked, view.stopped) == (PEOPLE, 1, 1, 0)
    assert (view.rest, view.minutes) == (MANY - PEOPLE, 58)


def test_nothing_is_told_once_the_others_are_held_back(shop: Shop) -> None:
    scenario_id = begun(shop)
    later(shop, minutes=2)
    shop.do(EndTrial(scenario_id, "never"))
    assert not Owners(shop).trials.is_due()


def test_who_was_sent_it_is_counted(shop: Shop) -> None:
    scenario_id = begun(shop)
    shop.world.send()
    assert trials.course(scenario_id).sent == PEOPLE
