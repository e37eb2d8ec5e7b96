"""The same taps over the real services: what the fakes promise, the database keeps."""

from collections.abc import Iterator
from itertools import count

import pytest

from admin_flows.engine.runner import Runner
from admin_flows.screens import FLOWS
from bot.domain.account import Account
from bot.services.owner import OwnerConversations, OwnerExecutor, OwnerReads
from bot.store import settings
from bot.store.db import database, open_database
from bot.store.migrate import upgrade
from bot.store.versions import forget
from flex_templates.render import render
from tests.delivery.world import World, stop_button
from tests.flows.phone import Phone, person


@pytest.fixture
def phone(database_url: str) -> Iterator[Phone]:
    database.initialize(open_database(database_url, engine=True))
    forget()
    upgrade()
    settings.set_account_name("ひだまり弁当")
    yield Phone(_runner(World()), person("森"))
    database.close()


def _runner(world: World) -> Runner:
    def account() -> Account:
        return settings.account("Asia/Tokyo")

    tokens = count(1)
    return Runner(
        flows=FLOWS,
        reads=OwnerReads(world.clock, account, "https://shop.example/media/{}".format, stop_button),
        execute=OwnerExecutor(world.clock, account),
        conversations=OwnerConversations(),
        render=render,
        clock=world.clock,
        new_token=lambda: f"t{next(tokens)}",
    )


def build(phone: Phone) -> Phone:
    phone.menu("home.today").tap("Start blank").type("週替わりのご案内")
    phone.tap("Friend added", "First step", "Right away").type("{名前}さん、ようこそ")
    phone.tap("That is all", "＋ Add at end", "3 days", "10:00").type("玉子焼きです。")
    return phone.tap("That is all")


def test_a_scenario_is_built_started_paused_and_resumed(phone: Phone) -> None:
    build(phone).tap("Go to start", "Start sending")
    assert phone.screen == "start.done"
    phone.menu("scenario.list").tap("Ⅱ Pause")
    assert phone.screen == "scenario.paused"
    phone.tap("Resume")
    assert phone.screen == "scenario.resumed"


def test_a_change_is_published_and_another_one_discarded(phone: Phone) -> None:
    build(phone).tap("Go to start", "Start sending")
    phone.press("go:timeline.view:1").open("玉子焼き").tap("What", "Edit text").type(
        "からあげです。"
    )
    phone.tap("Publish", "Publish for newcomers")
    assert phone.screen == "publish.done"
    phone.press("go:timeline.view:1").open("からあげ").tap("Move, copy, delete", "Delete", "Undo")
    assert phone.screen == "timeline.view"
    assert "からあげ" in phone.words
    phone.open("からあげ").tap("Move, copy, delete", "Copy").press("go:draft.discard:1")
    phone.press(next(one.data for one in phone.buttons if ":discard:" in one.data))
    assert phone.words.count("からあげ") == 1


def test_a_copy_is_renamed_and_deleted(phone: Phone) -> None:
    build(phone).press("go:scenario.more:1").tap("Duplicate")
    assert "週替わりのご案内 2" in phone.words
    phone.press("go:scenario.rename:2").type("クリスマス").press("go:scenario.delete:2")
    phone.press(next(one.data for one in phone.buttons if ":delete:" in one.data))
    assert phone.screen == "scenario.deleted"
    assert phone.press("go:scenario.card:2").screen == "refused.gone"
    assert "クリスマス" in phone.words


def test_everything_is_stopped_and_ended(phone: Phone) -> None:
    build(phone).tap("Go to start", "Start sending")
    phone.menu("home.today").tap("Stop all", "Resume sending")
    assert phone.screen == "stopall.resumed"
    phone.press("go:scenario.endall:1")
    phone.press(next(one.data for one in phone.buttons if ":end:" in one.data))
    assert phone.screen == "scenario.ended"


def test_every_root_and_a_preview_open(phone: Phone) -> None:
    build(phone)
    for name in ("home.today", "scenario.list", "friends.find", "staff.menu", "settings.menu"):
        assert phone.menu(name).screen == name
    assert phone.menu("results.list").screen == "results.list"
    phone.press("go:step.preview:1.step-1")
    assert phone.last[0]["text"] == "森さん、ようこそ"
    stop, back = phone.buttons
    assert stop.data == back.data == "go:step.card:1.step-1"
    assert phone.press("go:inbox.list").screen == "inbox.list"
    assert phone.press("go:inbox.held").screen == "inbox.held"


def test_two_people(phone: Phone) -> None:
    build(phone)
    sato = Phone(phone.runner, person("佐藤", "editor"))
    assert sato.press("go:timeline.view:1").screen == "timeline.busy"
    assert sato.tap("Take over").screen == "timeline.view"
    assert phone.press("go:step.more:1.step-1").tap("Delete").screen == "timeline.busy"
