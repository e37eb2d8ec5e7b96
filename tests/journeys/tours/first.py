"""The first minutes: the code, the empty home, and a scenario from a template."""

from tests.journeys.tours.shop import Shop


def hello(shop: Shop) -> None:
    """The code makes the first friend the owner; a second one says what is known already."""
    owner, sim = shop.owner, shop.sim
    owner.does(lambda: sim.follow(owner.user))
    owner.says(sim.owner_code()).reads("Use a template", "Start blank")
    owner.taps("How it works", "Go home", "Help", "Go home")
    owner.says(sim.owner_code()).reads("You already are an owner")
    shop.emma.does(lambda: sim.follow(shop.emma.user))


def from_template(shop: Shop) -> None:
    """A template asks its questions, and is a draft with texts."""
    owner = shop.owner
    owner.menu("Home").taps("Use a template", "See the flow", "Use this one")
    for _ in range(5):
        if owner.has("Keep the sample"):
            owner.taps("Keep the sample")
        elif owner.has("Fill in later"):
            owner.taps("Fill in later")
    owner.reads("Go to start")
