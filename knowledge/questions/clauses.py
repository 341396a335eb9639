"""A question's clauses: the one that asks, and the story told around it."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.questions.reading import Tag

STOPS = frozenset(".?!;:…。？！") | {"...", "—", "–"}
_ASKS = (
    "ask:howmuch", "ask:howmany", "ask:percent", "ask:year", "ask:which", "ask:who", "ask:where", "ask:why", "ask:what", "ask:how", "ask:yen", "ask:usd",
    "ask:points", "ask:imperative", "ask:any_year", "ask:all_years", "op:first", "op:gap", "op:rate",
)  # fmt: skip
_OPENS_AFTER_COMMA = (
    "ask:howmuch",
    "ask:howmany",
    "ask:year",
    "ask:which",
    "ask:who",
    "ask:where",
    "ask:what",
    "ask:how",
    "ask:why",
)
_ENDS_OF_A_STORY = (
    "けど",
    "ですが",
    "ますが",
    "ので",
    "けれど",
    "けれども",
    "んだが",
    "のですが",
    "んですが",
    "だが",
    "たが",
)


def clauses(tags: Sequence[Tag]) -> list[range]:
    """The clauses as ranges of tag indices: at full stops, and at commas that a question word follows."""
    ends = [index + 1 for index, tag in enumerate(tags) if _ends(tags, index)]
    starts = [0, *ends]
    return [range(start, end) for start, end in zip(starts, [*ends, len(tags)], strict=True) if end > start]


def _ends(tags: Sequence[Tag], index: int) -> bool:
    tag = tags[index]
    if tag.text in STOPS:
        return True
    if tag.text in (",", "、") and index:
        return tags[index - 1].text.endswith(_ENDS_OF_A_STORY) or _question_follows(tags, index + 1)
    return False


def _question_follows(tags: Sequence[Tag], index: int) -> bool:
    following = [tag for tag in tags[index : index + 3] if not tag.has("followup:marker", "harmless:word")]
    return bool(following) and following[0].has(*_OPENS_AFTER_COMMA) and following[0].text.isascii()


def asking(tags: Sequence[Tag], check: bool) -> frozenset[int]:
    """The indices of the tags that carry the question; all of them when no clause stands out.

    For a yes-or-no question it is the clause that says what is to be checked.
    """
    parts = clauses(tags)
    if len(parts) < 2:
        return frozenset(range(len(tags)))
    carrying = [part for part in parts if (_states if check else _asks)([tags[index] for index in part])]
    return frozenset(index for part in carrying or parts for index in part)


def _asks(tags: Sequence[Tag]) -> bool:
    return any(tag.has(*_ASKS) for tag in tags)


def _states(tags: Sequence[Tag]) -> bool:
    return any(
        tag.number is not None
        or tag.has(
            "geo:overseas",
            "geo:domestic",
            "scope:production",
            "scope:content",
            "op:overtake",
            "op:highest",
            "change:up",
            "change:down",
            "status:target",
        )
        or tag.role("subject")
        for tag in tags
    )
