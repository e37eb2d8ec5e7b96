"""python -m gallery: every screen in docs/cards; with --all every sample, too, in build/cards."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from flex_templates.catalogs import LOCALES
from gallery.draw import NoChromium, draw, opened_page, save
from gallery.sheets import Sheet, sheets

ROWS_A_PICTURE = 12


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    folder = Path(asked.folder or ("build/cards" if asked.all else "docs/cards"))
    drawn = [
        sheet
        for sheet in sheets(asked.locale or LOCALES, every_sample=asked.all)
        if not asked.flow or sheet.flow in asked.flow
    ]
    try:
        pictures = _draw_all(drawn, folder, asked.scale)
    except NoChromium:
        print("To draw cards a Chromium is needed: install the package chromium.", file=sys.stderr)
        return 1
    if not asked.flow:
        (folder / "README.md").write_text(index(pictures))
    return 0


def index(pictures: Sequence[Path]) -> str:
    """A page that shows them all."""
    head = (
        "# Cards\n\nEvery screen, a sheet a flow and a column a language, as `make cards` draws"
        " them from the samples that the tests measure. Some samples are meant to be hard on a"
        " card.\n"
    )
    shown = (f"\n## {path.stem}\n\n![{path.stem}]({path.name})\n" for path in pictures)
    return head + "".join(shown)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gallery", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every sample, not each screen's first")
    parser.add_argument("--locale", action="append", choices=LOCALES, help="only this language")
    parser.add_argument("--flow", action="append", help="only this flow, such as owner-step")
    parser.add_argument("--folder", help="where the pictures go")
    parser.add_argument("--scale", type=float, default=0.6, help="pixels a pixel (0.6)")
    return parser


def _draw_all(drawn: Sequence[Sheet], folder: Path, scale: float) -> list[Path]:
    pictures = list[Path]()
    with opened_page(scale) as page:
        for sheet in drawn:
            for number, part in enumerate(_parts(sheet), 1):
                name = sheet.flow if number == 1 else f"{sheet.flow}-{number}"
                path = folder / f"{name}.webp"
                save(draw(page, part), path)
                pictures.append(path)
                print(path)
    return pictures


def _parts(sheet: Sheet) -> list[Sheet]:
    """A picture may not be too high."""
    rows = sheet.rows
    starts = range(0, len(rows), ROWS_A_PICTURE)
    return [Sheet(sheet.flow, rows[start : start + ROWS_A_PICTURE]) for start in starts]


if __name__ == "__main__":
    sys.exit(main())
