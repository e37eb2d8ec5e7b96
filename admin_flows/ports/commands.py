"""What a conversation can have done. Rights were checked before; an executor checks them again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from admin_flows.ports.chat import Actor
from bot.domain.document import Scenario
from bot.domain.schedule import Quiet


@dataclass(frozen=True)
class CreateScenario:
    name: str


@dataclass(frozen=True)
class SaveDraft:
    """Refused with `draft_changed` unless the draft still has `base_revision`."""

    scenario_id: int
    base_revision: int
    document: Scenario
    step_id: str | None = None


@dataclass(frozen=True)
class TakeDraft:
    """Makes the actor the draft's editor: the other's next save is refused."""

    scenario_id: int


@dataclass(frozen=True)
class DiscardDraft:
    """Back to the published version; of a scenario never published nothing is left."""

    scenario_id: int


@dataclass(frozen=True)
class StartScenario:
    scenario_id: int
    base_revision: int


@dataclass(frozen=True)
class PublishDraft:
    """The next version, for newcomers; people inside stay on theirs."""

    scenario_id: int
    base_revision: int


@dataclass(frozen=True)
class PauseScenario:
    scenario_id: int


@dataclass(frozen=True)
class ResumeScenario:
    scenario_id: int
    overdue: Literal["in_turn", "skip"] = "in_turn"


@dataclass(frozen=True)
class EndScenario:
    """close: nobody new enters, people inside finish. all: everyone's walk ends here."""

    scenario_id: int
    mode: Literal["close", "all"]


@dataclass(frozen=True)
class AddPeople:
    """By hand. `friend_ids` None: everybody. Who may not enter is left out, see `NewcomerFacts`."""

    scenario_id: int
    friend_ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class ReopenScenario:
    """Closed to newcomers, it takes them again."""

    scenario_id: int


@dataclass(frozen=True)
class RestoreScenario:
    """Undoes a deletion, for ten minutes."""

    scenario_id: int


@dataclass(frozen=True)
class RenameScenario:
    """At once, in the draft and for what runs: a name is the owners' own."""

    scenario_id: int
    name: str


@dataclass(frozen=True)
class DuplicateScenario:
    scenario_id: int
    name: str


@dataclass(frozen=True)
class DeleteScenario:
    scenario_id: int


@dataclass(frozen=True)
class StopAll:
    pass


@dataclass(frozen=True)
class ResumeAll:
    overdue: Literal["in_turn", "skip"] = "in_turn"


@dataclass(frozen=True)
class LinkGroup:
    group_id: int


@dataclass(frozen=True)
class UnlinkGroup:
    group_id: int


@dataclass(frozen=True)
class RetryFailed:
    """Also for an uncertain batch: whoever asks has confirmed that it may come twice."""

    batch_id: int


@dataclass(frozen=True)
class SkipFailed:
    """The people concerned go on with the step after it."""

    batch_id: int


@dataclass(frozen=True)
class CountAsSent:
    batch_id: int


@dataclass(frozen=True)
class RetryParked:
    """Every event given up on, up to the one an owner was shown, is tried again."""

    upto: int


@dataclass(frozen=True)
class DismissParked:
    upto: int


@dataclass(frozen=True)
class SetQuiet:
    quiet: Quiet | None


@dataclass(frozen=True)
class SetLanguage:
    """Of the actor's own cards; None follows the phone."""

    locale: str | None


Command = (
    CreateScenario
    | SaveDraft
    | TakeDraft
    | DiscardDraft
    | StartScenario
    | PublishDraft
    | PauseScenario
    | ResumeScenario
    | EndScenario
    | AddPeople
    | ReopenScenario
    | RestoreScenario
    | RenameScenario
    | DuplicateScenario
    | DeleteScenario
    | StopAll
    | ResumeAll
    | LinkGroup
    | UnlinkGroup
    | RetryFailed
    | SkipFailed
    | CountAsSent
    | RetryParked
    | DismissParked
    | SetQuiet
    | SetLanguage
)


@dataclass(frozen=True)
class Outcome:
    """What the next card tells; a command fills in what it knows.

    `scenario_id` of CreateScenario and DuplicateScenario, `revision` of the draft after it,
    `people` concerned (waiting, overdue …), `on_the_way` messages that may still arrive.
    """

    at: datetime | None = None
    scenario_id: int | None = None
    revision: int | None = None
    version: int | None = None
    people: int = 0
    on_the_way: int = 0


class Executor(Protocol):
    def __call__(self, command: Command, actor: Actor) -> Outcome:
        """Raises bot.domain.errors.Refused when it cannot be done."""
