"""A scenario made, changed and led to its end, by tapping words and typing, in both languages."""

from datetime import date, time, timedelta

import pytest

from admin_flows.ports import commands
from bot.clock import FakeClock
from bot.domain.document import (
    After,
    FriendAdded,
    Image,
    Immediate,
    Keyword,
    OnDate,
    OnDay,
    OnWeekday,
    Scenario,
    ScenarioFinished,
    Text,
    Window,
)
from bot.domain.templates import template, templates
from bot.domain.yaml import dump_yaml
from tests.flows.fakes import Memory, Shop
from tests.flows.line_rules import check_reply
from tests.flows.phone import Phone, make_runner, person
from tests.flows.shops import TEN, draft, running, three_steps

NAME = "週替わりのご案内"


@pytest.fixture(params=["ja", "en"])
def phone(request: pytest.FixtureRequest, shop: Shop, clock: FakeClock) -> Phone:
    return Phone(make_runner(shop, clock), person("森", locale=request.param))


def only_draft(shop: Shop) -> Scenario:
    return shop.kept[max(shop.kept)].draft


def ids(shop: Shop) -> list[str]:
    return [step.id for step in only_draft(shop).steps]


def build(phone: Phone) -> None:
    phone.menu("home.today").tap("Start blank").type(NAME)
    phone.tap("Friend added", "First step", "Message", "Right away")
    phone.type("{名前}さん、ひだまり弁当です。").tap("That is all")
    phone.tap("＋ Add at end", "Message", "3 days", "10:00").type("玉子焼きです。").send("photo-1")
    phone.tap("That is all")
    phone.tap("＋ Add at end", "Message", "Weekday, month", "Mon", "18:00").type(
        "またどうぞ。"
    ).tap("That is all")


def test_three_steps_are_built_and_started(phone: Phone, shop: Shop) -> None:
    build(phone)
    made = only_draft(shop)
    assert made.start == (FriendAdded(),)
    assert [step.wait for step in made.steps] == [
        Immediate(),
        After(days=3, at=TEN),
        OnWeekday(weekday="mon", at=Window(start=time(18), end=time(19))),
    ]
    assert made.steps[1].send == (Text(text="玉子焼きです。"), Image(image="photo-1"))
    phone.tap("Go to start", "Start sending")
    assert phone.screen == "start.done"
    assert shop.state_of(1) == "running"
    check_reply(phone.last)


def test_a_name_stands_for_the_friend(phone: Phone, shop: Shop) -> None:
    build(phone)
    text = only_draft(shop).steps[0].send[0]
    somebody = "お客様" if phone.actor.locale == "ja" else "there"
    assert text == Text(
        text=f'{{{{ friend.name | default("{somebody}") }}}}さん、ひだまり弁当です。'
    )
    word = "{名前}" if phone.actor.locale == "ja" else "{name}"
    assert f"{word}さん" in phone.words


def test_the_chosen_time_is_answered_with_an_example(phone: Phone) -> None:
    phone.menu("home.today").tap("Start blank").type(NAME)
    phone.tap("Friend added", "First step", "Message", "3 days", "10:00")
    assert phone.screen == "msg.compose"
    assert "10:00" in phone.words
    assert ("11/24(火)" if phone.actor.locale == "ja" else "Tue, Nov 24") in phone.words


def test_what_comes_at_once_is_told_in_words(phone: Phone) -> None:
    phone.menu("home.today").tap("Start blank").type(NAME)
    phone.tap("Friend added", "First step", "Message", "Right away")
    assert phone.reads("It comes as soon as they enter, at night, too.")
    phone.type("こんにちは").tap("That is all", "＋ Add at end", "Message", "Right away")
    assert phone.reads("It comes right after the step before.")


def test_by_hand_it_waits_for_the_morning(phone: Phone) -> None:
    phone.menu("home.today").tap("Start blank").type(NAME)
    phone.tap("By hand", "First step", "Message", "Right away")
    assert phone.reads("It comes as soon as they enter; at night, in the morning.")


