from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import Settings, SettingsError, load_settings

GOOD = {
    "LINE_CHANNEL_SECRET": "s3cr3t-of-channel",
    "LINE_CHANNEL_ACCESS_TOKEN": "t0ken-of-channel",
    "PUBLIC_BASE_URL": "https://steps.example.com/",
    "DATABASE_URL": "postgresql://shop:pa55word@db/tobiishi",
    "REDIS_URL": "redis://:r3dispass@cache:6379/0",
}
SECRETS = ("s3cr3t", "t0ken", "pa55word", "r3dispass")


def refused(**changes: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings({**GOOD, **changes})
    return caught.value.problems


def test_what_is_needed_is_enough_and_the_rest_has_defaults() -> None:
    settings = load_settings(GOOD)
    assert settings.line_channel_secret.get_secret_value() == "s3cr3t-of-channel"
    assert settings.public_base_url == "https://steps.example.com"
    assert (settings.port, settings.data_dir, settings.log_level) == (8000, Path("data"), "INFO")
    assert settings.account_timezone.key == "Asia/Tokyo"
    assert (settings.limit_push_per_second, settings.limit_multicast_per_second) == (2000, 200)
    assert (settings.quota_refresh_seconds, settings.lease_seconds) == (300, 60)
    assert settings.clock_file is None
    assert settings.line_api_base is None


def test_one_error_lists_every_missing_and_every_bad_name_with_a_remedy() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"PORT": "eight", "ACCOUNT_TIMEZONE": "Mars/Base", "LOG_LEVEL": "loud"})
    text = str(caught.value)
    for name in GOOD:
        assert f"{name} is missing: " in text
    assert "PORT is 'eight', which is not valid: give a number from 1 to 65535" in text
    assert "ACCOUNT_TIMEZONE is 'Mars/Base'" in text
    assert "LOG_LEVEL is 'loud'" in text
    assert len(caught.value.problems) == 8


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("DATABASE_URL", "mysql://u@h/x"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "postgresql://"),
        ("REDIS_URL", "http://h"),
        ("PUBLIC_BASE_URL", "steps.example.com"),
        ("PUBLIC_BASE_URL", "https://"),
        ("LINE_API_BASE", "api.line.me"),
        ("LIMIT_PUSH_PER_SECOND", "0"),
        ("LIMIT_MULTICAST_PER_SECOND", "many"),
        ("QUOTA_REFRESH_SECONDS", "-1"),
        ("ACCOUNT_TIMEZONE", "../../etc/passwd"),
    ],
)
def test_a_bad_value_is_refused_by_name(name: str, value: str) -> None:
    (problem,) = refused(**{name: value})
    assert problem.startswith(f"{name} is ")


@pytest.mark.parametrize("url", ["sqlite:///data/t.db", "sqlite:////var/t.db", "postgresql:///t"])
def test_both_databases_are_taken(url: str) -> None:
    assert load_settings({**GOOD, "DATABASE_URL": url}).database_url == url


def test_line_login_is_a_pair() -> None:
    assert load_settings(GOOD).line_login_channel_id is None
    pair = {"LINE_LOGIN_CHANNEL_ID": "2000000001", "LINE_LOGIN_CHANNEL_SECRET": "l0gin"}
    assert load_settings({**GOOD, **pair}).line_login_channel_id == "2000000001"
    for name in pair:
        (problem,) = refused(**{key: value for key, value in pair.items() if key != name})
        assert problem.startswith(f"{name} is missing: leave both of LINE Login unset")
        assert "l0gin" not in problem
    (problem,) = refused(**{**pair, "LINE_LOGIN_CHANNEL_ID": "my channel"})
    assert problem.startswith("LINE_LOGIN_CHANNEL_ID is ")


def test_a_store_is_given_whole() -> None:
    whole = {
        "S3_ENDPOINT": "https://s3.example",
        "S3_BUCKET": "shop-media",
        "S3_ACCESS_KEY": "AKIA",
        "S3_SECRET_KEY": "h1dden",
    }
    assert load_settings({**GOOD, **whole}).s3_region == "us-east-1"
    for name in whole:
        (problem,) = refused(**{key: value for key, value in whole.items() if key != name})
        assert problem.startswith(f"{name} is missing: leave all of S3_ unset")
    assert "h1dden" not in repr(load_settings({**GOOD, **whole}))


def test_an_empty_name_is_a_missing_one() -> None:
    assert refused(LINE_CHANNEL_SECRET="")[0].startswith("LINE_CHANNEL_SECRET is missing")


def test_no_secret_shows_in_what_is_printed() -> None:
    shown = repr(load_settings(GOOD)) + str(load_settings(GOOD))
    shown += str(refused(DATABASE_URL="mysql://u:pa55word@h/x", REDIS_URL="cache:r3dispass"))
    assert not [secret for secret in SECRETS if secret in shown]


def test_settings_do_not_change() -> None:
    settings = load_settings(GOOD)
    with pytest.raises(ValidationError):
        setattr(settings, "port", 1)  # noqa: B010 - plain assignment is refused by mypy already


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"{name}={value}" for name, value in GOOD.items()]
    (tmp_path / ".env").write_text("\n".join([*lines, "PORT=9001", "LOG_LEVEL=debug"]))
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("PORT", "9002")
    settings = load_settings()
    assert (settings.port, settings.log_level) == (9002, "DEBUG")
