"""SQLAlchemy over one SQLite connection, with transactions that are really ours."""

import sqlite3

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event


def engine_over(raw: sqlite3.Connection) -> Engine:
    """An engine with this one connection, for the thread that made it.

    The driver must begin nothing by itself (``isolation_level=None``): it would leave data definition outside the
    transaction. Each transaction takes the write lock at its beginning, so that it cannot fail half-way for want of it.
    """
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
