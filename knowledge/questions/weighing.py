"""How well a query explains its question: every word that it leaves unexplained counts against it."""

from __future__ import annotations

from knowledge.model import Figure, Operation, Query, Unit
from knowledge.questions.reading import Reading, Tag
from knowledge.questions.rules.claims import is_check
from knowledge.questions.rules.targets import PROJECTION, TARGET, WIDER, about_target
from knowledge.questions.sketch import Sketch
from knowledge.questions.statements import STRONG
from knowledge.questions.unknowns import NARROWS, STORY, unknown_cost

ENOUGH = 0.55
"""The least score with which a reading is answered."""

WEIGHTS = {
    "geo:overseas": 0.6,
    "geo:domestic": 0.6,
    "scope:": 0.6,
    "subject:": 0.6,
    "metric:": 0.6,
    "status:": 0.4,
    "kind:": 0.3,
    "change:": 0.3,
    "op:": 0.3,
    "op:only": 0.1,
    "op:need": 0.02,
    "op:derive": 0.1,
    "op:reach": 0.1,
    "op:last": 0.2,
    "op:except": 0.5,
    "relation:": 0.15,
    "ordinal:": 0.4,
    "ask:who": 0.5,
    "ask:why": 0.6,
    "ask:where": 0.35,
    "ask:other_currency": 1.0,
    "ask:points": 0.3,
    "ask:percent": 0.25,
    "ask:usd": 0.5,
    "ask:yen": 0.02,
    "ask:year": 0.3,
    "ask:which": 0.04,
    "ask:howmany": 0.06,
    "ask:howmuch": 0.02,
    "ask:truth": 0.2,
    "ask:whatsaid": 0.25,
    "ask:yesno": 0.25,
    "ask:alternatives": 0.1,
    "ask:any_year": 0.3,
    "ask:all_years": 0.1,
    "period:": 0.08,
    "topic:": 0.0,
    "block:": 0.6,
    "other:": 0.7,
    "ask:entity": 0.6,
    "change:to": 0.1,
    "ask:hearsay": 0.05,
}
"""What an unexplained word costs, by its meaning: the exact name first, else its role. Harmless ones cost nothing."""

SPECIFIC = {"as before": 0.08, "value": -0.06, "goal": -0.03, "growth": -0.01}
"""A small head start, or handicap, between readings that explain the same words."""


def weighed(sketch: Sketch, query: Query, name: str, uses: frozenset[str]) -> Reading:
    """The reading with its score: 1 when everything is explained."""
    leftover = tuple(tag for tag in sketch.tags if cost(sketch, query, tag, uses) > 0)
    score = 1.0 - sum(cost(sketch, query, tag, uses) for tag in leftover) + SPECIFIC.get(name, 0.0)
    score += 0.0 if name not in _ORDER else -0.001 * _ORDER.index(name)
    missing = any(mention.metric is None for mention in sketch.mentions)
    score -= NARROWS if missing else 0.0
    score -= NO_VERDICT if query.claim is None and query.operation not in OF_WORDS and is_check(sketch) else 0.0
    score -= GOAL_MISSED if sketch.has(*WORKS) and query.operation is not Operation.STATEMENT else 0.0
    score -= NO_QUESTION if name == "value" and _says_nothing(sketch) else 0.0
    score -= GOAL_MISSED if about_target(sketch) and not _of_goal(query) else 0.0
    return Reading(query, name, score, sketch.tags, leftover)


def _says_nothing(sketch: Sketch) -> bool:
    """Talk that names a thing, but neither asks nor says when."""
    asks = any(c.startswith("ask:") for c in sketch.concepts) or sketch.periods.said or "?" in sketch.text
    return not asks and bool(sketch.unknown)


NO_VERDICT, GOAL_MISSED, NO_QUESTION = 0.6, 0.4, 0.3
"""What it costs not to give a verdict where one is asked for, and to speak of no goal where one is named."""
OF_WORDS = frozenset({Operation.STATEMENT, Operation.PARTS, Operation.PROVENANCE})


def _of_goal(query: Query) -> bool:
    goals = {TARGET, WIDER, PROJECTION}
    return query.operation in OF_WORDS or any(item.metric in goals for item in query.items)


_ORDER = ("claim: number", "claim: fraction", "claim: comparison", "claim: record", "claim: direction")


def cost(sketch: Sketch, query: Query, tag: Tag, uses: frozenset[str]) -> float:
    """What a word costs that this query does not explain; less in the story around a question that stands alone."""
    full = _cost(sketch, query, tag, uses)
    outside = any(concept.startswith("other:") for concept in tag.concepts)
    if full <= STORY or outside or not sketch.story_apart or sketch.tags.index(tag) in sketch.asking:
        return full
    return STORY


