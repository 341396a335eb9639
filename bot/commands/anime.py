"""`/anime`: every question that has a command of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from discord import Interaction, Message, app_commands
from discord.app_commands import Choice, Range

from bot.answers.helping import help_card
from bot.commands import queries
from bot.commands.offering import Names, editions_offered, years_held, years_offered
from bot.commands.translating import command, told
from bot.holdings import Holding
from bot.limiting import ACT
from bot.limits import Act
from bot.posted import words_of
from bot.responding import Responder
from knowledge.model import Kind, MetricId

Asked = Interaction[Any]
Year = Range[int, 1900, 2100]
Question = Range[str, 1, 1000]
Text = Range[str, 1, 4000]
Offers = list[Choice[str]]
Years = list[Choice[int]]


class AnimeCommands:
    """The callbacks, each turning its options into a query; answering is the responder's."""

    def __init__(self, responder: Responder) -> None:
        self._responder = responder

    def group(self) -> app_commands.Group:
        """The group with all its commands, for servers and for people, usable wherever Discord allows it."""
        group = app_commands.Group(
            name=told("commands.anime.name"),
            description=told("commands.anime.description"),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        )
        kinds = [Choice(name=told(f"choices.{kind.value}"), value=kind.value) for kind in Kind]
        for callback in self._callbacks():
            made = self._with_autocomplete(command(callback, {"kind": kinds}))
            made.extras[ACT] = Act.CHECK if callback == self.check else Act.QUESTION
            group.add_command(made)
        return group

    def menu(self) -> app_commands.ContextMenu:
        """The menu of a message, wherever the group is."""
        return app_commands.ContextMenu(
            name=told("menus.check"),
            callback=self.check_message,
            extras={ACT: Act.CHECK},
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        )

    def _callbacks(self) -> Sequence[Any]:
        return (
            self.latest, self.overseas, self.domestic, self.market, self.production, self.category, self.share,
            self.growth, self.target, self.compare, self.trend, self.figure, self.history, self.coverage,
            self.sources, self.ask, self.check, self.receipt, self.help,
        )  # fmt: skip

    def _with_autocomplete(self, made: app_commands.Command[Any, ..., None]) -> app_commands.Command[Any, ..., None]:
        offers: dict[str, Any] = {
            "year": self._offer_years,
            "category": self._offer_categories,
            "edition": self._offer_editions,
            **dict.fromkeys(("metric", "first", "second"), self._offer_metrics),
        }
        for option in made.parameters:
            if option.name in offers:
                made.autocomplete(option.name)(offers[option.name])
        return made

    # --- one metric, one year ---

    async def overseas(self, interaction: Asked, year: Year, private: bool | None = None) -> None:
        await self._by_year(interaction, year, private)

    async def domestic(self, interaction: Asked, year: Year, private: bool | None = None) -> None:
        await self._by_year(interaction, year, private)

    async def market(self, interaction: Asked, year: Year, private: bool | None = None) -> None:
        await self._by_year(interaction, year, private)

    async def production(self, interaction: Asked, year: Year, private: bool | None = None) -> None:
        await self._by_year(interaction, year, private)

    async def _by_year(self, interaction: Asked, year: int, private: bool | None) -> None:
        metric = queries.BY_YEAR[_name(interaction)]
        await self._responder.to_command(interaction, queries.figure(metric, year), private=private)

    async def category(self, interaction: Asked, category: str, year: Year, private: bool | None = None) -> None:
        metric = await self._meant(interaction, category, "category")
        if metric:
            await self._responder.to_command(interaction, queries.figure(metric, year), private=private)

    async def share(
        self, interaction: Asked, year: Year, metric: str | None = None, private: bool | None = None
    ) -> None:
        await self._of_kind(interaction, metric or queries.USUAL_SHARE, year, Kind.SHARE, private)

    async def growth(
        self, interaction: Asked, year: Year, metric: str | None = None, private: bool | None = None
    ) -> None:
        await self._of_kind(interaction, metric or queries.USUAL_GROWTH, year, Kind.GROWTH, private)

    async def figure(
        self,
        interaction: Asked,
        metric: str,
        year: Year,
        kind: Choice[str] | None = None,
        edition: str | None = None,
        private: bool | None = None,
    ) -> None:
        if await self._knows(interaction, edition):
            await self._of_kind(interaction, metric, year, Kind(kind.value) if kind else Kind.LEVEL, private, edition)

    async def _of_kind(
        self, interaction: Asked, given: str, year: int, kind: Kind, private: bool | None, edition: str | None = None
    ) -> None:
        metric = await self._meant(interaction, given)
        if metric:
            await self._responder.to_command(interaction, queries.figure(metric, year, kind, edition), private=private)

    # --- several at once ---

    async def latest(self, interaction: Asked, private: bool | None = None) -> None:
        await self._responder.to_command(interaction, queries.latest(), private=private)

    async def target(self, interaction: Asked, private: bool | None = None) -> None:
        await self._responder.to_command(interaction, queries.target(), private=private)

    async def compare(
        self, interaction: Asked, first: str, second: str, year: Year, private: bool | None = None
    ) -> None:
        one = await self._meant(interaction, first)
        other = await self._meant(interaction, second) if one else None
        if one and other:
            await self._responder.to_command(interaction, queries.compare(one, other, year), private=private)

    async def trend(
        self,
        interaction: Asked,
        metric: str,
        start: Year | None = None,
        end: Year | None = None,
        kind: Choice[str] | None = None,
        base: Year | None = None,
        edition: str | None = None,
        private: bool | None = None,
    ) -> None:
        meant = await self._meant(interaction, metric)
        if meant and await self._knows(interaction, edition):
            query = queries.trend(meant, start, end, Kind(kind.value) if kind else Kind.LEVEL, edition, base)
            await self._responder.to_command(interaction, query, private=private)

    # --- on the figures themselves ---

    async def history(self, interaction: Asked, metric: str, year: Year, private: bool | None = None) -> None:
        meant = await self._meant(interaction, metric)
        if meant:
            await self._responder.to_command(interaction, queries.history(meant, year), private=private)

    async def sources(self, interaction: Asked, metric: str, year: Year, private: bool | None = None) -> None:
        meant = await self._meant(interaction, metric)
        if meant:
            await self._responder.to_command(interaction, queries.provenance(meant, year), private=private)

    async def coverage(self, interaction: Asked, metric: str | None = None, private: bool | None = None) -> None:
        meant = await self._meant(interaction, metric) if metric else None
        if meant or not metric:
            await self._responder.to_command(interaction, queries.coverage(meant), private=private)

    # --- in words ---

    async def ask(self, interaction: Asked, question: Question, private: bool | None = None) -> None:
        await self._responder.to_asking(interaction, question, private=private)

    async def check(self, interaction: Asked, claim: Text, private: bool | None = None) -> None:
        await self._responder.to_checking(interaction, claim, private=private)

    async def check_message(self, interaction: Asked, message: Message) -> None:
        """The message's menu: the same, of a message that stands there."""
        await self._responder.to_checking(interaction, words_of(message))

    async def receipt(self, interaction: Asked, id: Range[str, 1, 20]) -> None:
        await self._responder.to_receipt(interaction, id)

    async def help(self, interaction: Asked) -> None:
        await self._responder.show(interaction, help_card(self._responder.voice(interaction.locale)))

    # --- what the options mean and offer ---

    async def _meant(self, interaction: Asked, given: str, what: str = "metric") -> MetricId | None:
        """The metric of an option; says so, to the asker only, when there is none of that name."""
        here = await self._here(interaction)
        voice = self._responder.voice(interaction.locale, here)
        metric = _names(here, what)[voice.language].meant(given)
        if metric is None:
            await self._responder.refuse(interaction, voice.say(f"errors.unknown_{what}", given=given))
        return metric

    async def _knows(self, interaction: Asked, edition: str | None) -> bool:
        """Whether an edition is one of those that are offered, or none is asked for; says so to the asker otherwise."""
        here = await self._here(interaction)
        if edition is None or edition in here.catalogue.editions:
            return True
        voice = self._responder.voice(interaction.locale, here)
        await self._responder.refuse(interaction, voice.say("errors.unknown_edition", given=edition))
        return False

    async def _offer_editions(self, interaction: Asked, typed: str) -> Offers:
        voice = self._responder.voice(interaction.locale, await self._here(interaction))
        return [Choice(name=name, value=id) for name, id in editions_offered(typed, voice)]

    async def _offer_metrics(self, interaction: Asked, typed: str) -> Offers:
        return await self._offers(interaction, typed, "metric")

    async def _offer_categories(self, interaction: Asked, typed: str) -> Offers:
        return await self._offers(interaction, typed, "category")

    async def _offers(self, interaction: Asked, typed: str, what: str) -> Offers:
        here = await self._here(interaction)
        offered = _names(here, what)[self._responder.voice(interaction.locale, here).language].offered(typed)
        return [Choice(name=name, value=metric) for name, metric in offered]

    async def _offer_years(self, interaction: Asked, typed: str | int) -> Years:
        here = await self._here(interaction)
        names = here.metrics[self._responder.voice(interaction.locale, here).language]
        held = years_held(here.desk, _metrics_so_far(interaction, names), _kind_so_far(interaction))
        return [Choice(name=str(year), value=year) for year in years_offered(str(typed), held)]

    async def _here(self, interaction: Asked) -> Holding:
        return await self._responder.holdings.of(interaction.guild_id)


def _names(here: Holding, what: str) -> Mapping[str, Names]:
    return here.categories if what == "category" else here.metrics


def _metrics_so_far(interaction: Asked, names: Names) -> list[MetricId]:
    """The metrics that the command is about as far as it is typed."""
    usual = {**queries.BY_YEAR, "share": queries.USUAL_SHARE, "growth": queries.USUAL_GROWTH}
    given = [getattr(interaction.namespace, option, None) for option in ("metric", "category", "first", "second")]
    meant = [names.meant(name) for name in given if name]
    return [metric for metric in meant if metric] or [usual.get(_name(interaction), queries.USUAL_GROWTH)]


def _name(interaction: Asked) -> str:
    """The subcommand in use."""
    return interaction.command.name if interaction.command else ""


def _kind_so_far(interaction: Asked) -> Kind:
    fixed = {"share": Kind.SHARE, "growth": Kind.GROWTH}
    given = getattr(interaction.namespace, "kind", None)
    return fixed.get(_name(interaction)) or (Kind(given) if given in set(Kind) else Kind.LEVEL)
