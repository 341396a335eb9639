"""Questions after statements: which facet is asked, and how well a statement explains the question."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Operation, Query
from knowledge.questions.reading import Reading, Tag
from knowledge.questions.sketch import Sketch
from knowledge.questions.statements import STRONG, Found, explains
from knowledge.questions.unknowns import NARROWS
from knowledge.questions.weighing import WORKS, cost

NUMERIC = (
    "op:gap",
    "op:progress",
    "op:required",
    "op:compare",
    "subject:event_countries",
    "subject:studios",
    "subject:tv_titles",
    "subject:tv_minutes",
    "ask:howmuch",
    "ask:howmany",
    "ask:yen",
    "ask:usd",
    "ask:percent",
    "ask:points",
    "op:ratio",
    "op:cagr",
    "op:sum",
    "op:average",
    "op:rate",
)
SAYS = frozenset({"ask:", "op:", "relation:", "status:", "period:", "kind:", "change:", "topic:none", "ordinal:"})


def asked_facets(sketch: Sketch) -> frozenset[str]:
    """Who, what, when, where, why, how, which: as far as the words say."""
    facets = {
        "ask:who": "who",
        "ask:where": "where",
        "ask:why": "why",
        "ask:year": "when",
        "ask:which": "which",
        "ask:what": "what",
        "ask:how": "how",
    }
    return frozenset(facet for concept, facet in facets.items() if sketch.has(concept))


def without_excepted(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """ "Apart from chairing the AJA, …": what is excepted is not what is asked about."""
    found = list(tags)
    for index, tag in enumerate(tags):
        behind = range(index - 4, index) if not tag.text.isascii() else range(index + 1, index + 4)
        if tag.has("op:except"):
            found = [replace(t, concepts=t.concepts - EXCEPTED) if i in behind else t for i, t in enumerate(found)]
    return tuple(found)


EXCEPTED = frozenset({"topic:chair", "topic:editor"})


def statement_reading(sketch: Sketch, found: Found) -> Reading:
    """The statement as a reading; numbers asked for count against it, as do words that it has nothing to do with."""
    query = Query(operation=Operation.STATEMENT, statements=tuple(s.id for s in found.statements))
    language = sketch.language
    leftover = tuple(
        t for t in sketch.tags if cost(sketch, query, t, SAYS) > 0 and not explains(found.statements, t, language)
    )
    elsewhere = 0.5 * sum(
        t.has("geo:domestic", "geo:overseas", "scope:production") and not explains(found.statements, t, language)
        for t in sketch.tags
    )
    lost = elsewhere + sum(min(cost(sketch, query, t, SAYS) * (2 if t.unknown else 1), NARROWS) for t in leftover)
    numeric = 0.45 * sum(sketch.has(concept) for concept in NUMERIC) + 0.25 * (
        sketch.has("kind:growth", "kind:share") and bool(sketch.periods.years)
    )
    strong = any(name in STRONG for tag in sketch.tags for name in tag.names("topic"))
    asks = sketch.has(
        "ask:who",
        "ask:where",
        "ask:what",
        "ask:why",
        "ask:how",
        "ask:which",
        "ask:whatsaid",
        "ask:year",
        "op:definition",
    )
    strength = min(max(found.weight - 3.4, 0.0) / 10, 0.3)
    weak = 0.0 if strong or sketch.has("ask:where", "ask:who", "ask:whatsaid") else 0.3
    silent = 0.0 if asks else 0.5
    earns = any(tag.has("amount:money") and tag.text not in _WEAK_VERBS for tag in sketch.tags)
    earning = 0.6 if earns and sketch.has(*WORKS) and not sketch.has("ask:who", "ask:where") else 0.0
    unjudged = (
        0.5 if sketch.has("ask:yesno", "ask:truth") and not sketch.has("ask:who", "ask:where", "ask:whatsaid") else 0.0
    )
    when = sketch.has("ask:year") and not any("when" in s.asks or s.period for s in found.statements)
    lost += 0.6 * (when or sketch.has("period:before", "period:previous", "period:ago"))
    return Reading(
        query, "statement", 0.9 + strength - lost - numeric - weak - silent - earning - unjudged, sketch.tags, leftover
    )


_WEAK_VERBS = frozenset(
    "do did does doing get got gets take takes took taken make makes made come from comes came".split()
)
