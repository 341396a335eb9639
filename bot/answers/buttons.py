"""Which buttons an answer gets: its working, its sources, and the questions that are one click away."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.card import Action, Button
from bot.answers.drawing import DRAWN, drawable
from bot.answers.provenance import all_sources
from bot.answers.reading import label
from bot.answers.voice import Voice
from bot.answers.working import is_computed
from knowledge.model import Answer, AnswerStatus, Catalogue, Operation, Query, Scope

BUTTONS_AT_MOST = 10
_DEFINITIONS = {Scope.BROAD: "buttons.broad", Scope.PRODUCTION: "buttons.production"}


def buttons(answer: Answer, voice: Voice) -> tuple[Button, ...]:
    """The buttons in their order, no two that ask the same or are called the same."""
    found: list[Button] = []
    seen: set[tuple[Action, object]] = set()
    for button in _all(answer, voice):
        bare = button.query.model_copy(update={"before": ()})
        alike = {(button.action, button.label), (button.action, bare)}
        if not alike & seen:
            found.append(button)
        seen |= alike
    return tuple(found[:BUTTONS_AT_MOST])


def _all(answer: Answer, voice: Voice) -> Iterable[Button]:
    if answer.query and answer.status is AnswerStatus.ANSWERED:
        yield from _about(answer, answer.query, voice)
    for query in answer.choices:
        yield Button(action=Action.ASK, label=label(query, voice), query=query, wanted=True)
    for query in (*answer.alternatives, *answer.suggestions):
        yield Button(action=Action.ASK, label=label(query, voice), query=query)


def _about(answer: Answer, query: Query, voice: Voice) -> Iterable[Button]:
    if query.operation not in DRAWN and (series := drawable(query)) is not None:
        yield from _chart(query, series, voice)
    if is_computed(answer):
        yield Button(action=Action.WORKING, label=voice.say("buttons.working"), query=query)
    if all_sources(answer) and query.operation is not Operation.PROVENANCE:
        yield Button(action=Action.SOURCES, label=voice.say("buttons.sources"), query=query)
    for other in answer.suggestions[:1]:
        if key := _other_definition(query, other, voice.catalogue):
            yield Button(action=Action.ASK, label=voice.say(key), query=other)


def _chart(query: Query, series: Query, voice: Voice) -> Iterable[Button]:
    """Where there is a course over the years to be drawn."""
    item = series.items[0]
    if len(voice.catalogue.periods(item.metric, item.kind, voice.catalogue.metrics[item.metric].unit)) > 1:
        yield Button(action=Action.CHART, label=voice.say("buttons.chart"), query=query)


def _other_definition(query: Query, other: Query, catalogue: Catalogue) -> str:
    """The words for a query of the other market, broad for narrow, where it is that; else nothing."""
    scopes = [catalogue.metrics[item.metric].scope for each in (query, other) for item in each.items]
    crosses = len(scopes) == 2 and set(scopes) == set(_DEFINITIONS)
    return _DEFINITIONS[scopes[1]] if crosses else ""
