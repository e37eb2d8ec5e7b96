"""Before very many people at once some are sent to, and the others wait for how that went."""

from datetime import timedelta

ABOVE = 200
"""So many at once, or fewer, need no trial."""

PEOPLE = 20
REST_AFTER = timedelta(minutes=60)
TOLD_AFTER = timedelta(minutes=2)
"""By then the first ones have been sent what is sent at once."""


def needed(people: int) -> bool:
    return people > ABOVE
