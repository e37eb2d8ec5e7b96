"""LINE's own words, and whom or what an owner is told about."""

import pytest

from bot.domain.blame import Blame, blamed


@pytest.mark.parametrize(
    ("problem", "blame"),
    [
        ("400 The request body has 1 error(s): May not be empty (messages[0].text)",
         Blame("content", 1)),
        ("400 The request body has 1 error(s): must be https (messages[2].originalContentUrl)",
         Blame("picture", 3)),
        ("400 A message (messages[1]) in the request body is invalid: bad (messages[1]/hero/url)",
         Blame("picture", 2)),
        ("400 The property, 'to', in the request body is invalid (line: -, column: -) (to)",
         Blame("unknown_friend")),
        ("400 The property, to[1], in the request body is invalid (to[1])",
         Blame("unknown_friend")),
        ("400 Failed to send messages", Blame("unknown_friend")),
        ("404 Not found", Blame("unknown_friend")),
        ("413 without LINE's explanation", Blame("too_big")),
        ("400 The request body could not be parsed as JSON", Blame("content")),
        ("409 without LINE's explanation", Blame("other")),
        ("", Blame("other")),
    ],
)  # fmt: skip
def test_what_line_dislikes(problem: str, blame: Blame) -> None:
    assert blamed(problem) == blame
