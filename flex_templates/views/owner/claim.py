from dataclasses import dataclass
from typing import ClassVar

from flex_templates.views.owner.members import Role
from flex_templates.views.parts import OwnerView, View, Written


@dataclass(frozen=True, kw_only=True)
class ClaimDone(OwnerView):
    """`friends` is None where the plan does not let us read the list of existing friends."""

    template: ClassVar[str] = "owner/claim.done"
    owner: Written
    shop: Written
    friends: int | None = None
    role: Role = "owner"


@dataclass(frozen=True, kw_only=True)
class ClaimWrong(View):
    template: ClassVar[str] = "owner/claim.wrong"
    tries_left: int


@dataclass(frozen=True, kw_only=True)
class ClaimBlocked(View):
    template: ClassVar[str] = "owner/claim.blocked"
    minutes: int


@dataclass(frozen=True, kw_only=True)
class ClaimAlready(OwnerView):
    template: ClassVar[str] = "owner/claim.already"


@dataclass(frozen=True, kw_only=True)
class ClaimHow(OwnerView):
    template: ClassVar[str] = "owner/claim.how"
