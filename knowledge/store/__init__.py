"""What is kept between runs, in SQLite or another database that SQLAlchemy speaks to."""

from knowledge.store.database import Store
from knowledge.store.engine import StoreUnreachable

__all__ = ["Store", "StoreUnreachable"]
