"""Who enters a scenario, and when."""

from tests.journeys.tours.shop import Shop


def kinds(shop: Shop) -> None:
    """Each kind of start can be chosen, one beside the other."""
    owner = shop.owner
    owner.menu("Scenarios").taps("＋ New scenario", "Start blank", "Name it for me", "Keyword")
    owner.says("booking").taps("Contains", "Start", "Add a start", "By a route").says("1")
    owner.opens(owner.counted("Start for {n} route", "Start for {n} routes", 1))
    owner.taps("Add a start", "Label added").says("1")
    owner.taps("Add a start", "Group match").says("1").picks("Once a day", time="09:00")
    owner.taps("Add a start", "After another").says("1").taps("When finished")


def moments(shop: Shop) -> None:
    owner = shop.owner
    owner.menu("Scenarios").taps("＋ New scenario", "Start blank").says("Moments")
    owner.picks("A set day", datetime=f"{shop.day(9)}T10:00").taps("Everybody", "Start")
    owner.taps("Add a start", "Coupon used").says("1")
    owner.taps("Add a start", "Friend’s date").says("birthday").taps("Every year")
    owner.taps("Add a start", "Other systems").says("paid")


def rules(shop: Shop) -> None:
    """Who enters again, how often, when, and who never does."""
    owner = shop.owner
    owner.taps("Every time", "How often", "Once a week", "Period")
    owner.picks("From a day", date=shop.day(1)).taps("To the start")
    owner.taps("Never enters", "＋ Add a part", "Label").says("1").taps("Has it", "Done")
    owner.sees("Regular")
