"""What a draft changes of the published version, as rows of the cards."""

from bot.domain import changes as domain
from bot.domain.document import Scenario
from flex_templates.views.owner import ChangeRow


def changes(draft: Scenario, published: Scenario | None) -> tuple[ChangeRow, ...]:
    return tuple(
        ChangeRow(kind=one.kind, number=one.number, title=one.title)
        for one in domain.changes(draft, published)
    )
