"""All sessions: identifying, resuming, and handing every event of the feed to those that should hear of it."""

from collections.abc import Callable

from bot.playground import payloads
from bot.playground.errors import Json
from bot.playground.gateway.conditions import Conditions, Outlet
from bot.playground.gateway.sessions import Session
from bot.playground.gateway.telling import tell
from bot.playground.intents import KNOWN, PRIVILEGED, Intent
from bot.playground.world.guild import Guild
from bot.playground.world.world import World


class Closed(Exception):
    """The gateway ends the connection with one of Discord's close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class SessionStarted:
    """A session was told READY and its guilds; published on the feed."""


class Hub:
    """Holds the sessions, live and resumable."""

    def __init__(self, world: World, violate: Callable[[str, int, str], None]) -> None:
        self._world = world
        self._violate = violate
        self.sessions: dict[str, Session] = {}
        self.conditions = Conditions()
        world.feed.subscribe(self._hand_out)

    def _hand_out(self, event: object) -> None:
        for session in tuple(self.sessions.values()):
            if session.ready:
                for name, content in tell(self._world, session, event):
                    session.dispatch(name, content)

    def identify(self, request: Json, outlet: Outlet) -> Session | None:
        """Starts a session, or raises Closed as Discord would close the connection; None where it comes too soon."""
        if request.get("token") != self._world.application.token:
            raise self.closing(4004, "Authentication failed.")
        shard_id, shard_count = _shard(request.get("shard") or [0, 1], self)
        intents = self._intents(request.get("intents"))
        if not self._may_start(shard_id):
            return None
        session = Session(
            intents,
            shard_id,
            shard_count,
            outlet=outlet,
            heard=self._world.feed.publish,
            conditions=self.conditions,
        )
        self._forget_lost(shard_id)
        self.sessions[session.id] = session
        self._greet(session)
        return session

    def _may_start(self, shard_id: int) -> bool:
        """Counts a start, or says why there may be none: Discord resets the token of who starts too often."""
        starts = self._world.starts
        if starts.remaining <= 0:
            raise self.closing(4004, "Authentication failed: all session starts of the day are used up.")
        if starts.too_soon(shard_id):
            self._violate("gateway", 0, f"shard {shard_id} identifies too soon after another of its bucket")
            return False
        starts.take(shard_id)
        return True

    def _forget_lost(self, shard_id: int) -> None:
        """A shard that identifies anew will not resume what it had."""
        for session in tuple(self.sessions.values()):
            if session.outlet is None and session.shard_id == shard_id:
                del self.sessions[session.id]

    def closing(self, code: int, reason: str) -> Closed:
        self._violate("gateway", code, reason)
        return Closed(code, reason)

    def _intents(self, asked: object) -> Intent:
        if not isinstance(asked, int) or asked & ~int(KNOWN):
            raise self.closing(4013, "Invalid intent(s).")
        if asked & int(PRIVILEGED) & ~self._world.application.privileged_intents:
            raise self.closing(4014, "Disallowed intent(s).")
        return Intent(asked)

    def _greet(self, session: Session) -> None:
        world = self._world
        guilds = [guild for guild in world.guilds.values() if guild.has_bot and session.serves_guild(guild)]
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": payloads.own_user(world),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "session_type": "normal",
                "resume_gateway_url": world.gateway_url,
                "shard": [session.shard_id, session.shard_count],
                "application": {
                    "id": str(world.application.id),
                    "flags": payloads.application(world)["flags"],
                },
                "private_channels": [],
                "relationships": [],
                "presences": [],
                "user_settings": {},
                "geo_ordered_rtc_regions": [],
                "_trace": [],
            },
        )
        session.ready = True
        if session.has(Intent.GUILDS):
            for guild in guilds:
                session.dispatch("GUILD_CREATE", payloads.guild_create(guild, world.bot))
        world.feed.publish(SessionStarted())

    def resume(self, request: Json, outlet: Outlet) -> Session | None:
        """Takes a session up again and replays what it missed; None when it has to identify anew."""
        if request.get("token") != self._world.application.token:
            raise self.closing(4004, "Authentication failed.")
        session = self.sessions.get(str(request.get("session_id")))
        sequence = request.get("seq")
        if session is None or not isinstance(sequence, int) or not session.can_replay_after(sequence):
            return None
        session.outlet = outlet
        session.replay_after(sequence)
        session.dispatch("RESUMED", {"_trace": []})
        self._world.feed.publish(SessionStarted())
        return session

    def request_members(self, session: Session, request: Json) -> None:
        """Sends the members of a guild in one chunk: all of them, by ids, or by the beginning of the name."""
        guild = self._world.guilds.get(int(request.get("guild_id") or 0))
        if guild is None or not guild.has_bot or not session.serves_guild(guild):
            return
        wanted = request.get("user_ids")
        query = str(request.get("query") or "").lower()
        limit = int(request.get("limit") or 0)
        if wanted is None and not query and limit == 0 and not session.has(Intent.GUILD_MEMBERS):
            self._violate("gateway", 4014, "REQUEST_GUILD_MEMBERS for all members needs the guild members intent")
            return
        ids = {int(each) for each in (wanted if isinstance(wanted, list) else [wanted])} if wanted is not None else None
        found = [
            payloads.member(member)
            for member in guild.members.values()
            if (member.user.id in ids if ids is not None else member.user.name.lower().startswith(query))
        ]
        content: Json = {
            "guild_id": str(guild.id),
            "members": found[: limit or None],
            "chunk_index": 0,
            "chunk_count": 1,
        }
        if ids is not None:
            content["not_found"] = [str(each) for each in sorted(ids - guild.members.keys())]
        if request.get("nonce") is not None:
            content["nonce"] = request["nonce"]
        session.dispatch("GUILD_MEMBERS_CHUNK", content)

    def serves(self, guild: Guild | None) -> bool:
        """Whether a live session would hear of something in that guild (None: in direct messages)."""
        return any(
            session.ready
            and session.outlet is not None
            and (session.serves_guild(guild) if guild else session.shard_id == 0)
            for session in self.sessions.values()
        )


def _shard(asked: object, hub: Hub) -> tuple[int, int]:
    match asked:
        case [int(shard_id), int(shard_count)] if 0 <= shard_id < shard_count:
            return shard_id, shard_count
    raise hub.closing(4010, "Invalid shard.")
