"""Places that scenarios name, so that a move is written in one place."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bot.domain import names
from bot.domain.errors import DocumentError
from bot.domain.places import Place
from bot.domain.problems import problems_of
from bot.store import places
from bot.store.db import atomic

KEYS = {"": tuple(Place.model_fields)}


class PlaceService:
    def keep(self, name: str, **given: Any) -> str:
        """In place of its namesake. Raises Refused and DocumentError."""
        tidy = names.given(name, place="name")
        try:
            place = Place.model_validate(given)
        except ValidationError as error:
            raise DocumentError(problems_of(error, given, KEYS)) from None
        with atomic():
            places.keep(tidy, place)
        return tidy

    def known(self) -> Mapping[str, Place]:
        return places.known()
