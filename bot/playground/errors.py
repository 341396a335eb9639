"""What goes wrong in the playground: refusals as Discord sends them, and what a person cannot do.

PlaygroundError
├── ApiError            the bot asked for something that Discord would refuse
├── CannotDo            a person tried what the Discord client would not let them do
└── NothingHappened     waited in vain (also a TimeoutError)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Violation:
    """One thing that the bot did and Discord would have refused; code is Discord's own (0 for plain HTTP errors)."""

    time: datetime
    route: str
    code: int
    what: str


class PlaygroundError(Exception):
    """The root of everything that the playground raises."""


class CannotDo(PlaygroundError):
    """The Discord client would not let this person do that: no such command, a missing option, a disabled button."""


class NothingHappened(PlaygroundError, TimeoutError):
    """The bot did not do in time what was waited for."""


class ApiError(PlaygroundError):
    """A refusal in Discord's own shape: an HTTP status, a JSON error code, and where it lies in the body."""

    def __init__(self, status: int, code: int, message: str, errors: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{status} ({code}): {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def as_json(self) -> Json:
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


REFUSALS: dict[str, tuple[int, int, str]] = {
    "unauthorized": (401, 0, "401: Unauthorized"),
    "not found": (404, 0, "404: Not Found"),
    "unknown channel": (404, 10003, "Unknown Channel"),
    "unknown guild": (404, 10004, "Unknown Guild"),
    "unknown member": (404, 10007, "Unknown Member"),
    "unknown message": (404, 10008, "Unknown Message"),
    "unknown user": (404, 10013, "Unknown User"),
    "unknown webhook": (404, 10015, "Unknown Webhook"),
    "unknown interaction": (404, 10062, "Unknown interaction"),
    "unknown command": (404, 10063, "Unknown application command"),
    "too many commands": (400, 30032, "Maximum number of application commands reached (100)."),
    "too large": (413, 40005, "Request entity too large"),
    "acknowledged": (400, 40060, "Interaction has already been acknowledged."),
    "missing access": (403, 50001, "Missing Access"),
    "not the author": (403, 50005, "Cannot edit a message authored by another user"),
    "empty message": (400, 50006, "Cannot send an empty message"),
    "blocked": (403, 50007, "Cannot send messages to this user"),
    "not text": (400, 50008, "Cannot send messages in a non-text channel"),
    "missing permissions": (403, 50013, "Missing Permissions"),
    "webhook token": (401, 50027, "Invalid Webhook Token"),
    "api version": (400, 50041, "Invalid API version"),
    "invalid json": (400, 50109, "The request body contains invalid JSON."),
    "reply needs history": (400, 160002, "Cannot reply without permission to read message history"),
}
"""By our short name: HTTP status, Discord's error code, Discord's message."""


def refusal(name: str) -> ApiError:
    return ApiError(*REFUSALS[name])


def invalid_form(problems: Mapping[tuple[str | int, ...], tuple[str, str]]) -> ApiError:
    """Error 50035, its `errors` nested as the body is; problems are (code, message) by path into the body."""
    errors: Json = {}
    for path, (code, message) in problems.items():
        place = errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})
    return ApiError(400, 50035, "Invalid Form Body", errors)
