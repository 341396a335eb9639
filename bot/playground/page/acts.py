"""What a person does on the page, in the words of the page: each act is checked as the Discord client checks it."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.playground.errors import CannotDo, Json
from bot.playground.page import view
from bot.playground.people.entering import Upload
from bot.playground.people.offering import find_command
from bot.playground.people.person import Person
from bot.playground.people.pressing import Pick
from bot.playground.world.guild import Channel
from bot.playground.world.interaction import Choice, Interaction, Modal
from bot.playground.world.message import Message
from bot.playground.world.user import User
from bot.playground.world.world import World

LOCALES = ("en-US", "ja")
CHANNEL, FILE = 7, 11
OBJECTS = frozenset({6, 7, 8, 9})
"""Types of options whose value is a user, a channel, a role, or one of these."""


class Actor:
    """Does what one person asks for; remembers the forms that are open in front of them."""

    def __init__(self, world: World, person: Person) -> None:
        self._world, self._person = world, person
        self._modals: dict[str, Modal] = {}
        self._acts: Mapping[str, Callable[[Json], Awaitable[Json]]] = {
            "open": self._open,
            "say": self._say,
            "delete": self._delete,
            "command": self._command,
            "autocomplete": self._autocomplete,
            "menu": self._menu,
            "click": self._click,
            "choose": self._choose,
            "submit": self._submit,
            "speak": self._speak,
        }

    async def act(self, asked: Json) -> Json:
        """Does one act and gives its result; raises PlaygroundError where it can't be done."""
        act = self._acts.get(str(asked.get("do")))
        if act is None:
            raise CannotDo(f"there is nothing called {asked.get('do')!r} to do")
        try:
            return await act(asked)
        except (KeyError, TypeError, AttributeError) as lacking:
            raise CannotDo(f"{asked.get('do')} lacks or misuses {lacking}") from lacking

    # --- the acts ---------------------------------------------------------------------------------------------------

    async def _open(self, asked: Json) -> Json:
        return view.inside(self._world, self._person, self._channel(asked["channel"]))

    async def _say(self, asked: Json) -> Json:
        files = [_upload(each) for each in asked.get("files") or ()]
        text = str(asked.get("text") or "")
        if asked.get("reply_to"):
            await self._person.reply(self._message(asked, "reply_to"), text, files=files)
        else:
            await self._person.say(self._channel(asked["channel"]), text, files=files)
        return {}

    async def _delete(self, asked: Json) -> Json:
        await self._person.delete(self._message(asked))
        return {}

    async def _command(self, asked: Json) -> Json:
        channel, name = self._channel(asked["channel"]), str(asked["name"])
        given = self._given(channel, name, asked.get("options") or {})
        return self._result(await self._person.command(channel, name, **given))

    async def _autocomplete(self, asked: Json) -> Json:
        channel, name = self._channel(asked["channel"]), str(asked["name"])
        given = self._given(channel, name, asked.get("options") or {})
        given.pop(asked["focused"], None)
        choices: list[Choice] = await self._person.autocomplete(
            channel, name, focused=str(asked["focused"]), value=str(asked.get("value") or ""), given=given
        )
        return {"choices": [{"name": each.name, "value": each.value} for each in choices]}

    async def _menu(self, asked: Json) -> Json:
        return self._result(await self._person.use_menu(str(asked["name"]), self._message(asked)))

    async def _click(self, asked: Json) -> Json:
        return self._result(await self._person.click(self._message(asked), str(asked["custom_id"])))

    async def _choose(self, asked: Json) -> Json:
        picks = [self._pick(each) for each in asked["values"]]
        return self._result(await self._person.choose(self._message(asked), str(asked["custom_id"]), picks))

    async def _submit(self, asked: Json) -> Json:
        modal = self._modals.get(str(asked["opened_by"]))
        filled = {name: self._filled(value) for name, value in asked["fields"].items()}
        interaction = await self._person.submit(modal, filled)
        self._modals.pop(str(asked["opened_by"]), None)
        return self._result(interaction)

    async def _speak(self, asked: Json) -> Json:
        """Sets the language of the person's client."""
        if asked["locale"] not in LOCALES:
            raise CannotDo(f"the page speaks {' and '.join(LOCALES)}")
        self._person.locale = asked["locale"]
        return view.surroundings(self._world, self._person)

    # --- from the page's ids to things ------------------------------------------------------------------------------

    def _channel(self, number: Any) -> Channel:
        channel = self._world.channels.get(_whole(number))
        if channel is None:
            raise CannotDo("there is no such channel")
        return channel

    def _message(self, asked: Json, key: str = "message") -> Message:
        message = self._channel(asked["channel"]).messages.get(_whole(asked[key]))
        if message is None:
            raise CannotDo("the message is gone")
        return message

    def _given(self, channel: Channel, name: str, options: Mapping[str, Any]) -> dict[str, object]:
        """The options by name, with users, channels and roles in the place of their ids, and files as such."""
        types = {each["name"]: each["type"] for each in find_command(self._world, self._person, channel, name).options}
        given: dict[str, object] = {}
        for option, value in options.items():
            if types.get(option) == FILE:
                given[option] = _upload(value)
            elif types.get(option) in OBJECTS:
                given[option] = self._pick(str(value))
            else:
                given[option] = value
        return given

    def _pick(self, value: str) -> Pick:
        """What a select or an option means: the object of that id, else the value itself."""
        number = int(value) if value.isdecimal() else 0
        roles = {role.id: role for guild in self._world.guilds.values() for role in guild.roles.values()}
        user: User | None = self._world.users.get(number)
        return user or self._world.channels.get(number) or roles.get(number) or value

    def _filled(self, value: Any) -> object:
        if isinstance(value, dict):
            return _upload(value)
        if isinstance(value, list):
            return [self._filled(each) if isinstance(each, dict) else self._pick(str(each)) for each in value]
        return value

    def _result(self, interaction: Interaction) -> Json:
        if interaction.modal is not None:
            self._modals[str(interaction.id)] = interaction.modal
            return {"modal": view.modal(interaction.modal)}
        return {}


def _whole(value: Any) -> int:
    return int(value) if str(value).isdecimal() else 0


def _upload(given: Mapping[str, Any]) -> Upload:
    try:
        return Upload(str(given["name"]), base64.b64decode(given["content"], validate=True))
    except binascii.Error:
        raise CannotDo("the file did not come through") from None
