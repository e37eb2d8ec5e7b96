"""Sentences in a language, read from the .po files as they are: no build step is needed."""

import io
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

FOLDER = Path(__file__).parent / "locales"
LOCALES = ("ja", "en")
FALLBACK = "en"


def closest(locale: str) -> str:
    """The language we have for what LINE or an owner names: "ja-JP" is "ja", "th" for now "en"."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return language if language in LOCALES else FALLBACK


@lru_cache
def translations(locale: str) -> Translations:
    with (FOLDER / f"{locale}.po").open("rb") as file:
        catalog = read_po(file, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)
