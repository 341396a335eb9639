"""The page's addresses: for this machine only, nothing but the page's own files, and acts that can't be misused."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.playground import Channel, Permission, Person, Playground
from tests.playground.conftest import Clock, connected
from tests.playground.small_bot import SmallBot


@dataclass
class Stage:
    """A playground with a page and a small bot, and a client to reach in with."""

    discord: Playground
    bot: SmallBot
    channel: Channel
    alice: Person
    mod: Person
    web: aiohttp.ClientSession


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    clock = Clock()
    async with Playground(clock=clock, page=True) as playground, aiohttp.ClientSession(playground.address) as web:
        guild = playground.add_guild("Anime Club")
        channel = guild.add_channel("general")
        alice, mod = playground.add_user("alice"), playground.add_user("mod")
        guild.add_member(alice)
        guild.add_member(mod, permissions=Permission.MANAGE_GUILD)
        bot = SmallBot(clock)
        async with connected(playground, bot):
            yield Stage(playground, bot, channel, alice, mod, web)


class Tab:
    """A page's websocket by hand."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.heard: list[dict[str, Any]] = []

    async def act(self, do: str, **given: object) -> dict[str, Any]:
        """Does something and gives the reply; what else happens before it is heard too."""
        await self._socket.send_str(json.dumps({"id": 1, "do": do, **given}))
        return await self.event("reply")

    async def event(self, name: str) -> dict[str, Any]:
        while True:
            event = json.loads((await self._socket.receive(timeout=5)).data)
            self.heard.append(event)
            if event["event"] == name:
                return dict(event)


async def tab_of(stage: Stage, person: Person) -> Tab:
    tab = Tab(await stage.web.ws_connect("/page/line", params={"as": str(person.id)}))
    await tab.event("start")
    return tab


async def test_the_page_fetches_nothing_from_elsewhere_and_runs_nothing_inline(stage: Stage) -> None:
    async with stage.web.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        text = await answer.text()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http://" not in text
    assert "https://" not in text
    for file in resources.files("bot.playground.page").joinpath("static").iterdir():
        source = file.read_text(encoding="utf-8")
        assert "innerHTML" not in source
        assert "insertAdjacentHTML" not in source
        assert "eval(" not in source


@pytest.mark.parametrize("path", ["/page/../tab.py", "/page/%2e%2e/tab.py", "/page/tab.py", "/page/", "/page/.%00"])
async def test_only_the_page_s_own_files_have_an_address(stage: Stage, path: str) -> None:
    async with stage.web.get(path) as answer:
        assert answer.status == 404


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/page/line"])
async def test_a_page_of_another_site_is_refused(stage: Stage, path: str) -> None:
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        async with stage.web.get(path, headers=headers) as answer:
            assert answer.status == 403


async def test_a_websocket_of_another_site_is_refused(stage: Stage) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await stage.web.ws_connect("/page/line", headers={"Origin": "https://evil.example"})


async def test_without_a_page_there_is_none() -> None:
    async with (
        Playground() as playground,
        aiohttp.ClientSession(playground.address) as web,
        web.get("/") as answer,
    ):
        assert answer.status == 404


async def test_what_a_bot_sends_along_is_never_run_by_the_browser(stage: Stage) -> None:
    tab = await tab_of(stage, stage.alice)
    content = base64.b64encode(b"<script>alert(1)</script>").decode()
    files = [{"name": "x.html", "content": content}]
    await tab.act("say", channel=str(stage.channel.id), text="look", files=files)
    message = next(iter(stage.channel.messages.values()))
    async with stage.web.get(message.attachments[0].url) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_what_is_only_for_one_person_is_told_to_no_other(stage: Stage) -> None:
    alice, mod = await tab_of(stage, stage.alice), await tab_of(stage, stage.mod)
    await alice.act("command", channel=str(stage.channel.id), name="secret", options={})
    assert (await alice.act("open", channel=str(stage.channel.id)))["result"]["messages"]
    assert (await mod.act("open", channel=str(stage.channel.id)))["result"]["messages"] == []
    assert not any(event["event"] in ("message", "edit") for event in mod.heard)


async def test_nobody_looks_into_the_direct_messages_of_another(stage: Stage) -> None:
    mod = await tab_of(stage, stage.mod)
    reply = await mod.act("open", channel=str(stage.alice.dm_channel.id))
    assert "somebody else's" in reply["error"]


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "nothing"},
        {"do": "open"},
        {"do": "open", "channel": "1"},
        {"do": "open", "channel": {"a": 1}},
        {"do": "click", "channel": "0", "message": "0", "custom_id": "x"},
        {"do": "command", "channel": None, "name": "panel"},
        {"do": "submit", "opened_by": "5", "fields": {}},
        {"do": "submit", "opened_by": "5", "fields": 3},
        {"do": "speak", "locale": "tlh"},
        {"do": "say", "channel": "here", "files": [{"name": "x", "content": "!"}]},
    ],
)
async def test_an_act_that_makes_no_sense_is_refused_in_words(stage: Stage, asked: dict[str, Any]) -> None:
    tab = await tab_of(stage, stage.alice)
    if asked.get("channel") == "here":
        asked = asked | {"channel": str(stage.channel.id)}
    reply = await tab.act(**asked)
    assert reply["error"]
    assert "something went wrong" not in reply["error"]


async def test_a_line_that_is_no_act_does_not_end_the_page(stage: Stage) -> None:
    socket = await stage.web.ws_connect("/page/line")
    for line in ("", "[1]", "{", "null", '"x"'):
        await socket.send_str(line)
    tab = Tab(socket)
    for _ in range(5):
        assert (await tab.event("reply"))["error"] == "that is no act"
    assert (await tab.act("open", channel=str(stage.channel.id)))["result"]["channel"]["name"] == "general"


async def test_options_of_every_type_reach_the_bot(stage: Stage) -> None:
    tab = await tab_of(stage, stage.alice)
    content = base64.b64encode(b"a,b").decode()
    options = {"file": {"name": "f.csv", "content": content}, "whom": str(stage.mod.id)}
    await tab.act("command", channel=str(stage.channel.id), name="upload", options=options)
    assert "f.csv: a,b for mod" in list(stage.channel.messages.values())[-1].content


async def test_a_person_who_is_nobody_becomes_the_first_there_is(stage: Stage) -> None:
    tab = Tab(await stage.web.ws_connect("/page/line", params={"as": "12"}))
    assert (await tab.event("start"))["me"]["username"] == "alice"
