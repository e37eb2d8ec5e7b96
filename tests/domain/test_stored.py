"""Ids of stored files, as a shelf makes them."""

import string

import pytest
from pydantic import ValidationError

from bot.domain.stored import Image

SIGNS = f"{string.ascii_letters}{string.digits}-_"


@pytest.mark.parametrize("sign", SIGNS)
def test_an_id_may_begin_with_whatever_chance_gives(sign: str) -> None:
    """`secrets.token_urlsafe` knows no first letter that is better than others."""
    assert Image(image=f"{sign}Zk3-_x9QmAe7RtB2uVwYcD0fGhJ").image[0] == sign


@pytest.mark.parametrize("wrong", ["", "../secret", ".hidden", "a/b", "a b", "a" * 65, "写真"])
def test_nothing_else_is_an_id(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Image(image=wrong)
