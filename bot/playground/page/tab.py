"""One open page: what happens is told to it as it happens, and what the person does on it is done."""

import asyncio
import json
import logging
from collections.abc import Iterator

from aiohttp import WSMsgType, web

from bot.playground.errors import Json, PlaygroundError
from bot.playground.page import view
from bot.playground.page.acts import Actor
from bot.playground.page.inspecting import Inspector, Noted
from bot.playground.people.person import Person
from bot.playground.world import guild as guilds
from bot.playground.world.commands import CommandsChanged
from bot.playground.world.interaction import InteractionAnswered, InteractionStarted
from bot.playground.world.message import MessageDeleted, MessageEdited, MessageSent, Typing
from bot.playground.world.world import World

_log = logging.getLogger(__name__)

MOST_WAITING = 5_000
"""Events that may wait for a page that doesn't take them; beyond that it is cut off, and comes back for the state."""

LARGEST_LINE = 16 * 1024 * 1024
"""Bytes of one act: a file of ten million bytes as text."""

AROUND = (
    guilds.GuildJoined,
    guilds.GuildLeft,
    guilds.ChannelAdded,
    guilds.ChannelChanged,
    guilds.MemberAdded,
    guilds.MemberRemoved,
    guilds.MemberChanged,
    guilds.RoleAdded,
    guilds.RoleChanged,
)
"""Events after which the list of places, or what is offered in them, may look different."""


class Tab:
    """One websocket of a page on which one person is logged in."""

    def __init__(self, world: World, person: Person, inspector: Inspector, start: Json) -> None:
        self._world, self._person, self._inspector = world, person, inspector
        self._start = start
        self._actor = Actor(world, person)
        self._lines: asyncio.Queue[str | None] = asyncio.Queue(MOST_WAITING)
        self._acting: set[asyncio.Task[None]] = set()

    async def serve(self, socket: web.WebSocketResponse) -> None:
        """Until the page goes away."""
        self._put({"event": "start", **self._start, **view.surroundings(self._world, self._person)})
        self._put({"event": "log", "entries": list(self._inspector.entries)})
        unsubscribe = self._world.feed.subscribe(self._hear)
        sending = asyncio.create_task(self._send(socket))
        try:
            async for line in socket:
                if line.type is WSMsgType.TEXT:
                    self._begin(line.data)
        finally:
            unsubscribe()
            sending.cancel()
            for acting in self._acting:
                acting.cancel()
            await asyncio.gather(sending, *self._acting, return_exceptions=True)

    # --- to the page ------------------------------------------------------------------------------------------------

    def _hear(self, event: object) -> None:
        for told in self._told(event):
            self._put(told)

    def _told(self, event: object) -> Iterator[Json]:
        world = self._world
        match event:
            case MessageSent(message) | MessageEdited(message):
                if view.sees_message(world, self._person, message):
                    name = "message" if isinstance(event, MessageSent) else "edit"
                    yield {"event": name, "message": view.message(world, message)}
            case MessageDeleted(message):
                yield {"event": "gone", "channel": str(message.channel_id), "message": str(message.id)}
            case Typing(channel_id, user):
                yield {"event": "typing", "channel": str(channel_id), "user": user.display_name}
            case InteractionStarted(interaction) | InteractionAnswered(interaction):
                if interaction.user is self._person:
                    yield {"event": "interaction", "interaction": view.interaction(interaction)}
            case CommandsChanged():
                yield {"event": "commands"}
            case Noted(entry):
                yield {"event": "log", "entries": [entry]}
            case _ if isinstance(event, AROUND):
                yield {"event": "around", **view.surroundings(world, self._person)}

    def _put(self, told: Json) -> None:
        if self._lines.qsize() >= MOST_WAITING - 1:
            self._lines = asyncio.Queue(MOST_WAITING)
            self._lines.put_nowait(None)
            return
        self._lines.put_nowait(json.dumps(told, default=str))

    async def _send(self, socket: web.WebSocketResponse) -> None:
        while (line := await self._lines.get()) is not None:
            await socket.send_str(line)
        await socket.close()

    # --- from the page ----------------------------------------------------------------------------------------------

    def _begin(self, line: str) -> None:
        acting = asyncio.create_task(self._act(line))
        self._acting.add(acting)
        acting.add_done_callback(self._acting.discard)

    async def _act(self, line: str) -> None:
        try:
            asked = json.loads(line)
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            self._put({"event": "reply", "to": None, "error": "that is no act"})
            return
        told: Json = {"event": "reply", "to": asked.get("id")}
        try:
            told["result"] = await self._actor.act(asked)
        except PlaygroundError as reason:
            told["error"] = str(reason)
        except Exception:
            _log.exception("an act of the page failed: %s", asked.get("do"))
            told["error"] = "something went wrong in this Discord; its log says what"
        self._put(told)
