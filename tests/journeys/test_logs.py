"""What all processes write, as talkative as they get and with everything in trouble: where it broke
and the ids to look it up by, but no secret, no code, and not a word of anybody's.
"""

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator

import pytest

from tests.journeys.conftest import LOGS
from tests.journeys.crowd import Crowd, scenario
from tests.journeys.harness import installation
from tests.journeys.stage import Stage, begin_in_the_morning, http_stage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SPOKEN = "Meet me at the lighthouse"
WRITTEN = "{{ friend.name }}さん、合言葉はツキミソウです"
BOUQUET = "Dorothea Vance"
UNREADABLE = {
    "tobiishi": 1,
    "name": "ツキミソウ",
    "steps": [{"id": "one", "wait": SPOKEN, "send": [{"text": {"ツキミソウ": SPOKEN}}]}],
}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


@pytest.fixture
def crowd(request: pytest.FixtureRequest) -> Iterator[Crowd]:
    settings = {"LOG_LEVEL": "DEBUG", "LEASE_SECONDS": "2", "QUOTA_REFRESH_SECONDS": "2"}
    with installation(with_menus=False, kindly=False, **settings) as it:
        request.node.stash[LOGS] = it
        it.sim.settings(redeliver=False)
        yield Crowd(it, it.plan.env["DATABASE_URL"])


def test_logs_hold_ids_and_nobodys_words(crowd: Crowd) -> None:
    stage = http_stage(crowd.it.plan.page)
    begin_in_the_morning(stage.sim)
    codes = _people_come(crowd, stage)
    _line_is_in_trouble(crowd, stage)
    _a_version_breaks(crowd)
    _strangers_knock(crowd)
    written = {name: crowd.it.log(name) for name in ("web", "worker", "migrate")}
    assert _events(written["worker"]) >= {"event_failed", "notice_refused"}
    assert _events(written["worker"]) & {"claim_failed", "version_unreadable"}
    assert "webhook_refused" in _events(written["web"])
    _nothing_private(crowd, codes, "\n".join(written.values()))
    _ids_to_look_it_up_by(written["worker"])


def _people_come(crowd: Crowd, stage: Stage) -> list[str]:
    """An owner, a linked group, friends, and words of all of them. Gives the codes in use."""
    mori, mori_id = stage.person("森")
    mori.follows()
    code = crowd.it.flask("owner-code").strip()
    mori.says(code)
    mori.sees("管理者になりました")
    kitchen = stage.group("厨房の仲間", 森=mori_id)
    kitchen.invites_bot()
    card = kitchen.sees("受信通知をここに送れます")
    kitchen.taps("ここに送る", on=card)
    kitchen.sees("つながりました")
    _tell_at_once(crowd)
    crowd.starts(scenario("ツキミソウ", WRITTEN, more="receipt: [sent]"))
    names = crowd.comes(5)
    dora, _ = stage.person(BOUQUET)
    dora.follows()
    crowd.all_inside(len(names) + 1)
    dora.says(SPOKEN)
    mori.says("999 " + SPOKEN)
    linking = _text(crowd, "SELECT code FROM staff_group")
    return [code, f"ここに送る {linking}"]


def _tell_at_once(crowd: Crowd) -> None:
    with contextlib.closing(sqlite3.connect(_file(crowd))) as database:
        database.execute("UPDATE group_choice SET how = 'at_once', quiet = FALSE")
        database.commit()


def _line_is_in_trouble(crowd: Crowd, stage: Stage) -> None:
    """A step fails, others are repeated, and the notice to the group is refused."""
    for kind in ("error_before", "html_502", "drop_after", "rate_429", "bad_request_400"):
        crowd.it.sim.fault("push", kind)
    stage.sim.advance(hours=1)
    over = "SELECT count(*) FROM enrollment WHERE state IN (1, 2)"
    crowd.until(lambda: not crowd.count(over), "all were sent to, or LINE refused")
    assert crowd.count("SELECT count(*) FROM enrollment WHERE state = 6") == 1
    crowd.it.sim.fault("push", "bad_request_400", times=None)
    stage.sim.advance(minutes=2)
    refused = "SELECT count(*) FROM notice WHERE state = 3"
    crowd.until(lambda: crowd.count(refused), "the notice to staff is refused")
    crowd.it.sim.clear_faults()


def _a_version_breaks(crowd: Crowd) -> None:
    """A step can be read no more, for those who wait for it or answer what it asked."""
    crowd.starts(scenario("二つめ", WRITTEN))
    [inside_both] = crowd.it.sim.add_friends(1, BOUQUET)
    inside = "SELECT count(*) FROM enrollment WHERE scenario_id = 2"
    crowd.until(lambda: crowd.count(inside), "somebody waits in the second scenario")
    crowd.it.kill("worker")
    with contextlib.closing(sqlite3.connect(_file(crowd))) as database:
        document = json.dumps(UNREADABLE, ensure_ascii=False)
        database.execute("UPDATE scenario_version SET document = ? WHERE id = 2", (document,))
        database.commit()
    crowd.it.start_worker()
    crowd.it.sim.advance(hours=1)
    # Who comes upon it first says so, and once: the chat's housekeeping, or the claim.
    said = re.compile("claim_failed|version_unreadable")
    crowd.until(lambda: said.search(crowd.it.log("worker")), "the step cannot be prepared")
    crowd.it.sim.postback(inside_both, "ans:2:one:0")
    crowd.until(lambda: "event_failed" in crowd.it.log("worker"), "an answer cannot be handled")


def _strangers_knock(crowd: Crowd) -> None:
    event = {"type": "message", "message": {"type": "text", "text": SPOKEN}}
    crowd.it.sim.webhook([event], secret="not-the-secret")
    crowd.it.sim.webhook(raw=json.dumps({"events": SPOKEN}))


def _events(log: str) -> set[str]:
    return {str(line["event"]) for line in _lines(log)}


def _lines(log: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


def _nothing_private(crowd: Crowd, codes: list[str], written: str) -> None:
    env = crowd.it.plan.env
    secrets = [env["LINE_CHANNEL_SECRET"], env["LINE_CHANNEL_ACCESS_TOKEN"], *codes]
    for private in (*secrets, SPOKEN, BOUQUET, *BOUQUET.split(), "ツキミソウ", "lighthouse"):
        for form in (private, json.dumps(private)[1:-1]):
            assert form not in written
    found = JAPANESE.search(written)
    assert found is None, written[max(0, found.start() - 300) : found.start() + 100]
    assert "\\u30" not in written, "nor escaped"


def _ids_to_look_it_up_by(log: str) -> None:
    for line in _lines(log):
        match line["event"]:
            case "claim_failed":
                assert (line["version"], line["step"]) == (2, 0)
                assert "DocumentError" in str(line["exception"])
            case "version_unreadable":
                assert line["version"] == 2
            case "event_failed":
                assert line["event_id"]
            case "notice_refused":
                assert line["notice"]


def _text(crowd: Crowd, query: str) -> str:
    with contextlib.closing(sqlite3.connect(_file(crowd))) as database:
        return str(database.execute(query).fetchone()[0])


def _file(crowd: Crowd) -> str:
    return crowd.database_url.removeprefix("sqlite:///")
