"""For developers: python -m flex_templates.menus.draw

Draws the pictures of the rich menus with a Chromium on this machine (named in CHROMIUM, default
/usr/bin/chromium), Noto Sans CJK and a Thai font (Noto Sans Thai or Loma). The pictures are
committed.
"""

import io
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from flex_templates.catalogs import LOCALES
from flex_templates.menus import COLUMNS, KINDS, WIDTH, Area, Kind, menu_areas, menu_definition
from flex_templates.tokens import COLOURS

FOLDER = Path(__file__).parent / "pictures"
ICONS = Path(__file__).parent / "icons"
FONTS = {
    "ja": "'Noto Sans CJK JP'",
    "en": "'Noto Sans CJK JP'",
    "zh-TW": "'Noto Sans CJK TC'",
    "th": "'Noto Sans Thai', 'Loma'",
}
# By columns: of the labels and of the lines below them, where the longest of them fits so.
SIZES = {3: (112, 62), 4: (92, 50)}
# Else all of a picture get smaller together.
FIT = """
for (const tag of ["b", "small"]) {
  const all = [...document.querySelectorAll(tag)];
  if (!all.length) continue;
  const over = all.map((one) => one.scrollWidth / (one.parentElement.clientWidth - 56));
  const size = parseFloat(getComputedStyle(all[0]).fontSize) / Math.max(1, ...over);
  for (const one of all) one.style.fontSize = Math.floor(size) + "px";
}
"""

STYLE = """
* { margin: 0; box-sizing: border-box; }
body { width: 2500px; background: %(ground)s; font-family: %(font)s; color: %(ink)s; }
main { display: grid; grid-template-columns: repeat(%(columns)d, minmax(0, 1fr)); gap: 28px;
       padding: 14px; height: %(height)dpx; }
section { background: %(white)s; border-radius: 60px; display: flex; flex-direction: column;
          align-items: center; justify-content: center; }
i { width: 300px; height: 300px; border-radius: 150px; background: %(moss_tint)s; color: %(moss)s;
    display: grid; place-items: center; }
svg { width: 160px; height: 160px; }
b { font-size: %(label)dpx; line-height: 1.3; margin-top: 44px; white-space: nowrap; }
small { font-size: %(second)dpx; line-height: 1.3; color: %(ink_2)s; white-space: nowrap; }
.first { background: %(moss)s; color: %(white)s; }
.first i { background: %(moss_light)s; color: %(white)s; }
.silent i { background: %(tag)s; color: %(ink_2)s; }
.back { background: none; border: 6px solid %(moss)s; }
.play { border: 10px solid %(moss)s; }
.play i { border-radius: 72px; background: %(moss)s; color: %(white)s; }
"""


def page_of(kind: Kind, locale: str) -> str:
    areas = menu_areas(kind, locale)
    values = {
        **COLOURS,
        "font": FONTS[locale],
        "columns": COLUMNS[kind],
        "label": SIZES[COLUMNS[kind]][0],
        "second": SIZES[COLUMNS[kind]][1],
        "height": menu_definition(kind, locale)["size"]["height"],
    }
    sections = "".join(_section(area, first=area.icon == "home") for area in areas)
    return f"<meta charset=utf-8><style>{STYLE % values}</style><main>{sections}</main>"


def _section(area: Area, *, first: bool) -> str:
    icon = (ICONS / f"{area.icon}.svg").read_text(encoding="utf-8")
    second = f"<small>{escape(area.second)}</small>" if area.second else ""
    name = f"{area.icon} first" if first else area.icon
    return f'<section class="{name}"><i>{icon}</i><b>{escape(area.label)}</b>{second}</section>'


def _drawn(page: Page, kind: Kind, locale: str) -> bytes:
    height = menu_definition(kind, locale)["size"]["height"]
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.set_content(page_of(kind, locale))
    page.evaluate(f"() => {{ {FIT} }}")
    return page.screenshot()


def _small(png: bytes) -> bytes:
    """With 128 colours a flat picture looks the same and takes a third."""
    small = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(128).save(small, "PNG", optimize=True)
    return small.getvalue()


def pictures() -> Iterator[tuple[Kind, str]]:
    for kind in KINDS:
        for locale in LOCALES:
            yield kind, locale


def main() -> None:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for kind, locale in pictures():
            (FOLDER / f"{kind}-{locale}.png").write_bytes(_small(_drawn(page, kind, locale)))
        browser.close()


if __name__ == "__main__":
    main()
