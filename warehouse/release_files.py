"""The files of a release beside its database: CSV, Parquet by year, GeoParquet, GeoJSON, dictionary, notes on rights, panels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import panel
from warehouse.dictionary import render
from warehouse.store import sql

CSV = ("event", "claim", "toll", "coverage", "country_day", "admin1_month")
BY_YEAR = ("event", "event_all", "mention")
BATCH = 50_000  # rows held at a time
WKB_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
RIGHTS = """# Rights

The tables of this release are facts with short evidence: the sentence that tells of an event, and the title of its article. Sentences
and titles may be under copyright of their publishers; mind that before passing them on. Full texts are not in it.
Reference data: countries and outlines from Natural Earth (public domain), divisions and towns from GeoNames (CC BY 4.0).

| source | name | address | licence | note |
|---|---|---|---|---|
"""


def write(con: duckdb.DuckDBPyConnection, folder: Path, specs: Sequence[panel.Spec]) -> None:
    """Write all files out of the release database that is in use on the connection."""
    (folder / "DICTIONARY.md").write_text(render(con), encoding="utf-8")
    (folder / "csv").mkdir()
    (folder / "parquet").mkdir()
    for table in CSV:
        _run(con, "release_csv", table=table, file=str(folder / "csv" / f"{table}.csv"))
    for table in BY_YEAR:
        _run(con, "release_years", table=table, folder=str(folder / "parquet" / table))
    _write_geoparquet(con, folder / "events.parquet")
    _write_geojson(con, folder / "events.geojson")
    lines = ["| " + " | ".join(_cell(value) for value in row.values()) + " |\n" for row in rows(con, "release_sources")]
    (folder / "RIGHTS.md").write_text(RIGHTS + "".join(lines), encoding="utf-8")
    for spec in specs:
        panel.build(con, spec, folder / "panels" / spec.spec_id)


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """Give the rows of a query of ours."""
    found = con.execute(sql(query))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _run(con: duckdb.DuckDBPyConnection, query: str, **parameters: str) -> None:
    """Run the statement that a query makes."""
    row = con.execute(sql(query), parameters).fetchone()
    con.execute(row[0] if row else "")


def _write_geoparquet(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write events with their points as GeoParquet 1.1 (WKB); events without a point have no geometry."""
    column = {"encoding": "WKB", "geometry_types": ["Point"]}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    reader = con.execute(sql("release_points")).to_arrow_reader(BATCH)
    schema = reader.schema.append(pa.field("geometry", pa.binary())).with_metadata({"geo": json.dumps(geo)})
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for batch in reader:
            columns = [*batch.columns, _points(batch.column("longitude"), batch.column("latitude"))]
            file.write_batch(pa.record_batch(columns, schema=schema))


def _points(longitude: pa.Array, latitude: pa.Array) -> pa.Array:
    """Give points as WKB, NULL where there is none."""
    points = np.zeros(len(longitude), WKB_POINT)
    points["order"], points["kind"] = 1, 1
    points["x"], points["y"] = longitude.fill_null(0), latitude.fill_null(0)
    size = WKB_POINT.itemsize
    fixed = pa.Array.from_buffers(pa.binary(size), len(points), [None, pa.py_buffer(points.tobytes())])
    return pa.compute.if_else(longitude.is_valid(), fixed.cast(pa.binary()), pa.scalar(None, pa.binary()))


def _write_geojson(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    found = con.execute(sql("release_geojson"))
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        lead = ""
        while features := found.fetchmany(BATCH):
            file.write(lead + ",\n".join(feature for (feature,) in features))
            lead = ",\n"
        file.write("\n]}\n")


def _cell(value: object) -> str:
    return str("" if value is None else value).replace("|", "\\|").replace("\n", " ")
