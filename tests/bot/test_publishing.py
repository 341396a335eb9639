"""The owner publishes to all servers from the command line; backups come back as they were."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app


@dataclass(frozen=True)
class Ended:
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ended]
ADD = ("add", "overseas", "2025", "JPY 2.5 trillion", "AJA", "--published", "2026-01", "--yes")


@pytest.fixture
def figures(tmp_path: Path) -> Run:
    """Runs the commands `figures …` on a database of its own."""

    def run(*words: str, database: str = "bot", answer: str = "", group: str = "figures", url: str = "") -> Ended:
        settings = {
            "DATABASE_URL": url or f"sqlite+aiosqlite:///{tmp_path / database}.sqlite3",
            "USER": "owner",
            "COLUMNS": "200",
        }
        ended = CliRunner(env=settings).invoke(app, [group, *words], input=answer)
        if ended.exception and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    return run


def test_what_is_published_is_listed_exported_and_imported_to_the_same(figures: Run, tmp_path: Path) -> None:
    added = figures(*ADD)
    assert added.returncode == 0, added.stderr
    assert "Saved: 1 change, seen" in added.stdout
    listed = figures("list").stdout
    assert "Overseas anime market, 2025: JPY 2.5 trillion (AJA, January 2026)" in listed
    for name in ("all.json", "all.csv"):
        assert "1 entry in" in figures("export", str(tmp_path / name)).stdout
        again = figures("import", str(tmp_path / name), "--yes")
        assert "0 new, 0 changed, 1 as they are held already" in again.stdout
        elsewhere = figures("import", str(tmp_path / name), "--yes", database=name)
        assert "1 new" in elsewhere.stdout
        assert figures("list", database=name).stdout == listed
    (id,) = re.findall(r"^(\w{12})  ", listed)
    assert "(owner): Add Overseas anime market, 2025" in figures("history", id).stdout


def test_an_export_is_written_over_a_file_that_is_there_only_when_told_to(figures: Run, tmp_path: Path) -> None:
    figures(*ADD)
    edited = tmp_path / "edited.csv"
    edited.write_text("mine")
    refused = figures("export", str(edited))
    assert refused.returncode == 1
    assert "is there already" in refused.stderr
    assert "--force" in refused.stderr
    assert edited.read_text() == "mine"
    assert "1 entry in" in figures("export", str(edited), "--force").stdout
    assert "overseas" in edited.read_text()
    unknown = figures("export", str(tmp_path / "figures.xlsx"))
    assert "end its name in .csv or .json" in unknown.stderr
    nowhere = figures("export", str(tmp_path / "no" / "such.json"))
    assert nowhere.returncode == 1
    assert "can't be written: No such file or directory" in nowhere.stderr


def test_what_was_published_can_be_taken_back_and_its_history_stays(figures: Run) -> None:
    figures(*ADD)
    (id,) = re.findall(r"^(\w{12})  ", figures("list").stdout)
    assert "retract: Overseas anime market, 2025" in figures("retract", id, "a slip", "--yes").stdout
    assert "Nothing is published" in figures("list").stdout
    assert "a slip" in figures("history", id).stdout
    again = figures("retract", id, "once more", "--yes")
    assert again.returncode != 0
    assert "taken back already" in again.stderr
    assert "`figures list` shows the ids" in figures("retract", "nothing", "x", "--yes").stderr


def test_a_slip_is_refused_and_a_no_changes_nothing(figures: Run) -> None:
    slip = figures("add", "overseas", "2025", "JPY 2.5 billion", "AJA", "--yes")
    assert slip.returncode != 0
    assert "slip of the scale" in slip.stdout
    assert "nothing was changed" in slip.stderr
    assert "Nothing was changed." in figures(*ADD[:-1], answer="n\n").stdout
    assert "Nothing is published" in figures("list").stdout


def test_bad_rows_are_named_and_none_of_the_file_is_added(figures: Run, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("metric,year,value,source\noverseas,2025,JPY 2.5 trillion,AJA\nmars,2025,12,AJA\noverseas,x,y,\n")
    refused = figures("import", str(file), "--yes")
    assert refused.returncode != 0
    assert "row 3: There is nothing called “mars”." in refused.stdout
    assert refused.stdout.count("row 4:") == 3
    assert "Nothing is published" in figures("list").stdout
    assert "can't be read" in figures("import", str(tmp_path / "none.csv")).stderr


def test_the_whole_database_is_copied_and_put_back(figures: Run, tmp_path: Path) -> None:
    figures(*ADD)
    listed, file = figures("list").stdout, tmp_path / "copy.sqlite3"
    assert "and the copy is whole" in figures("backup", str(file), group="database").stdout
    figures("add", "overseas", "2025", "JPY 2.6 trillion", "AJA", "--published", "2026-01", "--yes")
    refused = figures("restore", str(file), group="database")
    assert refused.returncode == 1
    assert "holds 1 change that" in refused.stderr
    forced = figures("restore", str(file), "--force", group="database")
    assert "what was there before is kept in" in forced.stdout
    assert figures("list").stdout == listed
    on_a_server = figures("backup", str(file), group="database", url="postgresql+asyncpg://bot:secret@127.0.0.1/facts")
    assert "pg_dump" in on_a_server.stderr
    assert "secret" not in on_a_server.stderr


def test_a_backup_comes_back_with_every_revision(figures: Run, tmp_path: Path) -> None:
    figures(*ADD)
    figures("add", "overseas", "2025", "JPY 2.6 trillion", "AJA", "--published", "2026-01", "--yes")
    file = tmp_path / "backup.jsonl"
    assert "2 revisions" in figures("backup", str(file)).stdout
    assert "2 revisions restored" in figures("restore", str(file), database="other").stdout
    assert figures("list", database="other").stdout == figures("list").stdout
    assert "holds revisions already" in figures("restore", str(file)).stderr
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"server": ""}\n')
    assert "no backup of this bot" in figures("restore", str(broken), database="third").stderr


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("figures", ("list",)),
        ("figures", ("export", "out.csv")),
        ("figures", ("history", "abc")),
        ("figures", ("retract", "abc", "a slip", "--yes")),
        ("figures", ("queue",)),
        ("figures", ("backup", "out.jsonl")),
        ("database", ("backup", "out.sqlite3")),
        ("doctor", ()),
    ],
)
def test_what_only_reads_makes_no_database_and_says_which_it_looked_for(
    tmp_path: Path, group: str, words: tuple[str, ...]
) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "bot", group, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin", "USER": "owner"},
    )
    assert said.returncode == 1
    whole = said.stdout + said.stderr
    assert f"{tmp_path}/anime-market-bot.sqlite3" in whole
    assert "start " in whole
    assert "Traceback" not in whole
    assert list(tmp_path.iterdir()) == []