def _cost(sketch: Sketch, query: Query, tag: Tag, uses: frozenset[str]) -> float:
    if tag.unknown:
        return unknown_cost(sketch, tag)
    if any(concept in uses for concept in tag.concepts if concept.startswith("other:")):
        return 0.0
    if any(concept.startswith("other:") for concept in tag.concepts) and not any(
        c.startswith(("subject:", "geo:", "scope:")) for c in tag.concepts
    ):
        return NARROWS
    if tag.year is not None and "year:next" in uses and any(item.period == tag.year - 1 for item in query.items):
        return 0.0
    if tag.year is not None:
        return 0.0 if _year_used(sketch, query, tag.year) else 0.6
    if tag.number is not None:
        return (
            0.0
            if _number_used(sketch, query, tag)
            else BARE
            if _bare(tag)
            else YEARS_COUNTED
            if tag in sketch.periods.used
            else 0.6
        )
    if tag.has("ask:howmany") and _counts_money(sketch, query):
        return COUNTS_MONEY
    if any(_explained(concept, query, uses) for concept in tag.concepts):
        return 0.0
    if tag.has("period:that") and sketch.periods.years:
        return 0.0
    meanings = [c for c in tag.concepts if not c.startswith("topic:") and c not in ADDED] or tag.concepts
    return min(map(_weight, meanings), default=0.0)


WORKS = ("topic:toho", "topic:gundam", "topic:chao", "topic:godzilla", "topic:nippon_animation")
"""Companies and works that the report names, but whose money it doesn't."""

ADDED = frozenset({"ask:imperative", "ask:what", "ask:request"})
"""Meanings that a word has beside its own, and that excuse none of those."""


COUNTS_MONEY = 0.5
"""What it costs to answer "how many films?" with a sum of money."""


YEARS_COUNTED = 0.25
"""What a count of years costs that nothing explains: "the top three years"."""

OVER_YEARS = frozenset(
    {
        Operation.AVERAGE,
        Operation.SUM,
        Operation.SERIES,
        Operation.CAGR,
        Operation.CHANGE,
        Operation.RATIO,
        Operation.DIFFERENCE,
    }
)
"""Operations for which "the three years" only says how many they are."""

BARE = 0.15
"""What a small bare number costs that nothing explains ("question 6 of my quiz"): it is no amount of anything."""


def _bare(tag: Tag) -> bool:
    return tag.number is not None and tag.number.unit is Unit.COUNT and not tag.unit_said and tag.number.value < 20


def _counts_money(sketch: Sketch, query: Query) -> bool:
    money = any(sketch.catalogue.metrics[item.metric].unit is Unit.JPY for item in query.items)
    return money and not sketch.has(
        "ask:yen", "ask:usd", "ask:percent", "ask:points", "op:ratio", "period:years_word", "amount:sum", "amount:money"
    )


def _weight(concept: str) -> float:
    if concept in WEIGHTS:
        return WEIGHTS[concept]
    role, _, name = concept.partition(":")
    if role == "topic":
        return 0.45 if name in STRONG else 0.0
    return WEIGHTS.get(role + ":", 0.0)


def _explained(concept: str, query: Query, uses: frozenset[str]) -> bool:
    role = concept.partition(":")[0] + ":"
    return concept in uses or role in uses or role in FREE


FREE = frozenset({"geo:", "scope:", "subject:", "metric:", "amount:", "sep:", "harmless:", "followup:"})
"""Roles that the metrics of a query explain, or that need no explaining."""


def _year_used(sketch: Sketch, query: Query, year: int) -> bool:
    if query.operation is Operation.PARTS:
        return any(_year_used(sketch, part, year) for part in query.parts)
    if query.operation in (Operation.STATEMENT, Operation.GLANCE, Operation.COVERAGE):
        return query.operation is not Operation.STATEMENT or _statement_year(sketch, query, year)
    if any(item.period == year for item in query.items):
        return True
    if query.span is not None and query.span.start and query.span.end and query.span.start <= year <= query.span.end:
        return True
    if query.span is not None and (
        year in (query.span.start, query.span.end) or year in (_less(query.span.start), _more(query.span.end))
    ):
        return True
    return query.claim is not None and query.claim.bound is not None and query.claim.bound.value == year


def _less(year: int | None) -> int | None:
    return year - 1 if year else None


def _more(year: int | None) -> int | None:
    return year + 1 if year else None


def _statement_year(sketch: Sketch, query: Query, year: int) -> bool:
    said = [sketch.catalogue.statements[s] for s in query.statements if s in sketch.catalogue.statements]
    held = any(s.period == year or str(year) in s.text.get("en", "") for s in said)
    return held or (year < sketch.year_now and any(s.period is None or year in REPORTED for s in said))


REPORTED = (2024, 2025)
"""The years that the report speaks of, and in which it appeared."""


def _number_used(sketch: Sketch, query: Query, tag: Tag) -> bool:
    number = tag.number
    assert number is not None
    if tag in sketch.periods.used or number.unit is Unit.YEARS:
        return sketch.periods.last is not None or query.operation in OVER_YEARS
    said = [query.bound, query.claim.bound if query.claim else None]
    said += [part.claim.bound for part in query.parts if part.claim]
    if any(bound is not None and abs(bound.value) == abs(number.value) for bound in said):
        return True
    return any(number.unit is f.unit and number.low <= f.value <= number.high for f in _figures(sketch, query))


def _figures(sketch: Sketch, query: Query) -> list[Figure]:
    """The figures that a query is about: a question may quote them."""
    metrics = {i.metric for q in (query, *query.parts) for i in q.items}
    metrics |= {whole for m in metrics if (whole := sketch.catalogue.metrics[m].whole)}
    years = {i.period for q in (query, *query.parts) for i in q.items} | set(sketch.periods.years)
    found = [f for metric in metrics for f in sketch.catalogue.of(metric) if f.period in years or None in years]
    if query.operation in (Operation.STATEMENT, Operation.PROVENANCE):
        found += list(sketch.catalogue.figures)
    return found
