"""What is wrong with a document before it can start: also pictures that are gone."""

from admin_flows.engine.scene import AnyScene
from admin_flows.shared import rows
from bot.domain.check import check
from bot.domain.document import Scenario
from bot.domain.finding import Finding


def findings(scene: AnyScene, document: Scenario) -> tuple[Finding, ...]:
    settings = scene.reads.settings()
    return (
        *check(document, settings.calendar, settings.account_name, scene.reads.others()),
        *_lost_pictures(scene, document),
        *_lost_icon(scene, document),
    )


def _lost_icon(scene: AnyScene, document: Scenario) -> list[Finding]:
    sender = document.sender
    is_lost = sender is not None and rows.icon_is_lost(sender, scene.reads)
    return [Finding("error", "missing_icon")] if is_lost else []


def _lost_pictures(scene: AnyScene, document: Scenario) -> list[Finding]:
    return [
        Finding("error", "missing_picture", step.id)
        for step in document.all_steps
        for message in step.send
        if rows.is_lost(message, scene.reads)
    ]
