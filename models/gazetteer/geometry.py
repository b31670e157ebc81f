"""Distances and centres on a sphere, for the many small sums of building and ranking (geopy's geodesic costs 125 µs a pair)."""

from __future__ import annotations

import math
from collections.abc import Sequence

EARTH_KM = 6371.0088  # mean radius, IUGG


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give the great-circle distance in km between two points in degrees (within 0.3 % of the geodesic)."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def centre(points: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Give the weighted mean of (lat, lon, weight) points on the sphere, so that towns on both sides of 180° do not meet at 0°."""
    x = y = z = 0.0
    for lat, lon, weight in points:
        p, q = math.radians(lat), math.radians(lon)
        x, y, z = x + weight * math.cos(p) * math.cos(q), y + weight * math.cos(p) * math.sin(q), z + weight * math.sin(p)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4)


def spread(lat: float, lon: float, points: Sequence[tuple[float, float, float]], *, share: float = 0.9) -> float:
    """Give the distance in km from a centre within which `share` of the points lie."""
    far = sorted(kilometres(lat, lon, p[0], p[1]) for p in points)
    return far[min(len(far) - 1, int(share * len(far)))]
