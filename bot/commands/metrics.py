"""`/metrics`: what a server measures beside what ships, and what else it calls things."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from discord import Interaction, app_commands
from discord.app_commands import Choice, Range

from bot.answers.card import Card
from bot.answers.clipping import clipped
from bot.answers.languages import language_of
from bot.answers.wording import LANGUAGES
from bot.commands.figures import Added, moderators_group, named_choices
from bot.commands.offering import OFFERS_AT_MOST
from bot.commands.translating import command
from bot.moderating.cards import entry_line
from bot.moderating.flow import Moderators
from bot.moderating.plans import Plan
from bot.moderating.workshop import added
from knowledge.additions import AliasEntry, MetricEntry
from knowledge.additions.entries import fingerprint
from knowledge.model import Geography, MetricName, Scope, Unit
from knowledge.reviewing import no_metric

Asked = Interaction[Any]
Name = Range[str, 2, 80]
Names = Range[str, 1, 400]
Line = Range[str, 1, 300]

UNITS = (Unit.JPY, Unit.COUNT, Unit.MINUTES)
_DEFAULT_SCOPE = Scope.EVENTS


class MetricCommands:
    """The callbacks, each making a plan of its options."""

    def __init__(self, moderators: Moderators) -> None:
        self._moderators = moderators
        self._added = Added(moderators, (MetricEntry, AliasEntry))

    def group(self) -> app_commands.Group:
        """The group with its commands, for moderators."""
        group = moderators_group("metrics")
        choices = {
            "unit": named_choices("units", UNITS),
            "scope": named_choices("scopes", Scope),
            "place": named_choices("places", Geography),
        }
        for callback in (self.metrics_add, self.metrics_alias, self.metrics_retract, self.metrics_list):
            made = command(callback, choices)
            offers = {"metric": self._offer_metrics, "whole": self._offer_metrics, "name_or_alias": self._added.offer}
            for option in {parameter.name for parameter in made.parameters} & offers.keys():
                made.autocomplete(option)(offers[option])
            group.add_command(made)
        return group

    async def metrics_add(
        self,
        interaction: Asked,
        name: Name,
        unit: Choice[str],
        definition: Line,
        japanese: Name | None = None,
        aliases: Names | None = None,
        scope: Choice[str] | None = None,
        place: Choice[str] | None = None,
        whole: str | None = None,
    ) -> None:
        admitted = await self._moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        of = here.metrics[voice.language].called(whole) if whole else None
        if whole and of is None:
            await self._moderators.responder.refuse(interaction, voice.localised(no_metric(whole, here.catalogue)))
            return
        chosen = Scope(scope.value) if scope else here.catalogue.metrics[of].scope if of else _DEFAULT_SCOPE
        entry = MetricEntry(
            id=_id(name),
            scope=chosen,
            geography=Geography(place.value) if place else Geography.ALL,
            unit=Unit(unit.value),
            whole=of,
            names=_names(name, japanese or "", aliases or "", definition),
        )
        await self._moderators.propose(interaction, Plan(steps=(added(entry, here),)), voice)

    async def metrics_alias(self, interaction: Asked, metric: str, alias: Name) -> None:
        admitted = await self._moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        called = here.metrics[voice.language].called(metric)
        if called is None:
            await self._moderators.responder.refuse(interaction, voice.localised(no_metric(metric, here.catalogue)))
            return
        entry = AliasEntry(metric=called, language=language_of(alias) or "en", alias=alias.strip())
        await self._moderators.propose(interaction, Plan(steps=(added(entry, here),)), voice)

    async def metrics_retract(self, interaction: Asked, name_or_alias: str, reason: Line | None = None) -> None:
        await self._added.retract(interaction, name_or_alias, reason or "")

    async def metrics_list(self, interaction: Asked) -> None:
        admitted = await self._moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        lines = tuple(f"• {entry_line(entry, voice)}" for _, entry in self._added.standing(here))
        card = Card(title=voice.say("moderating.own_metrics"), lines=lines or (voice.say("moderating.none_yet"),))
        await self._moderators.responder.show(interaction, card, voice)

    async def _offer_metrics(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        here, voice = await self._moderators.quietly(interaction)
        offered = here.metrics[voice.language].offered(typed) if here and voice else []
        return [Choice(name=clipped(name, 100), value=metric) for name, metric in offered[:OFFERS_AT_MOST]]


def _id(name: str) -> str:
    """An id that the name suggests; of other letters than those of the alphabet a short one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return f"own_{words[:40]}" if len(words) > 2 else f"own_{fingerprint(name)}"


def _names(name: str, japanese: str, aliases: str, definition: str) -> Mapping[str, MetricName]:
    """The names in every language: what is said in one of them stands in for the others."""
    given = {language_of(name) or "en": name.strip()} | ({"ja": japanese.strip()} if japanese.strip() else {})
    others: dict[str, list[str]] = {}
    for alias in re.split(r"[,、;]", aliases):
        if alias.strip():
            others.setdefault(language_of(alias) or "en", []).append(alias.strip())
    return {
        code: MetricName(
            name=given.get(code) or next(iter(given.values())),
            short=given.get(code) or next(iter(given.values())),
            aliases=tuple(dict.fromkeys(others.get(code, ()))),
            definition=definition.strip(),
        )
        for code in LANGUAGES
    }
