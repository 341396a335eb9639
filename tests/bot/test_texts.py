"""Texts on the command line: the figures of articles and the claims of messages, one or many."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app


def run(*arguments: str, typed: str | None = None) -> tuple[int, str]:
    found = CliRunner().invoke(app, list(arguments), input=typed)
    return found.exit_code, found.output


def objects(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


ARTICLE = {"id": "a", "text": "The overseas market rose to JPY2.41 trillion.", "year_hint": 2025}
CLAIM = {"id": "c", "text": "The overseas anime market was 2.17 trillion yen in 2024."}


def test_the_figures_of_many_articles_are_extracted_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(f"{json.dumps(ARTICLE)}\n\n{json.dumps(ARTICLE | {'id': 'b', 'text': 'Nothing.'})}\n")
    status, output = run("extract", "--json", "--batch", str(file))
    assert status == 0
    first, second = objects(output)
    assert first == {
        "id": "a",
        "figures": [
            {
                "metric": "market_overseas",
                "kind": "level",
                "period": 2025,
                "value": 2_410_000_000_000,
                "unit": "JPY",
                "text": "JPY2.41 trillion",
            }
        ],
    }
    assert second == {"id": "b", "figures": []}


def test_claims_are_checked_from_standard_input() -> None:
    false = CLAIM | {"id": "f", "text": "The overseas anime market was 21.7 trillion yen in 2024."}
    silent = CLAIM | {"id": "n", "text": "I like trains."}
    lines = "\n".join(json.dumps(each) for each in (CLAIM, false, silent))
    status, output = run("check", "--json", "--batch", "-", typed=lines)
    assert status == 0
    assert [(each["id"], each["verdict"]) for each in objects(output)] == [
        ("c", "true"),
        ("f", "false"),
        ("n", "unknown"),
    ]


def test_one_text_is_read_to_a_person() -> None:
    _, extracted = run("extract", ARTICLE["text"], "--year", "2025")  # type: ignore[arg-type]
    assert "Overseas anime market, 2025: JPY 2.41 trillion (“JPY2.41 trillion”)" in extracted
    _, checked = run("check", "海外市場は2024年に2兆1702億円だった")
    assert "手元の数値と合っています。" in checked


def test_one_text_is_read_from_standard_input() -> None:
    status, extracted = run("extract", "-", "--year", "2025", typed=f"{ARTICLE['text']}\n")
    assert status == 0
    assert "Overseas anime market, 2025: JPY 2.41 trillion (“JPY2.41 trillion”)" in extracted
    _, checked = run("check", "--json", "-", typed=CLAIM["text"])
    assert [each["verdict"] for each in objects(checked)] == ["true"]


@pytest.mark.parametrize("command", ["extract", "check", "ask"])
@pytest.mark.parametrize(("text", "typed"), [("-", ""), ("-", " \n\n"), ("", None), ("  ", None)])
def test_an_empty_text_is_an_error(command: str, text: str, typed: str | None) -> None:
    for as_json in ([], ["--json"]):
        status, output = run(command, text, *as_json, typed=typed)
        assert status == 1
        assert "the text is empty" in output


@pytest.mark.parametrize("command", ["extract", "check", "ask"])
def test_standard_input_that_is_no_text_is_an_error(command: str) -> None:
    found = CliRunner().invoke(app, [command, "-"], input=b"\xff\xfe2024")
    assert found.exit_code == 1
    assert "not UTF-8" in found.output


@pytest.mark.parametrize("command", ["extract", "check"])
@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        ([], None, "give one text"),
        (["--batch", "-"], "{}", "line 1 is not"),
        (["--batch", "-"], '{"id": "1", "text": "x"}\nno json', "line 2 is not"),
        (["--batch", "nowhere.jsonl"], None, "nowhere.jsonl can't be read"),
    ],
)
def test_what_can_t_be_read_is_told_in_a_line(command: str, arguments: list[str], typed: str | None, told: str) -> None:
    status, output = run(command, *arguments, typed=typed)
    assert status != 0
    assert told in output
