"""The shop's own coupons."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from bot.cli.kindly import kindly
from bot.services.coupons import NewCoupon
from bot.wiring import Parts


def coupons(parts: Parts) -> AppGroup:
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
