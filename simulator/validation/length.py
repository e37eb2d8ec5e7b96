"""LINE counts UTF-16 units in texts, and what a person calls a character in labels."""

import unicodedata

JOINER = "\u200d"
EXTENDING = frozenset({"Mn", "Me", "Mc"})
SPACING_VOWELS = frozenset("\u0e33\u0eb3")  # Thai and Lao AM belong to the letter before
SKIN = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)
FLAGS = range(0x1F1E6, 0x1F200)
JAMO = range(0x1160, 0x1200)


def utf16_length(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def grapheme_length(text: str) -> int:
    """Extended grapheme clusters, near enough to Unicode's own rules for labels."""
    if text.isascii():
        return len(text)
    count, previous, flags = 0, "", 0
    for character in text:
        flag = ord(character) in FLAGS
        flags = flags + 1 if flag else 0
        joined = previous == JOINER or _extends(character) or (flag and flags % 2 == 0)
        if not (joined and count):
            count += 1
        previous = character
    return count


def _extends(character: str) -> bool:
    code = ord(character)
    if code < 0x300:
        return False
    if character == JOINER or character in SPACING_VOWELS:
        return True
    return (
        unicodedata.category(character) in EXTENDING or code in SKIN or code in TAGS or code in JAMO
    )
