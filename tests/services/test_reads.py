"""What owners are shown, from the data of the day."""

from collections.abc import Sequence
from datetime import timedelta

from admin_flows.ports.commands import EndScenario, PauseScenario, PublishDraft, StopAll
from admin_flows.ports.facts import Held, HeldRow, NextDue
from bot.domain.outcomes import Rejected
from bot.domain.yaml import load_yaml
from bot.store import drafts, labels, media, people, quota, scenarios, settings
from bot.store.db import atomic
from bot.store.models import ScenarioState
from bot.store.quota import Quota
from bot.store.settings import AccountHold
from tests.delivery.world import step, user_id
from tests.services.shop import EDITOR, Shop, document


def test_a_new_account_has_an_empty_home(shop: Shop) -> None:
    home = shop.reads.home()
    assert (home.scenarios, home.friends, home.next_due, home.held) == (0, 0, None, ())
    assert (home.quota_limit, home.stop_all, home.drafts) == (None, None, ())


def test_home_counts_today_in_the_accounts_zone(shop: Shop) -> None:
    shop.started(step("welcome"), step("evening", {"hours": 8}), step("late", {"days": 1}))
    shop.follow("花", "月")
    shop.send()
    home = shop.reads.home()
    assert (home.sent_today, home.later_today, home.friends_today) == (2, 2, 2)
    shop.move(hours=12)  # 0:00 in Tokyo
    home = shop.reads.home()
    assert (home.sent_today, home.friends, home.friends_today) == (0, 2, 0)


def test_whose_window_opens_tomorrow_gets_nothing_more_today(shop: Shop) -> None:
    shop.started(step("morning", {"days": 1, "at": "10:00-11:00"}), step("b", {"hours": 1}))
    shop.follow("花", "月")
    shop.move(hours=20)  # tomorrow, 8:00
    assert shop.reads.home().later_today == 2
    shop.move(hours=5)  # 13:00, the window is closed again
    assert shop.reads.home().later_today == 0
    shop.move(hours=12)
    assert shop.reads.home().later_today == 2


def test_what_is_overdue_and_goes_at_once_still_goes_today(shop: Shop) -> None:
    shop.started(step("a", {"hours": 1}))
    shop.follow("花")
    shop.move(hours=5)
    assert shop.reads.home().later_today == 1


def test_the_next_minute_is_told_with_people_and_scenarios(shop: Shop) -> None:
    one = shop.started(step("a", {"hours": 1}), name="甲")
    shop.follow("花")
    assert shop.reads.home().next_due == NextDue(shop.now() + timedelta(hours=1), 1, ("甲",), one)
    two = shop.started(step("b", {"hours": 1}), name="乙")
    shop.world.clock.tick(20)
    shop.follow("月")
    due = shop.reads.home().next_due
    assert due
    assert (due.people, set(due.scenarios), due.scenario_id) == (3, {"甲", "乙"}, None)
    assert shop.facts(two).next_due == NextDue(shop.now() + timedelta(hours=1), 1, ("乙",), two)


def test_what_is_overdue_comes_next_now(shop: Shop) -> None:
    shop.started(step("a", {"hours": 1}))
    shop.follow("花")
    shop.move(hours=5)
    due = shop.reads.home().next_due
    assert due
    assert (due.at, due.people) == (shop.now(), 1)


def test_drafts_come_with_who_wrote_last(shop: Shop) -> None:
    first = shop.create("一")
    shop.move(minutes=1)
    second = shop.create("二")
    shop.move(minutes=1)
    shop.write(first, document(name="一"), EDITOR)
    rows = shop.reads.home().drafts
    assert [row.scenario_id for row in rows] == [first, second]
    assert (rows[0].editor_user_id, rows[0].edited_at) == (EDITOR.user_id, shop.now())


def test_the_quota_is_what_line_last_said(shop: Shop) -> None:
    quota.remember(Quota(used=3, limit=200, at=1.0))
    quota.remember(Quota(used=180, limit=200, at=2.0))
    home = shop.reads.home()
    assert (home.quota_used, home.quota_limit) == (180, 200)


def test_who_is_held_is_told_with_the_reason(shop: Shop) -> None:
    shop.started(step("a", {"hours": 1}), step("b", {"hours": 1}))
    paused = shop.started(step("c", {"hours": 1}), name="止めた")
    blocked, stopped, _ = shop.follow("花", "月", "星")
    shop.block(blocked)
    shop.stop(stopped)
    shop.do(PauseScenario(paused))
    assert set(shop.reads.home().held) == {
        Held("blocked", 1),
        Held("opted_out", 1),
        Held("paused", 1),
    }
    assert HeldRow("paused", 1, paused, "止めた") in shop.reads.inbox().held


