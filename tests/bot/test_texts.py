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


def test_one_text_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(f"{ARTICLE['text']}\n")
    status, extracted = run("extract", str(file), "--year", "2025")
    assert status == 0
    assert "Overseas anime market, 2025: JPY 2.41 trillion (“JPY2.41 trillion”)" in extracted


def test_a_text_longer_than_any_file_s_name_is_a_text() -> None:
    status, checked = run("check", "--json", CLAIM["text"] + " So they say." * 400)
    assert status == 0
    assert [len(objects(checked)), objects(checked)[0]["claims"][0]["verdict"]] == [1, "true"]


def test_each_claim_of_a_message_is_told_with_its_number() -> None:
    text = "The overseas anime market was 2.17 trillion yen in 2024. The domestic one was 1.76 trillion."
    _, output = run("check", "--json", text)
    (found,) = objects(output)
    claims = [(each["verdict"], each["quantities"][0]["metric"]) for each in found["claims"]]
    assert found["verdict"] == "false"
    assert claims == [("true", "market_overseas"), ("false", "market_domestic")]


@pytest.mark.parametrize("command", ["extract", "check"])
def test_the_lines_after_a_bad_one_are_read_all_the_same(command: str) -> None:
    lines = "\n".join([json.dumps(CLAIM), "no json", json.dumps(CLAIM | {"id": "d"})])
    status, output = run(command, "--batch", "-", typed=lines)
    assert status == 1
    assert [each["id"] for each in objects(output)] == ["c", "d"]


@pytest.mark.parametrize("command", ["extract", "check", "ask"])
@pytest.mark.parametrize(("text", "typed"), [("-", ""), ("-", " \n\n"), ("", None), ("  ", None)])
def test_an_empty_text_is_an_error(command: str, text: str, typed: str | None) -> None:
    for as_json in ([], ["--json"]):
        status, output = run(command, text, *as_json, typed=typed)
        assert status == 1
        assert ("there is nothing in standard input" if text == "-" else "the text is empty") in output


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
        (["--batch", "-"], "{}", "line 1 is left out: id: field required"),
        (["--batch", "-"], '{"id": "1", "text": "x"}\nno json', "line 2 is left out: it is no JSON"),
        (
            ["--batch", "-"],
            '{"id": "1", "text": "x"}\nno json',
            "1 of 2 lines could not be read; each must be such as {",
        ),
        (["--batch", "nowhere.jsonl"], None, "nowhere.jsonl can't be read: No such file or directory"),
        (["--batch", "."], None, ". can't be read: Is a directory"),
    ],
)
def test_what_can_t_be_read_is_told_in_a_line(command: str, arguments: list[str], typed: str | None, told: str) -> None:
    status, output = run(command, *arguments, typed=typed)
    assert status != 0
    assert told in output


@pytest.mark.parametrize("command", ["extract", "check"])
def test_undated_lines_of_a_batch_are_of_the_year_that_is_given(command: str) -> None:
    dated = {"id": "d", "text": "The overseas market was 1.72 trillion yen.", "year_hint": 2024}
    undated = {"id": "u", "text": "The overseas market was 1.72 trillion yen."}
    lines = "\n".join(map(json.dumps, (dated, undated)))
    status, output = run(command, "--batch", "-", "--year", "2023", typed=lines)
    assert status == 0
    found = {each["id"]: each for each in objects(output)}
    if command == "check":
        assert (found["d"]["verdict"], found["u"]["verdict"]) == ("false", "true")
    else:
        assert [found[id]["figures"][0]["period"] for id in ("d", "u")] == [2024, 2023]


@pytest.mark.parametrize("command", ["extract", "check"])
@pytest.mark.parametrize("name", ["./nothing-here", "nothing-here.txt", "/nothing/here"])
def test_the_name_of_a_file_that_is_not_there_is_no_text(command: str, name: str) -> None:
    status, output = run(command, name)
    assert status == 1
    assert f"{name} can't be read" in output


@pytest.mark.parametrize("command", ["extract", "check"])
def test_a_directory_is_no_text(command: str, tmp_path: Path) -> None:
    status, output = run(command, str(tmp_path))
    assert status == 1
    assert "can't be read" in output


@pytest.mark.parametrize("command", ["extract", "check"])
def test_what_is_cut_off_a_long_text_is_told_in_json(command: str) -> None:
    long = {"id": "l", "text": "It was a fine day for anime. " * 400}
    status, output = run(command, "--batch", "-", typed=f"{json.dumps(long)}\n{json.dumps(CLAIM)}\n")
    assert status == 0
    assert [each.get("cut") for each in objects(output)] == [True, None]


def test_a_conversation_without_a_turn_is_left_out_by_name() -> None:
    status, output = run("ask", "--batch", "-", typed='{"id": "1", "turns": []}\n')
    assert status == 1
    assert "line 1 is left out" in output


@pytest.mark.parametrize("option", ["--kind", "--rank"])
def test_a_kind_or_rank_that_there_is_none_of_is_told_with_those_there_are(option: str) -> None:
    status, output = run("figures", "add", "overseas", "2025", "JPY 2.6 trillion", "AJA", option, "best")
    assert status == 2
    assert ("growth" if option == "--kind" else "superseded") in output
