"""A file of the first schema is brought to the one of today, whatever lies between."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from factory_records import article, batch, linkable, run

from warehouse import check, load, migrate, store

Columns = set[tuple[str, ...]]


def columns(con: duckdb.DuckDBPyConnection) -> Columns:
    return {(f"{row[0]}.{row[1]}", row[4], row[5], row[6]) for row in con.execute(store.sql("dictionary")).fetchall()}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A warehouse of the first schema with a row in its ledger."""
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute((migrate.FOLDER / "schema_1.sql").read_text(encoding="utf-8"))
        con.execute("INSERT INTO raw.schema_state VALUES ('1', 'of then')")
        row = "('o1', 'paper', 'x.txt', NULL, DATE '2020-03-04', 'rejected', 'r0', TIMESTAMP '2020-03-05', 1)"
        con.execute(f"INSERT INTO raw.offer VALUES {row}")
    return path


def test_an_old_file_gets_the_schema_of_a_new_one_and_keeps_its_rows(old: Path, tmp_path: Path) -> None:
    with store.writer(tmp_path / "new.duckdb") as con:
        fresh = columns(con)
    with store.writer(old) as con:
        assert columns(con) == fresh
        assert con.execute("SELECT outcome, is_list, is_fetched FROM raw.offer").fetchall() == [("rejected", False, True)]
        assert [row[0] for row in con.execute(store.sql("migrations_done")).fetchall()] == migrate.names()
        assert store.renew(con) is False


def test_an_upgraded_file_can_be_loaded_into(old: Path) -> None:
    with store.writer(old) as con:
        con.execute("DELETE FROM raw.offer")
        assert load.load(con, batch(article("a"), mentions=(linkable("a"),)), run()).seq == 1
        assert check.run(con) == []


def test_a_failing_migration_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(old)) as con:
        before = columns(con)
    with monkeypatch.context() as patched:
        patched.setattr(store, "create", lambda con: con.execute("SELECT no_such_column"))
        with pytest.raises(duckdb.Error), store.writer(old):
            pass
    with duckdb.connect(str(old)) as con:
        assert columns(con) == before


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with store.writer(path) as con:
        con.execute("INSERT INTO raw.migration VALUES ('2999-01-01_of_tomorrow'); UPDATE raw.schema_state SET content_hash = 'of tomorrow'")
    with pytest.raises(ValueError, match="newer version"), store.writer(path):
        pass


def test_migrations_begin_with_their_day() -> None:
    assert migrate.names()
    assert all(name[:10].replace("-", "").isdigit() for name in migrate.names())
