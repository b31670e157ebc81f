"""DICTIONARY.md out of the catalogue: `python -m warehouse.dictionary` renews it, a test fails if it drifts."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import duckdb

from warehouse.store import create, describe, sql

FILE = Path(__file__).resolve().parent / "DICTIONARY.md"
HEAD = """# Dictionary

Generated from the comments in the catalogue by `python -m warehouse.dictionary`; change the comments in `warehouse/schema/`, not this file.

`pub` is for analysts and BI tools, `core` holds coded facts and their history, `raw` what came in. Days are inclusive; moments are UTC;
coordinates are WGS 84 degrees; NULL means not told or not known, never zero.
"""


def render(con: duckdb.DuckDBPyConnection) -> str:
    """Give the dictionary of an open database as Markdown."""
    parts = [HEAD]
    macros = con.execute(sql("dictionary_macros")).fetchall()
    parts += [f"\n## `{signature}` (table macro)\n\n{comment}\n" for signature, comment in macros]
    for (schema, table, kind, comment), columns in groupby(con.execute(sql("dictionary")).fetchall(), key=lambda row: row[:4]):
        parts.append(f"\n## `{schema}.{table}` ({kind})\n\n{comment}\n\n| column | type | meaning |\n|---|---|---|\n")
        parts += [f"| `{name}` | {_type(data_type)} | {_cell(text)} |\n" for *_, name, data_type, _, text in columns]
    return "".join(parts)


def generate() -> str:
    """Give the dictionary of the schema as it is in the files."""
    with duckdb.connect() as con:
        create(con)
        describe(con)
        return render(con)


def _type(name: str) -> str:
    return "list of STRUCT" if name.startswith("STRUCT") else name


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|")


if __name__ == "__main__":
    FILE.write_text(generate(), encoding="utf-8")
