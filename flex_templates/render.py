"""From a view to LINE's message objects."""

from dataclasses import fields
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, TemplateNotFound, UndefinedError

from flex_templates.catalogs import UNSPACED, closest
from flex_templates.environment import environment, loads
from flex_templates.errors import RenderError
from flex_templates.notices import Notices
from flex_templates.postback import as_data
from flex_templates.text import cut
from flex_templates.views.parts import OwnerView, View
from flex_templates.words import Words

TOKYO = ZoneInfo("Asia/Tokyo")
NO_TOKEN = "-"  # noqa: S105 - no secret: what a card shows that acts on nothing of a conversation
ALT_LIMIT = 100
TEXT_LIMIT = 5_000

Message = dict[str, Any]


def render(
    view: View, *, locale: str, token: str = NO_TOKEN, zone: ZoneInfo = TOKYO
) -> list[Message]:
    """Ready to send, with quick replies on the last one. Of any `locale` the closest is taken."""
    return _Rendering(view, closest(locale), token, zone).messages()


def stop_quick_reply(locale: str) -> Message:
    """The quick reply under every step message: one tap stops."""
    return _quick_reply(_words(locale).say("Stop messages"), "do:friend.menu:-:stop")


def end_test_quick_reply(locale: str) -> Message:
    """In its place where somebody who runs the shop tries a scenario."""
    return _quick_reply(_words(locale).say("End the test"), "do:try.self:-:end")


def test_mark(locale: str) -> str:
    """Before the sender's name of such messages."""
    return _words(locale).say("[Test]")


def _words(locale: str) -> Words:
    return Words(closest(locale), TOKYO)


def _quick_reply(label: str, data: str) -> Message:
    action = {"type": "postback", "label": label, "data": data, "displayText": label}
    return {"items": [{"type": "action", "action": action}]}


class _Rendering:
    def __init__(self, view: View, locale: str, token: str, zone: ZoneInfo) -> None:
        self.view = view
        self.words = Words(locale, zone)
        self.env: Environment = environment(locale, zone)
        self.values = {
            **{field.name: getattr(view, field.name) for field in fields(view)},  # type: ignore[arg-type]
            "view": view,
            "token": token,
        }

    def messages(self) -> list[Message]:
        messages = self._messages()
        if items := self._quick_replies():
            messages[-1]["quickReply"] = {"items": items}
        return messages

    def _messages(self) -> list[Message]:
        text = self._run("text.txt.j2")
        if text is not None:
            return [{"type": "text", "text": text}]
        card, alt = self._run("card.json.j2"), self._run("alt.txt.j2")
        if card is None or alt is None:
            raise RenderError(f"{self.view.template} has no card with an alt text")
        flex = {"type": "flex", "altText": self._alt(alt), "contents": loads(card)}
        return [flex, *self._more()]

    def _more(self) -> list[Message]:
        """Texts after the card: a list of strings, as the owner may copy them."""
        more = self._run("more.json.j2")
        return [{"type": "text", "text": text} for text in loads(more)] if more else []

    def _alt(self, alt: str) -> str:
        problem = self.view.problem if isinstance(self.view, OwnerView) else None
        if problem is not None and problem.kind == "error":
            alt = Notices(self.words).notice(problem)
        lines = [line.strip() for line in alt.splitlines()]
        if self.words.locale not in UNSPACED:
            return cut(" ".join(lines), ALT_LIMIT)
        return cut("".join(lines).replace("。 ", "。"), ALT_LIMIT)

    def _run(self, name: str) -> str | None:
        try:
            template = self.env.get_template(f"{self.view.template}/{name}")
        except TemplateNotFound as missing:
            if missing.name != f"{self.view.template}/{name}":
                raise
            return None
        try:
            return template.render(self.values).strip()
        except UndefinedError as error:
            raise RenderError(f"{self.view.template}/{name}: {error}") from error

    def _quick_replies(self) -> list[Message]:
        own = self._run("quick.json.j2")
        items = loads(own) if own else []
        if isinstance(self.view, OwnerView):
            items += self._ways_out(self.view)
        return [{"type": "action", "action": action} for action in items]

    def _ways_out(self, view: OwnerView) -> list[Message]:
        _ = self.words.say
        ways = []
        if view.back:
            ways.append((_("Back"), as_data(view.back)))
        if view.asks:
            ways.append((_("Cancel"), "go:home.cancel"))
        if view.screen != "home.today":
            ways.append((_("Menu"), "go:home.today"))
        if view.screen != "help.card":
            ways.append((_("Help"), f"go:help.card:{view.help}"))
        return [
            {"type": "postback", "label": label, "data": data, "displayText": label}
            for label, data in ways
        ]
