"""A change is published for newcomers or for those inside, too, and taken back again."""

import pytest

from admin_flows.ports.commands import PublishDraft, PublishVersion
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import running, three_steps


def changed(shop: Shop, *, wait_too: bool = False) -> None:
    running(shop, three_steps())
    before = three_steps()
    first, second, third = before.steps
    words = second.model_copy(update={"send": second.send[:1]})
    first = first.model_copy(update={"wait": third.wait}) if wait_too else first
    shop.kept[1].draft = before.model_copy(update={"steps": (first, words, third)})


def appended(shop: Shop) -> None:
    running(shop, three_steps())
    before = three_steps()
    last = before.steps[-1].model_copy(update={"id": "thanks"})
    shop.kept[1].draft = before.model_copy(update={"steps": (*before.steps, last)})


@pytest.fixture
def asked(mori: Phone, shop: Shop) -> Phone:
    changed(shop)
    mori.press("go:publish.whom:1")
    assert mori.screen == "publish.whom"
    return mori


def test_those_inside_get_it_too(asked: Phone, shop: Shop) -> None:
    assert "86人に新しい内容が届きます。" in asked.words
    asked.tap("Those inside, too")
    assert shop.done == [PublishDraft(1, shop.kept[1].revision, "everyone")]
    assert "これからはこの版で届きます。" in asked.words


def test_newcomers_only(asked: Phone, shop: Shop) -> None:
    asked.tap("Newcomers only")
    assert shop.done == [PublishDraft(1, shop.kept[1].revision, "newcomers")]
    assert "前の版のまま最後まで届きます。" in asked.words


def test_it_is_taken_back_for_the_same_people(asked: Phone, shop: Shop) -> None:
    asked.tap("Those inside, too", "版3にもどす")
    assert shop.done[-1] == PublishVersion(1, 3, 4, "everyone")
    assert "版5を公開しました" in asked.words
    assert shop.kept[1].published == three_steps()


def test_an_old_card_takes_nothing_back_any_more(asked: Phone, shop: Shop) -> None:
    asked.tap("Newcomers only")
    old = asked.find("版3にもどす").data
    asked.tap("版3にもどす").press(old)
    assert [type(done) for done in shop.done] == [PublishDraft, PublishVersion]


def test_who_waits_otherwise_is_told(mori: Phone, shop: Shop) -> None:
    changed(shop, wait_too=True)
    assert "うち86人は、次に届く時刻が変わります。" in mori.press("go:publish.whom:1").words


def test_an_earlier_version_is_found_and_published_again(asked: Phone, shop: Shop) -> None:
    asked.tap("Those inside, too")
    asked.press("go:scenario.more:1").tap("Versions")
    assert asked.screen == "version.list"
    assert "版4" in asked.words and "1か所" in asked.words
    asked.tap("版3", "Back to this version")
    assert "版3をもう一度公開" in asked.words
    asked.tap("Newcomers only")
    assert shop.done[-1] == PublishVersion(1, 3, 4, "newcomers")


def test_the_version_that_runs_is_no_way_back(asked: Phone, shop: Shop) -> None:
    asked.tap("Newcomers only")
    asked.press("go:version.card:1.4")
    assert not asked.has("Back to this version")
    assert asked.press("go:publish.whom:1.4").screen == "version.list"
    assert asked.press("go:version.card:1.9").screen == "version.list"


def test_an_editor_looks_at_versions_and_publishes_none(
    asked: Phone, sato: Phone, shop: Shop
) -> None:
    asked.tap("Newcomers only")
    assert not sato.press("go:version.card:1.3").has("Back to this version")
    assert sato.press("go:publish.whom:1.3").screen != "publish.whom"
    assert len(shop.done) == 1


def test_new_steps_at_the_end_go_to_those_who_have_finished_only_if_wanted(
    mori: Phone, shop: Shop
) -> None:
    appended(shop)
    mori.press("go:publish.whom:1").tap("終えた120人にも4を送る")
    mori.tap("終えた120人にも4を送る").tap("Those inside, too")
    assert shop.done[-1] == PublishDraft(1, shop.kept[1].revision, "everyone")


def test_the_switch_goes_with_the_publication(mori: Phone, shop: Shop) -> None:
    appended(shop)
    mori.press("go:publish.whom:1").tap("終えた120人にも4を送る").tap("Newcomers only")
    assert shop.done[-1] == PublishDraft(1, shop.kept[1].revision, "newcomers", reach_finished=True)


def told(phone: Phone) -> list[str]:
    """The lines of what was, and of what is."""
    return [line for line in phone.words.split("\n") if line[:2] in ("− ", "＋ ")]


def test_what_is_about_to_be_published_is_compared(asked: Phone, shop: Shop) -> None:
    asked.tap("Compare")
    assert asked.screen == "publish.compare"
    assert "変更 2" in asked.words
    assert [line[0] for line in told(asked)] == ["−"]
    asked.tap("Back")
    assert asked.screen == "publish.whom"


def test_a_wait_is_told_as_it_was_and_as_it_is(mori: Phone, shop: Shop) -> None:
    changed(shop, wait_too=True)
    mori.press("go:publish.compare:1.3.0")
    assert mori.said("When") in mori.words
    assert [line[0] for line in told(mori)[:2]] == ["−", "＋"]


def test_two_versions_are_compared_from_the_list(sato: Phone, shop: Shop) -> None:
    running(shop, three_steps())
    new = three_steps().model_copy(update={"steps": three_steps().steps[:2]})
    shop.kept[1].draft = new
    shop.kept[1].next_is(new)
    sato.press("go:version.card:1.4").tap("Compare with the one before")
    assert sato.screen == "publish.compare"
    assert "版3 → 版4" in sato.words
    assert "削除 3" in sato.words
    sato.press("go:version.card:1.3").tap("Compare with what runs")
    assert "版3 → 版4" in sato.words


def test_many_differences_are_paged(mori: Phone, shop: Shop) -> None:
    appended(shop)
    steps = shop.kept[1].draft.steps
    many = [steps[0].model_copy(update={"id": f"n{n}"}) for n in range(6)]
    shop.kept[1].draft = shop.kept[1].draft.model_copy(update={"steps": (*steps, *many)})
    mori.press("go:publish.compare:1.3.0").tap("Next ›")
    assert mori.screen == "publish.compare"
    assert "追加 10" in mori.words


def test_a_version_that_is_not_there_is_not_compared(mori: Phone, shop: Shop) -> None:
    running(shop, three_steps())
    for crafted in ("1.9.0", "1.0.3", "1.3.99"):
        assert mori.press(f"go:publish.compare:{crafted}").screen == "version.list"
    assert mori.press("go:publish.compare:1.3.0").screen == "publish.compare"
    assert mori.reads("They are the same.")
