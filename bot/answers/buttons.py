"""Which buttons an answer gets: its working, its sources, and the questions that are one click away."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.card import Action, Button
from bot.answers.codec import encode
from bot.answers.provenance import all_sources
from bot.answers.reading import label
from bot.answers.voice import Voice
from bot.answers.working import is_computed
from knowledge.model import Answer, AnswerStatus, Catalogue, Item, Operation, Query, Scope

BUTTONS_AT_MOST = 10
_COUNTERPARTS = {
    "market_total": "production_total",
    "market_overseas": "production_overseas",
    "market_domestic": "production_domestic",
}
_OTHER_DEFINITION = _COUNTERPARTS | {narrow: broad for broad, narrow in _COUNTERPARTS.items()}


def buttons(answer: Answer, voice: Voice) -> tuple[Button, ...]:
    """The buttons in their order, no two that ask the same."""
    found = {(button.action, encode(button.query)): button for button in reversed(list(_all(answer, voice)))}
    return tuple(reversed(found.values()))[:BUTTONS_AT_MOST]


def _all(answer: Answer, voice: Voice) -> Iterable[Button]:
    if answer.query and answer.status is AnswerStatus.ANSWERED:
        yield from _about(answer, answer.query, voice)
    for query in answer.choices:
        yield Button(action=Action.ASK, label=label(query, voice), query=query, wanted=True)
    for query in (*answer.alternatives, *answer.suggestions):
        yield Button(action=Action.ASK, label=label(query, voice), query=query)


def _about(answer: Answer, query: Query, voice: Voice) -> Iterable[Button]:
    if is_computed(answer):
        yield Button(action=Action.WORKING, label=voice.say("buttons.working"), query=query)
    if all_sources(answer) and query.operation is not Operation.PROVENANCE:
        yield Button(action=Action.SOURCES, label=voice.say("buttons.sources"), query=query)
    other = _other_definition(query, answer, voice.catalogue)
    if other:
        scope = voice.catalogue.metrics[other.items[0].metric].scope
        key = "buttons.production" if scope is Scope.PRODUCTION else "buttons.broad"
        yield Button(action=Action.ASK, label=voice.say(key), query=other)


def _other_definition(query: Query, answer: Answer, catalogue: Catalogue) -> Query | None:
    """The same question of the other market, broad for narrow, where a print for that is held."""
    if query.operation is not Operation.VALUE or len(query.items) != 1 or query.claim:
        return None
    item = query.items[0]
    period = item.period or next((value.item.period for value in answer.values if value.item), None)
    other = Item(metric=_OTHER_DEFINITION.get(item.metric, ""), kind=item.kind, period=period)
    metric = catalogue.metrics.get(other.metric)
    if metric is None or period is None:
        return None
    held = any(figure.metric == other.metric and figure.period == period for figure in catalogue.figures)
    return query.model_copy(update={"items": (other,)}) if held else None
