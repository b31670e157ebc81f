"""The schema: comments, the grammar of columns, the dictionary, and DDL that DuckLake also takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest
from factory_records import article, batch, linkable, run

from warehouse import check, dictionary, load, store

BORROWED = {"pg_id", "month_id"}  # names and types as in PRIO-GRID and ViEWS, which they join with
ENVELOPE = {"run_id", "recorded_at", "seq", "is_retracted"}


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        store.create(opened)
        store.describe(opened)
        yield opened


def catalogue(con: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    return con.execute(store.sql("dictionary")).fetchall()


def test_every_table_view_and_column_has_a_comment(con: duckdb.DuckDBPyConnection) -> None:
    rows = catalogue(con)
    assert len(rows) > 300
    assert [f"{row[0]}.{row[1]}.{row[4]}" for row in rows if not row[3] or not row[7]] == []
    assert all(comment for _, comment in con.execute(store.sql("dictionary_macros")).fetchall())


def test_every_core_table_has_the_row_envelope(con: duckdb.DuckDBPyConnection) -> None:
    tables: dict[str, set[str]] = {}
    for schema, table, kind, _, column, *_ in catalogue(con):
        if schema == "core" and kind == "table":
            tables.setdefault(table, set()).add(column)
    assert {"mention", "event", "event_mention", "event_alias", "actor", "place", "source", "event_type", "decision"} <= tables.keys()
    assert {name: ENVELOPE - columns for name, columns in tables.items() if ENVELOPE - columns} == {}


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [("_date", "DATE"), ("_at", "TIMESTAMP"), ("_km", "DOUBLE"), ("_name", "VARCHAR"), ("_code", "VARCHAR"), ("_id", "VARCHAR")],
)
def test_a_suffix_tells_the_type(con: duckdb.DuckDBPyConnection, suffix: str, kind: str) -> None:
    found = {(row[4], row[5]) for row in catalogue(con) if row[4].endswith(suffix) and row[4] not in BORROWED}
    assert found
    assert {name for name, type_name in found if type_name != kind} == set()


def test_borrowed_keys_are_the_numbers_that_others_have(con: duckdb.DuckDBPyConnection) -> None:
    assert {(row[4], row[5]) for row in catalogue(con) if row[4] in BORROWED} == {(name, "INTEGER") for name in BORROWED}


def test_counts_and_flags_are_named_so(con: duckdb.DuckDBPyConnection) -> None:
    rows = catalogue(con)
    assert {row[4] for row in rows if row[5] == "BOOLEAN" and not row[4].startswith(("is_", "has_"))} == set()
    assert {row[4] for row in rows if row[4].startswith("n_") and row[5] not in {"INTEGER", "BIGINT", "HUGEINT"}} == set()


def test_ddl_keeps_to_the_subset() -> None:
    ddl = "\n".join(store.schema(name) for name in (*store.TABLES, *store.VIEWS))
    code = re.sub(r"'(?:[^']|'')*'|--.*", "", ddl)
    assert re.findall(r"\b(PRIMARY KEY|UNIQUE|CHECK|SEQUENCE|INDEX|ENUM|GENERATED|REFERENCES)\b", code, flags=re.IGNORECASE) == []


def test_dictionary_is_up_to_date() -> None:
    committed = dictionary.FILE.read_text(encoding="utf-8") if dictionary.FILE.exists() else ""
    assert committed == dictionary.generate(), "warehouse/DICTIONARY.md has drifted; run: python -m warehouse.dictionary"


def test_views_are_renewed_when_the_schema_is_another(tmp_path: Path) -> None:
    with store.writer(tmp_path / "w.duckdb") as con:
        assert store.renew(con) is False
        con.execute("CREATE OR REPLACE VIEW pub.coverage AS SELECT 1 AS one; UPDATE raw.schema_state SET content_hash = 'of yesterday'")
    with store.writer(tmp_path / "w.duckdb") as con:
        assert "n_offered" in [d[0] for d in con.execute("FROM pub.coverage").description or ()]
        assert all(row[7] for row in catalogue(con))
        assert store.renew(con) is False


def ducklake(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    spec = find_spec("duckdb_extension_ducklake")
    if spec is None or spec.origin is None:
        pytest.skip("the DuckLake extension is not installed: pip install duckdb-extension-ducklake")
    file = next(Path(spec.origin).parent.rglob("ducklake.duckdb_extension"))
    con = duckdb.connect()
    con.execute(f"LOAD '{file}'")
    con.execute(f"ATTACH 'ducklake:{tmp_path}/catalogue.duckdb' AS lake (DATA_PATH '{tmp_path}/data')")
    con.execute("USE lake")
    return con


def test_ddl_loads_and_checks_on_ducklake(tmp_path: Path) -> None:
    with ducklake(tmp_path) as con:
        con.execute("BEGIN")  # one commit, not one a comment
        store.create(con)
        con.execute("COMMIT")
        parent = article("a")
        given = batch(parent, mentions=(linkable("a"),))
        assert load.load(con, given, run()).seq == 1
        assert load.load(con, given, run("again")).seq is None
        assert con.execute("SELECT state, evidence FROM pub.event").fetchall() == [("occurred", parent.text)]
        assert con.execute("SELECT count(*) FROM pub.event_as_of(TIMESTAMP '1999-01-01', NULL)").fetchall() == [(0,)]
        assert check.run(con) == []
