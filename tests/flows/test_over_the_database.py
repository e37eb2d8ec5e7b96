"""The same taps over the real services: what the fakes promise, the database keeps."""

from collections.abc import Iterator
from itertools import count

import pytest

from admin_flows.engine.runner import Runner
from admin_flows.screens import FLOWS
from bot.delivery.retime import Retiming
from bot.domain.account import Account
from bot.domain.outcomes import Rejected
from bot.services.api_access import ApiAccess
from bot.services.inviting import Inviting
from bot.services.owner import OwnerConversations, OwnerExecutor, OwnerReads
from bot.services.routes import RouteKeeping
from bot.store import settings
from bot.store.db import open_inbox
from bot.store.inbox import Inbox
from flex_templates.render import render
from tests.delivery.world import World, stop_button
from tests.flows.phone import Phone, person


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def phone(migrated_database: str, world: World) -> Iterator[Phone]:
    settings.set_account_name("ひだまり弁当")
    events = open_inbox(migrated_database)
    yield Phone(_runner(world, Inbox(events)), person("森"))
    events.close()


def _runner(world: World, inbox: Inbox) -> Runner:
    def account() -> Account:
        return settings.account("Asia/Tokyo")

    tokens, routes = count(1), RouteKeeping(world.clock, "https://shop.example")
    inviting = Inviting(world.clock, "s", "https://shop.example")
    return Runner(
        flows=FLOWS,
        reads=OwnerReads(
            world.clock,
            account,
            "https://shop.example/media/{}".format,
            stop_button,
            inbox,
            "https://shop.example/api/v1/",
            routes,
            inviting,
            lambda _: "https://shop.example/chart/x",
            "https://shop.example",
        ),
        execute=OwnerExecutor(
            world.clock,
            account,
            inbox,
            ApiAccess(world.clock, "s"),
            routes,
            inviting,
            world.system().hurry.send,
            lambda media: f"https://shop.example/media/{media}",
        ),
        conversations=OwnerConversations(),
        render=render,
        clock=world.clock,
        new_token=lambda: f"t{next(tokens)}",
    )


def build(phone: Phone) -> Phone:
    phone.menu("home.today").tap("Start blank").type("週替わりのご案内")
    phone.tap("Friend added", "First step", "Message", "Right away").type("{名前}さん、ようこそ")
    phone.tap("That is all", "＋ Add at end", "Message", "3 days", "10:00").type("玉子焼きです。")
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
    phone.tap("Publish", "Publish")
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
    phone.press("go:scenario.rename:2").type("クリスマス")
    phone.press("go:scenario.more:2").tap("Delete", "Undo")
    assert phone.screen == "scenario.card"
    phone.press("go:scenario.more:2").tap("Delete")
    assert phone.screen == "scenario.deleted"
    assert phone.press("go:scenario.card:2").screen == "refused.gone"
    assert "クリスマス" in phone.words


def test_a_former_name_goes_to_no_other_but_back(phone: Phone) -> None:
    build(phone).press("go:scenario.rename:1").type("クリスマス")
    phone.press("go:scenario.more:1").tap("Duplicate").press("go:scenario.rename:2")
    phone.type("週替わりのご案内")
    assert "週替わりのご案内 2" in phone.words
    phone.press("go:scenario.rename:1").type("週替わりのご案内")
    assert "週替わりのご案内 2" not in phone.words
    assert "週替わりのご案内" in phone.words


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


def test_people_are_added_and_newcomers_shut_out_and_let_in_again(phone: Phone) -> None:
    phone.menu("home.today").tap("Start blank").type("お知らせ")
    phone.tap("By hand", "First step", "Message", "Right away").type("新作です")
    phone.tap("That is all", "Go to start", "Start sending")
    World().follow("花")
    phone.tap("＋ Add people", "Everyone").open("1人を入れる")
    assert "1人を入れました" in phone.words
    phone.press("go:add.pick:1").type("花").type("1").open("1人で進む")
    assert "以前入った人1は入りません。" in phone.words
    phone.press("go:scenario.end:1")
    phone.press(next(one.data for one in phone.buttons if ":close:" in one.data))
    assert phone.press("go:add.whom:1").reads("No newcomers")
    phone.tap("Open again")
    assert phone.reads("It takes newcomers again.")
    assert not phone.reads("No newcomers")


def test_the_time_zone_is_changed_with_a_friend_inside(phone: Phone, world: World) -> None:
    build(phone).tap("Go to start", "Start sending")
    world.follow("花")
    world.send()
    phone.menu("settings.menu").open("東京").open("台北")
    assert "1人が待っています" in phone.words
    phone.open("台北の時刻にする")
    assert "時間帯を台北にしました（いま 11:00）" in phone.words
    Retiming(world.clock, lambda: settings.account("Asia/Tokyo")).run(5, lambda: False)
    phone.press("go:friend.card:1")
    assert "12/4(金) 11:00" in phone.words  # the phone of this test shows Tokyo's time
    world.move(days=2, hours=22, minutes=30)
    world.send()
    assert world.texts() == ["花さん、ようこそ"]
    world.move(minutes=30)
    world.send()
    assert world.texts() == ["花さん、ようこそ", "玉子焼きです。"]


def test_a_refused_step_is_sent_again_to_one_and_skipped_for_the_other(
    phone: Phone, world: World
) -> None:
    build(phone).tap("Go to start", "Start sending")
    world.line.before = lambda _, __: Rejected("400 The request body has 1 error(s): no", "to")
    for name in ("花", "月"):
        world.follow(name)
    world.send()
    world.line.before = lambda _, __: None
    phone.press("go:scenario.card:1").tap("To check").type("1")
    assert phone.screen == "inbox.case"
    assert "花・月" in phone.words
    phone.press(next(one.data for one in phone.buttons if "inbox.people" in one.data)).open("花")
    phone.tap("Send again")
    assert phone.screen == "inbox.people"
    assert "1人にもう一度送ります。" in phone.words
    world.send()
    assert (world.texts("花"), world.texts("月")) == (["花さん、ようこそ"], [])
    phone.type("1").tap("Skip")
    assert phone.screen == "inbox.list"
    assert phone.reads("Nothing to check")
    world.move(days=2, hours=22, minutes=30)
    world.send()
    assert world.texts("月") == ["玉子焼きです。"]
