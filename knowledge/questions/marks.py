"""Meanings that come from a word's place: a question that opens with a verb, an "or" between two things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Unit
from knowledge.questions.reading import Tag

AUXILIARIES = frozenset(
    "is are was were did does do has have had isnt arent wasnt werent didnt doesnt dont hasnt havent would "
    "will can could r dose".split()
)
_OPENERS = frozenset(
    "so ok okay hey yo hi hello bot lol wait um uh well pls please plz btw guys bro dude quick question q and "
    "but also then now hmm oh sir sirs alright right actually really honestly seriously dear curious wondering "
    "just idk is that".split()
)
_STARTS_A_SENTENCE = frozenset(".?!;:…") | {"...", "—", "-"}


def marked(tags: Sequence[Tag], language: str) -> tuple[Tag, ...]:
    """The tags, with the meanings that their places add."""
    found = tuple(_dollar(tag) for tag in tags)
    found = _imperative(_last_time(found))
    if language == "en":
        found = _tag_question(_relative_what(found))
    return (
        _closes_as_english_question(_yes_or_no(found)) if language == "en" else _closes_as_question(_asked_for(found))
    )


def _closes_as_english_question(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """ "Home market down in 2024?": no question word, a predicate, and a question mark."""
    concepts = frozenset().union(*(tag.concepts for tag in tags)) if tags else frozenset()
    asked = any(
        c.startswith("ask:") and c not in ("ask:yen", "ask:usd", "ask:hearsay", "ask:imperative") for c in concepts
    )
    named = any(
        c.startswith(("geo:", "scope:", "subject:")) and c not in ("geo:japan", "subject:anime") for c in concepts
    )
    predicates = (
        _ENGLISH_PREDICATES if named else [c for c in _ENGLISH_PREDICATES if c not in ("op:highest", "op:lowest")]
    )
    predicate = any(c.startswith(tuple(predicates)) for c in concepts)
    last = next((tag for tag in reversed(tags) if tag.text), None)
    if (
        asked
        or not predicate
        or last is None
        or last.text != "?"
        or "kind:growth" in concepts
        or "op:series" in concepts
    ):
        return tags
    if any(
        tag.has(
            "op:first",
            "ask:yen",
            "ask:usd",
            "period:between",
            "op:compare",
            "op:sum",
            "op:average",
            "op:ratio",
            "op:difference",
            "op:gap",
        )
        for tag in tags
    ):
        return tags
    return (*tags[:-1], replace(tags[-1], concepts=tags[-1].concepts | {"ask:yesno"}))


_ENGLISH_PREDICATES = (
    "change:up",
    "change:down",
    "relation:above",
    "relation:below",
    "relation:double",
    "relation:triple",
    "relation:half",
    "relation:majority",
    "op:overtake",
    "op:highest",
    "op:lowest",
)
_AMOUNT_ASKED = re.compile("何|いくら|どれ|どのくらい|どんだけ|なんぼ|どちら|どっち|誰|いつ|どこ")


def _asked_for(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Japanese question words, also inside longer pieces such as 何倍に; その2年 is "the two"."""
    found = [replace(t, concepts=t.concepts | {"ask:what"}) if _AMOUNT_ASKED.search(t.text) else t for t in tags]
    dated = any(tag.year is not None for tag in found)
    for index in range(len(found) - 1):
        number = found[index].number
        two_years = number is not None and number.value == 2 and found[index + 1].text.startswith("年")
        if (
            two_years
            and not dated
            and (index == 0 or found[index - 1].text in ("その", "この", "、", "じゃあ", "では"))
        ):
            found[index] = replace(found[index], number=None, concepts=frozenset({"followup:both"}))
    return tuple(found)


FIGURE_ASKED = (
    "ask:howmuch",
    "ask:howmany",
    "ask:percent",
    "ask:points",
    "ask:yen",
    "ask:usd",
    "ask:year",
    "ask:which",
    "ask:who",
    "ask:where",
    "ask:why",
    "ask:what",
    "ask:how",
)


