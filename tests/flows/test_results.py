"""Results in the chat: what is marked and advised, of which days, and the way to the step."""

from datetime import date

import pytest

from admin_flows.ports.facts import FriendFacts, ResultFacts
from bot.domain.results import Sums
from tests.flows.fakes import Shop
from tests.flows.phone import Phone
from tests.flows.shops import running, three_steps

CALM = Sums(sent=1_000, stopped=5, blocked=20)


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    return mori


def outcome(shop: Shop, *sums: Sums, entered: int = 1_000) -> None:
    steps = [step.id for step in three_steps().all_steps]
    by_step = dict(zip(steps, sums, strict=True))
    shop.outcomes[1] = ResultFacts(entered, 86, 120, 14, 20, steps=by_step)


def test_the_step_that_makes_people_block_is_marked_and_led_to(phone: Phone, shop: Shop) -> None:
    outcome(shop, CALM, Sums(sent=800, blocked=64), CALM)
    phone.menu("results.list")
    assert "のあと24時間に64人（8%）がブロックしました。ほかのステップの4倍です。" in phone.words
    assert "⚠ 2" in phone.words
    phone.tap("Go and fix")
    assert phone.screen == "step.card"
    assert phone.words.count("玉子焼き")


def test_without_a_clear_difference_nothing_is_blamed(phone: Phone, shop: Shop) -> None:
    outcome(shop, CALM, Sums(sent=30, blocked=2), CALM)
    phone.menu("results.list")
    assert "大きな問題は見つかりませんでした。" in phone.words
    assert "⚠" not in phone.words


def test_of_few_people_little_is_said(phone: Phone, shop: Shop) -> None:
    outcome(shop, Sums(sent=18), Sums(sent=9, blocked=1), Sums(), entered=18)
    phone.menu("results.list")
    assert "まだ18人です。50人をこえると、はっきりしたことが言えます。" in phone.words


def test_the_list_tells_taps_and_blocks_and_marks_whom_to_look_at(phone: Phone, shop: Shop) -> None:
    outcome(shop, CALM, Sums(sent=800, blocked=64), CALM)
    running(shop, three_steps("誕生月"))
    phone.menu("results.list")
    assert "ブロック2% ⚠" in phone.words
    assert phone.words.count("⚠") == 1


def test_days_are_chosen_by_tile_and_by_picker(phone: Phone) -> None:
    phone.menu("results.list").tap("Last 7 days")
    assert "結果・11/15–11/21" in phone.words
    phone.tap("Since when", date="2026-11-01")
    assert "結果・11/1–11/21" in phone.words
    phone.tap("Until when", date="2026-11-10")
    assert "結果・11/1–11/10" in phone.words
    phone.open("玉子焼き")
    assert phone.screen == "results.step"
    assert "11/1–11/10" in phone.words
    phone.tap("All steps’ results")
    assert "結果・11/1–11/10" in phone.words
    phone.tap("All")
    assert "結果・全期間" in phone.words


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2026-12-24", "2026-12-24", "11/21–12/24"),
        ("0001-01-01", "2010-01-01", "6/1"),
        ("2026-11-10", "2026-11-01", "11/1–11/10"),
    ],
)
def test_any_two_days_are_taken(phone: Phone, since: str, until: str, shown: str) -> None:
    """Both come from outside, in any order."""
    phone.menu("results.list").tap("Since when", date=since).tap("Until when", date=until)
    assert f"結果・{shown}" in phone.words


@pytest.mark.parametrize("ids", ["1.0", "1.367", "1.x", "1.20261101-20261110", "1.2026110.1"])
def test_other_days_are_no_card_of_ours(phone: Phone, ids: str) -> None:
    assert phone.press(f"go:results.scenario:{ids}").screen == "home.today"


def test_a_step_tells_what_became_of_it(phone: Phone, shop: Shop) -> None:
    first = three_steps().all_steps[0].id
    newest, before = Sums(sent=100, answered=4), Sums(sent=900, answered=30, blocked=9)
    total = Sums(sent=1_000, answered=34, blocked=9)
    shop.outcomes[1] = ResultFacts(
        1_000, steps={first: total}, versions={2: {first: newest}, 1: {first: before}}
    )
    phone.press(f"go:results.step:1.{first}")
    assert "34（3%）" in phone.words
    assert "第2版・100人" in phone.words
    assert "どちらがよいとは言えません" in phone.words
    assert phone.tap("Edit the step").screen == "step.card"


def test_results_of_a_step_that_is_gone(phone: Phone) -> None:
    assert phone.press("go:results.step:1.nosuch").screen == "refused.gone"


def test_a_step_leads_to_its_people_and_from_there_to_a_friend(phone: Phone, shop: Shop) -> None:
    first = three_steps().all_steps[0].id
    shop.known = [FriendFacts(number, f"友{number}") for number in range(10)]
    shop.did = {one.id: ("sent", "left") for one in shop.known}
    phone.press(f"go:results.step:1.{first}").tap("See people")
    assert phone.screen == "results.people"
    assert "タップした" not in phone.words  # it has no link
    assert "友9" not in phone.words
    phone.tap("Next ›")
    assert "友9" in phone.words
    assert phone.type("2").screen == "friend.card"
    phone.press(f"go:results.people:1.{first}.sent.8")
    phone.tap("Stopped or blocked").tap("Back to the step’s results")
    assert phone.screen == "results.step"


@pytest.mark.parametrize("ids", ["nobody", "sent.x", "sent.-1", ""])
def test_people_that_are_no_list_of_ours(phone: Phone, ids: str) -> None:
    first = three_steps().all_steps[0].id
    assert phone.press(f"go:results.people:1.{first}.{ids}").screen == "home.today"


def test_today_is_the_accounts(phone: Phone) -> None:
    phone.menu("results.list").tap("Last 7 days")
    assert date(2026, 11, 21).strftime("%-m/%-d") in phone.words
