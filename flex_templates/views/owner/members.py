from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import OwnerView, Written

Role = Literal["owner", "editor", "viewer"]
ROLES: tuple[Role, ...] = ("owner", "editor", "viewer")


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    id: str
    name: Written
    role: Role
    since_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class InviteRow:
    id: str
    role: Role
    until_at: datetime


@dataclass(frozen=True, kw_only=True)
class PeopleList(OwnerView):
    """At most 8 `rows` and 8 `invites`, which nobody has used yet."""

    template: ClassVar[str] = "owner/people.list"
    help: ClassVar[str] = "staff"
    now_at: datetime
    rows: tuple[MemberRow, ...]
    invites: tuple[InviteRow, ...] = ()
    before: int | None = None
    after: int | None = None
    """Where the pages beside this one begin."""


@dataclass(frozen=True, kw_only=True)
class PeopleInvite(OwnerView):
    """The id of "invite" is a role."""

    template: ClassVar[str] = "owner/people.invite"
    acts: ClassVar[tuple[str, ...]] = ("invite",)
    help: ClassVar[str] = "staff"
    roles: tuple[Role, ...] = ROLES


@dataclass(frozen=True, kw_only=True)
class PeopleCode(OwnerView):
    """`code` and `link` may hold marks that are replaced when the answer leaves. `link`, `qr`: ""
    where the account's id is not known.
    """

    template: ClassVar[str] = "owner/people.code"
    acts: ClassVar[tuple[str, ...]] = ("revoke",)
    help: ClassVar[str] = "staff"
    now_at: datetime
    invite: InviteRow
    shop: Written
    code: str
    link: str = ""
    qr: str = ""


@dataclass(frozen=True, kw_only=True)
class PeopleMember(OwnerView):
    """The second id of "role" is one."""

    template: ClassVar[str] = "owner/people.member"
    acts: ClassVar[tuple[str, ...]] = ("role",)
    help: ClassVar[str] = "staff"
    now_at: datetime
    member: MemberRow
    me: bool = False
    roles: tuple[Role, ...] = ROLES


@dataclass(frozen=True, kw_only=True)
class PeopleRemove(OwnerView):
    template: ClassVar[str] = "owner/people.remove"
    acts: ClassVar[tuple[str, ...]] = ("remove",)
    help: ClassVar[str] = "staff"
    member: MemberRow


@dataclass(frozen=True, kw_only=True)
class PeopleJoined(OwnerView):
    """Pushed to the owners."""

    template: ClassVar[str] = "owner/people.joined"
    help: ClassVar[str] = "staff"
    name: Written
    role: Role
