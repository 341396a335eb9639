"""Questions on the command line: the contract of `ask --json` and `ask --batch`, and that it starts at once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.answers.contract import turn_object
from bot.answers.voice import Voice
from bot.answers.wording import LANGUAGES, wording
from bot.cli import app
from knowledge.answering import Desk
from knowledge.model import AnswerStatus, Catalogue, Query

FIELDS = {"id", "turn", "status", "text", "quantities", "verdict", "sources", "choices"}


def asked(*arguments: str, typed: str | None = None) -> tuple[int, list[dict[str, Any]]]:
    found = CliRunner().invoke(app, ["ask", *arguments], input=typed)
    return found.exit_code, [json.loads(line) for line in found.stdout.splitlines() if line.startswith("{")]


def test_a_batch_answers_each_turn_of_each_conversation_in_order(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "turns": ["how big was the overseas market in 2023?", "and domestic?"]},
        {"id": "b", "turns": ["海外市場は2024年にいくら？"]},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    status, found = asked("--json", "--batch", str(batch))
    assert status == 0
    assert [(each["id"], each["turn"]) for each in found] == [("a", 0), ("a", 1), ("b", 0)]
    assert [each["quantities"][0]["value"] for each in found] == [1722200000000, 1624300000000, 2170200000000]
    assert "2兆1,702億円" in found[2]["text"]


def test_an_answer_has_all_that_the_contract_names() -> None:
    _, [found] = asked("--json", "how big was the overseas market in 2024?")
    assert set(found) == FIELDS
    assert found["status"] == "answered"
    assert found["verdict"] is None
    assert "tiffcom-2025" in found["sources"]
    first = found["quantities"][0]
    assert (first["value"], first["low"], first["high"]) == (2170200000000, 2170150000000, 2170250000000)
    assert (first["unit"], first["basis"], first["kind"]) == ("JPY", "reported", "level")
    assert (first["metric"], first["period"]) == ("market_overseas", 2024)


def test_a_claim_has_a_verdict() -> None:
    _, [found] = asked("--json", "was the whole anime market 3.84 billion yen in 2024?")
    assert found["verdict"] == "false"
    assert found["text"].splitlines()[1].startswith("No. JPY 3.84 trillion")


def test_what_is_not_held_is_declined_without_a_number() -> None:
    _, [found] = asked("--json", "how big was the overseas market in 2003?")
    assert (found["status"], found["quantities"]) == ("declined", [])


def test_questions_come_from_standard_input_too() -> None:
    _, [found] = asked("--json", "--batch", "-", typed='{"id": "x", "turns": ["overseas share 2024"]}\n')
    assert found["id"] == "x"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [("nonsense", "line 1 is left out: it is no JSON"), ('{"id": 1, "turns": "x"}', "line 1 is left out: turns: ")],
)
def test_a_bad_line_is_named(typed: str, complaint: str) -> None:
    found = CliRunner().invoke(app, ["ask", "--batch", "-"], input=typed)
    assert found.exit_code == 1
    assert complaint in found.stderr


def test_a_question_is_answered_in_the_terminal() -> None:
    found = CliRunner().invoke(app, ["ask", "how big was the overseas market in 2024?"])
    assert "JPY 2.17 trillion" in found.stdout


def test_one_question_comes_from_standard_input_too() -> None:
    status, [found] = asked("--json", "-", typed="how big was the overseas market in 2024?\n")
    assert (status, found["status"]) == (0, "answered")
    explained = CliRunner().invoke(app, ["ask", "--explain", "-"], input="overseas market 2024\n")
    assert "JPY 2.17 trillion" in explained.stdout


def test_asking_loads_nothing_of_discord() -> None:
    code = (
        "import sys; from bot.asking import Asker; list(Asker.shipped().objects('1', ['overseas 2024'])); "
        "print(sorted({'discord', 'aiohttp', 'sqlalchemy'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["help.examples", "try.lines"])
def test_every_example_shown_is_answered(catalogue: Catalogue, desk: Desk, language: str, key: str) -> None:
    previous: Query | None = None
    for line in wording(language).several(key):
        answer = desk.ask(line.removeprefix("/anime "), previous=previous)
        assert answer.status is AnswerStatus.ANSWERED, line
        assert turn_object(answer, Voice(catalogue, language), id="1", turn=0)["text"], line
        previous = answer.query


def test_one_question_and_many_at_once_are_refused_in_one_line() -> None:
    found = CliRunner().invoke(app, ["ask", "overseas 2024", "--batch", "-"], input="")
    assert found.exit_code == 1
    assert "not both" in found.stderr
