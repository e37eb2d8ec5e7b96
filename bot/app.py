"""The Flask app: the webhook in front of it, and blueprints."""

import sys
from functools import partial

from flask import Flask

from bot.cli import add_commands
from bot.config import SettingsError, load_settings
from bot.logging import setup_logging
from bot.web.api import api
from bot.web.charts import charts
from bot.web.exports import exports
from bot.web.health import health
from bot.web.laptop import laptop
from bot.web.links import links
from bot.web.media import media
from bot.web.routes import routes
from bot.webhook import Webhook
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
    _add_webhook(app, parts)
    _add_pages(app, parts)
    add_commands(app, parts)
    return app


def _add_webhook(app: Flask, parts: Parts) -> None:
    secret = parts.settings.line_channel_secret.get_secret_value()
    wake = partial(parts.waker.wake, "chat")
    webhook = Webhook(app.wsgi_app, parts.inbox, secret, wake, parts.clock.real)
    app.wsgi_app = webhook  # type: ignore[method-assign]


def _add_pages(app: Flask, parts: Parts) -> None:
    settings = parts.settings
    app.register_blueprint(media(parts.shelf.find, parts.variants.find))
    app.register_blueprint(exports(parts.exports.fetch))
    app.register_blueprint(charts(parts.charts.picture))
    app.register_blueprint(links(parts.taps.follow))
    way = parts.route_links
    app.register_blueprint(routes(way.opened, way.returned, parts.routes.qr, parts.inviting.qr))
    app.register_blueprint(api(parts.api, settings.public_base_url))
    app.register_blueprint(health(parts.checks, parts.metrics.read))
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
