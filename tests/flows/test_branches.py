"""Branches, questions and what steps do, built by tapping."""

import pytest

from bot.domain.asking import Ask
from bot.domain.buttons import Buttons
from bot.domain.document import (
    After,
    First,
    FriendAdded,
    Otherwise,
    Scenario,
    Split,
    Step,
    Text,
    Then,
    When,
)
from bot.domain.effects import Jump, Notify
from bot.domain.pressing import Button
from bot.domain.rules import loaded
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import draft, full_shop

TASTE = Ask(text="お好みは？", choices=("肉", "魚"), label=True)
LINK = Button(label="予約", link="https://shop.example/reserve")


@pytest.fixture
def shop(clock: object) -> Shop:
    return full_shop(clock)  # type: ignore[arg-type]


@pytest.fixture
def id_(shop: Shop) -> int:
    steps = (
        Step(id="s1", ask=TASTE),
        Step(id="s2", send=(Buttons(text="ご予約はこちら", buttons=(LINK,)),)),
        Step(id="s3", send=(Text(text="またどうぞ"),)),
    )
    return draft(shop, Scenario(name="再来店", start=(FriendAdded(),), steps=steps))


def steps_of(shop: Shop, id_: int) -> tuple[Step, ...]:
    return shop.kept[id_].draft.steps


def rules(step: Step) -> list[object]:
    return [arm.when for arm in step.branch if isinstance(arm, When)]


