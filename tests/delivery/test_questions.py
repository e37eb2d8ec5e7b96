"""Questions and their answers, through the whole engine."""

from typing import Any

import pytest

from bot.domain.questions import answer_data
from bot.services.asking import AskService
from bot.store import fields, friends, labels, settings
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState
from flex_templates.views.friend import AnswerSaid
from tests.delivery.world import World, step, user_id


def question(**parts: Any) -> dict[str, Any]:
    then = {"then": parts.pop("then")} if "then" in parts else {}
    ask = {"text": "どちらが？", "choices": ["和食", "洋食"], **parts}
    return {"id": "taste", "ask": ask, **then}


WAYS = {
    "id": "ways",
    "branch": [
        {"when": {"answered": "taste"}, "steps": [step("thanks")]},
        {"otherwise": None, "steps": [step("pity")]},
    ],
}


class Asked:
    def __init__(self, world: World, *steps: dict[str, Any], **more: Any) -> None:
        self.world = world
        self.service = AskService(world.clock, lambda: settings.account("Asia/Tokyo"))
        world.scenario(*steps, **more)
        world.follow()
        world.send()

    def taps(self, which: object, name: str = "花", step_id: str = "taste", **params: str) -> Any:
        data = answer_data(1, step_id, str(which))
        with atomic():
            said = self.service.tapped(friends.known(user_id(name)), data, params)
        self.world.send()
        return [one.what for one in said or () if isinstance(one, AnswerSaid)]

    def writes(self, text: str, name: str = "花") -> str | None:
        with atomic():
            said = self.service.wrote(friends.known(user_id(name)), text)
        self.world.send()
        return next((one.what for one in said or () if isinstance(one, AnswerSaid)), None)

    def got(self, name: str = "花") -> list[str]:
        return [
            message.get("text", message.get("altText"))
            for entry in self.world.line.entries
            if user_id(name) in entry.to
            for message in entry.messages
        ]

    def later(self, **span: float) -> None:
        self.world.move(**span)
        self.world.react()
        self.world.send()


def known(field: str, name: str = "花") -> str | None:
    row = fields.known([field]).get(field)
    friend = friends.known(user_id(name))
    found = fields.of([friend.id], [row.id]).get(friend.id, {}) if row else {}
    if row is None or row.id not in found:
        return None
    value = found[row.id]
    return f"{value.text}..{value.until}" if value.until else value.text


def labels_of(name: str = "花") -> set[str]:
    return {label for _, label, _ in labels.of(friends.known(user_id(name)).id)}


def test_a_choice_is_noted_and_the_walk_goes_on(world: World) -> None:
    asked = Asked(world, question(into="好み", label=True), WAYS)
    [entry] = world.line.entries
    buttons = entry.messages[0]["contents"]["footer"]["contents"]
    assert [each["action"]["label"] for each in buttons] == ["和食", "洋食", "答えない"]
    assert {each["style"] for each in buttons} == {"secondary"}
    assert buttons[1]["action"]["data"] == answer_data(1, "taste", "1")
    assert asked.taps(1) == []
    assert asked.got() == ["どちらが？", "thanks"]
    assert (known("好み"), labels_of()) == ("洋食", {"洋食"})
    assert world.states()[0][1] == EnrollmentState.DONE


def test_an_answer_counts_once(world: World) -> None:
    asked = Asked(world, question(into="好み", label=True), step("next", {"days": 1}))
    assert asked.taps(1) == ["thanks"]
    assert asked.taps(1) == ["before"]
    assert asked.writes("和食") is None
    asked.later(days=9)
    assert asked.taps(0) == ["before"]
    assert (known("好み"), labels_of()) == ("洋食", {"洋食"})
    assert asked.got() == ["どちらが？", "next"]


