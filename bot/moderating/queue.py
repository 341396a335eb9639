"""What waits for moderators: drafts for a second one, numbers held to be wrong, questions without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from discord import Interaction
from discord.ui import View

from bot.answers import embed
from bot.answers.card import Card, Reply
from bot.answers.clipping import clipped
from bot.answers.reading import title
from bot.answers.receipt import MARK
from bot.answers.voice import Voice
from bot.holdings import Holding
from bot.moderating.cards import author_name, entry_line, preview_card
from bot.moderating.controls import Field, Step, Use, buttons, choice, filled, form
from bot.moderating.flow import Moderators, author_of
from bot.moderating.plans import plan_of
from bot.receipts import query_of
from bot.responding import looked_up
from knowledge.store.drafts import Draft
from knowledge.store.receipts import Receipt
from knowledge.store.reports import LONGEST, OWNER, Report, Reports
from knowledge.store.revisions import Author

Asked = Interaction[Any]

SHOWN = 10
"""Of each kind that are listed; a select offers all that Discord lets it."""

UNANSWERED = "unanswered"

LONGEST_ID = 18
"""Digits of a report's number that a database holds."""


@dataclass(frozen=True)
class Queue:
    """Shows what waits, and takes what is done about it; and takes reports from anyone."""

    moderators: Moderators
    reports: Reports

    # --- from anyone ---

    async def ask_what_is_wrong(self, interaction: Asked, receipt: str) -> None:
        """Opens the form in which anybody can say what is wrong with an answer."""
        here = await self.moderators.responder.holdings.of(interaction.guild_id)
        voice = self.moderators.responder.voice(interaction.locale, here)
        field = Field("text", voice.say("reports.field"), required=True, long=True, most=LONGEST)
        await interaction.response.send_modal(form(Step.REPORT, receipt, voice.say("reports.title"), [field]))

    async def take(self, interaction: Asked, receipt: str) -> None:
        """Keeps what was said in the form, for the moderators of the server or for the bot's owner."""
        here = await self.moderators.responder.holdings.of(interaction.guild_id)
        voice = self.moderators.responder.voice(interaction.locale, here)
        server = str(interaction.guild_id) if interaction.guild_id else OWNER
        text = filled(interaction.data or {}).get("text", "").strip()
        if not text:
            await self.moderators.responder.refuse(interaction, voice.say("reports.empty"))
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        author = author_of(interaction)
        kept = await self.reports.add(server, receipt, text, author)
        key = "reports.too_many" if not kept else "reports.thanks" if interaction.guild_id else "reports.thanks_owner"
        await interaction.edit_original_response(content=embed.escaped(voice.say(key)))
        if kept:
            line = _report_line(author, text, await self._answer(server, receipt, voice), voice)
            await self.moderators.tell(interaction, voice.say("reports.audit"), embed.escaped(line), voice)

    # --- for moderators ---

    async def show(self, interaction: Asked) -> None:
        """All that waits, with a way into each."""
        admitted = await self.moderators.admitted(interaction)
        if admitted is not None:
            listed = await self._listed(interaction, *admitted)
            sent = {name: part for name, part in listed.items() if part is not None}
            await interaction.response.send_message(**sent, ephemeral=True)

    async def used(self, interaction: Asked, use: Use) -> None:
        """Something of the queue was opened, closed or let go."""
        admitted = await self.moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        server = str(interaction.guild_id)
        if use.step is Step.OPEN:
            data: Any = interaction.data or {}
            kind, _, id = str(next(iter(data.get("values", ())), "")).partition(":")
            await interaction.response.defer()
            await self._opened(interaction, kind, id, here, voice)
            return
        await interaction.response.defer()
        if use.step is Step.CLOSE and use.id.isdecimal() and len(use.id) < LONGEST_ID:
            await self.reports.close(int(use.id), server)
        elif use.step is Step.FORGET:
            await self.reports.forget_unanswered(server=server)
        await interaction.edit_original_response(**await self._listed(interaction, here, voice))

    async def open_draft(self, interaction: Asked, id: str) -> None:
        """One draft that waits, for a second moderator."""
        admitted = await self.moderators.admitted(interaction)
        if admitted is not None:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._opened(interaction, "draft", id, *admitted)

    async def waiting(self, server: str) -> list[Draft]:
        """The drafts that wait in a server."""
        return list(await self.moderators.workshop.drafts.waiting(server, self.moderators.workshop.now()))

    async def _opened(self, interaction: Asked, kind: str, id: str, here: Holding, voice: Voice) -> None:
        server = str(interaction.guild_id)
        if kind == "draft" and (found := await self.moderators.workshop.draft(server, id)) is not None:
            draft, plan = found
            preview = await self.moderators.workshop.preview(server, plan)
            card = preview_card(preview, voice)
            by = voice.say("reports.draft_by", who=author_name(draft.author, voice))
            card = card.model_copy(update={"notes": (*card.notes, by)})
            steps = [*([Step.APPROVE] if preview.can_be_saved and not preview.unchanged else []), Step.REJECT]
            ways = buttons((step, id, voice.say(f"moderating.buttons.{step.value}")) for step in steps)
            await interaction.edit_original_response(**_message(card, voice, ways))
            return
        report = next(
            (each for each in await self.reports.open(server) if kind == "report" and str(each.id) == id), None
        )
        if report is not None:
            ways = buttons([(Step.CLOSE, id, voice.say("reports.close"))])
            receipt = await self._receipt(server, report.receipt)
            behind = looked_up(receipt, here, voice).cards if receipt else ()
            await interaction.edit_original_response(**_message(_report_card(report, voice), voice, ways, *behind))
            return
        if kind == UNANSWERED:
            card = await self._unanswered_card(server, voice)
            ways = buttons([(Step.FORGET, UNANSWERED, voice.say("reports.forget"))])
            await interaction.edit_original_response(**_message(card, voice, ways))
            return
        gone = Card(title=voice.say("moderating.expired"))
        await interaction.edit_original_response(**_message(gone, voice, None))

    async def _listed(self, interaction: Asked, here: Holding, voice: Voice) -> dict[str, Any]:
        server = str(interaction.guild_id)
        drafts, reports = await self.waiting(server), list(await self.reports.open(server))
        asked = await self.reports.unanswered(server, SHOWN)
        waits = [(f"draft:{each.id}", draft_line(each, voice), "") for each in drafts[:SHOWN]]
        for each in reports[:SHOWN]:
            answer = await self._answer(server, each.receipt, voice)
            waits.append((f"report:{each.id}", _report_line(each.author, each.text, answer, voice), each.text))
        counts = {"drafts": len(drafts), "reports": len(reports), "unanswered": len(asked)}
        lines = [
            *(f"• {line}" for _, line, _ in waits),
            voice.say("reports.counts", **counts) if any(counts.values()) else voice.say("reports.nothing"),
        ]
        if not here.preferences.unanswered:
            lines.append(voice.say("reports.not_kept"))
        options = [
            *waits,
            *([(f"{UNANSWERED}:", voice.say("reports.unanswered"), asked[0].question)] if asked else []),
        ]
        view: View | None = None
        if options:
            view = View(timeout=None).add_item(choice(Step.OPEN, "queue", voice.say("reports.open"), options))
            view.stop()
        return _message(Card(title=voice.say("reports.queue"), lines=tuple(lines)), voice, view)

    async def _answer(self, server: str, id: str, voice: Voice) -> str:
        """The id of an answer with what was asked; the id alone of one that is no longer kept, or was private."""
        receipt = await self._receipt(server, id)
        query = query_of(receipt) if receipt else None
        about = (receipt.question if receipt else "") or (title(query, voice) if query else "")
        marked = f"{MARK}{id}"
        return voice.say("reports.answer", receipt=marked, about=clipped(about, 80)) if about else marked

    async def _receipt(self, server: str, id: str) -> Receipt | None:
        receipts = self.moderators.responder.receipts
        return await receipts.find(id, server) if receipts else None

    async def _unanswered_card(self, server: str, voice: Voice) -> Card:
        asked = await self.reports.unanswered(server, 25)
        lines = tuple(
            "• " + voice.say("reports.asked", question=each.question, times=each.times, people=each.people)
            for each in asked
        )
        return Card(title=voice.say("reports.unanswered"), lines=lines, footer=voice.say("reports.kept_for"))


def _message(card: Card, voice: Voice, view: View | None, *behind: Card) -> dict[str, Any]:
    return {"content": None, "embeds": embed.embeds(Reply(cards=(card, *behind)), voice), "view": view}


def draft_line(draft: Draft, voice: Voice) -> str:
    """A draft in one line: whose it is, and what it would do."""
    plan = plan_of(draft.content)
    entry = plan.steps[0].entry if plan and plan.steps else None
    what = entry_line(entry, voice) if entry else draft.kind
    more = f" (+{len(plan.steps) - 1})" if plan and len(plan.steps) > 1 else ""
    return voice.say("reports.draft", who=author_name(draft.author, voice), what=what) + more


def _report_line(author: Author, text: str, answer: str, voice: Voice) -> str:
    return voice.say("reports.report", who=author_name(author, voice), text=clipped(text, 120), answer=answer)


def _report_card(report: Report, voice: Voice) -> Card:
    return Card(
        title=voice.say("reports.title"),
        lines=(report.text,),
        footer=voice.say("reports.look_up", receipt=f"{MARK}{report.receipt}", who=author_name(report.author, voice)),
    )
