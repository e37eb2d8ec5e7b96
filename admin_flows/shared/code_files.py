"""Coupon codes from a file that was sent: what was taken, and what not."""

from collections.abc import Sequence

from admin_flows.ports.chat import Sent
from bot.domain.code_lists import MOST, CodeList, read_list
from flex_templates.views.parts import Notice

LINES_TOLD = 5


def text_of(sent: Sent) -> str | Notice:
    """What a file of text says; else what is wrong with what was sent."""
    if sent.problem is not None:
        return Notice("error", sent.problem.code, sent.problem.values)
    if sent.kind != "file" or sent.text is None:
        return Notice("error", "wrong_medium", {"wanted": "file", "got": sent.kind})
    return sent.text


def codes_of(sent: Sent) -> CodeList | Notice:
    text = text_of(sent)
    if isinstance(text, Notice):
        return text
    codes = read_list(text)
    if not codes.codes:
        return Notice("error", "no_codes")
    if len(codes.codes) > MOST:
        return Notice("error", "too_many", {"limit": MOST, "actual": len(codes.codes)})
    return codes


def codes_told(codes: CodeList, new: int) -> Notice:
    """Those of the file that were there before are known as well as those that stand twice."""
    known = len(codes.codes) - new
    values = {"n": new, "known": known, "twice": len(codes.twice), "wrong": len(codes.wrong)}
    if not (known or codes.twice or codes.wrong):
        return Notice("info", "codes_read", {"n": new})
    lines = lines_told(sorted((*codes.twice, *codes.wrong)))
    if not lines:
        return Notice("info", "codes_known", {"n": new, "known": known})
    return Notice("info", "codes_left_out", {**values, "lines": lines})


def lines_told(numbers: Sequence[int]) -> str:
    told = ", ".join(str(number) for number in numbers[:LINES_TOLD])
    return f"{told} …" if len(numbers) > LINES_TOLD else told
