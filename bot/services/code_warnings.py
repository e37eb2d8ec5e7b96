"""Owners hear in time that a coupon's codes run out, and when there is none left."""

from dataclasses import dataclass

from bot.services.notices import NoticeService
from bot.store import coupons
from bot.store.db import atomic
from flex_templates.views.owner import CouponLow

BOUNDS = (20, 0)


@dataclass(frozen=True)
class CodeWarnings:
    """Once each. That it was told and the notices are one transaction. Where codes came in, it
    begins anew.
    """

    notices: NoticeService

    def is_due(self) -> bool:
        return bool(coupons.running_out(BOUNDS[0]))

    def run(self) -> None:
        if not self.is_due():
            return
        with atomic():
            for one in coupons.running_out(BOUNDS[0]):
                bound = min((bound for bound in BOUNDS if one.left <= bound), default=None)
                if coupons.tell_codes(one.id, was=one.told, now=bound) and bound is not None:
                    self.notices.tell_owners(
                        CouponLow(id=str(one.id), title=one.title, left=one.left),
                        f"codes {one.id}",
                    )
