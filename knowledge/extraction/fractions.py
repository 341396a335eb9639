"""What a fraction is one of, where it is no share of a market: of another thing, or of what was there a year before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.model import MetricId
from knowledge.questions.reading import Tag
from knowledge.questions.spelled import WORDS
from knowledge.questions.spoken import FRACTIONS

_OF_LAST_YEAR = re.compile(
    r"(?:前年|前の年)の(?:約|ほぼ|およそ)?(?:半分|\d割|\d分の\d|[一二三四]割)|\bof (?:what it was )?the year before\b",
    re.IGNORECASE,
)

_TENTHS = re.compile(r"\b(?P<tenths>two|three|four|six|seven|eight|nine|[2-9])[\s-]tenths\b", re.IGNORECASE)


def tenths_in_percent(text: str) -> str:
    """A text with its tenths as percent: "nine tenths" is about 90 percent."""
    return _TENTHS.sub(lambda found: f"about {10 * _count(found['tenths'].lower())} percent", text)


def _count(said: str) -> int:
    return WORDS[said] if said in WORDS else int(said)


_RATIO = r"(?:1\d\d|9\d|8\d)(?:\.\d+)?[%％](?!\s*(?:増|減|伸|アップ|ダウン|拡大|縮小|上昇|の伸))"
_FIRST_RATIO = re.compile(rf"前年比(?:で)?{_RATIO}")
_NEXT_RATIO = re.compile(rf"(?<!前年比)(?<!前年比で)(?<!同)(?<![\d.]){_RATIO}")


def ratios_in_full(text: str) -> str:
    """A text in which 前年比 stands before each ratio to the year before, where it is said of the first of a sentence:
    前年比126%、国内は102.8%.
    """
    return "。".join(map(_in_full, text.split("。"))) if "前年比" in text else text


def _in_full(sentence: str) -> str:
    first = _FIRST_RATIO.search(sentence)
    if first is None:
        return sentence
    return sentence[: first.end()] + _NEXT_RATIO.sub(r"前年比\g<0>", sentence[first.end() :])


BETWEEN = 3
"""Tags that may stand between a fraction and what it is one of: "a fifth of what anime"."""


def of_last_year(text: str) -> bool:
    """前年の3分の1, "half of the year before"."""
    return _OF_LAST_YEAR.search(text) is not None


def of_another(
    tags: Sequence[Tag], names: Mapping[str, MetricId], *, japanese: bool
) -> tuple[MetricId, MetricId] | None:
    """Of two things that are named, the one that is a fraction of the other, and the other."""
    named = [(place, names[each]) for place, tag in enumerate(tags) for each in tag.names("subject") if each in names]
    fraction = [p for p, tag in enumerate(tags) if tag.has(*FRACTIONS) or (tag.number is not None and tag.year is None)]
    if len(named) != 2 or not fraction or named[0][1] == named[1][1]:
        return None
    (_, one), (place, other) = named
    gap = fraction[0] - place if japanese else place - fraction[0]
    between = tags[place + 1 : fraction[0]] if japanese else tags[fraction[0] + 1 : place]
    joined = any(tag.has("sep:of") for tag in between) or any(" of" in tags[p].text for p in fraction)
    return (one, other) if 0 < gap <= BETWEEN + 1 and joined else None
