"""Somebody asks for results, or for a scenario, as a file."""

import secrets

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import ExportFacts
from bot.clock import from_epoch
from bot.services.api_access import NONCE_BYTES, SHOWN_SECONDS, hashed, mark
from bot.services.owner.desk import ActingDesk, ReadingDesk
from bot.services.owner.refusals import locked, refused
from bot.store import exports, labels


def make(desk: ActingDesk, command: do.MakeExport, by: Actor) -> Outcome:
    period = command.period
    days = (period.first.toordinal(), period.last.toordinal()) if period else None
    return _make(desk, command.scenario_id, "results", days, by)


def make_yaml(desk: ActingDesk, command: do.ExportScenario, by: Actor) -> Outcome:
    return _make(desk, locked(command.scenario_id).id, "yaml", None, by)


def _make(
    desk: ActingDesk, scenario_id: int, kind: str, days: tuple[int, int] | None, by: Actor
) -> Outcome:
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    token, at = hashed(desk.access.token(nonce)), desk.now()
    made = exports.create(token, nonce, scenario_id, days, by=by.user_id, at=at, kind=kind)
    return Outcome(from_epoch(at), scenario_id=scenario_id or None, made=made)


def make_label(desk: ActingDesk, command: do.ExportLabel, by: Actor) -> Outcome:
    if labels.find(command.label_id) is None:
        raise refused("no_such_label")
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    token = hashed(desk.access.token(nonce))
    made = exports.create_of_label(token, nonce, command.label_id, by=by.user_id, at=desk.now())
    return Outcome(from_epoch(desk.now()), made=made)


class ExportReads(ReadingDesk):
    def export(self, export_id: int) -> ExportFacts | None:
        row = exports.find(export_id)
        if row is None:
            return None
        fresh = row.used_at is None and 0 <= self.now() - row.at < SHOWN_SECONDS
        # LINE's own browser keeps no files.
        url = f"{self.base_url}/x/{mark(row.nonce)}?openExternalBrowser=1" if fresh else ""
        return ExportFacts(row.scenario_id, row.user_id, url, row.label_id)
