"""Other countries and companies in a text: whether it is about them, or names them beside what it is about.

"Thanks to Netflix", "led by the United States and China" and 北米での需要 say why and where; the figures stay Japan's.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.questions.reading import Tag

REACH = 7
"""Words before a name, or behind it in Japanese, among which may stand what makes it a mention."""

_CAUSE = "mark:cause"
_MOVED = frozenset(
    {"led", "driven", "fuelled", "fueled", "powered", "helped", "boosted", "pushed", "lifted", "propelled", "spurred"}
)
_AS_A_MARKET = ("需要", "人気", "けん引", "牽引", "ヒット", "好調", "貢献", "おかげ", "追い風")
_OF_THE_FIGURES = ("geo:", "subject:", "metric:", "scope:")


def is_about_another(tags: Sequence[Tag], place: int) -> bool:
    """Whether a word names another country or a company, and what is told may be theirs."""
    return _is_another(tags[place]) and not _is_beside(tags, place)


def _is_mentioned(tags: Sequence[Tag], place: int) -> bool:
    """Whether a word names another country or a company beside what is told."""
    return _is_another(tags[place]) and _is_beside(tags, place)


def _is_another(tag: Tag) -> bool:
    return tag.has("other:elsewhere") and not tag.has("other:in_japan")


def _is_beside(tags: Sequence[Tag], place: int) -> bool:
    return _is_a_cause(tags, place) or _is_a_source(tags, place)


def without_others(tags: Sequence[Tag], plain: str, ends: Sequence[int]) -> str:
    """A text with blanks in the place of what is only mentioned, and of the sentences that are about others up to one
    that names what figures are held of; the places of all other words stay.
    """
    if not any(map(_is_another, tags)):
        return plain
    blank: list[tuple[int, int]] = []
    about = False
    for start, end in zip([0, *ends], ends, strict=False):
        places = [place for place, tag in enumerate(tags) if start <= tag.start < end]
        said = [tags[place] for place in places]
        others = any(is_about_another(tags, place) for place in places)
        about = others or (about and not _names_its_own(said))
        if about:
            blank.append((start, end))
        else:
            blank += [(tags[p].start, tags[p].end) for p in places if _is_mentioned(tags, p)]
    return _blanked(plain, blank)


def without_mentions(tags: Sequence[Tag], plain: str) -> str:
    """A text with blanks in the place of the countries and companies that it only mentions."""
    return _blanked(plain, [(tags[p].start, tags[p].end) for p in range(len(tags)) if _is_mentioned(tags, p)])


def _blanked(plain: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in places:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return plain


def _names_its_own(tags: Sequence[Tag]) -> bool:
    """Whether a sentence names what it is about itself, and nothing that was spoken of before."""
    own = any(tag.has("amount:market") or any(tag.names("subject")) or tag.text == "aja" for tag in tags)
    return own and not any(tag.has("followup:it") for tag in tags)


def _is_a_cause(tags: Sequence[Tag], place: int) -> bool:
    """Whether it stands behind "thanks to" or "led by", with nothing between that has figures."""
    for at in range(place - 1, max(-1, place - 1 - REACH), -1):
        tag = tags[at]
        if tag.has(_CAUSE) or (tag.text == "by" and at and tags[at - 1].text in _MOVED):
            return True
        if tag.number is not None or tag.year is not None or _is_of_the_figures(tag):
            return False
    return False


def _is_a_source(tags: Sequence[Tag], place: int) -> bool:
    """Whether it is where demand, or what helped, came from: 北米や中国での需要が伸び."""
    for tag in tags[place + 1 : place + 1 + REACH]:
        if tag.text.startswith(_AS_A_MARKET):
            return True
        if tag.number is not None or tag.text in ("は", "、", "。") or _is_of_the_figures(tag):
            return False
    return False


def _is_of_the_figures(tag: Tag) -> bool:
    return any(concept.startswith(_OF_THE_FIGURES) for concept in tag.concepts)
