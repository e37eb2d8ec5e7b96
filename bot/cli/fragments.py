"""Steps that scenarios share."""

from pathlib import Path

import click
from flask.cli import AppGroup

from bot.cli.kindly import kindly
from bot.wiring import Parts


def fragments(parts: Parts) -> AppGroup:
    group = AppGroup("fragments", help="Steps that scenarios share: `use: NAME`.")

    @group.command("import", help="Read steps from FILE, in place of those with its name.")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    def import_one(file: Path) -> None:
        with kindly():
            read = parts.fragments.import_yaml(file.read_text(encoding="utf-8"))
            click.echo(f"{read.name}\t{len(read.all_steps)}")

    @group.command("list", help="Name and number of steps of each, tab-separated.")
    def list_all() -> None:
        for each in parts.fragments.listed():
            click.echo(f"{each.name}\t{len(each.all_steps)}")

    @group.command("export", help="Write those called NAME as YAML.")
    @click.argument("name")
    def export(name: str) -> None:
        with kindly():
            click.echo(parts.fragments.as_yaml(name), nl=False)

    @group.command("remove", help="Published scenarios keep their steps.")
    @click.argument("name")
    def remove(name: str) -> None:
        with kindly():
            parts.fragments.remove(name)

    return group