def test_a_second_thought_within_a_day_takes_the_first_ones_place(world: World) -> None:
    asked = Asked(world, question(into="好み", label=True), step("next", {"days": 1}))
    assert asked.taps(1) == ["thanks"]
    asked.later(hours=24)
    assert asked.taps(0) == ["changed"]
    assert (known("好み"), labels_of()) == ("和食", {"和食"})
    asked.later(hours=24, seconds=1)
    assert asked.taps(1) == ["before"]
    assert (known("好み"), labels_of()) == ("和食", {"和食"})
    assert asked.got() == ["どちらが？", "next"]


def test_who_will_not_answer_goes_on_as_if_the_time_were_over(world: World) -> None:
    asked = Asked(world, question(into="好み", then={"add_label": "回答済み"}), WAYS)
    assert asked.taps("skip") == []
    assert asked.got() == ["どちらが？", "pity"]
    assert (known("好み"), labels_of()) == (None, set())
    assert asked.taps("skip") == ["nowhere"]
    assert asked.taps(1) == ["changed"]
    assert known("好み") == "洋食"


def test_a_quiz_cannot_be_skipped(world: World) -> None:
    asked = Asked(world, question(right="和食"), WAYS)
    [entry] = world.line.entries
    buttons = entry.messages[0]["contents"]["footer"]["contents"]
    assert [each["action"]["label"] for each in buttons] == ["和食", "洋食"]
    assert asked.taps("skip") == ["nowhere"]
    assert asked.got() == ["どちらが？"]


def test_without_an_answer_in_time_the_walk_goes_on(world: World) -> None:
    limit = {"days": 1, "at": "20:00"}
    asked = Asked(world, question(at_most=limit, then={"add_label": "回答済み"}), WAYS)
    asked.later(days=1, hours=7)
    assert asked.got() == ["どちらが？"]
    asked.later(hours=1)
    assert asked.got() == ["どちらが？", "pity"]
    assert labels_of() == set()


def test_an_answer_that_comes_late_is_noted_all_the_same(world: World) -> None:
    asked = Asked(world, question(at_most={"days": 1}, into="好み"), WAYS)
    asked.later(days=2)
    assert asked.got() == ["どちらが？", "pity"]
    asked.taps(0)
    assert known("好み") == "和食"
    assert asked.got() == ["どちらが？", "pity"]


def test_what_the_step_does_is_for_those_who_answer(world: World) -> None:
    asked = Asked(world, question(then={"add_label": "回答済み", "end": True}), step("never"))
    assert labels_of() == set()
    asked.taps(0)
    assert labels_of() == {"回答済み"}
    assert asked.got() == ["どちらが？"]
    assert world.states()[0][1] == EnrollmentState.DONE


def test_words_are_an_answer_while_the_question_waits(world: World) -> None:
    asked = Asked(world, question(into="好み"), WAYS)
    assert asked.writes("こんにちは") == "no_choice"
    assert asked.writes(" 洋食 ") is None
    assert asked.got() == ["どちらが？", "thanks"]
    assert asked.writes("和食") is None
    assert known("好み") == "洋食"


def test_bad_answers_get_a_word_only_so_often(world: World) -> None:
    ask = {"id": "taste", "ask": {"text": "何名様？", "kind": "number", "into": "人数", "tries": 2}}
    asked = Asked(world, ask, WAYS)
    assert [asked.writes("abc") for _ in range(4)] == ["no_number", "no_number", None, None]
    assert asked.got() == ["何名様？"]
    asked.writes("３名")
    assert asked.got() == ["何名様？", "thanks"]
    assert known("人数") == "3"


def test_an_answer_in_the_night_is_answered_then(world: World) -> None:
    asked = Asked(world, question(), WAYS)
    asked.later(hours=11)
    asked.taps(0)
    assert asked.got() == ["どちらが？", "thanks"]


