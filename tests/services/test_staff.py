"""The staff's group: linked by an owner alone, silent about everything else."""

import pytest

from admin_flows.ports.facts import ResizedGroup
from bot.services.staff import LATEST, Answered, StaffService
from bot.store import entries, groups, people, receipts
from flex_templates.views import staff as views
from flex_templates.views.parts import View
from tests.delivery.world import step, user_id
from tests.services.shop import Shop, staff_service

OWNER, EDITOR, STRANGER = user_id("森"), user_id("佐藤"), user_id("客")
GROUP = "C" + "0" * 32


@pytest.fixture
def staff(shop: Shop) -> StaffService:
    people.add_member(OWNER, "owner", name="森", at=1)
    people.add_member(EDITOR, "editor", name="佐藤", at=2)
    return staff_service(shop)


def join(staff: StaffService) -> str:
    """Gives the code on the card."""
    card = staff.joined(GROUP, "キッチン", 5)
    assert isinstance(card, views.Join)
    assert card.people == 5
    return card.code


def seen(answered: Answered | None) -> View | None:
    return answered.view if answered else None


def link(staff: StaffService) -> None:
    staff.wrote(GROUP, OWNER, f"ここに送る {join(staff)}")


@pytest.mark.parametrize(
    "words", ["ここに送る {}", " Link here {} ", "ここに送る　{}", "link HERE {}"]
)
def test_an_owner_links_the_group_by_its_code(staff: StaffService, words: str) -> None:
    code = join(staff)
    assert seen(staff.wrote(GROUP, OWNER, words.format(code))) == views.Linked(
        shop="ひだまり弁当", code=code, how="digest", people=5, most=300
    )
    group = groups.find(GROUP)
    assert group
    assert (group.linked_by, group.lang) == ("森", "ja")


@pytest.mark.parametrize("who", [EDITOR, STRANGER])
def test_nobody_else_links_it_and_is_told_who_can(staff: StaffService, who: str) -> None:
    code = join(staff)
    assert seen(staff.wrote(GROUP, who, f"ここに送る {code}")) == views.NotOwner(owner="森")
    assert receipts.linked_groups() == []


@pytest.mark.parametrize(
    "text", ["ここに送る", "ここに送る 0000", "今日のランチは？", "{}", "今はしない {}"]
)
def test_everything_else_in_a_group_is_ignored(staff: StaffService, text: str) -> None:
    code = join(staff)
    assert staff.wrote(GROUP, OWNER, text.format(code)) is None
    assert staff.wrote(GROUP, STRANGER, text.format(code)) is None


def test_a_text_whose_sender_is_unknown_does_nothing(staff: StaffService) -> None:
    code = join(staff)
    assert staff.wrote(GROUP, None, f"ここに送る {code}") is None
    assert staff.wrote("C" + "1" * 32, OWNER, f"ここに送る {code}") is None


def test_a_second_link_keeps_the_first(shop: Shop, staff: StaffService) -> None:
    link(staff)
    first = groups.find(GROUP)
    assert first
    shop.move(days=1)
    people.add_member(STRANGER, "owner", name="客", at=3)
    assert isinstance(seen(staff.wrote(GROUP, STRANGER, f"ここに送る {first.code}")), views.Linked)
    again = groups.find(GROUP)
    assert again
    assert (again.linked_by, again.linked_at) == (first.linked_by, first.linked_at)


def test_a_group_that_comes_back_must_be_linked_again(staff: StaffService) -> None:
    link(staff)
    staff.left(GROUP)
    assert groups.find(GROUP) is None
    join(staff)
    assert receipts.linked_groups() == []


def test_members_coming_and_going_change_the_cost_and_home_tells_it_for_a_week(
    shop: Shop, staff: StaffService
) -> None:
    link(staff)
    assert shop.reads.home().resized == ()
    shop.move(days=1)
    for number in (7, None, 7):
        staff.members_changed(GROUP, number)
        group = groups.find(GROUP)
        assert group
        assert group.members == 7
        assert shop.reads.home().resized == (ResizedGroup(group.id, group.name, 7),)
        shop.move(days=3)
    shop.move(days=1)
    assert shop.reads.home().resized == ()


def test_the_latest_is_shown_to_anybody_in_a_linked_group(shop: Shop, staff: StaffService) -> None:
    shop.started(step("hello", receipt=["sent"]), step("later", {"days": 1}), name="再来店")
    link(staff)
    first, _ = shop.follow("花", "月")
    shop.send()
    shop.world.clock.tick(1)
    shop.block(first)
    latest = seen(staff.tapped(GROUP, LATEST))
    assert isinstance(latest, views.Digest)
    assert [(line.kind, line.friend, line.people) for line in latest.lines] == [
        ("blocked", "花", 1),
        ("sent", None, 2),
    ]
    assert (latest.lines[1].scenario, latest.lines[1].number) == ("再来店", "1")
    assert (latest.counts, latest.more) == ((("sent", 2), ("blocked", 1)), 0)


