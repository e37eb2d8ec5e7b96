"""Scenarios as files."""

import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from bot.cli.kindly import kindly
from bot.cli.versions import SCENARIO, add_versions
from bot.domain.templates import LANGUAGES, SampleCoupon, templates
from bot.domain.yaml import load_yaml
from bot.services.exchange import shipped
from bot.services.explaining import Asked
from bot.wiring import Parts

_LANGUAGE = click.option(
    "--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True,
    help="Of its names, and of its texts for those who read none of them.",
)  # fmt: skip


def scenarios(parts: Parts) -> AppGroup:
    group = AppGroup("scenarios", help="Scenarios as YAML files.")

    @group.command("import", help="Read a scenario from FILE, or a template; all of it or nothing.")
    @click.argument(
        "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
    )
    @click.option("--template", metavar="NAME", help="One that `scenarios templates` lists.")
    @_LANGUAGE
    @click.option("--activate", is_flag=True, help="Start it at once.")
    def import_one(file: Path | None, template: str | None, language: str, activate: bool) -> None:
        if (file is None) is (template is None):
            raise click.UsageError("Give either a FILE or --template NAME.")
        with kindly():
            coupons: tuple[SampleCoupon, ...] = ()
            if file is not None:
                document = load_yaml(file.read_text(encoding="utf-8"))
            else:
                one = shipped(template or "")
                document, coupons = one.scenario(language), one.coupons(language)
            for line in parts.checking.lines(document):
                click.echo(line, err=True)
            row = parts.exchange.begin(document, coupons=coupons, activate=activate)
            click.echo(f"{row.id}\t{row.state}\t{row.name}")

    @group.command(
        "templates", help="Name, title, for whom and what of each, tab-separated; NAME as YAML."
    )
    @click.argument("name", required=False)
    @_LANGUAGE
    def list_templates(name: str | None, language: str) -> None:
        with kindly("Nothing to show."):
            if name:
                click.echo(parts.exchange.template_yaml(name, language), nl=False)
        for one in () if name else templates():
            said = (by[language] for by in (one.title, one.audience, one.about))
            click.echo("\t".join((one.name, *said)))

    @group.command("export", help="Write scenario ID as YAML.")
    @SCENARIO
    @click.option("--version", "number", type=int, help="As that version was; else as it is now.")
    def export(scenario_id: int, number: int | None) -> None:
        with kindly("Nothing to show."):
            if number is not None:
                text = parts.versions.as_yaml(scenario_id, number)
            elif (found := parts.exchange.export_yaml(scenario_id)) is not None:
                text = found
            else:
                sys.exit(f"There is no scenario {scenario_id}; `scenarios list` shows all.")
            click.echo(text, nl=False)

    @group.command("explain", help="The dated timeline that one such friend would get from FILE.")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--friend", multiple=True, metavar="NAME=VALUE", help="gender=female, age=25 …")
    @click.option(
        "--label", "labels", multiple=True, metavar="LABEL[=TIME]", help="Has it (since TIME)."
    )
    @click.option("--from", "at", metavar="TIME", help="Enters at 2026-12-01T20:30; else now.")
    @click.option(
        "--meanwhile", multiple=True, metavar="'TIME NAME=VALUE'",
        help="On the way: add_label=X, remove_label=X, FIELD=X (FIELD= takes it off), tapped=STEP.",
    )  # fmt: skip
    @click.option("--draw", type=click.IntRange(0, 99), default=0, help="Place in every split.")
    @click.option("--lines", type=click.IntRange(1, 1000), default=100, help="At most.")
    def explain(file: Path, **asked: Any) -> None:
        with kindly("Nothing to explain."):
            scenario = load_yaml(file.read_text(encoding="utf-8"))
            for line in parts.explaining.explain(scenario, Asked(**asked)):
                click.echo(line)

    @group.command("enter", help="Put people into scenario ID, as an owner does by hand.")
    @click.argument("scenario_id", metavar="ID", type=int)
    @click.option("--label", help="Who has this label.")
    @click.option("--group", "rule", help="Who fits this group.")
    @click.option("--all", "everybody", is_flag=True, help="Every friend.")
    def enter(scenario_id: int, label: str | None, rule: str | None, everybody: bool) -> None:
        if [label is not None, rule is not None, everybody].count(True) != 1:
            raise click.UsageError("Give one of --label, --group and --all.")
        with kindly("Nobody was put in."):
            done = parts.exchange.enter(scenario_id, label=label, group=rule)
            click.echo(f"{done.people} entered.")
            if done.or_more:
                click.echo("The others follow in turn, by the worker.")

    @group.command("list", help="Id, state and name of each, tab-separated.")
    def list_all() -> None:
        for row in parts.exchange.list():
            click.echo(f"{row.id}\t{row.state}\t{row.name}")

    add_versions(group, parts)
    return group
