"""How much is read of a text."""

from __future__ import annotations

import unicodedata

import pytest

from knowledge.extraction.beginning import OF_ARTICLES, OF_MESSAGES, Limit

SMALL = Limit(characters=45, words=8, numbers=3)


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("these eight words are not more than that", "these eight words are not more than that"),
        ("but nine of these is a word too many", "but nine of these is a word too "),
        ("1, 2, 3 and 4", "1, 2, 3 and "),
        ("3.84, 2,170,000, 1.67, 5", "3.84, 2,170,000, 1.67, "),
        ("((((((((((", "(((((((("),
        ("0.0.0.0.0.0.0.0", "0.0.0.0.0.0."),
        ("海外市場は国内市場よりも大きかったです。", "海外市場は国内市場よりも大きかったです。"),
        ("x" * 50, "x" * 45),
    ],
)
def test_a_text_is_read_up_to_what_is_too_much(text: str, beginning: str) -> None:
    assert SMALL.beginning(text) == beginning


@pytest.mark.parametrize("letter", ["ŀ", "㌫", "ﷺ"])
def test_a_letter_that_stands_for_many_counts_as_these(letter: str) -> None:
    read = OF_MESSAGES.beginning(letter * 2_000)
    assert read
    assert len(unicodedata.normalize("NFKC", read)) <= OF_MESSAGES.characters


def test_a_long_message_and_a_long_article_are_read_whole() -> None:
    sentence = "Overseas was 2.17 trillion yen in 2024, up 26 percent on the year before, as the AJA says. "
    assert OF_MESSAGES.beginning(sentence * 10) == sentence * 10
    assert OF_ARTICLES.beginning(sentence * 30) == sentence * 30


def test_what_is_cut_ends_with_a_sentence() -> None:
    assert SMALL.beginning("It was 3.84. It was 3.84 in all. It was more.") == "It was 3.84."
    assert SMALL.beginning(f"海外は伸びた。{'とても' * 20}伸びた。") == "海外は伸びた。"


def test_one_letter_more_than_it_looks_cuts_no_more_than_that() -> None:
    text = "x " * 990 + "… and " + "y " * 10
    assert len(Limit(characters=2_000, words=1_500, numbers=9).beginning(text)) > 1_980


@pytest.mark.parametrize("words", range(284, 302))
def test_no_claim_is_cut_in_two(words: int) -> None:
    read = OF_MESSAGES.beginning("so. " + "well " * words + "The anime market was 3.84 trillion yen in 2024.")
    assert "3.84" not in read or "2024." in read