def test_a_spent_quota_and_a_stop_hold_those_whose_time_has_come(shop: Shop) -> None:
    scenario_id = shop.started(step("a", {"hours": 1}))
    shop.follow("花")
    settings.set_account_hold(AccountHold("quota", since=0, check_at=0.0))
    assert shop.reads.home().held == ()
    shop.move(hours=1)
    shop.do(StopAll())
    both = (Held("stop_all", 1), Held("quota", 1))
    assert shop.reads.home().held == both
    assert shop.facts(scenario_id).held == both


def test_scenarios_are_in_the_order_of_their_state(shop: Shop) -> None:
    ended, paused, running = (shop.started(name=name) for name in "終休走")
    shop.do(EndScenario(ended, "all"))
    shop.do(PauseScenario(paused))
    draft = shop.create("書")
    shop.move(minutes=1)
    newest = shop.started(name="新")
    order = [(row.id, row.state) for row in shop.reads.scenarios()]
    assert order == [
        (newest, "running"),
        (running, "running"),
        (paused, "paused"),
        (draft, "draft"),
        (ended, "ended"),
    ]


def test_who_entered_is_parted_into_inside_finished_stopped_and_blocked(shop: Shop) -> None:
    scenario_id = shop.started(step("a"), step("b", {"hours": 1}))
    done, _ = shop.follow("終", "中")
    shop.send()
    shop.move(hours=1)
    shop.send()
    blocked, stopped, both, _ = shop.follow("花", "月", "星", "空")
    shop.block(blocked)
    shop.stop(stopped)
    shop.stop(both)
    shop.block(both)
    shop.send()
    facts = shop.facts(scenario_id)
    assert (facts.entered, facts.inside, facts.finished) == (6, 1, 2)
    assert (facts.stopped, facts.blocked) == (2, 1)
    results = shop.reads.results(scenario_id)
    assert (results.entered, results.inside, results.finished) == (6, 1, 2)
    assert results.sent == {"a": 3, "b": 2}
    assert shop.reads.waiting(scenario_id) == {"b": 1}
    assert shop.reads.sent(scenario_id) == results.sent
    assert done.id


def test_results_of_a_step_add_up_over_versions(shop: Shop) -> None:
    scenario_id = shop.started(step("a"))
    shop.follow("花")
    shop.send()
    revision = shop.write(scenario_id, document(step("zero"), step("a")))
    shop.do(PublishDraft(scenario_id, revision))
    shop.follow("月")
    shop.send()
    assert shop.reads.results(scenario_id).sent == {"zero": 1, "a": 2}


def test_personal_messages_are_counted_one_by_one(shop: Shop) -> None:
    scenario_id = shop.started(step("a", text="{{ friend.name }}さん"))
    shop.follow("花", "月", "星")

    def refuse(_: int, to: Sequence[str]) -> Rejected | None:
        return Rejected("no") if user_id("月") in to else None

    shop.world.line.before = refuse
    shop.send()
    results = shop.reads.results(scenario_id)
    assert (results.sent, results.failed) == ({"a": 2}, {"a": 1})
    assert shop.reads.home().sent_today == 2


def test_only_living_scenarios_keep_their_keywords(shop: Shop) -> None:
    word = [{"when": "keyword", "exact": ["予約", "よやく"]}]
    scenario_id = shop.started(name="予約", start=word)
    assert [(use.word, use.scenario) for use in shop.reads.keywords()] == [
        ("予約", "予約"),
        ("よやく", "予約"),
    ]
    shop.do(EndScenario(scenario_id, "close"))
    assert shop.reads.keywords() == ()


def test_a_preview_looks_as_the_friend_will_see_it(shop: Shop) -> None:
    text = '{{ friend.name | default("お客様") }}さん、{{ account.name }}です'
    scenario = document(step("hi", text=text), step("photo", send=[{"image": "abc123"}]))
    (message,) = shop.reads.preview(scenario, "hi", "ja", "花")
    assert message["text"] == "花さん、ひだまり弁当です"
    assert message["quickReply"]["items"][0]["action"]["data"] == "do:friend.menu:-:stop"
    (message,) = shop.reads.preview(scenario, "photo", "en", "花")
    assert message["originalContentUrl"] == "https://shop.example/media/abc123"


def test_an_export_can_be_read_again(shop: Shop) -> None:
    scenario_id = shop.started()
    exported = shop.reads.as_yaml(scenario_id)
    assert exported
    assert load_yaml(exported) == shop.reads.published(scenario_id)
    assert shop.reads.as_yaml(4711) is None


def test_a_picture_is_told_with_its_address(shop: Shop) -> None:
    media.add("id1", "ff", kind="image", mime="image/png", width=10, height=20, size=30, at=0)
    facts = shop.reads.media("id1")
    assert facts
    assert (facts.url, facts.width, facts.size) == ("https://shop.example/media/id1", 10, 30)
    assert shop.reads.media("id2") is None


# People


