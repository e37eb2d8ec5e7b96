"""One simulated LINE, from its parts to a listening port."""

import asyncio
import json
from contextlib import suppress
from pathlib import Path

from simulator.control import control_routes
from simulator.demo import add_people
from simulator.doors import door_routes
from simulator.gate import Gate
from simulator.line_api import line_routes
from simulator.page_files import page_file
from simulator.persistence import Snapshots
from simulator.platform import Platform
from simulator.router import Router
from simulator.server import HttpServer
from simulator.web import Answer, Handler, Request, Response


class Simulator:
    def __init__(self, platform: Platform, data: Path | None = None, *, demo: bool = False) -> None:
        self.platform = platform
        self._snapshots = Snapshots(platform, data) if data else None
        self._saving: asyncio.Task[None] | None = None
        self._server = HttpServer(handler(platform))
        self._demo = demo

    async def start(self, host: str, port: int) -> int:
        """The port it listens on."""
        going_on = self._snapshots.load() if self._snapshots else False
        if self._demo and not going_on:
            add_people(self.platform)
        await self._server.listen(host, port)
        await self.platform.webhooks.start()
        self.platform.clock.write()
        if self._snapshots:
            self._saving = asyncio.create_task(self._snapshots.keep_saving())
        return self._server.port

    async def stop(self) -> None:
        await self._server.close()
        await self.platform.webhooks.close()
        if self._saving:
            self._saving.cancel()
            with suppress(asyncio.CancelledError):
                await self._saving
        if self._snapshots:
            self._snapshots.save()


def handler(platform: Platform) -> Handler:
    gate = Gate(platform)
    unknown = gate.guard("unknown", unknown_address)

    def otherwise(request: Request) -> Answer:
        return unknown(request) if request.path.startswith("/v2/") else page_file(request)

    routes = line_routes(platform, gate) + door_routes(platform, gate) + control_routes(platform)
    return Router(routes, otherwise)


def unknown_address(_request: Request) -> Response:
    return Response(404, json.dumps({"message": "Not found"}).encode())
