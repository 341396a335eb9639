"""Messages with numbers of something else than the market: one's own rent or server, a stock, one film, a wish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.questions.reading import Tag

NAMING = ("subject:", "geo:", "metric:", "scope:", "status:", "amount:market", "followup:it")
"""Meanings of words by which something is named that figures are held of, or that was spoken of before."""

OF_STATEMENTS = ("topic:", "kind:growth")
"""Meanings of words by which something is spoken of that the report says."""

SAYING_LITTLE = frozenset({"topic:overtaking", "topic:chair", "topic:government", "topic:scope", "topic:money"})

OF_ONES_OWN = frozenset({"subject:anime", "subject:events", "subject:event_countries"})
"""What of these people speak of as their own, too: "my anime collection", "we ran 136 events"."""

NOT_HELD, CURRENCY = ("other:unheld",), ("ask:yen", "ask:usd")
"""Meanings of what has numbers, but no figures here: wages, and the yen where it is spoken of itself."""

_SAYS = (
    r"(?:says?|said|swears?|thinks?|claims?|insists?|tells?|told|reckons?|bets?|keeps?|argues?|has|have|puts?|shows?"
    r"|lists?)\b"
)
_OWN = re.compile(
    rf"(?!\D*:)\W*(?:(?:my|our)\b(?! \w+['’]s\b)(?! (?:\w+ ){{1,6}}{_SAYS})|(?:i|we)'?(?:ve)? (?:\w+ )?"
    r"(?:spent|bought|paid|own|ran|held|visited|been to|attended|had|hit|earned|made|sold)\b"
    r"|(?:うち|ウチ|俺|私|僕|自分|我が家|弊社)の(?!感覚|印象|知る|記憶|計算|メモ|理解))"
)
_SAYING = re.compile(_SAYS)
_OF_SOMEBODY = re.compile(r"\W*(?:my|our) \w+['’]s (?:\w+ )?(?:market|business|industry)\b")
_ONE_FILM = re.compile(
    r"\W*(?:the|this|that) (?:new )?(?:movie|film) (?:\w+ )?(?:made|grossed|earned|took|did|pulled)\b"
)
_WISH = re.compile(r"\bi (?:really )?wish\b|(?<!\w)/s\b|だったらいいのに|ならいいのに")

_OTHER_MARKET = re.compile(
    r"\b(?:bull|bear|stock|job|housing|crypto|labou?r|flea) markets?\b"
    r"|\b(?:all films|all genres|live music|music market|video streaming market|recorded music|music software"
    r"|publishing|print magazines?|e-?books?|sake|k-?pop|j-?pop|video ?games?"
    r"|game market|gaming|consoles?|tourism|semiconductors?|karaoke|theme parks?|advertising)\b"
    r"|音楽ソフト|レコード|出版(?:市場|業界|物)|電子書籍|ゲーム(?:市場|業界|産業)|邦画|自動車|半導体|日本酒|ラーメン|カラオケ|テーマパーク"
)
"""Other markets, also of Japan, of which nothing is held."""

_OF_GOALS = ("status:", "scope:", "subject:studios")

_ANIME = re.compile(r"anime|アニメ|content|コンテンツ|aja\b|cool japan|クールジャパン|動画協会", re.IGNORECASE)

_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|t|ober|ember)?\b|(?<!\d)\d{1,2}月"
)


def tells_of_something_else(tags: Sequence[Tag], plain: str) -> bool:
    """Whether a message's numbers are of something that is no market, however like a market's they look."""
    if any(each.match(plain) for each in (_OF_SOMEBODY, _ONE_FILM)) or _WISH.search(plain) or _is_a_rate(tags, plain):
        return True
    said = frozenset(concept for tag in tags for concept in tag.concepts)
    if _OTHER_MARKET.search(plain) and not (_ANIME.search(plain) or any(each.startswith(_OF_GOALS) for each in said)):
        return True
    if _OWN.match(plain):
        return not any(each.startswith(NAMING) for each in said - OF_ONES_OWN)
    before = tags[: _first_told(tags)]
    quoted = any(_SAYING.fullmatch(tag.text) for tag in before)
    of_a_currency = any(one.text == "the" and other.has(*CURRENCY) for one, other in pairwise(before))
    of_a_currency &= not _names_both(plain)  # yen a dollar are held
    unknown = not quoted and (of_a_currency or any(map(_is_unknown, before)))
    return unknown and not any(each.startswith((*NAMING, *OF_STATEMENTS)) for each in said - SAYING_LITTLE)


def _is_a_rate(tags: Sequence[Tag], plain: str) -> bool:
    """Whether yen a dollar are told of a month: those of a year are held."""
    return _names_both(plain) and _MONTH.search(plain) is not None and not any(tag.has("amount:market") for tag in tags)


def _names_both(plain: str) -> bool:
    """Whether both currencies are named."""
    dollars = any(each in plain for each in ("dollar", "usd", "ドル"))
    return dollars and any(each in plain for each in ("yen", "jpy", "円"))


def _first_told(tags: Sequence[Tag]) -> int:
    """The place of the first number, or of the first word of change."""
    told = (place for place, tag in enumerate(tags) if tag.number is not None or tag.has("change:up", "change:down"))
    return next(told, len(tags))


def _is_unknown(tag: Tag) -> bool:
    """Whether a word says what is spoken of, and it is nothing that is known here."""
    word = len(tag.text) > 1 and any(map(str.isalpha, tag.text))
    return word and (tag.unknown or tag.has(*NOT_HELD))
