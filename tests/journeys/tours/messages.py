"""Every kind of message, written in the chat and changed again."""

from tests.journeys.tours.making import blank
from tests.journeys.tours.pictures import a_photo
from tests.journeys.tours.shop import Shop


def written(shop: Shop) -> None:
    """A text is written, changed, replaced, translated, moved and taken out."""
    owner = blank(shop.owner, "Messages")
    owner.taps("First step", "Message", "Right away").says("Hello").sends(a_photo())
    owner.taps("Message {number}", number=1).taps("Edit text").says("Hello again")
    owner.opens("Hello again").taps("What").taps("Message {number}", number=1)
    owner.taps("Other languages").opens("ไทย").says("สวัสดี")

    owner.menu("Scenarios").taps("Go on").opens("Hello again").says("One line more")
    owner.reads("Add this text?").taps("Don’t use", "What")
    owner.taps("Message {number}", number=1).taps("Replace").says("Good day")
    owner.opens("Good day").taps("What").taps("Message {number}", number=1).taps("Down")


def kinds(shop: Shop) -> None:
    """Buttons, a sticker, a coupon, and a sixth that goes with the next step."""
    owner = shop.owner
    owner.menu("Scenarios").taps("Go on").opens("Good day").taps("What")
    owner.taps("More kinds", "With buttons").says("Which one?", "Book https://shop.example/b")
    owner.taps("More kinds", "Sticker").says("1").taps("More kinds", "Coupon").says("1")
    owner.says("One too many").taps("As the next step", "3 days").opens("10:00")
    owner.opens("One too many").taps("Move, copy, delete", "Repeat", "With new texts", "Once")
    owner.says("Another week").sees("Another week")


def words_of_command(shop: Shop) -> None:
    """A word that would open the menu can be the message, after all, and so can a row's number."""
    owner = blank(shop.owner, "Words")
    owner.taps("First step", "Message", "Right away").says(owner.said("Menu"))
    owner.taps("Use as text").reads("That is all").says("1").taps("Use as text")
    owner.reads("That is all")
