"""What the environment (or a file `.env`) must say, and one clear line when it says something else."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import Annotated, Any, Literal

from pydantic import Field, HttpUrl, SecretStr, TypeAdapter, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.failures import SettingsWrong
from bot.limits import Act, Allowance, Rate

DISCORD_API = "https://discord.com/api/v10"
DISCORD_CDN = "https://cdn.discordapp.com"
_SECRETS = {"DISCORD_TOKEN", "DATABASE_URL"}
_ADDRESSES = {"DISCORD_API_BASE", "DISCORD_CDN_BASE"}

AMinute = Annotated[int, Field(ge=0, le=1_000_000)]
"""So many at once, and then one each time that a share of a minute has passed; 0 is no limit."""


_TOKEN = re.compile(r"[!-~]*")
"""What can be sent as one: a header of HTTP ends at a line break."""


def _web_address(value: str) -> str:
    url = TypeAdapter(HttpUrl).validate_python(value)
    if url.username is not None or url.password is not None:
        raise ValueError("must hold no user and no password, which would be shown wherever the address is")
    return str(url).rstrip("/")


def _can_be_read(database_url: str) -> bool:
    """Whether the parts of an address are told apart: else pieces of a password would be taken for a host or a port,
    and be printed."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        return False
    return url.get_backend_name() == "sqlite" or "@" not in f"{url.host}{url.database}"


class Settings(BaseSettings):
    """Each field is a variable of the same name in capitals; `.env.example` explains them to the operator."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True, frozen=True)

    discord_token: SecretStr | None = None
    discord_api_base: str = DISCORD_API
    discord_cdn_base: str = DISCORD_CDN
    message_content: bool = False
    free_text_channels: Annotated[tuple[int, ...], NoDecode] = ()
    shard_count: Annotated[int, Field(ge=1)] | None = None
    shard_ids: Annotated[tuple[int, ...], NoDecode] = ()
    database_url: str = "sqlite+aiosqlite:///anime-market-bot.sqlite3"
    language: Literal["en", "ja"] = "en"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    metrics_port: Annotated[int, Field(ge=0, le=65_535)] | None = None
    metrics_host: str = "127.0.0.1"
    questions_a_minute: AMinute = 20
    server_questions_a_minute: AMinute = 1_200
    checks_a_minute: AMinute = 6
    server_checks_a_minute: AMinute = 60
    heard_a_minute: AMinute = 60
    server_heard_a_minute: AMinute = 1_800
    writes_a_minute: AMinute = 30
    server_writes_a_minute: AMinute = 90
    imports_a_minute: AMinute = 4
    server_imports_a_minute: AMinute = 12
    offers_a_minute: AMinute = 600

    @field_validator("discord_api_base", "discord_cdn_base")
    @classmethod
    def _address_without_slash(cls, value: str) -> str:
        return _web_address(value)

    @field_validator("discord_token")
    @classmethod
    def _token_can_be_sent(cls, value: SecretStr | None) -> SecretStr | None:
        token = value.get_secret_value().strip() if value else ""
        if token.lower().startswith("bot "):
            raise ValueError('must be the token alone, without "Bot " before it')
        if not _TOKEN.fullmatch(token):
            raise ValueError("holds a blank, a line break or a letter that no token has: copy the token anew")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("shard_ids", "free_text_channels", mode="before")
    @classmethod
    def _split_at_commas(cls, value: Any) -> Any:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
            raise ValueError("must begin with sqlite+aiosqlite:// or postgresql+asyncpg://")
        if value.startswith("postgresql") and find_spec("asyncpg") is None:
            raise ValueError("needs asyncpg, which is not installed: .venv/bin/python -m pip install -e '.[postgres]'")
        if not _can_be_read(value):
            raise ValueError("can't be read; a password's special characters are written like %40 for @, %2F for /")
        return value

    @model_validator(mode="after")
    def _shards_fit(self) -> Settings:
        if self.shard_ids and self.shard_count is None:
            raise ValueError("SHARD_IDS needs SHARD_COUNT, the number of shards over all processes")
        if any(not 0 <= shard < (self.shard_count or 0) for shard in self.shard_ids):
            raise ValueError(f"SHARD_IDS must lie between 0 and {(self.shard_count or 0) - 1}, below SHARD_COUNT")
        return self

    @model_validator(mode="after")
    def _channels_can_be_read(self) -> Settings:
        if self.free_text_channels and not self.message_content:
            raise ValueError("FREE_TEXT_CHANNELS needs MESSAGE_CONTENT=true: without it Discord withholds what is said")
        return self

    @property
    def allowances(self) -> dict[Act, Allowance]:
        """What one person and one server may do."""
        return {
            Act.QUESTION: _allowance(self.questions_a_minute, self.server_questions_a_minute),
            Act.CHECK: _allowance(self.checks_a_minute, self.server_checks_a_minute),
            Act.HEARD: _allowance(self.heard_a_minute, self.server_heard_a_minute),
            Act.WRITE: _allowance(self.writes_a_minute, self.server_writes_a_minute),
            Act.IMPORT: _allowance(self.imports_a_minute, self.server_imports_a_minute),
            Act.OFFER: Allowance(person=Rate(self.offers_a_minute)),
        }

    @property
    def token(self) -> str:
        """The bot's token; raises `SettingsWrong` when none is set."""
        if self.discord_token is None or not self.discord_token.get_secret_value().strip():
            raise SettingsWrong(
                "DISCORD_TOKEN is not set: copy the bot's token from https://discord.com/developers/applications "
                "(Bot, Reset Token) into the environment or a file .env; without one, try: python -m bot try"
            )
        return self.discord_token.get_secret_value().strip()

    @property
    def speaks_to_discord(self) -> bool:
        """False when another server than Discord's own is set."""
        return self.discord_api_base == DISCORD_API


def _allowance(person: int, server: int) -> Allowance:
    return Allowance(person=Rate(person), server=Rate(server))


def _line(error: ErrorDetails) -> str:
    variable = "_".join(str(part) for part in error["loc"][:1]).upper()
    reason = error["msg"].removeprefix("Value error, ")
    if not variable:
        return reason
    secret = variable in _SECRETS or (variable in _ADDRESSES and "@" in str(error["input"]))
    given = "" if secret else f" (it is {error['input']!r})"
    return f"{variable}{given}: {reason[0].lower()}{reason[1:]}; .env.example says what it can be"


def load_settings(**given: Any) -> Settings:
    """The settings of this process; raises `SettingsWrong` with a line for each variable that is wrong."""
    try:
        return Settings(**given)
    except ValidationError as wrong:
        raise SettingsWrong("\n".join(_line(error) for error in wrong.errors())) from None