def _closes_as_question(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """A Japanese sentence that closes as a question, and asks for nothing else, asks for yes or no."""
    if not tags or any(
        tag.has(*FIGURE_ASKED) and tag.text not in ("円", "億円", "ドル", "%", "率", "額", "金額", "数") for tag in tags
    ):
        return tags
    concepts = frozenset().union(*(tag.concepts for tag in tags))
    of_goal = {"op:only", "status:target"} <= concepts
    if not (of_goal or any(c.startswith(_PREDICATES) for c in concepts) or any(tag.number for tag in tags)):
        return tags
    spoken = re.split("[。.!]", "".join(tag.text for tag in tags))
    if not any(sentence.rstrip("wｗ笑…ー~〜 ").endswith(_QUESTION_ENDS) for sentence in spoken):
        return tags
    return (*tags[:-1], replace(tags[-1], concepts=tags[-1].concepts | {"ask:yesno"}))


_PREDICATES = (
    "change:",
    "relation:than",
    "relation:above",
    "relation:below",
    "relation:same",
    "relation:double",
    "relation:triple",
    "relation:half",
    "relation:majority",
    "op:overtake",
    "op:highest",
    "op:lowest",
    "op:pass",
    "ordinal:",
    "op:always",
    "op:never",
    "topic:chair",
    "topic:editor",
    "topic:publication",
)
_QUESTION_ENDS = ("?", "か", "かな", "かね", "っけ", "の", "かい", "よね", "だよな", "でしょ", "かしら", "ん")


def _imperative(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """A verb asks as an imperative only where a sentence, or a request, begins with it."""
    found, opening = [], True
    for tag in tags:
        if tag.has("ask:imperative"):
            meant = tag.concepts - {"ask:imperative"}
            tag = replace(
                tag, concepts=(meant - _OF_IMPERATIVES) | {"ask:imperative"} if opening else meant or HARMLESS
            )
        found.append(tag)
        opening = tag.text in _STARTS_A_SENTENCE or tag.text == "," or (opening and set(tag.text.split()) <= _REQUESTS)
    return tuple(found)


_OF_IMPERATIVES = frozenset({"change:down", "change:up", "op:highest"})
"""What "drop both numbers" does not mean."""
HARMLESS = frozenset({"harmless:word"})
_REQUESTS = _OPENERS | frozenset(
    "can could would you u will kindly to me us i need want like id let lets go ahead and".split()
)


def _tag_question(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """ "…, didn't they?": asks whether it is so, and denies nothing."""
    for index in range(max(0, len(tags) - 4), len(tags) - 1):
        if tags[index].has("relation:not") and tags[index].text.endswith("nt") and tags[index + 1].text in _PRONOUNS:
            return (*tags[:index], replace(tags[index], concepts=frozenset({"ask:truth"})), *tags[index + 1 :])
    return tags


_PRONOUNS = frozenset("it they he she there we that".split())


def _relative_what(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """ "Most of what they earned came from abroad", "everybody who draws": relative words ask nothing."""
    question = any(tag.text == "?" for tag in tags)
    stands = any(tag.text in ("stood", "stand", "stands") for tag in tags)
    found = []
    for index, tag in enumerate(tags):
        before = tags[index - 1].text.split()[-1] if index else ""
        asks_nothing = {
            "ask:what": tag.text == "what" and (before in _LEAD_RELATIVES or (index > 3 and not question)),
            "ask:who": tag.text == "who" and before in _PERSONS,
            "ask:where": tag.text == "where" and stands,
        }
        relative = frozenset(concept for concept, holds in asks_nothing.items() if holds) & tag.concepts
        found.append(replace(tag, concepts=(tag.concepts - relative) or HARMLESS) if relative else tag)
    return tuple(found)


_PERSONS = frozenset(
    "everybody everyone people someone somebody those anyone anybody man woman person lady one guy guys they".split()
)
_LEAD_RELATIVES = frozenset("of among from than about by with".split())


def _last_time(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """ "When did it last fall?": the last time, where "the last five years" is a stretch of time."""
    return tuple(
        replace(tag, concepts=tag.concepts | {"op:last"})
        if tag.text == "last" and index + 1 < len(tags) and tags[index + 1].has("change:down", "change:up", "op:pass")
        else tag
        for index, tag in enumerate(tags)
    )


def _dollar(tag: Tag) -> Tag:
    """ "1ドル", "one dollar": no amount, but the exchange rate."""
    number = tag.number
    if number is None or number.unit is not Unit.USD or number.value != 1:
        return tag
    return replace(tag, number=None, concepts=tag.concepts | {"op:rate"})


def _yes_or_no(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """The verb that opens a clause asks for yes or no; "X or Y?" behind it asks which."""
    opening, asked = True, False
    for index, tag in enumerate(tags):
        if opening and tag.text.split()[0] in AUXILIARIES and (tag.text == "r" or not tag.has("harmless:phrase")):
            marks = {"ask:yesno"} | ({"ask:alternatives"} if _offers_two(tags[index:]) else set())
            return (*tags[:index], replace(tag, concepts=tag.concepts | marks), *tags[index + 1 :])
        if tag.text == ",":
            opening = opening or not asked
        else:
            opening = tag.text in _STARTS_A_SENTENCE or (opening and set(tag.text.split()) <= _OPENERS)
        asked = (asked and tag.text not in _STARTS_A_SENTENCE) or tag.has(
            "ask:howmuch",
            "ask:howmany",
            "ask:percent",
            "ask:year",
            "ask:which",
            "ask:who",
            "ask:where",
            "ask:what",
            "ask:how",
            "ask:why",
            "op:difference",
        )
    return tags


def _offers_two(tags: Sequence[Tag]) -> bool:
    """ "X or Y?": asks which, unless what follows the "or" only asks again whether it is so."""
    for index, tag in enumerate(tags[:-1]):
        if tag.text == "or":
            return tags[index + 1].text.split()[0] not in AUXILIARIES | {"not", "nah", "no", "am", "just", "did"}
    return False
