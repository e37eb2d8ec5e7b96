"""What is due is sent once, at its time, and the walk goes on."""

from datetime import datetime

from bot.store import settings
from bot.store.models import EnrollmentState, ScenarioState
from tests.delivery.world import TOKYO, World, step, user_id

DONE, WAITING, HELD = EnrollmentState.DONE, EnrollmentState.WAITING, EnrollmentState.HELD


def test_a_friend_gets_each_step_once_at_its_time(world: World) -> None:
    world.scenario(
        step("hello", text="{{ friend.name }}さん、ようこそ"),
        step("coupon", {"days": 3, "at": "10:00-11:00"}, "クーポンです"),
    )
    world.follow("花")
    world.send()
    assert world.texts() == ["花さん、ようこそ"]
    world.move(days=2)
    world.send()
    assert world.texts() == ["花さん、ようこそ"]
    world.clock.move(datetime(2026, 12, 4, 10, 0, tzinfo=TOKYO) - world.clock.now())
    world.send()
    world.send()
    assert world.texts() == ["花さん、ようこそ", "クーポンです"]
    assert world.states() == [(1, DONE)]


def test_the_same_content_goes_to_many_in_one_request(world: World) -> None:
    world.scenario(step("hello", text="こんにちは"))
    for number in range(501):
        world.follow(f"友{number}")
    world.send()
    assert sorted(len(entry.to) for entry in world.line.entries) == [1, 500]
    assert set(world.line.received().values()) == {1}


def test_a_text_with_a_name_goes_to_each_with_a_key_of_its_own(world: World) -> None:
    world.scenario(step("hello", text="{{ friend.name }}さん"))
    for name in ("花", "太郎", "次郎"):
        world.follow(name)
    world.send()
    assert {entry.endpoint for entry in world.line.entries} == {"push"}
    assert len({entry.key for entry in world.line.entries}) == 3
    assert world.texts("太郎") == ["太郎さん"]


def test_the_stop_button_speaks_the_friends_language(world: World) -> None:
    world.scenario(step("hello", text="hi"))
    world.follow("花", lang="ja")
    world.follow("ann", lang="en-GB")
    world.send()
    labels = {
        entry.to: entry.messages[-1]["quickReply"]["items"][0]["action"]["label"]
        for entry in world.line.entries
    }
    assert labels[(user_id("花"),)] == "配信を止める"
    assert labels[(user_id("ann"),)] == "Stop messages"


def test_a_paused_scenario_sends_nothing_and_a_resumed_one_what_is_overdue(world: World) -> None:
    scenario = world.scenario(step("one"), step("two", {"days": 1}))
    world.follow()
    world.send()
    world.set_state(scenario, ScenarioState.PAUSED)
    world.move(days=5)
    world.send()
    assert world.texts() == ["one"]
    world.set_state(scenario, ScenarioState.RUNNING)
    world.send()
    assert world.texts() == ["one", "two"]


def test_a_missed_window_waits_for_the_next_one(world: World) -> None:
    world.scenario(step("noon", {"days": 1, "at": "12:00-13:00"}))
    world.follow()
    world.move(days=1, hours=3)
    world.send()
    assert world.texts() == []
    world.move(hours=21, minutes=30)
    world.send()
    assert world.texts() == ["noon"]


def test_a_step_missed_under_skip_goes_on_to_the_next(world: World) -> None:
    world.scenario(
        step("noon", {"days": 1, "at": "12:00-13:00"}),
        step("later", {"days": 2, "at": "12:00-13:00"}),
        late="skip",
    )
    world.follow()
    world.move(days=1, hours=3)
    world.send()
    world.move(days=1, hours=21)
    world.send()
    assert world.texts() == ["later"]


def test_a_wait_may_count_from_an_earlier_step(world: World) -> None:
    world.scenario(step("one"), step("two", {"days": 2}), step("three", {"days": 3, "from": "one"}))
    world.follow()
    world.send()
    world.move(days=2)
    world.send()
    world.move(hours=23)
    world.send()
    assert world.texts() == ["one", "two"]
    world.move(hours=1)
    world.send()
    assert world.texts() == ["one", "two", "three"]


def test_everybody_reads_their_own_language(world: World) -> None:
    text = {"ja": "日本語", "en": "English", "zh-TW": "繁體", "th": "ไทย"}
    world.scenario({"id": "a", "send": [{"text": text}]})
    spoken = {"花": "ja", "Ann": "en-GB", "美": "zh-Hant", "สม": "th", "Luc": "fr", "誰": ""}
    for name, lang in spoken.items():
        world.follow(name, lang)
    world.send()
    heard = {name: world.texts(name) for name in spoken}
    assert heard == {
        "花": ["日本語"],
        "Ann": ["English"],
        "美": ["繁體"],
        "สม": ["ไทย"],
        "Luc": ["日本語"],
        "誰": ["日本語"],
    }


def test_the_senders_name_leaves_with_each_message(world: World) -> None:
    world.scenario(step("a"), sender={"name": "店長"})
    world.follow()
    world.send()
    [entry] = world.line.entries
    assert entry.messages[0]["sender"] == {"name": "店長"}


def test_the_accounts_own_senders_name_stands_in_for_a_scenarios(world: World) -> None:
    settings.set_sender("店長")
    world.scenario(step("a"))
    world.scenario(step("b"), sender={"name": "花"})
    world.follow()
    world.send()
    world.send()
    names = {entry.messages[0]["sender"]["name"] for entry in world.line.entries}
    assert names == {"店長", "花"}
