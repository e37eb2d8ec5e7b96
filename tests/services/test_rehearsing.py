"""A scenario on oneself: for real, in fast motion, and in no number of the real ones."""

from typing import Any

import pytest

from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import (
    EndRehearsal,
    MakeCoupon,
    Rehearse,
    SetDailyCap,
    StartScenario,
    StopAll,
)
from bot.domain.outcomes import Rejected
from bot.services import forecast
from bot.services.asking import AskService
from bot.store import friends, people, rehearsals, settings
from bot.store.db import atomic, rows
from bot.store.models import Friend
from tests.delivery.world import step, user_id
from tests.services.shop import EDITOR, Shop, document

NAME = "森"
DAYS = ({"days": 1}, {"days": 3, "at": "10:00"})


@pytest.fixture
def me(shop: Shop) -> Actor:
    """Who runs the shop is a friend of it, too."""
    shop.world.follow(NAME)
    people.add_member(user_id(NAME), "owner", name=NAME, at=1)
    return Actor(user_id(NAME), NAME, "owner", "ja")


def written(shop: Shop, *steps: dict[str, Any], **more: Any) -> int:
    scenario_id = shop.create()
    shop.write(scenario_id, document(*steps, **more))
    return scenario_id


def go_on(shop: Shop, seconds: int) -> None:
    for _second in range(0, seconds, 5):
        shop.move(seconds=5)
        shop.send()


def tried(shop: Shop, me: Actor, scenario_id: int) -> tuple[bool, int]:
    found = shop.reads.rehearsal(me.user_id, scenario_id)
    assert found is not None
    return found.going, found.sent


def test_a_draft_comes_for_real_a_day_in_a_minute(shop: Shop, me: Actor) -> None:
    number = written(shop, step("welcome"), step("next", DAYS[0]), step("coupon", DAYS[1]))
    shop.do(Rehearse(number), me)
    shop.send()
    assert shop.world.texts(NAME) == ["welcome"]
    go_on(shop, 55)
    assert shop.world.texts(NAME) == ["welcome"]
    go_on(shop, 10)
    assert shop.world.texts(NAME) == ["welcome", "next"]
    go_on(shop, 200)
    assert shop.world.texts(NAME) == ["welcome", "next", "coupon"]
    assert tried(shop, me, number) == (False, 3)
    assert shop.facts(number).state == "draft"


def test_each_message_is_signed_and_its_button_ends_the_test(shop: Shop, me: Actor) -> None:
    shop.do(Rehearse(written(shop, step("welcome"))), me)
    shop.send()
    [entry] = shop.world.line.entries
    [message] = entry.messages
    assert message["sender"]["name"] == "【テスト】ひだまり弁当"
    assert "do:try.self:-:end" in str(message["quickReply"])


def test_it_is_in_no_number_of_the_scenario_nor_of_the_shop(shop: Shop, me: Actor) -> None:
    number = shop.started(step("welcome", receipt=["sent", "finished"]), step("next", DAYS[0]))
    before = shop.facts(number), shop.reads.home(), shop.reads.results(number)
    shop.do(Rehearse(number), me)
    go_on(shop, 30)
    assert shop.world.texts(NAME)[-1:] == ["welcome"]
    assert shop.facts(number) == before[0]
    assert shop.reads.home().sent_today == before[1].sent_today
    assert shop.reads.results(number) == before[2]
    assert [row.id for row in shop.reads.scenarios()] == [number]
    account = settings.account("Asia/Tokyo")
    assert forecast.this_month(account, shop.now()).messages == 0
    go_on(shop, 60)
    assert tried(shop, me, number) == (False, 2)
    assert rows("SELECT count(*) FROM receipt")[0][0] == 0
    assert rows("SELECT count(*) FROM signal WHERE scenario_id <> 0")[0][0] == 0
    assert rows("SELECT count(*) FROM unit")[0][0] == 0


def test_it_never_meets_a_real_walk_of_the_same_person(shop: Shop, me: Actor) -> None:
    number = shop.started(step("welcome"), step("next", DAYS[0]))
    shop.world.follow("真")
    makoto = Actor(user_id("真"), "真", "editor", "ja")
    shop.send()
    assert shop.facts(number).inside == 1
    shop.do(Rehearse(number), makoto)
    shop.send()
    assert shop.world.texts("真") == ["welcome", "welcome"]
    assert shop.facts(number).inside == 1
    go_on(shop, 120)
    assert shop.world.texts("真") == ["welcome", "welcome", "next"]
    shop.move(days=1)
    shop.send()
    assert shop.world.texts("真") == ["welcome", "welcome", "next", "next"]


def test_the_first_ones_of_a_branch_are_left_for_friends(shop: Shop, me: Actor) -> None:
    arms = [{"first": 1, "steps": [step("gift")]}, {"otherwise": None, "steps": [step("none")]}]
    number = shop.started(step("welcome"), {"id": "who", "branch": arms})
    shop.do(Rehearse(number), me)
    shop.send()
    assert shop.world.texts(NAME) == ["welcome", "gift"]
    shop.world.follow("花")
    shop.send()
    assert shop.world.texts("花") == ["welcome", "gift"]


def test_the_limit_a_day_neither_holds_it_nor_counts_it(shop: Shop, me: Actor) -> None:
    shop.do(SetDailyCap(1))
    real = shop.create("べつ")
    shop.write(real, document(step("real", {"minutes": 10}), name="べつ"))
    tested = written(shop, step("one"), step("two", DAYS[0]))
    shop.do(Rehearse(tested), me)
    go_on(shop, 90)
    assert shop.world.texts(NAME) == ["one", "two"]
    shop.do(StartScenario(real, shop.draft(real).revision))
    shop.world.follow("真")
    shop.do(Rehearse(tested), Actor(user_id("真"), "真", "editor", "ja"))
    shop.send()
    shop.move(minutes=11)
    shop.send()
    assert "real" in shop.world.texts("真")


