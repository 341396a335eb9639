"""What holds for all tests: how fast this machine is has no part in them, and Discord is where it was afterwards."""

import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from discord.asset import Asset
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import Route
from hypothesis import HealthCheck, settings

from tests.databases import Postgres, running_postgres

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture
def discord_elsewhere() -> Iterator[None]:
    """Lets a test point discord.py at another server, and points it back.

    A process that dies takes the threads of its heartbeats with it; of one that dies within a test they are stopped.
    """
    before = Route.BASE, Asset.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, Asset.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler):
            thread.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of this run's own, in a folder that other runs of the tests don't close or tidy up."""
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "data"
        path.mkdir()
        with running_postgres(path) as address:
            yield Postgres(address, path)
