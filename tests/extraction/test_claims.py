"""Claims are checked one by one, by intervals and by what their words allow."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.extraction import Checker
from knowledge.model import Verdict
from tests.questions.corpora import TODAY, the_catalogue


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(the_catalogue(), Desk(the_catalogue(), today=lambda: TODAY))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The anime market was 3.84 trillion yen in 2024.", Verdict.TRUE),
        ("The anime market was 3.84 billion yen in 2024.", Verdict.FALSE),
        ("Overseas anime revenue came to nearly 2.2 trillion yen in 2024.", Verdict.TRUE),
        ("Overseas anime revenue came to more than 3 trillion yen in 2024.", Verdict.FALSE),
        ("海外市場は2024年に26%増えた。", Verdict.TRUE),
        ("海外市場は2024年に126%増えた。", Verdict.FALSE),
        ("Overseas was larger than domestic in 2023.", Verdict.TRUE),
        ("The market was 3.84 trillion in 2024, and overseas was 1.67 trillion in 2024.", Verdict.FALSE),
        ("Anime in France was worth 300 million euros in 2024.", Verdict.UNKNOWN),
        ("Best year ever for my collection!", Verdict.UNKNOWN),
        ("", Verdict.UNKNOWN),
    ],
)
def test_a_message_is_true_only_where_each_of_its_claims_is(checker: Checker, text: str, verdict: Verdict) -> None:
    assert checker.checked(text).verdict is verdict


def test_an_amount_that_is_a_difference_is_not_checked_as_a_level(checker: Checker) -> None:
    found = checker.checked("In 2024 overseas anime revenue was about 500 billion yen ahead of domestic.")
    assert found.verdict is Verdict.TRUE
