"""What a button says when it is pressed: all that is needed to answer, in its custom id, so nothing is kept for it."""

from __future__ import annotations

from functools import lru_cache

from bot.answers.card import Action
from bot.answers.codec import decode, encode
from knowledge.model import Noun, Query

CUSTOM_ID = 100
LINES_KEPT = 2_000
PREFIX = "anime"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Press(Noun):
    """A button pressed: what to do, who asked the question that it hangs under, in which language the card is (empty
    for buttons of older releases), and the query.
    """

    action: Action
    asker: int
    language: str = ""
    query: Query


def custom_id_of(press: Press) -> str | None:
    """`anime:a-ja:<asker>:<query>`; None for a query too long for a button."""
    action = "-".join(filter(None, [press.action.value, press.language]))
    for line in _ever_barer(press.query, press.action):
        found = f"{PREFIX}:{action}:{_in_36(press.asker)}:{line}"
        if len(found) <= CUSTOM_ID:
            return found
    return None


@lru_cache(LINES_KEPT)
def _ever_barer(query: Query, action: Action) -> tuple[str, ...]:
    """The query without the turn before, which answers nothing; where numbers are only shown, without a claim too."""
    query = query.model_copy(update={"before": ()})
    if action is Action.ASK:
        return (encode(query),)
    return encode(query), encode(query.model_copy(update={"claim": None, "why": False}))


def is_ours(custom_id: str) -> bool:
    """Whether a custom id is of this bot's answers, of whatever version."""
    return custom_id.startswith(f"{PREFIX}:")


def press_of(custom_id: str) -> Press | None:
    """The press of a custom id; None when it is of another version, or forged and broken."""
    try:
        _, does, asker, line = custom_id.split(":", 3)
        action, _, language = does.partition("-")
        query = decode(line)
        if query is None:
            return None
        return Press(action=Action(action), asker=int(asker, 36), language=language, query=query)
    except ValueError:
        return None


def _in_36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"