def test_a_missing_step_is_shown_before_the_start(phone: Phone, shop: Shop) -> None:
    draft(shop, Scenario(name=NAME, start=(FriendAdded(),)))
    phone.press("go:timeline.view:1").tap("First step", "Message", "Right away")
    phone.press("go:start.check:1")
    assert not phone.has("Start sending")
    phone.tap("Fix the first")
    assert phone.screen == "msg.compose"
    phone.type("こんにちは").tap("That is all", "Go to start", "Start sending")
    assert shop.state_of(1) == "running"


class TestKeyword:
    def test_starts_on_one_of_several_words(self, phone: Phone, shop: Shop) -> None:
        phone.menu("home.today").tap("Start blank").type(NAME).tap("Keyword")
        phone.type("予約\nメニュー").tap("Contains")
        assert only_draft(shop).start == (Keyword(contains=("予約", "メニュー")),)

    def test_the_friends_word_for_stopping_is_refused(self, phone: Phone, shop: Shop) -> None:
        phone.menu("home.today").tap("Start blank").type(NAME).tap("Keyword").type("停止")
        assert "停止" in phone.words
        assert only_draft(shop).start == ()

    def test_a_word_of_another_scenario_is_told(self, phone: Phone, shop: Shop) -> None:
        other = three_steps("予約の前日").model_copy(update={"start": (Keyword(exact=("予約",)),)})
        running(shop, other)
        phone.menu("home.today").tap("＋ New scenario").type(NAME).tap("Keyword").type("予約")
        assert "予約の前日" in phone.words
        phone.tap("Exact")
        assert only_draft(shop).start == (Keyword(exact=("予約",)),)


class TestWait:
    @pytest.fixture
    def asked(self, phone: Phone, shop: Shop) -> Phone:
        draft(shop, three_steps())
        return phone.press("go:step.wait:1.s2")

    def test_is_understood_as_written(self, asked: Phone, shop: Shop) -> None:
        asked.type("２週間").type("10:00-11:30")
        assert only_draft(shop).steps[1].wait == After(
            weeks=2, at=Window(start=time(10), end=time(11, 30))
        )

    def test_asks_no_time_of_day_for_minutes(self, asked: Phone, shop: Shop) -> None:
        asked.type("90分")
        assert asked.screen == "timeline.view"
        assert only_draft(shop).steps[1].wait == After(minutes=90)

    def test_too_long_says_the_limit(self, asked: Phone, shop: Shop) -> None:
        asked.type("400日")
        assert asked.screen == "step.wait"
        assert "365" in asked.words
        assert "400" in asked.words
        assert only_draft(shop).steps[1].wait == After(days=3, at=TEN)

    def test_not_understood_gives_examples(self, asked: Phone) -> None:
        asked.type("そのうち")
        assert "そのうち" in asked.words
        assert asked.screen == "step.wait"

    def test_can_count_from_the_start_or_a_step(self, asked: Phone, shop: Shop) -> None:
        asked.press("go:step.wait:1.s3").press("go:step.from:1.s3").type("1").tap("7 days", "10:00")
        assert only_draft(shop).steps[2].wait == After(days=7, at=TEN, from_="s1")
        asked.press("go:step.from:1.s3").tap("The start").tap("7 days")
        assert only_draft(shop).steps[2].wait == After(days=7, at=TEN, from_="start")

    def test_cannot_count_from_a_later_step(self, asked: Phone) -> None:
        asked.press("go:step.from:1.s2").type("3")
        assert asked.screen == "step.from"

    def test_by_date_not_in_the_past(self, asked: Phone, shop: Shop) -> None:
        asked.tap("By date").type("11/3")
        assert asked.screen == "step.date"
        asked.press(asked.find("Pick the date").data, {"date": "2026-12-24"}).tap("18:00")
        assert only_draft(shop).steps[1].wait == OnDate(
            date=date(2026, 12, 24), at=Window(start=time(18), end=time(19))
        )

    def test_on_a_day_of_the_month(self, asked: Phone, shop: Shop) -> None:
        asked.tap("Weekday, month").press("go:step.day:1.s2").type("末").tap("12:00")
        assert only_draft(shop).steps[1].wait == OnDay(
            day_of_month="last", at=Window(start=time(12), end=time(13))
        )
        asked.press("go:step.day:1.s2").type("32")
        assert "31" in asked.words

    def test_only_on_some_weekdays(self, asked: Phone, shop: Shop) -> None:
        asked.tap("3 days").type("月火水木").tap("10:00")
        assert only_draft(shop).steps[1].wait == After(
            days=3, at=TEN, only_on=("mon", "tue", "wed", "thu")
        )

    def test_a_window_by_two_pickers(self, asked: Phone, shop: Shop) -> None:
        asked.tap("3 days", "Time window")
        asked.press(_picker(asked), {"time": "10:00"})
        asked.press(_picker(asked), {"time": "09:00"})
        assert asked.screen == "step.window"
        asked.press(_picker(asked), {"time": "13:00"})
        assert only_draft(shop).steps[1].wait == After(
            days=3, at=Window(start=time(10), end=time(13))
        )

    def test_at_night_is_asked_once_more(self, asked: Phone, shop: Shop) -> None:
        asked.tap("3 days").type("22:00")
        assert asked.screen == "step.night"
        morning = next(one for one in asked.buttons if ":morning" in one.data)
        asked.press(morning.data)
        assert only_draft(shop).steps[1].wait == After(
            days=3, at=Window(start=time(8), end=time(9))
        )
        assert only_draft(shop).quiet == "respect"

    def test_at_night_if_the_owner_says_so(self, asked: Phone, shop: Shop) -> None:
        asked.tap("3 days").type("22:00")
        asked.press(next(one for one in asked.buttons if ":night" in one.data).data)
        assert only_draft(shop).quiet == "ignore"
        asked.press("go:step.time:1.s2").type("22:30")
        assert asked.screen == "timeline.view"


