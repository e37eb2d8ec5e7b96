"""Names and instants the samples share; some of the names are unpleasant on purpose."""

from datetime import UTC, datetime, time

from flex_templates.views.owner import FlowStep, TemplateRow, TemplateStep
from flex_templates.views.parts import Hours, MessageRow, NextSend, ScenarioRow, StartRow, When

NOW = datetime(2026, 11, 21, 5, 2, tzinfo=UTC)  # Saturday 14:02 in Tokyo
THIS_MORNING = datetime(2026, 11, 21, 1, 21, tzinfo=UTC)
TONIGHT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
NEXT_FRIDAY = datetime(2026, 12, 4, 1, 0, tzinfo=UTC)
LAST_WEEK = datetime(2026, 11, 10, 3, 5, tzinfo=UTC)

SHOP = "ひだまり弁当"
QUOTES = 'キャンペーン "年末\\年始" \n{{ 7*7 }} {% raw %} $& $1'
THAI = "ร้านอาหารบ้านสวน ยินดีต้อนรับค่ะ 🌿"
LONG = "四十文字ちょうどで切ってから渡される、とてもとても長い友だちの名前です。末尾は👍🏽🇯🇵"
FAMILY = "👨‍👩‍👧‍👦" * 7

FOLLOW = StartRow(kind="friend_added")
WORDS = StartRow(kind="keyword", match="contains", words=("予約", 'クーポン "冬"'))
AT_TEN = Hours(time(10, 0), time(11, 0))
NIGHT = Hours(time(21, 0), time(8, 0))
THREE_DAYS = When(kind="after", amount=3, unit="days", hours=AT_TEN)
TEMPLATE = TemplateRow(
    name="revisit-coupon",
    title="再来店クーポン",
    audience="飲食店",
    about="友だち追加のお礼と、次のお食事のクーポン",
    messages=4,
    days=30,
    steps=(TemplateStep(When(), "友だち追加のお礼"), TemplateStep(THREE_DAYS, "クーポン")),
)
FLOW = (
    FlowStep(When(), "友だち追加のお礼", "{名前}さま、友だち追加ありがとうございます。"),
    FlowStep(THREE_DAYS, "クーポン", "先日は友だちになっていただき…", gives=True),
    FlowStep(THREE_DAYS, "期限のお知らせ", "お届けしたクーポン（10%OFF）の期限…"),
)
LONG_TEMPLATE = TemplateRow(
    name="seminar-countdown",
    title=LONG,
    audience=THAI,
    about=LONG,
    messages=7,
    steps=(TemplateStep(THREE_DAYS, LONG),) * 4,
    more=3,
)
HELLO = MessageRow(text="{名前}さん、こんにちは☕\nひだまり弁当です。")
PICTURE = MessageRow(kind="image", picture="https://example.com/media/12.jpg")
STICKER = MessageRow(kind="sticker")
RICH = MessageRow(kind="rich", text="今月のメニュー")
CARDS = MessageRow(kind="cards", text="玉子焼き / 唐揚げ")
VIDEO = MessageRow(kind="video")
AUDIO = MessageRow(kind="audio", text="0:12")
QUESTION = MessageRow(kind="question", text="お好きな方は？")
BUTTONS = MessageRow(kind="buttons", text="予約する / 電話する")
LOCATION = MessageRow(kind="location", text="ひだまり弁当 本店")

RUNNING = ScenarioRow(
    id="12",
    name="再来店のご案内",
    state="running",
    starts=(FOLLOW,),
    steps=8,
    inside=128,
    finished_percent=63,
    sent_today=34,
    next=NextSend(at=TONIGHT, people=18),
)
PAUSED = ScenarioRow(
    id="9",
    name="誕生月のおくりもの",
    state="paused",
    starts=(WORDS,),
    steps=3,
    inside=41,
    finished_percent=72,
    paused_at=LAST_WEEK,
)
DRAFT = ScenarioRow(
    id="15",
    name=QUOTES,
    state="draft",
    starts=(StartRow(kind="manual"),),
    steps=5,
)
ENDED = ScenarioRow(
    id="3", name=THAI, state="ended", starts=(FOLLOW,), steps=4, finished_percent=91
)
