"""Who sends wrong tokens: few a minute are answered as what they are, the others put off.

A token that is right is never put off: it is looked at before anybody is counted.
"""

from ipaddress import IPv6Address, ip_address
from zlib import crc32

from flask import Request

WRONG_A_MINUTE = 20
# So many counters and no more, however many addresses somebody has. Who shares one is put off
# together, which those whose token is right do not notice.
COUNTERS = 4_096
# What one household or server is given.
NETWORK_BITS = 64


def counter_of(request: Request) -> str:
    return f"wrong:{crc32(_network(_address(request)).encode()) % COUNTERS}"


def _address(request: Request) -> str:
    """Behind a proxy of one's own what that says of whom it serves; others might say anything."""
    direct = request.remote_addr or ""
    said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return said if said and _is_near(direct) else direct


def _is_near(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return False


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(known, IPv6Address):
        return f"{int(known) >> (128 - NETWORK_BITS):x}"
    return str(known)
