"""The clause that asks is told from the story around it."""

from __future__ import annotations

import pytest

from knowledge.questions import Reader
from knowledge.questions.clauses import asking
from knowledge.questions.normalise import normalised
from tests.knowledge.questions.conftest import Understand


def asked(reader: Reader, text: str) -> str:
    tags = reader.tags(normalised(text))
    return " ".join(tags[index].text for index in sorted(asking(tags, check=False)))


@pytest.mark.parametrize(
    ("text", "said", "left_out"),
    [
        ("My sister draws. How big was the overseas market in 2024?", "overseas", "sister"),
        ("How big was the overseas market in 2024? My sister wants to know.", "overseas", "sister"),
        ("I am writing an essay, so how big was the overseas market in 2024?", "overseas", "essay"),
    ],
)
def test_a_story_is_no_part_of_the_question(reader: Reader, text: str, said: str, left_out: str) -> None:
    clause = asked(reader, text)
    assert said in clause
    assert left_out not in clause


@pytest.mark.parametrize("text", ["overseas market 2024", "how big was the overseas market in 2024?"])
def test_a_single_clause_is_all_of_the_question(reader: Reader, text: str) -> None:
    tags = reader.tags(normalised(text))
    assert asking(tags, check=False) == frozenset(range(len(tags)))


@pytest.mark.parametrize(
    "text",
    [
        "My teacher gave me homework. How big was the overseas anime market in 2024?",
        "How big was the overseas anime market in 2024? It is for a school essay.",
        "Hi there! I'm new here. Could you tell me how big the overseas anime market was in 2024?",
        "友達と話していたのですが、2024年の海外アニメ市場はいくらですか",
    ],
)
def test_a_story_changes_nothing_of_what_is_read(understand: Understand, text: str) -> None:
    assert understand(text) == understand("How big was the overseas anime market in 2024?")
