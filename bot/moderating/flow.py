"""The moderators' flows in Discord: a plan is shown, edited, saved or let go; the right is asked for at every step."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import discord
from discord import Embed, Interaction, InteractionType
from discord.ui import View

from bot.answers import embed
from bot.answers.card import Card, Reply
from bot.answers.clipping import clipped
from bot.answers.composing import compose
from bot.answers.voice import Voice
from bot.holdings import Holding
from bot.limits import Act
from bot.moderating.cards import done_line, overtaken_card, preview_card
from bot.moderating.controls import Field, Step, Use, buttons, filled, form
from bot.moderating.plans import FIGURE, Plan
from bot.moderating.rights import may_moderate
from bot.moderating.undoing import undoing
from bot.moderating.workshop import Preview, Workshop
from bot.responding import Responder
from bot.retrying import UNSENT
from knowledge.reviewing import Given
from knowledge.store import StoreAway
from knowledge.store.drafts import Draft
from knowledge.store.outages import promptly
from knowledge.store.revisions import Author, Decided, Overtaken

_log = logging.getLogger(__name__)

Asked = Interaction[Any]

MANY = 100
"""Steps of a plan from which it is said that checking takes a while."""

LONGEST = {"value": 100, "source": 200, "published": 40, "url": 500, "note": 500}
"""The fields of a figure's form, and how long each may be."""


