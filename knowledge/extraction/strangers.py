"""Messages with numbers of something else than the market: one's own rent, server or party, one film, a wish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.questions.reading import Tag

NAMING = ("subject:", "geo:", "metric:", "scope:", "topic:", "status:", "followup:", "amount:market")
"""Meanings of words by which something is named that figures are held of, or that was spoken of before."""

OF_ONES_OWN = frozenset({"subject:anime", "subject:events", "subject:event_countries", "topic:events", "topic:session"})
"""What of these people speak of as their own, too: "my anime collection", "we ran 136 events"."""

ALSO_OTHERS = frozenset({"followup:it", "followup:marker", "topic:government", "topic:chair", "topic:scope"})

NOT_HELD, CURRENCY = ("other:unheld",), ("ask:yen", "ask:usd")
"""Meanings of what has numbers, but no figures here: wages, and the yen where it is spoken of itself."""

_SAYS = (
    r"(?:says?|said|swears?|thinks?|claims?|insists?|tells?|told|reckons?|bets?|keeps?|argues?|has|have|puts?|shows?)\b"
)
_OWN = re.compile(
    rf"\W*(?:(?:my|our)\b(?! \w+['’]s\b)(?! (?:\w+ ){{1,3}}{_SAYS})|(?:i|we)'?(?:ve)? (?:\w+ )?"
    r"(?:spent|bought|paid|own|ran|held|visited|been to|attended|had|hit|earned|made|sold)\b)"
)
_SAYING = re.compile(_SAYS)
_OF_SOMEBODY = re.compile(r"\W*(?:my|our) \w+['’]s (?:\w+ )?(?:market|business|industry)\b")
_ONE_FILM = re.compile(
    r"\W*(?:the|this|that) (?:new )?(?:movie|film) (?:\w+ )?(?:made|grossed|earned|took|did|pulled)\b"
)
_WISH = re.compile(r"\bi (?:really )?wish\b|(?<!\w)/s\b|だったらいいのに|ならいいのに")


def tells_of_something_else(tags: Sequence[Tag], plain: str) -> bool:
    """Whether a message's numbers are of something that is no market, however like a market's they look."""
    if any(each.match(plain) for each in (_OF_SOMEBODY, _ONE_FILM)) or _WISH.search(plain):
        return True
    said = frozenset(concept for tag in tags for concept in tag.concepts)
    if _OWN.match(plain):
        return not any(each.startswith(NAMING) for each in said - OF_ONES_OWN - ALSO_OTHERS)
    before = tags[: _first_told(tags)]
    quoted = any(_SAYING.fullmatch(tag.text) for tag in before)
    of_a_currency = any(one.text == "the" and other.has(*CURRENCY) for one, other in pairwise(before))
    of_a_currency &= not ("dollar" in plain and "yen" in plain)  # yen a dollar are held
    unknown = not quoted and (of_a_currency or any(map(_is_unknown, before)))
    return unknown and not any(each.startswith(NAMING) for each in said)


def _first_told(tags: Sequence[Tag]) -> int:
    """The place of the first number, or of the first word of change."""
    told = (place for place, tag in enumerate(tags) if tag.number is not None or tag.has("change:up", "change:down"))
    return next(told, len(tags))


def _is_unknown(tag: Tag) -> bool:
    """Whether a word says what is spoken of, and it is nothing that is known here."""
    word = len(tag.text) > 1 and any(map(str.isalpha, tag.text))
    return word and (tag.unknown or tag.has(*NOT_HELD))
