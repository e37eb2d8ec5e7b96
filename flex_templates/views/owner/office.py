"""Staff groups, settings, and the refusals."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar, Literal

from flex_templates.views.parts import Hours, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    id: str
    name: Written
    people: int | None = None
    how: str = "digest"
    spent: int = 0
    cap: int = 0


@dataclass(frozen=True, kw_only=True)
class StaffMenu(OwnerView):
    """`waiting`: groups the account was invited to that nobody linked yet."""

    template: ClassVar[str] = "owner/staff.menu"
    acts: ClassVar[tuple[str, ...]] = ("link",)
    help: ClassVar[str] = "staff"
    groups: tuple[GroupRow, ...] = ()
    waiting: tuple[GroupRow, ...] = ()
    words: int = 0
    """That hand over to people."""
    members: int = 1


@dataclass(frozen=True, kw_only=True)
class StaffGroup(OwnerView):
    """`kinds` and `scenarios`: of how many it is told, None: of all. `every` minutes a digest, or
    at `times` where it is 0.
    """

    template: ClassVar[str] = "owner/staff.group"
    acts: ClassVar[tuple[str, ...]] = ("unlink",)
    help: ClassVar[str] = "staff"
    group: GroupRow
    linked_at: datetime
    linked_by: Written | None = None
    notices_this_month: int = 0
    every: int = 0
    times: tuple[time, ...] = ()
    kinds: int | None = None
    scenarios: int | None = None
    quiet: bool = True


@dataclass(frozen=True, kw_only=True)
class StaffHow(OwnerView):
    """The id of "how" is the way, of "every" the minutes, of "times" its place in `all_times`.
    `digest_most`: messages that digests may cost in a month.
    """

    template: ClassVar[str] = "owner/staff.how"
    acts: ClassVar[tuple[str, ...]] = ("how", "every", "times", "quiet", "alone")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "staff"
    group: GroupRow
    current: str
    every: int
    times: tuple[time, ...]
    quiet: bool
    alone: bool
    digest_most: int
    all_times: tuple[tuple[time, ...], ...]
    all_every: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class StaffKinds(OwnerView):
    """Ids of "on" and "off" are the kinds."""

    template: ClassVar[str] = "owner/staff.kinds"
    acts: ClassVar[tuple[str, ...]] = ("on", "off")
    help: ClassVar[str] = "staff"
    group: GroupRow
    kinds: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class SwitchRow:
    id: str
    name: Written
    on: bool


@dataclass(frozen=True, kw_only=True)
class StaffScenarios(OwnerView):
    """`all`: those that will be made, too."""

    template: ClassVar[str] = "owner/staff.scenarios"
    acts: ClassVar[tuple[str, ...]] = ("on", "off", "all")
    help: ClassVar[str] = "staff"
    group: GroupRow
    rows: tuple[SwitchRow, ...]
    all: bool
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class StaffWords(OwnerView):
    """Ids of "remove" and "offer" are places in `words` and `offered`."""

    template: ClassVar[str] = "owner/staff.words"
    acts: ClassVar[tuple[str, ...]] = ("remove", "offer")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "staff"
    words: tuple[Written, ...]
    offered: tuple[Written, ...]


@dataclass(frozen=True, kw_only=True)
class StaffCap(OwnerView):
    """The id of "set" is the number."""

    template: ClassVar[str] = "owner/staff.cap"
    acts: ClassVar[tuple[str, ...]] = ("set",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "staff"
    group: GroupRow
    caps: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class GroupLost(OwnerView):
    """Told to owners when the account was removed from a linked group."""

    template: ClassVar[str] = "owner/staff.lost"
    help: ClassVar[str] = "staff"
    name: Written


@dataclass(frozen=True, kw_only=True)
class SettingsMenu(OwnerView):
    """`zone` as in the tz database; it is shown by its name in the owner's language. `own_words`:
    the bot greets or says that all is stopped in the shop's own words.
    """

    template: ClassVar[str] = "owner/settings.menu"
    acts: ClassVar[tuple[str, ...]] = ("see",)
    quiet: Hours | None
    language: str
    zone: str
    daily_cap: int | None = None
    keys: int = 0
    own_words: bool = False
    sender: Written = ""
    warn_at: int = 80
    weekly: bool = False


@dataclass(frozen=True, kw_only=True)
class SettingsWords(OwnerView):
    """The shop's own, as owners write them; "": the usual ones."""

    template: ClassVar[str] = "owner/settings.words"
    greeting: Written
    stopped: Written


