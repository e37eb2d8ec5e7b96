"""What of a scenario was published, and what will be."""

from pathlib import Path

import click
from flask.cli import AppGroup

from bot.cli.kindly import kindly
from bot.domain.yaml import load_yaml
from bot.wiring import Parts

SCENARIO = click.argument("scenario_id", metavar="ID", type=int)


def add_versions(group: AppGroup, parts: Parts) -> None:
    @group.command("versions", help="Number, time, who, people inside, what is new; tab-separated.")
    @SCENARIO
    def versions(scenario_id: int) -> None:
        with kindly():
            for line in parts.versions.listed(scenario_id):
                click.echo(line)

    @group.command("publish", help="FILE, or an earlier version, as the next version of ID.")
    @SCENARIO
    @click.argument(
        "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
    )
    @click.option("--version", "number", type=int, help="That one again, instead of a FILE.")
    @click.option("--everyone", is_flag=True, help="Those inside go on in it; else newcomers only.")
    @click.option(
        "--reach-finished", is_flag=True, help="New steps at the end go to who has finished, too."
    )
    def publish(
        scenario_id: int,
        file: Path | None,
        number: int | None,
        everyone: bool,
        reach_finished: bool,
    ) -> None:
        if (file is None) is (number is None):
            raise click.UsageError("Give either a FILE or --version NUMBER.")
        if reach_finished and file is None:
            raise click.UsageError("Only a FILE can have new steps: leave out --reach-finished.")
        with kindly("Nothing was published."):
            if file is not None:
                document = load_yaml(file.read_text(encoding="utf-8"))
                for line in parts.checking.lines(document):
                    click.echo(line, err=True)
                said = parts.versions.publish(
                    scenario_id, document, everyone=everyone, reach_finished=reach_finished
                )
            else:
                said = parts.versions.publish_again(scenario_id, number or 0, everyone=everyone)
            click.echo(said)
