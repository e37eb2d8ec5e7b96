"""Files that owners send: their text, whatever program wrote it."""

from bot.domain.errors import Problem

BYTES = 5 * 1024 * 1024
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def text_of(body: bytes) -> str | Problem:
    """UTF-8, or what Excel writes in Japan."""
    if body.startswith((_ZIP, _OLD_EXCEL)):
        return Problem("file_is_a_workbook")
    if len(body) > BYTES:
        return Problem("file_too_big", values={"limit": BYTES // (1024 * 1024)})
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return Problem("file_not_text")