class TestKinds:
    def test_a_text_alone_is_a_message(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:timeline.view:{id_}").tap("＋ Add at end").type("そのまま送る文")
        sato.tap("Right away")
        assert steps_of(shop, id_)[-1].send == (Text(text="そのまま送る文"),)
        assert sato.screen == "timeline.view"

    def test_labels_are_picked_or_new(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.kind:{id_}").tap("Label").type("1").tap("Right away")
        sato.press(f"go:step.kind:{id_}").tap("Label").type("案内済み").tap("Right away")
        sato.press(f"go:step.kind:{id_}").tap("Label", "Take a label off instead").open("会員")
        sato.tap("Right away")
        assert [step.then for step in steps_of(shop, id_)[-3:]] == [
            Then(add_label=("会員",)),
            Then(add_label=("案内済み",)),
            Then(remove_label=("会員",)),
        ]

    def test_staff_are_told(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.kind:{id_}").tap("Tell staff").type("{名前}さんにお電話を")
        sato.tap("Right away")
        told = Notify(text='{{ friend.name | default("お客様") }}さんにお電話を')
        assert steps_of(shop, id_)[-1].then == Then(notify=told)

    def test_another_scenario_comes_next(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.kind:{id_}").tap("Go to scenario").open("誕生月").tap("Keep both")
        assert steps_of(shop, id_)[-1].then == Then(jump=Jump(to="誕生月", keep=True))
        sato.press(f"go:step.kind:{id_}").tap("Go to scenario").type("再来店").tap("End this one")
        assert steps_of(shop, id_)[-1].then == Then(jump=Jump(to="再来店"))

    def test_the_end_and_fields(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.kind:{id_}").tap("End, other", "The walk ends", "Right away")
        assert steps_of(shop, id_)[-1].then == Then(end=True)
        sato.press(f"go:step.kind:{id_}").tap("End, other", "Set a field").type("最終来店日")
        sato.tap("The day it is", "Right away")
        assert steps_of(shop, id_)[-1].then == Then(set_={"最終来店日": "today"})
        sato.press(f"go:step.kind:{id_}").tap("End, other", "Add points").type("点").type("3")
        sato.tap("Right away")
        assert steps_of(shop, id_)[-1].then == Then(add={"点": 3})

    def test_what_is_done_after_sending(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.card:{id_}.s3").tap("Then", "Add label").open("会員")
        sato.tap("Take label off").type("新規")
        assert sato.screen == "then.pick"  # nobody has a label of that name
        sato.type("会員")
        assert steps_of(shop, id_)[2].then == Then(remove_label=("会員",))
        sato.tap("Leave to a person", "Take out")
        assert steps_of(shop, id_)[2].then == Then(take_over=True)
        sato.tap("Take out")
        assert steps_of(shop, id_)[2].then is None

    def test_points_are_a_number(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.kind:{id_}").tap("End, other", "Add points").type("点").type(
            "たくさん"
        )
        assert sato.screen == "then.value"
        assert "たくさん" in sato.words


class TestQuestions:
    def test_age_groups(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.kind:{id_}").tap("Question", "Age group").type("25 45")
        sato.tap("On after 1 day")
        ask = steps_of(shop, id_)[-1].ask
        assert ask
        assert ask.choices == ("24歳以下", "25〜44歳", "45歳以上")
        assert (ask.into, ask.at_most) == ("age", After(days=1))
        assert sato.screen == "q.card"

    @pytest.mark.parametrize(
        ("tile", "asked"),
        [("Gender", ("choice", "gender")), ("Birthday", ("date", "birthday"))],
    )
    def test_usual_questions(
        self, sato: Phone, shop: Shop, id_: int, tile: str, asked: tuple[str, str]
    ) -> None:
        sato.press(f"go:step.kind:{id_}").tap("Question", tile, "Wait until it is answered")
        ask = steps_of(shop, id_)[-1].ask
        assert ask
        assert (ask.asks_for, ask.into) == asked
        assert ask.at_most is None

    def test_a_question_of_ones_own(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.kind:{id_}").tap("Question", "A question of your own")
        sato.type("辛さは？").tap("Buttons").type("甘口")
        assert sato.screen == "q.ask"
        sato.type("甘口\n辛口").tap("As a label").type("2時間")
        ask = steps_of(shop, id_)[-1].ask
        assert ask == Ask(
            text="辛さは？",
            choices=("甘口", "辛口"),
            kind="choice",
            label=True,
            at_most=After(hours=2),
        )
        sato.tap("Right answer").tap("辛口")
        sato.tap("Kept as", "In a field").type("好み")
        ask = steps_of(shop, id_)[-1].ask
        assert ask
        assert (ask.right, ask.into, ask.label) == ("辛口", "好み", None)
        sato.tap("Remove the question")
        assert steps_of(shop, id_)[-1].ask is None

    def test_a_question_below_a_message(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:q.kind:{id_}.s3").tap("Area").type("東京\n大阪").tap("On after 3 days")
        step = steps_of(shop, id_)[2]
        assert step.ask
        assert (step.ask.into, step.ask.choices) == ("area", ("東京", "大阪"))
        assert step.send == (Text(text="またどうぞ"),)

    def test_its_answers_part_the_ways_at_once(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:q.card:{id_}.s1").tap("Branch by answer")
        assert sato.screen == "branch.lanes"
        branch = steps_of(shop, id_)[1]
        assert rules(branch) == [loaded('{"label": "肉"}'), loaded('{"label": "魚"}')]
        assert branch.branch[-1] == Otherwise(otherwise=None)


class TestBranches:
    def how(self, sato: Phone, id_: int, *path: str) -> Phone:
        return sato.press(f"go:step.kind:{id_}").tap("Branch", *path)

    def test_by_answer_and_by_reaction(self, sato: Phone, shop: Shop, id_: int) -> None:
        self.how(sato, id_, "By answer").open("お好みは")
        assert len(steps_of(shop, id_)[-1].branch) == 3
        self.how(sato, id_, "By reaction").open("ご予約は")
        assert steps_of(shop, id_)[-1].wait == After(days=1)
        assert rules(steps_of(shop, id_)[-1]) == [loaded('{"tapped": "s2"}')]

    def test_by_age(self, sato: Phone, shop: Shop, id_: int) -> None:
        self.how(sato, id_, "By age").type("大人")
        assert sato.screen == "branch.ask"
        sato.type("25 45")
        assert rules(steps_of(shop, id_)[-1]) == [
            loaded('{"attribute": "age", "under": 25}'),
            loaded('{"attribute": "age", "between": [25, 44]}'),
            loaded('{"attribute": "age", "at_least": 45}'),
        ]
        assert sato.screen == "branch.first"
        assert "1,240人中128人（10%）" in sato.words  # whose age is known

    def test_what_is_not_known_of_many_is_asked_first(
        self, sato: Phone, shop: Shop, id_: int
    ) -> None:
        self.how(sato, id_, "By age").type("25 45").tap("Ask first")
        asking, parting = steps_of(shop, id_)[-2:]
        assert asking.ask
        assert (asking.ask.into, asking.ask.at_most) == ("age", After(days=3))
        assert asking.ask.choices == ("24歳以下", "25〜44歳", "45歳以上")
        assert len(parting.branch) == 4
        assert sato.screen == "branch.lanes"
        assert "ステップ4で先にたずねます" in sato.words

    def test_or_it_stays_as_it_is(self, sato: Phone, shop: Shop, id_: int) -> None:
        self.how(sato, id_, "By area").type("東京").tap("Keep as is")
        assert sato.screen == "branch.lanes"
        assert len(steps_of(shop, id_)) == 4
        self.how(sato, id_, "By area").type("大阪").tap("Ask first")
        asking = steps_of(shop, id_)[-2]
        assert asking.ask
        assert asking.ask.choices == ("大阪", "そのほかの地域")

    def test_nothing_is_offered_once_it_is_asked_or_known(
        self, sato: Phone, shop: Shop, id_: int
    ) -> None:
        self.how(sato, id_, "By gender").tap("Ask first")
        self.how(sato, id_, "By gender")
        assert sato.screen == "branch.lanes"  # a step before it asks
        shop.fits = 1000
        self.how(sato, id_, "By age").type("25")
        assert sato.screen == "branch.lanes"

    def test_by_label_gender_and_area(self, sato: Phone, shop: Shop, id_: int) -> None:
        self.how(sato, id_, "By label").type("1 2")
        assert sato.screen == "branch.ask"
        sato.type("1")
        assert rules(steps_of(shop, id_)[-1]) == [loaded('{"label": "会員"}')]
        self.how(sato, id_, "By gender")
        assert len(rules(steps_of(shop, id_)[-1])) == 2
        self.how(sato, id_, "By area").type("東京、大阪")
        assert len(rules(steps_of(shop, id_)[-1])) == 2

    def test_shares_are_a_hundred(self, sato: Phone, shop: Shop, id_: int) -> None:
        sato.press(f"go:step.kind:{id_}").tap("A/B test").type("40 30 20")
        assert "90" in sato.words
        sato.type("40 30 30")
        assert [arm.split for arm in steps_of(shop, id_)[-1].branch if isinstance(arm, Split)] == [
            40, 30, 30,
        ]  # fmt: skip
        sato.press(f"go:step.kind:{id_}").tap("A/B test", "70 to 30")
        assert len(steps_of(shop, id_)[-1].branch) == 2

    def test_the_first_ones(self, sato: Phone, shop: Shop, id_: int) -> None:
        self.how(sato, id_, "First come").type("10")
        arms = steps_of(shop, id_)[-1].branch
        assert arms == (First(first=10), Otherwise(otherwise=None))

    def test_by_a_rule_and_one_more_way(self, sato: Phone, shop: Shop, id_: int) -> None:
        self.how(sato, id_, "By a rule").tap("＋ Add a part", "Label").open("会員")
        sato.tap("Has it", "Done")
        assert sato.screen == "branch.lanes"
        sato.tap("＋ Add a way", "＋ Add a part", "Group").open("近所").tap("Done")
        branch = steps_of(shop, id_)[-1]
        assert rules(branch) == [loaded('{"label": "会員"}'), loaded('{"group": "近所"}')]
        assert isinstance(branch.branch[-1], Otherwise)


@pytest.fixture
def parted(sato: Phone, shop: Shop, id_: int) -> Phone:
    sato.press(f"go:q.card:{id_}.s1").tap("Branch by answer", "＋ Add a step", "Message")
    return sato.tap("3 days", "10:00").type("お肉の日です").tap("That is all")


class TestWays:
    def test_a_step_is_added_to_one(self, parted: Phone, shop: Shop, id_: int) -> None:
        assert parted.screen == "arm.view"
        assert "お肉の日" in parted.words
        parted.tap("＋ Add a step").type("お肉の日、2回目").tap("7 days", "10:00")
        arm = steps_of(shop, id_)[1].branch[0]
        assert [step.send[0] for step in arm.steps] == [
            Text(text="お肉の日です"),
            Text(text="お肉の日、2回目"),
        ]
        assert parted.screen == "arm.view"
        parted.tap("All ways")
        assert parted.screen == "branch.lanes"

    def test_it_is_copied_and_the_texts_walked(self, parted: Phone, shop: Shop, id_: int) -> None:
        parted.tap("All ways", "Copy").type("A")
        assert parted.screen == "arm.copy"
        parted.tap("To all ways")
        assert parted.screen == "copy.text"
        assert "お肉の日" in parted.words
        parted.type("お魚の日です").tap("Keep it")
        assert parted.screen == "branch.lanes"
        texts = [arm.steps[0].send[0] for arm in steps_of(shop, id_)[1].branch]
        assert texts == [
            Text(text="お肉の日です"),
            Text(text="お魚の日です"),
            Text(text="お肉の日です"),
        ]
        ids = [step.id for step in shop.kept[id_].draft.all_steps]
        assert len(set(ids)) == len(ids)

    def test_into_one_by_its_letter(self, parted: Phone, shop: Shop, id_: int) -> None:
        parted.tap("All ways", "Copy").type("b").tap("Later")
        assert [len(arm.steps) for arm in steps_of(shop, id_)[1].branch] == [1, 1, 0]

    def test_in_another_order(self, parted: Phone, shop: Shop, id_: int) -> None:
        parted.tap("All ways", "Order, delete", "Behind the way on its right")
        assert [len(arm.steps) for arm in steps_of(shop, id_)[1].branch] == [0, 1, 0]
        assert parted.screen == "branch.lanes"

    def test_deleted_and_brought_back(self, parted: Phone, shop: Shop, id_: int) -> None:
        whole = steps_of(shop, id_)
        parted.tap("All ways", "Order, delete", "Delete")
        assert len(steps_of(shop, id_)[1].branch) == 2
        parted.tap("Undo")
        assert steps_of(shop, id_) == whole

    def test_its_place_can_be_typed(self, parted: Phone, id_: int) -> None:
        parted.press(f"go:timeline.view:{id_}").type("2-A-1")
        assert parted.screen == "step.card"
        assert "お肉の日" in parted.words
        assert parted.press(f"go:timeline.view:{id_}").type("2-D-1").screen == "timeline.view"

    def test_steps_are_called_by_their_way_wherever_they_are_named(
        self, parted: Phone, shop: Shop, id_: int
    ) -> None:
        inner = steps_of(shop, id_)[1].branch[0].steps[0]
        parted.press(f"go:step.card:{id_}.{inner.id}")
        assert "再来店・2-A-1" in parted.words
        parted.press(f"go:step.wait:{id_}.{inner.id}")
        assert "（2）" in parted.words  # counted from the branch
        parted.press(f"go:timeline.view:{id_}")
        assert "2-A-1" in parted.words
        assert parted.type("3").screen == "step.card"
        assert "再来店・3" in parted.words
        parted.press(f"go:step.move:{id_}.s3").type("2-A-1")
        assert [step.id for step in steps_of(shop, id_)[1].branch[0].steps] == [inner.id, "s3"]

    def test_a_long_timeline_folds_its_ways(self, parted: Phone, shop: Shop, id_: int) -> None:
        deep = steps_of(shop, id_)[1].branch[0].steps[0]
        for _ in range(11):
            parted.press(f"go:step.more:{id_}.{deep.id}").tap("Copy")
        parted.press(f"go:timeline.view:{id_}")
        assert "2-A-1" in parted.words  # 16 steps at most are shown one by one
        parted.press(f"go:step.more:{id_}.{deep.id}").tap("Copy")
        parted.press(f"go:timeline.view:{id_}.at.{deep.id}")
        assert "2-A-1" not in parted.words
        assert "13ステップ" in parted.words
        parted.type("2")
        assert parted.screen == "branch.lanes"
        assert parted.press(f"go:timeline.view:{id_}").type("2-A-13").screen == "step.card"

    def test_a_step_is_moved_to_a_way(self, parted: Phone, shop: Shop, id_: int) -> None:
        parted.press(f"go:step.move:{id_}.s3").type("2-B")
        assert steps_of(shop, id_)[1].branch[1].steps[0].id == "s3"
        assert parted.screen == "arm.view"

    def test_a_branch_in_a_way(self, parted: Phone, shop: Shop, id_: int) -> None:
        parted.tap("＋ Add a step", "Branch", "By gender", "Keep as is")
        parted.tap("＋ Add a step", "Message", "Right away")
        parted.type("奥の文").tap("That is all")
        inner = steps_of(shop, id_)[1].branch[0].steps[1]
        assert inner.branch[0].steps[0].send == (Text(text="奥の文"),)
        assert parted.press(f"go:timeline.view:{id_}").type("2-A-2-A-1").screen == "step.card"
