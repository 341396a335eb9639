"""Questions that found no answer, for the moderators of servers that want to know: written behind, let go in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from bot.behind import Behind
from bot.calendar import utc_now
from knowledge.model import Answer, AnswerStatus, Reason
from knowledge.store import Store
from knowledge.store.departures import Departures
from knowledge.store.drafts import Drafts
from knowledge.store.reports import Reports

DAYS_KEPT = 90

TALK = frozenset({Reason.NO_QUESTION, Reason.INSTRUCTION, Reason.OPINION})
"""Refusals that are nothing for moderators to mend."""


class Unanswered(Behind[int, tuple[str, str, str]]):
    """Notes them, where a server keeps them."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc_now) -> None:
        self._store, self._reports, self._now = store, Reports(store), now
        self._numbers = count()
        super().__init__("unanswered questions", self._reports.note, self._clear)

    def note(self, answer: Answer, question: str, *, server: str, author: str) -> None:
        """Lets a question wait to be written, if it was declined."""
        declined = answer.declined
        if question and declined and answer.status is AnswerStatus.DECLINED and declined.reason not in TALK:
            self.put(next(self._numbers), (server, " ".join(question.split()), author))

    async def _clear(self) -> None:
        """Also what else of servers is let go in time: drafts, and all of those that the bot was removed from."""
        now = self._now()
        await self._reports.forget_unanswered(before=now - timedelta(days=DAYS_KEPT))
        await Drafts(self._store).clear(now)
        await Departures(self._store).clear(now)
