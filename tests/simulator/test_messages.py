from uuid import uuid4

import pytest

from simulator.client import SimulatorClient
from tests.simulator.fake_bot import FakeBot
from tests.simulator.line import Line, text

NOBODY = "U" + "0" * 32
NO_GROUP = "C" + "0" * 32


def test_push_reaches_a_friend_and_is_in_the_ledger_once(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    answer = line.push(hana.user, text("a"), {"type": "location", **PLACE})
    sent = answer.body["sentMessages"]
    assert answer.status == 200
    assert [message["id"] for message in hana.from_bot()] == [message["id"] for message in sent]
    assert "quoteToken" in sent[0]
    assert "quoteToken" not in sent[1]
    (entry,) = sim.ledger()
    assert entry["to"] == entry["delivered"] == [hana.user]
    assert entry["endpoint"] == "push"
    assert entry["counted"] == 1
    assert entry["messages"][0] == text("a")
    assert entry["request_id"] == answer.headers["x-line-request-id"]


PLACE = {"title": "店", "address": "東京", "latitude": 35.6, "longitude": 139.7}


@pytest.mark.parametrize(
    ("state", "heard"),
    [
        ("friend", True),
        ("blocked", False),
        ("stranger", False),
        ("wrote", True),
        ("old", False),
        ("deleted", False),
    ],
)
def test_who_hears_a_push(sim: SimulatorClient, line: Line, state: str, heard: bool) -> None:
    hana = sim.person("花", friend=state in ("friend", "blocked", "deleted"))
    if state in ("wrote", "old"):
        hana.says("もしもし")
    if state == "old":
        sim.advance(days=7, seconds=5)
    if state == "blocked":
        hana.blocks()
    if state == "deleted":
        sim.post(f"/sim/users/{hana.user}/delete-account")
    assert line.push(hana.user).status == 200
    assert bool(hana.from_bot()) is heard
    assert sim.ledger()[0]["counted"] == int(heard)
    assert sim.counts() == ({hana.user: 1} if heard else {})


@pytest.mark.parametrize("to", [NOBODY, NO_GROUP])
def test_push_to_nobody_fails(line: Line, to: str) -> None:
    answer = line.push(to)
    assert (answer.status, answer.message) == (400, "Failed to send messages")


def test_push_to_an_id_of_another_provider_fails(sim: SimulatorClient, line: Line) -> None:
    stranger = sim.person("他", foreign=True)
    assert line.push(stranger.user).status == 400
    assert sim.ledger() == []


@pytest.mark.parametrize("to", ["hana", "U123", None, 5, ["U" + "1" * 32]])
def test_push_to_a_malformed_id(line: Line, to: object) -> None:
    answer = line.push(to)
    assert answer.status == 400
    expected = "The property, 'to', in the request body is invalid (line: -, column: -)"
    assert answer.message == expected


def test_push_to_a_group_costs_its_people(sim: SimulatorClient, line: Line) -> None:
    mori, tanaka = sim.person("森"), sim.person("田中")
    kitchen = sim.group("キッチン", mori, tanaka)
    assert line.push(kitchen.chat).status == 400
    sim.invite_bot(kitchen.chat)
    assert line.push(kitchen.chat).status == 200
    assert sim.ledger()[0]["counted"] == 2
    assert sim.counts() == {kitchen.chat: 1}


def test_multicast_reaches_friends_only(sim: SimulatorClient, line: Line) -> None:
    hana, ken, writer = (
        sim.person("花", friend=True),
        sim.person("健", friend=True),
        sim.person("他人"),
    )
    writer.says("もしもし")
    ken.blocks()
    answer = line.multicast([hana.user, ken.user, writer.user])
    assert (answer.status, answer.body) == (200, {})
    assert sim.counts("multicast") == {hana.user: 1}
    assert hana.from_bot()[0]["via"] == "multicast"
    assert sim.ledger()[0]["counted"] == 1


def test_multicast_with_a_foreign_id_is_refused_or_goes_on(
    sim: SimulatorClient, line: Line
) -> None:
    hana = sim.person("花", friend=True)
    answer = line.multicast([hana.user, NOBODY])
    assert answer.status == 400
    assert answer.message.startswith("The property, to[1],")
    assert hana.from_bot() == []
    sim.settings(foreign_ids="200")
    assert line.multicast([hana.user, NOBODY]).status == 200
    assert len(hana.from_bot()) == 1


def test_multicast_limits(sim: SimulatorClient, line: Line) -> None:
    people = sim.add_friends(501, follow=False)
    assert line.multicast(people[:500]).status == 200
    assert line.multicast(people).properties == ["to"]
    assert line.multicast([]).properties == ["to"]
    group = line.multicast([people[0], NO_GROUP])
    assert (group.status, group.message[:21]) == (400, "The property, to[1], ")


def test_broadcast_reaches_every_friend(sim: SimulatorClient, line: Line) -> None:
    hana, stranger = sim.person("花", friend=True), sim.person("他人")
    assert line.call("POST", "/v2/bot/message/broadcast", {"messages": [text()]}).status == 200
    assert len(hana.from_bot()) == 1
    assert stranger.from_bot() == []


class TestRetryKey:
    def test_a_repeat_is_409_and_sends_nothing(self, sim: SimulatorClient, line: Line) -> None:
        hana, key = sim.person("花", friend=True), str(uuid4())
        first = line.push(hana.user, key=key)
        again = line.push(hana.user, key=key)
        assert again.status == 409
        assert again.message == "The retry key is already accepted"
        assert again.body["sentMessages"] == first.body["sentMessages"]
        assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
        assert again.headers["x-line-request-id"] != first.headers["x-line-request-id"]
        assert len(hana.from_bot()) == len(sim.ledger()) == 1
        assert sim.ledger()[0]["retry_key"] == key

    def test_a_repeated_multicast_names_no_messages(self, sim: SimulatorClient, line: Line) -> None:
        hana, key = sim.person("花", friend=True), str(uuid4())
        assert line.multicast([hana.user], key=key).status == 200
        again = line.multicast([hana.user], key=key)
        assert (again.status, list(again.body)) == (409, ["message"])

    def test_a_repeat_with_other_content_is_noted(self, sim: SimulatorClient, line: Line) -> None:
        hana, key = sim.person("花", friend=True), str(uuid4())
        before = sim.state()["repeats_with_other_content"]
        for words in ("a", "a", "b"):
            line.push(hana.user, text(words), key=key)
        assert sim.state()["repeats_with_other_content"] == before + 1
        assert hana.texts() == ["a"]

    def test_only_accepted_requests_are_remembered(self, sim: SimulatorClient, line: Line) -> None:
        hana, key = sim.person("花", friend=True), str(uuid4())
        sim.fault("push", "error_before")
        assert line.push(hana.user, key=key).status == 500
        assert line.push(hana.user, text(""), key=key).status == 400
        sim.quota("limited", value=0)
        assert line.push(hana.user, key=key).status == 429
        sim.quota("none")
        assert line.push(hana.user, key=key).status == 200

    def test_accepted_though_nobody_heard(self, sim: SimulatorClient, line: Line) -> None:
        hana, key = sim.person("花", friend=True), str(uuid4())
        hana.blocks()
        assert line.push(hana.user, key=key).status == 200
        hana.unblocks()
        assert line.push(hana.user, key=key).status == 409
        assert hana.from_bot() == []

    def test_not_for_replies_and_only_uuids(self, sim: SimulatorClient, line: Line) -> None:
        hana = sim.person("花", friend=True)
        assert line.reply("x", headers={"x-line-retry-key": str(uuid4())}).status == 400
        assert "retry key" in line.push(hana.user, key="step-1").message
        profile = f"/v2/bot/profile/{hana.user}"
        assert line.call("GET", profile, headers={"x-line-retry-key": str(uuid4())}).status == 400


class TestReply:
    def test_once(self, sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
        hana = sim.person("花")
        hana.says("こんにちは")
        token = bot.wait_for("message")["replyToken"]
        answer = line.reply(token, text("はい"), text("どうぞ"))
        assert answer.status == 200
        assert len(answer.body["sentMessages"]) == 2
        assert hana.texts() == ["はい", "どうぞ"]
        again = line.reply(token)
        assert (again.status, again.message) == (400, "Invalid reply token")

    def test_is_free(self, sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
        sim.quota("limited", value=1, used=1)
        hana = sim.person("花")
        hana.says("こんにちは")
        assert line.reply(bot.wait_for("message")["replyToken"]).status == 200
        assert sim.ledger()[0]["counted"] == 0
        assert line.push(hana.user).status == 429

    def test_a_refused_reply_leaves_the_token(
        self, sim: SimulatorClient, line: Line, bot: FakeBot
    ) -> None:
        hana = sim.person("花")
        hana.says("こんにちは")
        token = bot.wait_for("message")["replyToken"]
        assert line.reply(token, text("")).status == 400
        assert line.reply(token).status == 200

    def test_unknown_token(self, line: Line) -> None:
        assert line.reply("0" * 32).message == "Invalid reply token"
        body = {"replyToken": None, "messages": [text()]}
        assert line.call("POST", "/v2/bot/message/reply", body).status == 400


class TestQuota:
    def test_the_whole_request_is_refused(self, sim: SimulatorClient, line: Line) -> None:
        people = [sim.person(name, friend=True) for name in "花健"]
        sim.quota("limited", value=10, used=9)
        answer = line.multicast([person.user for person in people])
        assert (answer.status, answer.message) == (429, "You have reached your monthly limit.")
        assert people[0].from_bot() == []
        assert line.push(people[0].user).status == 200
        assert line.get("/v2/bot/message/quota").body == {"type": "limited", "value": 10}
        assert line.get("/v2/bot/message/quota/consumption").body == {"totalUsage": 10}

    def test_reserved_messages_cannot_be_used(self, sim: SimulatorClient, line: Line) -> None:
        hana = sim.person("花", friend=True)
        sim.call("POST", "/sim/quota", {"type": "limited", "value": 5, "used": 0, "reserved": 5})
        assert line.push(hana.user).status == 429
        assert line.get("/v2/bot/message/quota/consumption").body == {"totalUsage": 0}

    def test_consumption_may_lag(self, sim: SimulatorClient, line: Line) -> None:
        sim.quota("limited", value=100, used=39)
        sim.settings(approximate_consumption=True)
        assert line.get("/v2/bot/message/quota/consumption").body == {"totalUsage": 30}

    def test_none(self, line: Line) -> None:
        assert line.get("/v2/bot/message/quota").body == {"type": "none"}

    def test_a_new_month_begins_in_japan(self, sim: SimulatorClient, line: Line) -> None:
        hana = sim.person("花", friend=True)
        sim.set_clock(LAST_OF_NOVEMBER_IN_JAPAN)
        sim.quota("limited", value=1, used=1)
        assert line.push(hana.user).status == 429
        sim.advance(minutes=2)
        assert line.push(hana.user).status == 200

    def test_days_are_counted_when_they_are_over(self, sim: SimulatorClient, line: Line) -> None:
        hana = sim.person("花", friend=True)
        sim.set_clock(LAST_OF_NOVEMBER_IN_JAPAN + 365 * 24 * 3600 * 1000)
        path = "/v2/bot/message/delivery/push?date=20271130"
        line.push(hana.user)
        assert line.get(path).body == {"status": "unready"}
        sim.advance(minutes=2)
        assert line.get(path).body == {"status": "ready", "success": 1}
        assert line.get("/v2/bot/message/delivery/push?date=x").status == 400


LAST_OF_NOVEMBER_IN_JAPAN = 1796050740000  # 2026-11-30 23:59 in Tokyo


class TestUnits:
    def test_names_are_kept_with_the_message(self, sim: SimulatorClient, line: Line) -> None:
        hana = sim.person("花", friend=True)
        assert line.push(hana.user, customAggregationUnits=["step_1"]).status == 200
        assert sim.ledger()[0]["units"] == ["step_1"]
        assert "step_1" in unit_names(line)

    @pytest.mark.parametrize("units", [["a-b"], ["x" * 31], ["a", "b"], [""], "a", [5]])
    def test_rules(self, sim: SimulatorClient, line: Line, units: object) -> None:
        hana = sim.person("花", friend=True)
        answer = line.multicast([hana.user], customAggregationUnits=units)
        assert answer.status == 400
        assert answer.properties[0].startswith("customAggregationUnits")


def unit_names(line: Line) -> list[str]:
    names: list[str] = line.get("/v2/bot/message/aggregation/list").body["customAggregationUnits"]
    return names
