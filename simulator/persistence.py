"""Keeps the state in a file, so that a restart goes on where it was."""

import asyncio
import json
import logging
import os
import time
from pathlib import Path

from simulator.platform import Platform
from simulator.web import Json, dump

log = logging.getLogger(__name__)
FORM = 1  # of the file; another one is not read
EVERY_S = 1.0
REST = 20  # a large state is saved less often: it may cost a twentieth of the time


class Snapshots:
    def __init__(self, platform: Platform, folder: Path) -> None:
        self._platform = platform
        self._file = folder / "simulator.json"

    def load(self) -> bool:
        """Whether there was a state to go on with."""
        if not self._file.exists():
            return False
        saved = json.loads(self._file.read_bytes())
        if saved.get("form") != FORM:
            log.warning("%s is of another version; starting afresh", self._file)
            return False
        self._restore(saved)
        return True

    def save(self) -> None:
        self._platform.changes.dirty = False
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}.new")
        beside.write_bytes(dump(self._state()))
        beside.replace(self._file)

    async def keep_saving(self) -> None:
        while True:
            started = time.perf_counter()
            if self._platform.changes.dirty:
                self.save()
            spent = time.perf_counter() - started
            await asyncio.sleep(max(EVERY_S, spent * REST))

    def _state(self) -> Json:
        platform = self._platform
        return {
            "form": FORM,
            "offset_seconds": platform.clock.offset_s,
            "owner_code": platform.owner_code,
            "world": platform.world.dump(),
            "ledger": platform.ledger.dump(),
            "retry_keys": platform.retry_keys.dump(),
            "quota": platform.quota.dump(),
            "units": platform.units.dump(),
            "menus": platform.menus.dump(),
            "settings": platform.settings.shown(),
        }

    def _restore(self, saved: Json) -> None:
        platform = self._platform
        platform.clock.set_offset(saved["offset_seconds"])
        platform.owner_code = saved["owner_code"]
        platform.world.load(saved["world"])
        platform.ledger.load(saved["ledger"], platform.world.postings)
        platform.retry_keys.load(saved["retry_keys"])
        platform.quota.load(saved["quota"])
        platform.units.load(saved["units"])
        platform.menus.load(saved["menus"])
        platform.settings.change(saved["settings"])
        for menu_id in platform.menus.menus:
            image = platform.content.find(menu_id)
            if image is not None:
                platform.menus.images[menu_id] = image
