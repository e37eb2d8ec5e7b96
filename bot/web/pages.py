"""Short pages for people whom a link cannot lead on, in their language."""

from collections.abc import Mapping
from html import escape

from flask import Response, request

Words = tuple[str, str]
"""Title and text."""

_PAGES: Mapping[str, Mapping[str, Words]] = {
    "route_unknown": {
        "ja": ("このリンクは使えません", "リンクが変わったようです。お店の方にお知らせください。"),
        "en": ("This link leads nowhere", "It may have changed. Please tell the shop."),
    },
    "link_unknown": {
        "ja": (
            "このリンクは開けません",
            "お店から届いたメッセージのボタンを、もう一度押してください。",
        ),
        "en": (
            "This link leads nowhere",
            "Please tap the button in the shop’s message once more.",
        ),
        "zh-TW": ("無法開啟此連結", "請再點一次店家訊息中的按鈕。"),
        "th": ("เปิดลิงก์นี้ไม่ได้", "โปรดแตะปุ่มในข้อความจากร้านอีกครั้ง"),
    },
    "not_now": {
        "ja": ("いまは開けません", "少し待って、もう一度開いてください。"),
        "en": ("This cannot be opened just now", "Please wait a moment and open it again."),
        "zh-TW": ("目前無法開啟", "請稍候再開啟一次。"),
        "th": ("ตอนนี้เปิดไม่ได้", "โปรดรอสักครู่แล้วเปิดอีกครั้ง"),
    },
    "export_over": {
        "ja": (
            "このリンクは使えません",
            "一度だけ、10分のあいだ開けます。もう一度「CSVで」を押してください。",
        ),
        "en": (
            "This link was used or is over",
            "It works once, for ten minutes. Please ask for it again.",
        ),
    },
    "again": {
        "ja": ("時間がたちました", "もう一度QRコードかリンクを開いてください。"),
        "en": ("Too much time has passed", "Please open the QR code or the link again."),
    },
}
_PAGE = """<!doctype html>
<html lang="{lang}"><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>
body {{ margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center;
  font: 17px/1.7 system-ui, sans-serif; color: #1f2a2e; background: #f6f5f1; padding: 0 24px }}
h1 {{ font-size: 20px; margin: 0 0 8px }} p {{ margin: 0 }}
</style>
<main><h1>{title}</h1><p>{text}</p></main></html>
"""


def page(name: str, status: int) -> Response:
    said = _PAGES[name]
    lang = request.accept_languages.best_match(list(said), default="ja")
    title, text = map(escape, said[lang])
    answer = Response(_PAGE.format(lang=lang, title=title, text=text), status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer
