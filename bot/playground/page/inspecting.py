"""The inspector: everything that passes between this Discord and the bot, in order, with how long it took."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.playground.errors import Json, Violation
from bot.playground.feed import Feed
from bot.playground.gateway.sessions import Dispatched
from bot.playground.page import view
from bot.playground.rest.door import Request, RequestServed, Violated
from bot.playground.world.interaction import InteractionAnswered, InteractionStarted

KEPT = 400


@dataclass(frozen=True)
class Noted:
    """A new entry of the inspector; published on the feed."""

    entry: Json


class Inspector:
    """Keeps the last entries, oldest first, each with a number that rises."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._numbers = count(1)
        self.entries: deque[Json] = deque(maxlen=KEPT)
        feed.subscribe(self._look)

    def _look(self, event: object) -> None:
        match event:
            case Dispatched(name, shard, content):
                self._note("event", name, detail=f"shard {shard}", body=content)
            case RequestServed(request):
                self._note("request", f"{request.method} {request.route}", **_of_request(request))
            case Violated(violation):
                self._note("violation", violation.route, **_of_violation(violation))
            case InteractionAnswered(interaction):
                state = view.interaction(interaction)
                detail = state["response"] or ("failed" if state["failed"] else "")
                self._note("answer", interaction.name, detail=detail, milliseconds=state["milliseconds"], body=state)
            case InteractionStarted(interaction):
                self._note("use", interaction.name, detail=interaction.user.name, body=interaction.data)

    def _note(
        self,
        kind: str,
        name: str,
        *,
        detail: str = "",
        milliseconds: float | None = None,
        bad: bool = False,
        body: Any = None,
    ) -> None:
        entry = {
            "number": next(self._numbers),
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "kind": kind,
            "name": name,
            "detail": detail,
            "milliseconds": milliseconds,
            "bad": bad,
            "body": body,
        }
        self.entries.append(entry)
        self._feed.publish(Noted(entry))


def _of_request(request: Request) -> dict[str, Any]:
    return {
        "detail": str(request.status),
        "milliseconds": round(request.seconds * 1000, 1),
        "bad": request.status >= 400,
        "body": {"path": request.path, "sent": request.body, "answer": request.answer},
    }


def _of_violation(violation: Violation) -> dict[str, Any]:
    return {"detail": f"{violation.code}: {violation.what}", "bad": True}