def test_friends_are_found_by_a_part_of_their_name(shop: Shop) -> None:
    shop.started(step("a"), step("b", {"days": 1}), name="週替わり")
    shop.follow("山田花子", "山田月子", "100%の人", "Smith")
    shop.send()
    assert {row.name for row in shop.reads.friends("山田", 8)} == {"山田花子", "山田月子"}
    assert [row.name for row in shop.reads.friends("%", 8)] == ["100%の人"]
    assert [row.name for row in shop.reads.friends("smi", 8)] == ["Smith"]
    assert len(shop.reads.friends("", 3)) == 3
    walk = shop.reads.friends("花子", 1)[0].walk
    assert walk
    assert (walk.scenario, walk.place, walk.steps, walk.state) == ("週替わり", 1, 2, "inside")


def test_one_friend_with_walks_and_past(shop: Shop) -> None:
    shop.started(step("a"), step("b", {"days": 1}), name="週替わり")
    (friend,) = shop.follow("花")
    came = shop.now()
    shop.move(minutes=1)
    shop.send()
    shop.move(minutes=1)
    shop.stop(friend)
    facts = shop.reads.friend(friend.id)
    assert facts
    assert (facts.state, facts.added_at) == ("stopped", came)
    assert [walk.state for walk in facts.walks] == ["opted_out"]
    assert [(event.kind, event.step_number) for event in facts.events] == [
        ("stopped", "1"),
        ("sent", "1"),
        ("followed", None),
    ]
    assert shop.reads.friend(4711) is None


def test_a_finished_walk_has_all_its_steps(shop: Shop) -> None:
    shop.started(step("a"))
    (friend,) = shop.follow("花")
    shop.send()
    facts = shop.reads.friend(friend.id)
    assert facts
    assert [(w.state, w.place, w.steps, w.due_at) for w in facts.walks] == [
        ("finished", 1, 1, None)
    ]


def test_members_have_the_name_line_knows_them_by(shop: Shop) -> None:
    shop.follow("森")
    people.add_member(user_id("森"), "owner", name="", at=1)
    people.add_member("U2", "editor", name="佐藤", at=2)
    people.add_member("U3", "guest", name="?", at=3)
    assert [(row.name, row.role) for row in shop.reads.people()] == [
        ("森", "owner"),
        ("佐藤", "editor"),
        ("?", "viewer"),
    ]


def test_settings_are_the_accounts(shop: Shop) -> None:
    facts = shop.reads.settings()
    assert (facts.account_name, facts.zone) == ("ひだまり弁当", "Asia/Tokyo")
    assert facts.calendar.quiet == facts.quiet


def test_numbers_of_nothing_are_zero(shop: Shop) -> None:
    scenario_id = shop.create()
    results = shop.reads.results(scenario_id)
    assert (results.entered, results.sent, results.failed) == (0, {}, {})
    assert scenarios.find(scenario_id)
    assert drafts.find(scenario_id)


def test_home_tells_what_the_rest_of_the_month_will_take(shop: Shop) -> None:
    shop.started(step("welcome"), step("coupon", {"days": 3, "at": "10:00"}))
    shop.follow("花", "月")
    assert shop.reads.home().planned is None
    quota.remember(Quota(used=3, limit=200, at=1.0))
    assert shop.reads.home().planned == 4
    shop.send()
    assert shop.reads.home().planned == 2
    paused = shop.started(step("later", {"days": 1}), name="休み")
    shop.follow("星")
    shop.world.set_state(paused, ScenarioState.PAUSED)
    assert shop.reads.home().planned == 4


def test_who_reached_the_goal_did_not_just_finish(shop: Shop) -> None:
    goal = {"label": "予約済み"}
    shop.started(step("one", {"hours": 1}), step("two", {"hours": 1}), stop_when=goal)
    (friend,) = shop.follow("花")
    with atomic():
        (label_id,) = labels.ensure(["予約済み"], at=1).values()
        labels.attach([friend.id], label_id, at=int(shop.now().timestamp()))
    since = shop.now()
    shop.move(hours=1)
    shop.send()
    facts = shop.reads.friend(friend.id)
    assert facts
    assert (facts.walks[0].state, facts.walks[0].place) == ("goal", 0)
    assert [(one.name, one.since) for one in facts.labels] == [("予約済み", since)]


def test_a_friends_card_says_what_holds_their_walk(shop: Shop) -> None:
    scenario_id = shop.started(step("one", {"hours": 1}))
    (friend,) = shop.follow("花")

    def hold() -> str | None:
        facts = shop.reads.friend(friend.id)
        assert facts
        return facts.walks[0].hold

    assert hold() is None
    settings.set_account_hold(AccountHold("token", 1, 1e12, "line"))
    assert hold() is None, "it is not due yet"
    shop.move(hours=1)
    assert hold() == "token"
    shop.do(StopAll())
    assert hold() == "stop_all"
    shop.do(PauseScenario(scenario_id))
    assert hold() == "paused"
    shop.block(friend)
    assert hold() == "blocked"
