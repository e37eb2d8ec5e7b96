"""Command words that work on every screen, typed or tapped."""

from typing import Literal

from admin_flows.answers.plain import plain

Word = Literal["back", "cancel", "menu", "help"]

_SAID: dict[str, Word] = {
    **dict.fromkeys(("もどる", "戻る", "back", "返回", "上一步", "ย้อนกลับ"), "back"),
    **dict.fromkeys(("やめる", "キャンセル", "cancel", "取消", "ยกเลิก"), "cancel"),
    **dict.fromkeys(("メニュー", "ホーム", "menu", "home", "選單", "เมนู"), "menu"),
    **dict.fromkeys(("ヘルプ", "help", "說明", "ช่วยเหลือ"), "help"),
}
WORDS: tuple[Word, ...] = ("back", "cancel", "menu", "help")


def command_word(text: str) -> Word | None:
    return _SAID.get(plain(text))
