"""The gazetteer as geopy sees it, and as the placing rules use it: look-ups over the SQLite index, with no network at all."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import pycountry
from filelock import FileLock
from geopy.adapters import BaseSyncAdapter
from geopy.exc import ConfigurationError, GeocoderQueryError, GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from models.gazetteer.build import build, fingerprint
from models.gazetteer.geometry import kilometres
from models.gazetteer.names import fold, loose
from models.gazetteer.search import Candidate, Query, parse, prior, search
from models.records import Place

CACHE = Path(__file__).resolve().parents[2] / ".cache"
_COLUMNS = "place_id, name, kind, country, admin1, admin2, latitude, longitude, radius_km, population, is_capital"
_LOOKUP = f"SELECT {_COLUMNS}, is_primary FROM name JOIN place ON place.id = name.place WHERE key = ?"  # noqa: S608 (constant columns)
_SIMILAR = f"SELECT {_COLUMNS}, 0 FROM loose JOIN place ON place.id = loose.place WHERE key = ?"  # noqa: S608
_NEAR = f"SELECT {_COLUMNS}, 1 FROM place WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"  # noqa: S608
_AREAS = (
    "SELECT place_id, name, kind, country, admin1, admin2, latitude, longitude, radius_km FROM place WHERE kind IN ('admin1', 'district')"
)
_SHOWN = "SELECT place_id, coord_source, aliases FROM place WHERE place_id = ?"


Elsewhere = Callable[[str, Collection[str]], tuple[Candidate, ...]]  # a name and countries (ISO alpha-3) to places


class NoNetworkAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """An HTTP adapter that refuses every request, so that no look-up can leave the machine."""

    def get_json(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        """Refuse."""
        raise GeocoderServiceError(f"the gazetteer is offline and does not fetch {url}")

    def get_text(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        """Refuse."""
        raise GeocoderServiceError(f"the gazetteer is offline and does not fetch {url}")


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy has no types
    """An offline geopy geocoder over our index. Open it with `Gazetteer.open()`; it may be used in one thread at a time."""

    def __init__(self, path: Path, *, own: Path | None = None, elsewhere: Elsewhere | None = None) -> None:
        """Open an index, and beside it that of the user's own places; `elsewhere` is asked for names that neither has."""
        super().__init__(timeout=None, adapter_factory=NoNetworkAdapter)
        self.path, self.elsewhere = path, elsewhere
        self._bases = [_connect(p) for p in (path, own) if p is not None]
        self.version = "+".join(b.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0] for b in self._bases)
        self._by_key = lru_cache(maxsize=32768)(self._select)

    @classmethod
    def open(cls, path: Path | None = None, *, own: Path | None = None, elsewhere: Elsewhere | None = None) -> Gazetteer:
        """Open an index, by default the checkout's own, which is built at first use (half a minute; other processes wait for it).

        `own` is the index of the user's own places (`models.gazetteer.own`); it need not be there.
        """
        own = own if own is not None and own.is_file() else None
        if path is not None:
            return cls(path, own=own, elsewhere=elsewhere)
        default = CACHE / f"gazetteer-{fingerprint()}.sqlite"
        if not default.is_file():
            CACHE.mkdir(parents=True, exist_ok=True)
            with FileLock(CACHE / "gazetteer.lock"):
                if not default.is_file():
                    build(default)
        return cls(default, own=own, elsewhere=elsewhere)

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Ask every index; where two know a place (by its id), the user's own row counts."""
        if len(self._bases) == 1:
            return self._bases[0].execute(query, values).fetchall()
        return list({row[0]: row for base in self._bases for row in base.execute(query, values)}.values())

    def _select(self, key: str) -> tuple[Candidate, ...]:
        found = [_candidate(row) for row in self._rows(_LOOKUP, (key,))]
        seats = {c.place.admin1 for c in found if c.place.kind == "city" and (c.is_primary or c.is_capital)}
        found = [replace(c, has_seat=True) if c.place.kind in {"admin1", "district"} and c.place.admin1 in seats else c for c in found]
        return tuple(sorted(found, key=prior, reverse=True))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Give every place of a name, in any spelling that folds alike, the likeliest first; an empty tuple for an unknown name."""
        return self._by_key(fold(name))

    def similar(self, name: str, countries: Collection[str]) -> tuple[Candidate, ...]:
        """Give the places in some countries (ISO alpha-3) of which an own name is another romanisation of this one, the likeliest first."""
        found = [c for c in map(_candidate, self._rows(_SIMILAR, (loose(name),))) if c.place.country in countries]
        return tuple(sorted(found, key=prior, reverse=True))

    def beyond(self, name: str, countries: Collection[str] = ()) -> tuple[Candidate, ...]:
        """Ask elsewhere for a name that no index has, within some countries if any are given; nothing if there is nobody to ask."""
        return self.elsewhere(name, countries) if self.elsewhere is not None else ()

    def sources(self, country: str | None = None) -> list[tuple[str, str, int]]:
        """Count the places by kind and source of their coordinates, in a country (ISO alpha-3) or all."""
        query = "SELECT kind, coord_source, count(*) FROM place WHERE ? IN ('', country) GROUP BY 1, 2 ORDER BY 1, 3 DESC"
        return [(kind, source, n) for base in self._bases for kind, source, n in base.execute(query, (country or "",))]

    def areas(self) -> tuple[Place, ...]:
        """Give every first-level division and district that the index has."""
        columns = ("place_id", "name", "kind", "country", "admin1", "admin2", "latitude", "longitude", "radius_km")
        return tuple(Place(**dict(zip(columns, row, strict=True))) for row in self._rows(_AREAS, ()))

    def find(self, query: Query) -> tuple[Candidate, ...]:
        """Give the places that fit a parsed query, best first (see `models.gazetteer.search`)."""
        return search(query, self.lookup)

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """Look up an address such as *Zabol, Iran* or *Bala Buluk district*; `country_codes` are ISO alpha-2 or alpha-3.

        Gives a `Location`, or a list of at most `limit` with `exactly_one=False`, or None where nothing fits. `timeout` is accepted
        for geopy's sake. An empty query or an unknown country code raises `GeocoderQueryError`.
        """
        if not isinstance(query, str) or not fold(query):
            raise GeocoderQueryError(f"the query must be the name of a place, not {query!r}")
        codes = frozenset(_alpha3(c) for c in ([country_codes] if isinstance(country_codes, str) else country_codes or ()))
        found = [c for c in self.find(parse(query, self.lookup)) if not codes or c.place.country in codes]
        if not found:
            return None
        return self.describe(found[0]) if exactly_one else [self.describe(c) for c in found[:limit]]

    def reverse(
        self, query: object, *, exactly_one: bool = True, limit: int | None = None, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """Give the towns nearest to a point (anything that `geopy.Point` takes), within 300 km, nearest first."""
        try:
            point = Point(query)
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(f"not a point: {query!r} ({error})") from error
        for degrees in (0.3, 1.0, 2.7):
            wide = min(180.0, degrees / max(0.05, math.cos(math.radians(point.latitude))))
            near = self.near(point.latitude, point.longitude, degrees, wide)
            if near:
                return self.describe(near[0]) if exactly_one else [self.describe(c) for c in near[:limit]]
        return None

    def districts(self, country: str) -> tuple[Place, ...]:
        """Give the districts of a country (ISO alpha-3)."""
        rows = self._rows(f"SELECT {_COLUMNS}, 1 FROM place WHERE country = ? AND kind = 'district'", (country,))  # noqa: S608
        return tuple(_candidate(row).place for row in rows)

    def divisions(self, country: str) -> tuple[Candidate, ...]:
        """Give the first-level divisions of a country (ISO alpha-3)."""
        rows = self._rows(f"SELECT {_COLUMNS}, 1 FROM place WHERE country = ? AND kind = 'admin1'", (country,))  # noqa: S608
        return tuple(map(_candidate, rows))

    def country(self, code: str) -> Place | None:
        """Give a country by its ISO alpha-3 code."""
        rows = self._rows(f"SELECT {_COLUMNS}, 1 FROM place WHERE country = ? AND kind = 'country'", (code,))  # noqa: S608
        return _candidate(rows[0]).place if rows else None

    def near(self, lat: float, lon: float, high: float, wide: float) -> list[Candidate]:
        """Give the towns in a box of ± `high` by ± `wide` degrees around a point, nearest first."""
        box = (lat - high, lat + high, lon - wide, lon + wide)
        found = [c for c in map(_candidate, self._rows(_NEAR, box)) if c.place.kind == "city"]
        return sorted(found, key=lambda c: kilometres(lat, lon, c.place.latitude, c.place.longitude))

    def describe(self, candidate: Candidate) -> Location:
        """Give a place as a geopy `Location`, with all that is known of it in `raw`."""
        place = candidate.place
        source, aliases = (self._rows(_SHOWN, (place.place_id,)) or [("", place.place_id.partition(":")[0], "")])[0][1:]
        country = pycountry.countries.get(alpha_3=place.country) if place.country else None
        parts = [
            place.name,
            place.admin1 if place.admin1 != place.name else None,
            country.name if country and place.kind != "country" else None,
        ]
        raw: dict[str, Any] = {
            "id": place.place_id, "name": place.name, "kind": place.kind, "country": place.country, "admin1": place.admin1,
            "admin2": place.admin2, "population": candidate.population, "radius_km": place.radius_km, "coord_source": source,
            "aliases": aliases.split("|") if aliases else [],
        }  # fmt: skip
        return Location(", ".join(p for p in parts if p), Point(place.latitude, place.longitude), raw)


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise ConfigurationError(f"no gazetteer index at {path}; open it with Gazetteer.open() or build it with models.gazetteer.build")
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _candidate(row: tuple[Any, ...]) -> Candidate:
    place = Place(
        place_id=row[0], name=row[1], kind=row[2], country=row[3], admin1=row[4], admin2=row[5],
        latitude=row[6], longitude=row[7], radius_km=row[8],
    )  # fmt: skip
    return Candidate(place, row[9], bool(row[11]), bool(row[10]))


def _alpha3(code: str) -> str:
    country = pycountry.countries.get(alpha_2=code.upper()) or pycountry.countries.get(alpha_3=code.upper())
    if country is None and code.upper() not in {"XK", "XKX"}:
        raise GeocoderQueryError(f"no ISO 3166 country {code!r}; give alpha-2 or alpha-3 codes")
    return country.alpha_3 if country else "XKX"
