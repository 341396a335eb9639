"""A slash command as it is typed, `/anime overseas 2024 unit:yen`, read as the Discord client reads it."""

import re
from collections.abc import Sequence

from bot.playground.errors import CannotDo, Json
from bot.playground.people.offering import Offer
from bot.playground.world.commands import CHANNEL, MENTIONABLE, ROLE, USER
from bot.playground.world.world import World

QUOTED = r'(?:^|(?<=[\s:]))"[^"]*"(?=\s|$)'


def find_typed(offers: Sequence[Offer], line: str) -> Offer | None:
    """The command that the line names, the longest name if several fit; None if it is no command."""
    fitting = [offer for offer in offers if f"{line.rstrip()} ".startswith(f"/{offer.name} ")]
    return max(fitting, key=lambda offer: len(offer.name), default=None)


def read_options(world: World, offer: Offer, line: str) -> dict[str, object]:
    """The options that the line gives: by name anywhere, and without names the required ones in their order."""
    rest = line.strip()[len(offer.name) + 1 :].strip()
    options = {option["name"]: option for option in offer.options}
    loose, named = _split(rest, list(options))
    required = [name for name, option in options.items() if option.get("required") and name not in named]
    values = named | _in_order(offer, required, loose)
    return {name: _meant(world, options[name], value) for name, value in values.items()}


def _split(rest: str, names: Sequence[str]) -> tuple[str, dict[str, str]]:
    """What stands before the first `name:`, and what stands behind each; between quotes, nothing is a name."""
    if not names:
        return rest, {}
    found = re.finditer(rf"{QUOTED}|(?:^|(?<=\s))({'|'.join(map(re.escape, names))}):", rest)
    marks = [mark for mark in found if mark[1]]
    ends = [mark.start() for mark in marks[1:]] + [len(rest)]
    named = {mark[1]: _unquoted(rest[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=False)}
    return rest[: marks[0].start() if marks else None].strip(), named


def _unquoted(value: str) -> str:
    """What stands between quotes where all of it does."""
    return value[1:-1] if re.fullmatch(r'"[^"]*"', value) else value


def _in_order(offer: Offer, required: Sequence[str], loose: str) -> dict[str, str]:
    """One word for each required option, all that is left for the last of them; words between quotes are one."""
    if not loose:
        return {}
    if not required:
        known = ", ".join(f"{option['name']}:" for option in offer.options) or "none"
        raise CannotDo(f"/{offer.name} takes {loose!r} only behind the name of an option: {known}")
    words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', loose)]
    last = len(required) - 1
    return dict(zip(required, [*words[:last], " ".join(words[last:])] if len(words) > last else words, strict=False))


def _meant(world: World, option: Json, value: str) -> object:
    """The user, role or channel of that name where one is asked for; the text itself otherwise."""
    name = value.lstrip("@#")
    found: list[object] = []
    if option["type"] in (USER, MENTIONABLE):
        found += [user for user in world.users.values() if user.name == name]
    if option["type"] in (ROLE, MENTIONABLE):
        found += [role for guild in world.guilds.values() for role in guild.roles.values() if role.name == name]
    if option["type"] == CHANNEL:
        found += [channel for channel in world.channels.values() if channel.name == name]
    return found[0] if found else value
