"""Settings, read once: the environment first, then `.env` in the working directory."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    SecretStr,
    ValidationError,
)


class SettingsError(Exception):
    """One line for each missing or bad name, with its remedy; never a secret value."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("Settings need attention:\n" + "\n".join(f"  {p}" for p in self.problems))


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError
    return value.rstrip("/")


def _database_url(value: str) -> str:
    scheme, separator, rest = value.partition(":///" if value.startswith("sqlite:") else "://")
    if scheme not in ("sqlite", "postgresql") or not separator or not rest:
        raise ValueError
    return value


def _redis_url(value: str) -> str:
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError
    return value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


WebAddress = Annotated[str, AfterValidator(_web_address)]
LogLevel = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
]


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    line_channel_secret: SecretStr = Field(min_length=1)
    line_channel_access_token: SecretStr = Field(min_length=1)
    line_api_base: WebAddress | None = None
    public_base_url: WebAddress
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(repr=False)
    redis_url: Annotated[str, AfterValidator(_redis_url)] = Field(repr=False)
    data_dir: Path = Path("data")
    port: int = Field(default=8000, ge=1, le=65535)
    account_timezone: ZoneInfo = ZoneInfo("Asia/Tokyo")
    log_level: LogLevel = "INFO"
    limit_push_per_second: PositiveInt = 2000
    limit_multicast_per_second: PositiveInt = 200
    quota_refresh_seconds: PositiveInt = 300
    lease_seconds: PositiveInt = 60
    clock_file: Path | None = None
    line_login_channel_id: str | None = Field(default=None, pattern=r"^[0-9]+$")
    line_login_channel_secret: SecretStr | None = Field(default=None, min_length=1)
    s3_endpoint: WebAddress | None = None
    s3_bucket: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
    s3_region: str = "us-east-1"
    s3_access_key: str | None = Field(default=None, min_length=1, repr=False)
    s3_secret_key: SecretStr | None = Field(default=None, min_length=1)


REMEDIES = {
    "line_channel_secret": "copy it from the LINE Developers console, tab Basic settings",
    "line_channel_access_token": "issue one in the LINE Developers console, tab Messaging API",
    "line_api_base": "leave it unset for the real LINE, or give a full http(s):// address",
    "public_base_url": "give the https:// address under which LINE reaches this server",
    "database_url": "give sqlite:///PATH or postgresql://USER@HOST/NAME",
    "redis_url": "give redis://HOST:6379/0, rediss://... or unix:///PATH",
    "data_dir": "give a folder that can be written to",
    "port": "give a number from 1 to 65535",
    "account_timezone": "give an IANA name such as Asia/Tokyo, Asia/Taipei or Asia/Bangkok",
    "log_level": "give DEBUG, INFO, WARNING, ERROR or CRITICAL",
    "limit_push_per_second": "give a whole number above 0",
    "limit_multicast_per_second": "give a whole number above 0",
    "quota_refresh_seconds": "give a whole number above 0",
    "lease_seconds": "give a whole number above 0",
    "clock_file": "leave it unset",
    "line_login_channel_id": "leave both of LINE Login unset, or give the channel's number",
    "line_login_channel_secret": "leave both of LINE Login unset, or give the channel's secret",
    "s3_endpoint": "leave all of S3_ unset, or give the store's full http(s):// address",
    "s3_bucket": "leave all of S3_ unset, or give the bucket's name",
    "s3_region": "give the store's region, such as ap-northeast-1",
    "s3_access_key": "leave all of S3_ unset, or give the access key's id",
    "s3_secret_key": "leave all of S3_ unset, or give the secret access key",
}

MAY_HOLD_A_SECRET = {
    "line_channel_secret",
    "line_channel_access_token",
    "line_api_base",
    "public_base_url",
    "database_url",
    "redis_url",
    "line_login_channel_secret",
    "s3_access_key",
    "s3_secret_key",
}
TOGETHER = (
    ("line_login_channel_id", "line_login_channel_secret"),
    ("s3_endpoint", "s3_bucket", "s3_access_key", "s3_secret_key"),
)
"""All of them or none."""


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Raises SettingsError. A given `environ` is all that is read: no environment, no `.env`."""
    source = {**dotenv_values(".env"), **os.environ} if environ is None else environ
    given = {name: source.get(name.upper()) for name in Settings.model_fields}
    present = {name: value for name, value in given.items() if value}  # an empty name is unset
    names = dict.fromkeys(
        name
        for group in TOGETHER
        for name in group
        if name not in present and any(each in present for each in group)
    )
    try:
        settings = Settings.model_validate(present)
        if not names:
            return settings
    except ValidationError as error:
        names |= dict.fromkeys(str(e["loc"][0]) for e in error.errors(include_input=False))
    raise SettingsError(_problem(name, present.get(name)) for name in names)


def _problem(name: str, value: str | None) -> str:
    shown = "not valid" if name in MAY_HOLD_A_SECRET else f"{value!r}, which is not valid"
    return f"{name.upper()} is {shown if value else 'missing'}: {REMEDIES[name]}"
