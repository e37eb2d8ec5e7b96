from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import FriendRow, OwnerView, State, When, Written


@dataclass(frozen=True, kw_only=True)
class AdviceLine:
    """What is said about the results: `percent` of the people of step `number` blocked, stopped or
    tapped, which is `times` what the other steps have (0: nobody there); or of the arm `letter`,
    where the next has `other`; or that there are `people` so far, or no trouble.
    """

    what: Literal["blocked", "stopped", "tapped", "arm", "few", "fine"] = "fine"
    number: str = ""
    when: When = field(default_factory=When)
    people: int = 0
    percent: int = 0
    times: int = 0
    letter: str = ""
    other: int = 0


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """`tapped` and `blocked` in percent; `tapped` None: there is nothing to tap."""

    id: str
    name: Written
    state: State
    entered: int
    finished: int
    tapped: int | None = None
    blocked: int = 0
    marked: bool = False


@dataclass(frozen=True, kw_only=True)
class ResultsList(OwnerView):
    template: ClassVar[str] = "owner/results.list"
    help: ClassVar[str] = "results"
    rows: tuple[ResultRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepResult:
    """People; `tapped` and `opened` in percent, None where there is nothing to tell."""

    id: str
    number: str
    when: When
    sent: int
    title: Written | None = None
    failed: int = 0
    opened: int | None = None
    tapped: int | None = None
    answered: int = 0
    stopped: int = 0
    blocked: int = 0
    marked: bool = False


@dataclass(frozen=True, kw_only=True)
class RouteShare:
    name: Written
    people: int


@dataclass(frozen=True, kw_only=True)
class ArmShare:
    """Of two arms or more by chance: how many percent of its people tapped."""

    letter: str
    percent: int
    people: int


@dataclass(frozen=True, kw_only=True)
class ResultsScenario(OwnerView):
    """`steps`: at most 8 rows, `more` behind them. `first` and `last`: the days it is of, None:
    since ever; `span`: the same as ids of buttons.
    """

    template: ClassVar[str] = "owner/results.scenario"
    acts: ClassVar[tuple[str, ...]] = ("from", "to", "csv")
    help: ClassVar[str] = "results"
    id: str
    name: Written
    state: State
    may_export: bool = False
    today: date
    entered: int
    inside: int
    finished: int
    stopped: int
    blocked: int
    goal: int = 0
    advice: AdviceLine = field(default_factory=AdviceLine)
    fix: str = ""
    """The step to change, by id."""
    first: date | None = None
    last: date | None = None
    span: tuple[str, ...] = ()
    routes: tuple[RouteShare, ...] = ()
    """At most 4: where those who entered had come from, as far as it is known."""
    steps: tuple[StepResult, ...] = ()
    more: int = 0
    arms: tuple[tuple[ArmShare, ...], ...] = ()
    """Those that no advice is about, since they may be alike; at most 2."""


@dataclass(frozen=True, kw_only=True)
class ResultsCsv(OwnerView):
    """`id` is the scenario's, "" for the whole shop; `label` is a label's, of whose people it is.
    `url` "": it was fetched, or it is over.
    """

    template: ClassVar[str] = "owner/results.csv"
    help: ClassVar[str] = "results"
    id: str = ""
    label: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class VersionShare:
    """`tapped` and `blocked` in percent of `sent`."""

    number: int
    sent: int
    tapped: int | None
    blocked: int


StepPeople = Literal["sent", "tapped", "answered", "left"]


@dataclass(frozen=True, kw_only=True)
class ResultsPeople(OwnerView):
    """Who got a step, tapped, answered its question, or left: `kinds` are those that there are."""

    template: ClassVar[str] = "owner/results.people"
    help: ClassVar[str] = "results"
    scenario_id: str
    scenario: Written
    id: str
    number: str
    kind: StepPeople
    kinds: tuple[StepPeople, ...]
    now_at: datetime
    rows: tuple[FriendRow, ...] = ()
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class ResultsStep(OwnerView):
    """People. `opened` as LINE counts it; `opens`: it is told, or they are too few to be, or LINE
    was not asked yet, or has no name left to count it under; "" of some days only, since LINE does
    not tell that. `differs`: whether the newest version is tapped more, less, or maybe alike.
    """

    template: ClassVar[str] = "owner/results.step"
    help: ClassVar[str] = "results"
    scenario_id: str
    scenario: Written
    id: str
    number: str
    when: When
    sent: int
    failed: int
    tapped: int | None
    watched: int | None
    answered: int
    used: int | None
    stopped: int
    blocked: int
    title: Written | None = None
    opened: int = 0
    opens: Literal["", "told", "few", "soon", "none"] = ""
    first: date | None = None
    last: date | None = None
    span: tuple[str, ...] = ()
    versions: tuple[VersionShare, ...] = ()
    """At most 4, the newest first; none where there is one only."""
    differs: Literal["more", "less", "unsure"] = "unsure"
