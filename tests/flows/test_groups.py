"""Groups of friends, made and changed in the chat."""

import pytest

from admin_flows.ports import facts
from admin_flows.ports.commands import ChangeUserGroup, MakeUserGroup, Undo
from bot.domain.rules import loaded
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import full_shop


@pytest.fixture
def shop(clock: object) -> Shop:
    return full_shop(clock)  # type: ignore[arg-type]


def rule_after(sato: Phone, shop: Shop) -> object:
    """What is saved by the last tap."""
    sato.tap("Done")
    command = shop.done[-1]
    assert isinstance(command, ChangeUserGroup)
    return command.rule


def test_a_group_is_made_part_by_part(sato: Phone, shop: Shop) -> None:
    sato.menu("friends.find").tap("Groups", "＋ New group", "＋ Add a part", "Label").open("会員")
    sato.type("2週間以上")
    assert sato.screen == "rule.card"
    assert "「会員」から2週間以上" in sato.words
    assert "128" in sato.words
    sato.tap("＋ Add a part", "Gender, age").open("性別").tap("Women")
    assert "「会員」から2週間以上で、女性" in sato.words
    sato.tap("Done")
    assert sato.screen == "group.new"
    sato.type("あ" * 21)
    assert sato.screen == "group.new"
    sato.type("お得意様")
    assert sato.screen == "group.card"
    rule = loaded(
        '{"all": [{"label": "会員", "for_at_least": {"weeks": 2}},'
        ' {"attribute": "gender", "is": "female"}]}'
    )
    assert shop.done == [MakeUserGroup("お得意様", rule)]


@pytest.mark.parametrize(
    ("path", "said", "part"),
    [
        (("Friend since",), "30〜60", '{"days_since_friend": {"between": [30, 60]}}'),
        (("Gender, age", "年齢"), "25歳未満", '{"attribute": "age", "under": 25}'),
        (("Gender, age", "年齢"), "45+", '{"attribute": "age", "at_least": 45}'),
        (
            ("Other facts", "地域"),
            "東京 大阪",
            '{"attribute": "area", "is": ["東京", "大阪"]}',
        ),
        (("Label", "会員"), "3時間以内", '{"label": "会員", "for_less_than": {"hours": 3}}'),
    ],
)
def test_a_part_is_typed(
    sato: Phone, shop: Shop, path: tuple[str, ...], said: str, part: str
) -> None:
    sato.press("go:group.card:1").tap("Change the rule", "＋ Add a part", path[0])
    sato.open(*path[1:]).type(said)
    rule = loaded(f'{{"all": [{{"label": "会員"}}, {part}]}}')
    assert rule_after(sato, shop) == rule


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("Label", "会員"), "いつか"),
        (("Friend since",), "ずっと"),
        (("Gender, age", "年齢"), "大人"),
        (("Other facts", "予約日時"), "12/24"),
        (("Gender, age", "年齢"), "44〜25"),
        (("Label", "会員"), "99999日以上"),
    ],
)
def test_what_is_not_understood_is_asked_again(
    sato: Phone, shop: Shop, path: tuple[str, ...], said: str
) -> None:
    sato.press("go:group.card:1").tap("Change the rule", "＋ Add a part", path[0])
    sato.open(*path[1:]).type(said)
    assert sato.screen == "rule.how"
    assert "×" in sato.words


def test_a_crafted_tile_makes_nothing(sato: Phone, shop: Shop) -> None:
    for code in ("least-0", "least-999", "within-000", "x", "not-1"):
        sato.press("go:group.card:1").tap("Change the rule", "＋ Add a part", "Label").open("会員")
        kept = sato.runner.conversations.load(sato.actor.user_id)
        assert kept is not None
        sato.press(f"do:rule.how:{kept.token}:take:{code}")
        assert sato.screen in {"home.today", "rule.card"}
        shop.clock.tick(5)


def test_parts_are_joined_turned_and_taken_out(sato: Phone, shop: Shop) -> None:
    sato.press("go:group.card:1").tap("Change the rule", "＋ Add a part", "Scenario")
    sato.open("週替わり").tap("Not inside", "Any of them is enough")
    assert "「会員」ありか、" in sato.words
    sato.type("1").tap("Make it the opposite")
    assert "「会員」なし" in sato.words
    sato.type("2").tap("Take out of the rule")
    assert rule_after(sato, shop) == loaded('{"not": {"label": "会員"}}')


def test_a_group_of_groups_never_offers_itself(sato: Phone, shop: Shop) -> None:
    sato.press("go:group.card:1").tap("Change the rule", "＋ Add a part", "Group")
    assert "近所" in sato.words
    assert "常連" not in sato.words
    sato.open("近所")
    assert "グループ「近所」" in sato.words


def test_ten_parts_are_enough(sato: Phone, shop: Shop) -> None:
    sato.press("go:group.card:1").tap("Change the rule")
    for _ in range(9):
        sato.tap("＋ Add a part", "Label").type("1").tap("Has it")
    assert not sato.has("＋ Add a part")


def test_a_group_is_renamed_and_deleted(sato: Phone, shop: Shop) -> None:
    sato.press("go:group.card:1").tap("Rename").type("なじみ")
    assert sato.screen == "group.card"
    assert "なじみ" in sato.words
    sato.tap("Delete", "Delete").tap("Undo")
    assert isinstance(shop.done[-1], Undo)
    assert [one.name for one in shop.grouped] == ["近所"]
    assert sato.press("go:group.card:1").screen == "group.list"
    sato.press("go:group.delete:2")
    assert not sato.has("Delete this")
    assert "誕生月" in sato.words


def test_its_people_are_listed(sato: Phone, shop: Shop) -> None:
    shop.known = [facts.FriendFacts(number, f"友{number}") for number in range(1, 10)]
    shop.known[2] = facts.FriendFacts(3, "友3", "blocked")
    sato.press("go:group.card:1").tap("See people")
    assert "友8" in sato.words
    assert "友3" not in sato.words
    assert "友9" not in sato.words
    assert "友9" in sato.tap("Next ›").words
    sato.type("1")
    assert sato.screen == "friend.card"


def test_a_viewer_only_looks(mori: Phone, shop: Shop) -> None:
    from tests.flows.phone import person

    viewer = Phone(mori.runner, person("高橋", "viewer"))
    assert viewer.press("go:group.list").screen == "group.list"
    assert viewer.press("go:group.card:1").screen == "group.card"
    assert not viewer.has("Change the rule")
    assert viewer.press("go:group.delete:1").screen == "refused.role"
