"""How long a chart takes to be painted once all is loaded, and how large it is, for each kind of chart."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from bot.answers.drawing import Drawing, drawn
from bot.answers.voice import Voice
from bot.painting import paint, warm
from knowledge.answering import Desk
from knowledge.model import Operation, Query
from tests.questions.corpora import TODAY, the_catalogue
from tests.questions.notation import query_of

CHARTS = {
    "a course over 16 years": "series market_total",
    "a course over 8 years": "series market_streaming",
    "two courses": "series market_overseas, market_domestic 2015..",
    "two things compared": "compare market_overseas@2024, market_domestic@2024",
    "the eight categories": "compare categories@2023",
    "a target": "gap",
}
TIMES = 9


def report() -> Iterator[str]:
    """A line a chart: the median of several paintings."""
    desk, voice = Desk(the_catalogue(), today=lambda: TODAY), Voice(the_catalogue(), "en")
    warm()
    yield f"{'a chart, painted':44}{'ms':>9}{'KB':>9}"
    queries = {name: query_of(meaning) for name, meaning in CHARTS.items()}
    for name, query in [*queries.items(), ("coverage", Query(operation=Operation.COVERAGE))]:
        assert isinstance(query, Query)
        drawing = drawn(desk.answer(query), voice)
        assert drawing is not None
        yield _line(name, drawing)


def _line(name: str, drawing: Drawing) -> str:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        png = paint(drawing)
        taken.append((time.perf_counter() - began) * 1_000)
    return f"{name:44}{statistics.median(taken):9.0f}{len(png) / 1024:9.0f}"
