"""LINE's own coupons, made in its manager or by its API: a message names one."""

import re
from typing import Annotated

from pydantic import AfterValidator

from bot.domain.model import Part, refuse

_ID = re.compile(r"[0-9A-Za-z]{20,40}")


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise refuse("bad_line_coupon", value=value[:40])
    return value


class LineCoupon(Part):
    line_coupon: Annotated[str, AfterValidator(_id)]
