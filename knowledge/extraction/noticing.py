"""What a text says besides its amounts: who and where is named, shares and multiples, records, by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.extraction.dates import held_against
from knowledge.extraction.denying import denied
from knowledge.extraction.mentions import is_about_another
from knowledge.extraction.nearness import is_known, relation_of
from knowledge.extraction.words import Near, Words
from knowledge.model import Relation, Unit
from knowledge.questions.learnt.encoding import spoken_in
from knowledge.questions.reading import Tag
from knowledge.questions.spoken import FRACTIONS, MULTIPLES

BOTH = ("国内も海外も", "海外も国内も")

PART_OF = ("うち", "のうち", "そのうち")

MOST = {"relation:majority": Relation.ABOVE, "relation:minority": Relation.BELOW}
"""Words that say more, or less, than a half."""

_SAYING_LITTLE = ("harmless:", "sep:", "op:only", "period:", "followup:", "op:source", "topic:origin", "mark:")

_ONE_FILM = re.compile(r"\bthat (?:\w+ ){1,4}(?:movie|film)\b|\b(?:movie|film) alone\b", re.IGNORECASE)

_KATAKANA = re.compile(r"[ァ-ヶー]{2,}")

_OF_GROWTH = frozenset({"change:up", "change:down", "topic:growth"})


def noticed(tags: Sequence[Tag], plain: str, language: str) -> Words:
    """What the words of a text say."""
    return Words(
        amounts=tuple(_amounts(tags, language)),
        spoken=tuple(_spoken(tags, language, frozenset({*FRACTIONS, *MOST}))),
        multiples=tuple(_spoken(tags, language, frozenset(MULTIPLES))),
        years=[tag.year for tag in tags if tag.year is not None],
        dated=_dated(tags, plain),
        subjects=list(dict.fromkeys(name for tag in tags for name in tag.names("subject"))),
        places=frozenset(name for tag in tags for name in tag.names("geo")),
        elsewhere=any(is_about_another(tags, place) for place in range(len(tags))),
        unheld=any(tag.has("other:unheld") for tag in tags),
        of_strangers=_of_strangers(tags) or _of_a_stranger(tags) or _of_a_film(plain),
        both_named=any(each in plain for each in BOTH),
        part_of=any(tag.text in PART_OF for tag in tags),
        denied=denied(tags, language),
        concepts=frozenset(concept for tag in tags for concept in tag.concepts),
        record=_record(tags),
        known=tuple(tag.number for place, tag in enumerate(tags) if tag.number is not None and is_known(tags, place)),
    )


def _dated(tags: Sequence[Tag], plain: str) -> bool:
    """Whether a year is said that others are not only held against."""
    against = held_against(plain)
    return any(tag.year is not None and tag.start not in against for tag in tags)


def _of_strangers(tags: Sequence[Tag]) -> bool:
    """Whether a part of what was spoken of is said to be what nobody here has heard of: "40 % of that is Americans"."""
    whole = next((place for place, tag in enumerate(tags) if tag.has("followup:all_of_it")), len(tags))
    behind = [tag for tag in tags[whole + 1 :] if any(map(str.isalnum, tag.text))]
    said = [tag for tag in behind if not all(concept.startswith(_SAYING_LITTLE) for concept in tag.concepts)]
    part = any(tag.has(*FRACTIONS, *MOST) or tag.number is not None for tag in tags[: whole + 1])
    return part and not said and any(not tag.concepts and tag.number is None and tag.year is None for tag in behind)


def _of_a_stranger(tags: Sequence[Tag]) -> bool:
    """Whether a name that nobody here has heard of, in katakana, stands before what is measured: ワンピのグッズ."""
    for index, tag in enumerate(tags[:-1]):
        if tag.text.startswith(("の", "は")) and any(tags[index + 1].names("subject")):
            name = "".join(each.text for each in tags[max(0, index - 4) : index] if not each.concepts)
            if _KATAKANA.fullmatch(name):
                return True
    return False


def _of_a_film(plain: str) -> bool:
    """Whether one film is spoken of: "that train movie alone made"."""
    return _ONE_FILM.search(plain) is not None


def _record(tags: Sequence[Tag]) -> bool:
    of_growth = any(tag.has("kind:growth") and not tag.text.startswith("前年") for tag in tags)
    of_growth &= not any(tag.has("topic:record") and _of_money(tags, index) for index, tag in enumerate(tags))
    of_growth |= any(one.has("topic:record") and other.concepts & _OF_GROWTH for one, other in pairwise(tags))
    return any(tag.has("topic:record") for tag in tags) and not of_growth


def _of_money(tags: Sequence[Tag], index: int) -> bool:
    """Whether an amount of money stands before a word: 4662億円で過去最高."""
    before = [tag for tag in tags[max(0, index - 3) : index] if not tag.has("harmless:word", "followup:marker")]
    number = before[-1].number if before else None
    return number is not None and number.unit in (Unit.JPY, Unit.USD)


def _amounts(tags: Sequence[Tag], language: str) -> Iterator[Near]:
    """The numbers that are no years."""
    for index, tag in enumerate(tags):
        if tag.number is not None and tag.year is None:
            yield tag.number, relation_of(tags, index, language)


def _spoken(tags: Sequence[Tag], language: str, concepts: frozenset[str]) -> Iterator[Near]:
    """The amounts that are words of these meanings; half a trillion is none."""
    for index, tag in enumerate(tags):
        if tag.number is None and tag.has(*concepts):
            quantity = spoken_in(tag)
            relation = next((MOST[concept] for concept in MOST if tag.has(concept)), None)
            if tag.text.endswith("以上"):
                relation = Relation.AT_LEAST
            denied = index > 0 and tags[index - 1].text in ("not", "n't")
            denied |= any(each.has("mark:rather") for each in tags[index + 1 : index + 2])
            if quantity is not None and not denied:
                yield quantity, relation or relation_of(tags, index, language)
