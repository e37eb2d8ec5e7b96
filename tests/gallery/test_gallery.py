"""Sheets of cards: everything is on them, and a browser draws them."""

from pathlib import Path

import pytest
from PIL import Image

from flex_templates.catalogs import LOCALES
from flex_templates.views.samples import SAMPLES
from gallery.__main__ import index, main
from gallery.sheets import sheets


def test_every_screen_is_on_a_sheet_once_in_every_language() -> None:
    drawn = [row for sheet in sheets(every_sample=False) for row in sheet.rows]
    assert len(drawn) == len(SAMPLES)
    assert {len(row.cards) for row in drawn} == {len(LOCALES)}


def test_every_sample_can_be_asked_for_in_one_language() -> None:
    drawn = [row for sheet in sheets(["th"], every_sample=True) for row in sheet.rows]
    assert len(drawn) == sum(len(samples) for samples in SAMPLES.values())
    assert {card.locale for row in drawn for card in row.cards} == {"th"}


def test_a_page_shows_all_pictures() -> None:
    page = index([Path("sheets/owner-home.webp"), Path("sheets/staff.webp")])
    assert "![owner-home](owner-home.webp)" in page
    assert "![staff](staff.webp)" in page


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
def test_a_flow_becomes_a_picture(tmp_path: Path) -> None:
    folder = ["--folder", str(tmp_path)]
    assert main(["--flow", "owner-claim", "--locale", "ja", "--scale", "0.5", *folder]) == 0
    picture = Image.open(tmp_path / "owner-claim.webp")
    colors = picture.convert("RGB").quantize(8).getcolors()
    assert picture.height > 400
    assert colors is not None
    assert len(colors) > 4
