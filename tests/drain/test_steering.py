"""Staff stop a friend's scenarios or leave a step out, from their group."""

import pytest

from admin_flows.ports import Actor
from admin_flows.ports.commands import Undo
from bot.services.owner.undoing import SECONDS
from bot.store import activity, friends
from bot.store.db import rows, sql
from tests.delivery.world import step
from tests.drain.chat import HANA, MORI
from tests.drain.kitchen import SUZUKI, TANAKA, Kitchen

OWNER = Actor(MORI, "森", "owner", "ja")


def walks_card(kitchen: Kitchen) -> str:
    kitchen.taps("go:staff.latest")
    return kitchen.taps(f"go:staff.walks:{kitchen.hana.id}")


def standing() -> list[tuple[int, int]]:
    """Step and state of each walk."""
    return [tuple(row) for row in rows("SELECT step, state FROM enrollment ORDER BY id")]


def test_the_friends_card_leads_to_what_can_be_stopped(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    assert "止める・とばす" in kitchen.taps(f"go:staff.friend:{kitchen.hana.id}")
    card = walks_card(kitchen)
    for words in ("再来店", "つぎはステップ2", "12/3"):
        assert words in card


def test_a_step_is_left_out_and_it_stands_in_the_list_who_did_it(kitchen: Kitchen) -> None:
    walks_card(kitchen)
    said = kitchen.says(kitchen.line_of("とばす"))
    assert "田中さんが、花さんの「再来店」のステップ2をとばしました" in said
    assert standing() == [(1, 4)]
    kitchen.world.move(days=5)
    kitchen.world.send()
    assert len(kitchen.world.line.entries) == 1  # nothing but the first step
    [act] = activity.latest(0, 1)
    assert (act.user_id, act.name, act.code) == (TANAKA, "田中", "SkipNext")
    assert act.about == {"name": "再来店", "friend": "花"}


def test_an_old_card_leaves_no_other_step_out(kitchen: Kitchen) -> None:
    kitchen.world.scenario(*(step(one, {"days": 1}) for one in "abc"), name="ご案内")
    kitchen.chat.follows(HANA)
    kitchen.chat.drain()
    walks_card(kitchen)
    skip = kitchen.line_of("とばす")
    kitchen.says(skip)
    before = standing()
    assert "前のカード" in kitchen.says(skip, SUZUKI)
    assert standing() == before


def test_a_scenario_is_stopped_and_put_back_by_anybody_of_the_group(kitchen: Kitchen) -> None:
    walks_card(kitchen)
    before = standing()
    assert "止めました" in kitchen.says(kitchen.line_of("止める"))
    undo = kitchen.line_of("元にもどす")
    assert standing()[0][1] == 5
    assert "鈴木さんが、花さんの配信を元にもどしました" in kitchen.says(undo, SUZUKI)
    assert standing() == before
    kitchen.says(undo, SUZUKI)
    assert standing() == before
    kitchen.world.move(days=3)
    kitchen.world.send()
    assert len(kitchen.world.line.entries) == 2


def test_all_of_them_are_stopped_at_once(kitchen: Kitchen) -> None:
    kitchen.world.scenario(step("other", {"days": 1}), name="もう一つ")
    kitchen.chat.follows(HANA)
    kitchen.chat.drain()
    walks_card(kitchen)
    assert "すべて止めました" in kitchen.says(kitchen.line_of("すべて止める"))
    assert {state for _, state in standing()} == {5}
    assert "もう" in kitchen.says(f"すべて止める 4821-{kitchen.hana.id}")


def test_after_ten_minutes_it_stays_as_it_is(kitchen: Kitchen) -> None:
    walks_card(kitchen)
    kitchen.says(kitchen.line_of("止める"))
    undo = kitchen.line_of("元にもどす")
    kitchen.chat.clock.tick(SECONDS + 1)
    kitchen.says(undo)
    assert standing()[0][1] == 5


def test_an_owner_takes_it_back_in_their_own_chat(kitchen: Kitchen) -> None:
    walks_card(kitchen)
    before = standing()
    kitchen.says(kitchen.line_of("止める"))
    kitchen.chat.parts.execute(Undo(activity.latest(0, 1)[0].id), OWNER)
    assert standing() == before


def test_a_step_that_is_on_its_way_moves_by_itself(kitchen: Kitchen) -> None:
    walks_card(kitchen)
    skip = kitchen.line_of("とばす")
    sql("UPDATE enrollment SET state = 2")
    assert "いま送っているところ" in kitchen.says(skip)
    assert standing() == [(1, 2)]


@pytest.mark.parametrize(
    "line",
    [
        *("とばす 4821-{hana}", "とばす 4821-{hana}-{walk}", "止める 4821-{hana}"),
        *("すべて止める 4821-{hana}-1", "とばす 1111-{hana}-{walk}-1", "止める 4821-999-1"),
    ],
)
def test_crafted_lines_steer_nothing(kitchen: Kitchen, line: str) -> None:
    walks_card(kitchen)
    before = standing()
    [(walk,)] = rows("SELECT id FROM enrollment")
    assert kitchen.says(line.format(hana=kitchen.hana.id, walk=walk)) == ""
    assert standing() == before


def test_only_what_was_done_to_this_friend_is_taken_back(kitchen: Kitchen) -> None:
    """Numbers of acts are guessed easily."""
    other = "U" + "9" * 32
    kitchen.chat.line.names[other] = "月"
    kitchen.chat.follows(other)
    kitchen.chat.drain()
    kitchen.world.send()
    kitchen.chat.says("はい", other)
    kitchen.chat.drain()
    walks_card(kitchen)
    kitchen.says(kitchen.line_of("止める"))
    [act] = activity.latest(0, 1)
    moon = friends.known(other)
    state = standing()
    assert "元にもどせる時間が過ぎました" in kitchen.says(f"元にもどす 4821-{moon.id}-{act.id}")
    assert standing() == state
