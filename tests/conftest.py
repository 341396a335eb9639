"""What holds for all tests: how fast this machine is has no part in them, and Discord is where it was afterwards."""

from collections.abc import Iterator

import pytest
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route
from hypothesis import HealthCheck, settings

from tests.databases import Postgres, running_postgres

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture
def discord_elsewhere() -> Iterator[None]:
    """Lets a test point discord.py at another server, and points it back."""
    before = Route.BASE, Asset.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, Asset.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL of this run's own."""
    with running_postgres(tmp_path_factory.mktemp("postgres")) as address:
        yield Postgres(address)
