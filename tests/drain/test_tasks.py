"""How many taps the staff's commonest task takes, as docs/tasks.md says; it begins at a notice."""

import re
from dataclasses import dataclass

from bot.domain.notifying import Choice
from bot.store import entries
from tests.drain.chat import GROUP
from tests.drain.kitchen import Kitchen
from tests.flows.tasks import written

NUMBER, NAME, MOST = 9, "take over from a notice (staff)", 2


@dataclass
class Thumb:
    """Taps what stands on a card, and nothing else; `card` is what is seen now."""

    kitchen: Kitchen
    card: str
    taps: int = 0

    def opens(self, name: str) -> None:
        """The line of a digest with this friend."""
        found = re.search(rf"'label': '{name}', 'data': '(go:staff[^']+)'", self.card)
        assert found, self.card
        self.taps += 1
        self.card = self.kitchen.taps(found[1])

    def speaks(self, label: str) -> None:
        """A button whose line everybody in the group reads."""
        found = re.search(rf"'label': '{label}', 'text': '([^']+)'", self.card)
        assert found, self.card
        self.taps += 1
        self.card = self.kitchen.says(found[1])


def test_from_a_line_of_a_digest(kitchen: Kitchen) -> None:
    thumb = Thumb(kitchen, kitchen.taps("go:staff.latest"))
    thumb.opens("花")
    thumb.speaks("引きつぐ")
    assert kitchen.hana.manual_by == "田中"
    assert thumb.taps <= MOST
    assert written()[NUMBER] == (NAME, thumb.taps)


def test_from_a_card_of_its_own_it_is_one_less(kitchen: Kitchen) -> None:
    entries.choose(1, Choice(how="at_once", quiet=False))
    kitchen.chat.clock.tick(60)
    kitchen.chat.parts.notices.run()
    [pushed] = [one for one in kitchen.chat.line.pushes.values() if one.to == GROUP]
    thumb = Thumb(kitchen, str(pushed.messages))
    thumb.speaks("引きつぐ")
    assert kitchen.hana.manual_by == "田中"
    assert thumb.taps == 1
