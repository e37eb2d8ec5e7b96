"""Addresses that lead nowhere, by how they are written."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.domain.document import Step
from bot.domain.finding import Finding
from bot.domain.links import is_web
from bot.domain.sendable import pressables, texts_in

_OWN_NETWORK = (".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa")
_SAMPLES = ("example.com", "example.net", "example.org")
_IN_TEXT = re.compile(r"https?://[^\s<>「」『』（）()、。]+", re.IGNORECASE)


def about_links(step: Step) -> Iterator[Finding]:
    """Of buttons and in texts. Some may be meant for the shop's own network: only a warning."""
    buttons = [
        each.link
        for message in step.send
        for each in pressables(message)
        if each and each.link and is_web(each.link)
    ]
    texts = [text for said in step.says for text in texts_in(said)]
    written = [url for text in texts for url in _IN_TEXT.findall(text)]
    for url in dict.fromkeys((*buttons, *written)):
        yield from _about(url, step)


def _about(url: str, step: Step) -> Iterator[Finding]:
    host, shown = _host(url), {"link": url[:60]}
    if leads_nowhere(host):
        yield Finding("warning", "link_nowhere", step.id, shown)
    elif host in _SAMPLES or host.endswith(tuple(f".{name}" for name in _SAMPLES)):
        yield Finding("warning", "sample_link", step.id, shown)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def leads_nowhere(host: str) -> bool:
    """No phone outside the shop's own network gets there."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_OWN_NETWORK)
