"""What was changed stays to be seen, is kept whole or not at all, and is never overwritten unseen."""

from __future__ import annotations

import asyncio

import pytest

from knowledge.store import Store
from knowledge.store.revisions import FORMER, Action, Author, Change, Overtaken, Revisions
from knowledge.store.watching import Watch

ALICE, BOB = Author("1", "alice"), Author("2", "bob")


def change(key: str = "overseas 2025", content: str = "2.5", action: Action = Action.ADD, after: int = 0) -> Change:
    return Change(kind="figure", key=key, action=action, content=content, after=after, reason="the new report")


@pytest.fixture
def revisions(store: Store) -> Revisions:
    return Revisions(store)


async def test_every_revision_stays_with_its_author_time_and_reason(revisions: Revisions) -> None:
    await revisions.append("7", [change()], ALICE)
    await revisions.append("7", [change(content="2.6", action=Action.EDIT, after=1)], BOB)
    await revisions.append("7", [change(content="2.6", action=Action.RETRACT, after=2)], ALICE)
    history = await revisions.history("7", "figure", "overseas 2025")
    assert [(each.number, each.action, each.content, each.author) for each in history] == [
        (1, Action.ADD, "2.5", ALICE),
        (2, Action.EDIT, "2.6", BOB),
        (3, Action.RETRACT, "2.6", ALICE),
    ]
    assert history[0].at <= history[1].at <= history[2].at
    assert history[0].reason == "the new report"
    assert [each.stands for each in await revisions.current("7")] == [False]


async def test_what_one_server_adds_no_other_sees(revisions: Revisions) -> None:
    await revisions.append("7", [change()], ALICE)
    assert await revisions.current("8") == []
    assert await revisions.history("8", "figure", "overseas 2025") == []
    assert await revisions.servers() == {"7"}


async def test_who_comes_second_is_told_what_the_first_did(revisions: Revisions) -> None:
    await revisions.append("7", [change()], ALICE)
    await revisions.append("7", [change(content="2.6", action=Action.EDIT, after=1)], BOB)
    with pytest.raises(Overtaken) as told:
        await revisions.append("7", [change(content="2.7", action=Action.EDIT, after=1)], ALICE)
    assert told.value.by is not None
    assert (told.value.by.content, told.value.by.author) == ("2.6", BOB)
    assert len(await revisions.history("7", "figure", "overseas 2025")) == 2


async def test_of_many_at_the_same_moment_one_comes_through(address: str) -> None:
    async def add(content: str) -> bool:
        async with Store(address) as store:
            try:
                await Revisions(store).append("7", [change(content=content)], ALICE)
            except Overtaken as told:
                return told.by is None
            return True

    assert sorted(await asyncio.gather(*(add(str(number)) for number in range(5)))) == [False] * 4 + [True]


async def test_many_changes_are_kept_all_or_none(revisions: Revisions) -> None:
    await revisions.append("7", [change("b")], ALICE)
    with pytest.raises(Overtaken):
        await revisions.append("7", [change("a"), change("b"), change("c")], BOB)
    assert [each.key for each in await revisions.current("7")] == ["b"]
    await revisions.append("7", [change(f"k{number}") for number in range(1000)], BOB)
    assert len(await revisions.current("7")) == 1001


async def test_a_person_s_name_can_be_deleted_and_what_they_wrote_stays(revisions: Revisions) -> None:
    await revisions.append("7", [change("a"), change("b")], ALICE)
    await revisions.append("7", [change("c")], BOB)
    assert await revisions.forget_author(ALICE.id) == 2
    kept = await revisions.current("7")
    assert [each.author for each in kept] == [Author(FORMER, FORMER)] * 2 + [BOB]
    assert [each.content for each in kept] == ["2.5"] * 3


async def test_a_server_can_be_forgotten(revisions: Revisions) -> None:
    await revisions.append("7", [change()], ALICE)
    await revisions.append("8", [change()], ALICE)
    await revisions.forget_server("7")
    assert await revisions.servers() == {"8"}


async def test_other_processes_hear_of_a_change_within_a_second(address: str) -> None:
    heard: asyncio.Queue[str | None] = asyncio.Queue()
    async with Store(address) as here, Store(address) as elsewhere, Watch(here, heard.put_nowait):
        while not heard.empty():
            heard.get_nowait()
        await Revisions(elsewhere).append("7", [change()], ALICE)
        async with asyncio.timeout(1):
            assert await heard.get() == "7"
