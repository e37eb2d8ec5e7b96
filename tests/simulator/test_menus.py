from typing import Any

import pytest

from simulator.client import SimulatorClient
from tests.simulator.fake_bot import FakeBot
from tests.simulator.line import Line
from tests.simulator.pictures import picture

PICTURE = picture(800, 540)
NOBODY = "U" + "0" * 32


def menu(*actions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    areas = [
        {"bounds": {"x": 0, "y": 0, "width": 400, "height": 540}, "action": action}
        for action in actions
    ]
    size = {"width": 800, "height": 540}
    words = {"name": "friend", "chatBarText": "メニュー"}
    return {"size": size, "selected": True, **words, "areas": areas, **changes}


STOP = {"type": "postback", "label": "配信停止", "data": "stop", "displayText": "止めて"}


def drawn(line: Line, *actions: dict[str, Any]) -> str:
    made: str = line.call("POST", "/v2/bot/richmenu", menu(*actions)).body["richMenuId"]
    image = {"content-type": "image/png"}
    path = f"/v2/bot/richmenu/{made}/content"
    assert line.call("POST", path, raw=PICTURE, headers=image).status == 200
    return made


@pytest.fixture(autouse=True)
def no_menus(sim: SimulatorClient, line: Line) -> None:
    for known in line.get("/v2/bot/richmenu/list").body["richmenus"]:
        line.call("DELETE", f"/v2/bot/richmenu/{known['richMenuId']}")
    for alias in line.get("/v2/bot/richmenu/alias/list").body["aliases"]:
        line.call("DELETE", f"/v2/bot/richmenu/alias/{alias['richMenuAliasId']}")


def test_a_menu_needs_its_picture_before_anyone_sees_it(line: Line) -> None:
    made = line.call("POST", "/v2/bot/richmenu", menu(STOP)).body["richMenuId"]
    answer = line.call("POST", f"/v2/bot/user/all/richmenu/{made}")
    assert answer.status == 400
    assert answer.message == "must upload richmenu image before applying it to user"
    image = {"content-type": "image/png"}
    path = f"/v2/bot/richmenu/{made}/content"
    assert line.call("POST", path, raw=PICTURE, headers=image).status == 200
    assert line.call("POST", path, raw=PICTURE, headers=image).status == 400
    assert line.get(path).raw == PICTURE
    assert line.call("POST", f"/v2/bot/user/all/richmenu/{made}").status == 200
    assert line.get("/v2/bot/user/all/richmenu").body == {"richMenuId": made}
    assert line.get(f"/v2/bot/richmenu/{made}").body["chatBarText"] == "メニュー"


def test_an_own_menu_goes_before_the_default(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    common, own = drawn(line, STOP), drawn(line, STOP)
    assert sim.menu(hana.chat) == {"richMenuId": None}
    line.call("POST", f"/v2/bot/user/all/richmenu/{common}")
    assert sim.menu(hana.chat)["richMenuId"] == common
    path = f"/v2/bot/user/{hana.user}/richmenu"
    assert line.get(path).message == "the user has no richmenu"
    assert line.call("POST", f"{path}/{own}").status == 200
    assert line.get(path).body == {"richMenuId": own}
    shown = sim.menu(hana.chat)
    assert shown["richMenuId"] == own
    assert sim.fetch(shown["image"]) == PICTURE
    assert line.call("DELETE", path).status == 200
    assert sim.menu(hana.chat)["richMenuId"] == common
    assert line.call("DELETE", "/v2/bot/user/all/richmenu").status == 200
    assert line.get("/v2/bot/user/all/richmenu").status == 404


def test_linking_someone_who_is_no_friend_is_silently_ignored(
    sim: SimulatorClient, line: Line
) -> None:
    own = drawn(line, STOP)
    stranger = sim.person("他人")
    assert line.call("POST", f"/v2/bot/user/{stranger.user}/richmenu/{own}").status == 200
    assert line.get(f"/v2/bot/user/{stranger.user}/richmenu").status == 404
    assert line.call("POST", f"/v2/bot/user/{NOBODY}/richmenu/richmenu-none").status == 404


def test_bulk_link_and_unlink(sim: SimulatorClient, line: Line) -> None:
    own = drawn(line, STOP)
    people = [sim.person(name, friend=True) for name in "花健"]
    ids = [person.user for person in people]
    body = {"richMenuId": own, "userIds": ids}
    assert line.call("POST", "/v2/bot/richmenu/bulk/link", body).status == 202
    assert [sim.menu(person.chat)["richMenuId"] for person in people] == [own, own]
    assert line.call("POST", "/v2/bot/richmenu/bulk/unlink", {"userIds": ids}).status == 202
    assert sim.menu(ids[0])["richMenuId"] is None
    many = {"richMenuId": own, "userIds": ids * 251}
    assert line.call("POST", "/v2/bot/richmenu/bulk/link", many).status == 400


def test_deleting_a_menu_takes_it_from_everyone(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    common = drawn(line, STOP)
    line.call("POST", f"/v2/bot/user/all/richmenu/{common}")
    assert line.call("DELETE", f"/v2/bot/richmenu/{common}").status == 200
    assert sim.menu(hana.chat)["richMenuId"] is None
    assert line.call("DELETE", f"/v2/bot/richmenu/{common}").message == "richmenu not found"


def test_tapping_the_menu(sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
    hana = sim.person("花", friend=True)
    line.call("POST", f"/v2/bot/user/all/richmenu/{drawn(line, STOP)}")
    assert hana.taps("配信停止")["done"] == "postback"
    assert bot.wait_for("postback")["postback"] == {"data": "stop"}
    assert hana.messages()[-1]["message"]["text"] == "止めて"


def test_switching_between_menus(sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
    hana = sim.person("花", friend=True)
    switch = {"type": "richmenuswitch", "label": "次へ", "data": "tab=b"}
    first = drawn(line, {**switch, "richMenuAliasId": "tab-b"})
    line.call("POST", f"/v2/bot/user/all/richmenu/{first}")
    assert hana.taps("次へ")["params"]["status"] == "RICHMENU_ALIAS_ID_NOTFOUND"
    second = drawn(line, STOP)
    alias = {"richMenuAliasId": "tab-b", "richMenuId": second}
    assert line.call("POST", "/v2/bot/richmenu/alias", alias).status == 200
    assert line.call("POST", "/v2/bot/richmenu/alias", alias).status == 400
    hana.taps("次へ")
    params = {"newRichMenuAliasId": "tab-b", "status": "SUCCESS"}
    assert bot.wait_for("postback", 2)["postback"] == {"data": "tab=b", "params": params}
    assert sim.menu(hana.chat)["richMenuId"] == second
    moved = {"richMenuId": first}
    assert line.call("POST", "/v2/bot/richmenu/alias/tab-b", moved).status == 200
    assert line.get("/v2/bot/richmenu/alias/tab-b").body["richMenuId"] == first
    assert line.call("DELETE", "/v2/bot/richmenu/alias/tab-b").status == 200
    assert line.get("/v2/bot/richmenu/alias/tab-b").status == 404


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"size": {"width": 700, "height": 400}}, "size.width"),
        ({"size": {"width": 800, "height": 200}}, "size.height"),
        ({"size": {"width": 800, "height": 600}}, "size"),
        ({"name": "x" * 301}, "name"),
        ({"chatBarText": "あ" * 15}, "chatBarText"),
        ({"chatBarText": ""}, "chatBarText"),
        ({"selected": "yes"}, "selected"),
        ({"areas": [menu(STOP)["areas"][0]] * 21}, "areas"),
        ({"areas": [{"bounds": {"x": 0}, "action": STOP}]}, "areas[0].bounds.y"),
        ({"areas": menu({**STOP, "label": "x" * 21})["areas"]}, "areas[0].action.label"),
        ({"areas": menu({**STOP, "data": "x" * 301})["areas"]}, "areas[0].action.data"),
    ],
)
def test_rules_of_a_menu(line: Line, changes: dict[str, Any], place: str) -> None:
    for path in ("/v2/bot/richmenu", "/v2/bot/richmenu/validate"):
        answer = line.call("POST", path, menu(STOP, **changes))
        assert answer.status == 400
        assert place in answer.properties


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        (picture(800, 540, "JPEG"), "image/jpeg", 200),
        (picture(2500, 1686), "image/png", 200),
        (picture(799, 500), "image/png", 400),
        (picture(800, 600), "image/png", 400),
        (b"\x89PNG", "image/png", 400),
        (PICTURE, "image/jpeg", 400),
        (PICTURE, "image/gif", 415),
        (PICTURE + b"\0" * 1024 * 1024, "image/png", 413),
    ],
)
def test_rules_of_a_picture(line: Line, data: bytes, content_type: str, status: int) -> None:
    made = line.call("POST", "/v2/bot/richmenu", menu(STOP)).body["richMenuId"]
    path = f"/v2/bot/richmenu/{made}/content"
    answer = line.call("POST", path, raw=data, headers={"content-type": content_type})
    assert answer.status == status
