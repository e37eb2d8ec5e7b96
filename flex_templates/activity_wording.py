"""What people who run the shop did, by the names of the commands."""

from collections.abc import Mapping

from flex_templates.notice_sentences import N_
from flex_templates.text import cut
from flex_templates.views.owner import ActRow
from flex_templates.words import Words

DID: Mapping[str, str] = {
    "CreateScenario": N_("made “{name}”"),
    "SaveDraft": N_("worked on “{name}”"),
    "TakeDraft": N_("took over the editing of “{name}”"),
    "DiscardDraft": N_("discarded changes of “{name}”"),
    "StartScenario": N_("started “{name}”"),
    "Rehearse": N_("tried “{name}” on themselves"),
    "EndRehearsal": N_("ended a test of “{name}”"),
    "EndTrial": N_("decided about the others of “{name}”"),
    "PublishDraft": N_("published changes of “{name}”"),
    "PublishVersion": N_("went back to an earlier version of “{name}”"),
    "PauseScenario": N_("paused “{name}”"),
    "ResumeScenario": N_("resumed “{name}”"),
    "EndScenario": N_("ended “{name}”"),
    "AddPeople": N_("added people to “{name}”"),
    "SendOnce": N_("sent “{name}”"),
    "CallOff": N_("called off “{name}”"),
    "ReopenScenario": N_("opened “{name}” for newcomers again"),
    "RestoreScenario": N_("brought “{name}” back"),
    "RenameScenario": N_("renamed to “{name}”"),
    "SetAtLimit": N_("set what “{name}” does when messages run out"),
    "DuplicateScenario": N_("made the copy “{name}”"),
    "DeleteScenario": N_("deleted “{name}”"),
    "StopAll": N_("stopped all sending"),
    "ResumeAll": N_("resumed all sending"),
    "LinkGroup": N_("linked the group “{name}”"),
    "SetNotices": N_("changed the notices of the group “{name}”"),
    "UnlinkGroup": N_("unlinked the group “{name}”"),
    "RetryFailed": N_("sent again what had failed in “{name}”"),
    "SkipFailed": N_("skipped what had failed in “{name}”"),
    "CountAsSent": N_("counted what was uncertain in “{name}” as sent"),
    "GiveUpFailed": N_("ended “{name}” for those whose message had failed"),
    "TryLane": N_("tried a step of “{name}” again"),
    "SkipLane": N_("skipped a step of “{name}”"),
    "EndLane": N_("ended “{name}” for those at one step"),
    "RetryUnposted": N_("sent notices again"),
    "DismissUnposted": N_("put notices that failed aside"),
    "RetryParked": N_("had events tried again"),
    "DismissParked": N_("put events that failed aside"),
    "DismissRing": N_("took note of the ring in “{name}”"),
    "AttachLabel": N_("attached “{label}” to {friend}"),
    "DetachLabel": N_("took “{label}” from {friend}"),
    "SetField": N_("noted “{label}” of {friend}"),
    "MakeLabel": N_("made the label “{name}”"),
    "RenameLabel": N_("renamed the label “{label}” to “{name}”"),
    "DeleteLabel": N_("deleted the label “{label}”"),
    "RestoreLabel": N_("brought the label “{label}” back"),
    "TagMany": N_("gave “{label}” to many, or took it from them"),
    "UntagMany": N_("took back what had become of a label"),
    "ExportLabel": N_("had the people of “{label}” made a file"),
    "TakeOver": N_("answers {friend} by hand"),
    "HandBack": N_("handed {friend} back to the scenarios"),
    "ImportFriends": N_("had earlier friends read in"),
    "SetQuiet": N_("changed the quiet hours"),
    "SetZone": N_("changed the time zone"),
    "SetQuotaKept": N_("changed how many messages are kept"),
    "SetDailyCap": N_("changed the limit a day"),
    "SetSender": N_("changed the sender’s name"),
    "SetWarnAt": N_("changed when to warn"),
    "SetLanguage": N_("changed their language"),
    "SetHandOverWords": N_("changed the words that hand over to people"),
    "SetWords": N_("changed what the account says by itself"),
    "SeeAsFriend": N_("looked as a friend"),
    "Reply": N_("answered {friend}"),
    "SkipNext": N_("left out a step of “{name}” for {friend}"),
    "JumpTo": N_("moved {friend} to {n} of “{name}”"),
    "SendNow": N_("sent {friend} the next step of “{name}”"),
    "StopWalks": N_("stopped “{name}” for {friend}"),
    "PutBackWalks": N_("put {friend} back"),
    "Undo": N_("took something back"),
    "MakeInvite": N_("invited somebody as {role}"),
    "RevokeInvite": N_("withdrew an invitation"),
    "ChangeRole": N_("made {friend} {role}"),
    "RemoveMember": N_("removed {friend} from the members"),
    "MakeApiKey": N_("made the key “{name}”"),
    "RevokeApiKey": N_("revoked the key “{name}”"),
    "MakeUserGroup": N_("made the group “{name}”"),
    "ChangeUserGroup": N_("changed the rule of “{name}”"),
    "RenameUserGroup": N_("renamed a group to “{name}”"),
    "DeleteUserGroup": N_("deleted the group “{name}”"),
    "MakeCoupon": N_("made the coupon “{name}”"),
    "ChangeCoupon": N_("changed the coupon “{name}”"),
    "AddCodes": N_("added codes to “{name}”"),
    "CloseCoupon": N_("closed the coupon “{name}”"),
    "ReopenCoupon": N_("opened the coupon “{name}” again"),
    "UndoCouponUse": N_("took back a coupon’s use"),
    "MakePart": N_("saved steps as a part"),
    "ExportScenario": N_("had “{name}” made a file"),
    "MakeExport": N_("had results made a file"),
    "SetWeekly": N_("changed the weekly summary"),
    "MakeRoute": N_("made the route “{name}”"),
    "RenameRoute": N_("renamed a route to “{name}”"),
    "SetRouteLabels": N_("changed the labels of “{name}”"),
    "StopRoute": N_("stopped the route “{name}”"),
    "ResumeRoute": N_("opened the route “{name}” again"),
}
OTHER = N_("did something else")
LONGEST = 24


class ActivityWording:
    """Bound to one language; its methods are the templates' filters of the same name."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def deed(self, row: ActRow) -> str:
        """Names are kept short: the line is one of eight."""
        _ = self.words.say
        said: dict[str, object] = {"name": "–", "friend": "–", "label": "–", "n": "–"}
        said |= {key: cut(str(value), LONGEST) for key, value in row.about.items()}
        roles = {"owner": _("owner"), "editor": _("editor"), "viewer": _("viewer")}
        said["role"] = roles.get(str(row.about.get("role")), "–")
        return _(DID.get(row.code, OTHER), **said)
