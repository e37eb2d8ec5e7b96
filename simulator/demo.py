"""The people of a first look: an owner, a friend, staff, and the staff's group."""

from simulator import ids
from simulator.platform import Platform
from simulator.world import Group, User

PEOPLE = ("森", "花", "田中")
GROUP = "キッチン"


def add_people(platform: Platform) -> None:
    """Nobody is a friend of the account yet, and the bot is not in the group."""
    owner, _friend, staff = (
        platform.world.add_user(User(ids.user_id(), name, "ja")) for name in PEOPLE
    )
    group = Group(ids.group_id(), GROUP, [owner.id, staff.id])
    platform.world.groups[group.id] = group
    platform.changes.note("state")
