import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.config import load_settings
from laptop.identity import keep_identity
from laptop.plan import make_plan
from laptop.problem import Problem
from laptop.redis_server import LONGEST_SOCKET_PATH, plan_redis
from simulator.__main__ import arguments


def test_the_environment_is_one_that_the_bot_takes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    plan = make_plan({"ACCOUNT_TIMEZONE": "Asia/Taipei"}, 8000, data, tmp_path)
    settings = load_settings(plan.env)
    assert (settings.port, settings.line_api_base) == (8001, "http://127.0.0.1:8000")
    assert settings.public_base_url == "http://localhost:8001"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/tobiishi.db"
    assert settings.clock_file == tmp_path / "data" / "clock.json"
    assert settings.account_timezone.key == "Asia/Taipei"
    secret = settings.line_channel_secret.get_secret_value()
    assert f"--secret={secret}" in plan.simulator.argv
    assert f"--login-id={settings.line_login_channel_id}" in plan.simulator.argv
    login = settings.line_login_channel_secret
    assert login and f"--login-secret={login.get_secret_value()}" in plan.simulator.argv


def test_a_token_that_looks_like_an_option_is_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = {"channel_secret": "s", "channel_access_token": "-t"}
    (tmp_path / "laptop.json").write_text(json.dumps(identity))
    plan = make_plan({}, 8000, tmp_path, tmp_path)
    monkeypatch.setattr("sys.argv", ["simulator", *plan.simulator.argv[3:]])
    assert arguments().token == "-t"


def test_a_redis_of_ones_own_is_used_and_none_is_started(tmp_path: Path) -> None:
    plan = make_plan({"REDIS_URL": "redis://cache:6379/0"}, 8000, tmp_path, tmp_path)
    assert plan.redis is None
    assert plan.redis_url == plan.env["REDIS_URL"] == "redis://cache:6379/0"


def test_a_path_too_long_for_a_socket_moves_the_socket_and_not_the_data(tmp_path: Path) -> None:
    spare = tmp_path / "s"
    deep = tmp_path / ("deep" * (LONGEST_SOCKET_PATH // 4))
    server = plan_redis(deep, spare)
    assert server.url == f"unix://{spare}/redis.sock"
    assert server.argv[server.argv.index("--dir") + 1] == str(deep)


def test_a_folder_with_spaces_and_kanji_makes_a_url_that_reads_back(tmp_path: Path) -> None:
    short = tmp_path / "飛石 %1"
    server = plan_redis(short, tmp_path)
    assert unquote(server.url) == f"unix://{short}/redis.sock"


def test_a_broken_identity_names_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "laptop.json"
    path.write_text('{"channel_secret": "x"}')
    with pytest.raises(Problem, match="remove it"):
        keep_identity(path)
