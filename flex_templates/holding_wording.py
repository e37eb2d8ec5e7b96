"""Why something waits, in a word or two."""

from flex_templates.words import Words


def why_held(words: Words, reason: str) -> str:
    _ = words.say
    names = {
        "stop_all": _("All stopped"),
        "quota": _("Quota used up"),
        "token": _("No access"),
        "paused": _("On pause"),
        "trial": _("Trial"),
        "blocked": _("Blocked"),
        "opted_out": _("Stopped by themselves"),
        "manual": _("In staff's hands"),
        "daily_cap": _("Enough for today"),
    }
    return names[reason]
