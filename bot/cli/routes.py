"""Entry routes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from bot.cli.kindly import kindly
from bot.services.routes import NewRoute
from bot.wiring import Parts


def routes(parts: Parts) -> AppGroup:
    group = AppGroup("routes", help="Entry routes: links and QR codes that tell how friends came.")

    @group.command("list", help="Link, opened, added, friends before, state, name; tab-separated.")
    def list_all() -> None:
        for row in parts.routes.listed():
            state = "stopped" if row.stopped_at else "open"
            said = (parts.routes.link(row.slug), row.opens, row.added, row.already, state, row.name)
            click.echo("\t".join(map(str, said)))

    @group.command("new", help="Make the route NAME, and print its link.")
    @click.argument("name")
    @click.option("--slug", help="The link's last part: a-z, 0-9, - and _.")
    @click.option("--keyword", help="What friends send where LINE Login is not set up.")
    @click.option("--label", "labels", multiple=True, help="For whoever comes by it.")
    def new(**asked: Any) -> None:
        with kindly("Nothing was made."):
            click.echo(parts.routes.link(parts.routes.create(NewRoute(**asked)).slug))

    @group.command("qr", help="Write the QR code of the route SLUG to FILE, a PNG for print.")
    @click.argument("slug")
    @click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
    def write_qr(slug: str, file: Path) -> None:
        with kindly("Nothing was written."):
            file.write_bytes(parts.routes.qr(parts.routes.named(slug).slug) or b"")

    def switch(stopped: bool) -> Callable[[str], None]:
        def done(slug: str) -> None:
            with kindly("Nothing was changed."):
                parts.routes.set_stopped(parts.routes.named(slug), stopped=stopped)

        return done

    slug = click.argument("slug")
    group.command("stop", help="The link leads on, but counts nobody.")(slug(switch(True)))
    group.command("resume", help="It counts again.")(slug(switch(False)))
    return group
