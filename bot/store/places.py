"""The shop's own places, by name."""

from bot.domain.places import Place
from bot.store.place_models import NamedPlace


class NoSuchPlace(LookupError):
    pass


def known() -> dict[str, Place]:
    return {row.name: _place(row) for row in NamedPlace.select().order_by(NamedPlace.name)}


def find(name: str) -> Place:
    """As it is today. Raises NoSuchPlace."""
    row = NamedPlace.get_or_none(NamedPlace.name == name)
    if row is None:
        raise NoSuchPlace(name)
    return _place(row)


def keep(name: str, place: Place) -> None:
    """Scenarios that name it send this one from now on."""
    NamedPlace.insert(name=name, **place.model_dump()).on_conflict(
        conflict_target=[NamedPlace.name],
        preserve=[NamedPlace.title, NamedPlace.address, NamedPlace.latitude, NamedPlace.longitude],
    ).execute()


def _place(row: NamedPlace) -> Place:
    return Place(
        title=row.title, address=row.address, latitude=row.latitude, longitude=row.longitude
    )
