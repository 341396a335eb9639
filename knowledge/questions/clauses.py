"""A question's clauses: the one that asks, and the story told around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.questions.reading import Tag

STOPS = frozenset(".?!;…。？！") | {"..."}
_ASKS = (
    "ask:howmuch", "ask:howmany", "ask:percent", "ask:year", "ask:which", "ask:who", "ask:where", "ask:why", "ask:what",
    "ask:how", "ask:points", "ask:imperative", "ask:any_year", "ask:all_years", "ask:yesno", "ask:request",
)  # fmt: skip
_OPENS = (*(concept for concept in _ASKS if concept not in ("ask:percent", "ask:points")), "ask:percent")
_PASSED_OVER = ("followup:marker", "harmless:word", "sep:and", "sep:of", "ask:hearsay")
_STORY_ENDS = (
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
    "して",
    "たくて",
    "ていて",
)
_CONTENT = (
    "geo:overseas", "geo:domestic", "scope:production", "scope:content", "scope:broad", "op:overtake", "op:highest",
    "op:lowest", "change:up", "change:down", "status:target", "kind:growth", "kind:share",
)  # fmt: skip


def asking(tags: Sequence[Tag], check: bool) -> frozenset[int]:
    """The indices of the tags that carry the question, or what is to be checked; all when nothing stands out."""
    sentences = _divided(tags, range(len(tags)), lambda index: tags[index].text in STOPS)
    asked = [s for s in sentences if tags[s[-1]].text in ("?", "？")] or [s for s in sentences if _asks(tags, s)]
    carrying = [s for s in (asked if not check or any(_says(tags, s) for s in asked) else sentences) if _says(tags, s)]
    if check and carrying:
        carrying = carrying + [s for s in asked if s not in carrying]
    found = [part for sentence in carrying or asked or sentences for part in _narrowed(tags, sentence)]
    return frozenset(index for part in found for index in part)


_ASKED_BEFORE = ("ask:yen", "ask:usd", "op:ratio", "op:difference", "op:sum", "op:average", "op:cagr", "kind:share")
"""What may be asked before the comma: "as a multiple, how does …"."""


def _divided(tags: Sequence[Tag], whole: range, ends: Callable[[int], bool]) -> list[range]:
    cuts = [index + 1 for index in whole if ends(index)]
    return [range(a, b) for a, b in zip([whole.start, *cuts], [*cuts, whole.stop], strict=True) if b > a]


def _narrowed(tags: Sequence[Tag], sentence: range) -> list[range]:
    """The last part of a sentence that opens as a question, if it says what it is about; else the sentence."""
    parts = _divided(tags, sentence, lambda index: _cuts(tags, index))
    for start in range(len(parts) - 1, 0, -1):
        rest, story = range(parts[start].start, sentence.stop), range(sentence.start, parts[start].start)
        counts = any(tags[i].year is not None or tags[i].number is not None for i in story)
        asked = _asks(tags, story) or any(tags[i].has(*_ASKED_BEFORE) for i in story)
        if _opens(tags, parts[start]) and _says(tags, rest) and not counts and not asked:
            return [rest]
    return [sentence]


def _cuts(tags: Sequence[Tag], index: int) -> bool:
    text = tags[index].text
    if text in (":", "—", "–"):
        return True
    story = index > 0 and tags[index - 1].text.endswith(_STORY_ENDS)
    return text == "," or (text == "、" and story)


def _opens(tags: Sequence[Tag], part: range) -> bool:
    """Whether the part begins as a question; in Japanese what follows a story does."""
    for index in list(part)[:4]:
        tag = tags[index]
        if tag.has(*_OPENS) or (tag.has("harmless:phrase") and tag.text.split()[0] in _REQUESTS):
            return True
        if not tag.has(*_PASSED_OVER):
            return not tag.text.isascii() and tags[part.start - 1].text == "、"
    return False


_REQUESTS = frozenset("can could would will may might".split())


def _asks(tags: Sequence[Tag], part: range) -> bool:
    return any(tags[index].has(*_ASKS) for index in part)


def _says(tags: Sequence[Tag], part: range) -> bool:
    """Whether the part names something of the market."""
    return any(tags[i].number is not None or tags[i].has(*_CONTENT) or tags[i].role("subject") for i in part)
