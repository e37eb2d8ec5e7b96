"""A scenario tried without sending it: the whole walk, step by step."""

import pytest

from bot.clock import FakeClock
from bot.domain.document import Scenario, parse
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, full_shop, three_steps


@pytest.fixture
def shop(clock: FakeClock) -> Shop:
    return full_shop(clock)


def parted() -> Scenario:
    def text(name: str) -> dict[str, object]:
        return {"id": name, "wait": {"days": 1, "at": "10:00"}, "send": [{"text": name}]}

    arms = [
        {"when": {"label": "女性"}, "steps": [text("her")]},
        {"when": {"label": "男性"}, "steps": [text("him")]},
        {"otherwise": None, "steps": []},
    ]
    steps = [
        {"id": "hello", "send": [{"text": "hello"}]},
        {"id": "which", "branch": arms},
        text("bye"),
    ]
    return parse({"name": "枝", "start": {"when": "friend_added"}, "steps": steps})


def by_age() -> Scenario:
    """Two ways that speak of the same."""

    def way(name: str, **age: int) -> dict[str, object]:
        steps = [{"id": name, "send": [{"text": name}]}]
        return {"when": {"attribute": "age", **age}, "steps": steps}

    branch = {"id": "which", "branch": [way("young", under=40), way("old", at_least=40)]}
    return parse({"name": "年", "start": {"when": "friend_added"}, "steps": [branch]})


def said(phone: Phone) -> list[str]:
    return [message["text"] for message in phone.last if message["type"] == "text"]


def labels(phone: Phone) -> list[str]:
    return [item["action"]["label"] for item in phone.last[-1]["quickReply"]["items"]]


def test_the_whole_walk_goes_on_step_by_step_with_dates(sato: Phone) -> None:
    sato.press("go:timeline.view:9").tap("Try it", "The whole walk")
    assert said(sato) == ["1　0日目　11/21(土) 9:30ごろ", "ようこそ、ひだまり弁当です。"]
    assert labels(sato)[0] == "つぎ 11/24(火) 10:00"
    sato.tap("つぎ 11/24(火) 10:00")
    assert said(sato)[0].startswith("2　3日目　11/24(火) 10:00")
    assert sato.last[-1]["type"] == "image"
    sato.press(sato.buttons[0].data)
    sato.press(sato.buttons[0].data)
    assert "9日目" in sato.words
    assert sato.tap("Finish").screen == "timeline.view"


def test_a_branch_asks_which_way_and_can_be_gone_back_to(sato: Phone, shop: Shop) -> None:
    number = draft(shop, parted())
    sato.press(f"go:try.walk:{number}.0.0")
    sato.tap("Next")
    assert sato.screen == "try.arm"
    sato.open("男性")
    assert said(sato)[-1] == "him"
    sato.tap("Other arm")
    assert sato.screen == "try.arm"
    sato.open("女性")
    assert said(sato)[-1] == "her"
    sato.press(sato.buttons[0].data)
    assert said(sato)[-1] == "bye"


def test_ways_that_speak_of_the_same_are_told_apart(sato: Phone, shop: Shop) -> None:
    number = draft(shop, by_age())
    sato.press(f"go:try.walk:{number}.0.0")
    assert sato.screen == "try.arm"
    assert "40歳未満" in sato.words
    assert "40歳以上" in sato.words


@pytest.mark.parametrize("old", ["5-0", "3-0", "2-9", "2-A-1-0"])
def test_a_way_that_an_old_card_names_wrongly_is_chosen_again(
    sato: Phone, shop: Shop, old: str
) -> None:
    number = draft(shop, parted())
    sato.press(f"go:try.walk:{number}.0.1.{old}")
    assert sato.screen == "try.arm"
    assert "選び直してください" in sato.words
    sato.open("女性")
    assert said(sato)[-1] == "her"


def test_an_arm_without_steps_leads_behind_the_branch(sato: Phone, shop: Shop) -> None:
    number = draft(shop, parted())
    sato.press(f"go:try.walk:{number}.0.1").open("それ以外")
    assert said(sato)[-1] == "bye"


def test_the_walk_of_one_friend_asks_nothing(sato: Phone, shop: Shop) -> None:
    number = draft(shop, parted())
    sato.press(f"go:try.who:{number}").type("だれもいない")
    assert "見つかりません" in sato.words
    sato.type("花子").type("1")
    assert "山田花子" in said(sato)[0]
    sato.press(sato.buttons[0].data)
    assert said(sato)[-1] == "bye"


def test_five_messages_leave_no_room_for_the_line_above(sato: Phone, shop: Shop) -> None:
    document = three_steps("多い")
    first = document.steps[0]
    full = first.model_copy(update={"send": first.send * 5})
    number = draft(shop, document.model_copy(update={"steps": (full, *document.steps[1:])}))
    sato.press(f"go:try.walk:{number}.0.0")
    assert len(sato.last) == 5
    assert labels(sato)[0].startswith("つぎ")


def test_an_empty_scenario_has_nothing_to_try(sato: Phone, shop: Shop) -> None:
    number = draft(shop, Scenario(name="空"))
    sato.press(f"go:try.walk:{number}.0.0")
    assert sato.screen in {"try.walk", "timeline.view"}


@pytest.mark.parametrize("ids", ["9.0.0.99-1", "9.0.0.a-b", "9.0.99", "9.99.0"])
def test_looks_from_old_cards_are_taken_as_they_are(sato: Phone, ids: str) -> None:
    assert sato.press(f"go:try.walk:{ids}").screen in {"try.walk", "timeline.view"}
