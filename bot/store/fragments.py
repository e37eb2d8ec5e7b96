"""Steps that scenarios share, by name."""

import json

from bot.domain.document import Scenario, dump, parse
from bot.domain.relabelling import Renames, relabelled
from bot.store.fragment_models import Fragment


def known() -> dict[str, Scenario]:
    found = Fragment.select().order_by(Fragment.name)
    return {row.name: parse(json.loads(row.document)) for row in found}


def keep(fragment: Scenario, *, at: int) -> None:
    """In place of what had its name; versions that are published stay as they are."""
    document = json.dumps(dump(fragment), ensure_ascii=False)
    Fragment.insert(name=fragment.name, document=document, at=at).on_conflict(
        conflict_target=[Fragment.name], preserve=[Fragment.document, Fragment.at]
    ).execute()


def relabel(names: Renames) -> None:
    """Under other names of labels and scenarios: they mean what they did."""
    for name, fragment in known().items():
        if (changed := relabelled(fragment, names)) != fragment:
            document = json.dumps(dump(changed), ensure_ascii=False)
            Fragment.update(document=document).where(Fragment.name == name).execute()


def remove(name: str) -> bool:
    return bool(Fragment.delete().where(Fragment.name == name).execute())
