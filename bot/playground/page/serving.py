"""The page's addresses: its files, and the websocket by which each open page is told what happens."""

from importlib import resources

from aiohttp import web

from bot.playground.errors import Json
from bot.playground.page.inspecting import Inspector
from bot.playground.page.tab import LARGEST_LINE, Tab
from bot.playground.people.person import Person
from bot.playground.world.world import World

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class Page:
    """Serves the page; `start` is what each page is told beside the surroundings, such as what one could try."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._inspector = Inspector(world.feed)
        self.start: Json = {"title": world.application.name, "tries": []}

    def open(self, app: web.Application) -> None:
        """Adds the page's addresses to a web application."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/line", self._line)
        app.router.add_get("/page/{name}", self._file)

    async def _index(self, _request: web.Request) -> web.Response:
        return _served("index.html")

    async def _file(self, request: web.Request) -> web.Response:
        return _served(request.match_info["name"])

    async def _line(self, request: web.Request) -> web.WebSocketResponse:
        person = self._person(request.query.get("as", ""))
        socket = web.WebSocketResponse(max_msg_size=LARGEST_LINE, heartbeat=30)
        await socket.prepare(request)
        await Tab(self._world, person, self._inspector, self.start).serve(socket)
        return socket

    def _person(self, number: str) -> Person:
        """The person of that id, else the first there is."""
        people = [user for user in self._world.users.values() if isinstance(user, Person)]
        if not people:
            raise web.HTTPNotFound(text="There is nobody in this Discord yet.")
        return next((each for each in people if str(each.id) == number), people[0])


def _served(name: str) -> web.Response:
    """A file of the page; only those that lie directly in its folder have an address."""
    files = {each.name: each for each in resources.files("bot.playground.page").joinpath("static").iterdir()}
    kind = TYPES.get("." + name.rpartition(".")[2])
    if name not in files or kind is None:
        raise web.HTTPNotFound(text="There is no such file.")
    return web.Response(body=files[name].read_bytes(), content_type=kind, charset="utf-8", headers=HEADERS)
