"""A paragraph of an article -> the figures in it, to be ticked: what is new, what is held, what contradicts."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from discord import Embed, Interaction, SelectOption
from discord.ui import Modal, Select, View

from bot.answers import embed
from bot.answers.card import Card, Reply, Tone
from bot.answers.clipping import clipped
from bot.answers.voice import Voice
from bot.holdings import Holding
from bot.limits import Act
from bot.moderating.cards import MARKS, preview_card
from bot.moderating.controls import Field, Step, Use, buttons, custom_id, filled, form
from bot.moderating.correcting import corrected, figures_to_correct, form_of, number_in
from bot.moderating.flow import Moderators, author_of
from bot.moderating.plans import PROPOSAL, Plan
from bot.moderating.plans import Step as Change
from bot.moderating.workshop import Preview, added, changed
from knowledge.additions import FigureEntry
from knowledge.extraction import Extracted
from knowledge.model import Figure, Item, Kind, Localised
from knowledge.reviewing import Given, Level, Trouble, proposed
from knowledge.store.drafts import Draft

Asked = Interaction[Any]

OFFERED_AT_MOST = 25
"""Figures of one text: as many as a select takes."""

FIELDS = {"text": 4000, "source": 200, "published": 40, "url": 500, "year": 4}
"""The fields of the form, and how long each may be."""

NEW, HELD, OTHERWISE, BOUND = "new", "held", "otherwise", "bound"
"""How a figure stands to what is held: nothing is held there, the same, or another number; a new one may be a bound."""


@dataclass(frozen=True)
class Proposals:
    """Reads articles for moderators; saving is the flow's."""

    moderators: Moderators

    async def ask(self, interaction: Asked, given: Mapping[str, str] | None = None) -> None:
        """Opens the form for a text and its source, with what is known of these."""
        admitted = await self.moderators.admitted(interaction, Act.IMPORT)
        if admitted is not None:
            _, voice = admitted
            await interaction.response.send_modal(_form(NEW, given or {}, voice))

    async def used(self, interaction: Asked, use: Use) -> None:
        """The form that is sent, sent again, or opened again; or figures that are ticked."""
        admitted = await self.moderators.admitted(interaction, Act.WRITE if use.step is Step.TICK else Act.IMPORT)
        if admitted is None:
            return
        here, voice = admitted
        if use == (Step.READ, NEW):
            await self._read(interaction, here, voice)
            return
        id, number = number_in(use.id)
        found = await self.moderators.mine(interaction, id, voice)
        if found is None:
            return
        draft, plan = found
        if use.step is Step.CORRECT:
            await self._correct(interaction, plan, draft, voice)
        elif use.step is Step.CORRECTED:
            await self._corrected(interaction, plan, number, here, voice, draft)
        elif use.step is Step.AGAIN:
            await interaction.response.send_modal(_form(draft.id, plan.given, voice))
        elif use.step is Step.READ:
            await self._read(interaction, here, voice, draft)
        else:
            data: Mapping[str, Any] = interaction.data or {}
            values = {str(value) for value in data.get("values", ())}
            ticked = tuple(step for number, step in enumerate(plan.offered) if str(number) in values)
            await interaction.response.defer()
            await self._show(interaction, plan.model_copy(update={"steps": ticked}), here, voice, draft)

    async def _correct(self, interaction: Asked, plan: Plan, draft: Draft, voice: Voice) -> None:
        """Opens the form of the figure that was picked."""
        data: Mapping[str, Any] = interaction.data or {}
        picked = str(next(iter(data.get("values", ())), ""))
        if picked.isdecimal() and int(picked) < len(plan.offered):
            await interaction.response.send_modal(form_of(plan, int(picked), draft, voice))
        else:
            await self.moderators.responder.refuse(interaction, voice.say("errors.stale_button"))

    async def _corrected(
        self, interaction: Asked, plan: Plan, number: int, here: Holding, voice: Voice, draft: Draft
    ) -> None:
        if not 0 <= number < len(plan.offered):
            await self.moderators.responder.refuse(interaction, voice.say("errors.stale_button"))
            return
        await interaction.response.defer()
        mended, troubles = corrected(plan, number, filled(interaction.data or {}), here)
        await self._show(interaction, mended, here, voice, draft, troubles)

    async def _read(self, interaction: Asked, here: Holding, voice: Voice, draft: Draft | None = None) -> None:
        if draft is None:
            await interaction.response.defer(ephemeral=True, thinking=True)
        else:
            await interaction.response.defer()
        given = {name: said.strip() for name, said in filled(interaction.data or {}).items() if name in FIELDS}
        plan = await asyncio.to_thread(planned, given, here)
        await self._show(interaction, plan, here, voice, draft)

    async def _show(
        self,
        interaction: Asked,
        plan: Plan,
        here: Holding,
        voice: Voice,
        draft: Draft | None = None,
        troubles: Sequence[Trouble] = (),
    ) -> None:
        workshop, server = self.moderators.workshop, str(interaction.guild_id)
        kept = await workshop.keep(server, plan, author_of(interaction), draft.id if draft else "")
        preview = await workshop.preview(server, plan) if plan.steps else None
        shown = await asyncio.to_thread(_embeds, plan, preview, troubles, here, voice)
        view = _ways_on(plan, preview, kept, here, voice)
        await interaction.edit_original_response(content=None, embeds=shown, view=view)


