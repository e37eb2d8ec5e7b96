"""python -m simulator: plays LINE on one port."""

import argparse
import asyncio
import logging
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from simulator.account import Account
from simulator.app import Simulator
from simulator.platform import build_platform

with suppress(ImportError):  # there is none for Windows
    import uvloop

    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulator", description="Plays LINE on one port.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--data", type=Path, help="a folder to keep the state in")
    parser.add_argument("--webhook", help="where the bot takes webhooks")
    parser.add_argument("--secret", required=True, help="the channel secret")
    parser.add_argument("--token", required=True, help="the channel access token")
    parser.add_argument("--login-id", help="of the account's LINE Login channel")
    parser.add_argument("--login-secret", help="its secret; both or none")
    parser.add_argument("--clock-file", type=Path, help="tells the bot the moved time")
    parser.add_argument("--bot", help="the bot's own address, asked for codes and due times")
    parser.add_argument("--account-name", default="飛び石珈琲", help="the account's name")
    parser.add_argument("--demo", action="store_true", help="begin with three people and a group")
    parser.add_argument("--quiet", action="store_true", help="only say when it is ready")
    return parser.parse_args()


async def serve(options: argparse.Namespace) -> None:
    id_, secret = options.login_id, options.login_secret
    login = (id_, secret) if id_ and secret else None
    platform = build_platform(
        Account(options.account_name, options.secret, options.token, login),
        time.time,
        data=options.data,
        clock_file=options.clock_file,
        webhook=options.webhook,
        bot=options.bot,
    )
    simulator = Simulator(platform, options.data, demo=options.demo)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for end in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(end, ended.set)
    port = await simulator.start(options.host, options.port)
    print(f"simulator ready at http://{options.host}:{port}", flush=True)
    await ended.wait()
    await simulator.stop()


def main() -> int:
    options = arguments()
    logging.basicConfig(level=logging.WARNING if options.quiet else logging.INFO)
    try:
        asyncio.run(serve(options))
    except OSError as error:
        reason = error.strerror or error
        print(f"simulator: cannot listen on port {options.port}: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