@dataclass(frozen=True)
class Moderators:
    """Takes what moderators want through the steps; nothing is changed before they say so."""

    responder: Responder
    workshop: Workshop

    async def admitted(self, interaction: Asked, act: Act = Act.WRITE) -> tuple[Holding, Voice] | None:
        """What the server holds, and the voice to say it in, for who may change it and does not do so too often; tells
        anyone else. Raises `StoreAway` where that can't be known.

        What is filled into a form counted when the form was opened: nothing that was typed is ever turned away.
        """
        here = await self.responder.holdings.of(interaction.guild_id)
        if not here.complete:
            raise StoreAway("what the server added can't be read")
        voice = self.responder.voice(interaction.locale, here)
        if not may_moderate(interaction, here.preferences):
            await self.responder.refuse(interaction, voice.say("moderating.not_allowed"))
            return None
        if interaction.type is not InteractionType.modal_submit and await self.responder.turned_away(interaction, act):
            return None
        return here, voice

    async def quietly(self, interaction: Asked) -> tuple[Holding, Voice] | tuple[None, None]:
        """The same without a word, for what is offered while somebody types."""
        here = await self.responder.holdings.of(interaction.guild_id)
        if not (here.complete and may_moderate(interaction, here.preferences)):
            return None, None
        return here, self.responder.voice(interaction.locale, here)

    # --- showing a plan ---

    async def propose(self, interaction: Asked, plan: Plan, voice: Voice, before: Sequence[Card] = ()) -> None:
        """Shows what a plan would do, to its author alone, with the ways on; behind other cards, if there are any."""
        if not interaction.response.is_done():
            await interaction.response.defer(ephemeral=True, thinking=True)
        if len(plan.steps) > MANY:
            checking = voice.say("moderating.checking", count=len(plan.steps))
            await interaction.edit_original_response(content=checking)
        draft = await self.workshop.keep(_server(interaction), plan, author_of(interaction))
        preview = await self.workshop.preview(draft.server, plan)
        await interaction.edit_original_response(**_shown(preview, draft, voice, before))

    # --- what is pressed and filled in ---

    async def used(self, interaction: Asked, use: Use) -> None:
        """A button of a plan, or its form. Who may not, or whose it is not, is told so."""
        admitted = await self.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        deciding = use.step in (Step.APPROVE, Step.REJECT)
        found = await self.mine(interaction, use.id, voice, anyone_s=deciding)
        if found is None:
            return
        draft, plan = found
        if deciding:
            await self._decided(interaction, use.step, draft, plan, voice)
        elif use.step is Step.SAVE:
            await self._save(interaction, draft, plan, here, voice)
        elif use.step is Step.UNDO:
            await interaction.response.defer()
            preview = await self.workshop.preview(draft.server, plan)
            await interaction.edit_original_response(**_shown(preview, draft, voice))
        elif use.step is Step.EDIT:
            await interaction.response.send_modal(_figure_form(draft, plan, voice))
        elif use.step is Step.FORM:
            await self._filled(interaction, draft, plan, here, voice)
        else:
            with suppress(StoreAway):  # what can't be deleted now goes by itself in a day
                await promptly(self.workshop.drafts.take)(draft.id)
            await self._let_go(interaction, voice.say("moderating.cancelled"))

    async def mine(
        self, interaction: Asked, id: str, voice: Voice, *, anyone_s: bool = False
    ) -> tuple[Draft, Plan] | None:
        """A draft of one's own, or, to decide on it, `anyone_s`; says so where there is none."""
        found = await self.workshop.draft(_server(interaction), id)
        if found is None:
            await self._too_late(interaction, voice.say("moderating.expired"))
        elif not anyone_s and found[0].author.id != str(interaction.user.id):
            await self.responder.refuse(interaction, voice.say("moderating.not_yours"))
        else:
            return found
        return None

    async def _filled(self, interaction: Asked, draft: Draft, plan: Plan, here: Holding, voice: Voice) -> None:
        """The form of a figure: what was typed replaces what was typed before."""
        changed = filled(interaction.data or {})
        fields = {**plan.given, **{name: changed[name] for name in LONGEST if name in changed}}
        editing = _edited(plan, here)
        again = self.workshop.figure(here, Given(**({"source": "", "value": ""} | fields)), plan.reason, editing)
        await interaction.response.defer()
        kept = await self.workshop.keep(draft.server, again, draft.author, draft.id)
        preview = await self.workshop.preview(draft.server, again)
        await interaction.edit_original_response(**_shown(preview, kept, voice))

    async def _save(self, interaction: Asked, draft: Draft, plan: Plan, here: Holding, voice: Voice) -> None:
        await interaction.response.defer()
        preview = await self.workshop.preview(draft.server, plan)
        if not preview.can_be_saved:
            await interaction.edit_original_response(**_shown(preview, draft, voice))
        elif here.preferences.second:
            await self._hand_over(interaction, draft, plan, voice)
        else:
            await self._done(interaction, draft, plan, voice)

    async def _hand_over(self, interaction: Asked, draft: Draft, plan: Plan, voice: Voice) -> None:
        """Lets a draft wait for a second moderator; told once, also where the button is pressed twice."""
        first = await self.workshop.hand_over(draft)
        lines = tuple(done_line(plan, voice, draft.author))
        told = not first or await self.tell(interaction, voice.say("moderating.audit_waits"), _escaped(lines), voice)
        waits = Card(title=voice.say("moderating.waits"), notes=_untold(told, voice))
        await interaction.edit_original_response(**_alone(waits, voice=voice))

    async def _decided(self, interaction: Asked, step: Step, draft: Draft, plan: Plan, voice: Voice) -> None:
        """A second moderator approves or rejects; nobody approves what they drafted themselves."""
        if not draft.waiting:
            await self._too_late(interaction, voice.say("moderating.expired"))
            return
        if step is Step.APPROVE and draft.author.id == str(interaction.user.id):
            await self.responder.refuse(interaction, voice.say("moderating.not_your_own"))
            return
        await interaction.response.defer()
        if step is Step.REJECT:
            await self.workshop.drafts.take(draft.id)
            await interaction.edit_original_response(
                **_alone(Card(title=voice.say("moderating.rejected")), voice=voice)
            )
            return
        await self._done(interaction, draft, plan, voice, author_of(interaction))

    async def _done(
        self, interaction: Asked, draft: Draft, plan: Plan, voice: Voice, approver: Author | None = None
    ) -> None:
        """Saves, and shows what the bot says now, with a way back; where somebody was quicker, what they did."""
        before = await self.workshop.holdings.of(draft.server)
        try:
            await self.workshop.save(draft, plan, approver)
        except Decided:  # by the same button, pressed twice: the first press shows what came of it
            return
        except Overtaken as overtaken:
            await interaction.edit_original_response(**_alone(overtaken_card(overtaken.by, voice), voice=voice))
            return
        lines = tuple(done_line(plan, voice, draft.author, approver))
        told = await self.tell(interaction, voice.say("moderating.audit"), _escaped(lines), voice)
        cards = [Card(title=voice.say("moderating.saved"), lines=lines, notes=_untold(told, voice))]
        if figure := plan.figure:
            answer, now = await self.workshop.answer(draft.server, figure)
            cards += compose(answer, self.responder.voice(interaction.locale, now)).cards
        shown = _alone(*cards, voice=voice)
        await interaction.edit_original_response(
            **shown | {"view": await self._way_back(interaction, plan, before, voice)}
        )

    async def _way_back(self, interaction: Asked, plan: Plan, before: Holding, voice: Voice) -> View | None:
        """The button that shows what would take back what was saved, to who saved it; none where that can't be kept."""
        back = undoing(plan, before, voice.say("moderating.undone"))
        with suppress(StoreAway):
            draft = await promptly(self.workshop.keep)(_server(interaction), back, author_of(interaction))
            return buttons([(Step.UNDO, draft.id, voice.say("moderating.buttons.undo"))])
        return None

    async def tell(self, interaction: Asked, title: str, text: str, voice: Voice) -> bool:
        """Posts a text, as Discord's markdown, in the audit channel; False where there is one that can't be written
        to.
        """
        here = await self.responder.holdings.of(interaction.guild_id)
        if here.preferences.audit is None:
            return True
        posted = Embed(title=title, description=clipped(text, embed.DESCRIPTION))
        try:
            channel = interaction.client.get_partial_messageable(here.preferences.audit)
            await channel.send(embed=posted, nonce=interaction.id)
        except UNSENT as refused:
            _log.info("the audit channel of server %s can't be written to: %s", interaction.guild_id, refused)
            return False
        return True

    async def _too_late(self, interaction: Asked, sentence: str) -> None:
        """Takes away buttons that do nothing any more; what the message says, perhaps "Saved" by now, stays."""
        message = interaction.message
        if message is not None and message.flags.ephemeral:
            await interaction.response.edit_message(view=None)
            await interaction.followup.send(embed.escaped(sentence), ephemeral=True)
        else:
            await self.responder.refuse(interaction, sentence)

    async def _let_go(self, interaction: Asked, sentence: str) -> None:
        """Ends a flow in its own message, without any buttons left."""
        message = interaction.message
        if message is not None and message.flags.ephemeral:
            await interaction.response.edit_message(content=embed.escaped(sentence), embeds=[], view=None)
        else:
            await self.responder.refuse(interaction, sentence)


