"""A step that comes again, that waits for something, that counts from a date, that is too late."""

import pytest

from bot.domain.buttons import Buttons
from bot.domain.document import (
    After,
    ForReaction,
    FriendAdded,
    OfGoal,
    OnWeekday,
    Scenario,
    SendWithin,
    Step,
    Text,
)
from bot.domain.goal_waits import FromGoal
from bot.domain.goals import GoalDate
from bot.domain.pressing import Button
from bot.domain.reaction_waits import Awaited
from bot.domain.rules import loaded
from bot.domain.scenario import Span
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import TEN, draft, full_shop

LINK = Button(label="予約", link="https://shop.example/reserve")
MONDAY = OnWeekday(weekday="mon", at=TEN)


@pytest.fixture
def shop(clock: object) -> Shop:
    return full_shop(clock)  # type: ignore[arg-type]


@pytest.fixture
def id_(shop: Shop) -> int:
    steps = (
        Step(id="s1", send=(Buttons(text="ご予約はこちら", buttons=(LINK,)),)),
        Step(id="s2", wait=MONDAY, send=(Text(text="からあげ増量です"),)),
    )
    return draft(shop, Scenario(name="週替わり", start=(FriendAdded(),), steps=steps))


def last(shop: Shop, id_: int) -> Step:
    return shop.kept[id_].draft.steps[-1]


def test_copies_follow_and_their_texts_are_walked(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.more:{id_}.s2").tap("Repeat", "With new texts", "3 times")
    assert sato.screen == "copy.text"
    sato.type("チキン南蛮です").tap("Keep it").type("ハンバーグです")
    assert sato.screen == "timeline.view"
    steps = shop.kept[id_].draft.steps[1:]
    assert [step.send[0] for step in steps] == [
        Text(text="からあげ増量です"),
        Text(text="チキン南蛮です"),
        Text(text="からあげ増量です"),
        Text(text="ハンバーグです"),
    ]
    assert {step.wait for step in steps} == {MONDAY}


def test_the_same_comes_again_until_a_rule_is_true(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.repeat:{id_}.s2").tap("Every month")
    repeat = last(shop, id_).repeat
    assert repeat
    assert (repeat.every, repeat.at_most) == (After(months=1, at=TEN), 3)
    sato.type("24").tap("Until", "＋ Add a part", "Label").open("会員").tap("Has it", "Done")
    assert sato.screen == "step.repeat"
    sato.tap("Without an end")
    repeat = last(shop, id_).repeat
    assert repeat
    assert (repeat.at_most, repeat.until) == (None, loaded('{"label": "会員"}'))
    sato.tap("Only once")
    assert last(shop, id_).repeat is None


def test_what_has_no_wait_is_not_copied(sato: Phone, id_: int) -> None:
    sato.press(f"go:step.repeat:{id_}.s1")
    assert not sato.has("With new texts")
    sato.press(f"go:step.repeat:{id_}.s2").tap("Every day").type("1")
    assert "366" in sato.words


def test_it_waits_for_a_tap_or_a_label(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.wait:{id_}.s2").tap("Wait for a tap").open("ご予約は")
    sato.tap("Up to 2 days")
    tapped = Awaited(tapped="s1")
    assert last(shop, id_).wait == ForReaction(for_=tapped, at_most=After(days=2))
    sato.press(f"go:step.wait:{id_}.s2").tap("Wait for a tap").type("会員").type("3時間")
    label = Awaited(label="会員")
    assert last(shop, id_).wait == ForReaction(for_=label, at_most=After(hours=3))
    sato.press(f"go:step.await:{id_}.s2").open("会員").tap("Without an end")
    assert last(shop, id_).wait == ForReaction(for_=label)


def test_it_counts_from_a_booking(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.wait:{id_}.s2").tap("By date", "From a booking or birthday")
    sato.open("予約日時").type("3日").tap("18:00")
    document = shop.kept[id_].draft
    assert document.goals == {"予約日時": GoalDate(field="予約日時")}
    wait = last(shop, id_).wait
    assert isinstance(wait, OfGoal)
    assert (wait.before, wait.days) == ("予約日時", 3)
    assert wait.at
    assert wait.at.start.hour == 18


def test_a_birthday_is_every_year(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.goal:{id_}.s2").open("誕生日").tap("On the day", "10:00")
    document = shop.kept[id_].draft
    assert document.goals == {"birthday": GoalDate(field="birthday", yearly=True)}
    assert last(shop, id_).wait == OfGoal(before="birthday", days=0, at=TEN)


def test_after_a_date_by_the_clock(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.goal:{id_}.s2").type("来店").tap("After it instead").type("90分")
    assert last(shop, id_).wait == OfGoal(after="来店", minutes=90)
    assert sato.screen == "timeline.view"


def test_when_it_is_late(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.card:{id_}.s2").tap("If late", "If within 2 h")
    assert shop.kept[id_].draft.late == SendWithin(send_within=Span(hours=2))
    sato.tap("If late").type("2時間")
    assert sato.screen == "step.late"  # there is no date yet that it could end before
    sato.press(f"go:step.goal:{id_}.s2").open("予約日時").tap("1 day", "10:00")
    sato.press(f"go:step.late:{id_}.s2").type("2時間")
    assert last(shop, id_).expires == FromGoal(before="予約日時", hours=2)
    sato.tap("Take the limit out")
    assert last(shop, id_).expires is None
    sato.tap("As usual")
    assert shop.kept[id_].draft.late is None


def test_a_step_is_kept_as_a_part_and_used(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.kind:{id_}").tap("End, other")
    assert not sato.has("Use a part")
    sato.press(f"go:step.more:{id_}.s2").tap("Save as a part").type("からあげ")
    assert sato.screen == "step.card"
    assert [one.steps[0].send for one in shop.shared] == [(Text(text="からあげ増量です"),)]
    sato.press(f"go:part.name:{id_}.s1").type("からあげ")
    assert sato.screen == "part.name"  # there is one of that name
    sato.press(f"go:step.kind:{id_}").tap("End, other", "Use a part").open("からあげ")
    assert last(shop, id_).use == "からあげ"
    sato.press(f"go:step.more:{id_}.{last(shop, id_).id}")
    assert not sato.has("Save as a part")
