"""Every answer has an id; by it anyone there can see how it came about, and whether it still stands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.behind import WAITING_AT_MOST
from bot.playground import Message
from bot.receipts import DAYS_KEPT, Receipts, Shown, query_of
from knowledge.answering import Desk
from knowledge.model import Answer
from knowledge.store import Store, StoreAway
from knowledge.store.receipts import KeptReceipts
from tests.bot.conftest import Stage


@pytest.fixture
async def noted(stage: Stage) -> AsyncIterator[Stage]:
    """The stage with the bot, which gives ids."""
    async with Store(stage.settings.database_url) as store, Receipts(store) as receipts:
        stage.responder = replace(stage.responder, receipts=receipts)
        async with stage.with_bot():
            yield stage


def id_of(message: Message) -> str:
    return str(message.embeds[-1]["footer"]["text"].rpartition("#")[2])


async def test_an_answer_can_be_looked_up_by_its_id(noted: Stage) -> None:
    answer = (await noted.alice.command(noted.channel, "anime overseas", year=2024)).answer
    shown = await noted.alice.command(noted.channel, "anime receipt", id=f"#{id_of(answer)}")
    assert shown.answer.ephemeral
    figure = "• Overseas anime market, 2024, JPY 2.17 trillion: Anime Industry Report 2025 (December 2025)"
    for expected in ("JPY 2.17 trillion", "overseas", "Today the answer would be the same.", figure):
        assert expected in shown.answer.text
    assert "Sources" in shown.answer.buttons


async def test_what_was_asked_in_words_is_shown_as_it_was_asked(noted: Stage) -> None:
    mention = f"<@{noted.discord.bot_user.id}>"
    asked = await noted.alice.say(noted.channel, f"{mention} how big was overseas in 2024?")
    answer = await noted.discord.next_message(noted.channel, after=asked)
    shown = await noted.alice.command(noted.channel, "anime receipt", id=id_of(answer))
    assert "Asked: how big was overseas in 2024?" in shown.answer.text


async def test_a_question_that_was_not_understood_has_a_receipt_too(noted: Stage) -> None:
    answer = (await noted.alice.command(noted.channel, "anime ask", question="xqzv blorp")).answer
    shown = await noted.alice.command(noted.channel, "anime receipt", id=id_of(answer))
    assert "xqzv blorp" in shown.answer.text


async def test_a_private_answer_is_found_by_its_asker_only(noted: Stage) -> None:
    bob = noted.discord.add_user("bob")
    noted.guild.add_member(bob)
    answer = (await noted.alice.command(noted.channel, "anime overseas", year=2024, private=True)).answer
    own = await noted.alice.command(noted.channel, "anime receipt", id=id_of(answer))
    assert "2.17" in own.answer.text
    other = await bob.command(noted.channel, "anime receipt", id=id_of(answer))
    assert "No answer with the id" in other.answer.text


async def test_another_server_s_answers_are_not_found(noted: Stage) -> None:
    other = noted.discord.add_guild("Manga Circle")
    channel = other.add_channel("general")
    other.add_member(noted.alice)
    answer = (await noted.alice.command(noted.channel, "anime overseas", year=2024)).answer
    shown = await noted.alice.command(channel, "anime receipt", id=id_of(answer))
    assert "No answer with the id" in shown.answer.text


async def test_receipts_outlive_a_restart(desk: Desk, tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'r.sqlite3'}"
    answer = desk.ask("overseas 2024")
    async with Store(url) as store, Receipts(store) as receipts:
        id = receipts.give(answer, place="1", question="overseas 2024")
    async with Store(url) as store, Receipts(store) as receipts:
        found = await receipts.find(id, "1")
        assert found is not None
        assert query_of(found) == answer.query
        assert Shown.from_line(found.shown) == Shown.of(answer)
        assert await receipts.find(id, "2") is None


async def test_while_the_database_is_away_receipts_wait_and_the_oldest_of_too_many_go(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'r.sqlite3'}") as store:
        receipts = Receipts(store)
        answer = Answer(status=desk.ask("overseas 2024").status)
        first = receipts.give(answer, place="1")
        for _ in range(WAITING_AT_MOST):
            last = receipts.give(answer, place="1")

        async def away(_receipts: KeptReceipts, _kept: object) -> None:
            raise StoreAway("database is locked")

        with monkeypatch.context() as gone:
            gone.setattr(KeptReceipts, "keep", away)
            await receipts.write()
        assert await receipts.find(first, "1") is None
        assert await receipts.find(last, "1") is not None
        await receipts.write()
        assert await KeptReceipts(store).find(last, "1") is not None


async def test_old_receipts_are_let_go(tmp_path: Path, desk: Desk) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'r.sqlite3'}") as store:
        receipts = Receipts(store, now=lambda: now)
        old = receipts.give(desk.ask("overseas 2024"), place="1")
        await receipts.write()
        now += timedelta(days=DAYS_KEPT + 1)
        new = receipts.give(desk.ask("overseas 2024"), place="1")
        await receipts.write()
        await receipts.tidy()
        assert await receipts.find(old, "1") is None
        assert await receipts.find(new, "1") is not None


async def test_a_receipt_shows_how_a_number_was_computed(noted: Stage) -> None:
    answer = (await noted.alice.command(noted.channel, "anime share", year=2024)).answer
    shown = await noted.alice.command(noted.channel, "anime receipt", id=id_of(answer))
    assert "JPY 2,170.2 billion / JPY 3,840.7 billion = 56.5%" in shown.answer.text
    assert "• Anime market, worldwide, 2024, JPY 3.84 trillion: Anime Industry Report 2025" in shown.answer.text
