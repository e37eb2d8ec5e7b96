"""The real SDK against the simulator: calls work, and errors parse."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    CreateRichMenuAliasRequest,
    ErrorResponse,
    FlexContainer,
    FlexMessage,
    MessagingApi,
    MessagingApiBlob,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuBulkLinkRequest,
    RichMenuRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
)
from linebot.v3.messaging import TestWebhookEndpointRequest as EndpointToTest
from linebot.v3.webhooks import FollowEvent, MessageEvent, PostbackEvent

from simulator.client import SimulatorClient
from simulator.testing import SimulatorHandle
from tests.simulator.fake_bot import FakeBot
from tests.simulator.pictures import picture
from tests.simulator.test_menus import menu


@pytest.fixture
def client(running: SimulatorHandle) -> Iterator[ApiClient]:
    with ApiClient(Configuration(access_token=running.token, host=running.url)) as client:
        yield client


@pytest.fixture
def api(client: ApiClient) -> MessagingApi:
    return MessagingApi(client)


def words(text: str = "こんにちは") -> list[TextMessage]:
    return [TextMessage(text=text)]


def test_push_multicast_and_the_repeat(sim: SimulatorClient, api: MessagingApi) -> None:
    hana, key = sim.person("花", friend=True), str(uuid4())
    request = PushMessageRequest(to=hana.user, messages=words())
    first = api.push_message(request, x_line_retry_key=key)
    with pytest.raises(ApiException) as repeated:
        api.push_message(request, x_line_retry_key=key)
    assert repeated.value.status == 409
    parsed = ErrorResponse.from_json(repeated.value.body)
    assert parsed.sent_messages[0].id == first.sent_messages[0].id
    assert repeated.value.headers["x-line-accepted-request-id"]
    api.multicast(MulticastRequest(to=[hana.user], messages=words("みな")))
    assert hana.texts() == ["こんにちは", "みな"]


def test_flex(sim: SimulatorClient, api: MessagingApi) -> None:
    hana = sim.person("花", friend=True)
    words = {"type": "text", "text": "カード"}
    body = {"type": "box", "layout": "vertical", "contents": [words]}
    card = FlexContainer.from_dict({"type": "bubble", "body": body})
    message = FlexMessage(alt_text="カード", contents=card)
    api.push_message(PushMessageRequest(to=hana.user, messages=[message]))
    assert hana.texts() == ["カード"]


def test_errors_parse(sim: SimulatorClient, api: MessagingApi) -> None:
    hana = sim.person("花", friend=True)
    with pytest.raises(ApiException) as refused:
        api.push_message(PushMessageRequest(to=hana.user, messages=words("")))
    parsed = ErrorResponse.from_json(refused.value.body)
    assert parsed.message == "The request body has 1 error"
    assert parsed.details[0].var_property == "messages[0].text"


def test_reply_and_webhooks(
    sim: SimulatorClient, api: MessagingApi, bot: FakeBot, running: SimulatorHandle
) -> None:
    hana = sim.person("花")
    hana.follows()
    hana.says("もしもし")
    sim.postback(hana.chat, "a=1")
    bot.wait_for_events(3)
    parser = WebhookParser(running.secret)
    events = [
        event
        for webhook in bot.webhooks
        for event in parser.parse(webhook.body.decode(), webhook.signature)
    ]
    assert [type(event) for event in events] == [FollowEvent, MessageEvent, PostbackEvent]
    assert events[0].source.user_id == hana.user
    token = events[1].reply_token
    api.reply_message(ReplyMessageRequest(reply_token=token, messages=words("はい")))
    assert hana.texts() == ["はい"]


def test_profile_group_quota_info(sim: SimulatorClient, api: MessagingApi) -> None:
    hana = sim.person("花", friend=True)
    kitchen = sim.group("キッチン", hana)
    sim.invite_bot(kitchen.chat)
    assert api.get_profile(hana.user).display_name == "花"
    assert api.get_group_summary(kitchen.chat).group_name == "キッチン"
    assert api.get_group_member_count(kitchen.chat).count == 1
    assert api.get_group_member_profile(kitchen.chat, hana.user).display_name == "花"
    sim.quota("limited", value=200, used=7)
    assert api.get_message_quota().value == 200
    assert api.get_message_quota_consumption().total_usage == 7
    assert api.get_bot_info().chat_mode == "bot"
    api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=hana.user))
    with pytest.raises(ApiException) as refused:
        api.get_profile("U" + "0" * 32)
    assert refused.value.status == 404


def test_rich_menus(sim: SimulatorClient, api: MessagingApi, client: ApiClient) -> None:
    blob = MessagingApiBlob(client)
    hana = sim.person("花", friend=True)
    action = {"type": "postback", "label": "停止", "data": "stop"}
    request = RichMenuRequest.from_dict(menu(action))
    api.validate_rich_menu_object(request)
    made = api.create_rich_menu(request).rich_menu_id
    image = {"Content-Type": "image/png"}
    blob.set_rich_menu_image(made, body=bytearray(picture(800, 540)), _headers=image)
    api.set_default_rich_menu(made)
    assert api.get_default_rich_menu_id().rich_menu_id == made
    api.link_rich_menu_id_to_user(hana.user, made)
    assert api.get_rich_menu_id_of_user(hana.user).rich_menu_id == made
    api.link_rich_menu_id_to_users(RichMenuBulkLinkRequest(rich_menu_id=made, user_ids=[hana.user]))
    alias = CreateRichMenuAliasRequest(rich_menu_alias_id="sdk", rich_menu_id=made)
    api.create_rich_menu_alias(alias)
    assert "sdk" in [one.rich_menu_alias_id for one in api.get_rich_menu_alias_list().aliases]
    assert made in [one.rich_menu_id for one in api.get_rich_menu_list().richmenus]
    assert bytes(blob.get_rich_menu_image(made)) == picture(800, 540)
    api.cancel_default_rich_menu()
    api.delete_rich_menu_alias("sdk")
    api.delete_rich_menu(made)


def test_content_and_webhook_endpoint(
    sim: SimulatorClient, api: MessagingApi, client: ApiClient, bot: FakeBot
) -> None:
    sim.person("花").sends_picture(picture(20, 10))
    message = bot.wait_for("message")["message"]["id"]
    assert bytes(MessagingApiBlob(client).get_message_content(message)) == picture(20, 10)
    here = api.get_webhook_endpoint().endpoint
    api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint=here))
    assert api.test_webhook_endpoint(EndpointToTest(endpoint=here)).success