def author_of(interaction: Asked) -> Author:
    """Who is doing this."""
    return Author(str(interaction.user.id), interaction.user.display_name)


def _server(interaction: Asked) -> str:
    return str(interaction.guild_id)


def _edited(plan: Plan, here: Holding) -> Any:
    """The revision that a plan of a figure would replace."""
    keys = {(step.table, step.key) for step in plan.steps if step.after}
    return next((each for key in keys if (each := here.latest.get(key)) and each.stands), None)


def _escaped(lines: Sequence[str]) -> str:
    return "\n".join(embed.escaped(line) for line in lines)


def _untold(told: bool, voice: Voice) -> tuple[str, ...]:
    """The note on an audit channel that can't be written to."""
    return () if told else (voice.say("moderating.no_audit"),)


def _shown(preview: Preview, draft: Draft, voice: Voice, before: Sequence[Card] = ()) -> dict[str, Any]:
    """The message of a plan."""
    reply = Reply(cards=(*before, preview_card(preview, voice)))
    return {"content": None, "embeds": embed.embeds(reply, voice), "view": _ways_on(preview, draft, voice)}


def _ways_on(preview: Preview, draft: Draft, voice: Voice) -> View:
    steps = [
        *([Step.SAVE] if preview.can_be_saved and not preview.unchanged else []),
        *([Step.EDIT] if preview.plan.kind == FIGURE and preview.plan.given else []),
        Step.CANCEL,
    ]
    return buttons((step, draft.id, voice.say(f"moderating.buttons.{step.value}")) for step in steps)


def _alone(*cards: Card, voice: Voice) -> dict[str, Any]:
    """A message without any way on."""
    return {"content": None, "embeds": embed.embeds(Reply(cards=cards), voice), "view": None}


def _figure_form(draft: Draft, plan: Plan, voice: Voice) -> discord.ui.Modal:
    given: Mapping[str, str] = plan.given
    fields = [
        Field(
            name, voice.say(f"moderating.fields.{name}"), given.get(name, ""), name in ("value", "source"), False, most
        )
        for name, most in LONGEST.items()
    ]
    return form(Step.FORM, draft.id, voice.say("moderating.form"), fields)
