"""Making a scenario: its steps, when they are sent, and what happens beside a message."""

from tests.journeys.tours.shop import Shop
from tests.journeys.tours.visitor import Visitor


def blank(owner: Visitor, name: str) -> Visitor:
    """A draft without steps, for every friend who is added; its way is shown."""
    owner.menu("Scenarios").taps("＋ New scenario", "Start blank").says(name)
    return owner.taps("Friend added").reads("Nothing here yet. Let us choose what is sent first.")


def writes(owner: Visitor, *texts: str) -> Visitor:
    return owner.says(*texts).taps("That is all")


def step(owner: Visitor, text: str, *when: str) -> Visitor:
    """One more message at the end of the way, for those who have tapped `when`."""
    return writes(owner.taps("＋ Add at end", "Message", *when), text)


def times(shop: Shop) -> None:
    """A step's time is chosen in each way there is."""
    owner = blank(shop.owner, "Times")
    owner.taps("First step", "Message", "Right away")
    writes(owner, "Hello {name}")
    step(owner, "Second", "1 hour").opens("Second")
    owner.taps("When", "Weekday, month", "Day of month").says("5")
    owner.taps("Time window").picks("Pick the start", time="09:00")
    owner.picks("Pick the end", time="11:00").sees("9:00", "11:00")
    owner.opens("Second").taps("When")
    owner.taps("Counts from the step before ({number})", number=1).taps("The start", "3 days")
    owner.picks("Pick a time", time="22:00").taps("Choose again").says("22:00")
    owner.taps("Send at {time}", time="8:00").opens("Second")


def by_date(shop: Shop) -> None:
    """A step goes on a set day, or around a date of each friend’s; late it may be skipped."""
    owner = shop.owner
    owner.taps("When", "By date").picks("Pick the date", date=shop.day(40)).opens("10:00")
    owner.opens("Second").taps("When", "By date", "From a booking or birthday").says("booking")
    owner.taps("After it instead", "1 day").opens("12:00").sees("booking")
    owner.opens("Second").taps("If late", "Skip it").reads("It is skipped")


def for_something(shop: Shop) -> None:
    """A step waits for a reaction, as long as it may."""
    owner = shop.owner
    owner.taps("When", "Wait for a tap").says("Regular").taps("Up to 2 days")


def moved(shop: Shop) -> None:
    """Steps are copied, moved, deleted and brought back, and saved for other scenarios."""
    owner = shop.owner
    owner.opens("Second").taps("Move, copy, delete", "Copy")
    owner.says("3").taps("Move, copy, delete", "Move after…").says("0")
    owner.says("1").taps("Move, copy, delete", "Delete").reads("Step deleted")
    owner.taps("Undo").says("2").taps("Move, copy, delete", "Save as a part").says("Greeting")
    owner.reads("Move, copy, delete")


def repeated(shop: Shop) -> None:
    """A step comes again and again, until it does not."""
    owner = shop.owner
    owner.taps("Move, copy, delete", "Repeat")
    owner.taps("Every week").reads("How often").taps("Only once", "Back to the step")


def effects(shop: Shop) -> None:
    """After a step labels, fields, points, scenarios, people and menus change."""
    owner = blank(shop.owner, "Effects")
    writes(owner.taps("First step", "Message", "Right away"), "Done")
    owner.opens("Done").taps("Then", "Add label").says("Bought")
    owner.taps("Set a field").says("visited").taps("The day it is")
    owner.taps("Add points").says("score", "3")
    owner.taps("Go to scenario").says("1").taps("Keep both")
    owner.taps("Tell staff").says("Look at {name}")
    owner.taps("Back to the step").reads("Then").taps("All steps")
    owner.taps("＋ Add at end", "End, other", "Add points").says("score", "1").taps("Right away")
