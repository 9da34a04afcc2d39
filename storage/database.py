"""The connection to the truth: engines, pragmas, transactions and migrations.

On SQLite a writing transaction takes the write lock at its start (BEGIN IMMEDIATE):
it waits its turn there and never fails half-way with "database is locked".
"""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, OperationalError

from storage.errors import DISK_FULL, InvalidInputError, UnavailableError

MIGRATIONS = Path(__file__).parent / "migrations"
WRITES = {"markwatch_writes": True}
_BUSY_MS = 60_000
_CONNECTIONS = 20
_MIGRATION_LOCK = 0x6D61726B  # any number, the same in every process


def sqlite_url(path: Path) -> str:
    """Return the URL of an SQLite file."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def connect(database_url: str) -> Engine:
    """Open an engine for SQLite or PostgreSQL. Raises InvalidInputError for others."""
    try:
        url = make_url(database_url)
    except ArgumentError as err:
        raise InvalidInputError(
            f"{database_url} is no database URL: give sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/NAME."
        ) from err
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return create_engine(
            url.set(drivername="postgresql+psycopg"), pool_size=_CONNECTIONS
        )
    if kind != "sqlite":
        raise InvalidInputError(
            f"{kind} is no database of Markwatch: use SQLite or PostgreSQL."
        )
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"), pool_size=_CONNECTIONS
    )
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest revision; safe when several processes start."""
    try:
        with engine.execution_options(**WRITES).begin() as connection:
            if connection.dialect.name == "postgresql":
                lock = text("SELECT pg_advisory_xact_lock(:key)")
                connection.execute(lock, {"key": _MIGRATION_LOCK})
            command.upgrade(alembic_config(connection), "head")
    except OperationalError as err:
        raise InvalidInputError(
            f"The database {engine.url.render_as_string()} cannot be opened: "
            f"{str(err.orig).strip()}. Check the address and that it is running."
        ) from err
    except CommandError as err:
        raise InvalidInputError(
            f"The database {engine.url.render_as_string()} was made by a newer "
            f"Markwatch: {err}. Update Markwatch."
        ) from err


def alembic_config(connection: Connection) -> Config:
    """Return a configuration that runs the migrations on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def unavailable(error: OperationalError) -> UnavailableError | None:
    """Return why nothing can be written now; None for what is wrong otherwise."""
    said = str(error.orig).lower()
    if "disk is full" in said or "no space left" in said:
        return UnavailableError(DISK_FULL)
    if "database is locked" in said or "connection" in said:
        return UnavailableError(
            "The database does not answer: it is busy, or not running. Nothing was "
            "saved; try again in a moment."
        )
    return None


def _on_sqlite_connect(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None  # transactions begin where we say
    cursor = dbapi_connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _on_sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("markwatch_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