def test_ways_are_chosen_by_what_is_known_and_by_labels_of_the_test(shop: Shop, me: Actor) -> None:
    arms = [
        {"when": {"label": "案内済み"}, "steps": [step("known")]},
        {"otherwise": None, "steps": [step("unknown")]},
    ]
    first = step("welcome", then={"add_label": "案内済み"})
    shop.do(Rehearse(written(shop, first, {"id": "who", "branch": arms})), me)
    shop.send()
    assert shop.world.texts(NAME) == ["welcome", "known"]


def test_where_it_names_itself_it_asks_about_the_test(shop: Shop, me: Actor) -> None:
    """The real walk of who tries it was finished before."""
    arms = [
        {"when": {"finished": "ご案内"}, "steps": [step("regular")]},
        {"when": {"inside": "ご案内"}, "steps": [step("new")]},
        {"otherwise": None, "steps": [step("nobody")]},
    ]
    number = shop.started(step("welcome"), {"id": "who", "branch": arms})
    shop.world.follow("真")
    makoto = Actor(user_id("真"), "真", "editor", "ja")
    shop.send()
    assert shop.world.texts("真") == ["welcome", "new"]
    shop.do(Rehearse(number), makoto)
    shop.send()
    assert shop.world.texts("真")[2:] == ["welcome", "new"]


def test_a_question_is_answered_in_words_and_leads_on(shop: Shop, me: Actor) -> None:
    ask = {"text": "お名前は？", "into": "呼び名", "at_most": {"days": 1}}
    shop.do(Rehearse(written(shop, {"id": "q", "ask": ask}, step("thanks"))), me)
    shop.send()
    asking = AskService(shop.world.clock, lambda: settings.account("Asia/Tokyo"))
    friend = _friend()
    with atomic():
        assert asking.wrote_in_test(friend, "もりさん") is not None
    shop.send()
    assert shop.world.texts(NAME)[-1] == "thanks"
    with atomic():
        assert asking.wrote_in_test(friend, "もう一度") is None


def test_coupons_are_samples(shop: Shop, me: Actor) -> None:
    shop.do(MakeCoupon("月曜20%OFF", "discount", codes=("A-1",)))
    one = {"id": "gift", "send": [{"coupon": "月曜20%OFF"}]}
    shop.do(Rehearse(written(shop, one)), me)
    shop.send()
    assert shop.world.texts(NAME) == ["月曜20%OFF ABCD-1234"]
    assert rows("SELECT count(*) FROM coupon_claim")[0][0] == 0


def test_it_ends_when_asked_and_a_new_one_ends_the_old_one(shop: Shop, me: Actor) -> None:
    number = written(shop, step("welcome"), step("next", DAYS[0]))
    shop.do(Rehearse(number), me)
    shop.send()
    shop.do(Rehearse(number), me)
    shop.send()
    assert shop.world.texts(NAME) == ["welcome", "welcome"]
    assert shop.do(EndRehearsal(), me).scenario_id == number
    go_on(shop, 90)
    assert shop.world.texts(NAME) == ["welcome", "welcome"]
    assert shop.refusal(EndRehearsal(), me) == "no_rehearsal"


def test_what_line_refuses_is_told_on_its_card_alone(shop: Shop, me: Actor) -> None:
    shop.world.line.before = lambda *_: Rejected("The property, 'text', is too long")
    number = written(shop, step("welcome"), step("next", DAYS[0]))
    shop.do(Rehearse(number), me)
    shop.send()
    found = shop.reads.rehearsal(me.user_id, number)
    assert found is not None and found.failed and not found.going
    assert shop.reads.home().inbox == 0
    assert rows("SELECT count(*) FROM receipt")[0][0] == 0
    shop.world.line.before = lambda *_: None
    shop.do(Rehearse(number), me)
    shop.send()
    assert tried(shop, me, number) == (True, 1)


@pytest.mark.parametrize(
    ("code", "more"),
    [("not_ready", {"steps": []}), ("rehearsal_carried", {})],
)
def test_what_cannot_be_tried_says_why(
    shop: Shop, me: Actor, code: str, more: dict[str, Any]
) -> None:
    if more:
        number = shop.create()
    else:
        start = {"when": "api", "event": "注文", "carries": {"number": "text"}}
        number = written(shop, step("a"), start=start)
    assert shop.refusal(Rehearse(number), me) == code


def test_who_has_stopped_or_is_no_friend_is_told_so(shop: Shop, me: Actor) -> None:
    number = written(shop, step("welcome"))
    assert shop.refusal(Rehearse(number), EDITOR) == "rehearsal_no_friend"
    shop.do(StopAll())
    assert shop.refusal(Rehearse(number), me) == "rehearsal_all_stopped"
    settings.lift_stop_all()
    shop.stop(_friend())
    assert shop.refusal(Rehearse(number), me) == "rehearsal_stopped"


def test_what_is_over_is_looked_at_no_more(shop: Shop, me: Actor) -> None:
    shop.do(Rehearse(written(shop, step("welcome"))), me)
    shop.send()
    running = "SELECT count(*) FROM scenario WHERE state = 1"
    assert rows(running)[0][0] == 1
    with atomic():
        rehearsals.tidy()
    assert rows(running)[0][0] == 0


def _friend() -> Friend:
    friend = friends.find(user_id(NAME))
    assert friend is not None
    return friend
