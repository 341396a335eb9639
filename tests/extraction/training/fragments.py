"""What people call a metric, from the corpora of questions, with an amount put beside it: short texts to begin with.

A question that asks for one figure, or a claim of one, names it as people do. A few of them in a row teach which name
belongs to which amount.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.extraction.network import BESIDE
from knowledge.extraction.paragraphs import Paragraphs
from knowledge.model import Catalogue, Kind, Operation, Quantity, Query, Unit
from knowledge.questions.normalise import is_japanese
from tests.extraction.training.examples import Example, Meant
from tests.questions.corpora import Turns
from tests.questions.notation import query_of

MOST_IN_A_ROW = 4
YEARS = (2002, 2035)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text; `claimed` is the amount in it, None where one is to be put beside it."""

    text: str
    language: str
    metric: str
    kind: Kind
    year: int | None
    claimed: Quantity | None


def fragments(conversations: Iterable[Turns]) -> Iterator[Fragment]:
    """The first turns that ask for one figure, or claim one."""
    for turns in conversations:
        text, query = turns[0]["q"], query_of(turns[0]["m"])
        if not isinstance(query, Query) or query.operation is not Operation.VALUE or len(query.items) != 1:
            continue
        (item,) = query.items
        claimed = query.claim.bound if query.claim is not None else None
        if item.of is not None or (query.claim is not None and claimed is None):
            continue
        language = "ja" if is_japanese(text) else "en"
        yield Fragment(text, language, str(item.metric), item.kind, item.period, claimed)


class Rows:
    """Puts fragments in a row."""

    def __init__(self, given: Iterable[Fragment], catalogue: Catalogue, reader: Paragraphs) -> None:
        self._catalogue, self._reader = catalogue, reader
        self._of: dict[str, list[Fragment]] = {"en": [], "ja": []}
        for fragment in given:
            self._of[fragment.language].append(fragment)

    def drawn(self, chance: random.Random) -> Example | None:
        """A row of fragments; None where its amounts are not all seen in it."""
        pool = self._of[chance.choice(["en", "ja"])]
        chosen = chance.sample(pool, chance.randint(1, MOST_IN_A_ROW))
        hint = chance.randint(*YEARS) if any(each.year is None for each in chosen) or chance.random() < 0.5 else None
        text, places = "", []
        for fragment in chosen:
            start = len(text)
            text += self._said(fragment, chance)
            places.append((start, len(text), fragment))
            text += chance.choice(["。", "\n"] if fragment.language == "ja" else [". ", "; ", "\n"])
        return self._example(text, places, hint)

    def _said(self, fragment: Fragment, chance: random.Random) -> str:
        if fragment.claimed is not None:
            return fragment.text
        metric = self._catalogue.metrics[fragment.metric]
        said = printed(Unit.PERCENT if fragment.kind is not Kind.LEVEL else metric.unit, fragment.language, chance)
        text = fragment.text.rstrip("?？!.。 ")
        if fragment.language == "ja":
            return chance.choice([f"{text}、{said}", f"{said}：{text}", f"{text}は{said}", f"{text}＝{said}"])
        return chance.choice([f"{text}: {said}", f"{said} — {text}", f"{text} ({said})", f"{text} was {said}"])

    def _example(self, text: str, places: list[tuple[int, int, Fragment]], hint: int | None) -> Example | None:
        plain = self._reader.plain(text)
        stretches = list(self._reader.stretches(plain, hint))
        if len(plain) != len(text) + text.count("\n") * 2 or len(stretches) != 1:
            return None
        (stretch,) = stretches
        years = {moment.year + step for moment in stretch.moments for step in BESIDE}
        meant: list[Meant | None] = []
        for amount in stretch.amounts:
            moved = amount.start - 2 * plain[: amount.start].count("\n")
            fragment = next((each for start, end, each in places if start <= moved < end), None)
            meant.append(self._meant(fragment, amount.quantity, hint, years) if fragment is not None else Meant())
        return Example(stretch, tuple(meant))

    def _meant(self, fragment: Fragment, said: Quantity, hint: int | None, years: set[int]) -> Meant:
        if fragment.claimed is not None and abs(fragment.claimed.value) != abs(said.value):
            return Meant()
        year = fragment.year if fragment.year is not None else hint
        kind = "share" if fragment.kind is Kind.SHARE else "level" if fragment.kind is Kind.LEVEL else None
        if kind is None and fragment.claimed is not None:
            kind = "fall" if fragment.claimed.value < 0 else "rise"
        return Meant(fragment.metric, kind, year if year in years else None)


def printed(unit: Unit, language: str, chance: random.Random) -> str:
    """An amount as it is printed."""
    if unit is Unit.PERCENT:
        return f"{Decimal(chance.randint(3, 990)) / 10}{chance.choice(['%', '％' if language == 'ja' else ' percent'])}"
    if unit is Unit.JPY:
        return _yen(language, chance)
    number = f"{chance.randint(20, 400) if unit is Unit.COUNT else chance.randint(60_000, 140_000):,}"
    if language == "ja":
        return number + ("分" if unit is Unit.MINUTES else chance.choice(["", "本", "件"]))
    return number + (" minutes" if unit is Unit.MINUTES else "")


def _yen(language: str, chance: random.Random) -> str:
    size = chance.choice([10, 100, 1000, 10_000])
    billions = Decimal(chance.randint(size, size * 10)) / 10
    if chance.random() < 0.2:
        return f"${billions} billion" if language == "en" else f"{int(billions * 10):,}億ドル"
    if language == "ja":
        whole, rest = divmod(int(billions * 10), 10_000)
        return (f"{whole}兆" if whole else "") + (f"{rest:,}億円" if rest or not whole else "円")
    if billions > 900:
        return chance.choice(["JPY{} trillion", "¥{}tn", "{} trillion yen"]).format(round(billions / 1000, 2))
    return chance.choice(["JPY{} billion", "¥{}bn", "{} billion yen"]).format(billions)
