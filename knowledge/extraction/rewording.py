"""What is read surely in none of its own words may be read alike in several others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from knowledge.extraction.asks import Asks
from knowledge.extraction.weighing import judged
from knowledge.model import Answer, Query
from knowledge.questions.normalise import is_japanese

AROUND = {
    "en": ("{}", "is it true that {}?", "{}, right?", "apparently {}"),
    "ja": ("{}", "{}って本当？", "{}、合ってる？", "{}らしいよ"),
}
"""What people put around a claim that they have heard, or want confirmed: none of it changes what is claimed."""

SURE = 0.6
"""The chance from which a text is taken as it was read."""

ALIKE = 0.2
"""The chance, over all wordings, from which one reading is taken: few that agree are worth as much as one sure one."""


class Rewording:
    """Asks as one asks; built once, then only asks."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks

    def ask(self, text: str, *, previous: Query | None = None) -> Answer:
        """The answer to what a text was read as; where that is unsure or no claim, to what most wordings of it were,
        with the chance of `SURE` at least, if they are a claim.
        """
        own = self._asks(text, previous=previous)
        plain = text.strip().rstrip("。.!！?？ ")
        if not plain or (own.chance >= SURE and judged(own)):
            return own
        around = AROUND["ja" if is_japanese(text) else "en"]
        read = [own, *(self._asks(words.format(plain), previous=previous) for words in around[1:])]
        alike = defaultdict[str, list[Answer]](list)
        for answer in filter(judged, read):
            alike[_meaning(answer)].append(answer)
        best = max(alike.values(), key=_chance, default=[])
        chance = _chance(best) / len(read)
        return best[0].model_copy(update={"chance": max(SURE, chance)}) if chance >= ALIKE else own


def _meaning(answer: Answer) -> str:
    return "".join(each.query.model_dump_json() for each in answer.parts or (answer,) if each.query is not None)


def _chance(answers: Sequence[Answer]) -> float:
    return sum(answer.chance for answer in answers)
