"""A person: says, replies, uses commands, clicks, chooses and submits, over the real protocol."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.playground import payloads
from bot.playground.errors import CannotDo, Json, NothingHappened
from bot.playground.gateway.hub import Hub
from bot.playground.people.entering import Resolved, Upload, command_data, enter, enter_partly, store_upload
from bot.playground.people.lines import find_typed, read_options
from bot.playground.people.offering import find_command, offered
from bot.playground.people.pressing import Pick, button_data, modal_data, select_data
from bot.playground.permissions import Permission
from bot.playground.world.commands import MESSAGE_MENU, USER_MENU
from bot.playground.world.guild import Channel
from bot.playground.world.interaction import Choice, Interaction, Kind, Modal
from bot.playground.world.message import REPLY, Message
from bot.playground.world.user import User
from bot.playground.world.world import World

USER_MENTION = re.compile(r"<@!?(\d{1,20})>")
LONGEST_MESSAGE = 2_000
FORWARD = 1
"""The type of a reference to a message that is passed on."""


@dataclass(eq=False, kw_only=True)
class Person(User):
    """A user who acts. What the Discord client would not let them do raises CannotDo."""

    world: World = field(repr=False)
    hub: Hub = field(repr=False)
    patience: float = 5.0
    """Seconds that they wait for an answer before NothingHappened is raised."""

    # --- talking ----------------------------------------------------------------------------------------------------

    @property
    def dm_channel(self) -> Channel:
        """The direct messages between this person and the bot."""
        return self.world.direct_channel(self)

    async def say(
        self, channel: Channel, text: str, *, files: Sequence[Upload] = (), previews: Sequence[Json] = ()
    ) -> Message:
        """Says something; `previews` are the embeds that Discord makes of the links in it."""
        message = self._send(channel, text, files=files)
        if previews:
            message.embeds = [{"type": "article", **each} for each in previews]
            self.world.touch(message)
        return message

    async def dm(self, text: str, *, files: Sequence[Upload] = ()) -> Message:
        return self._send(self.dm_channel, text, files=files)

    async def reply(self, message: Message, text: str, *, ping: bool = True, files: Sequence[Upload] = ()) -> Message:
        """Replies to a message; with `ping`, as the client does by default, that mentions its author."""
        self._must_see(message)
        return self._send(self.world.channel_of(message), text, reply_to=message, ping=ping, files=files)

    async def forward(self, message: Message, channel: Channel) -> Message:
        """Passes a message on to another channel, as it is now."""
        self._must_see(message)
        return self._send(channel, "", forwarded=replace(message))

    async def edit(self, message: Message, text: str) -> Message:
        if message.author is not self:
            raise CannotDo("a person can only edit their own messages")
        message.content = text
        message.mentions = self._mentioned(text)
        return self.world.touch(message)

    async def delete(self, message: Message) -> None:
        channel = self.world.channel_of(message)
        if message.author is not self and Permission.MANAGE_MESSAGES not in self._permissions(channel):
            raise CannotDo("only its author and moderators can delete a message")
        self.world.delete(message)

    def reads(self, channel: Channel) -> list[Message]:
        """The messages that this person sees there, oldest first: of the ephemeral ones just their own."""
        self._must_reach(channel)
        return [message for message in channel.messages.values() if message.seen_by in (None, self)]

    async def types(self, channel: Channel, line: str) -> Interaction | Message:
        """Types a line and presses enter: a slash command if the client offers it, a message otherwise."""
        offer = find_typed(offered(self.world, self, channel), line)
        if offer is None:
            return await self.say(channel, line)
        return await self.command(channel, offer.name, **read_options(self.world, offer, line))

    # --- commands ---------------------------------------------------------------------------------------------------

    def commands(self, channel: Channel) -> list[str]:
        """The full names of the slash commands that the client offers there."""
        return [offer.name for offer in offered(self.world, self, channel)]

    def start(self, channel: Channel, command: str, /, **options: object) -> Interaction:
        """Sends a slash command ("anime overseas") and does not wait for the answer."""
        self._must_reach(channel)
        offer = find_command(self.world, self, channel, command)
        data = enter(offer, options, Resolved(self.world, channel))
        return self._interact(Kind.COMMAND, channel, data, offer.owners, offer.name)

    async def command(self, channel: Channel, command: str, /, **options: object) -> Interaction:
        """Sends a slash command and waits until it is answered, past any "thinking…"."""
        return await self.answered(self.start(channel, command, **options))

    async def autocomplete(
        self,
        channel: Channel,
        command: str,
        /,
        *,
        focused: str,
        value: str = "",
        given: Mapping[str, object] | None = None,
    ) -> list[Choice]:
        """What is suggested while `value` is being typed into the option `focused`."""
        typed = self.start_typing(channel, command, focused=focused, value=value, given=given)
        return (await self.answered(typed)).choices

    def start_typing(
        self,
        channel: Channel,
        command: str,
        /,
        *,
        focused: str,
        value: str = "",
        given: Mapping[str, object] | None = None,
    ) -> Interaction:
        """Types `value` into the option `focused` and does not wait for what is suggested."""
        self._must_reach(channel)
        offer = find_command(self.world, self, channel, command)
        data = enter_partly(offer, given or {}, focused, value, Resolved(self.world, channel))
        return self._interact(Kind.AUTOCOMPLETE, channel, data, offer.owners, offer.name)

    async def use_menu(self, name: str, target: Message | User, channel: Channel | None = None) -> Interaction:
        """Uses an entry of the menu of a message, or of a user as seen in a channel."""
        if isinstance(target, Message):
            self._must_see(target)
            where, kind = self.world.channel_of(target), MESSAGE_MENU
        elif channel is not None:
            where, kind = channel, USER_MENU
        else:
            raise CannotDo("the menu of a user needs the channel in which they are seen")
        self._must_reach(where)
        offer = find_command(self.world, self, where, name, kind)
        resolved = Resolved(self.world, where)
        if isinstance(target, Message):
            resolved.add("messages", target.id, payloads.message(self.world, target))
        else:
            resolved.user(target)
        data = command_data(offer, [], resolved) | {"target_id": str(target.id)}
        interaction = self._interact(
            Kind.COMMAND, where, data, offer.owners, name, target=target if isinstance(target, Message) else None
        )
        return await self.answered(interaction)

    # --- components and modals --------------------------------------------------------------------------------------

    async def click(self, message: Message, label: str) -> Interaction:
        """Clicks the button of that label or custom id."""
        return await self.answered(self.press(message, label))

    def press(self, message: Message, label: str) -> Interaction:
        """Clicks a button and does not wait for the answer."""
        self._must_see(message)
        return self._use(message, button_data(message, label))

    async def choose(self, message: Message, select: str, values: Pick | Sequence[Pick]) -> Interaction:
        """Chooses in the select of that custom id or placeholder: by label or value, or users, roles, channels."""
        self._must_see(message)
        picks = [values] if isinstance(values, str) or not isinstance(values, Sequence) else list(values)
        resolved = Resolved(self.world, self.world.channel_of(message))
        return await self.answered(self._use(message, select_data(message, select, picks, resolved)))

    async def submit(self, modal: Modal | None, filled: Mapping[str, object]) -> Interaction:
        """Fills a modal's fields, by custom id or label, and submits it."""
        if modal is None:
            raise CannotDo("no modal is open")
        opener = modal.opened_by
        data = modal_data(modal, filled, Resolved(self.world, opener.channel))
        interaction = self._interact(
            Kind.MODAL_SUBMIT,
            opener.channel,
            data,
            opener.owners,
            modal.custom_id,
            message=opener.message,
            opened_by=opener,
        )
        return await self.answered(interaction)

    def _use(self, message: Message, data: Json) -> Interaction:
        channel = self.world.channel_of(message)
        return self._interact(
            Kind.COMPONENT, channel, data, self._owners_of(message), data["custom_id"], message=message
        )

    # --- waiting ----------------------------------------------------------------------------------------------------

    async def answered(self, interaction: Interaction) -> Interaction:
        """Waits until an interaction is answered for good; raises NothingHappened when it is not."""
        limit = min(self.patience, self.world.rules.acknowledge_within)
        try:
            await interaction.until(lambda it: it.response is not None or it.failed, limit)
            await interaction.until(lambda it: it.settled or it.failed, self.patience)
        except TimeoutError:
            pass
        if interaction.response is None:
            raise NothingHappened(f"the application did not respond to {interaction.name!r}")
        if interaction.thinking:
            raise NothingHappened(f"the application is still thinking about {interaction.name!r}")
        return interaction

    async def followup(self, interaction: Interaction, number: int = 0) -> Message:
        """Waits for the follow-up message of that number, counted from 0."""
        try:
            await interaction.until(lambda it: len(it.followups) > number, self.patience)
        except TimeoutError:
            raise NothingHappened(f"{interaction.name!r} was not followed up") from None
        return interaction.followups[number]

    # --- inside -----------------------------------------------------------------------------------------------------

    def _permissions(self, channel: Channel) -> Permission:
        if channel.guild is None:
            return Permission.SEND_MESSAGES | Permission.VIEW_CHANNEL
        return channel.guild.permissions_of(self, channel)

    def _must_reach(self, channel: Channel) -> None:
        if channel.guild is None and channel.recipient is not self:
            raise CannotDo("these are somebody else's direct messages")
        if Permission.VIEW_CHANNEL not in self._permissions(channel):
            raise CannotDo(f"{self.name} does not see #{channel.name}")

    def _must_see(self, message: Message) -> None:
        self._must_reach(self.world.channel_of(message))
        if message.deleted:
            raise CannotDo("the message is deleted")
        if message.seen_by not in (None, self):
            raise CannotDo(f"{self.name} does not see the message: it is ephemeral")

    def _mentioned(self, text: str) -> list[User]:
        named = (self.world.users.get(int(number)) for number in USER_MENTION.findall(text))
        return list(dict.fromkeys(user for user in named if user))

    def _send(
        self,
        channel: Channel,
        text: str,
        *,
        reply_to: Message | None = None,
        forwarded: Message | None = None,
        ping: bool = True,
        files: Sequence[Upload] = (),
    ) -> Message:
        self._must_reach(channel)
        if Permission.SEND_MESSAGES not in self._permissions(channel):
            raise CannotDo(f"{self.name} cannot write in #{channel.name}")
        if not (text.strip() or files or forwarded) or len(text) > LONGEST_MESSAGE:
            raise CannotDo(f"a message has 1 to {LONGEST_MESSAGE} characters")
        message = self.world.new_message(channel, self)
        message.content = text.strip()
        message.mentions = self._mentioned(text)
        message.attachments = [store_upload(self.world, channel, each) for each in files]
        message.forwarded = forwarded
        if earlier := reply_to or forwarded:
            message.reference = self._reference(earlier, FORWARD if forwarded else 0)
        if reply_to:
            message.type = REPLY
            message.reply_to = reply_to
            if ping and reply_to.author not in message.mentions:
                message.mentions.append(reply_to.author)
        return self.world.post(message)

    def _reference(self, earlier: Message, type: int) -> Json:
        """How a message says which one it answers or passes on."""
        ids = {"message_id": earlier.id, "channel_id": earlier.channel_id, "guild_id": earlier.guild_id}
        return {"type": type} | {name: str(id) for name, id in ids.items() if id is not None}

    def _owners_of(self, message: Message) -> dict[str, str]:
        metadata = message.interaction_metadata
        if metadata:
            owners: dict[str, str] = metadata["authorizing_integration_owners"]
            return owners
        return {"0": str(message.guild_id or 0)}

    def _interact(
        self,
        kind: Kind,
        channel: Channel,
        data: Json,
        owners: dict[str, str],
        name: str,
        *,
        message: Message | None = None,
        target: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Interaction:
        if not self.hub.serves(channel.guild):
            raise NothingHappened(f"the application did not respond to {name!r}: it is not connected")
        interaction = Interaction(
            self.world.ids.next(),
            self.world.new_token(),
            kind,
            self,
            channel,
            channel.guild,
            data,
            self.world.clock(),
            owners,
            name=name,
            message=message,
            target_message=target,
            opened_by=opened_by,
        )
        self.world.start(interaction)
        return interaction
