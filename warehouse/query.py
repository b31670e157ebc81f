"""Questions of a user in SQL: read-only, and without a way out to other files."""

from __future__ import annotations

import duckdb

from warehouse.read import Row


class QueryError(ValueError):
    """A query that DuckDB refuses; the message is DuckDB's."""


def select(con: duckdb.DuckDBPyConnection, query: str, *, limit: int) -> list[Row]:
    """Give the first `limit` rows of a query; QueryError if it is wrong, changes anything or reaches for other files."""
    try:
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
        found = con.execute(query)
        columns = _distinct([column[0] for column in found.description or ()])
        return [dict(zip(columns, row, strict=True)) for row in found.fetchmany(limit)]
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


def _distinct(names: list[str]) -> list[str]:
    """Number column names that come twice, as the rows are dictionaries."""
    return [name if names.index(name) == i else f"{name}_{names[:i].count(name) + 1}" for i, name in enumerate(names)]
