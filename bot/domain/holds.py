"""Why a walk waits, as facts that arise and are lifted each on its own."""

from enum import IntFlag


class Hold(IntFlag):
    """Facts about the friend that an enrollment remembers, so that the due index skips it."""

    NONE = 0
    BLOCKED = 1
    OPTED_OUT = 2
    MANUAL = 4
    DAILY_CAP = 8
    OPTED_OUT_HERE = 16
