"""How the pages look that a link into LINE opens, in two languages."""

from collections.abc import Mapping
from html import escape

from simulator.web import Request, Response

Words = Mapping[str, str]

STYLE = """
body { margin: 0; font: 15px/1.6 system-ui, sans-serif; background: #eef1f0; color: #1f2a2e }
main { max-width: 420px; margin: 32px auto; padding: 24px; background: #fff; border-radius: 12px }
h1 { font-size: 18px; margin: 0 0 4px } p { margin: 0 0 16px; color: #5b676c }
form { display: flex; gap: 8px; align-items: center; padding: 10px 0;
  border-top: 1px solid #e3e7e6 }
form b { flex: 1 } label { font-size: 13px; color: #5b676c; white-space: nowrap }
button { font: inherit; padding: 5px 12px; border: 1px solid #b9c2bf; border-radius: 8px;
  background: #fff } button.main { background: #06c755; border-color: #06c755; color: #fff }
"""
WORDS = {
    "ja": {
        "login": "LINEでログイン",
        "loginText": "「{name}」が、だれかを知ることを求めています。だれのスマホですか？",
        "open": "「{name}」を開く",
        "openText": "だれのスマホで開きますか？",
        "says": "入力されている文：{text}",
        "allow": "許可する",
        "deny": "キャンセル",
        "add": "友だち追加",
        "go": "開く",
        "nobody": "人がいません。シミュレーターで人を加えてください。",
    },
    "en": {
        "login": "LINE Login",
        "loginText": "“{name}” wants to know who it is. Whose phone is this?",
        "open": "Open “{name}”",
        "openText": "On whose phone?",
        "says": "Text in the field: {text}",
        "allow": "Allow",
        "deny": "Cancel",
        "add": "Add friend",
        "go": "Open",
        "nobody": "There is nobody. Add people in the simulator.",
    },
}


def words_for(request: Request) -> Words:
    return WORDS["en" if request.headers.get("accept-language", "").startswith("en") else "ja"]


def page(words: Words, title: str, text: str, rows: list[str]) -> Response:
    heading, said = escape(title), escape(text)
    listed = "".join(rows) or f"<p>{escape(words['nobody'])}</p>"
    body = (
        f"<!doctype html><meta charset=utf-8><title>{heading}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style><main><h1>{heading}</h1><p>{said}</p>{listed}</main>"
    )
    return Response(body=body.encode(), content_type="text/html; charset=utf-8")


def form(action: str, hidden: dict[str, str], name: str, controls: str) -> str:
    fields = "".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">'
        for key, value in hidden.items()
    )
    return f'<form method="post" action="{action}">{fields}<b>{escape(name)}</b>{controls}</form>'


def tick(name: str, label: str) -> str:
    return f'<label><input type="checkbox" name="{name}" value="1" checked> {escape(label)}</label>'


def button(name: str, value: str, label: str, *, main: bool = False) -> str:
    kind = ' class="main"' if main else ""
    return f'<button name="{name}" value="{value}"{kind}>{escape(label)}</button>'
