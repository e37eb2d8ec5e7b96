"""Rules inside a scenario, put together with the same screens as a group's."""

import pytest

from admin_flows.ports.commands import ChangeUserGroup, MakeUserGroup
from bot.domain.asking import Ask
from bot.domain.buttons import Buttons
from bot.domain.conditions import Condition, parts_of
from bot.domain.document import FriendAdded, Scenario, Step, Text, When
from bot.domain.pressing import Button
from bot.domain.rules import loaded
from bot.domain.steps import Otherwise
from tests.flows.fakes import Shop
from tests.flows.phone import Phone, person
from tests.flows.shops import draft, full_shop

ASKED = Ask(text="年代は？", choices=("24歳以下", "25〜44歳", "45歳以上"), into="age")
TASTE = Ask(text="お好みは？", choices=("肉", "魚"), label=True)


@pytest.fixture
def shop(clock: object) -> Shop:
    return full_shop(clock)  # type: ignore[arg-type]


@pytest.fixture
def id_(shop: Shop) -> int:
    link = Button(label="予約", link="https://shop.example/reserve")
    document = Scenario(
        name="再来店",
        start=(FriendAdded(),),
        steps=(
            Step(id="s1", ask=ASKED),
            Step(id="s2", ask=TASTE),
            Step(id="s3", send=(Buttons(text="ご予約はこちら", buttons=(link,)),)),
            Step(id="s4", send=(Text(text="またどうぞ"),)),
            Step(
                id="s5",
                branch=(When(when=loaded('{"label": "会員"}')), Otherwise(otherwise=None)),
            ),
        ),
    )
    return draft(shop, document)


def only(shop: Shop, id_: int) -> Condition | None:
    return shop.kept[id_].draft.all_steps[3].only


def test_a_step_is_for_some_only(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:step.card:{id_}.s4").tap("For whom", "＋ Add a part", "Label")
    sato.open("会員").tap("Has it", "Done")
    assert sato.screen == "step.card"
    assert "「会員」あり" in sato.words
    assert only(shop, id_) == loaded('{"label": "会員"}')
    sato.tap("For whom").type("1").tap("Make it the opposite", "Done")
    assert only(shop, id_) == loaded('{"not": {"label": "会員"}}')
    sato.tap("For whom").type("1").tap("Take out of the rule", "Done")
    assert only(shop, id_) is None


@pytest.mark.parametrize(
    ("path", "part"),
    [
        (("Answer", "年代は", "25〜44歳"), '{"attribute": "age", "between": [25, 44]}'),
        (("Answer", "年代は", "24歳以下"), '{"attribute": "age", "under": 25}'),
        (("Answer", "年代は", "45歳以上"), '{"attribute": "age", "at_least": 45}'),
        (("Answer", "お好みは", "肉"), '{"label": "肉"}'),
        (("Answer", "お好みは", "答えていない"), '{"not": {"answered": "s2"}}'),
        (("Reaction", "ご予約は", "タップした"), '{"tapped": "s3"}'),
        (("Reaction", "ご予約は", "タップしていない"), '{"not": {"tapped": "s3"}}'),
        (("Other facts", "言語", "English"), '{"attribute": "language", "is": "en"}'),
    ],
)
def test_a_part_is_tapped_together(
    sato: Phone, shop: Shop, id_: int, path: tuple[str, ...], part: str
) -> None:
    sato.press(f"go:rule.card:only.{id_}.s4").tap("＋ Add a part", path[0]).open(*path[1:])
    assert sato.screen == "rule.card"
    sato.tap("Done")
    assert only(shop, id_) == loaded(part)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        (("今の月", "12 1"), '{"month": [12, 1]}'),
        (("今の曜日", "土日"), '{"weekday": ["sat", "sun"]}'),
        (("今の時刻", "10:00〜18:00"), '{"hour": "10:00-18:00"}'),
    ],
)
def test_a_part_about_now_is_typed(
    sato: Phone, shop: Shop, id_: int, typed: tuple[str, str], part: str
) -> None:
    row, said = typed
    sato.press(f"go:rule.card:only.{id_}.s4").tap("＋ Add a part", "Other facts").open(row)
    sato.type("いつか")
    assert sato.screen == "rule.how"
    sato.type(said).tap("Done")
    assert only(shop, id_) == loaded(part)


