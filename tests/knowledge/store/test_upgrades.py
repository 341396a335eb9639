"""Databases as earlier releases left them: brought up to date with all that they held; one from a later release is not.

Each file of `releases/` is a database that a release wrote itself, with answers and moderators' work of its own, in the
folder of its kind and named by the schema that it ends at; PostgreSQL's were written out by `pg_dump --inserts`, less
its comments. A release that changes the schema adds one of each.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import make_url, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.answers.voice import voices_of
from bot.holdings import Holdings
from bot.moderating.workshop import Workshop
from bot.receipts import Receipts, Shown, query_of
from bot.responding import looked_up
from knowledge.catalogue import load
from knowledge.model import AnswerStatus
from knowledge.store import Store, StoreUnreachable
from knowledge.store.migrations import LATEST, configuration
from knowledge.store.reports import Reports
from knowledge.store.schema import receipts as receipts_table
from tests.databases import differences

RELEASES = Path(__file__).parent / "releases"
TODAY = date(2026, 1, 15)

Left = Callable[[str], Awaitable[str]]


@pytest.fixture
def left(address: str) -> Left:
    """The address of a database as a release left it."""

    async def made(release: str) -> str:
        kind = make_url(address).get_backend_name()
        script = (RELEASES / kind / f"{release}.sql").read_text("utf-8")
        engine = create_async_engine(address)
        async with engine.connect() as connection:
            its_own: Any = (await connection.get_raw_connection()).driver_connection
            await (its_own.executescript if kind == "sqlite" else its_own.execute)(script)
        await engine.dispose()
        return address

    return made


async def ids_by_question(store: Store) -> dict[str, str]:
    """The receipts' ids: each database that was left has its own."""
    async with store.reading() as connection:
        return {row.question: row.id for row in await connection.execute(select(receipts_table))}


@pytest.mark.parametrize("release", ["without_migrations", "moderators"])
async def test_what_a_release_left_ends_where_the_tables_are_described(left: Left, release: str) -> None:
    async with Store(await left(release)) as store, store.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_release_without_migrations_keeps_its_receipts_and_goes_on(left: Left) -> None:
    catalogue = load()
    async with (
        Store(await left("without_migrations")) as store,
        Holdings.of_what_ships(catalogue, lambda: TODAY, store) as holdings,
        Receipts(store) as receipts,
    ):
        assert await store.get("commands sent: 1 http://127.0.0.1") == "0f3a"
        here, voice = await holdings.of(7), voices_of(catalogue)["en"]
        ids = await ids_by_question(store)
        for question, words in (
            ("how big was overseas in 2024?", "JPY 2.17 trillion"),
            ("what share was overseas in 2024?", "56.5%"),
            ("xqzv blorp", "xqzv blorp"),
        ):
            found = await receipts.find(ids[question], "7")
            assert found is not None
            card = looked_up(found, here, voice).cards[0]
            assert words in card.model_dump_json()
        overseas = await receipts.find(ids["海外は2024年にいくらでしたか"], "7")
        assert overseas is not None
        assert overseas.given == datetime(2026, 1, 15, 12, 0, 5, 250_000, UTC)
        query = query_of(overseas)
        assert query is not None
        assert Shown.of(here.desk.answer(query)) == Shown.from_line(overseas.shown)
        new = receipts.give(here.desk.ask("overseas 2024"), place="7")
        await receipts.write()
        assert await receipts.find(new, "7") is not None


async def test_the_release_with_moderators_keeps_their_work(left: Left) -> None:
    async with (
        Store(await left("moderators")) as store,
        Holdings.of_what_ships(load(), lambda: TODAY, store) as holdings,
        Receipts(store) as receipts,
    ):
        seven, eight = await holdings.of(7), await holdings.of(8)
        for question, tenths in (("overseas 2025", 26), ("domestic 2025", 17), ("kaigai money 2025", 26)):
            answer = seven.desk.ask(question)
            assert answer.status is AnswerStatus.ANSWERED
            assert answer.values[0].quantity.value == tenths * 10**11
        for here in (seven, eight):
            assert here.desk.ask("overseas 2026").values[0].quantity.value == 27 * 10**11
        assert (eight.preferences.private, eight.preferences.language) == (True, "ja")
        workshop = Workshop(holdings, store, now=lambda: datetime(2026, 11, 28, tzinfo=UTC))
        figure = next(each for each in seven.revisions if each.key.startswith("market_overseas level 2025"))
        history = await workshop.revisions.history("7", figure.kind, figure.key)
        assert [(each.number, each.author.name) for each in history] == [(1, "alice"), (2, "bob")]
        (waiting,) = await workshop.drafts.waiting("7", workshop.now())
        found = await workshop.draft("7", waiting.id)
        assert found is not None
        assert found[0].waiting
        await workshop.save(*found)
        assert (await holdings.of(7)).desk.ask("overseas 2023").status is AnswerStatus.ANSWERED
        (report,) = await Reports(store).open("7")
        assert report.text == "It should be 2.2"
        assert [each.question for each in await Reports(store).unanswered("7", 5)] == ["what about mars?"]
        assert await receipts.find((await ids_by_question(store))["how big was overseas in 2025?"], "7") is not None


async def test_a_database_of_a_later_release_is_refused_and_left_as_it_is(address: str) -> None:
    async with Store(address) as store, store.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'from_2031'"))
    with pytest.raises(
        StoreUnreachable, match=r"a newer release made it \(its schema is 'from_2031'.*install that rel"
    ):
        await Store(address).__aenter__()


def test_the_latest_schema_is_the_one_that_the_steps_lead_to() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [LATEST]


def test_a_database_that_is_up_to_date_is_opened_without_alembic(tmp_path: Path) -> None:
    opening = f"""
import asyncio, sys
from knowledge.store import Store
async def opened():
    async with Store("sqlite+aiosqlite:///{tmp_path / "bot.sqlite3"}"):
        print("alembic" in sys.modules)
asyncio.run(opened())
"""
    said = [run([sys.executable, "-c", opening], capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert said == ["True\n", "False\n"]


def test_every_schema_has_a_database_that_a_release_left() -> None:
    schemas = {each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()}
    for kind in ("sqlite", "postgresql"):
        assert schemas - {"first"} | {"without_migrations"} == {path.stem for path in (RELEASES / kind).glob("*.sql")}
