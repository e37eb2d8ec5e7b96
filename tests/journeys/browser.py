"""The same phones on the simulator's page, in a real browser: what a person sees and touches."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from simulator.client import SimulatorClient
from tests.journeys.phones import PATIENCE_SECONDS, Seen, not_shown, patiently, shows
from tests.journeys.stage import Stage, books_from_now

WIDTH, HEIGHT = 1440, 1000

# Words of the page, by its language.
WORDS = {
    "ja": {
        "follow": "友だち追加",
        "block": "ブロック",
        "unblock": "ブロック解除",
        "invite": "ボットを招待",
        "speaker": "話す人",
        "message": "メッセージを入力",
        "send": "送信",
        "quick": "クイックリプライ",
        "open menu": "メニューを開く",
        "day": "＋1日",
        "hour": "＋1時間",
        "next": "次の予定まで",
        "clock": "ボットの時刻",
    },
    "en": {
        "follow": "Add friend",
        "block": "Block",
        "unblock": "Unblock",
        "invite": "Invite the bot",
        "speaker": "Who speaks",
        "message": "Message",
        "send": "Send",
        "quick": "Quick replies",
        "open menu": "Open Menu",
        "day": "+1 day",
        "hour": "+1 hour",
        "next": "To next due",
        "clock": "Bot time",
    },
}

# Every message of the bot: its number, and the words on the screen.
READ_ROWS = """rows => rows.map(row => [Number(row.dataset.seq), row.innerText])"""


class BrowserPhone:
    def __init__(self, page: Page, sim: SimulatorClient, name: str, words: dict[str, str]) -> None:
        self._page = page
        self._words = words
        self._sim = sim
        self._phone = page.get_by_role("region", name=name, exact=True)
        self._phone.wait_for()
        self._last: Seen | None = None

    def follows(self) -> None:
        self._phone.locator(".caption").get_by_role("button", name=self._words["follow"]).click()

    def blocks(self) -> None:
        self._caption("block")

    def unblocks(self) -> None:
        self._caption("unblock")

    def invites_bot(self) -> None:
        self._caption("invite")

    def _caption(self, word: str) -> None:
        caption = self._phone.locator(".caption")
        caption.get_by_role("button", name=self._words[word], exact=True).click()

    def held_by(self, name: str) -> None:
        self._phone.get_by_label(self._words["speaker"]).select_option(label=name)

    def says(self, text: str) -> None:
        self._phone.get_by_role("textbox", name=self._words["message"]).fill(text)
        self._phone.get_by_role("button", name=self._words["send"], exact=True).click()

    def taps(self, label: str, on: Seen | None = None) -> None:
        self._on_card(label, on).click()

    def picks(self, label: str, **params: str) -> None:
        self._on_card(label, None).click()
        dialog = self._phone.get_by_role("dialog", name=label)
        (value,) = params.values()
        dialog.locator("input").fill(value)
        dialog.get_by_role("button", name=self._words["send"], exact=True).click()
        expect(dialog).to_be_hidden()

    def _on_card(self, label: str, on: Seen | None) -> Locator:
        card = on or self._last
        assert card, f"nothing was seen yet to tap {label!r} on"
        row = self._phone.locator(f'.row[data-seq="{card.seq}"]')
        return row.get_by_role("button", name=label, exact=True).first  # of cards side by side

    def taps_quick(self, label: str) -> None:
        replies = self._phone.get_by_role("group", name=self._words["quick"])
        replies.get_by_role("button", name=label, exact=True).click()

    def taps_menu(self, label: str) -> None:
        area = self._phone.locator(".menu-panel").get_by_role("button", name=label, exact=True)
        closed = self._phone.get_by_role("button", name=self._words["open menu"], exact=True)
        expect(area.or_(closed)).to_be_visible()
        if closed.is_visible():
            closed.click()
        area.click()

    def sees(self, *words: str) -> Seen:
        self._last = patiently(
            lambda: next((seen for seen in self._new() if shows(seen.text, words)), None),
            lambda: not_shown(words, self._new()),
        )
        return self._last

    def shown(self) -> list[str]:
        return [seen.text for seen in self._rows()]

    def _new(self) -> list[Seen]:
        after = self._last.seq if self._last else 0
        return [seen for seen in self._rows() if seen.seq > after]

    def _rows(self) -> list[Seen]:
        found: list[Any] = self._phone.locator(".row.other").evaluate_all(READ_ROWS)
        return [Seen(seq, "", text) for seq, text in found]


@dataclass(frozen=True)
class BrowserClockBar:
    page: Page
    words: dict[str, str]

    def moves(self, *, days: int = 0, hours: int = 0) -> None:
        for word, times in (("day", days), ("hour", hours)):
            for _ in range(times):
                self._click(word)

    def to_next_due(self) -> None:
        self._click("next")

    def _click(self, word: str) -> None:
        bar = self.page.get_by_role("group", name=self.words["clock"])
        with self.page.expect_response("**/sim/clock") as answered:
            bar.get_by_role("button", name=self.words[word], exact=True).click()
        assert answered.value.ok


def browser_stage(page: Page, url: str, language: str = "ja") -> Stage:
    """Each person asked for gets a phone on the page, beside those who were there before."""
    sim, words = SimulatorClient(url), WORDS[language]
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    opened: list[str] = []

    def phone(chat: str, members: dict[str, str]) -> BrowserPhone:
        opened.append(chat)
        page.goto(f"{url}/?lang={language}&open={','.join(opened)}")
        return BrowserPhone(page, sim, _name_of(sim, chat), words)

    return Stage(sim, books_from_now(sim), BrowserClockBar(page, words), phone)


def _name_of(sim: SimulatorClient, chat: str) -> str:
    state = sim.state()
    everybody = (*state["users"], *state["groups"])
    return str(next(one["name"] for one in everybody if one["id"] == chat))
