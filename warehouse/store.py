"""Opening the warehouse: one writer, many readers; the schema; the loader of SQL files."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from warehouse import migrate

HERE = Path(__file__).resolve().parent
STORAGE = "v1.2.0"  # the newest storage version that the DuckDB inside common BI tools reads
TABLES = ("raw.sql", "core.sql", "reference.sql")
MACROS = ("asof.sql", "panel.sql")  # over pub, so that a release has them too
VIEWS = ("functions.sql", "current.sql", "derived.sql", "pub.sql", "linking.sql", *MACROS, "panels.sql")
COMMENTS = "view_comments.sql"


class WarehouseBusyError(RuntimeError):
    """Another process holds the warehouse."""


@cache
def sql(name: str) -> str:
    """Read `warehouse/sql/<name>.sql`; raises FileNotFoundError naming the file if there is none."""
    return (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def schema(name: str) -> str:
    """Read `warehouse/schema/<name>`."""
    return (HERE / "schema" / name).read_text(encoding="utf-8")


def version() -> str:
    """Tell the versions that decide whether a file can be read: schema, DuckDB and storage."""
    return f"schema {migrate.version()}, duckdb {duckdb.__version__}, storage {STORAGE}"


def utc(moment: dt.datetime) -> dt.datetime:
    """Turn an aware moment into the naive UTC that TIMESTAMP columns hold; raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment.isoformat()}; pass one in UTC")
    return moment.astimezone(dt.UTC).replace(tzinfo=None)


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing of the schema and renew all views, so that they fit the tables of today. Works in DuckDB and DuckLake."""
    for name in (*TABLES, *VIEWS):
        con.execute(schema(name))


def describe(con: duckdb.DuckDBPyConnection) -> None:
    """Comment on view columns and macros (DuckDB only): their own comments first, then those of columns of the same name."""
    con.execute(schema(COMMENTS))
    statements = [row[0] for row in con.execute(sql("inherited_comments")).fetchall()]
    con.execute(";\n".join(statements))


def renew(con: duckdb.DuckDBPyConnection) -> bool:
    """Bring a database to the schema of the files, in one transaction; tells whether anything had to be done.

    Tables of an older schema go through the migrations that they lack; then views and macros are made anew. The hash of the files is
    kept in `raw.schema_state`, since that takes a second.
    """
    digest = schema_hash()
    found = {row[0] for row in con.execute(sql("raw_tables")).fetchall()}
    if "schema_state" in found and con.execute(sql("schema_state")).fetchone() == (digest,):
        return False
    con.execute("BEGIN")
    try:
        done = {row[0] for row in con.execute(sql("migrations_done")).fetchall()} if "migration" in found else set()
        applied = migrate.apply(con, done) if found else migrate.names()
        create(con)
        describe(con)
        con.execute(sql("save_migrations"), {"names": applied})
        con.execute(sql("clear_schema_state"))
        con.execute(sql("save_schema_state"), {"version": migrate.version(), "content_hash": digest})
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
    return True


@cache
def schema_hash() -> str:
    """Hash the files of the schema: another hash, other views."""
    files = [*(schema(name) for name in (*TABLES, *VIEWS, COMMENTS)), sql("inherited_comments"), migrate.version()]
    return hashlib.blake2b("\n".join(files).encode(), digest_size=10).hexdigest()


@contextmanager
def writer(path: Path, *, timeout: float = 0) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse for writing, creating it if missing; waits up to `timeout` seconds for another writer.

    Raises WarehouseBusyError if another process writes or reads it. Open it for loading only: readers have to wait meanwhile.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{path}.lock", timeout=timeout)
    try:
        with lock:
            con = _connect(path, read_only=False)
            try:
                renew(con)
                yield con
            finally:
                con.close()
    except Timeout as error:
        raise WarehouseBusyError(f"{path} is being written by another process (lock {lock.lock_file}); try again later") from error


@contextmanager
def reader(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse for reading. Raises FileNotFoundError if it is missing, WarehouseBusyError while it is being written."""
    if not path.exists():
        raise FileNotFoundError(f"no warehouse at {path}; `khabar run` makes one")
    con = _connect(path, read_only=True)
    try:
        yield con
    finally:
        con.close()


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {} if read_only else {"storage_compatibility_version": STORAGE}
    try:
        return duckdb.connect(str(path), read_only=read_only, config=config)
    except (duckdb.IOException, duckdb.ConnectionException) as error:
        raise WarehouseBusyError(f"{path} could not be opened ({error}); close what holds it, or read the last release instead") from error