def _picker(phone: Phone) -> str:
    return next(one.data for one in phone.buttons if one.kind == "datetimepicker")


class TestSteps:
    @pytest.fixture
    def opened(self, phone: Phone, shop: Shop) -> Phone:
        draft(shop, three_steps())
        return phone.press("go:timeline.view:1")

    def test_open_by_number_and_by_a_word(self, opened: Phone) -> None:
        assert opened.type("２").screen == "step.card"
        assert "玉子焼き" in opened.words
        opened.press("go:timeline.view:1").type("またお待ち")
        assert opened.screen == "step.card"
        assert opened.press("go:timeline.view:1").type("9").screen == "timeline.view"

    def test_move(self, opened: Phone, shop: Shop) -> None:
        opened.open("またお待ち").tap("Move, copy, delete", "Move up")
        assert ids(shop) == ["s1", "s3", "s2"]
        opened.press("go:step.move:1.s1").type("3")
        assert ids(shop) == ["s3", "s2", "s1"]
        opened.press("go:step.move:1.s2").type("0")
        assert ids(shop) == ["s2", "s3", "s1"]
        assert opened.press("go:step.move:1.s2").type("4").screen == "step.move"

    def test_copy(self, opened: Phone, shop: Shop) -> None:
        opened.open("玉子焼き").tap("Move, copy, delete", "Copy")
        first, second, copy, last = only_draft(shop).steps
        assert (first.id, second.id, last.id) == ("s1", "s2", "s3")
        assert copy.send == second.send
        assert opened.screen == "timeline.view"

    def test_delete_and_undo(self, opened: Phone, shop: Shop, clock: FakeClock) -> None:
        whole = only_draft(shop)
        opened.open("玉子焼き").tap("Move, copy, delete", "Delete")
        assert ids(shop) == ["s1", "s3"]
        clock.tick(9 * 60)
        opened.tap("Undo")
        assert only_draft(shop) == whole

    def test_undo_is_over_after_ten_minutes(
        self, opened: Phone, shop: Shop, clock: FakeClock
    ) -> None:
        opened.open("玉子焼き").tap("Move, copy, delete", "Delete")
        undo = opened.find("Undo").data
        clock.tick(11 * 60)
        opened.press(undo)
        assert ids(shop) == ["s1", "s3"]
        assert not opened.has("Undo")

    def test_insert_before_and_after(self, opened: Phone, shop: Shop) -> None:
        opened.open("玉子焼き").tap("Add before", "Message", "1 hour").type("はじめに")
        opened.press("go:step.card:1.s2").tap("Add after", "Message", "Next day", "10:00").type(
            "つぎに"
        )
        texts = [step.send[0] for step in only_draft(shop).steps]
        assert texts[1] == Text(text="はじめに")
        assert texts[3] == Text(text="つぎに")

    def test_staff_are_told(self, opened: Phone, shop: Shop) -> None:
        opened.open("玉子焼き").press("go:step.receipt:1.s2")
        for kind in ("blocked", "sent"):
            opened.press(next(one.data for one in opened.buttons if one.data.endswith(kind)))
        assert only_draft(shop).steps[1].receipt == ("sent", "blocked")
        assert not any(one.data.endswith("tapped") for one in opened.buttons)  # nothing to tap
        opened.press(next(one.data for one in opened.buttons if one.data.endswith("sent")))
        assert only_draft(shop).steps[1].receipt == ("blocked",)

    def test_preview_costs_nothing_and_holds_ones_own_name(self, opened: Phone, shop: Shop) -> None:
        opened.open("玉子焼き").tap("Try it")
        assert opened.last[0]["text"] == "森さん、玉子焼きです。"
        assert opened.last[1]["type"] == "image"
        assert shop.done == []
        opened.press(opened.buttons[-1].data)
        assert opened.screen == "step.card"


