"""What is drawn: one sheet a flow, one row a sample, one picture a language."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flex_templates.catalogs import LOCALES
from flex_templates.render import render
from flex_templates.views.parts import View
from flex_templates.views.samples import SAMPLES


@dataclass(frozen=True)
class Drawn:
    """One sample in one language."""

    view: View
    locale: str

    def as_json(self) -> dict[str, Any]:
        messages = render(self.view, locale=self.locale)
        alts = [message["altText"] for message in messages if "altText" in message]
        quick = messages[-1].get("quickReply", {}).get("items", [])
        return {
            "locale": self.locale,
            "messages": messages,
            "alt": alts[0] if alts else "",
            "quick": [item["action"].get("label", "") for item in quick],
        }


@dataclass(frozen=True)
class Row:
    """`screen`: its template's name in the flow's folder."""

    screen: str
    sample: str
    cards: tuple[Drawn, ...]


@dataclass(frozen=True)
class Sheet:
    """`flow` is the folder and the word before the screen's dot: owner-step."""

    flow: str
    rows: tuple[Row, ...]


def sheets(locales: Sequence[str] = LOCALES, *, every_sample: bool) -> list[Sheet]:
    """Of each screen only its first sample, unless `every_sample`."""
    flows: dict[str, list[Row]] = defaultdict(list)
    for samples in SAMPLES.values():
        chosen = samples if every_sample else dict(list(samples.items())[:1])
        for name, view in chosen.items():
            flows[_flow(view)].append(_row(view, name, locales))
    return [Sheet(flow, tuple(rows)) for flow, rows in sorted(flows.items())]


def _flow(view: View) -> str:
    folder, _, screen = view.template.partition("/")
    return f"{folder}-{screen.partition('.')[0]}" if folder == "owner" else folder


def _row(view: View, sample: str, locales: Sequence[str]) -> Row:
    name = view.template.partition("/")[2]
    return Row(name, sample, tuple(Drawn(view, locale) for locale in locales))
