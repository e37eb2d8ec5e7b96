"""Variables in texts: how owners write them, how they are stored, how they are filled.

Stored: `{{ friend.name | default("お客様") }}`. Owners write `{名前}`, `[名前]` or `{name}`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from bot.domain import limits
from bot.domain.carried import PREFIX
from bot.domain.errors import Problem
from bot.domain.text import utf16_length

# What stands in for a name that nobody knows, in the language the owner writes.
_SOMEBODY = {"ja": "お客様", "en": "there", "zh-TW": "貴賓", "th": "คุณลูกค้า"}
VARIABLES = frozenset({"friend.name", "account.name"})

_OWNERS_WORDS = {
    "名前": "friend.name",
    "name": "friend.name",
    "名字": "friend.name",
    "姓名": "friend.name",
    "ชื่อ": "friend.name",
    "店名": "account.name",
    "shop": "account.name",
    "ชื่อร้าน": "account.name",
}
_WORDS_IN = {
    "ja": {"friend.name": "名前", "account.name": "店名"},
    "en": {"friend.name": "name", "account.name": "shop"},
    "zh-TW": {"friend.name": "名字", "account.name": "店名"},
    "th": {"friend.name": "ชื่อ", "account.name": "ชื่อร้าน"},
}
_STORED = re.compile(r'\{\{\s*([\w.]+)\s*(?:\|\s*default\(\s*"([^"{}]*)"\s*\)\s*)?\}\}')
_EMOJI = re.compile(r'\{\{\s*emoji\(\s*"([0-9a-f]{24})"\s*,\s*"([0-9]{3})"\s*\)\s*\}\}')
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}", re.DOTALL)
# A word in braces of either width, with an own default after a bar: {名前|あなた}
_EMOJI_WORD = re.compile(r"\([^()\n]+\)")
_BRACED = re.compile(r"(?<!\{)[{｛]([^{}｛｝\n|]{1,30})(?:\|([^{}｛｝\n\"]*))?[}｝](?!\})")
_BRACKETED = re.compile(r"[\[［]([^\[\]［］\n]{1,30})[\]］]")


def variables(text: str) -> frozenset[str]:
    """Names of all variables in a stored text, also of those that nobody can fill."""
    return frozenset(found[1] for found in _STORED.finditer(text))


def is_personal(text: str) -> bool:
    """Whether the text differs from friend to friend, so that it cannot be sent to many at once."""
    return any(name.startswith(("friend.", PREFIX)) for name in variables(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """A missing or empty value gives the default, else nothing; values are never read again."""
    return _STORED.sub(lambda found: values.get(found[1]) or found[2] or "", text)


def emoji(product_id: str, emoji_id: str) -> str:
    """One of LINE's own emojis, as it is stored inside a text."""
    return f'{{{{ emoji("{product_id}", "{emoji_id}") }}}}'


def with_emojis(text: str, found: Iterable[tuple[int, int, str, str]]) -> str:
    """What somebody typed, with LINE's own emojis as they are stored: (index, length, product,
    emoji) of the words that stand for them, in UTF-16 units. What is no emoji stays a word.
    """
    units = text.encode("utf-16-le")
    for index, length, product_id, emoji_id in sorted(found, reverse=True):
        stored, end = emoji(product_id, emoji_id), index + length
        word = units[2 * max(index, 0) : 2 * end].decode("utf-16-le", errors="replace")
        inside = index >= 0 and end <= len(units) // 2
        if inside and _EMOJI_WORD.fullmatch(word) and _EMOJI.fullmatch(stored):
            units = units[: 2 * index] + stored.encode("utf-16-le") + units[2 * end :]
    return units.decode("utf-16-le", errors="replace")


def emojis(text: str) -> list[tuple[str, str]]:
    """Product and emoji id of each of LINE's own emojis in a stored text."""
    return _EMOJI.findall(text)


def composed(text: str, values: Mapping[str, str]) -> tuple[str, list[dict[str, str | int]]]:
    """The text as LINE wants it: a $ where each of its emojis goes, and which one that is."""
    parts = _EMOJI.split(text)  # text, product, emoji, text, product, emoji, ..., text
    whole, found = fill(parts[0], values), list[dict[str, str | int]]()
    for product_id, emoji_id, further in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        at = utf16_length(whole)
        found.append({"index": at, "productId": product_id, "emojiId": emoji_id})
        whole += "$" + fill(further, values)
    return whole, found


def sized(text: str, values: Mapping[str, str]) -> int:
    """How many UTF-16 units LINE counts in it at most."""
    whole, found = composed(text, values)
    return utf16_length(whole) + (limits.EMOJI_UNITS - 1) * len(found)


def from_owner(text: str, language: str = "ja") -> str | Problem:
    """The stored form of what an owner typed, or which name in braces cannot be filled."""
    unknown: list[str] = []
    default_name = _SOMEBODY[language]

    def braced(found: re.Match[str]) -> str:
        name = _variable(found[1])
        if name is None:
            unknown.append(found[1].strip())
            return found[0]
        return _stored(name, found[2], default_name)

    stored = _BRACED.sub(braced, _BRACKETED.sub(_known_brackets(default_name), text))
    unknown += sorted(variables(stored) - VARIABLES)
    return _unknown(unknown[0], language) if unknown else stored


def to_owner(text: str, language: str = "ja") -> str:
    """The other way; a default of the text's own is kept as {名前|あなた}."""
    words = _WORDS_IN[language]

    def written(found: re.Match[str]) -> str:
        word, default = words.get(found[1]), found[2] or ""
        if word is None:
            return found[0]
        usual = _SOMEBODY[language] if found[1] == "friend.name" else ""
        return f"{{{word}}}" if default == usual else f"{{{word}|{default}}}"

    return _STORED.sub(written, text)


def leftovers(text: str) -> tuple[str, ...]:
    """What looks like a variable in a stored text and would reach friends as it stands."""
    rest = _EMOJI.sub("", _STORED.sub("", text))
    braced = (found[0] for found in _BRACED.finditer(rest) if _variable(found[1]))
    return (*(found[0] for found in _CODE.finditer(rest)), *braced)


def unfillable(text: str) -> tuple[str, ...]:
    """What stands in a stored text like a variable, and nobody can fill in. Which values of an
    event there are, the scenario knows.
    """
    unknown = sorted(name for name in variables(text) - VARIABLES if not name.startswith(PREFIX))
    return (*unknown, *leftovers(text))


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


def _unknown(word: str, language: str) -> Problem:
    allowed = "・".join(f"{{{word}}}" for word in _WORDS_IN[language].values())
    return Problem("unknown_variable", "", {"value": "{" + word + "}", "allowed": allowed})
