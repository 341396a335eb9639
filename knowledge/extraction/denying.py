"""Where a message says that something is not so: the claim is then the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from knowledge.model import Answer, Operation, Query, Relation, Select
from knowledge.questions.normalise import is_japanese
from knowledge.questions.reading import Tag

REACH = 5
"""Words between "not" and what it denies: "isn't for anime alone"; less in "cinema, not goods, was first"."""

FIRST_WORDS = 24
"""Characters of a sentence in which it begins to deny the rest."""

_DENIED = ("op:first", "op:last", "op:only", "op:superlative", "op:highest", "op:lowest", "topic:record")

_SO = re.compile(
    r"\b(?:(?:is ?n[’']?t|[’']s not|is not|was ?n[’']?t|never) (?:true|right|correct|the case) that"
    r"|^\W*not (?:true|right|correct|the case) that"
    r"|(?:stop|quit) (?:saying|claiming|telling|repeating|pretending)"
    r"|(?:(?:a|the) (?:myth|lie)|wrong|false|untrue) that)\b"
    r"|(?:という|って|と言う)のは(?:嘘|うそ|ウソ|間違|誤り|デマ)|わけ(?:では|じゃ)ない",
    re.IGNORECASE,
)

_QUOTED = re.compile(
    r"[\"”]\s+(?:does ?n[’']?t|does not|is ?n[’']?t (?:true|right|so)|is (?:wrong|false|not true|nonsense|a myth))\b"
    r"|」(?:は|って|というのは)(?:嘘|うそ|ウソ|間違|誤り|デマ|違)",
    re.IGNORECASE,
)

_UNDONE = re.compile(r"(?:戻|届|超え|及|上回|追いつ)(?:[っいえん]|り)?[てで]?い?(?:ない|なかった|ません)")

_BEFORE = re.compile(
    r"(?:\b(?:is|was|are|were|be) not|\b(?:is|was|are|were)n[’']?t)\s+(?:about |around |roughly |some )?"
    r"(?:¥|\$|jpy |us)?$",
    re.IGNORECASE,
)
_MAY_DENY = re.compile(
    r"\b(?:not|have|short of|expect|forecast|project|tipped|set to|predict|likely|seen|on (?:course|track)|pencil|will"
    r"|could|might)|n[’']t\b|では|じゃ|見通|見込|予測|試算|予想|見られ|みられ|なりそう",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:could|might|would|should) have (?:been|reached|hit|topped)\s+(?:¥|\$|jpy |us)?$"
    r"|\b(?:falls?|fell|fallen|falling|stopped|stops) short of\s+(?:¥|\$|jpy |us)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:[,;(–—-]|\bit was|\band)\s*not\s+(?:about )?(?:¥|\$|jpy |us)?$", re.IGNORECASE)
_RATHER = re.compile(r"(?:円|ドル|%|％)?(?:では|じゃ)なく")
"""What makes of an amount one that another is told instead of: ", not 3 trillion", 3兆円ではなく."""

_EXPECTED = re.compile(
    r"\b(?:(?:expected|forecast|projected|tipped|set|predicted|likely|seen|on (?:course|track)) to"
    r"|expects|forecasts|predicts|pencil in|will|could|might)\b[^.;:,!?\d]{0,60}(?:¥|\$|jpy |us)?$",
    re.IGNORECASE,
)
_EXPECTED_JA = re.compile(
    r"(?:円|ドル|%|％)?(?:増|台|規模|程度|前後|近く)?(?:に|へ|まで|の)?[^、。\d]{0,10}(?:見通し|見込|予測|試算|予想|見られ|みられ|なりそう)"
)
"""What makes of an amount one that is only expected."""

_BEHIND = re.compile(r"(?:円|ドル|%|％)?(?:では|じゃ)(?:な(?:い|かった)|ありません)(?:$|[。、！!です])")
"""What stands right before an amount, or behind it in Japanese, that it is not; and what only supposes it."""

_NOT_JA = re.compile(r"(?:では|じゃ|でも)な(?:い|かった)")


def denies(sentence: str) -> bool:
    """Whether a sentence says of all of it that it is not so: "it isn't true that", "stop saying", のは嘘."""
    if _QUOTED.search(sentence):
        return True
    found = _SO.search(sentence)
    return found is not None and (found.start() <= FIRST_WORDS or is_japanese(sentence))


def denies_amount(sentence: str, amount: str) -> bool:
    """Whether a sentence says of an amount, by the words right beside it, that it is not so much: 3.84兆円ではない."""
    before, found, behind = sentence.partition(amount)
    if not found or sentence.rstrip().endswith("?"):
        return False
    return _BEHIND.match(behind) is not None if is_japanese(sentence) else _BEFORE.search(before) is not None


def may_deny(text: str) -> bool:
    """Whether a text has a word in it with which something is denied, only supposed or expected."""
    return _MAY_DENY.search(text) is not None


def is_not_reached(sentence: str, amount: str) -> bool:
    """Whether an amount is none that something has: it is denied, only supposed, or fallen short of."""
    before, found, behind = sentence.partition(amount)
    instead = _BESIDE.search(before) is not None or _RATHER.match(behind) is not None
    return bool(found) and (instead or _SUPPOSED.search(before) is not None or denies_amount(sentence, amount))


def is_only_expected(sentence: str, amount: str) -> bool:
    """Whether an amount is one that something is expected to have: "tipped to pass 130 billion", 3兆円との予測."""
    before, found, behind = sentence.partition(amount)
    told = _EXPECTED_JA.match(behind) if is_japanese(sentence) else _EXPECTED.search(before)
    return bool(found) and told is not None


def denied(tags: Sequence[Tag], language: str) -> bool:
    """Whether a first, a place or an "only" is denied: "was not the first", 最初じゃない; 最初じゃない? asks."""
    for index, tag in enumerate(tags):
        after = tags[index + 1 : index + 1 + REACH]
        if index and tags[index - 1].has("sep:comma"):
            after = [*takewhile(lambda each: not each.has("sep:comma"), after)]
        behind = after if language == "en" else tags[max(0, index - REACH) : index]
        negation = tag.has("relation:not") if language == "en" else _NOT_JA.fullmatch(tag.text) is not None
        asks = language == "ja" and any(each.text.startswith(("か", "?")) for each in tags[index + 1 :][:1])
        if negation and not asks and any(each.has(*_DENIED) or each.role("ordinal") for each in behind):
            return True
    return False


def deniable(answer: Answer, language: str, not_alone: bool) -> bool:
    """Whether a claim is read without its "not": of a place, a first or last year, or what the report says.

    `not_alone` is whether "alone" or "only" is denied: of a statement, that it is not so was then read wrongly.
    """
    query = answer.query
    if query is None or query.claim is None or query.claim.denied:
        return False
    if query.operation is Operation.STATEMENT:
        return (query.claim.relation is Relation.NOT_SO) is not_alone
    if query.operation is Operation.YEARS:
        return query.select in (Select.FIRST, Select.LAST)
    return query.operation is Operation.RANK or (query.operation is Operation.EXTREME and language == "ja")


def undone(answer: Answer, text: str) -> bool:
    """Whether something has not come as far as it was read to have: 2019年の水準に戻っていない."""
    query = answer.query
    if query is None or query.claim is None or query.claim.denied or query.operation is not Operation.COMPARE:
        return False
    return query.claim.relation.is_upwards and _UNDONE.search(text) is not None


def otherwise(query: Query) -> Query:
    """The query whose claim is that it is not so."""
    assert query.claim is not None
    return query.model_copy(update={"claim": query.claim.model_copy(update={"denied": True})})
