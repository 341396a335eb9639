"""A copy is of one moment, whole, and made while others write; it is put back only where nothing newer is lost."""

# ruff: noqa: ASYNC240 - what is tested is for the command line

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.store import Store, copies
from knowledge.store.copies import CopyRefused, copied, put_back
from knowledge.store.revisions import Action, Author, Change, Revisions

ALICE = Author("1", "alice")


def address(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def filled(path: Path, *keys: str) -> None:
    async with Store(address(path)) as store:
        await Revisions(store).append("7", [Change("figure", key, Action.ADD, key) for key in keys], ALICE)


async def keys(path: Path) -> list[str]:
    async with Store(address(path)) as store:
        return [each.key for each in await Revisions(store).current("7")]


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    path = tmp_path / "bot.sqlite3"
    await filled(path, "a", "b")
    return path


async def test_what_was_lost_since_comes_back_with_the_copy(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    copied(database, copy)
    database.write_bytes(b"")
    assert put_back(copy, database) is not None
    assert await keys(database) == ["a", "b"]
    new = tmp_path / "new.sqlite3"
    assert put_back(copy, new) is None
    assert await keys(new) == ["a", "b"]


async def test_a_copy_is_made_while_the_database_is_open_and_written(database: Path, tmp_path: Path) -> None:
    """Pairs are written in one transaction each: a copy that holds half of one is none of one moment."""
    copy, stop = tmp_path / "copy.sqlite3", threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=10)) as connection:
            number = 0
            while not stop.is_set():
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO meta VALUES (?, ?)", (f"left {number}", "x" * 3_000))
                connection.execute("INSERT INTO meta VALUES (?, ?)", (f"right {number}", "x" * 3_000))
                connection.execute("COMMIT")
                number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = set[int]()
        while len(counts) < 3:
            copied(database, copy)
            with closing(sqlite3.connect(copy)) as connection:
                ((lefts, rights),) = connection.execute(
                    "SELECT sum(key LIKE 'left%'), sum(key LIKE 'right%') FROM meta"
                ).fetchall()
            assert lefts == rights
            counts.add(lefts)
    finally:
        stop.set()
        writer.join()
    assert not list(tmp_path.glob("copy.sqlite3?*"))  # one file, nothing beside it


async def test_a_newer_database_is_replaced_by_force_only_and_then_kept(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    copied(database, copy)
    await filled(database, "c")
    with pytest.raises(CopyRefused, match=r"holds 1 change that .*copy.sqlite3 lacks, the last of 20\d\d-"):
        put_back(copy, database)
    assert await keys(database) == ["a", "b", "c"]
    before = put_back(copy, database, force=True)
    assert await keys(database) == ["a", "b"]
    assert before is not None
    assert await keys(before) == ["a", "b", "c"]


async def test_what_a_restore_kept_is_not_overwritten_by_the_next_one_and_can_be_put_back(
    database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    copied(database, copy)
    await filled(database, "c", "d")
    with pytest.raises(CopyRefused, match="holds 2 changes that"):
        put_back(copy, database)
    kept = [put_back(copy, database, force=True) for _ in range(3)]
    first = kept[0]
    assert first is not None
    assert len({*kept}) == 3
    assert await keys(database) == ["a", "b"]
    assert put_back(first, database, force=True) not in kept
    assert await keys(database) == ["a", "b", "c", "d"]
    assert await keys(first) == ["a", "b", "c", "d"]


async def test_nothing_is_left_where_what_was_there_before_could_not_be_kept(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError("the disk is full")

    copy = tmp_path / "copy.sqlite3"
    copied(database, copy)
    monkeypatch.setattr(copies, "_onto_the_disk", full)
    with pytest.raises(CopyRefused, match="the disk is full"):
        put_back(copy, database, force=True)
    assert not list(tmp_path.glob("*.before-restore*"))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
async def test_a_copy_is_for_those_who_may_read_the_database(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    def mode_of(path: Path) -> int:
        return path.stat().st_mode & 0o777

    copy, seen = tmp_path / "copy.sqlite3", list[int]()
    partial = tmp_path / "copy.sqlite3.partial"
    partial.touch(0o666)  # left by one that was killed
    copy.touch(0o666)
    check = copies._check

    def checked(connection: sqlite3.Connection, path: Path) -> None:
        seen.append(mode_of(partial))
        check(connection, path)

    monkeypatch.setattr(copies, "_check", checked)
    database.chmod(mode)
    copied(database, copy)
    monkeypatch.undo()
    assert mode_of(copy) == mode
    assert seen == [0o600]
    before = put_back(copy, database)
    assert before is not None
    assert mode_of(before) == mode_of(database) == mode
    new = tmp_path / "new.sqlite3"
    assert put_back(copy, new) is None
    assert mode_of(new) == mode


async def test_a_folder_that_is_not_there_or_stands_for_a_file_is_said_to_be(database: Path, tmp_path: Path) -> None:
    copy, missing = tmp_path / "copy.sqlite3", tmp_path / "some" / "missing" / "x.sqlite3"
    copied(database, copy)
    with pytest.raises(CopyRefused, match=r"^there is no folder .*missing: make it first"):
        copied(database, missing)
    with pytest.raises(CopyRefused, match=r"^there is no folder .*missing: make it first"):
        put_back(copy, missing)
    with pytest.raises(CopyRefused, match="is a folder: name a file in it"):
        copied(database, tmp_path)
    with pytest.raises(CopyRefused, match="is a folder: name the file in it"):
        put_back(tmp_path, database)


async def test_a_database_in_use_is_not_replaced(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    async with Store(address(database)) as store:
        await store.get("colour")
        copied(database, copy)
        with pytest.raises(CopyRefused, match="is in use: stop the bot first"):
            put_back(copy, database, force=True)
        await store.put("colour", "red")
    assert await keys(database) == ["a", "b"]


async def test_a_file_that_is_something_else_is_not_copied_over(database: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Anime sold more than ever.")
    with pytest.raises(CopyRefused, match="no copy of a database"):
        copied(database, article)
    assert article.read_text() == "Anime sold more than ever."


async def test_a_damaged_database_is_not_copied_over_a_good_copy(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    copied(database, copy)
    good = copy.read_bytes()
    damaged = bytearray(database.read_bytes())
    page = next(at for at in range(4096, len(damaged), 4096) if damaged[at] == 13 and damaged[at + 4])
    damaged[page : page + 200] = b"\xff" * 200
    database.write_bytes(damaged)
    with pytest.raises(CopyRefused, match=r"damaged|malformed"):
        copied(database, copy)
    assert copy.read_bytes() == good
    copy.write_bytes(damaged)
    with pytest.raises(CopyRefused, match=r"damaged|malformed"):
        put_back(copy, tmp_path / "new.sqlite3")


async def test_only_what_this_release_can_read_is_put_back(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs (name)")
    with pytest.raises(CopyRefused, match="no database of this bot"):
        put_back(other, database)
    copied(database, other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from_2031'")
        connection.commit()
    with pytest.raises(CopyRefused, match="made by a newer release"):
        put_back(other, database)
    with pytest.raises(CopyRefused, match="the database itself"):
        copied(database, database)
    for nothing in (tmp_path / "none.sqlite3",):
        with pytest.raises(CopyRefused, match="there is no"):
            copied(nothing, other)
        with pytest.raises(CopyRefused, match="there is no"):
            put_back(nothing, database)
    assert await keys(database) == ["a", "b"]
