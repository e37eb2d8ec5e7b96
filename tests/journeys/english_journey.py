"""A shorter story in English: an owner who uses LINE in English, and a friend who does, too."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.journeys.phones import Phone
from tests.journeys.stage import Books, ClockBar, Stage, begin_in_the_morning, next_due

SCENARIO, WELCOME, NEWS = "First visit", ", welcome to our shop.", "Something new is here."


@dataclass
class Story:
    books: Books
    clock: ClockBar
    dana: Phone
    emma: Phone
    emma_id: str
    morning: datetime


def set_up(stage: Stage) -> Story:
    morning = begin_in_the_morning(stage.sim)
    dana, _ = stage.person("Dana", "en")
    emma, emma_id = stage.person("Emma", "en")
    return Story(stage.books, stage.clock, dana, emma, emma_id, morning)


def claim(story: Story) -> None:
    """Dana is the owner and reads English."""
    dana = story.dana
    dana.follows()
    dana.sees("Thank you for adding us")
    dana.says(story.books.code())
    dana.sees("You are the owner", "Dana")


def create(story: Story) -> None:
    """A scenario of two steps runs; one of its waits was typed."""
    dana = story.dana
    dana.taps("Start blank")
    dana.sees("What is its name?")
    dana.says(SCENARIO)
    dana.sees(SCENARIO, "Who gets it, and when?")
    dana.taps("Friend added")
    dana.sees("Nothing here yet")
    dana.taps("First step")
    dana.sees("What happens?")
    dana.taps("Message")
    dana.sees("When is it sent?")
    dana.taps("Right away")
    _writes(dana, "{name}" + WELCOME)
    dana.taps("＋ Add at end")
    dana.sees("What happens?")
    dana.taps("Message")
    dana.sees("When is it sent?")
    dana.says("2 weeks")
    dana.sees("At what time?")
    dana.taps("12:00")
    _writes(dana, NEWS)
    dana.taps("Go to start")
    dana.sees("Ready to start")
    dana.taps("Start sending")
    dana.sees(SCENARIO, "Started")


def _writes(dana: Phone, text: str) -> None:
    dana.sees("Send just what they should get")
    dana.says(text)
    dana.sees("1", text[-6:])
    dana.taps("That is all")
    dana.sees(SCENARIO, "Go to start")


def follow(story: Story) -> None:
    """Emma follows and is welcomed in English, with an English way out."""
    story.emma.follows()
    story.emma.sees("Emma" + WELCOME)
    story.emma.taps_quick("Stop messages")
    story.emma.sees("Messages stopped")
    story.emma.says("stop")
    story.emma.sees("Already stopped")


def take_up_again(story: Story) -> None:
    """Resumed from the rich menu, the next step comes when it was announced."""
    story.emma.taps_menu("Resume messages")
    due = (story.morning + timedelta(days=14)).replace(hour=12, minute=0)
    story.emma.sees("Messages resumed", f"{due:%a, %b} {due.day} 12:00")
    next_due(story.books, story.clock, due)
    story.emma.sees(NEWS)
    sent = [text for _, text in story.books.sent_to(story.emma_id)]
    assert sent == ["Emma" + WELCOME, NEWS], sent
    story.books.nothing_twice()


ACTS: tuple[Callable[[Story], None], ...] = (claim, create, follow, take_up_again)


def tell(stage: Stage) -> Iterator[tuple[str, str]]:
    story = set_up(stage)
    for act in ACTS:
        act(story)
        yield act.__name__, " ".join((act.__doc__ or "").split())
