"""One request to the API as the routes see it, and the reply they give."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.errors import Json, refusal
from bot.playground.world.world import World


@dataclass(frozen=True)
class Upload:
    """One file of a request; number is the n of `files[n]`."""

    number: int
    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """A request that has passed the door: known route, known token."""

    world: World
    path: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    uploads: tuple[Upload, ...] = ()
    note: Callable[[int, str], None] = lambda _code, _what: None
    """Lists something as a violation that Discord takes without refusing it, but not as it was meant."""

    def id(self, name: str) -> int:
        """An id in the path; what is no id does not exist."""
        value = self.path[name]
        if not value.isdecimal():
            raise refusal("not found")
        return int(value)

    def asks(self, name: str) -> bool:
        """Whether a yes-or-no parameter of the query is set."""
        return self.query.get(name, "").lower() in ("true", "1")


@dataclass(frozen=True)
class Reply:
    """What goes back: a status and, unless it is 204, JSON."""

    body: Json | list[Json] | None = None
    status: int = 200


NO_CONTENT = Reply(status=204)

Handler = Callable[[Call], Reply]


@dataclass(frozen=True)
class Route:
    """A method and a path template of the API, who answers there, and whether the bot's token is needed."""

    method: str
    template: str
    handler: Handler
    needs_token: bool = True

    @property
    def bucket(self) -> str:
        """The name of its rate limit, as in `X-RateLimit-Bucket`."""
        return hashlib.blake2b(f"{self.method} {self.template}".encode(), digest_size=16).hexdigest()
