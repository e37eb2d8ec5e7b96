"""The command line: ``flask --app bot …``. Each command says in one line what it did."""

import click
from flask import Flask
from flask.cli import AppGroup

from bot.cli.channel import api, line, menus, places
from bot.cli.coupons import coupons
from bot.cli.fragments import fragments
from bot.cli.friends import friends, groups, labels
from bot.cli.routes import routes
from bot.cli.scenarios import scenarios
from bot.store import migrate
from bot.wiring import Parts


def db(parts: Parts) -> AppGroup:
    group = AppGroup("db", help="The database's tables.")

    @group.command("upgrade", help="Bring the tables up to date.")
    def upgrade() -> None:
        applied = migrate.upgrade()
        parts.inbox.create_table()
        click.echo(f"Applied: {', '.join(applied)}" if applied else "Nothing to do.")

    return group


# In the order that `flask --app bot` shows.
GROUPS = (
    db,
    scenarios,
    fragments,
    friends,
    labels,
    groups,
    coupons,
    menus,
    places,
    routes,
    api,
    line,
)


def add_commands(app: Flask, parts: Parts) -> None:
    for make in GROUPS:
        app.cli.add_command(make(parts))

    @app.cli.command("owner-code", help="A one-time code, valid for an hour.")
    def owner_code() -> None:
        click.echo(parts.members.new_code("owner"))
