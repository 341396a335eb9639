"""A Discord on this machine: to try a bot and to test it, over real sockets, without an account.

async with Playground() as discord:
    guild = discord.add_guild("Anime Club")
    channel = guild.add_channel("general")
    alice = discord.add_user("alice")
    guild.add_member(alice)
    ...  # connect any bot to discord.api_base with discord.token
    await discord.ready(guild)
    interaction = await alice.command(channel, "ping")
    discord.faults.requests.fail("POST /channels/*", 503)  # and a bad day, on demand
    assert not discord.violations
"""

from bot.playground.errors import CannotDo, NothingHappened, PlaygroundError, Violation
from bot.playground.faults import Fault, Faults
from bot.playground.intents import Intent
from bot.playground.people.entering import Upload
from bot.playground.people.person import Person
from bot.playground.permissions import Permission
from bot.playground.rest.door import Request
from bot.playground.server import Playground
from bot.playground.world.guild import Channel, Guild, Member, Role
from bot.playground.world.interaction import Choice, Interaction, Modal
from bot.playground.world.message import Attachment, Message
from bot.playground.world.user import User
from bot.playground.world.world import Rules

__all__ = [
    "Attachment",
    "CannotDo",
    "Channel",
    "Choice",
    "Fault",
    "Faults",
    "Guild",
    "Intent",
    "Interaction",
    "Member",
    "Message",
    "Modal",
    "NothingHappened",
    "Permission",
    "Person",
    "Playground",
    "PlaygroundError",
    "Request",
    "Role",
    "Rules",
    "Upload",
    "User",
    "Violation",
]
