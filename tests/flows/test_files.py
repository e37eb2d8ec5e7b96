"""Scenarios as files of the chat, and pictures that nobody asked for."""

from typing import Any

import pytest

from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import CreateScenario, ExportScenario
from bot.domain.document import Image, Scenario, Video
from bot.domain.errors import Problem
from bot.domain.yaml import dump_yaml
from tests.flows.fakes import Shop
from tests.flows.phone import Phone, person
from tests.flows.shops import draft, running, three_steps

PHOTO = Sent("image", "photo-1", 1200, 800, 90_000)


def file(text: str) -> Sent:
    return Sent("file", None, text=text)


def document(shop: Shop, number: int) -> Scenario:
    found = shop.kept[number].draft
    assert found is not None
    return found


def worked_on(shop: Shop) -> int:
    number = draft(shop, three_steps())
    shop.kept[number].edited_at = shop.clock.now()
    shop.kept[number].editor = person("佐藤", "editor")
    return number


def made(shop: Shop) -> list[Any]:
    return [one for one in shop.done if isinstance(one, CreateScenario)]


def test_a_scenario_goes_out_as_a_file_by_a_link(sato: Phone, shop: Shop) -> None:
    number = draft(shop, three_steps())
    sato.press(f"go:scenario.export:{number}").tap("As a file")
    assert shop.done[-1] == ExportScenario(number)
    assert sato.screen == "scenario.file"
    assert "1回だけ" in sato.words or "10分" in sato.words


@pytest.mark.parametrize("where", ["go:home.today", "go:scenario.read"])
def test_a_file_that_is_sent_becomes_a_draft(sato: Phone, shop: Shop, where: str) -> None:
    draft(shop, three_steps())
    sato.press(where).give(file(dump_yaml(three_steps())))
    assert sato.screen == "timeline.view"
    assert "読み込みました（3ステップ）" in sato.words
    assert made(shop)[-1].document.steps == three_steps().steps


def test_one_of_the_same_name_gets_another(sato: Phone, shop: Shop) -> None:
    draft(shop, three_steps())
    sato.press("go:scenario.read").give(file(dump_yaml(three_steps())))
    assert made(shop)[-1].name != three_steps().name


def test_what_is_wrong_is_told_by_line_and_place_and_nothing_is_made(
    sato: Phone, shop: Shop
) -> None:
    wrong = dump_yaml(three_steps()).replace("days: 3", "days: 400") + "extra: 1\n"
    before = list(shop.kept)
    sato.press("go:scenario.read").give(file(wrong))
    assert sato.screen == "scenario.read"
    assert "行目" in sato.words
    assert "365" in sato.words
    assert "読み込んでいません" in sato.words
    assert list(shop.kept) == before
    sato.type(dump_yaml(three_steps()))
    assert sato.screen == "timeline.view"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (PHOTO, "ファイル"),
        (Sent("file", None, problem=Problem("file_is_a_workbook")), ""),
        (file("こんにちは"), "読み込んでいません"),
    ],
)
def test_other_files_are_told_kindly(sato: Phone, shop: Shop, sent: Sent, said: str) -> None:
    sato.press("go:scenario.read").give(sent)
    assert sato.screen == "scenario.read"
    assert said in sato.words
    assert not made(shop)


def test_viewers_read_nothing_in(shop: Shop, mori: Phone) -> None:
    tanaka = Phone(mori.runner, person("田中", "viewer"))
    assert tanaka.press("go:scenario.read").screen == "refused.role"
    tanaka.press("go:home.today").give(file(dump_yaml(three_steps())))
    assert not made(shop)


def test_a_picture_at_home_is_asked_where_it_goes(sato: Phone, shop: Shop) -> None:
    number = worked_on(shop)
    sato.press("go:home.today").give(PHOTO)
    assert "どこに使いますか？" in sato.words
    sato.open(three_steps().name).tap("A new step at the end")
    assert sato.screen == "step.wait"
    assert document(shop, number).steps[-1].send == (Image(image="photo-1"),)


def test_a_video_is_added_to_a_step(sato: Phone, shop: Shop) -> None:
    number = worked_on(shop)
    sato.press("go:home.today").give(Sent("video", "film-1", seconds=9.0)).type("1")
    sato.type("1")
    assert sato.screen == "msg.compose"
    assert isinstance(document(shop, number).steps[0].send[-1], Video)


def test_it_may_be_left(sato: Phone, shop: Shop) -> None:
    before = draft(shop, three_steps())
    sato.press("go:home.today").give(PHOTO).tap("Don’t use")
    assert sato.screen == "home.today"
    assert document(shop, before) == three_steps()


def test_on_a_timeline_it_goes_into_that_scenario(sato: Phone, shop: Shop) -> None:
    running(shop, three_steps())
    sato.press("go:timeline.view:1").give(PHOTO)
    assert sato.screen == "media.step"
    sato.tap("A new step at the end")
    assert document(shop, 1).steps[-1].send == (Image(image="photo-1"),)


def test_viewers_are_asked_for_no_place(shop: Shop, mori: Phone) -> None:
    running(shop, three_steps())
    tanaka = Phone(mori.runner, person("田中", "viewer"))
    for where in ("go:home.today", "go:timeline.view:1"):
        assert tanaka.press(where).give(PHOTO).screen in ("home.today", "timeline.view")
