"""The first lines of files."""

from zoneinfo import ZoneInfo

from flex_templates.words import Words


class ExportWording:
    def __init__(self, locale: str) -> None:
        self._words = Words(locale, ZoneInfo("UTC"))

    def scenario_head(self) -> tuple[str, ...]:
        _ = self._words.say
        return (
            _("Version"),
            _("Number"),
            _("Step"),
            _("Title"),
            _("Sent"),
            _("Failed"),
            _("Tapped"),
            _("Watched to the end"),
            _("Answered within 24 hours"),
            _("Used the coupon"),
            _("Stopped within 24 hours"),
            _("Blocked within 24 hours"),
        )

    def people_head(self) -> tuple[str, ...]:
        _ = self._words.say
        return _("LINE user ID"), _("Name"), _("Shop’s own ID"), _("Since")

    def shop_head(self) -> tuple[str, ...]:
        _ = self._words.say
        return (
            _("Day"),
            _("Added"),
            _("Came back"),
            _("Blocked"),
            _("Stopped messages"),
            _("Sent"),
        )
