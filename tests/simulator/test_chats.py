import pytest

from simulator.client import SimulatorClient, SimulatorError
from tests.simulator.fake_bot import FakeBot
from tests.simulator.line import Line, text


def test_profiles(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", picture="https://pictures.example/hana.png")
    path = f"/v2/bot/profile/{hana.user}"
    assert line.get(path).status == 404
    hana.says("もしもし")
    assert line.get(path).body == {
        "userId": hana.user,
        "displayName": "花",
        "pictureUrl": "https://pictures.example/hana.png",
        "language": "ja",
    }
    hana.blocks()
    assert (line.get(path).status, line.get(path).message) == (404, "Not found")
    assert line.get("/v2/bot/profile/hana").status == 400
    assert line.get(f"/v2/bot/profile/{'U' + '0' * 32}").status == 404


def test_who_gave_no_consent_has_no_language(sim: SimulatorClient, line: Line) -> None:
    quiet = sim.person("静", language=None, friend=True)
    assert "language" not in line.get(f"/v2/bot/profile/{quiet.user}").body


def test_groups(sim: SimulatorClient, line: Line) -> None:
    mori, tanaka = sim.person("森"), sim.person("田中")
    kitchen = sim.group("キッチン", mori, tanaka)
    path = f"/v2/bot/group/{kitchen.chat}"
    assert line.get(f"{path}/summary").status == 404
    sim.invite_bot(kitchen.chat)
    assert line.get(f"{path}/summary").body == {"groupId": kitchen.chat, "groupName": "キッチン"}
    assert line.get(f"{path}/members/count").body == {"count": 2}
    member = line.get(f"{path}/member/{tanaka.user}").body
    assert member == {"userId": tanaka.user, "displayName": "田中"}
    assert line.get(f"{path}/member/{'U' + '0' * 32}").status == 404
    assert line.get(f"{path}/members/ids").status == 403
    sim.settings(verified=True)
    assert line.get(f"{path}/members/ids").body == {"memberIds": [mori.user, tanaka.user]}
    assert line.call("POST", f"{path}/leave").status == 200
    assert line.push(kitchen.chat).status == 400


def test_the_list_of_friends_is_for_verified_accounts(sim: SimulatorClient, line: Line) -> None:
    hana, ken = sim.person("花", friend=True), sim.person("健", friend=True)
    ken.blocks()
    path = "/v2/bot/followers/ids"
    refused = line.get(path)
    assert refused.message == "Access to this API is not available for your account"
    assert refused.status == 403
    sim.settings(verified=True)
    found, start = [], ""
    while True:
        page = line.get(f"{path}?limit=100{start}").body
        found += page["userIds"]
        if "next" not in page:
            break
        start = f"&start={page['next']}"
    assert hana.user in found
    assert ken.user not in found


def test_loading(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    path = "/v2/bot/chat/loading/start"
    assert line.call("POST", path, {"chatId": hana.user}).status == 202
    assert line.call("POST", path, {"chatId": hana.user, "loadingSeconds": 7}).status == 400
    assert line.call("POST", path, {"chatId": "C" + "0" * 32}).status == 400


def test_bot_info(sim: SimulatorClient, line: Line) -> None:
    account = sim.state()["account"]
    info = line.get("/v2/bot/info").body
    assert (info["userId"], info["displayName"]) == (account["id"], account["name"])
    assert info["basicId"].startswith("@")


def test_pages_of_a_chat(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    for number in range(6):
        line.push(hana.user, text(f"{number}a"), text(f"{number}b"))
    newest = sim.get(f"/sim/chats/{hana.chat}/messages", limit=3)["messages"]
    assert [one["message"]["text"] for one in newest] == ["4b", "5a", "5b"]
    after = sim.chat(hana.chat, after=newest[0]["seq"])["messages"]
    assert after == newest[1:]
    first = sim.chat(hana.chat, after=0, limit=2)["messages"]
    assert [one["message"]["text"] for one in first] == ["0a", "0b"]


def test_sender_of_a_message(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    line.push(hana.user, {**text(), "sender": {"name": "店長"}}, text())
    assert [one["sender"] for one in hana.from_bot()] == [{"name": "店長"}, None]


def test_changing_a_person(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sim.change_user(hana.user, name="はな", language="en")
    profile = line.get(f"/v2/bot/profile/{hana.user}").body
    assert (profile["displayName"], profile["language"]) == ("はな", "en")


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("/sim/users", {}, 'The body has to have "name"'),
        ("/sim/users", {"name": "a", "id": "hana"}, "A user id is U and 32 hex digits"),
        ("/sim/users/Unobody/follow", {}, "There is no user Unobody"),
        ("/sim/groups", {"name": "a", "members": ["Ux"]}, "There is no user Ux"),
        ("/sim/chats/Ux/text", {"text": "a"}, "There is no chat Ux"),
        ("/sim/settings", {"colour": 1}, "There is no setting colour"),
        ("/sim/settings", {"redeliver": "yes"}, "redeliver takes a bool"),
        ("/sim/quota", {"type": "some"}, 'type is "none" or "limited"'),
        ("/sim/limits", {"speed": 1}, "A limit is called <endpoint>_per_second"),
        ("/sim/clock", {}, "Say advance_seconds"),
        ("/sim/clock", {"to": "tomorrow"}, "A time is a number"),
        ("/sim/bulk/users", {"count": 0}, "count has to be 1 to"),
        ("/sim/nothing", {}, "There is nothing at this address"),
    ],
)
def test_refusals_are_one_sentence(
    sim: SimulatorClient, path: str, body: dict[str, object], sentence: str
) -> None:
    with pytest.raises(SimulatorError) as refused:
        sim.call("POST", path, body)
    assert 400 <= refused.value.status < 500
    assert sentence in refused.value.body["error"]


def test_asking_the_bot(sim: SimulatorClient, bot: FakeBot, line: Line) -> None:
    assert sim.owner_code() == "12345678"
    assert sim.state()["owner_code"] == "12345678"
    bearer = f"Bearer {line.token}"
    assert bot.asked == [("POST", "/laptop/owner-code", bearer)]
    bot.next_due = sim.now() + 3_600_000
    moved = sim.to_next_due()
    assert 3590 < moved["offset_seconds"] <= 3600
    bot.next_due = None
    assert sim.to_next_due()["offset_seconds"] == moved["offset_seconds"]
    assert bot.asked[-1] == ("GET", "/laptop/next-due", bearer)
