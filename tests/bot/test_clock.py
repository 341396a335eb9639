"""Clocks jump: nothing fails, nothing is lost before its time by a jump, nothing stays for ever."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.behind import Behind
from bot.calendar import TOLERATED, Steady
from bot.conversations import MINUTES_KEPT, Conversations
from bot.holdings import Holding, Holdings
from bot.moderating.workshop import KEPT_FOR, Workshop
from bot.receipts import DAYS_KEPT, Receipts
from knowledge.answering import Desk
from knowledge.model import AnswerStatus, Catalogue
from knowledge.reviewing import Given
from knowledge.store import Store
from knowledge.store.revisions import Author
from tests.bot.conftest import TODAY, Clock

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOUR = 3_600


class Wall:
    """A clock on the wall, which anybody may set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}") as opened:
        yield opened


@pytest.mark.parametrize("jump", [timedelta(days=-9_000), timedelta(days=9_000), timedelta(minutes=-59)])
def test_a_clock_that_was_set_is_not_steady_for_one_hour(jump: timedelta) -> None:
    wall, passed = Wall(), Clock()
    steady = Steady(wall, passed)

    def an_hour_later(jumped: timedelta = timedelta()) -> bool:
        wall.now += timedelta(seconds=HOUR + TOLERATED / 2) + jumped
        passed.now += HOUR
        return steady()

    assert an_hour_later()
    assert not an_hour_later(jump)
    assert an_hour_later()


async def test_a_clock_that_runs_ahead_for_a_moment_costs_no_receipt(
    store: Store, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    wall, passed = Wall(), Clock()
    receipts = Receipts(store, wall)
    receipts._behind.steady = Steady(wall, passed)
    id = receipts.give(desk.ask("overseas 2024"), place="1")
    await receipts.write()
    ahead = timedelta(days=DAYS_KEPT + 1)
    for jump in (ahead, -ahead):
        wall.now += timedelta(seconds=HOUR) + jump
        passed.now += HOUR
        await receipts._behind.each_hour()
        assert await receipts.find(id, "1") is not None
    assert caplog.text.count("the clock jumped") == 2
    for _ in range(2):
        wall.now += ahead
        passed.now += ahead.total_seconds()
        await receipts._behind.each_hour()
    assert await receipts.find(id, "1") is None


@pytest.mark.parametrize("jump", [timedelta(days=-9_000), -KEPT_FOR])
async def test_a_draft_outlives_a_clock_that_is_set_back_and_goes_a_day_after(
    store: Store, catalogue: Catalogue, jump: timedelta
) -> None:
    wall = Wall()
    holdings = Holdings(Holding.over(catalogue, lambda: TODAY), lambda: TODAY, store)
    workshop = Workshop(holdings, store, wall)
    plan = workshop.figure(await holdings.of(7), Given("market_overseas", "2025", "JPY 2.5 trillion", "AJA"))
    draft = await workshop.keep("7", plan, Author("1", "alice"))
    wall.now += jump
    assert await workshop.draft("7", draft.id) is not None
    late = await workshop.keep("7", plan, Author("1", "alice"))
    assert await workshop.draft("7", late.id) is not None
    await workshop.save(*(await workshop.draft("7", draft.id) or pytest.fail("the draft is gone")))
    wall.now = NOON + KEPT_FOR + timedelta(seconds=1)
    assert await workshop.draft("7", late.id) is None
    await workshop.drafts.clear(wall())
    assert await workshop.drafts.take(late.id) is False


@pytest.mark.parametrize("jump", [-1e9, -1.0, MINUTES_KEPT * 60 + 1.0, 1e12])
def test_a_conversation_ends_where_its_clock_jumps(desk: Desk, jump: float) -> None:
    clock = Clock()
    clock.now = 5_000.0
    conversations, query = Conversations(clock), desk.ask("overseas 2024").query
    assert query is not None
    conversations.remember((1, 2), query)
    clock.now += jump
    assert conversations.previous((1, 2)) is None
    conversations.remember((1, 2), query)
    assert conversations.previous((1, 2)) == query


@pytest.mark.parametrize("today", [date(1970, 1, 1), date(2038, 1, 20), date(9999, 12, 31), date.min])
def test_questions_are_answered_on_any_day(catalogue: Catalogue, today: date) -> None:
    desk = Desk(catalogue, today=lambda: today)
    assert desk.ask("overseas 2024").status is AnswerStatus.ANSWERED
    for question in ("how big was overseas last year?", "overseas this year", "overseas two years ago"):
        assert desk.ask(question).status in AnswerStatus


async def test_nothing_is_let_go_in_the_hour_of_a_jump() -> None:
    tidied = 0

    async def write(_things: list[int]) -> None:
        return

    async def tidy() -> None:
        nonlocal tidied
        tidied += 1

    wall, passed = Wall(), Clock()
    things = Behind[int, int]("numbers", write, tidy)
    things.steady = Steady(wall, passed)
    wall.now += timedelta(days=400)
    await things.each_hour()
    assert tidied == 0
    await things.each_hour()
    assert tidied == 1
