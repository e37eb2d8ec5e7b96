"""A question from the file to the answer, through the real webhook and real processes."""

from pathlib import Path

import pytest

from tests.journeys.harness import Installation
from tests.journeys.stage import http_stage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SCENARIO = """\
name: アンケート
start: {when: friend_added}
steps:
  - id: taste
    ask: {text: どちらがお好きですか？, choices: [和食, 洋食], into: 好み, label: true}
  - id: people
    ask: {text: 何名様ですか？, kind: number, into: 人数, at_most: {days: 1}}
  - id: ways
    branch:
      - when: {attribute: 好み, is: 洋食}
        steps: [{id: western, send: [{text: 洋食のご案内です}]}]
      - otherwise:
        steps: [{id: eastern, send: [{text: 和食のご案内です}]}]
"""


def test_a_friend_answers_by_tapping_and_by_writing(
    installed: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    installed.flask("scenarios", "import", str(file), "--activate")
    stage = http_stage(installed.plan.page)
    friend, _ = stage.person("花")
    friend.follows()
    card = friend.sees("どちらがお好きですか")
    friend.taps("洋食", on=card)
    friend.sees("何名様ですか")
    friend.says("たくさん")
    friend.sees("数字でお答えください")
    friend.says("３名です")
    friend.sees("洋食のご案内です")
    friend.taps("和食", on=card)
    friend.sees("答えを変えました。「和食」")
