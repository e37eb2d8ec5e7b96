"""Sentences about what failed, what nobody knows and what is on hold."""

from flex_templates.views.owner import BrokenItem, CheckItem, UnpostedItem
from flex_templates.words import Words


class InboxWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def case(self, item: CheckItem | BrokenItem) -> str:
        """「再来店」4: which step of what."""
        return self.words.say("“{scenario}” {number}", scenario=item.scenario, number=item.number)

    def why(self, item: CheckItem) -> str:
        _ = self.words.say
        if item.kind == "uncertain":
            return _("LINE gave no answer, so nobody knows whether it came.")
        if item.message is not None and item.reason in {"picture", "content"}:
            return self._blaming(item.reason, item.message)
        names = {
            "picture": _("LINE cannot load a picture of it."),
            "content": _("The content does not fit LINE’s rules."),
            "too_big": _("The content is too big for LINE."),
            "unknown_friend": _("LINE says that it cannot send to them."),
            "unavailable": _("LINE could not be reached for a long time."),
            "other": _("LINE refused it and did not say why."),
        }
        return names[item.reason]

    def _blaming(self, reason: str, number: int) -> str:
        _ = self.words.say
        if reason == "picture":
            return _("LINE cannot load message {number}, a picture.", number=number)
        return _("Message {number} does not fit LINE’s rules.", number=number)

    def helps(self, item: CheckItem) -> str:
        """What comes of the acts that are offered."""
        _ = self.words.say
        if item.kind == "uncertain":
            return _(
                "It may have come or not. Nothing goes out by itself any more,"
                " so that nobody gets it twice."
            )
        if item.is_of_content:
            return _(
                "Sent again as it is, it fails again. Skip it, and they go on with the next step."
                " What you correct and publish is for newcomers."
            )
        if item.reason == "unknown_friend":
            return _("They may have left LINE. Send it again, or take them out of the scenario.")
        return _("Send it again, or skip it, and they go on with the next step.")

    def addressee(self, item: UnpostedItem) -> str:
        _ = self.words.say
        return item.name or (_("a staff group") if item.to_group else _("an owner"))

    def why_unposted(self, item: UnpostedItem) -> str:
        _ = self.words.say
        if item.lost:
            return _("The account is not in this group any more.")
        if item.kind == "uncertain":
            return _("LINE gave no answer, so nobody knows whether it came.")
        return _("LINE refused it and did not say why.")

    def helps_unposted(self, item: UnpostedItem) -> str:
        """What comes of the acts that are offered."""
        _ = self.words.say
        if item.lost:
            return _("Invite the account to the group again to get notices there.")
        cost = self.words.count(
            "Sent again it costs {n} message.",
            "Sent again it costs {n} messages.",
            item.cost * item.number,
        )
        if item.kind == "uncertain":
            return _("{cost} It may come twice.", cost=cost)
        return cost

    def held_until(self, reason: str) -> str:
        """What lifts it."""
        _ = self.words.say
        names = {
            "stop_all": _("until sending is resumed"),
            "quota": _("until the quota is back"),
            "token": _("until a new access token is put in"),
            "paused": _("until the scenario is resumed"),
            "trial": _("until the trial is over"),
            "blocked": _("until they unblock"),
            "opted_out": _("until they resume"),
            "manual": _("until staff hands them back"),
            "daily_cap": _("until tomorrow"),
        }
        return names[reason]