def _embeds(
    plan: Plan, preview: Preview | None, troubles: Sequence[Trouble], here: Holding, voice: Voice
) -> list[Embed]:
    """What is wrong with a correction, the list, and what saving it would do."""
    cards = [
        *_wrong(troubles, voice),
        _list_card(plan, here, voice),
        *([preview_card(preview, voice)] if preview else []),
    ]
    return embed.embeds(Reply(cards=tuple(cards)), voice)


def _wrong(troubles: Sequence[Trouble], voice: Voice) -> list[Card]:
    """What is wrong with a figure as it was corrected."""
    if not troubles:
        return []
    lines = tuple(f"{MARKS[Level.IMPOSSIBLE]} {voice.localised(trouble.text)}" for trouble in troubles)
    return [Card(title=voice.say("moderating.troubles"), lines=lines, footer=voice.say("proposals.correct_again"))]


def planned(given: Mapping[str, str], here: Holding) -> Plan:
    """All figures of a text, those ticked that are new; what was typed is kept with them."""
    year = given.get("year", "")
    hint = int(year) if _is_year(year) else None
    found = [each for each in here.extractor.extracted(given.get("text", ""), hint) if not each.old]
    every = [(each, _entry(each, given, here)) for each in found]
    read = [(entry, figure) for figure, entry in every if isinstance(entry, FigureEntry)]
    wrong = [trouble.text for _, entry in every if not isinstance(entry, FigureEntry) for trouble in entry]
    shown = read[:OFFERED_AT_MOST]
    offered = tuple(added(entry, here) for entry, _ in shown)
    bounds = tuple(number for number, (_, figure) in enumerate(shown) if figure.relation.is_bound)
    ticked = (s for number, s in enumerate(offered) if number not in bounds and _standing(s, here)[0] == NEW)
    return Plan(
        kind=PROPOSAL,
        given=given,
        offered=offered,
        steps=tuple(ticked),
        words=tuple(figure.said for _, figure in shown),
        bounds=bounds,
        left=len(read) - len(shown),
        troubles=_once(wrong),
    )


def _is_year(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) == FIELDS["year"]


def _once(texts: Sequence[Localised]) -> tuple[Localised, ...]:
    return tuple(text for place, text in enumerate(texts) if text not in texts[:place])


def _entry(figure: Extracted, given: Mapping[str, str], here: Holding) -> FigureEntry | list[Trouble]:
    """The figure as a moderator would have typed it, or what keeps it from being added."""
    kind = "" if figure.kind is Kind.LEVEL else figure.kind.value
    number = f"{figure.quantity.value:f}%" if figure.kind is not Kind.LEVEL else figure.said
    typed = {name: given.get(name, "") for name in ("source", "published", "url")}
    asked = Given(metric=figure.metric, year=str(figure.period), value=number, kind=kind, **typed)
    return proposed(asked, here.catalogue)


