"""What is kept between runs, in SQLite or another database that SQLAlchemy speaks to."""

from knowledge.store.database import Store
from knowledge.store.engine import StoreUnreachable
from knowledge.store.outages import StoreAway

__all__ = ["Store", "StoreAway", "StoreUnreachable"]
