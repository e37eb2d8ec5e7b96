"""One table: which command is done by what, and who may ask for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor, Role
from admin_flows.ports.commands import Command, Outcome, StaffCommand
from bot.services.owner import (
    activity,
    adding,
    by_hand,
    coupons,
    editing,
    exports,
    grouping,
    halting,
    importing,
    keys,
    labels,
    membership,
    mending,
    office,
    once,
    parts,
    publishing,
    quota,
    rehearsing,
    repairs,
    routes,
    running,
    tagging,
    trials,
    walking,
)
from bot.services.owner.desk import ActingDesk
from bot.services.owner.refusals import refused
from bot.services.owner.undoing import SECONDS, put_back_of, read, undo_of, undo_of_done
from bot.store import activity as activity_rows
from bot.store import listening
from bot.store.db import atomic

_RANK: Mapping[Role, int] = {"viewer": 0, "editor": 1, "owner": 2}


@dataclass(frozen=True)
class Act:
    """`renews`: what scenarios react to may be another after it."""

    least: Role
    run: Callable[[Any, Any, Actor], Outcome]
    renews: bool = False


ACTS: Mapping[type[Command], Act] = {
    do.CreateScenario: Act("editor", editing.create),
    do.SaveDraft: Act("editor", editing.save),
    do.TakeDraft: Act("editor", editing.take),
    do.DiscardDraft: Act("editor", editing.discard),
    do.SetAtLimit: Act("owner", editing.set_at_limit),
    do.RenameScenario: Act("editor", editing.rename, renews=True),
    do.DuplicateScenario: Act("editor", editing.duplicate),
    do.StartScenario: Act("owner", trials.start, renews=True),
    do.EndTrial: Act("owner", trials.go_on),
    do.Rehearse: Act("editor", rehearsing.begin, renews=True),
    do.EndRehearsal: Act("viewer", rehearsing.end, renews=True),
    do.PublishDraft: Act("owner", publishing.publish, renews=True),
    do.PublishVersion: Act("owner", publishing.publish_version, renews=True),
    do.PauseScenario: Act("editor", running.pause),
    do.ResumeScenario: Act("editor", running.resume),
    do.EndScenario: Act("owner", running.end, renews=True),
    do.ReopenScenario: Act("owner", running.reopen, renews=True),
    do.RestoreScenario: Act("owner", running.restore, renews=True),
    do.AddPeople: Act("owner", adding.add),
    do.SendOnce: Act("owner", once.send, renews=True),
    do.CallOff: Act("editor", once.call_off, renews=True),
    do.DeleteScenario: Act("owner", running.delete, renews=True),
    do.StopAll: Act("editor", halting.stop_all),
    do.ResumeAll: Act("editor", halting.resume_all),
    do.LinkGroup: Act("owner", office.link),
    do.UnlinkGroup: Act("owner", office.unlink),
    do.SetHandOverWords: Act("owner", office.set_hand_over_words),
    do.SetNotices: Act("owner", office.set_notices),
    do.RetryFailed: Act("editor", repairs.retry),
    do.SkipFailed: Act("editor", repairs.skip),
    do.CountAsSent: Act("editor", repairs.count_as_sent),
    do.GiveUpFailed: Act("editor", repairs.give_up),
    do.TryLane: Act("editor", mending.try_lane),
    do.SkipLane: Act("editor", mending.skip_lane),
    do.EndLane: Act("editor", mending.end_lane),
    do.RetryUnposted: Act("editor", mending.retry_unposted),
    do.DismissUnposted: Act("editor", mending.dismiss_unposted),
    do.RetryParked: Act("editor", repairs.retry_parked),
    do.DismissParked: Act("editor", repairs.dismiss_parked),
    do.DismissRing: Act("editor", repairs.dismiss_ring),
    do.ImportFriends: Act("owner", importing.begin),
    do.SetQuiet: Act("owner", office.set_quiet),
    do.SetZone: Act("owner", office.set_zone),
    do.SetQuotaKept: Act("owner", quota.set_kept),
    do.AttachLabel: Act("editor", tagging.attach),
    do.DetachLabel: Act("editor", tagging.detach),
    do.SetField: Act("editor", tagging.set_field),
    do.MakeLabel: Act("editor", labels.make, renews=True),
    do.RenameLabel: Act("editor", labels.rename, renews=True),
    do.DeleteLabel: Act("editor", labels.delete),
    do.RestoreLabel: Act("editor", labels.restore),
    do.TagMany: Act("editor", labels.tag_many),
    do.UntagMany: Act("editor", labels.untag_many),
    do.TakeOver: Act("editor", by_hand.take_over),
    do.HandBack: Act("editor", by_hand.hand_back),
    do.SetDailyCap: Act("owner", office.set_daily_cap),
    do.SetWeekly: Act("owner", office.set_weekly),
    do.SetSender: Act("owner", office.set_sender),
    do.SetWarnAt: Act("owner", office.set_warn_at),
    do.SetLanguage: Act("viewer", office.set_language),
    do.SetWords: Act("owner", office.set_words),
    do.SeeAsFriend: Act("viewer", office.see_as_friend),
    do.Reply: Act("editor", by_hand.reply),
    do.SkipNext: Act("editor", walking.skip_next),
    do.JumpTo: Act("editor", walking.jump),
    do.SendNow: Act("editor", walking.send_now),
    do.StopWalks: Act("editor", walking.stop),
    do.PutBackWalks: Act("editor", walking.put_back),
    do.Undo: Act("viewer", lambda desk, command, actor: desk.undo(command, actor)),
    do.MakeInvite: Act("owner", membership.invite),
    do.RevokeInvite: Act("owner", membership.revoke),
    do.ChangeRole: Act("owner", membership.change_role),
    do.RemoveMember: Act("owner", membership.remove),
    do.MakeExport: Act("owner", exports.make),
    do.ExportLabel: Act("owner", exports.make_label),
    do.ExportScenario: Act("editor", exports.make_yaml),
    do.MakeApiKey: Act("owner", keys.make),
    do.RevokeApiKey: Act("owner", keys.revoke),
    do.MakeUserGroup: Act("editor", grouping.make),
    do.ChangeUserGroup: Act("editor", grouping.change, renews=True),
    do.RenameUserGroup: Act("editor", grouping.rename),
    do.DeleteUserGroup: Act("editor", grouping.delete),
    do.MakePart: Act("editor", parts.make),
    do.MakeCoupon: Act("editor", coupons.make),
    do.ChangeCoupon: Act("editor", coupons.change),
    do.AddCodes: Act("editor", coupons.add_codes),
    do.CloseCoupon: Act("editor", coupons.close),
    do.UndoCouponUse: Act("editor", coupons.undo_use),
    do.ReopenCoupon: Act("editor", coupons.reopen),
    do.MakeRoute: Act("editor", routes.make),
    do.RenameRoute: Act("editor", routes.rename),
    do.SetRouteLabels: Act("editor", routes.set_labels),
    do.StopRoute: Act("editor", routes.stop),
    do.ResumeRoute: Act("editor", routes.resume),
}


class OwnerExecutor(ActingDesk):
    """Fits `admin_flows.ports.Executor`."""

    def __call__(self, command: Command, actor: Actor) -> Outcome:
        with atomic():
            known, undo = activity.about(command), undo_of(self, command, actor)
            outcome = self._run(command, actor)
            undo = undo or undo_of_done(command, outcome)
            number = activity.record(self, command, actor, known, undo)
        return replace(outcome, act=number) if undo and number else outcome

    def by_staff(self, command: StaffCommand, friend_id: int, user_id: str, name: str) -> Outcome:
        """Of a linked group, whatever their role is elsewhere; about this friend alone."""
        if isinstance(command, do.Undo):
            back = put_back_of(command.act_id)
            if back is None or back.friend_id != friend_id:
                raise refused("cannot_undo")
        return self(command, Actor(user_id, name, "editor", ""))

    def _run(self, command: Command, actor: Actor) -> Outcome:
        act = ACTS[type(command)]
        if _RANK[actor.role] < _RANK[act.least]:
            raise refused("role", needed=act.least)
        outcome = act.run(self, command, actor)
        if act.renews:
            listening.renew()
        return outcome

    def undo(self, command: do.Undo, actor: Actor) -> Outcome:
        """By another command, with the rights that one takes."""
        row, now = activity_rows.find(command.act_id), self.now()
        back = read(row.undo) if row and row.undo else None
        if row is None or back is None or now - row.at > SECONDS:
            raise refused("cannot_undo")
        if not activity_rows.undone(row.id, at=now):
            raise refused("cannot_undo")
        return self._run(back, actor)
