"""A file is imported whole, or not at all."""

from hypothesis import given, settings

from bot.domain.errors import DocumentError, Refused
from bot.domain.templates import LANGUAGES, templates
from bot.domain.yaml import load_yaml
from bot.services.exchange import Exchange
from bot.store.db import rows
from tests.domain.mutants import FILES, spoilt_plain
from tests.services.shop import Shop

TABLES = ("scenario", "scenario_version", "draft", "label", "field", "user_group")


def stored() -> list[int]:
    return [int(rows(f"SELECT count(*) FROM {table}")[0][0]) for table in TABLES]


def test_every_template_is_imported_and_started(shop: Shop) -> None:
    exchange = Exchange(shop.reads, shop.executor)
    coupons = tuple(each for one in templates() for lang in LANGUAGES for each in one.coupons(lang))
    states = [
        exchange.begin(load_yaml(text), coupons=coupons, activate=True).state for text in FILES
    ]
    assert states == ["running"] * len(FILES)


def test_a_spoilt_file_leaves_nothing_behind(shop: Shop) -> None:
    exchange = Exchange(shop.reads, shop.executor)

    @settings(max_examples=40, database=None)
    @given(spoilt_plain())
    def imported(text: str) -> None:
        before = stored()
        try:
            exchange.begin(load_yaml(text), activate=True)
        except (DocumentError, Refused):
            assert stored() == before
        else:
            assert stored()[:2] == [before[0] + 1, before[1] + 1]

    imported()
