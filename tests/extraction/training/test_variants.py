"""What is learnt from in other words is still labelled as it stands there."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from knowledge.extraction.paragraphs import Paragraphs
from knowledge.model import Kind, Unit
from tests.extraction.corpus import Paragraph, Printed, paragraphs
from tests.extraction.training.variants import METRICS, Variants
from tests.questions.corpora import the_catalogue


@pytest.fixture(scope="module")
def reader() -> Paragraphs:
    return Paragraphs(the_catalogue())


def of_one_category(metric: str, name: str, said: str) -> Paragraph:
    figure = Printed(said=said, metric=metric, kind=Kind.LEVEL, period=2019, value=Decimal(7), unit=Unit.JPY)
    return Paragraph(lang="en", text=f"In 2019 {name} came to {said}.", figures=(figure,))


def test_a_category_and_the_figures_told_of_it_are_exchanged_together(reader: Paragraphs) -> None:
    given = [of_one_category("market_music", "music", "7 yen"), of_one_category("market_live", "concerts", "9 yen")]
    chance, seen = random.Random(5), set()
    for _ in range(60):
        for each in Variants(given, reader).drawn(chance)[:2]:
            seen.add((each.text.split()[2], each.figures[0].metric))
    assert seen == {("music", "market_music"), ("concerts", "market_live")}
    assert {each.figures[0].metric for _ in range(60) for each in Variants(given, reader).drawn(chance)[:1]} == {
        "market_music",
        "market_live",
    }


def test_every_figure_of_a_variant_stands_in_its_text(reader: Paragraphs) -> None:
    given = list(paragraphs())[:300]
    drawn = Variants(given, reader).drawn(random.Random(2))
    assert len(drawn) > len(given)
    assert sum(one.text != reader.plain(other.text) for one, other in zip(drawn, given, strict=False)) > 10
    for each in drawn:
        assert all(figure.said in each.text for figure in each.figures)


def test_two_paragraphs_are_joined_only_where_the_second_dates_itself(reader: Paragraphs) -> None:
    dated = of_one_category("market_music", "music", "7 yen")
    undated = dated.model_copy(update={"hint": 2019, "text": "Music came to 7 yen."})
    joined = [each for _ in range(40) for each in Variants([dated, undated], reader).drawn(random.Random(_))[2:]]
    assert joined == []
    many = Variants([dated] * 20, reader).drawn(random.Random(1))[20:]
    assert [figure.nth for figure in many[0].figures] == [1, 2]


def test_what_can_be_exchanged_is_measured(reader: Paragraphs) -> None:
    assert set(METRICS.values()) <= set(map(str, the_catalogue().metrics))