class TestMessages:
    @pytest.fixture
    def opened(self, phone: Phone, shop: Shop) -> Phone:
        draft(shop, three_steps())
        return phone.press("go:msg.compose:1.s2")

    def test_five_at_most(self, opened: Phone, shop: Shop) -> None:
        for text in ("三", "四", "五", "六"):
            opened.type(text)
        assert [m.text for m in only_draft(shop).steps[1].send[2:] if isinstance(m, Text)] == [
            "三",
            "四",
            "五",
        ]
        assert "5" in opened.words

    def test_a_set_of_pictures_is_answered_once(self, opened: Phone, shop: Shop) -> None:
        opened.last = []
        opened.send("photo-1", last=False)
        assert opened.last == []
        opened.send("photo-1")
        assert len(only_draft(shop).steps[1].send) == 4

    def test_edit_a_text(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:msg.card:1.s2.1").tap("Edit text").type("直した文です。")
        assert only_draft(shop).steps[1].send[0] == Text(text="直した文です。")
        assert opened.screen == "timeline.view"

    def test_the_keyboard_opens_with_the_present_text(self, opened: Phone) -> None:
        opened.press("go:msg.card:1.s2.1")
        word = "{名前}" if opened.actor.locale == "ja" else "{name}"
        action = _action_of(opened.last, ":edit:")
        assert action["inputOption"] == "openKeyboard"
        # The stored default is the Japanese one, so English shows it as a default of its own.
        assert action["fillInText"].startswith(word[:-1])

    def test_replace_a_picture(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:msg.card:1.s2.2").tap("Replace").send("photo-2")
        assert only_draft(shop).steps[1].send[1] == Image(image="photo-2")

    def test_order_and_remove(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:msg.card:1.s2.2").tap("Up")
        assert isinstance(only_draft(shop).steps[1].send[0], Image)
        opened.press("go:msg.card:1.s2.1").tap("Remove")
        assert len(only_draft(shop).steps[1].send) == 1

    def test_too_long_keeps_the_question(self, opened: Phone, shop: Shop) -> None:
        opened.type("あ" * 5210)
        assert "210" in opened.words
        assert opened.screen == "msg.compose"
        assert len(only_draft(shop).steps[1].send) == 2

    def test_the_number_of_a_message_is_asked_about(self, opened: Phone, shop: Shop) -> None:
        opened.type("1")
        assert opened.screen == "msg.number"
        assert len(only_draft(shop).steps[1].send) == 2
        opened.tap("Open that message")
        assert opened.screen == "msg.card"
        opened.press("go:msg.compose:1.s2").type("1").tap("Use as text")
        assert only_draft(shop).steps[1].send[2] == Text(text="1")
        opened.type("7")  # no message has that number
        assert only_draft(shop).steps[1].send[3] == Text(text="7")

    def test_a_text_on_a_steps_card_is_asked_about(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:step.card:1.s3").type("またのお越しを")
        assert opened.screen == "step.text"
        assert "またのお越しを" in opened.words
        opened.tap("Put in its place")
        assert only_draft(shop).steps[2].send == (Text(text="またのお越しを"),)
        opened.press("go:step.card:1.s3").type("お待ちしています").tap("Add")
        assert only_draft(shop).steps[2].send[1] == Text(text="お待ちしています")
        assert opened.screen == "msg.compose"
        opened.press("go:step.card:1.s3").type("やっぱり").tap("Don’t use")
        assert opened.screen == "step.card"
        assert len(only_draft(shop).steps[2].send) == 2

    def test_an_unknown_name_in_braces_is_refused(self, opened: Phone, shop: Shop) -> None:
        opened.type("ただいま{値段}円")
        assert "{値段}" in opened.words
        assert len(only_draft(shop).steps[1].send) == 2


def _action_of(messages: object, data: str) -> dict[str, str]:
    if isinstance(messages, list):
        return next((found for one in messages if (found := _action_of(one, data))), {})
    if isinstance(messages, dict):
        action = messages.get("action", {})
        if data in action.get("data", ""):
            return dict(action)
        return _action_of(list(messages.values()), data)
    return {}


class TestLife:
    @pytest.fixture
    def opened(self, phone: Phone, shop: Shop) -> Phone:
        running(shop, three_steps())
        return phone.menu("scenario.list")

    def test_pause_and_resume(self, opened: Phone, shop: Shop) -> None:
        opened.tap("Ⅱ Pause")
        assert shop.state_of(1) == "paused"
        opened.tap("Resume")
        assert shop.state_of(1) == "running"
        assert opened.screen == "scenario.resumed"

    def test_resume_asks_when_times_went_by(self, opened: Phone, shop: Shop) -> None:
        opened.tap("Ⅱ Pause")
        shop.kept[1].overdue = 40
        opened.tap("Resume")
        assert opened.screen == "scenario.overdue"
        assert "40" in opened.words
        opened.press(next(one.data for one in opened.buttons if ":skip" in one.data))
        assert shop.done[-1] == commands.ResumeScenario(1, "skip")

    def test_end_for_all_is_asked(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:scenario.end:1").press("go:scenario.endall:1")
        assert shop.state_of(1) == "running"
        opened.press(next(one.data for one in opened.buttons if ":end:" in one.data))
        assert shop.done[-1] == commands.EndScenario(1, "all")
        assert opened.screen == "scenario.ended"

    def test_close_to_newcomers(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:scenario.end:1")
        opened.press(next(one.data for one in opened.buttons if ":close:" in one.data))
        assert shop.done[-1] == commands.EndScenario(1, "close")

    def test_duplicate_rename_and_delete(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:scenario.more:1").tap("Duplicate")
        assert shop.kept[2].name == f"{NAME} 2"
        opened.press("go:scenario.rename:2").type("クリスマス")
        assert shop.kept[2].name == "クリスマス"
        opened.press("go:scenario.more:2").tap("Delete")
        assert 2 not in shop.kept
        assert opened.press("go:scenario.card:2").screen == "refused.gone"
        assert "クリスマス" in opened.words

    def test_what_has_ended_is_not_edited(self, opened: Phone, shop: Shop) -> None:
        shop.kept[1].state = "ended"
        opened.press("go:step.card:1.s2").tap("Add after")
        assert opened.screen == "scenario.card"
        assert len(shop.kept[1].draft.steps) == 3

    def test_long_lists_come_in_pages(self, opened: Phone, shop: Shop) -> None:
        for number in range(12):
            running(shop, three_steps(f"シナリオ{number}"))
        opened.menu("scenario.list").tap("Show more")
        assert "シナリオ0" in opened.words
        assert opened.type("2").screen == "scenario.card"

    def test_results_are_two_taps_from_the_menu(self, opened: Phone) -> None:
        assert opened.menu("scenario.list").tap("Results").screen == "results.scenario"

    def test_what_runs_cannot_be_deleted(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:scenario.more:1")
        assert not opened.has("Delete")
        kept = opened.runner.conversations.load("U-森")
        assert kept is not None
        opened.press(f"do:scenario.more:{kept.token}:delete:1")
        assert opened.reads("Pause or end it first, then it can be deleted.")
        assert 1 in shop.kept

    def test_a_taken_name_gets_a_number(self, opened: Phone, shop: Shop) -> None:
        opened.tap("＋ New scenario", "Start blank").type(NAME)
        assert shop.kept[2].name == f"{NAME} 2"
        assert f"{NAME} 2" in opened.words

    def test_a_name_too_long_says_by_how_much(self, opened: Phone, shop: Shop) -> None:
        opened.tap("＋ New scenario", "Start blank").type("あ" * 34)
        assert "34" in opened.words
        assert "30" in opened.words
        assert opened.screen == "new.name"

    def test_a_change_is_published_for_newcomers(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:msg.card:1.s3.1").tap("Edit text").type("新しい文")
        assert shop.kept[1].changed
        opened.tap("Publish")
        assert opened.screen == "publish.whom"
        assert ("版3" if opened.actor.locale == "ja" else "version 3") in opened.words
        opened.press(next(one.data for one in opened.buttons if ":newcomers" in one.data))
        assert shop.kept[1].version == 4
        assert not shop.kept[1].changed

    def test_a_change_is_discarded(self, opened: Phone, shop: Shop) -> None:
        opened.press("go:msg.card:1.s3.1").tap("Edit text").type("新しい文").tap("Discard")
        opened.press(next(one.data for one in opened.buttons if ":discard:" in one.data))
        assert not shop.kept[1].changed
        assert opened.screen == "timeline.view"

    def test_export_is_readable_again(self, opened: Phone) -> None:
        opened.press("go:scenario.export:1")
        yaml = "".join(message["text"] for message in opened.last if message["type"] == "text")
        assert "s2" in yaml
        check_reply(opened.last)


def test_stop_everything_and_resume(phone: Phone, shop: Shop) -> None:
    running(shop, three_steps())
    phone.menu("home.today").tap("Stop all")
    assert shop.is_stopped()
    assert "412" in phone.words
    phone.press(next(one.data for one in phone.buttons if ":resume-all" in one.data))
    assert not shop.is_stopped()
    phone.press(next(one.data for one in phone.buttons if ":skip-overdue" in one.data))
    assert shop.done[-1] == commands.ResumeAll("skip")


def test_settings_staff_and_search(phone: Phone, shop: Shop, memory: Memory) -> None:
    running(shop, three_steps())
    phone.menu("settings.menu").press("go:settings.quiet").type("22:00-7:00")
    assert shop.quiet is not None
    assert (shop.quiet.start, shop.quiet.end) == (time(22), time(7))
    phone.press("go:settings.language").press(
        next(one.data for one in phone.buttons if one.data.endswith(":en"))
    )
    assert shop.languages["U-森"] == "en"
    assert phone.menu("home.today").type("週替").screen == "search.found"
    assert phone.type("1").screen == "scenario.card"
    assert phone.menu("home.today").type("山田").type("1").screen == "friend.card"
    assert phone.menu("home.today").type("どこにもない").screen == "search.none"


def test_a_paused_week_changes_nothing(phone: Phone, shop: Shop, clock: FakeClock) -> None:
    build(phone)
    before = only_draft(shop)
    clock.move(timedelta(days=8))
    phone.menu("home.today")
    assert only_draft(shop) == before
    assert phone.press("go:timeline.view:1").has("Go to start")


def use(phone: Phone, name: str) -> None:
    phone.press("go:new.how")
    phone.press(next(one.data for one in phone.buttons if one.data.endswith(f"use:{name}")))


def test_a_template_is_a_draft_in_the_owners_language(phone: Phone, shop: Shop) -> None:
    phone.menu("home.today").tap("Use a template")
    check_reply(phone.last)
    assert len([one for one in phone.buttons if ":use:" in one.data]) == len(templates())
    phone.press(next(one.data for one in phone.buttons if one.data.endswith("use:win-back")))
    while phone.screen == "new.answers":
        phone.tap("Keep the sample")
    assert phone.screen == "timeline.view"
    assert phone.reads("It is ready. The texts can be changed later, too.")
    win_back = template("win-back")
    assert win_back is not None
    assert only_draft(shop) == win_back.scenario(phone.actor.locale)
    phone.tap("Go to start", "Start sending")
    assert shop.state_of(1) == "running"
    assert phone.taps <= 8


def test_answers_make_a_template_the_shops_own(phone: Phone, shop: Shop) -> None:
    use(phone, "revisit-coupon")
    assert phone.reads("Sample")
    phone.type("{name}")
    assert phone.screen == "new.answers", "no braces reach a friend"
    phone.type("A free coffee").type("lunch")
    assert phone.screen == "new.answers", "lunch is no time"
    phone.type("18:30").type("shop.example")
    assert phone.screen == "new.answers", "no address"
    phone.type("https://shop.example/book")
    assert phone.screen == "timeline.view"
    document = dump_yaml(only_draft(shop))
    assert all(said in document for said in ("A free coffee", "18:30", "shop.example/book"))
    assert not any(said in document for said in ("10% off", "11:00-12:00", "example.com"))


def test_a_link_that_is_missing_is_spoken_of(phone: Phone) -> None:
    use(phone, "monthly-salon")
    phone.tap("18:00", "Fill in later")
    assert phone.reads("It is ready. Put in the shop’s own treats and addresses (example.com)"
                       " before you start.")  # fmt: skip


def test_a_template_shows_its_flow_before_it_is_chosen(phone: Phone) -> None:
    phone.press("go:new.how")
    phone.press(next(one.data for one in phone.buttons if one.data.endswith("flow:win-back")))
    assert phone.screen == "new.flow"
    assert phone.reads("with a coupon")
    phone.tap("Use this one")
    assert phone.screen == "new.answers"


def test_a_template_taken_twice_has_a_name_of_its_own(phone: Phone, shop: Shop) -> None:
    for _ in range(2):
        use(phone, "birthday-coupon")
        phone.tap("Keep the sample", "10:00")
    itself = ScenarioFinished(scenario=only_draft(shop).name)
    assert only_draft(shop).name.endswith(" 2")
    assert itself in only_draft(shop).start


def test_a_template_that_nobody_offered(phone: Phone, shop: Shop) -> None:
    phone.press("go:new.how")
    used = next(one.data for one in phone.buttons if ":use:" in one.data)
    phone.press(used.rpartition(":")[0] + ":no-such")
    assert not shop.kept
