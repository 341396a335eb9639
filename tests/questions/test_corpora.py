"""Every spelling of a meaning is read as that meaning, and what is no question for the store as none."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.questions import Reader, Reading
from tests.questions.meanings import YEAR_NOW, Spelling, not_answered, slip, spellings

CORPORA = ("corpus_en.toml", "corpus_ja.toml")
GAPS = "known_gaps.toml"


@pytest.mark.parametrize(
    "spelling", [pytest.param(spelling, id=spelling.text) for file in CORPORA for spelling in spellings(file)]
)
def test_a_spelling_is_read_as_what_it_means(spelling: Spelling) -> None:
    assert slip(spelling) == ""


@pytest.mark.parametrize("text", [text for file in CORPORA for text in not_answered(file)])
def test_what_the_store_cannot_answer_is_not_read_as_something_else(reader: Reader, text: str) -> None:
    result = reader.read(text, year_now=YEAR_NOW)
    assert not isinstance(result, Reading), result.query


def test_no_text_stands_in_two_places_or_means_two_things() -> None:
    texts = [text for file in (*CORPORA, GAPS) for text in (*(s.text for s in spellings(file)), *not_answered(file))]
    assert [text for text, times in Counter(texts).items() if times > 1] == []