@dataclass(frozen=True, kw_only=True)
class SettingsWord(OwnerView):
    """`text`: the shop's own, "" where it has none; `longest`: in characters."""

    template: ClassVar[str] = "owner/settings.word"
    acts: ClassVar[tuple[str, ...]] = ("usual",)
    asks: ClassVar[bool] = True
    which: Literal["greeting", "stopped"]
    text: Written
    shop: Written
    longest: int


@dataclass(frozen=True, kw_only=True)
class SettingsCap(OwnerView):
    """The id of "set" is the number; "0": any."""

    template: ClassVar[str] = "owner/settings.cap"
    acts: ClassVar[tuple[str, ...]] = ("set",)
    current: int | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SettingsSender(OwnerView):
    """`sender` "": the account's name."""

    template: ClassVar[str] = "owner/settings.sender"
    acts: ClassVar[tuple[str, ...]] = ("usual",)
    asks: ClassVar[bool] = True
    sender: Written = ""


@dataclass(frozen=True, kw_only=True)
class SettingsWarnings(OwnerView):
    """Percent; 0 is none before the one at 95."""

    template: ClassVar[str] = "owner/settings.warnings"
    acts: ClassVar[tuple[str, ...]] = ("set",)
    current: int
    choices: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SettingsQuiet(OwnerView):
    """Pickers "start" and "end" bring `params.time`."""

    template: ClassVar[str] = "owner/settings.quiet"
    acts: ClassVar[tuple[str, ...]] = ("start", "end", "off", "usual")
    quiet: Hours | None


@dataclass(frozen=True, kw_only=True)
class ZoneRow:
    """`zone` as in the tz database; `clock` what clocks show there now."""

    zone: str
    clock: time


@dataclass(frozen=True, kw_only=True)
class SettingsZone(OwnerView):
    """`query`: what was looked for, None before."""

    template: ClassVar[str] = "owner/settings.zone"
    current: ZoneRow
    rows: tuple[ZoneRow, ...]
    query: Written | None = None


@dataclass(frozen=True, kw_only=True)
class SettingsClock(OwnerView):
    """Another zone is chosen; `people` wait for a step."""

    template: ClassVar[str] = "owner/settings.clock"
    acts: ClassVar[tuple[str, ...]] = ("set",)
    chosen: ZoneRow
    current: ZoneRow
    people: int


@dataclass(frozen=True, kw_only=True)
class SettingsLanguage(OwnerView):
    """The id of "pick" is the language; "auto" follows the phone."""

    template: ClassVar[str] = "owner/settings.language"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    current: str
    languages: tuple[str, ...] = ("ja", "en", "zh-TW", "th")


@dataclass(frozen=True, kw_only=True)
class RoleRefused(OwnerView):
    """E12. `ask`: an owner's name, None where there is none to name; `needed`: the least role."""

    template: ClassVar[str] = "owner/refused.role"
    needed: Literal["owner", "editor"] = "owner"
    ask: Written | None = None


@dataclass(frozen=True, kw_only=True)
class Gone(OwnerView):
    """E15."""

    template: ClassVar[str] = "owner/refused.gone"
    name: Written | None = None
    by: Written | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Broken(OwnerView):
    """E14. `number` finds the trouble in the log."""

    template: ClassVar[str] = "owner/refused.broken"
    number: str
