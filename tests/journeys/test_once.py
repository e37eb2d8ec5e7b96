"""An owner reads in the friends of before, and sends them something once: real processes, by hand
on the phone.
"""

from datetime import timedelta

import pytest

from tests.journeys.harness import Installation
from tests.journeys.phones import Phone, patiently
from tests.journeys.stage import begin_in_the_morning, http_stage, short

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PEOPLE = 130
NEWS = "新作の玉子焼きです"


def reads_them_in(owner: Phone, people: int) -> None:
    owner.taps_menu("友だち")
    owner.sees("名前の一部を送ると探せます")
    owner.taps("これまでの友だちを取り込む")
    owner.sees("何も届きません")
    owner.taps("取り込む")

    def done() -> bool | None:
        seen = owner.sees("取り込")
        if "取り込みました" in seen.text:
            assert f"{people}人" in seen.text
            return True
        owner.taps("いまの様子を見る")
        return None

    patiently(done, lambda: "the import does not come to its end")


def test_friends_of_before_get_it_once_at_the_chosen_time(installed: Installation) -> None:
    stage = http_stage(installed.plan.page)
    before = {user["id"] for user in stage.sim.state()["users"] if user["friend"]}
    stage.sim.settings(webhook_enabled=False, verified=True)
    crowd = stage.sim.add_friends(PEOPLE)
    stage.sim.settings(webhook_enabled=True)
    morning = begin_in_the_morning(stage.sim)
    owner, _ = stage.person("森")
    owner.follows()
    owner.sees("友だち追加ありがとうございます")
    owner.says(stage.books.code())
    owner.sees("管理者になりました")
    reads_them_in(owner, len(before) + PEOPLE + 1)
    owner.taps_menu("ホーム")
    owner.sees("まだシナリオがありません")
    owner.taps("まっさらから")
    owner.sees("シナリオの名前は？")
    owner.taps("1回だけ送る")
    owner.sees("送りたいものを")
    owner.says(NEWS)
    owner.sees("1", NEWS)
    owner.taps("これで決まり")
    owner.sees("だれに送りますか？")
    owner.taps("全員")
    owner.sees("いつ送りますか？")
    at = morning + timedelta(hours=3)
    owner.picks("日時を選ぶ", datetime=f"{at:%Y-%m-%dT%H:%M}")
    number = len(before) + PEOPLE
    owner.sees(f"{number}人に送りますか？", short(at)[-5:])
    owner.taps(f"{number}人に送る")
    owner.sees("送るのをやめる", f"約{number}人")
    assert not stage.books.sent_to(crowd[0])
    stage.clock.moves(hours=3)
    patiently(
        lambda: all(stage.books.sent_to(user) for user in crowd) or None,
        lambda: "somebody did not get it",
    )
    assert {text for user in crowd for _, text in stage.books.sent_to(user)} == {NEWS}
    stage.books.nothing_twice()
