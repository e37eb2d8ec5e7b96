"""Variables in texts: how owners write them, how they are stored, how they are filled.

Stored: `{{ friend.name | default("お客様") }}`. Owners write `{名前}`, `[名前]` or `{name}`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from bot.domain.errors import Problem

DEFAULT_NAME = "お客様"
VARIABLES = frozenset({"friend.name", "account.name"})

_OWNERS_WORDS = {
    "名前": "friend.name",
    "name": "friend.name",
    "店名": "account.name",
    "shop": "account.name",
}
_WORDS_IN = {
    "ja": {"friend.name": "名前", "account.name": "店名"},
    "en": {"friend.name": "name", "account.name": "shop"},
}
_STORED = re.compile(r'\{\{\s*([\w.]+)\s*(?:\|\s*default\(\s*"([^"{}]*)"\s*\)\s*)?\}\}')
# A word in braces of either width, with an own default after a bar: {名前|あなた}
_BRACED = re.compile(r"(?<!\{)[{｛]([^{}｛｝\n|]{1,30})(?:\|([^{}｛｝\n\"]*))?[}｝](?!\})")
_BRACKETED = re.compile(r"[\[［]([^\[\]［］\n]{1,30})[\]］]")


def variables(text: str) -> frozenset[str]:
    """Names of all variables in a stored text, also of those that nobody can fill."""
    return frozenset(found[1] for found in _STORED.finditer(text))


def is_personal(text: str) -> bool:
    """Whether the text differs from friend to friend, so that it cannot be sent to many at once."""
    return any(name.startswith("friend.") for name in variables(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """A missing or empty value gives the default, else nothing; values are never read again."""
    return _STORED.sub(lambda found: values.get(found[1]) or found[2] or "", text)


def with_defaults(text: str) -> str:
    return fill(text, {})


def from_owner(text: str, default_name: str = DEFAULT_NAME) -> str | Problem:
    """The stored form of what an owner typed, or which name in braces cannot be filled."""
    unknown: list[str] = []

    def braced(found: re.Match[str]) -> str:
        name = _variable(found[1])
        if name is None:
            unknown.append(found[1].strip())
            return found[0]
        return _stored(name, found[2], default_name)

    stored = _BRACED.sub(braced, _BRACKETED.sub(_known_brackets(default_name), text))
    unknown += sorted(variables(stored) - VARIABLES)
    return _unknown(unknown[0]) if unknown else stored


def to_owner(text: str, language: str = "ja", default_name: str = DEFAULT_NAME) -> str:
    """The other way; a default of the text's own is kept as {名前|あなた}."""
    words = _WORDS_IN.get(language, _WORDS_IN["en"])

    def written(found: re.Match[str]) -> str:
        word, default = words.get(found[1]), found[2] or ""
        if word is None:
            return found[0]
        usual = default_name if found[1] == "friend.name" else ""
        return f"{{{word}}}" if default == usual else f"{{{word}|{default}}}"

    return _STORED.sub(written, text)


def leftovers(text: str) -> tuple[str, ...]:
    """What looks like a variable in a stored text and would reach friends as it stands."""
    rest = _STORED.sub("", text)
    braced = (found[0] for found in _BRACED.finditer(rest) if _variable(found[1]))
    return (*re.findall(r"\{\{.*?\}\}|\{%.*?%\}", rest), *braced)


def _variable(word: str) -> str | None:
    return _OWNERS_WORDS.get(unicodedata.normalize("NFKC", word).casefold().strip())


def _stored(name: str, default: str | None, default_name: str) -> str:
    if default is None:
        default = default_name if name == "friend.name" else ""
    return f'{{{{ {name} | default("{default}") }}}}' if default else f"{{{{ {name} }}}}"


def _known_brackets(default_name: str) -> Callable[[re.Match[str]], str]:
    def bracketed(found: re.Match[str]) -> str:
        name = _variable(found[1])
        return _stored(name, None, default_name) if name else found[0]

    return bracketed


def _unknown(word: str) -> Problem:
    allowed = "・".join(f"{{{word}}}" for word in _WORDS_IN["ja"].values())
    return Problem("unknown_variable", "", {"value": "{" + word + "}", "allowed": allowed})
