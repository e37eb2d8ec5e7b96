import hashlib
import hmac
import json
import re
import time
from base64 import b64encode

import pytest

from simulator.client import SimulatorClient, SimulatorError
from simulator.testing import SECRET
from tests.simulator.fake_bot import FakeBot
from tests.simulator.line import Line

PNG = b"\x89PNG\r\n\x1a\n" + b"not much of a picture"


def test_signed_over_the_exact_bytes(sim: SimulatorClient, bot: FakeBot) -> None:
    sim.person("花").says('こんにちは🍵 "引用"')
    bot.wait_for_events(1)
    (webhook,) = bot.webhooks
    expected = b64encode(hmac.new(SECRET.encode(), webhook.body, hashlib.sha256).digest())
    assert webhook.signature == expected.decode()
    assert "こんにちは🍵".encode() in webhook.body, "LINE does not escape"
    assert json.loads(webhook.body)["destination"] == sim.state()["account"]["id"]


def test_the_shape_of_a_text_event(sim: SimulatorClient, bot: FakeBot) -> None:
    hana = sim.person("花")
    hana.says("もしもし")
    (event,) = bot.wait_for_events(1)
    assert event["type"] == "message"
    assert event["mode"] == "active"
    assert event["source"] == {"type": "user", "userId": hana.user}
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", event["webhookEventId"])
    assert abs(event["timestamp"] - time.time() * 1000) < 60_000
    assert event["message"]["type"] == "text"
    assert event["message"]["text"] == "もしもし"
    assert event["message"]["id"] == hana.messages()[0]["id"]
    assert event["message"]["quoteToken"]


def test_events_carry_the_business_time(sim: SimulatorClient, bot: FakeBot) -> None:
    sim.advance(days=30)
    sim.person("花").follows()
    (event,) = bot.wait_for_events(1)
    assert event["timestamp"] - time.time() * 1000 > 29 * 24 * 3600 * 1000


def test_follow_block_unblock(sim: SimulatorClient, bot: FakeBot) -> None:
    hana = sim.person("花")
    hana.follows()
    hana.follows()
    hana.blocks()
    hana.unblocks()
    events = bot.wait_for_events(3)
    assert [event["type"] for event in events] == ["follow", "unfollow", "follow"]
    assert [event["follow"]["isUnblocked"] for event in (events[0], events[2])] == [False, True]
    assert "replyToken" in events[0]
    assert "replyToken" not in events[1]


def test_in_groups_only_messages_tell_who(sim: SimulatorClient, bot: FakeBot) -> None:
    mori, tanaka = sim.person("森"), sim.person("田中")
    kitchen = sim.group("キッチン", mori)
    kitchen.says("まだ聞こえない")
    sim.invite_bot(kitchen.chat)
    sim.change_members(kitchen.chat, add=[tanaka.user])
    kitchen.seen_by(tanaka).says("はい")
    sim.postback(kitchen.chat, "a=1", tanaka.user)
    sim.settings(group_sender_in_postback=True)
    sim.postback(kitchen.chat, "a=2", tanaka.user)
    sim.change_members(kitchen.chat, remove=[tanaka.user])
    sim.kick_bot(kitchen.chat)
    events = bot.wait_for_events(7)
    bare = {"type": "group", "groupId": kitchen.chat}
    told = {**bare, "userId": tanaka.user}
    assert [(event["type"], event["source"]) for event in events] == [
        ("join", bare),
        ("memberJoined", bare),
        ("message", told),
        ("postback", bare),
        ("postback", told),
        ("memberLeft", bare),
        ("leave", bare),
    ]
    assert events[1]["joined"] == {"members": [{"type": "user", "userId": tanaka.user}]}


