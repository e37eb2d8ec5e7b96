"""For developers: python -m flex_templates.locales.update

Brings new sentences into the catalogs and takes unused ones out. English fills itself (the
sentences are its words); what another language lacks is left empty, and the tests name it.
"""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from flex_templates.catalogs import babel_locale

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent
SINCE = datetime(2026, 11, 21, tzinfo=UTC)
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "say": None, "count": (1, 2), "n": (1, 2)}
OPTIONS = {"**.j2": {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "silent": "false",
                     "trim_blocks": "true", "lstrip_blocks": "true"}}  # fmt: skip


def in_use() -> Catalog:
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(ROOT, METHODS, options_map=OPTIONS, keywords=KEYWORDS)
    for file, _line, message, _comments, context in found:
        catalog.add(message, locations=[(file, 0)], context=context)
    return catalog


def read(locale: str) -> Catalog:
    with (FOLDER / f"{locale}.po").open("rb") as file:
        return read_po(file, locale=babel_locale(locale))


def updated(locale: str) -> Catalog:
    catalog = read(locale)
    catalog.update(in_use(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        message.flags.discard("fuzzy")
    if locale == "en":
        _speak_english(catalog)
    return catalog


def _speak_english(catalog: Catalog) -> None:
    for message in catalog:
        if message.id and not (message.string and all(message.string)):
            message.string = message.id


def write(catalog: Catalog, locale: str) -> None:
    """With a header that only changes when there is a reason."""
    catalog.header_comment = f"# What the cards say, in {locale}."
    catalog.project, catalog.version, catalog.msgid_bugs_address = "Tobiishi", "1", ""
    catalog.creation_date = catalog.revision_date = SINCE
    catalog.last_translator = catalog.language_team = ""
    catalog.fuzzy = False
    with (FOLDER / f"{locale}.po").open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, no_location=True)


def main() -> None:
    for path in sorted(FOLDER.glob("*.po")):
        write(updated(path.stem), path.stem)


if __name__ == "__main__":
    main()
