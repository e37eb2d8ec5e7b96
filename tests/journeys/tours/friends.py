"""One friend among all: found, looked at, led, answered by hand."""

from tests.journeys.tours.shop import Shop


def found(shop: Shop) -> None:
    """Friends are found by a rule and by name, and those from before the bot are read in."""
    owner = shop.owner
    owner.menu("Friends").taps("Search by rule", "＋ Add a part", "Friend since", "Within 30 days")
    owner.taps("Done")
    owner.menu("Friends").taps("Read in earlier friends", "Read them in")
    owner.menu("Home").says("Emma").reads("Friend").says("nobody of this name").reads("Not found")


def known(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Friends").opens("Emma")
    owner.taps("More", "History", "To the friend", "More", "Labels").says("Regular guest").taps(
        "To the friend"
    )
    owner.taps("More", "What is known").says("dish").taps("Words").says("Curry")
    owner.menu("Friends").opens("Emma").taps("Answer by hand", "Back to scenarios")
    owner.taps("Answer them").says("Thank you").taps("Send")


def given(shop: Shop) -> None:
    """The coupons of a friend, of all that they were given."""
    owner = shop.owner
    owner.menu("Friends").opens("Emma").taps("More", "Coupons").reads(
        "They were given no coupon yet."
    )


def taken_in(shop: Shop) -> None:
    """A friend is put into a scenario, where one takes them in."""
    owner = shop.owner
    owner.menu("Friends").opens("Emma").taps("More", "Add to a scenario")
    owner.reads("No scenario takes them in just now.")
