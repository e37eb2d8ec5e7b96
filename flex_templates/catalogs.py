"""Sentences in a language, read from the .po files as they are: no build step is needed."""

import io
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

FOLDER = Path(__file__).parent / "locales"
LOCALES = ("ja", "en", "zh-TW", "th")
FALLBACK = "en"
# Sentences follow each other without a space.
UNSPACED = frozenset({"ja", "zh-TW"})


def closest(locale: str) -> str:
    """The language we have for what LINE or an owner names: "ja-JP" is "ja", "zh-Hant" "zh-TW"."""
    return next((ours for ours in LOCALES if _language(ours) == _language(locale)), FALLBACK)


def _language(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0].lower()


def babel_locale(locale: str) -> Locale:
    """Babel's data about one of ours."""
    return Locale.parse(locale, sep="-")


@lru_cache
def translations(locale: str) -> Translations:
    with (FOLDER / f"{locale}.po").open("rb") as file:
        catalog = read_po(file, locale=babel_locale(locale))
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)
