"""A scenario is looked at, started, changed while it runs, paused, ended and deleted."""

from tests.journeys.tours.making import blank, writes
from tests.journeys.tours.shop import Shop
from tests.journeys.tours.visitor import Visitor

WEEKLY = "Weekly news"


def opened(owner: Visitor, name: str = WEEKLY) -> Visitor:
    return owner.menu("Scenarios").opens(name)


def seen(shop: Shop) -> None:
    """The whole walk is looked at before anybody gets it: of a friend, on a way, on oneself."""
    owner = blank(shop.owner, WEEKLY)
    owner.taps("First step", "Message", "Right away")
    writes(owner, "Welcome").taps("＋ Add at end", "Branch", "By age").says("25").taps("Keep as is")
    owner.taps("＋ Add a step", "Message", "Next day").opens("10:00")
    writes(owner, "Young").taps("Back to the flow", "＋ Add at end", "Message", "3 days")
    writes(owner.opens("10:00"), "Come again")
    owner.taps("Try it", "The whole walk", "Next", "Everybody else", "Finish")
    owner.taps("Try it", "The walk of one friend").says("1").taps("Finish")
    owner.taps("Try it", "To myself", "One tap each (free)")


def ruled(shop: Shop) -> None:
    """A step is for some only, by a rule that becomes a group."""
    owner = shop.owner
    opened(owner).taps("Go on").opens("Young").taps("For whom")
    for _ in range(3):
        owner.taps("＋ Add a part", "Label").says("1").taps("Has it")
    owner.taps("Save as group").says("Often here").taps("Done", "All steps")


def started(shop: Shop) -> None:
    """The checklist leads to the start: it runs for newcomers and for the friends there are."""
    owner = shop.owner
    opened(owner).taps("Go on").opens("Welcome")
    owner.taps("Staff notice", "Back to the step", "Try it", "Back", "All steps", "Go to start")
    owner.taps("Friends you have, too").reads("Enter now").taps("Start sending").reads("Started")
    shop.emma.waits_for("Welcome")


def walked(shop: Shop) -> None:
    """A friend’s walk is looked at and moved by hand."""
    owner = shop.owner
    owner.menu("Friends").opens("Emma", WEEKLY).taps("Jump to", "Back", "Send it now", "Cancel")


def added(shop: Shop) -> None:
    """Friends are picked one by one, and put in."""
    owner = shop.owner
    opened(owner).taps("More", "Add people", "By label")
    opened(owner).taps("More", "Add people", "Pick friends").says("2")
    owner.opens(owner.counted("Go on with {n} person", "Go on with {n} people", 1))


def shown(shop: Shop) -> None:
    """What friends see of it, what becomes of it when messages run short, and its file."""
    owner = shop.owner
    opened(owner).taps("More", "Sender, title", "Title").says("News for you").reads(
        "What friends see"
    )
    opened(owner).taps("More", "Export", "As a file").reads("Open the file")
    opened(owner).taps("More", "When messages run short", "Leave it out").reads("✓ chosen")
    opened(owner).taps("More", "Duplicate", "Rename").says("A copy").sees("A copy")
    owner.taps("More", "Delete").reads("Deleted").taps("Undo")


def published(shop: Shop) -> None:
    """A text is changed while it runs; versions are compared and published again."""
    owner = shop.owner
    opened(owner).taps("Edit").opens("Welcome").taps("What", "Edit text").says("Welcome back")
    owner.taps("Publish", "Compare")
    opened(owner).taps("Edit", "Publish", "Discard the changes", "Do not discard")
    owner.taps("Publish", "Newcomers only")
    opened(owner).taps("More", "Versions").opens(owner.said("Version {version}", version=1))


def once(shop: Shop) -> None:
    """One message to everybody, after a look at whom it reaches."""
    owner = shop.owner
    owner.menu("Scenarios").taps("Send once").says("News").taps("That is all", "By label", "Back")
    owner.taps("Everyone", "Right now")
    owner.opens(owner.counted("Send to {n} person", "Send to {n} people", 1))
    shop.emma.waits_for("News")


def stopped(shop: Shop) -> None:
    """Everything is stopped and taken up again; one scenario is paused, and resumed."""
    owner = shop.owner
    owner.menu("Home").taps("Stop all", "Resume sending").reads("Sending resumed")
    opened(owner).taps("Ⅱ Pause", "Resume").reads("Resumed")


def results(shop: Shop) -> None:
    """How it went: in all, of a scenario, of a step and its people, as a file."""
    owner = shop.owner
    owner.menu("Results").opens(WEEKLY)
    owner.taps("Step {number}", number=1).taps("See people")
    owner.menu("Results").taps("The whole shop", "Weekly card")


def ended(shop: Shop) -> None:
    """It is closed to newcomers, opened again, and ended for everybody."""
    owner = shop.owner
    opened(owner).taps("More", "End", "Close to new", "Open again")
    opened(owner).taps("More", "End", "End for all", "End")
