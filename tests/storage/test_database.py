"""Tables, pragmas and transactions."""

import threading
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from storage.database import WRITES, alembic_config, connect, migrate
from storage.errors import InvalidInputError
from storage.models import CaseSkip, Row
from storage.workspace import Workspace, open_workspace


def test_migrations_from_nothing_make_the_tables_of_the_models(
    database_url: str,
) -> None:
    engine = connect(database_url)

    migrate(engine)

    assert set(Row.metadata.tables) <= set(inspect(engine).get_table_names())
    with engine.execution_options(**WRITES).begin() as connection:
        command.check(alembic_config(connection))  # raises if a migration is missing
    engine.dispose()


def test_migrations_can_be_taken_back(database_url: str) -> None:
    engine = connect(database_url)
    migrate(engine)

    with engine.execution_options(**WRITES).begin() as connection:
        command.downgrade(alembic_config(connection), "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_thresholds_that_were_similarities_are_cleared(database_url: str) -> None:
    engine = connect(database_url)
    writing = engine.execution_options(**WRITES)
    with writing.begin() as connection:
        command.upgrade(alembic_config(connection), "0002")
        connection.execute(
            text("UPDATE lists SET threshold_uncertain = 0.7, threshold_known = 0.9")
        )
        command.upgrade(alembic_config(connection), "0003")

    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT threshold_uncertain, threshold_known, purpose FROM lists")
        )
        assert {tuple(row) for row in rows} == {(None, None, "")}
    engine.dispose()


def test_a_database_begins_with_three_lists(any_workspace: Workspace) -> None:
    with any_workspace.engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM lists ORDER BY id"))

        assert names.scalars().all() == ["prohibited", "trademark", "certification"]


def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    errors: list[Exception] = []

    def start() -> None:
        engine = connect(database_url)
        try:
            migrate(engine)
        except Exception as err:
            errors.append(err)
        engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []


def test_foreign_keys_are_enforced(any_workspace: Workspace) -> None:
    orphan = CaseSkip(case_id=404, reviewer="ann", skipped_at=any_workspace.now())

    with pytest.raises(IntegrityError), any_workspace.writing() as session:
        session.add(orphan)


def test_sqlite_runs_in_wal_mode(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_writing_transaction_is_kept_whole_or_not_at_all(
    any_workspace: Workspace,
) -> None:
    def break_off() -> None:
        with any_workspace.writing() as session:
            session.execute(text("UPDATE gallery_state SET version = 7"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()

    with any_workspace.engine.connect() as connection:
        version = connection.execute(text("SELECT version FROM gallery_state"))
        assert version.scalar() == 0


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "no database URL"),  # empty
        ("not a url", "no database URL"),
        ("mysql://host/name", "mysql is no database of Markwatch"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused(url: str, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        connect(url)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    engine = connect("postgresql://ann:secret@127.0.0.1:1/markwatch")

    with pytest.raises(InvalidInputError, match="cannot be opened") as refused:
        migrate(engine)

    assert "secret" not in str(refused.value)


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'newer.db'}"
    open_workspace(data_dir=tmp_path, database_url=url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(InvalidInputError, match="made by a newer Markwatch"):
        open_workspace(data_dir=tmp_path, database_url=url)
