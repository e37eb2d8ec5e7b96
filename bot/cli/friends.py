"""Friends, and what gathers them."""

import sys

import click
from flask.cli import AppGroup

from bot.cli.kindly import kindly
from bot.domain.yaml import load_rule
from bot.wiring import Parts


def friends(parts: Parts) -> AppGroup:
    group = AppGroup("friends", help="The account's friends.")

    @group.command("import", help="Those it had before, from LINE. They enter no scenario.")
    def import_all() -> None:
        done = parts.importing.to_the_end()
        if done.state == "not_allowed":
            sys.exit(
                "LINE lists the friends of verified accounts only.\n"
                "Those of this one are known as soon as they write or tap."
            )
        click.echo(f"{done.found} friends, {done.new} of them new.")
        if done.state == "going":
            click.echo("LINE wants a rest; the worker goes on by itself.")

    return group


def labels(parts: Parts) -> AppGroup:
    group = AppGroup("labels", help="Labels of friends.")
    users = click.argument("user_ids", metavar="USER_ID...", nargs=-1, required=True)

    @group.command("list", help="How many friends have it, and its name; tab-separated.")
    def list_all() -> None:
        for row in parts.labels.listed():
            click.echo(f"{row.people}\t{row.name}")

    @group.command("attach", help="Attach LABEL to friends, by LINE's ids.")
    @click.argument("label")
    @users
    def attach(label: str, user_ids: tuple[str, ...]) -> None:
        with kindly():
            new = parts.labels.attach(label, parts.labels.of_users(user_ids))
            click.echo(f"Attached to {new} who did not have it.")

    @group.command("remove", help="Remove LABEL from friends, by LINE's ids.")
    @click.argument("label")
    @users
    def remove(label: str, user_ids: tuple[str, ...]) -> None:
        with kindly():
            gone = parts.labels.detach(label, parts.labels.of_users(user_ids))
            click.echo(f"Removed from {gone} who had it.")

    return group


def groups(parts: Parts) -> AppGroup:
    group = AppGroup("groups", help="Groups of friends.")

    @group.command("list", help="How many friends fit it, and its name; tab-separated.")
    def list_all() -> None:
        for name, people in parts.groups.listed():
            click.echo(f"{people}\t{name}")

    @group.command("set", help="Give NAME the rule RULE, a condition such as '{label: VIP}'.")
    @click.argument("name")
    @click.argument("rule")
    def define(name: str, rule: str) -> None:
        with kindly("The group stays as it was."):
            click.echo(f"{parts.groups.define(name, load_rule(rule))} friends fit it now.")

    return group
