"""All screens together, refused as a whole when they do not fit each other."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from admin_flows.engine.names import ALWAYS
from admin_flows.engine.screen import Screen
from admin_flows.engine.state import State, from_json, to_json

AnyScreen = Screen[Any]


class FlowError(TypeError):
    """Screens that do not fit together; every mistake in one message."""


class Flows:
    """`roots` are the screens that can be opened without another one: the rich menu's."""

    def __init__(self, screens: Iterable[AnyScreen], roots: Iterable[str]) -> None:
        self._all = tuple(screens)
        self._by_name = {screen.name: screen for screen in self._all}
        self.roots = tuple(roots)
        mistakes = list(self._mistakes())
        if mistakes:
            raise FlowError("; ".join(mistakes))

    def __getitem__(self, name: str) -> AnyScreen:
        return self._by_name[name]

    def __iter__(self) -> Iterator[AnyScreen]:
        return iter(self._all)

    def get(self, name: str) -> AnyScreen | None:
        return self._by_name.get(name)

    def _mistakes(self) -> Iterator[str]:
        counted = Counter(screen.name for screen in self._all)
        yield from (f"{name}: declared {n} times" for name, n in counted.items() if n > 1)
        needed = (*self.roots, *ALWAYS)
        yield from (f"{name}: missing" for name in needed if name not in self._by_name)
        for screen in self._all:
            yield from _own_mistakes(screen)
            yield from (
                f"{screen.name}: leads to {name}, which does not exist"
                for name in screen.leads
                if name not in self._by_name
            )
        yield from (f"{name}: cannot be reached" for name in self._unreached())

    def _unreached(self) -> list[str]:
        seen: set[str] = set()
        ahead = [name for name in (*self.roots, *ALWAYS) if name in self._by_name]
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                ahead += [lead for lead in self._by_name[name].leads if lead in self._by_name]
        return [name for name in self._by_name if name not in seen]


def _own_mistakes(screen: AnyScreen) -> Iterator[str]:
    if not isinstance(screen.sample, State):
        yield f"{screen.name}: its sample is no State"
    elif from_json(type(screen.sample), to_json(screen.sample)) != screen.sample:
        yield f"{screen.name}: its sample does not survive being stored"
    if not screen.leads:
        yield f"{screen.name}: leads nowhere"
    if (screen.typed is None) != (screen.asks == "buttons"):
        yield f"{screen.name}: asks {screen.asks}, which does not fit its handler of typed text"
