"""Loading what panels join with: countries and their outlines, roles and place codes of the seeds, divisions, H3 cells of points."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from models.records import Place
from warehouse.cells import h3_cells
from warehouse.reference_rows import areas
from warehouse.store import sql

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
TABLES: dict[str, dict[str, str]] = {  # table of core → parameters of its query: files of the seeds
    "country": {"countries": "places/countries.csv", "country_codes": "places/country_codes.csv"},
    "country_cell": {"country_cells": "places/country_cells.csv"},
    "actor_role": {"roles": "actors/roles.csv"},
}
PCODES = "places/pcodes.csv"
Envelope = dict[str, object]


def load(con: duckdb.DuckDBPyConnection, places: Sequence[Place], seeds_version: str, envelope: Envelope) -> dict[str, int]:
    """Add what differs from the seeds (looked at only if their version is another), the divisions told, and the cells of new points.

    Gives the rows added, a table.
    """
    added: dict[str, int] = {}
    if con.execute(sql("loaded_seeds")).fetchone() != (seeds_version,):
        for table, files in TABLES.items():
            added[f"core.{table}"] = _changed(con, f"load_{table}", envelope | {name: str(SEEDS / file) for name, file in files.items()})
    if places:
        con.register("batch", areas(places))
        added["core.area"] = _changed(con, "load_area", envelope | {"pcodes": str(SEEDS / PCODES)})
    if points := con.execute(sql("new_points")).fetchall():
        con.register("batch", h3_cells(points))
        added["core.point_cell"] = _changed(con, "load_point_cell", envelope)
    if places or points:
        con.unregister("batch")
    return added


def _changed(con: duckdb.DuckDBPyConnection, query: str, parameters: Envelope) -> int:
    row = con.execute(sql(query), parameters).fetchone()
    return int(row[0]) if row else 0
