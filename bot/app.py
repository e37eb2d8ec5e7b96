"""The Flask app: blueprints and nothing else."""

import sys

from flask import Flask

from bot.cli import add_commands
from bot.config import SettingsError, load_settings
from bot.logging import setup_logging
from bot.web.health import health
from bot.web.laptop import laptop
from bot.web.media import media
from bot.webhook import webhook
from bot.wiring import Parts


def create_app(parts: Parts | None = None) -> Flask:
    """Ends the process with one readable text when settings are missing or wrong."""
    try:
        parts = parts or Parts(load_settings())
    except SettingsError as error:
        sys.exit(str(error))
    setup_logging(parts.settings)
    parts.open()
    app = Flask("bot")
    _add_pages(app, parts)
    add_commands(app, parts)
    return app


def _add_pages(app: Flask, parts: Parts) -> None:
    settings = parts.settings
    app.register_blueprint(
        webhook(
            parts.inbox,
            settings.line_channel_secret.get_secret_value(),
            lambda: parts.waker.wake("chat"),
            parts.clock.real,
        )
    )
    app.register_blueprint(media(parts.media_folder))
    app.register_blueprint(health(parts.checks, parts.gauges))
    if settings.clock_file:
        app.register_blueprint(
            laptop(
                settings.line_channel_access_token.get_secret_value(),
                next_due=parts.next_due,
                owner_code=lambda: parts.members.new_code("owner"),
            )
        )

    @app.teardown_appcontext
    def close(_: BaseException | None) -> None:
        parts.close_after_request()
