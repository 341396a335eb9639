"""Where one claim ends and the next begins."""

from __future__ import annotations

import pytest

from knowledge.extraction.clauses import clauses, sentences


def test_a_message_is_cut_at_stops_and_lines_and_not_inside_numbers() -> None:
    text = "Overseas was 2.17 trillion.  Really!\nアニメは3.84兆円。すごい"
    assert sentences(text) == ["Overseas was 2.17 trillion.", "Really!", "アニメは3.84兆円。", "すごい"]


def test_a_number_that_is_called_by_its_name_is_not_cut_off_but_a_no_is() -> None:
    assert sentences("It was no. 2. No. It was 3.") == ["It was no. 2.", "No.", "It was 3."]
    assert sentences("Not smaller. No. 2024 was 3.84 trillion.")[1:] == ["No.", "2024 was 3.84 trillion."]
    assert sentences("Not smaller. No. 3 trillion.")[1:] == ["No.", "3 trillion."]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("it grew 26%, while Japan added 2.8%", ["it grew 26%", "while Japan added 2.8%"]),
        ("1,240 people and some dogs", ["1,240 people", "and some dogs"]),
        ("between 2017 and 2023 it fell, by half", ["between 2017 and 2023 it fell", "by half"]),
        ("2021 and 2022: home ahead, 2023: abroad", ["2021 and 2022, home ahead", "2023, abroad"]),
        ("「国内は半分」って、本当か", ["国内は半分", "って", "本当か"]),
        ("市場は縮んだのに、配信は伸びた", ["市場は縮んだのに", "配信は伸びた"]),
        ("just one claim of 2.17 trillion", []),
        ("", []),
    ],
)
def test_a_sentence_is_cut_at_marks_and_at_words_that_join(sentence: str, parts: list[str]) -> None:
    assert clauses(sentence) == parts
