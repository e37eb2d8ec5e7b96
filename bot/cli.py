"""The command line: ``flask --app bot …``. Each command says in one line what it did."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup

from bot.domain.errors import DocumentError, Refused
from bot.domain.templates import LANGUAGES, SampleCoupon, templates
from bot.domain.yaml import load_menu, load_rule, load_yaml
from bot.line.gateway import LineError
from bot.services.coupons import NewCoupon
from bot.services.exchange import shipped
from bot.services.explaining import Asked
from bot.services.pictures import TooManyPixels, Unreadable
from bot.services.routes import NewRoute
from bot.store import migrate
from bot.wiring import Parts

_LANGUAGE = click.option(
    "--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True,
    help="Of its names, and of its texts for those who read none of them.",
)  # fmt: skip


_SCENARIO = click.argument("scenario_id", metavar="ID", type=int)


@contextmanager
def kindly(outcome: str = "Nothing was imported.") -> Iterator[None]:
    """What cannot be done is said in plain lines, without a traceback."""
    try:
        yield
    except DocumentError as error:
        sys.exit("\n".join([outcome, *(p.text for p in error.problems)]))
    except UnicodeDecodeError:
        sys.exit(f"{outcome}\nThe file is not UTF-8 text. Save it as UTF-8.")
    except Refused as refusal:
        sys.exit(refusal.problem.text)
    except LineError as error:
        sys.exit(f"LINE did not do it: {error}")


def add_commands(app: Flask, parts: Parts) -> None:
    for make in (
        _db,
        _scenarios,
        _fragments,
        _friends,
        _labels,
        _groups,
        _coupons,
        _menus,
        _places,
        _routes,
        _api,
        _line,
    ):
        group = make(parts)
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
    @_SCENARIO
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

    _add_versions(group, parts)
    return group


def _add_versions(group: AppGroup, parts: Parts) -> None:
    @group.command("versions", help="Number, time, who, people inside, what is new; tab-separated.")
    @_SCENARIO
    def versions(scenario_id: int) -> None:
        with kindly():
            for line in parts.versions.listed(scenario_id):
                click.echo(line)

    @group.command("publish", help="FILE, or an earlier version, as the next version of ID.")
    @_SCENARIO
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


def _fragments(parts: Parts) -> AppGroup:
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


def _coupons(parts: Parts) -> AppGroup:
    group = AppGroup("coupons", help="The shop's own coupons; scenarios name them.")
    csv_file = click.Path(exists=True, dir_okay=False, path_type=Path)

    @group.command("add", help="Make the coupon NAME.")
    @click.argument("name")
    @click.option("--title", required=True, help="What friends read first.")
    @click.option("--benefit", required=True, help="What it gives.")
    @click.option("--code", default="", help="One code for all.")
    @click.option("--codes", type=csv_file, help="A CSV file: everybody gets a code of their own.")
    @click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Its last day.")
    @click.option("--days", type=int, help="Its last day, so many after it came.")
    @click.option(
        "--uses", type=int, default=1, show_default=True, help="How often each can use it."
    )
    @click.option(
        "--picture", default="", help="The id of a picture sent to the bot, or its address."
    )
    def add(codes: Path | None, until: datetime | None, **asked: Any) -> None:
        with kindly("Nothing was made."):
            text = codes.read_text(encoding="utf-8-sig") if codes else None
            day = until.date() if until else None
            number = parts.coupons.create(NewCoupon(codes=text, until=day, **asked))
            click.echo(f"Made with {number} codes." if codes else "Made.")

    @group.command("codes", help="More codes for NAME from a CSV FILE; those there are stay.")
    @click.argument("name")
    @click.argument("file", type=csv_file)
    def codes(name: str, file: Path) -> None:
        with kindly("Nothing was added."):
            added = parts.coupons.add_codes(name, file.read_text(encoding="utf-8-sig"))
            click.echo(f"{added} new codes.")

    @group.command("list", help="Received, times used, codes left, name; tab-separated.")
    def list_all() -> None:
        for row in parts.coupons.tallies():
            left = "-" if row.codes is None else row.codes
            click.echo(f"{row.received}\t{row.used}\t{left}\t{row.name}")

    return group


def _friends(parts: Parts) -> AppGroup:
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


def _routes(parts: Parts) -> AppGroup:
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


def _labels(parts: Parts) -> AppGroup:
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


def _groups(parts: Parts) -> AppGroup:
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


def _api(parts: Parts) -> AppGroup:
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


def _menus(parts: Parts) -> AppGroup:
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


def _places(parts: Parts) -> AppGroup:
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
