"""People on an open page, and their phones as a browser finds them."""

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page

from simulator.client import SimulatorClient
from tests.simulator_page.fake_bot import FakeBot

OWNER, FRIEND, STAFF = "森", "佐藤 みなみ", "スタッフ"


@dataclass
class Stage:
    sim: SimulatorClient
    bot: FakeBot
    page: Page
    url: str
    ids: dict[str, str]
    errors: list[str] = field(default_factory=list)  # what the page's scripts threw

    def phone(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name)

    def button(self, name: str, label: str) -> Locator:
        return self.phone(name).get_by_role("button", name=label, exact=True)

    def open(self) -> None:
        self.page.goto(f"{self.url}/?lang=ja&open={','.join(self.ids.values())}")
        self.phone(STAFF).wait_for()


def set_stage(sim: SimulatorClient, url: str, bot: FakeBot, page: Page) -> Stage:
    owner, friend = sim.person(OWNER), sim.person(FRIEND)
    owner.follows()
    friend.follows()
    group = sim.group(STAFF, owner, friend)
    sim.invite_bot(group.chat)
    ids = {OWNER: owner.chat, FRIEND: friend.chat, STAFF: group.chat}
    stage = Stage(sim, bot, page, url, ids)
    page.on("pageerror", lambda error: stage.errors.append(str(error)))
    stage.open()
    return stage


def png(width: int, height: int, color: str = "#1e6b52") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), color).save(out, "PNG")
    return out.getvalue()
