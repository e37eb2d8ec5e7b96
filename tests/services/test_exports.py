"""Results as files: once, for ten minutes, for the owner who asked."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from admin_flows.ports import Actor
from admin_flows.ports.commands import ExportScenario, MakeExport
from admin_flows.ports.facts import Period
from bot.domain.yaml import load_yaml
from bot.services.api_access import ApiAccess
from bot.services.exports import Exports
from bot.store import people
from bot.store.db import rows
from bot.web.exports import exports
from tests.delivery.world import step
from tests.services.shop import EDITOR, OWNER, VIEWER, Shop, document

TODAY = date(2026, 12, 1)
BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605"
ROBOT = "Mozilla/5.0 (compatible; facebookexternalhit/1.1; line-poker/1.0)"


@pytest.fixture
def desk(shop: Shop) -> Exports:
    people.add_member(OWNER.user_id, "owner", name="森", at=0)
    return Exports(shop.world.clock, shop.reads, lambda: "ja")


def link(shop: Shop, scenario: int = 0, period: Period | None = None, by: Actor = OWNER) -> str:
    """The token, as it leaves in the answer."""
    made = shop.do(MakeExport(scenario, period), by).made
    assert made is not None
    found = shop.reads.export(made)
    assert found is not None and found.url and found.made_by == by.user_id
    url = ApiAccess(shop.world.clock, "s").revealed(found.url)
    match = re.fullmatch(
        r"https://shop\.example/x/(tobi_[A-Za-z0-9_-]{43})\?openExternalBrowser=1", url
    )
    assert match
    return match[1]


def text(desk: Exports, token: str) -> str | None:
    file = desk.fetch(token, BROWSER, counts=True)
    return file.body.decode("utf-8-sig") if file else None


def test_a_scenarios_steps_by_version(shop: Shop, desk: Exports) -> None:
    scenario = shop.started(step("a", title="=ようこそ"), step("b", {"days": 1}))
    shop.follow("花", "葉")
    shop.send()
    said = text(desk, link(shop, scenario))
    assert said is not None
    head, first = said.splitlines()
    assert head.startswith("版,番号,ステップ,題名,送った,失敗,タップ")
    assert first == "1,1,a,'=ようこそ,2,0,0,0,0,0,0,0"


def test_the_shops_days(shop: Shop, desk: Exports) -> None:
    shop.world.scenario(step("a"))
    shop.follow("花")
    shop.send()
    said = text(desk, link(shop, 0, Period(TODAY, TODAY + timedelta(days=1))))
    assert said is not None
    assert said.splitlines()[1:] == ["2026-12-01,1,0,0,0,1", "2026-12-02,0,0,0,0,0"]


def test_it_works_once(shop: Shop, desk: Exports) -> None:
    token = link(shop, 0, Period(TODAY, TODAY))
    assert text(desk, token) is not None
    assert text(desk, token) is None


def test_it_works_for_ten_minutes(shop: Shop, desk: Exports) -> None:
    period = Period(TODAY, TODAY)
    early, late = link(shop, 0, period), link(shop, 0, period)
    shop.world.clock.tick(599)
    assert text(desk, early) is not None
    shop.world.clock.tick(1)
    assert text(desk, late) is None


def test_a_card_shows_the_link_only_while_it_works(shop: Shop, desk: Exports) -> None:
    made = shop.do(MakeExport(0, Period(TODAY, TODAY))).made or 0
    shop.world.clock.tick(600)
    found = shop.reads.export(made)
    assert found is not None and found.url == ""
    assert shop.reads.export(made + 1) is None


@pytest.mark.parametrize(
    ("agent", "counts"), [(ROBOT, True), (BROWSER, False), ("curl/8", True), ("", True)]
)
def test_who_only_looks_takes_nothing(shop: Shop, desk: Exports, agent: str, counts: bool) -> None:
    token = link(shop, 0, Period(TODAY, TODAY))
    assert desk.fetch(token, agent, counts=counts) is None
    assert text(desk, token) is not None


def test_who_is_no_owner_any_more_gets_nothing(shop: Shop, desk: Exports) -> None:
    token = link(shop, 0, Period(TODAY, TODAY))
    people.add_member(OWNER.user_id, "editor", name="森", at=0)
    assert text(desk, token) is None


def test_only_owners_may_ask(shop: Shop) -> None:
    assert shop.refusal(MakeExport(0, Period(TODAY, TODAY)), VIEWER) == "role"


def test_nothing_that_is_stored_holds_the_token(shop: Shop, desk: Exports) -> None:
    token = link(shop, 0, Period(TODAY, TODAY))
    stored = rows("SELECT hash, nonce, user_id FROM export")
    assert token not in str(stored) and token.removeprefix("tobi_") not in str(stored)
    assert text(desk, token[:-1] + ("A" if token[-1] != "A" else "B")) is None


def test_the_browser_is_given_a_file(shop: Shop, desk: Exports) -> None:
    app = Flask("test")
    app.register_blueprint(exports(desk.fetch))
    phone, token = app.test_client(), link(shop, 0, Period(TODAY, TODAY))
    answer = phone.get(f"/x/{token}", headers={"User-Agent": BROWSER})
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="results.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    again = phone.get(f"/x/{token}", headers={"User-Agent": BROWSER, "Accept-Language": "ja"})
    assert again.status_code == 404 and "このリンクは使えません" in again.text


def yaml_link(shop: Shop, scenario: int, by: Actor = EDITOR) -> str:
    made = shop.do(ExportScenario(scenario), by).made
    found = shop.reads.export(made or 0)
    assert found is not None and found.made_by == by.user_id
    return ApiAccess(shop.world.clock, "s").revealed(found.url).split("/x/")[1].partition("?")[0]


def test_a_scenario_is_a_file_as_it_is_being_written(shop: Shop, desk: Exports) -> None:
    people.add_member(EDITOR.user_id, "editor", name="佐藤", at=0)
    scenario = shop.create("枝")
    written = document(step("a"), step("b", {"days": 1}), name="枝")
    shop.write(scenario, written)
    token = yaml_link(shop, scenario)
    file = desk.fetch(token, BROWSER, counts=True)
    assert file is not None
    assert (file.name, file.type) == (f"scenario-{scenario}.yaml", "application/yaml")
    assert load_yaml(file.body.decode()) == written
    assert desk.fetch(token, BROWSER, counts=True) is None


def test_a_scenario_is_given_to_nobody_who_may_not_write_any_more(
    shop: Shop, desk: Exports
) -> None:
    people.add_member(EDITOR.user_id, "editor", name="佐藤", at=0)
    token = yaml_link(shop, shop.started())
    people.set_role(EDITOR.user_id, "viewer")
    assert desk.fetch(token, BROWSER, counts=True) is None
    assert shop.refusal(ExportScenario(1), VIEWER) == "role"
    assert shop.refusal(ExportScenario(99), EDITOR) == "no_such_scenario"
