"""The years that a question speaks of, in the order in which it does."""

from __future__ import annotations

import pytest

from knowledge.questions import Reader
from knowledge.questions.normalise import normalised
from knowledge.questions.periods import dated
from knowledge.questions.spelled import in_digits
from tests.knowledge.questions.conftest import Understand

NOW = 2026


def years(reader: Reader, text: str) -> list[int]:
    return [year for _, year in dated(reader.tags(in_digits(normalised(text))), NOW)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("overseas in 2024", [2024]),
        ("2023 against 2019", [2023, 2019]),
        ("2024, and again 2024", [2024, 2024]),
        ("overseas last year", [NOW - 1]),
        ("overseas this year", [NOW]),
        ("before the pandemic", [2019]),
        ("overseas anime 23 usd", [2023]),
        ("5 years ago", [NOW - 5]),
        ("昨年の海外市場", [NOW - 1]),
        ("一昨年の海外市場", [NOW - 2]),
        ("2019年と2024年", [2019, 2024]),
        ("22・23・24年の海外市場", [2022, 2023, 2024]),
        ("2033年までに20兆円", [2033]),
        ("全体.2015.前年比", [2015]),
        ("23 titles", []),
        ("the market", []),
    ],
)
def test_years_are_those_said_in_their_order(reader: Reader, text: str, said: list[int]) -> None:
    assert years(reader, text) == said


@pytest.mark.parametrize(
    ("text", "metrics", "years"),
    [
        ("overseas and domestic in 2019 and 2021", ("market_overseas", "market_domestic"), (2019, 2021)),
        ("sum of tv and movies in 2022 and 2023", ("market_tv", "market_movie"), (2022, 2023)),
        ("海外と国内、2019年と2021年の市場規模", ("market_overseas", "market_domestic"), (2019, 2021)),
    ],
)
def test_years_listed_are_asked_of_each_of_several_things(
    understand: Understand, text: str, metrics: tuple[str, ...], years: tuple[int, ...]
) -> None:
    asked = {(item.metric, item.period) for item in understand(text).items}
    assert asked == {(metric, year) for metric in metrics for year in years}
