"""Each server sees what ships, what the owner published, and its own; and what others add within a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from bot import holdings as module
from bot.holdings import Holding, Holdings
from bot.preferences import KEY, TABLE, Preferences
from knowledge.additions import AliasEntry, Entry, FigureEntry, encoded
from knowledge.model import AnswerStatus, Catalogue, Kind, Unit
from knowledge.store import Store, StoreAway
from knowledge.store.revisions import EVERYWHERE, Action, Author, Change, Revisions
from tests.bot.conftest import TODAY

ALICE = Author("1", "alice")
QUESTION = "overseas 2025"


def figure(billions: int) -> FigureEntry:
    value = Decimal(billions) * 10**9
    return FigureEntry(
        metric="market_overseas", kind=Kind.LEVEL, period=2025, unit=Unit.JPY, value=value, publisher="AJA"
    )


async def add(store: Store, server: str, *entries: Entry, after: int = 0) -> None:
    action = Action.EDIT if after else Action.ADD
    changes = [Change(each.table, each.key, action, encoded(each), after) for each in entries]
    await Revisions(store).append(server, changes, ALICE)


def said(holding: Holding) -> Decimal | None:
    answer = holding.desk.ask(QUESTION)
    return answer.values[0].quantity.value / 10**9 if answer.status is AnswerStatus.ANSWERED else None


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}") as opened:
        yield opened


@pytest.fixture
async def holdings(store: Store, catalogue: Catalogue) -> AsyncIterator[Holdings]:
    async with Holdings.of_what_ships(catalogue, lambda: TODAY, store) as entered:
        yield entered


async def until(holdings: Holdings, server: int | None, billions: int) -> None:
    async with asyncio.timeout(1.5):
        while said(await holdings.of(server)) != billions:  # noqa: ASYNC110 - what is waited for is in the database
            await asyncio.sleep(0.02)


async def test_what_a_server_adds_is_seen_there_and_nowhere_else(store: Store, holdings: Holdings) -> None:
    await add(store, "7", figure(2500), AliasEntry(metric="market_overseas", language="en", alias="kaigai money"))
    holdings.changed("7")
    assert said(await holdings.of(7)) == 2500
    assert said(await holdings.of(8)) is None
    assert said(await holdings.of(None)) is None
    alias = "kaigai money 2024"
    assert (await holdings.of(7)).desk.ask(alias).status is AnswerStatus.ANSWERED
    assert (await holdings.of(8)).desk.ask(alias).status is not AnswerStatus.ANSWERED
    assert (await holdings.of(7)).metrics["en"].meant("kaigai money") == "market_overseas"
    assert (await holdings.of(8)).metrics["en"].meant("kaigai money") != "market_overseas"


async def test_what_another_process_adds_is_there_within_a_second(store: Store, holdings: Holdings) -> None:
    assert said(await holdings.of(7)) is None
    await add(store, "7", figure(2500))
    await until(holdings, 7, 2500)
    await add(store, "7", figure(2600), after=1)
    await until(holdings, 7, 2600)


async def test_what_was_there_before_the_start_is_there(store: Store, catalogue: Catalogue) -> None:
    await add(store, "7", figure(2500))
    async with Holdings.of_what_ships(catalogue, lambda: TODAY, store) as holdings:
        assert said(await holdings.of(7)) == 2500


async def test_what_the_owner_publishes_is_seen_everywhere_under_what_servers_add(
    store: Store, holdings: Holdings
) -> None:
    await add(store, EVERYWHERE, figure(2500))
    await until(holdings, None, 2500)
    await until(holdings, 8, 2500)
    await add(store, "7", figure(2600))
    await until(holdings, 7, 2600)
    assert said(await holdings.of(8)) == 2500


async def test_what_is_taken_back_is_gone(store: Store, holdings: Holdings) -> None:
    await add(store, "7", figure(2500))
    await until(holdings, 7, 2500)
    taken_back = Change("figure", figure(2500).key, Action.RETRACT, encoded(figure(2500)), after=1)
    await Revisions(store).append("7", [taken_back], ALICE)
    holdings.changed("7")
    assert said(await holdings.of(7)) is None


async def test_a_server_s_choices_are_its_own(store: Store, holdings: Holdings) -> None:
    chosen = Preferences(private=True, language="ja").model_dump_json()
    await Revisions(store).append("7", [Change(TABLE, KEY, Action.ADD, chosen)], ALICE)
    holdings.changed("7")
    assert (await holdings.of(7)).preferences.private
    assert not (await holdings.of(8)).preferences.private


async def test_while_the_database_is_away_the_last_snapshot_answers(
    store: Store, holdings: Holdings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(store, "7", figure(2500))
    await until(holdings, 7, 2500)

    async def away(_revisions: Revisions, _server: str) -> None:
        raise StoreAway("database is locked")

    with monkeypatch.context() as gone:
        gone.setattr(Revisions, "current", away)
        holdings.changed("7")
        assert said(await holdings.of(7)) == 2500
    await add(store, "7", figure(2600), after=1)
    await until(holdings, 7, 2600)


async def test_many_who_ask_at_once_cause_one_look(
    store: Store, holdings: Holdings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(store, "7", figure(2500))
    holdings.changed("7")
    looks = 0
    current = Revisions.current

    async def counted(revisions: Revisions, server: str) -> object:
        nonlocal looks
        looks += 1
        return await current(revisions, server)

    monkeypatch.setattr(Revisions, "current", counted)
    found = await asyncio.gather(*(holdings.of(7) for _ in range(20)))
    assert (looks, len({id(each) for each in found})) == (1, 1)


async def test_snapshots_that_nobody_uses_are_let_go(
    store: Store, holdings: Holdings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_MOST", 3)
    for server in range(6):
        await add(store, str(server), figure(2500 + server))
        holdings.changed(str(server))
        assert said(await holdings.of(server)) == 2500 + server
    assert len(holdings._held) == 3
    assert said(await holdings.of(0)) == 2500
