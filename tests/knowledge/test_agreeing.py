"""Two readings that come to the same yes or no are one answer; any others are asked back."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.answering.asking import _agreed
from knowledge.model import Query, Reason
from knowledge.questions import Choice
from tests.questions.corpora import TODAY, the_catalogue
from tests.questions.notation import query_of


def choice(*lines: str) -> Choice:
    queries = tuple(query for line in lines if isinstance(query := query_of(line), Query))
    return Choice(queries, reason=Reason.WHICH)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("growth(market_live)@2020 ? < 0 percent", "change market_live 2019>2020 ? < 0 percent", "true"),
        ("market_total@2024 ? > 4e12 JPY", "market_total@2023 ? > 4e12 JPY", "false"),
        ("market_overseas@2024 ? > 2e12 JPY", "market_overseas@2023 ? > 2e12 JPY", None),
        ("market_overseas@2024", "market_overseas@2023", None),
        ("market_overseas@2024 ? > 2e12 JPY", "market_overseas@2003 ? > 2e12 JPY", None),
    ],
)
def test_only_where_both_readings_come_to_the_same_there_is_an_answer(
    one: str, other: str, verdict: str | None
) -> None:
    found = _agreed(choice(one, other), Desk(the_catalogue(), today=lambda: TODAY).answer)
    assert (found.verdict.value if found and found.verdict else None) == verdict
