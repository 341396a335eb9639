"""A bot without a library: sends what it likes, to see what is refused."""

import asyncio
import json
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.playground import Intent, Interaction, Playground

USUAL = Intent.GUILDS | Intent.GUILD_MESSAGES | Intent.DIRECT_MESSAGES


class RawBot:
    """Speaks HTTP and, once identified, the gateway; `events` keeps what it was told."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.sequence: int | None = None
        self.session_id = ""
        self._session = aiohttp.ClientSession(headers={"Authorization": f"Bot {playground.token}"})
        self.socket: aiohttp.ClientWebSocketResponse | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.socket:
            await self.socket.close()
        await self._session.close()

    # --- REST -------------------------------------------------------------------------------------------------------

    async def request(self, method: str, path: str, body: object = None, **more: Any) -> tuple[int, Any]:
        if body is not None:
            more["json"] = body
        async with self._session.request(method, self.playground.api_base + path, **more) as response:
            if response.status == 204:
                return 204, None
            assert response.headers["Content-Type"] == "application/json"
            return response.status, await response.json()

    async def get(self, path: str) -> tuple[int, Any]:
        return await self.request("GET", path)

    async def post(self, path: str, body: object = None) -> tuple[int, Any]:
        return await self.request("POST", path, body)

    async def put(self, path: str, body: object) -> tuple[int, Any]:
        return await self.request("PUT", path, body)

    async def patch(self, path: str, body: object) -> tuple[int, Any]:
        return await self.request("PATCH", path, body)

    async def delete(self, path: str) -> tuple[int, Any]:
        return await self.request("DELETE", path)

    async def upload(self, path: str, body: object, *files: tuple[str, bytes], method: str = "POST") -> tuple[int, Any]:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        for number, (name, content) in enumerate(files):
            form.add_field(f"files[{number}]", content, filename=name, content_type="application/octet-stream")
        return await self.request(method, path, data=form)

    def browse(self, url: str) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """Opens an address that an answer named."""
        return self._session.get(url)

    async def register(self, *commands: dict[str, Any]) -> tuple[int, Any]:
        return await self.put(f"/applications/{self.playground.world.application.id}/commands", list(commands))

    async def callback(
        self, interaction: Interaction, kind: int, data: object = None, *, query: str = ""
    ) -> tuple[int, Any]:
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        return await self.post(f"/interactions/{interaction.id}/{interaction.token}/callback{query}", body)

    def webhook(self, interaction: Interaction, tail: str = "") -> str:
        return f"/webhooks/{self.playground.world.application.id}/{interaction.token}{tail}"

    # --- the gateway ------------------------------------------------------------------------------------------------

    async def connect(self, query: str = "?v=10&encoding=json") -> None:
        self.socket = await self._session.ws_connect(self.playground.world.gateway_url + query)
        assert (await self.receive())["op"] == 10

    async def send(self, op: int, content: object) -> None:
        assert self.socket
        await self.socket.send_json({"op": op, "d": content})

    async def receive(self) -> dict[str, Any]:
        assert self.socket
        packet: dict[str, Any] = await self.socket.receive_json(timeout=2)
        self._note(packet)
        return packet

    def _note(self, packet: dict[str, Any]) -> None:
        if packet["op"] == 0:
            self.sequence = packet["s"]
            self.events.append((packet["t"], packet["d"]))

    async def identify(self, intents: int = USUAL, shard: tuple[int, int] = (0, 1), token: str | None = None) -> None:
        await self.connect()
        identity = {"token": token or self.playground.token, "intents": int(intents), "shard": shard, "properties": {}}
        await self.send(2, identity)

    async def ready(self, intents: int = USUAL, shard: tuple[int, int] = (0, 1)) -> dict[str, Any]:
        await self.identify(intents, shard)
        ready = await self.event("READY")
        self.session_id = ready["session_id"]
        return ready

    async def event(self, name: str) -> dict[str, Any]:
        """The content of the next event of that name."""
        while True:
            packet = await self.receive()
            if packet["op"] == 0 and packet["t"] == name:
                content: dict[str, Any] = packet["d"]
                return content

    async def told(self, name: str) -> list[dict[str, Any]]:
        """Every event of that name so far: a heartbeat is answered after all that came before it."""
        await self.send(1, None)
        while (await self.receive())["op"] != 11:
            pass
        return [content for event, content in self.events if event == name]

    async def closed_with(self) -> int | None:
        """The code with which the gateway ends the connection."""
        assert self.socket
        async with asyncio.timeout(2):
            while True:
                message = await self.socket.receive()
                if message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING):
                    return self.socket.close_code
