"""H3 cells of points: which cell a point lies in, and whether the whole circle of its radius does."""

from __future__ import annotations

import math
from collections.abc import Iterable

import h3
import pyarrow as pa

RESOLUTIONS = (3, 4, 5)
_BEARINGS = tuple(math.radians(45 * n) for n in range(8))
_EARTH_KM = 6371.0088
SCHEMA = pa.schema(
    {
        "latitude": pa.float64(),
        "longitude": pa.float64(),
        "radius_km": pa.float64(),
        "h3_resolution": pa.int32(),
        "h3_id": pa.string(),
        "is_whole": pa.bool_(),
    }
)


def h3_cells(points: Iterable[tuple[float, float, float]]) -> pa.Table:
    """Give the H3 cells of distinct points (latitude, longitude, radius in km): a row a point and resolution, as `core.point_cell`.

    `is_whole` holds if eight points on the circle of the radius lie in the cell of its middle.
    """
    found: list[dict[str, object]] = []
    for latitude, longitude, radius in points:
        circle = [_there(latitude, longitude, radius, bearing) for bearing in _BEARINGS]
        for resolution in RESOLUTIONS:
            cell = h3.latlng_to_cell(latitude, longitude, resolution)
            whole = all(h3.latlng_to_cell(*point, resolution) == cell for point in circle)
            values = (latitude, longitude, radius, resolution, cell, whole)
            found.append(dict(zip(SCHEMA.names, values, strict=True)))
    return pa.Table.from_pylist(found, schema=SCHEMA)


def _there(latitude: float, longitude: float, kilometres: float, bearing: float) -> tuple[float, float]:
    """Give the point that lies so far away in that direction (radians from north), on a sphere."""
    arc, north = kilometres / _EARTH_KM, math.radians(latitude)
    reached = math.asin(math.sin(north) * math.cos(arc) + math.cos(north) * math.sin(arc) * math.cos(bearing))
    turn = math.atan2(math.sin(bearing) * math.sin(arc) * math.cos(north), math.cos(arc) - math.sin(north) * math.sin(reached))
    return math.degrees(reached), (longitude + math.degrees(turn) + 540) % 360 - 180
