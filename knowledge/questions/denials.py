"""Questions put the other way round: "is it wrong that it fell?", "did it fail to grow?" ask for the plain thing, and
the answer is turned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Operation, Query, Relation
from knowledge.questions.reading import Tag

_WRONG = r"(?:wrong|false|untrue|incorrect|inaccurate|mistaken|a lie|a myth|a mistake|not true|not right|not correct)"
_ENGLISH = re.compile(
    rf"\b(?:is it|isn't it|would \w+ be|wouldn't \w+ be|it is|it's|am i|are we|"
    rf"is (?:he|she|one|anyone|somebody))\s+{_WRONG}\s+"
    r"(?:(?:to|in)\s+(?:say|saying|claim|claiming|think|thinking|believe|believing|call|assume|assuming)\s*)?(?:that\b)?"
)
_SPARED = re.compile(
    r"\b(?:escaped?|avoid(?:ed)?|dodged?|(?:was|were|is)\s+spared|spared|without|free\s+of)\s+(?:a|an|any|the)?\s*"
    r"(?P<what>declines?|falls?|drops?|dips?|slumps?|downturns?|decreases?|losses|loss)\b"
)
_SPARED_DOING = re.compile(
    r"\b(?:escap(?:ed?|ing)|avoid(?:ed|ing)?|dodg(?:ed?|ing))\s+"
    r"(?P<what>shrink|fall|declin|dropp|contract|slipp|dipp|slump|decreas)ing\b"
)
_DONE = {"declin": "decline", "dropp": "drop", "slipp": "slip", "dipp": "dip", "decreas": "decrease"}
_NEVER_FAILED = re.compile(r"\b(?:never|not)\s+(?:once\s+|ever\s+)?fail(?:ed|s)?\s+to\s+")
_FAILED = re.compile(r"\bfail(?:ed|s)?\s+to\s+")
_JAPANESE = re.compile(
    r"(?:と(?:いう|言う|いった)?(?:の|話|主張|記述)?|って(?:いう)?(?:の|話)?)?(?:は|って|が)?、?\s?"
    r"(?:間違い|まちがい|誤り|嘘|うそ|ウソ|でたらめ)(?:です|だ|でしょう|なん(?:です|だ))(?:か|かな|よね)\s*[?。]*$"
)


def undenied(plain: str) -> tuple[str, bool]:
    """A normalised text without the words that deny it, and whether there were any."""
    if (english := _ENGLISH.search(plain)) is not None:
        return f"{plain[: english.start()]}is it true that {plain[english.end() :].lstrip()}", True
    if (unfailing := _NEVER_FAILED.search(plain)) is not None:
        return f"{plain[: unfailing.start()]}always {plain[unfailing.end() :]}", False
    if (failed := _FAILED.search(plain)) is not None:
        return f"{plain[: failed.start()]}{plain[failed.end() :]}", True
    if (spared := _SPARED.search(plain)) is not None:
        return f"{plain[: spared.start()]}see a {spared['what']}{plain[spared.end() :]}", True
    if (spared := _SPARED_DOING.search(plain)) is not None:
        return f"{plain[: spared.start()]}{_DONE.get(spared['what'], spared['what'])}{plain[spared.end() :]}", True
    if (japanese := _JAPANESE.search(plain)) is not None:
        return f"{plain[: japanese.start()]}というのは本当ですか", True
    return plain, False


NEAR = 3
"""Words from a negation to what it denies."""


def with_denied_place(query: Query, tags: Sequence[Tag]) -> Query:
    """A claim of the highest or lowest as denied where a "not" stands before that word, behind what it is said of:
    "2024 isn't the record". At the beginning it asks: "isn't 2024 the record?"
    """
    plain = query.claim is not None and query.claim.relation is Relation.EQUAL
    if query.operation not in (Operation.EXTREME, Operation.RANK) or query.claim is None or not plain:
        return query
    said = (index for index, tag in enumerate(tags) if tag.has("op:highest", "op:lowest"))
    denied = any(tag.has("relation:not") for index in said for tag in tags[max(1, index - NEAR) : index])
    return query.model_copy(update={"claim": query.claim.model_copy(update={"denied": True})}) if denied else query