def test_what_was_shown_is_not_told_again(shop: Shop, staff: StaffService) -> None:
    shop.started(step("hello", receipt=["sent"]))
    link(staff)
    shop.follow("花")
    shop.send()
    assert isinstance(seen(staff.tapped(GROUP, LATEST)), views.Digest)
    assert isinstance(seen(staff.tapped(GROUP, LATEST)), views.NothingNew)
    assert receipts.earliest_untaken() is None


def test_what_surely_did_not_come_is_shown_the_next_time(shop: Shop, staff: StaffService) -> None:
    shop.started(step("hello", receipt=["sent"]))
    link(staff)
    shop.follow("花")
    shop.send()
    answered = staff.tapped(GROUP, LATEST)
    assert answered and answered.digest
    staff.not_shown(answered.digest)
    staff.not_shown(answered.digest)
    again = seen(staff.tapped(GROUP, LATEST))
    assert isinstance(again, views.Digest)
    assert isinstance(answered.view, views.Digest)
    assert again.lines == answered.view.lines


def test_the_lines_behind_the_first_twelve_are_on_pages_of_their_own(
    shop: Shop, staff: StaffService
) -> None:
    shop.started(step("later", {"days": 1}))
    link(staff)
    for friend in shop.follow(*(f"友{n}" for n in range(30))):
        shop.stop(friend)
    answered = staff.tapped(GROUP, LATEST)
    assert answered and isinstance(answered.view, views.Digest)
    pages = [answered.view]
    while pages[-1].more:
        number = len(pages)
        page = seen(staff.tapped(GROUP, f"go:staff.digest:{answered.digest}.{number}"))
        assert isinstance(page, views.Digest)
        pages.append(page)
    names = [line.friend or "" for page in pages for line in page.lines]
    assert (sorted(names), len(pages)) == (sorted(f"友{n}" for n in range(30)), 3)


def test_a_group_sees_no_other_groups_pages(shop: Shop, staff: StaffService) -> None:
    shop.started(step("hello", receipt=["sent"]))
    link(staff)
    shop.follow("花")
    shop.send()
    answered = staff.tapped(GROUP, LATEST)
    other = groups.joined("C" + "1" * 32, name="客席", members=2, code="1111", at=1)
    groups.link(other.id, by="森", lang="ja", at=1)
    assert answered
    assert staff.tapped(other.group_id, f"go:staff.digest:{answered.digest}.0") is None


def test_nothing_new_says_since_when(shop: Shop, staff: StaffService) -> None:
    link(staff)
    since = shop.now()
    shop.move(hours=1)
    assert seen(staff.tapped(GROUP, LATEST)) == views.NothingNew(since_at=since, now_at=shop.now())


def test_what_happened_before_the_link_is_not_told(shop: Shop, staff: StaffService) -> None:
    shop.started(step("hello", receipt=["sent"]))
    shop.follow("花")
    shop.send()
    shop.world.clock.tick(1)
    link(staff)
    assert isinstance(seen(staff.tapped(GROUP, LATEST)), views.NothingNew)


@pytest.mark.parametrize("data", ["go:home.today", "do:staff.menu:-:link:1", "go:staff.latest:1"])
def test_other_taps_in_a_group_do_nothing(staff: StaffService, data: str) -> None:
    link(staff)
    assert staff.tapped(GROUP, data) is None


def test_in_a_group_nobody_linked_there_is_nothing_to_see(staff: StaffService) -> None:
    join(staff)
    assert staff.tapped(GROUP, LATEST) is None


HOWS = {
    "tap": "押して見る方法にする",
    "digest": "まとめて届ける",
    "at_once": "すぐに届ける",
    "important": "重要だけ届ける",
}


@pytest.mark.parametrize("how", HOWS)
def test_an_owner_changes_how_the_group_is_told(shop: Shop, staff: StaffService, how: str) -> None:
    link(staff)
    group = groups.find(GROUP)
    assert group
    card = seen(staff.wrote(GROUP, OWNER, f"届け方を変える {group.code}"))
    assert isinstance(card, views.Change)
    assert (card.current, card.digest_most) == ("digest", 300)
    changed = seen(staff.wrote(GROUP, OWNER, f"{HOWS[how]} {group.code}"))
    assert isinstance(changed, views.Linked)
    assert (changed.how, changed.changed) == (how, True)
    choice = entries.choice_of(group.id)
    assert choice and choice.how == how
    [act] = shop.reads.acts(0, 1)
    assert (act.by, act.code) == ("森", "SetNotices")


@pytest.mark.parametrize("who", [EDITOR, STRANGER])
def test_others_hear_whom_to_ask(staff: StaffService, who: str) -> None:
    link(staff)
    group = groups.find(GROUP)
    assert group
    for words in ("届け方を変える", *HOWS.values()):
        told = seen(staff.wrote(GROUP, who, f"{words} {group.code}"))
        assert told == views.NotOwner(owner="森", links=False)
    choice = entries.choice_of(group.id)
    assert choice and choice.how == "digest"


def test_before_it_is_linked_there_is_nothing_to_change(staff: StaffService) -> None:
    code = join(staff)
    for words in ("届け方を変える", *HOWS.values()):
        assert staff.wrote(GROUP, OWNER, f"{words} {code}") is None
