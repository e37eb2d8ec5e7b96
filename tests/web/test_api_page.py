"""The API's page for people."""

import re
from html.parser import HTMLParser

import pytest

from bot.web.api_page import page
from bot.web.api_routes import ROUTES, openapi
from bot.web.api_words import JAPANESE

DESCRIBED = openapi("https://shop.example/api/v1")


class Read(HTMLParser):
    """The page's words, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said, self.leads, self.ids = "", list[str](), set[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert tag not in {"script", "link", "img"}, "nothing is fetched from elsewhere"
        self.leads += [found["href"] or ""] if "href" in found else []
        self.ids |= {found["id"] or ""} if "id" in found else set()

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize("language", ["ja", "en", "", "xx"])
def test_every_request_is_there_with_an_example(language: str) -> None:
    read = Read(page(DESCRIBED, language))
    for route in ROUTES:
        path = route.path.replace("<", "{").replace(">", "}")
        assert f"{route.method} {path}" in read.said
    assert read.said.count("Authorization: Bearer $TOKEN") == len(ROUTES) + 1
    assert "https://shop.example/api/v1/friends/customer:C-7/labels" in read.said
    assert {lead[1:] for lead in read.leads if lead.startswith("#")} == read.ids


def test_in_japanese_no_sentence_stays_english() -> None:
    said = Read(page(DESCRIBED, "ja")).said
    for route in ROUTES:
        assert JAPANESE[route.summary] in said
    assert not re.findall(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", said)


def test_no_word_of_the_japanese_page_is_idle() -> None:
    said = Read(page(DESCRIBED, "ja")).said
    assert [idle for idle in JAPANESE.values() if idle not in said] == []