@pytest.mark.parametrize(
    ("ask", "said", "field", "value"),
    [
        ({"kind": "number", "into": "age"}, "25", "birthday", "2000-12-02..2001-12-01"),
        ({"choices": ["20代", "30代以上"], "into": "age"}, "20代", "birthday",
         "1996-12-02..2006-12-01"),
        ({"kind": "number", "into": "birth_year"}, "1990年", "birthday", "1990-01-01..1990-12-31"),
        ({"kind": "date", "into": "birthday"}, "1990/2/3", "birthday", "1990-02-03"),
        ({"choices": ["女性", "男性"], "into": "gender"}, "女性", "gender", "female"),
        ({"into": "area"}, "京都", "area", "京都"),
        ({"kind": "date", "into": "来店日"}, "12/24", "来店日", "2026-12-24"),
        ({"kind": "date", "into": "来店日"}, "1月5日", "来店日", "2027-01-05"),
        ({"choices": ["肉", "魚", "野菜"], "kind": "many", "into": "好物"}, "野菜, 肉", "好物",
         "肉、野菜"),
    ],
)  # fmt: skip
def test_answers_fill_in_what_is_known(
    world: World, ask: dict[str, Any], said: str, field: str, value: str
) -> None:
    asked = Asked(world, {"id": "taste", "ask": {"text": "？", **ask}}, WAYS)
    asked.writes(said)
    assert known(field) == value
    assert asked.got()[-1] == "thanks"


def test_several_are_chosen_one_by_one(world: World) -> None:
    ask = {"text": "？", "choices": ["肉", "魚", "野菜"], "kind": "many", "label": True}
    asked = Asked(world, {"id": "taste", "ask": ask}, WAYS)
    assert asked.taps("done") == ["no_choice"]
    assert asked.taps(2) == ["chosen"]
    assert asked.taps(0) == ["chosen"]
    assert asked.taps(2) == ["chosen"]
    assert asked.taps(1) == ["chosen"]
    assert labels_of() == set()
    assert asked.taps("done") == []
    assert labels_of() == {"肉", "魚"}
    assert asked.got()[-1] == "thanks"


def test_a_date_is_picked(world: World) -> None:
    ask = {"text": "ご来店は？", "kind": "date", "into": "来店日"}
    asked = Asked(world, {"id": "taste", "ask": ask}, WAYS)
    assert asked.taps("date", date="2026-12-24") == []
    assert known("来店日") == "2026-12-24"


def test_a_quiz_may_be_tried_again(world: World) -> None:
    arms = [
        {"when": {"attribute": "答え", "is": "洋食"}, "steps": [step("right")]},
        {"otherwise": None, "steps": [step("sorry")]},
    ]
    quiz = question(right="洋食", tries=2, into="答え")
    asked = Asked(world, quiz, {"id": "ways", "branch": arms})
    world.follow("太郎")
    world.send()
    assert (asked.taps(0), asked.taps(1)) == (["wrong"], [])
    assert (asked.taps(0, "太郎"), asked.taps(0, "太郎")) == (["wrong"], [])
    assert (asked.got()[-1], asked.got("太郎")[-1]) == ("right", "sorry")


def test_nobody_answers_what_they_were_not_asked(world: World) -> None:
    asked = Asked(world, step("first", {"days": 1}), question(into="好み"))
    friends.known(user_id("太郎"))
    assert asked.taps(0) == ["nowhere"]
    assert asked.taps(0, "太郎") == ["nowhere"]
    assert asked.taps(0, step_id="first") == ["nowhere"]
    assert asked.taps(9) == ["nowhere"]
    assert rows("SELECT count(*) FROM answer")[0][0] == 0
    asked.later(days=1)
    assert asked.taps(9) == ["no_choice"]
    assert known("好み") is None


def test_a_waiting_step_hears_of_the_answer(world: World) -> None:
    asked = Asked(world, question(at_most={"hours": 1}), step("day", {"days": 1}),
                  step("last", {"for": {"answered": "taste"}}))  # fmt: skip
    asked.later(days=2)
    asked.later(days=2)
    assert asked.got() == ["どちらが？", "day"]
    asked.taps(0)
    assert asked.got() == ["どちらが？", "day", "last"]
