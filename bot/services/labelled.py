"""What stands on the buttons that lead on, and how often each was tapped."""

from collections import Counter

from bot.domain.sendable import label_at
from bot.store import links, versions
from bot.store.links import LinkRow


def label_of(link: LinkRow) -> str:
    steps = versions.document(link.version_id).all_steps
    sent = next(step.send for step in steps if step.id == link.step_id)
    return label_at(sent[link.message], link.button)


def taps(scenario_id: int, step_id: str) -> tuple[tuple[str, int], ...]:
    """By what stands on them, since a version's links are other ones than those before."""
    found = Counter[str]()
    for link, number in links.tallied(scenario_id, step_id):
        if versions.is_readable(link.version_id):
            found[label_of(link)] += number
    return tuple(found.items())