def test_a_picture_can_be_fetched(sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
    hana = sim.person("花")
    hana.sends_picture(PNG)
    message = bot.wait_for("message")["message"]
    assert message["contentProvider"] == {"type": "line"}
    assert "url" not in message
    answer = line.get(f"/v2/bot/message/{message['id']}/content")
    assert (answer.raw, answer.headers["content-type"]) == (PNG, "image/png")
    assert sim.fetch(hana.messages()[0]["message"]["url"]) == PNG
    assert line.get("/v2/bot/message/1/content").status == 404
    sim.post(f"/sim/chats/{hana.chat}/unsend", message_id=message["id"])
    assert bot.wait_for("unsend")["unsend"] == {"messageId": message["id"]}
    assert line.get(f"/v2/bot/message/{message['id']}/content").status == 410


def test_a_file_can_be_fetched(sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
    hana = sim.person("花")
    sim.media(hana.chat, b"A-1\n", "file", "text/csv", hana.user)
    message = bot.wait_for("message")["message"]
    assert (message["type"], message["fileSize"]) == ("file", 4)
    assert message["fileName"]
    assert line.get(f"/v2/bot/message/{message['id']}/content").raw == b"A-1\n"


def test_other_kinds_of_messages(sim: SimulatorClient, bot: FakeBot) -> None:
    hana = sim.person("花")
    first = hana.says("これ")
    sim.sticker(hana.chat, "446", "1988")
    sim.location(hana.chat, title="店", address="東京", latitude=35.6, longitude=139.7)
    sim.text(hana.chat, "答え", quote=first["id"])
    messages = [event["message"] for event in bot.wait_for_events(4)]
    assert messages[1]["stickerId"] == "1988"
    assert messages[2]["latitude"] == 35.6
    assert messages[3]["quotedMessageId"] == first["id"]


def test_one_chat_stays_in_order_when_the_bot_is_slow(sim: SimulatorClient, bot: FakeBot) -> None:
    bot.delay_s = 0.02
    people = [sim.person(name) for name in "花健空"]
    for number in range(8):
        for person in people:
            person.says(str(number))
    bot.wait_for_events(24)
    for person in people:
        said = [e["message"]["text"] for e in bot.events if e["source"]["userId"] == person.user]
        assert said == [str(number) for number in range(8)]


def test_many_follow_at_once_in_few_posts(sim: SimulatorClient, bot: FakeBot) -> None:
    people = sim.add_friends(1000)
    events = bot.wait_for_events(1000)
    assert {event["source"]["userId"] for event in events} == set(people)
    assert len(events) == 1000
    assert len({event["webhookEventId"] for event in events}) == 1000
    assert any(len(webhook.events) > 1 for webhook in bot.webhooks)
    assert len(bot.webhooks) < 100


def test_without_redelivery_a_failed_event_is_lost(sim: SimulatorClient, bot: FakeBot) -> None:
    bot.status = 500
    failed = sim.state()["webhook"]["failed"]
    sim.person("花").says("a")
    sim.wait(lambda: sim.state()["webhook"]["failed"] == failed + 1)
    assert sim.state()["webhook"]["last_error"] == "ERROR_STATUS_CODE 500"


def test_redelivery_is_the_same_event_again(sim: SimulatorClient, bot: FakeBot, line: Line) -> None:
    sim.settings(redeliver=True)
    bot.status = 503
    sim.person("花").says("a")
    bot.wait_for_events(2)
    bot.status = 200
    first, second = bot.events[:2]
    assert second == {**first, "deliveryContext": {"isRedelivery": True}}
    assert line.reply(first["replyToken"]).status == 200


def test_a_bot_that_takes_too_long(sim: SimulatorClient, bot: FakeBot) -> None:
    bot.delay_s = 2.3
    failed = sim.state()["webhook"]["failed"]
    sim.person("花").says("a")
    sim.wait(lambda: sim.state()["webhook"]["failed"] == failed + 1)
    assert sim.state()["webhook"]["last_error"] == "REQUEST_TIMEOUT"


def test_webhooks_switched_off(sim: SimulatorClient, bot: FakeBot) -> None:
    sim.settings(webhook_enabled=False)
    hana = sim.person("花")
    hana.says("聞こえない")
    sim.settings(webhook_enabled=True)
    hana.says("聞こえる")
    bot.wait_for_events(1)
    assert [event["message"]["text"] for event in bot.events] == ["聞こえる"]


def test_standby_carries_no_reply_token(sim: SimulatorClient, bot: FakeBot) -> None:
    sim.settings(standby=True)
    sim.person("花").says("a")
    (event,) = bot.wait_for_events(1)
    assert event["mode"] == "standby"
    assert "replyToken" not in event


def test_webhooks_made_by_hand(sim: SimulatorClient, bot: FakeBot) -> None:
    answer = sim.webhook([{"type": "comet", "mode": "active"}], destination="Uother")
    assert answer["status"] == 200
    assert json.loads(bot.webhooks[0].body)["destination"] == "Uother"
    sim.webhook(raw="{")
    assert bot.webhooks[1].body == b"{"
    sim.webhook([], secret="wrong")
    wrong = hmac.new(b"wrong", bot.webhooks[2].body, hashlib.sha256).digest()
    assert bot.webhooks[2].signature == b64encode(wrong).decode()


def test_the_webhook_address(sim: SimulatorClient, bot: FakeBot, line: Line) -> None:
    path = "/v2/bot/channel/webhook/endpoint"
    here = f"{bot.url}/callback"
    assert line.get(path).body == {"endpoint": here, "active": True}
    for bad in ("http://example.com/callback", "ftp://x", "https://x.jp/" + "a" * 500, None):
        assert line.call("PUT", path, {"endpoint": bad}).status == 400
    try:
        assert line.call("PUT", path, {"endpoint": "https://bot.example/callback"}).status == 200
        assert line.get(path).body["endpoint"] == "https://bot.example/callback"
    finally:
        line.call("PUT", path, {"endpoint": here})


def test_the_webhook_test(sim: SimulatorClient, bot: FakeBot, line: Line) -> None:
    path = "/v2/bot/channel/webhook/test"
    answer = line.call("POST", path, {}).body
    assert (answer["success"], answer["statusCode"], answer["reason"]) == (True, 200, "OK")
    assert bot.webhooks[0].events == []
    bot.status = 404
    answer = line.call("POST", path, {}).body
    assert (answer["success"], answer["reason"]) == (False, "ERROR_STATUS_CODE")
    nobody = line.call("POST", path, {"endpoint": "http://127.0.0.1:9/callback"}).body
    assert nobody["reason"] == "COULD_NOT_CONNECT"


def test_watching_a_film_to_its_end(sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
    hana = sim.person("花", friend=True)
    film = "https://shop.example/film.mp4"
    video = {"type": "video", "originalContentUrl": film, "previewImageUrl": film}
    line.push(hana.user, {**video, "trackingId": "lesson-1"}, video)
    tracked, silent = (message["id"] for message in hana.from_bot())
    sim.post(f"/sim/chats/{hana.chat}/watch", message_id=tracked)
    event = bot.wait_for("videoPlayComplete")
    assert event["videoPlayComplete"] == {"trackingId": "lesson-1"}
    with pytest.raises(SimulatorError, match="No film with a trackingId"):
        sim.post(f"/sim/chats/{hana.chat}/watch", message_id=silent)


def test_a_deleted_account_tells_nobody(sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
    hana = sim.person("花", friend=True)
    sim.post(f"/sim/users/{hana.user}/delete-account")
    assert line.get(f"/v2/bot/profile/{hana.user}").status == 404
    assert line.multicast([hana.user]).status == 200
    assert hana.from_bot() == []
    with pytest.raises(SimulatorError, match="no LINE account any more"):
        hana.says("もしもし")
    assert [event for event in bot.events if event["source"].get("userId") == hana.user] == []
