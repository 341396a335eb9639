"""Faults on demand: what Discord does on a bad day, to see what the bot makes of it.

playground.faults.requests.fail("POST /channels/*/messages", 503, times=2)
playground.faults.requests.rate_limit(everywhere=True)
with playground.faults.requests.hold("PATCH /webhooks/*") as held:
    await held.met()
playground.faults.gateway.drop(code=None)
"""

from bot.playground.faults.fault import Fault
from bot.playground.faults.gateway import GatewayFaults
from bot.playground.faults.requests import RequestFaults
from bot.playground.gateway.hub import Hub
from bot.playground.gateway.socket import Connection


class Faults:
    """Those of the REST API, and those of the gateway and its connections."""

    def __init__(self, hub: Hub, connections: set[Connection]) -> None:
        self.requests = RequestFaults()
        self.gateway = GatewayFaults(hub, connections, self.requests)

    def lift(self) -> None:
        """Takes all faults away; what was held goes on."""
        self.requests.lift()
        self.gateway.lift()


__all__ = ["Fault", "Faults", "GatewayFaults", "RequestFaults"]
