"""What an unknown word costs, by its place: one that narrows the question stops an answer, one in a story doesn't."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.questions.reading import Tag
from knowledge.questions.sketch import Sketch
from knowledge.questions.typos import ordinary_words

NARROWS, LOOSE, VERB, STORY = 0.7, 0.3, 0.12, 0.05
"""A word in a narrowing place; an ordinary one elsewhere in the clause that asks; its verb; the story around it."""

ENOUGH_SEEN = 50
"""How often the word list must have seen a word for it to count as ordinary: rarer ones are mostly names."""

_ARTICLES = frozenset("the a an some any this that these those such".split())
_OWNERS = frozenset("my our your his her their its mine ours someone somebody everybody each every".split())
_SUBJECTS = frozenset(
    "i we you he she they it who that to will would can could should may might must not never been be have has "
    "had".split()
)
_HARD = (
    "geo:",
    "scope:",
    "subject:",
    "metric:",
    "kind:",
    "change:",
    "op:",
    "status:",
    "relation:",
    "ask:",
    "other:",
    "period:",
    "ordinal:",
)
_SOFT = frozenset(
    "ask:truth ask:hearsay ask:whatsaid ask:imperative op:need op:source op:definition op:only relation:about "
    "relation:not relation:than period:that period:latest period:from period:as_of "
    "period:until period:between geo:japan".split()
)
_BREAKS = frozenset(',;:.?!()"—–-…') | {"...", "、"}
_NOUNS = ("geo:", "scope:", "subject:", "amount:market", "metric:")
_SMALL_KANA = re.compile(r"[ぁ-ん]{1,2}")
_KANJI_STEM = re.compile(r"[\u4e00-\u9fff][ぁ-ん]{0,2}")
_KANA = re.compile(r"[ぁ-ん]")
_SMALL_KATAKANA = re.compile(r"[ァ-ヶー]{1,2}")
_OKURIGANA = re.compile(r"[\u4e00-\u9fff][ぁ-ん]{1,3}")
_KANJI = re.compile(r"[\u4e00-\u9fff]{2,3}")
_VERB_MAKERS = frozenset("さしすせ")
_PARTICLES = frozenset("のはがをにでともへや")


def unknown_cost(sketch: Sketch, tag: Tag) -> float:
    """From nearly nothing to `NARROWS`, which stops an answer."""
    return _in_japanese(sketch, tag) if sketch.language == "ja" else _in_english(sketch, sketch.tags.index(tag))


def _in_japanese(sketch: Sketch, tag: Tag) -> float:
    """Endings and verbs cost little; a name, or a noun that may narrow what is asked for, stops an answer."""
    if _SMALL_KANA.fullmatch(tag.text):
        return VERB * len(tag.text)
    if _in_an_aside(sketch.tags, sketch.tags.index(tag)):
        return STORY
    following = sketch.text[tag.end : tag.end + 1]
    if _OKURIGANA.fullmatch(tag.text) or (_KANJI.fullmatch(tag.text) and following in _VERB_MAKERS):
        return VERB
    stem = _KANJI_STEM.fullmatch(tag.text) and _KANA.fullmatch(following) and following not in _PARTICLES
    if stem:
        return VERB
    return LOOSE if _SMALL_KATAKANA.fullmatch(tag.text) else NARROWS


def _in_english(sketch: Sketch, index: int) -> float:
    word = sketch.tags[index].text
    if _speaks(sketch.tags, index):
        return STORY
    if index not in sketch.asking and sketch.story_apart:
        return STORY
    if ordinary_words().get(word, 0) <= ENOUGH_SEEN:
        return NARROWS if len(word) > 1 else STORY
    if index not in sketch.asking or _in_an_aside(sketch.tags, index) or word.endswith("ly"):
        return STORY
    return _by_neighbours(sketch.tags, index)


def _speaks(tags: Sequence[Tag], index: int) -> bool:
    """Whether it is a person whose word is quoted: "Leo bets …", "according to Sam"."""
    after = tags[index + 1 : index + 3]
    quoted = any(tag.has("ask:hearsay") or tag.text in _SAYS for tag in after)
    return quoted or (
        index > 0
        and tags[index - 1].text in ("according to", "from", "says", "said")
        and not _noun(after[0] if after else None)
    )


_SAYS = frozenset(
    "bets bet says said posted wrote reckons thinks keeps claims insists swears tells told argues".split()
)


def _in_an_aside(tags: Sequence[Tag], index: int) -> bool:
    """Whether the words between the commas around it say nothing of the market."""
    start, end = index, index
    while start > 0 and tags[start - 1].text not in _BREAKS:
        start -= 1
    while end + 1 < len(tags) and tags[end + 1].text not in _BREAKS:
        end += 1
    return not any(_hard(tag) for tag in tags[start : end + 1])


def _hard(tag: Tag) -> bool:
    said = [concept for concept in tag.concepts if concept.startswith(_HARD)]
    return tag.number is not None or tag.year is not None or any(concept not in _SOFT for concept in said)


def _by_neighbours(tags: Sequence[Tag], index: int) -> float:
    word, before, after = tags[index].text, _before(tags, index), tags[index + 1] if index + 1 < len(tags) else None
    if before is not None and before.has("ask:who"):
        return NARROWS
    if before is not None and before.text in _OWNERS:
        return STORY
    if (before is not None and before.text.split()[-1] in _SUBJECTS) or (
        word.endswith(("ed", "ing")) and not _noun(after)
    ):
        return VERB
    if before is not None and before.has(
        "ask:howmany", "ask:howmuch", "ask:which", "ask:percent", "kind:share", "op:average", "sep:of"
    ):
        return NARROWS
    if _noun(after) or (before is not None and _noun(before)):
        return NARROWS
    return LOOSE


def _before(tags: Sequence[Tag], index: int) -> Tag | None:
    """The word before, articles passed over."""
    while index > 0:
        index -= 1
        if tags[index].text not in _ARTICLES:
            return tags[index]
    return None


def _noun(tag: Tag | None) -> bool:
    return tag is not None and any(concept.startswith(_NOUNS) for concept in tag.concepts)
