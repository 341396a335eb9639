"""Which of the readings that were weighed is answered, offered as a choice, or refused and why."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Catalogue, Item, Operation, Query, Reason, Status, Unit
from knowledge.questions.candidates import Candidate, Considered
from knowledge.questions.explaining import explained
from knowledge.questions.reading import Choice, Reading, Result, Tag, Unread, words_of

ENOUGH, ENOUGH_OF_A_VERDICT = 0.55, 0.93
"""The least chance with which a reading is answered; and one that says of a statement whether it is true."""

ENOUGH_WITH_WORDS_LEFT = 0.7
"""The least chance with which a reading is answered that leaves a category, a place or an amount unexplained."""

SURE = 0.97
"""The chance from which a currency without a rate, or what a later turn leaves unexplained, is taken for an aside."""

CLOSE = 0.5
"""A second reading with this part of the first's chance, where that is not enough, is offered beside it."""

OFFERED = 0.04
"""The least chance with which another reading is offered beside the one that is answered."""

MOST_ALTERNATIVES = 2

REASONS = {
    "not_covered": Reason.NOT_COVERED,
    "opinion": Reason.OPINION,
    "future": Reason.FUTURE,
    "instruction": Reason.INSTRUCTION,
    "chat": Reason.NO_QUESTION,
    "no_rate": Reason.NO_RATE,
    "unclear": Reason.WHICH_METRIC,
}
"""What the network calls a question without an answer -> how the refusal is reasoned."""


def chosen(considered: Considered, tags: tuple[Tag, ...], previous: Query | None, catalogue: Catalogue) -> Result:
    """The likeliest reading where it is likely enough; two close ones as a choice."""
    if not considered.candidates:
        return Unread(Reason.NOT_UNDERSTOOD, unknown(tags), tags)
    best, *others = considered.candidates
    if best.refusal is not None:
        return Unread(REASONS[best.refusal] if _says_anything(tags) else Reason.NO_QUESTION, _refused(tags), tags)
    if best.query is None:
        return Unread(Reason.NOT_UNDERSTOOD, unknown(tags), tags)
    rest = [other for other in others if other.query is not None and other.query != best.query]
    unsure = best.chance < ENOUGH_OF_A_VERDICT
    if _of_a_statement(best.query) and best.chance >= ENOUGH and (unsure or _of_an_amount(tags, catalogue)):
        told = best.query.model_copy(update={"claim": None})
        asks = any(tag.has(*ASKS) for tag in tags)
        return Reading(told, best.chance, tags) if asks else Choice((told,), tags=tags)
    doubtful = best.chance < (ENOUGH_WITH_WORDS_LEFT if previous is None else SURE)
    if best.chance < ENOUGH or (doubtful and not explained(considered.question, best, tags, catalogue)):
        near = [other.query for other in rest if other.query and other.chance >= best.chance * CLOSE]
        if near and not any(other.refusal and other.chance > best.chance * CLOSE for other in others):
            return Choice((best.query, near[0]), tags=tags)
        return Unread(Reason.NOT_UNDERSTOOD, unknown(tags), tags)
    before = {"before": just_before(previous)}
    offered = [other.query.model_copy(update=before) for other in rest if other.query and other.chance >= OFFERED]
    query, kept = best.query.model_copy(update=before), _kept(considered, best, tags, previous)
    return Reading(query, best.chance, tags, tuple(offered[:MOST_ALTERNATIVES]), kept)


AMOUNTS = frozenset({Unit.JPY, Unit.USD, Unit.PERCENT})
"""What a statement of the report is no verdict on, but for the goals, which are called by their amounts."""


def _of_an_amount(tags: Sequence[Tag], catalogue: Catalogue) -> bool:
    """Whether an amount is spoken of that is not that of a goal."""
    amounts = [tag.number for tag in tags if tag.number is not None and tag.number.unit in AMOUNTS]
    if not amounts:
        return False
    metrics = catalogue.metrics
    goals = {
        (figure.value, metrics[figure.metric].unit)
        for figure in catalogue.figures
        if metrics[figure.metric].status is not Status.OBSERVATION
    }
    return any((amount.value, amount.unit) not in goals for amount in amounts)


ASKS = ("ask:what", "ask:who", "ask:which", "ask:where", "ask:how")
"""Words with which a statement is asked for, not its truth."""


def _of_a_statement(query: Query) -> bool:
    """Whether the truth of something the report says is asked for."""
    return query.operation is Operation.STATEMENT and query.claim is not None


def just_before(previous: Query | None) -> tuple[Item, ...]:
    """What the turn before was about."""
    last = previous.parts[-1] if previous is not None and previous.parts else previous
    return last.items[:2] if last is not None else ()


ALL_OF_IT = "subject:anime"
"""What all of it is about names nothing of its own."""

_NAMES = ("geo:", "scope:", "subject:", "metric:", "status:", "topic:")


def _kept(considered: Considered, best: Candidate, tags: Sequence[Tag], previous: Query | None) -> tuple[str, ...]:
    """What was taken over from the turn before: the years that only it said, and the metric that no word names."""
    if previous is None or best.query is None:
        return ()
    question = considered.question
    years = [y for y, role in zip(question.years, best.frame.years, strict=True) if role != "-"]
    period = any(not question.said(year) for year in years)
    before = {item.metric for item in (*previous.items, *previous.before)}
    named = any(concept.startswith(_NAMES) and concept != ALL_OF_IT for tag in tags for concept in tag.concepts)
    metric = bool(best.query.items) and not named and {item.metric for item in best.query.items} <= before
    return (*(("metric",) if metric else ()), *(("period",) if period else ()))


def _says_anything(tags: Sequence[Tag]) -> bool:
    """Whether there is more than courtesy: "hello" is no question on something that isn't held."""
    return any(not only(tag, ("harmless:", "sep:", "followup:")) for tag in tags)


def only(tag: Tag, roles: tuple[str, ...]) -> bool:
    """Whether the tag is known, and has no meaning but in these roles."""
    return bool(tag.concepts) and all(concept.startswith(roles) for concept in tag.concepts)


def unknown(tags: Sequence[Tag]) -> tuple[str, ...]:
    return words_of(tag for tag in tags if tag.unknown and (len(tag.text) > 1 or not tag.text.isascii()))


def _refused(tags: Sequence[Tag]) -> tuple[str, ...]:
    """The words that stand in the way: what the lexicon knows as not held, else what it doesn't know."""
    known = words_of(tag for tag in tags if any(c.startswith(("other:", "block:")) for c in tag.concepts))
    return known or unknown(tags)
