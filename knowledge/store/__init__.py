"""What is kept between runs, in SQLite or another database that SQLAlchemy speaks to."""

from knowledge.store.database import Store, StoreUnreachable

__all__ = ["Store", "StoreUnreachable"]
