"""How long a question takes to be understood and answered, beside a plain lookup among canonical questions."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice

from rapidfuzz import fuzz, process

from bot.asking import Asker, answer_batch
from knowledge.answering import Desk
from knowledge.catalogue import load, merged
from knowledge.model import Catalogue, Figure, Geography, Kind, Metric, MetricName, Scope, Unit
from knowledge.questions.reader import Reader
from tests.questions.corpora import TODAY, conversations, held_out

QUESTIONS = 1_000
MORE_METRICS, MORE_FIGURES = 10, 100
"""How many times the metrics and the figures of the catalogue that ships."""

_SYLLABLES = "ba ko mi zu ten ral vor pin sha dul gre nos".split()


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds a question: the median and the 99th percentile."""

    name: str
    median: float
    slowest: float

    def beside(self, other: Timing) -> str:
        return (
            f"{self.name:44}{self.median:9.2f}{self.slowest:9.2f}"
            f"{self.median / other.median:9.2f}{self.slowest / other.slowest:9.2f}"
        )


def questions() -> list[str]:
    """First turns of the conversations that nothing is learnt from."""
    every = filter(held_out, conversations())
    return [turns[0]["q"] for turns in islice(every, QUESTIONS)]


def timed(name: str, ask: Callable[[str], object], asked: list[str]) -> Timing:
    """Each question once, after a tenth of them to warm up."""
    for question in asked[:: max(1, len(asked) // 100)]:
        ask(question)
    taken = []
    for question in asked:
        began = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - began) * 1_000)
    taken.sort()
    return Timing(name, taken[len(taken) // 2], taken[len(taken) * 99 // 100])


def generated(catalogue: Catalogue) -> Catalogue:
    """The catalogue with ten times the metrics and a hundred times the figures."""
    chance = random.Random(3)
    metrics = [_metric(number, chance) for number in range(len(catalogue.metrics) * (MORE_METRICS - 1))]
    wanted = len(catalogue.figures) * (MORE_FIGURES - 1)
    return merged(catalogue, metrics=metrics, figures=list(islice(_figures(catalogue, metrics, chance), wanted)))


def _metric(number: int, chance: random.Random) -> Metric:
    word = "".join(chance.choice(_SYLLABLES) for _ in range(4)) + str(number)
    name = MetricName(name=f"The {word} index", short=word, aliases=(f"{word} sales",), definition=".")
    return Metric(
        id=f"generated_{number}",
        scope=Scope.EVENTS,
        geography=Geography.ALL,
        unit=Unit.COUNT,
        subject=f"generated_{number}",
        names={"en": name, "ja": name},
    )


def _figures(catalogue: Catalogue, metrics: list[Metric], chance: random.Random) -> Iterator[Figure]:
    model = catalogue.figures[0]
    for year in range(1900, 2101):
        for metric in metrics:
            value = Decimal(chance.randrange(1, 10**6))
            yield Figure(
                metric=metric.id,
                kind=Kind.LEVEL,
                period=year,
                unit=Unit.COUNT,
                value=value,
                editions=model.editions,
                sources=model.sources,
            )


def lookup(catalogue: Catalogue) -> Callable[[str], object]:
    """A list of frequent questions: the nearest of one canonical question a figure."""
    asked = [
        f"What was the {figure.kind.value} of {catalogue.metrics[figure.metric].names['en'].name} in {figure.period}?"
        for figure in catalogue.figures
    ]
    return lambda question: process.extractOne(question, asked, scorer=fuzz.WRatio)


def batch(asked: list[str]) -> Timing:
    """What `ask --batch` takes a question, once it has started."""
    asker, written = Asker.shipped(), list[str]()
    return timed("ask --batch", lambda each: answer_batch([_line(each)], asker, written.append, print), asked)


def _line(question: str) -> str:
    return json.dumps({"id": "1", "turns": [question]})


def table() -> str:
    """Every line of the benchmark, with the ratio to the lookup over the catalogue that ships."""
    shipped, asked = load(), questions()
    larger = generated(shipped)
    base = timed("lookup with rapidfuzz, as it ships", lookup(shipped), asked)
    lines = [f"{'milliseconds a question':44}{'median':>9}{'99 %':>9}{'ratio':>9}{'ratio':>9}", base.beside(base)]
    for name, catalogue in (("as it ships", shipped), ("10 x metrics, 100 x figures", larger)):
        reader, desk = Reader(catalogue), Desk(catalogue, today=_today)
        lines.append(timed(f"understood, {name}", partial(reader.read, year_now=_today().year), asked).beside(base))
        lines.append(timed(f"understood and answered, {name}", desk.ask, asked).beside(base))
    lines.append(batch(asked).beside(base))
    few = asked[:50]
    lines.append(timed("lookup with rapidfuzz, 100 x figures", lookup(larger), few).beside(base))
    return "\n".join(lines)


def _today() -> date:
    return TODAY
