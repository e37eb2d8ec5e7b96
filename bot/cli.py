"""The command line: ``flask --app bot …``. Each command says in one line what it did."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from bot.domain.errors import DocumentError, Refused
from bot.line.gateway import LineError
from bot.store import migrate
from bot.wiring import Parts


@contextmanager
def kindly() -> Iterator[None]:
    """What cannot be done is said in plain lines, without a traceback."""
    try:
        yield
    except DocumentError as error:
        sys.exit("\n".join(["Nothing was imported.", *(p.text for p in error.problems)]))
    except Refused as refusal:
        sys.exit(refusal.problem.text)
    except LineError as error:
        sys.exit(f"LINE did not do it: {error}")


def add_commands(app: Flask, parts: Parts) -> None:
    for group in (_db(parts), _scenarios(parts), _line(parts)):
        app.cli.add_command(group)

    @app.cli.command("owner-code", help="A one-time code, valid for an hour.")
    def owner_code() -> None:
        click.echo(parts.members.new_code("owner"))


def _db(parts: Parts) -> AppGroup:
    group = AppGroup("db", help="The database's tables.")

    @group.command("upgrade", help="Bring the tables up to date.")
    def upgrade() -> None:
        applied = migrate.upgrade()
        parts.inbox.create_table()
        click.echo(f"Applied: {', '.join(applied)}" if applied else "Nothing to do.")

    return group


def _scenarios(parts: Parts) -> AppGroup:
    group = AppGroup("scenarios", help="Scenarios as YAML files.")

    @group.command("import", help="Read a scenario from FILE; all of it or nothing.")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--activate", is_flag=True, help="Start it at once.")
    def import_file(file: Path, activate: bool) -> None:
        with kindly():
            text = file.read_text(encoding="utf-8")
            row = parts.exchange.import_yaml(text, activate=activate)
            click.echo(f"{row.id}\t{row.state}\t{row.name}")

    @group.command("export", help="Write scenario ID as YAML.")
    @click.argument("scenario_id", metavar="ID", type=int)
    def export(scenario_id: int) -> None:
        text = parts.exchange.export_yaml(scenario_id)
        if text is None:
            sys.exit(f"There is no scenario {scenario_id}; `scenarios list` shows all.")
        click.echo(text, nl=False)

    @group.command("list", help="Id, state and name of each, tab-separated.")
    def list_all() -> None:
        for row in parts.exchange.list():
            click.echo(f"{row.id}\t{row.state}\t{row.name}")

    return group


def _line(parts: Parts) -> AppGroup:
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
