"""Questions, branches with their ways, and what lies on them."""

from tests.journeys.tours.making import blank, writes
from tests.journeys.tours.shop import Shop


def questions(shop: Shop) -> None:
    owner = blank(shop.owner, "Questions")
    owner.taps("First step", "Question", "Age group").says("25 45").taps("On after 1 day")
    owner.taps("That is all").taps("＋ Add at end", "Question", "A question of your own")
    owner.says("Which one?").taps("Buttons").says("Tea\nCoffee").taps("In a field").says("drink")
    owner.taps("On after 3 days", "Branch by answer")


def lanes(shop: Shop) -> None:
    """The ways of a branch are made, copied, moved, deleted and brought back."""
    owner = blank(shop.owner, "Ways")
    owner.taps("First step", "Branch", "By age").says("25 45").taps("Keep as is")
    owner.taps("＋ Add a step", "Message", "Right away")
    writes(owner, "Young").taps("＋ Add a step", "Message", "1 hour")
    writes(owner, "Tea").says("A").opens("Young").taps("Move, copy, delete", "Copy to other ways")
    owner.says("B").says("Tea for you")
    owner.menu("Scenarios").taps("Go on").says("1")
    owner.taps("Order, delete", "To other ways", "To all ways")
    owner.menu("Scenarios").taps("Go on").says("1")
    owner.taps("Order, delete", "Delete").reads("Undo").taps("Undo")
