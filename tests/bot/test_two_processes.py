"""Two bots on one PostgreSQL: what is added by one is in the next answer of the other within a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.holdings import Holding, Holdings
from knowledge.model import AnswerStatus, Catalogue
from knowledge.store import Store
from tests.bot.conftest import TODAY, Stage
from tests.bot.moderating import NUMBER, added, asked
from tests.databases import Postgres


@pytest.fixture
async def database_url(postgres: Postgres) -> AsyncIterator[str]:
    """The moderated stage of this module keeps its facts in PostgreSQL."""
    async with postgres.database() as address:
        yield address


async def test_what_one_adds_the_other_answers_within_a_second(moderated: Stage, catalogue: Catalogue) -> None:
    server = moderated.guild.id
    async with (
        Store(moderated.settings.database_url) as store,
        Holdings(Holding.over(catalogue, lambda: TODAY), lambda: TODAY, store) as other,
    ):
        assert moderated.settings.database_url.startswith("postgresql")
        assert (await other.of(server)).desk.ask("overseas 2025").status is AnswerStatus.DECLINED
        await added(moderated)
        assert NUMBER in await asked(moderated)
        async with asyncio.timeout(1):
            while (await other.of(server)).desk.ask("overseas 2025").status is not AnswerStatus.ANSWERED:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
