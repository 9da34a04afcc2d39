"""Workspaces for tests: real databases, fake models."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from storage.database import connect, migrate, sqlite_url
from storage.workspace import Workspace, open_workspace
from tests.fakes import fake_recognizer

POSTGRES = "MARKWATCH_TEST_POSTGRES_URL"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an SQLite database with empty tables, once: tests copy it."""
    path = tmp_path_factory.mktemp("migrated") / "markwatch.db"
    _migrate(sqlite_url(path))
    return path


@pytest.fixture
def workspace(tmp_path: Path, migrated: Path) -> Iterator[Workspace]:
    """Open an empty workspace on SQLite."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    shutil.copy(migrated, data_dir)
    with open_workspace(data_dir=data_dir, recognizer=fake_recognizer()) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Make a database without tables, of each kind."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "markwatch.db")
    else:
        with _Postgres() as server:
            yield server.create()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_workspace(
    request: pytest.FixtureRequest, tmp_path: Path, migrated: Path
) -> Iterator[Workspace]:
    """Open an empty workspace on each kind of database."""
    if request.param == "sqlite":
        url = sqlite_url(Path(shutil.copy(migrated, tmp_path)))
    else:
        url = request.getfixturevalue("migrated_postgres").copy()
    with open_workspace(
        data_dir=tmp_path / "data", database_url=url, recognizer=fake_recognizer()
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def migrated_postgres() -> "Iterator[_Postgres]":
    """Make a PostgreSQL database with empty tables, once: tests copy it."""
    with _Postgres() as server:
        server.template = server.create()
        _migrate(server.template)
        yield server


def _migrate(url: str) -> None:
    engine = connect(url)
    migrate(engine)
    engine.dispose()


class _Postgres:
    """Databases of their own on a test server; dropped at the end."""

    template = ""

    def __init__(self) -> None:
        server = os.environ.get(POSTGRES)
        if not server:
            reason = f"{POSTGRES} is not set: nothing to run PostgreSQL tests on"
            if os.environ.get("MARKWATCH_REQUIRE_SERVICES") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        self._url: URL = make_url(server).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._names: list[str] = []

    def create(self, *, like: str = "template1") -> str:
        """Make a database and return its URL."""
        name = f"markwatch_test_{uuid.uuid4().hex[:12]}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {like}")
        self._names.append(name)
        return self._url.set(database=name).render_as_string(hide_password=False)

    def copy(self) -> str:
        """Make a database with the tables of the template."""
        return self.create(like=str(make_url(self.template).database))

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def __enter__(self) -> "_Postgres":
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._names:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")
        self._admin.dispose()
