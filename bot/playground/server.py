"""The playground: a Discord on this machine, served on loopback, and the handle by which it is driven."""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.playground.errors import NothingHappened, Violation
from bot.playground.faults import Faults
from bot.playground.faults.gateway import CONNECT
from bot.playground.gateway.hub import Hub
from bot.playground.gateway.socket import Connection, ConnectionEnded
from bot.playground.intents import NONE, Intent
from bot.playground.page.serving import Page
from bot.playground.people.person import Person
from bot.playground.permissions import TALK
from bot.playground.rest.door import API, Door, Request
from bot.playground.world.guild import Channel, Guild
from bot.playground.world.message import Message
from bot.playground.world.user import User
from bot.playground.world.world import Rules, World

LOOPBACK = "127.0.0.1"
GATEWAY, CDN = "/gateway", "/cdn"
HARMLESS = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}
"""Whatever a bot uploads, a browser that opens it runs nothing of it."""

LARGEST_REQUEST = 64 * 1024 * 1024
BACKLOG = 1_024
"""Connections that wait to be accepted; what comes beyond is tried again by the system, a second later."""


class Playground:
    """A Discord with one application in it; `async with` starts and stops its server.

    port 0 takes a free one. privileged_intents are those switched on in the portal. patience is how many seconds the
    people and `next_message` wait. clock gives monotonic seconds and decides what is late. With page, a browser shows
    this Discord at `address`.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = "playground.token",
        bot_name: str = "bot",
        privileged_intents: Intent = NONE,
        shards: int = 1,
        patience: float = 5.0,
        rules: Rules | None = None,
        clock: Callable[[], float] = time.monotonic,
        page: bool = False,
    ) -> None:
        self.world = World(
            token=token,
            bot_name=bot_name,
            privileged_intents=int(privileged_intents),
            shards=shards,
            rules=rules or Rules(),
            clock=clock,
        )
        self.patience = patience
        self._port = port
        self._connections: set[Connection] = set()
        self.gateway = Hub(self.world, lambda route, code, what: self._door.violate(route, code, what))
        self.faults = Faults(self.gateway, self._connections)
        self._door = Door(self.world, self.faults.requests)
        self.page = Page(self.world) if page else None
        self._runner: web.AppRunner | None = None

    # --- serving ----------------------------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[self._only_from_here])
        self._door.open(app)
        if self.page:
            self.page.open(app)
        app.router.add_get(GATEWAY, self._serve_gateway)
        app.router.add_get(GATEWAY + "/", self._serve_gateway)
        app.router.add_get(CDN + "/attachments/{channel}/{attachment}/{filename}", self._serve_attachment)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, LOOPBACK, self._port, backlog=BACKLOG)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.world.cdn_base = self.cdn_base
        self.world.gateway_url = f"ws://{LOOPBACK}:{self._port}{GATEWAY}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.lift()
        self.drop_connections(1001)
        if self._runner:
            await self._runner.cleanup()

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def api_base(self) -> str:
        return self.address + API

    @property
    def cdn_base(self) -> str:
        return self.address + CDN

    @property
    def token(self) -> str:
        return self.world.application.token

    @web.middleware
    async def _only_from_here(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Refuses what names another host: a page elsewhere must not reach in through the browser."""
        own = {f"{LOOPBACK}:{self._port}", f"localhost:{self._port}"}
        origin = request.headers.get("Origin")
        if request.host not in own or (origin is not None and origin.removeprefix("http://") not in own):
            raise web.HTTPForbidden(text="Only for this machine.")
        return await handler(request)

    async def _serve_gateway(self, request: web.Request) -> web.StreamResponse:
        fault = self.faults.requests.meeting(CONNECT)
        if fault:
            return await fault.befall(request, lambda: self._connect(request))
        return await self._connect(request)

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        # Other compressions than zlib-stream are not spoken: clients take plain text whatever they asked for.
        connection = Connection(
            self.gateway,
            socket,
            zlib_stream=request.query.get("compress") == "zlib-stream",
            abort=lambda: request.transport.abort() if request.transport else None,
        )
        self._connections.add(connection)
        try:
            await connection.serve()
        finally:
            self._connections.discard(connection)
            self.world.feed.publish(ConnectionEnded())
        return socket

    async def _serve_attachment(self, request: web.Request) -> web.Response:
        number = request.match_info["attachment"]
        attachment = self.world.attachments.get(int(number)) if number.isdecimal() else None
        if attachment is None:
            raise web.HTTPNotFound(text="This content is no longer available.")
        return web.Response(body=attachment.content, headers={"Content-Type": attachment.content_type, **HARMLESS})

    # --- looking on -------------------------------------------------------------------------------------------------

    @property
    def violations(self) -> list[Violation]:
        """Everything the bot did that Discord would have refused."""
        return self._door.violations

    @property
    def requests(self) -> deque[Request]:
        """The bot's last requests, with how long they took."""
        return self._door.requests

    @property
    def bot_user(self) -> User:
        return self.world.bot

    # --- setting the stage ------------------------------------------------------------------------------------------

    def add_user(
        self,
        name: str,
        *,
        display_name: str | None = None,
        locale: str = "en-US",
        accepts_dms: bool = True,
        installed_app: bool = False,
    ) -> Person:
        person = Person(
            self.world.ids.next(),
            name,
            display_name or name.title(),
            locale=locale,
            accepts_dms=accepts_dms,
            installed_app=installed_app,
            world=self.world,
            hub=self.gateway,
            patience=self.patience,
        )
        self.world.users[person.id] = person
        return person

    def add_guild(
        self,
        name: str,
        *,
        locale: str = "en-US",
        owner: User | None = None,
        with_bot: bool = True,
        bot_permissions: int = TALK,
        guild_id: int | None = None,
    ) -> Guild:
        """A new server, with the bot in it unless told otherwise; @everyone may talk and use commands."""
        guild = self.world.add_guild(name, locale=locale, owner=owner or self.world.owner, guild_id=guild_id)
        if with_bot:
            self.world.invite_bot(guild, bot_permissions)
        return guild

    def invite_bot(self, guild: Guild, *, permissions: int = TALK) -> None:
        """Adds the bot to a server that it is not in."""
        self.world.invite_bot(guild, permissions)

    def remove_bot(self, guild: Guild) -> None:
        self.world.remove_bot(guild)

    def drop_connections(self, code: int = 4000) -> None:
        """Ends every gateway connection; clients may come back and resume."""
        self.faults.gateway.drop(code)

    # --- waiting ----------------------------------------------------------------------------------------------------

    async def ready(self, guild: Guild | None = None, *, commands: bool = True) -> None:
        """Waits until the bot is connected (for that guild) and, if wanted, has commands registered."""

        def there() -> bool | None:
            listens = self.gateway.serves(guild)
            registered = not commands or any(self.world.commands.scopes.values())
            return True if listens and registered else None

        await self.world.feed.until(
            there, seconds=self.patience, waiting_for="the bot to be connected with its commands"
        )

    async def lost(self) -> None:
        """Waits until no client is connected."""
        await self.world.feed.until(
            lambda: None if self._connections else True, seconds=self.patience, waiting_for="the connections to be lost"
        )

    async def next_message(
        self, channel: Channel, *, after: Message | None = None, seen_by: User | None = None
    ) -> Message:
        """The bot's first message there after another one (without it: after now); raises NothingHappened.

        Ephemeral messages count only for the person who sees them.
        """
        start = after.id if after else self.world.ids.next()

        def look() -> Message | None:
            return next(iter(self._by_bot(channel, start, seen_by)), None)

        return await self.world.feed.until(look, seconds=self.patience, waiting_for=f"a message in #{channel.name}")

    async def next_edit(self, message: Message) -> Message:
        """Waits until a message is edited once more."""
        before = message.edited

        def look() -> Message | None:
            return message if message.edited != before else None

        return await self.world.feed.until(look, seconds=self.patience, waiting_for="a message to be edited")

    async def stays_silent(self, channel: Channel, *, after: Message, seconds: float = 0.1) -> bool:
        """Whether the bot sends nothing there within that time."""

        def look() -> Message | None:
            return next(iter(self._by_bot(channel, after.id, None)), None)

        try:
            await self.world.feed.until(look, seconds=seconds, waiting_for="silence to be broken")
        except NothingHappened:
            return True
        return False

    def _by_bot(self, channel: Channel, start: int, seen_by: User | None) -> list[Message]:
        return [
            message
            for message in channel.messages.values()
            if message.id > start
            and message.author is self.world.bot
            and not message.loading
            and message.seen_by in (None, seen_by)
        ]
