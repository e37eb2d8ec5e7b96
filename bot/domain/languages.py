"""Which of several languages somebody reads."""

from collections.abc import Iterable, Mapping


def in_language(text: str | Mapping[str, str], lang: str) -> str:
    """The text for a friend of that language, else the first one written."""
    if isinstance(text, str):
        return text
    return text.get(closest(text, lang)) or next(iter(text.values()))


def closest(languages: Iterable[str], lang: str) -> str:
    """Theirs, its parent's, else a sister's (zh-TW for zh-Hant); "" where there is none."""
    there, parent = list(languages), _parent(lang)
    known = (lang, parent, next((other for other in there if _parent(other) == parent), ""))
    return next((each for each in known if each in there), "")


def _parent(lang: str) -> str:
    return lang.partition("-")[0]
