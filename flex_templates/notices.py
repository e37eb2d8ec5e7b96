"""The line on top of a card, by its code. An unknown code gets a kind and true one."""

from collections.abc import Mapping

from flex_templates.errors import RenderError
from flex_templates.notice_sentences import ALIASES, N_, SENTENCES
from flex_templates.views.parts import Notice
from flex_templates.words import Words

_GENERIC = {
    "error": N_("This did not work. What you wrote is kept; please try it another way."),
    "info": N_("Noted."),
    "old": N_("This was an older card. This is how things are now."),
}


class Notices:
    def __init__(self, words: Words) -> None:
        self.words = words

    def notice(self, line: Notice) -> str:
        code = ALIASES.get(line.text_code, line.text_code)
        if code == "text_too_long" and line.values.get("emojis"):
            code = "text_too_long_emoji"
        sentence = SENTENCES.get(code)
        if line.kind == "old" or sentence is None:
            return self.words.say(_GENERIC[line.kind])
        try:
            return self.words.say(sentence, **self._values(line.values))
        except RenderError:
            return self.words.say(_GENERIC[line.kind])

    def _values(self, values: Mapping[str, str | int]) -> dict[str, object]:
        """With what can be reckoned: how much is over, and the field's name in this language."""
        known: dict[str, object] = dict(values)
        limit, actual = known.get("limit"), known.get("actual")
        if isinstance(limit, int) and isinstance(actual, int):
            known.setdefault("over", actual - limit)
        for name in ("field", "wanted", "got", "unit", "role"):
            if isinstance(known.get(name), str):
                known[name] = self._thing(str(known[name]))
        return known

    def _thing(self, name: str) -> str:
        _ = self.words.say
        things = {
            "scenario": _("the scenario's name"),
            "title": _("the step's title"),
            "keyword": _("a keyword"),
            "text": _("text"),
            "image": _("a picture"),
            "video": _("a video"),
            "audio": _("a voice message"),
            "file": _("a file"),
            "location": _("a location"),
            "button": _("the words on a button"),
            "sticker": _("a sticker"),
            "days": _("days"),
            "hours": _("hours"),
            "minutes": _("minutes"),
            "weeks": _("weeks"),
            "months": _("months"),
            "seconds": _("seconds"),
            "owner": _("owner"),
            "editor": _("editor"),
            "viewer": _("viewer"),
        }
        return things.get(name, name)
