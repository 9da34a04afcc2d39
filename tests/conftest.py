"""Workspaces for tests: real databases, fake models."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from storage.workspace import Workspace, open_workspace
from tests.fakes import fake_recognizer

POSTGRES = "MARKWATCH_TEST_POSTGRES_URL"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Open an empty workspace on SQLite."""
    with open_workspace(
        data_dir=tmp_path / "data", recognizer=fake_recognizer()
    ) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Make an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'markwatch.db'}"
    else:
        yield from _postgres_database()


@pytest.fixture
def any_workspace(database_url: str, tmp_path: Path) -> Iterator[Workspace]:
    """Open an empty workspace on each kind of database."""
    with open_workspace(
        data_dir=tmp_path / "data",
        database_url=database_url,
        recognizer=fake_recognizer(),
    ) as opened:
        yield opened


def _postgres_database() -> Iterator[str]:
    server = os.environ.get(POSTGRES)
    if not server:
        reason = f"{POSTGRES} is not set: nothing to run PostgreSQL tests on"
        if os.environ.get("MARKWATCH_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    url = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    name = f"markwatch_test_{uuid.uuid4().hex[:12]}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
