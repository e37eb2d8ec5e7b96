"""Sheets to pictures, in a headless Chromium. No server: the page's files are handed to it."""

import mimetypes
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Page, Route, sync_playwright

from gallery.sheets import Row, Sheet

HERE = Path(__file__).parent
PAGE = HERE.parent / "simulator" / "page"
PHOTO = HERE / "photo.svg"
"""In the place of all pictures that a card fetches."""
ORIGIN = "http://cards.invalid"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
LONGEST_SIDE = 16_000  # of a WebP: 16,383
QUALITY = 70


class NoChromium(Exception):
    """There is none on the PATH."""


@contextmanager
def opened_page(scale: float) -> Iterator[Page]:
    """An empty sheet. `scale`: pixels of the picture for each of the page's."""
    browser = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if browser is None:
        raise NoChromium
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = launched.new_page(device_scale_factor=scale, viewport={"width": 1800, "height": 900})
        page.route("**/*", _serve)
        page.goto(f"{ORIGIN}/gallery/sheet.html")
        page.wait_for_function("window.ready")
        yield page
        launched.close()


def draw(page: Page, sheet: Sheet) -> Image.Image:
    page.evaluate("sheet => drawSheet(sheet)", _as_json(sheet))
    taken = Image.open(BytesIO(page.locator("#sheet").screenshot(type="png"))).convert("RGB")
    return taken.crop((0, 0, taken.width, min(taken.height, LONGEST_SIDE)))


def save(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "WEBP", quality=QUALITY, method=6)


def _as_json(sheet: Sheet) -> dict[str, object]:
    return {"flow": sheet.flow, "rows": [_row_as_json(row) for row in sheet.rows]}


def _row_as_json(row: Row) -> dict[str, object]:
    cards = [card.as_json() for card in row.cards]
    return {"screen": row.screen, "sample": row.sample, "cards": cards}


def _serve(route: Route) -> None:
    path = _ours(route) or (PHOTO if route.request.resource_type == "image" else None)
    if path is None:
        route.abort()
        return
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    route.fulfill(path=path, content_type=kind)


def _ours(route: Route) -> Path | None:
    address = urlsplit(route.request.url)
    return _file(address.path) if f"{address.scheme}://{address.netloc}" == ORIGIN else None


def _file(path: str) -> Path | None:
    name = path.rpartition("/")[2]
    found = (HERE if path.startswith("/gallery/") else PAGE) / name
    return found if name and found.is_file() else None