def _standing(step: Change, here: Holding) -> tuple[str, Figure | None]:
    """How a figure stands to what is held, and the figure that is held there."""
    entry = step.entry
    if not isinstance(entry, FigureEntry):
        return NEW, None
    beside = [
        figure
        for figure in here.catalogue.of(entry.metric)
        if (figure.kind, figure.period, figure.quantity.unit) == (entry.kind, entry.period, entry.unit)
    ]
    if not beside:
        return NEW, None
    said = entry.quantity
    same = next((f for f in beside if f.quantity.low <= said.high and said.low <= f.quantity.high), None)
    if same is not None:
        return HELD, same
    return (OTHERWISE, beside[-1]) if changed(entry, here) else (HELD, beside[-1])


def _lines(plan: Plan, here: Holding, voice: Voice) -> list[str]:
    """What is offered, a line each."""
    return [_line(step, here, voice, bound=number in plan.bounds) for number, step in enumerate(plan.offered)]


def _line(step: Change, here: Holding, voice: Voice, *, bound: bool) -> str:
    entry = step.entry
    assert isinstance(entry, FigureEntry)
    standing, figure = _standing(step, here)
    standing = BOUND if bound and standing == NEW else standing
    held = voice.as_printed(figure.quantity) if figure else ""
    item = Item(metric=entry.metric, kind=entry.kind, period=entry.period)
    return voice.say(
        f"proposals.{standing}", item=voice.dated(item), amount=voice.as_printed(entry.quantity), held=held
    )


def _list_card(plan: Plan, here: Holding, voice: Voice) -> Card:
    year = plan.given.get("year", "")
    lines = [
        voice.say("proposals.from", line=line, words=words)
        for line, words in zip(_lines(plan, here, voice), plan.words, strict=True)
    ]
    lines += [f"{MARKS[Level.IMPOSSIBLE]} {voice.localised(trouble)}" for trouble in plan.troubles]
    if plan.left:
        lines.append(voice.say("proposals.left", count=plan.left))
    if year and not _is_year(year):
        lines.append(voice.say("proposals.no_year", said=clipped(year, 20)))
    if not plan.offered:
        title = voice.say("moderating.troubles" if plan.troubles else "texts.nothing")
        return Card(title=title, lines=tuple(lines), footer=voice.say("proposals.try"))
    return Card(
        title=voice.say("proposals.title", count=len(plan.offered)),
        lines=tuple(lines),
        footer=voice.say("proposals.tick"),
        tone=Tone.REPORTED,
    )


def _ways_on(plan: Plan, preview: Preview | None, draft: Draft, here: Holding, voice: Voice) -> View:
    steps: list[Step] = [Step.SAVE] if preview is not None and preview.can_be_saved and not preview.unchanged else []
    labels = [
        (step, draft.id, voice.say(f"moderating.buttons.{step.value}")) for step in (*steps, Step.AGAIN, Step.CANCEL)
    ]
    view = buttons(labels)
    if plan.offered:
        lines = _lines(plan, here, voice)
        view.add_item(_ticks(plan, draft, lines, voice))
        view.add_item(figures_to_correct(plan, draft, lines, voice))
    return view


def _ticks(plan: Plan, draft: Draft, lines: Sequence[str], voice: Voice) -> Select[View]:
    options = [
        SelectOption(value=str(number), label=clipped(line, 100), default=plan.offered[number] in plan.steps)
        for number, line in enumerate(lines)
    ]
    return Select(
        custom_id=custom_id(Step.TICK, draft.id),
        placeholder=clipped(voice.say("proposals.tick"), 150),
        options=options,
        min_values=0,
        max_values=len(options),
    )


def _form(id: str, given: Mapping[str, str], voice: Voice) -> Modal:
    fields = [
        Field(
            name, voice.say(f"proposals.fields.{name}"), given.get(name, ""), name in ("text", "source"),
            name == "text", most,
        )
        for name, most in FIELDS.items()
    ]  # fmt: skip
    return form(Step.READ, id, voice.say("proposals.form"), fields)
