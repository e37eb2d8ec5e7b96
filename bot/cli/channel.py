"""The channel at LINE, and what the shop has beside its scenarios."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from bot.cli.kindly import kindly
from bot.domain.yaml import load_menu
from bot.services.pictures import TooManyPixels, Unreadable
from bot.wiring import Parts


def line(parts: Parts) -> AppGroup:
    group = AppGroup("line", help="The channel at LINE.")

    @group.command("setup", help="Webhook address, account name and rich menus.")
    def setup() -> None:
        with kindly():
            for said in parts.setup.run():
                click.echo(said)

    @group.command("check", help="What works and what does not, each with a remedy.")
    def check() -> None:
        findings = list(parts.checkup.run())
        for finding in findings:
            click.echo(f"{'ok  ' if finding.well else 'FAIL'}  {finding.name}: {finding.detail}")
        if not all(finding.well for finding in findings):
            sys.exit(1)

    return group


def menus(parts: Parts) -> AppGroup:
    group = AppGroup("menus", help="The shop's own rich menus; scenarios name them.")

    @group.command("add", help="Make one from FILE (YAML) and PICTURE, in place of its namesake.")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.argument("picture", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def add(file: Path, picture: Path) -> None:
        with kindly():
            menu = load_menu(file.read_text(encoding="utf-8"))
            try:
                parts.menus.add(menu, picture.read_bytes())
            except (Unreadable, TooManyPixels):
                sys.exit("The picture cannot be opened. Use a JPEG or PNG.")
            click.echo(f"{menu.name}\t{len(menu.areas)}")

    @group.command("list", help="Their names.")
    def list_all() -> None:
        for name in parts.menus.own():
            click.echo(name)

    return group


def places(parts: Parts) -> AppGroup:
    group = AppGroup("places", help="The shop's own places; scenarios name them.")

    @group.command("set", help="Where NAME is, from now on.")
    @click.argument("name")
    @click.option("--title", required=True)
    @click.option("--address", required=True)
    @click.option("--latitude", required=True, help="In degrees, as 35.658581.")
    @click.option("--longitude", required=True)
    def set_one(name: str, **given: str) -> None:
        with kindly("Nothing was changed."):
            click.echo(parts.places.keep(name, **given))

    @group.command("list", help="Name, title, address and degrees of each, tab-separated.")
    def list_all() -> None:
        for name, one in parts.places.known().items():
            said = (name, one.title, one.address, str(one.latitude), str(one.longitude))
            click.echo("\t".join(said))

    return group


def api(parts: Parts) -> AppGroup:
    group = AppGroup("api", help="Tokens of the HTTP API.")

    @group.command("new", help="Print a new token for NAME, a system of the shop's. Only once.")
    @click.argument("name")
    @click.option("--days", type=click.IntRange(1, 3650), help="It opens nothing after so long.")
    def new(name: str, days: int | None) -> None:
        with kindly():
            click.echo(parts.access.new(name, by="CLI", days=days))

    @group.command("list", help="Id, last letters, last used, ends, name; tab-separated.")
    def list_all() -> None:
        access = parts.access
        for row in access.listed():
            told = (f"…{row.tail}", access.used(row), access.until(row), row.name)
            click.echo("\t".join((str(row.id), *told)))

    @group.command("revoke", help="From now on the token with this ID opens nothing.")
    @click.argument("token_id", metavar="ID", type=int)
    def revoke(token_id: int) -> None:
        if not parts.access.revoke(token_id):
            sys.exit(f"There is no token {token_id}; `api list` shows all.")
        click.echo("Revoked.")

    return group