def test_a_part_gets_another_value(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press("go:rule.card:group.1").type("1").tap("Change its value").type("2週間以上")
    assert "「会員」から2週間以上" in sato.words


def test_who_never_enters_and_what_ends_it(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:start.card:{id_}").tap("Never enters", "＋ Add a part")
    sato.tap("Answer")  # nobody has answered before entering: in another walk they may have
    assert "どのシナリオですか？" in sato.words
    sato.tap("Back to the rule", "＋ Add a part", "Label").open("会員").tap("Has it", "Done")
    assert sato.screen == "start.card"
    sato.tap("Ends early", "＋ Add a part", "Answer").open("お好みは").tap("Any answer", "Done")
    document = shop.kept[id_].draft
    assert document.unless == loaded('{"label": "会員"}')
    assert document.stop_when == loaded('{"answered": "s2"}')
    assert "ステップ2に答えた" in sato.words


def test_a_way_of_a_branch(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:rule.card:arm.{id_}.s5.0").type("1").tap("Take out of the rule")
    assert not sato.has("Done")  # a way is always for somebody
    sato.tap("＋ Add a part", "Answer").open("お好みは", "魚").tap("Done")
    arm = shop.kept[id_].draft.all_steps[4].branch[0]
    assert isinstance(arm, When)
    assert arm.when == loaded('{"label": "魚"}')


def test_three_parts_become_a_group(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:rule.card:only.{id_}.s4")
    for tile in ("Has it", "7 days or more", "Within 30 days"):
        assert not sato.has("Save as group")
        sato.tap("＋ Add a part", "Label").open("会員").tap(tile)
    sato.tap("Save as group").type("お得意様").tap("Done")
    assert only(shop, id_) == loaded('{"group": "お得意様"}')
    made = shop.done[0]
    assert isinstance(made, MakeUserGroup)


def test_who_has_never_been_in_another_scenario(sato: Phone, shop: Shop, id_: int) -> None:
    draft(shop, Scenario(name="お礼"))
    sato.press(f"go:rule.card:only.{id_}.s4").tap("＋ Add a part", "Scenario")
    sato.open("お礼").tap("Never in it")
    assert "「お礼」に入ったことがない" in sato.words
    sato.tap("Done")
    assert only(shop, id_) == loaded('{"not": {"entered": "お礼"}}')


def test_people_are_seen_unless_only_walks_know_them(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press(f"go:rule.card:only.{id_}.s4").tap("＋ Add a part", "Group").open("近所")
    sato.tap("See people")
    assert "山田花子" in sato.words
    sato.tap("Back to the rule", "＋ Add a part", "Reaction").open("ご予約は").tap("Tapped it")
    assert not sato.has("See people")
    assert sato.reads("How many fit is only known inside the scenario.")


def test_a_deeper_rule_is_read_and_replaced(sato: Phone, shop: Shop, id_: int) -> None:
    deep = loaded('{"any": [{"all": [{"label": "A"}, {"label": "B"}]}, {"label": "C"}]}')
    kept = shop.kept[id_]
    kept.draft = kept.draft.model_copy(update={"stop_when": deep})
    sato.press(f"go:rule.card:stop_when.{id_}")
    assert "「A」ありで、「B」あり" in sato.words
    assert not sato.has("Done")
    sato.tap("Take it out")
    assert kept.draft.stop_when is None
    kept.draft = kept.draft.model_copy(update={"stop_when": deep})
    sato.press(f"go:rule.card:stop_when.{id_}").tap("Replace it", "Label").open("会員")
    sato.tap("Has it", "Done")
    assert kept.draft.stop_when == loaded('{"label": "会員"}')


@pytest.mark.parametrize("ids", ["", "x.1", "only.7.gone", "arm.7.s2", "unless.999", "group.99"])
def test_a_crafted_look_changes_nothing(sato: Phone, shop: Shop, ids: str) -> None:
    sato.press(f"go:rule.card:{ids}" if ids else "go:rule.card")
    assert sato.screen != "rule.card"
    assert shop.done == []


def test_a_viewer_makes_no_rules(mori: Phone, shop: Shop, id_: int) -> None:
    viewer = Phone(mori.runner, person("高橋", "viewer"))
    assert viewer.press(f"go:rule.card:only.{id_}.s4").screen == "refused.role"


@pytest.mark.parametrize(
    ("path", "part"),
    [
        (("Reaction", "再来店", "ご予約は", "Tapped it"), '{"tapped": "s3", "scenario": "再来店"}'),
        (
            ("Reaction", "再来店", "ご予約は", "Did not tap it"),
            '{"not": {"tapped": "s3", "scenario": "再来店"}}',
        ),
        (
            ("Answer", "再来店", "お好みは", "Any answer"),
            '{"answered": "s2", "scenario": "再来店"}',
        ),
        (("Answer", "再来店", "お好みは", "肉"), '{"label": "肉"}'),
    ],
)
def test_a_group_of_those_who_did_something_with_a_step(
    sato: Phone, shop: Shop, id_: int, path: tuple[str, ...], part: str
) -> None:
    sato.press("go:rule.card:group.1").tap("＋ Add a part", path[0])
    sato.open(*path[1:-1]).tap(path[-1])
    assert sato.screen == "rule.card"
    sato.tap("Done")
    command = shop.done[-1]
    assert isinstance(command, ChangeUserGroup)
    assert loaded(part) in parts_of(command.rule)


def test_the_step_is_told_by_its_number_there(sato: Phone, shop: Shop, id_: int) -> None:
    sato.press("go:rule.card:group.1").tap("＋ Add a part", "Reaction").open("再来店", "ご予約は")
    sato.tap("Tapped it")
    assert "「再来店」のステップ3をタップした" in sato.words
    assert "128" in sato.words


def test_a_rule_inside_may_ask_for_a_step_of_another_scenario(
    sato: Phone, shop: Shop, id_: int
) -> None:
    other = draft(shop, Scenario(name="お礼", steps=(Step(id="q", ask=TASTE),)))
    assert other != id_
    sato.press(f"go:rule.card:only.{id_}.s4").tap("＋ Add a part", "Answer")
    sato.tap("A step of another scenario").open("お礼", "お好みは").tap("Any answer", "Done")
    assert only(shop, id_) == loaded('{"answered": "q", "scenario": "お礼"}')
