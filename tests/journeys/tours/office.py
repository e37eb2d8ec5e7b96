"""The shop's own settings, its systems, its people, and what was done."""

import re

from tests.journeys.tours.pictures import a_photo
from tests.journeys.tours.shop import Shop


def hours(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Settings").taps("Quiet hours").picks("From", time="20:00").picks(
        "Until", time="09:00"
    )
    owner.taps("No quiet hours", "21:00–8:00 as usual", "To settings")


def zone(shop: Shop) -> None:
    """Another place is looked for; its hours are told before they count."""
    owner = shop.owner
    owner.menu("Settings").taps("Time zone").says("Berlin").says("1")


def amounts(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Settings").taps("A day at most", "Any number")
    owner.taps("Warnings", "Only 95%").taps("Sender’s name").says("Mori").taps("Sender’s name")
    owner.taps("The account’s name")
    owner.menu("Home").taps("Messages this month")


def language(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Settings").taps("Language", "As on the phone")


def words(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Settings").taps("Greeting, stop", "When somebody adds you").says(
        "Hi! Nice to meet you."
    )
    owner.sees("Hi! Nice to meet you.").taps("When somebody adds you", "Back to the usual words")


def keys(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Settings").taps("Other systems", "＋ New key").says("Till")
    owner.reads("Copy the key").taps("Revoke").reads("Revoke this key?").taps("Revoke")


def people(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Staff").taps("Members", "Invite", "editor").reads("Invitation code")
    owner.taps("Withdraw", "Invite", "editor")


def helped(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Home").taps("Help", "Go home", "Activity")


def members(shop: Shop) -> None:
    """Somebody comes by the code, may look only, is given another role, and leaves."""
    owner, sim = shop.owner, shop.sim
    owner.menu("Staff").taps("Members", "Invite", "viewer")
    code = re.search(r"tobi-[\w-]+", owner.words)
    assert code
    kim = shop.somebody("Kim")
    kim.does(lambda: sim.follow(kim.user))
    kim.says(code[0]).taps("Go home")
    owner.menu("Staff").taps("Members").opens("Kim").taps("editor").reads("Remove them")
    owner.taps("Remove them", "Remove them")
    owner.been |= kim.been


def read_in(shop: Shop) -> None:
    """A scenario is read in from its text; what is wrong with it is told."""
    owner = shop.owner
    owner.menu("Settings").taps("Read a scenario in").says("name: [").reads("Nothing was read")
    owner.says("name: Read in").sees("Read in")


def group(shop: Shop) -> None:
    """A staff group is linked from the group itself; what it is told of is chosen."""
    owner = shop.owner
    kitchen = shop.group("Kitchen", owner)
    kitchen.does(lambda: shop.sim.invite_bot(kitchen.chat)).taps("Link here")
    owner.menu("Staff").opens("Kitchen").taps("How").menu("Staff").opens("Kitchen").taps("What")
    owner.taps("Back to the group", "Scenarios", "Back to the group", "At most").says("100")
    owner.menu("Staff").taps("Words for people").says("refund").sees("refund")


def unasked(shop: Shop) -> None:
    """A picture that comes out of the blue is asked about."""
    owner = shop.owner
    owner.menu("Home").sends(a_photo()).reads("Where does it go?").opens("A copy")
    owner.taps("A new step at the end", "Right away").reads("Go to start")


def later(shop: Shop) -> None:
    """What was left half-way is offered after a week."""
    owner = shop.owner
    owner.menu("Scenarios").opens("A copy").taps("Go on", "＋ Add at end", "Message", "Cancel")
    shop.sim.advance(days=8)
    owner.says("hello").reads("Welcome back").taps("Go on")
