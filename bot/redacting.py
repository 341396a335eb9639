"""Takes secrets out of what is logged or printed, whoever wrote it: the token, passwords, tokens in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Self
from urllib.parse import quote, quote_plus, unquote_plus

from bot.settings import Settings

HIDDEN = "***"

_IN_PATHS = re.compile(r"((?:/webhooks|/interactions)/\d+/)[^/?\s'\"]+")
"""Where an address carries the token of an interaction, which lets anybody answer in its place for fifteen minutes."""

_PASSWORDS = re.compile(r"://[^:/?#]*:(?P<user>.*)@|[?&]password=(?P<query>[^&]*)")

_SHORTEST = 4
"""Letters below which a password can't be told from ordinary words."""


class Redactor:
    """Hides the given secrets, longest first, wherever they stand in a text."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {form for secret in secrets for form in _forms(secret) if len(form) >= _SHORTEST}
        alternatives = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
        self._known = re.compile(alternatives) if alternatives else None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """For the token and for the database's password."""
        token = settings.discord_token.get_secret_value() if settings.discord_token else ""
        passwords = [found["user"] or found["query"] or "" for found in _PASSWORDS.finditer(settings.database_url)]
        return cls([token.strip(), *passwords])

    def __call__(self, text: str) -> str:
        text = self._known.sub(HIDDEN, text) if self._known else text
        return _IN_PATHS.sub(rf"\1{HIDDEN}", text)


def _forms(secret: str) -> tuple[str, ...]:
    """As it stands in the settings, as it is used, and as an address writes it."""
    plain = unquote_plus(secret)
    return (secret, plain, quote(plain, safe=""), quote_plus(plain))
