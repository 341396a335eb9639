"""`/settings`: a panel of what a server's moderators chose, each choice kept the moment that it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import discord
from discord import ButtonStyle, ChannelType, Interaction, SelectOption
from discord.ui import Button, ChannelSelect, RoleSelect, Select, View

from bot.answers import embed
from bot.answers.card import Card, Reply, Row, Tone
from bot.answers.voice import Voice
from bot.answers.wording import LANGUAGES, wording
from bot.moderating.flow import Moderators, author_of
from bot.operating import turns
from bot.preferences import KEY, TABLE, Preferences
from knowledge.store.revisions import Action, Change, Overtaken

Asked = Interaction[Any]

PREFIX = "set"
_TEXT = [ChannelType.text, ChannelType.news]
_CHANNELS_AT_MOST = 25


class Setting(StrEnum):
    """What can be chosen; the names are those of the fields."""

    CHANNELS = "channels"
    MODERATORS = "moderators"
    AUDIT = "audit"
    LANGUAGE = "language"
    PRIVATE = "private"
    SECOND = "second"
    UNANSWERED = "unanswered"


def setting_of(custom_id: str) -> Setting | None:
    """The setting that a control is for; None for what is none of these."""
    prefix, _, name = custom_id.partition(":")
    return Setting(name) if prefix == PREFIX and name in set(Setting) else None


@dataclass(frozen=True)
class Choosing:
    """Shows the panel and takes the choices."""

    moderators: Moderators

    async def show(self, interaction: Asked) -> None:
        """The panel, for who may moderate."""
        admitted = await self.moderators.admitted(interaction)
        if admitted is not None:
            here, voice = admitted
            await interaction.response.send_message(**_panel(here.preferences, voice, interaction), ephemeral=True)

    async def chosen(self, interaction: Asked, setting: Setting) -> None:
        """Keeps one choice, and shows the panel as it is now. Who moderates is for who may manage the server."""
        admitted = await self.moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        if setting is Setting.MODERATORS and not interaction.permissions.manage_guild:
            await self.moderators.responder.refuse(interaction, voice.say("moderating.only_managers"))
            return
        data: Mapping[str, Any] = interaction.data or {}
        if setting is Setting.MODERATORS and str(interaction.guild_id) in data.get("values", ()):  # that of @everyone
            await self.moderators.responder.refuse(interaction, voice.say("moderating.everyone"))
            return
        now = _changed(here.preferences, setting, data.get("values"))
        await interaction.response.defer()
        server = str(interaction.guild_id)
        before = here.latest.get((TABLE, KEY))
        action, number = (Action.EDIT, before.number) if before else (Action.ADD, 0)
        change = Change(TABLE, KEY, action, now.model_dump_json(exclude_defaults=True), number)
        try:
            await self.moderators.workshop.revisions.append(server, [change], author_of(interaction))
            turns.wrote(change.kind)
        except Overtaken:
            self.moderators.responder.holdings.changed(server)
            now = (await self.moderators.responder.holdings.of(server)).preferences
        self.moderators.responder.holdings.changed(server)
        voice = self.moderators.responder.voice(interaction.locale, await self.moderators.responder.holdings.of(server))
        await interaction.edit_original_response(**_panel(now, voice, interaction))
        who = embed.escaped(author_of(interaction).name)
        line = f"{who}: {voice.say(f'settings.{setting.value}')} → {_said(now, setting, voice)}"
        await self.moderators.tell(interaction, voice.say("moderating.audit"), line, voice)


def _changed(before: Preferences, setting: Setting, values: Any) -> Preferences:
    """What is chosen now; a choice without values is the opposite of before."""
    picked = [str(value) for value in values] if isinstance(values, list) else []
    ids = [int(value) for value in picked if value.isdecimal()]
    match setting:
        case Setting.CHANNELS:
            chosen: object = tuple(ids[:_CHANNELS_AT_MOST])
        case Setting.MODERATORS | Setting.AUDIT:
            chosen = ids[0] if ids else None
        case Setting.LANGUAGE:
            chosen = picked[0] if picked and picked[0] in LANGUAGES else None
        case _:
            chosen = not getattr(before, setting.value)
    return Preferences.model_validate(before.model_dump() | {setting.value: chosen})


def _said(chosen: Preferences, setting: Setting, voice: Voice) -> str:
    value = getattr(chosen, setting.value)
    match setting:
        case Setting.CHANNELS:
            return voice.listing(f"<#{each}>" for each in value) or voice.say("settings.none")
        case Setting.AUDIT:
            return f"<#{value}>" if value else voice.say("settings.none")
        case Setting.MODERATORS:
            return f"<@&{value}>" if value else voice.say("settings.managers")
        case Setting.LANGUAGE:
            return wording(value).say("settings.own_name") if value else voice.say("settings.by_person")
        case _:
            return voice.say("settings.on" if value else "settings.off")


def _panel(chosen: Preferences, voice: Voice, interaction: Asked) -> dict[str, Any]:
    """The panel as a message."""
    rows = tuple(
        Row(label=voice.say(f"settings.{setting.value}"), value=_said(chosen, setting, voice)) for setting in Setting
    )
    card = Card(
        title=voice.say("settings.title"),
        lines=(voice.say("settings.hidden"),),
        footer=voice.say("settings.footer"),
        tone=Tone.REPORTED,
    )
    (shown,) = embed.embeds(Reply(cards=(card,)), voice)
    for row in rows:  # channels and roles are named by Discord itself, so they are not escaped
        shown.add_field(name=row.label, value=row.value, inline=True)
    return {"embeds": [shown], "view": _controls(chosen, voice, interaction)}


def _controls(chosen: Preferences, voice: Voice, interaction: Asked) -> View:
    view = View(timeout=None)
    channels: ChannelSelect[View] = ChannelSelect(
        custom_id=f"{PREFIX}:{Setting.CHANNELS}",
        channel_types=_TEXT,
        placeholder=voice.say("settings.channels"),
        min_values=0,
        max_values=_CHANNELS_AT_MOST,
        default_values=[discord.Object(id=each) for each in chosen.channels],
        row=0,
    )
    roles: RoleSelect[View] = RoleSelect(
        custom_id=f"{PREFIX}:{Setting.MODERATORS}",
        placeholder=voice.say("settings.moderators"),
        min_values=0,
        default_values=[discord.Object(id=chosen.moderators)] if chosen.moderators else [],
        row=1,
    )
    audit: ChannelSelect[View] = ChannelSelect(
        custom_id=f"{PREFIX}:{Setting.AUDIT}",
        channel_types=_TEXT,
        placeholder=voice.say("settings.audit"),
        min_values=0,
        default_values=[discord.Object(id=chosen.audit)] if chosen.audit else [],
        row=2,
    )
    view.add_item(channels).add_item(roles).add_item(audit).add_item(_languages(chosen, voice))
    for setting in (Setting.PRIVATE, Setting.SECOND, Setting.UNANSWERED):
        on = bool(getattr(chosen, setting.value))
        label = voice.say(
            "settings.turn_off" if on else "settings.turn_on", what=voice.say(f"settings.{setting.value}")
        )
        style = ButtonStyle.success if on else ButtonStyle.secondary
        view.add_item(Button(style=style, label=label[:80], custom_id=f"{PREFIX}:{setting}", row=4))
    view.stop()
    return view


def _languages(chosen: Preferences, voice: Voice) -> Select[View]:
    by_person = SelectOption(value="-", label=voice.say("settings.by_person"), default=chosen.language is None)
    each = [
        SelectOption(value=code, label=wording(code).say("settings.own_name"), default=chosen.language == code)
        for code in LANGUAGES
    ]
    return Select(custom_id=f"{PREFIX}:{Setting.LANGUAGE}", options=[by_person, *each], row=3)
