"""Places from outside: GeoNames dumps and tables of one's own, read row by row within limits; what can't be read is told."""

from __future__ import annotations

import csv
import math
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, get_args

import pycountry

from models.gazetteer.names import fold
from models.gazetteer.sources import Entry, town_radius
from models.records import PlaceKind

MAX_BYTES = 8_000_000_000  # unpacked: allCountries.txt is 1.7 GB
MAX_RATIO = 40  # unpacked to packed: GeoNames' own text packs to a quarter, a bomb to a thousandth
MAX_LINE = 200_000  # characters; the longest row of GeoNames has 12,000
_MAX_TABLE = 500_000_000  # bytes of a table of one's own
_SHOWN = 20
_COLUMNS = 19  # of a row of the dump, see GeoNames' readme.txt
# feature class and code of GeoNames to our kinds and the radius in km of what has no population; other classes are passed over
_CODES: dict[str, tuple[PlaceKind, float]] = {"ADM1": ("admin1", 150.0), "ADM2": ("district", 40.0), "ADM3": ("district", 25.0)}
_CLASSES: dict[str, tuple[PlaceKind, float]] = {
    "P": ("city", 5.0), "S": ("site", 2.0), "H": ("water", 30.0), "T": ("region", 30.0), "L": ("region", 30.0),
}  # fmt: skip
TABLE_COLUMNS = ("name", "kind", "country", "admin1", "admin2", "latitude", "longitude", "radius_km", "population", "aliases", "id")


class DumpError(ValueError):
    """A file that is no dump or table, or breaks the limits; the message says which and what to do."""


@dataclass
class Outcome:
    """What became of the rows of a file: how many were taken, passed over by class, or bad with line and reason (the first twenty)."""

    n_taken: int = 0
    n_passed: int = 0
    n_bad: int = 0
    bad: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def spoil(self, line: int, reason: str) -> None:
        """Note a bad row."""
        self.n_bad += 1
        if len(self.bad) < _SHOWN:
            self.bad.append(f"line {line}: {reason}")

    def take(self, entry: Entry) -> Entry:
        """Count a row that was taken."""
        self.n_taken += 1
        self.kinds[entry.kind] += 1
        return entry


def geonames(path: Path, outcome: Outcome, *, divisions: Mapping[tuple[str, str], str]) -> Iterator[Entry]:
    """Yield the places of a GeoNames dump, `XX.zip`, `allCountries.zip` or the text in it, as a stream.

    `divisions` gives the names of first-level divisions by ISO alpha-3 and GeoNames code. A file that is no dump raises DumpError.
    """
    for line, text in _lines(path):
        try:
            entry = _geonames_row(text, path.stem, divisions)
        except ValueError as error:
            outcome.spoil(line, str(error))
            if outcome.n_taken == 0 and outcome.n_bad == 100:
                raise DumpError(f"{path}: no GeoNames dump: its first hundred rows can't be read ({outcome.bad[0]})") from error
            continue
        if entry is None:
            outcome.n_passed += 1
        else:
            yield outcome.take(entry)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        if not zipfile.is_zipfile(path):
            if path.suffix.lower() == ".zip":
                raise DumpError(f"{path}: no zip archive, or a broken one; fetch it again")
            with path.open("rb") as raw:
                yield from _bounded(raw, path, MAX_BYTES)
            return
        with zipfile.ZipFile(path) as archive:
            member = _member(archive, path)
            with archive.open(member) as raw:
                yield from _bounded(raw, path, min(MAX_BYTES, max(1_000_000, member.compress_size * MAX_RATIO)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DumpError(f"{path}: the archive can't be read ({error}); fetch it again") from error


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Give the one text of a dump that holds places. Nothing is unpacked to disk, so that names of members lead nowhere."""
    found = [m for m in archive.infolist() if m.filename.lower().endswith(".txt") and m.filename.lower() != "readme.txt"]
    if len(found) != 1:
        raise DumpError(f"{path}: a dump holds one text of places, this archive {len(found)}; get XX.zip or allCountries.zip of GeoNames")
    if found[0].flag_bits & 1:
        raise DumpError(f"{path}: the archive is encrypted; GeoNames' own are not")
    return found[0]


def _bounded(raw: IO[bytes], path: Path, limit: int) -> Iterator[tuple[int, str]]:
    n_bytes = number = 0
    while line := raw.readline(MAX_LINE + 1):
        number += 1
        n_bytes += len(line)
        if len(line) > MAX_LINE or n_bytes > limit:
            raise DumpError(f"{path}, line {number}: over the limit of {MAX_LINE:,} bytes a line and {limit:,} in all; no dump is so large")
        yield number, line.decode("utf-8", errors="replace").rstrip("\r\n")


def _geonames_row(text: str, source: str, divisions: Mapping[tuple[str, str], str]) -> Entry | None:
    cells = text.split("\t")
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns where a dump has {_COLUMNS}")
    number, name, latin, others, lat, lon, feature, code, alpha2, _, admin1 = cells[:11]
    kind, radius = _CODES.get(code, _CLASSES.get(feature, (None, 0.0)))
    if kind is None:
        return None
    country = pycountry.countries.get(alpha_2=alpha2) if alpha2 else None
    country_code = country.alpha_3 if country else "XKX" if alpha2 == "XK" else None
    latitude, longitude = _point(lat, lon)
    population = int(cells[14] or 0)
    division = divisions.get((country_code or "", admin1))
    alternates = tuple(n for n in others.split(",") if n and any("a" <= c <= "z" for c in n.lower()) and not (n.isupper() and len(n) <= 4))
    return Entry(
        place_id=f"geonames:{int(number)}",
        names=tuple(dict.fromkeys(n for n in (name, latin) if fold(n))) or _nameless(),
        kind=kind,
        country=country_code,
        admin1=name if kind == "admin1" else division,
        admin2=name if kind == "district" else None,
        latitude=latitude,
        longitude=longitude,
        radius_km=town_radius(population) if kind == "city" else radius,
        coord_source=f"GeoNames dump {source}",
        population=population,
        alternates=alternates,
        is_capital=code == "PPLC",
    )


def _nameless() -> tuple[str, ...]:
    raise ValueError("no name")


def _point(lat: str, lon: str) -> tuple[float, float]:
    latitude, longitude = float(lat), float(lon)
    if not (math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError(f"no point on the earth: {lat}, {lon}")
    return latitude, longitude


def table(path: Path, outcome: Outcome) -> Iterator[Entry]:
    """Yield the places of a CSV of one's own, as a stream.

    Its columns are name, latitude, longitude, and any of kind (site), country (ISO alpha-2 or -3), admin1, admin2, radius_km (5),
    population, aliases (`a|b`), id. An unknown column or a missing one raises DumpError.
    """
    with path.open("rb") as raw:
        rows = csv.DictReader((line.removeprefix("\ufeff") + "\n" for _, line in _bounded(raw, path, _MAX_TABLE)), strict=True)
        _check_header(rows.fieldnames or (), path)
        try:
            for row in rows:
                try:
                    entry = _table_row(row, path.stem)
                except ValueError as error:
                    outcome.spoil(rows.line_num, str(error))
                else:
                    yield outcome.take(entry)
        except csv.Error as error:
            raise DumpError(f"{path}, line {rows.line_num}: no CSV ({error})") from error


def _check_header(names: Iterable[str], path: Path) -> None:
    found = set(names)
    missing, unknown = {"name", "latitude", "longitude"} - found, found - set(TABLE_COLUMNS)
    if missing or unknown:
        wrong = f"no column {', '.join(sorted(missing))}" if missing else f"unknown column {', '.join(sorted(map(str, unknown)))}"
        raise DumpError(f"{path}: {wrong}; the columns are {', '.join(TABLE_COLUMNS)}")


def _table_row(row: Mapping[str, str | None], source: str) -> Entry:
    cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str) and not isinstance(value, list)}
    name = cells.get("name", "")
    if not fold(name) or None in row:
        raise ValueError("no name, or more cells than the header has")
    kind = cells.get("kind") or "site"
    if kind not in get_args(PlaceKind):
        raise ValueError(f"kind {kind!r} is none of {', '.join(get_args(PlaceKind))}")
    latitude, longitude = _point(cells["latitude"], cells["longitude"])
    radius = float(cells.get("radius_km") or 5)
    if not 0 < radius <= 10_000:
        raise ValueError(f"radius_km {radius} is not within 0 and 10,000")
    return Entry(
        place_id=f"own:{cells.get('id') or f'{source}.{fold(name)}.{latitude:.3f}.{longitude:.3f}'.replace(' ', '-')}",
        names=(name,),
        kind=kind,  # type: ignore[arg-type]  # checked above
        country=_country(cells.get("country", "")),
        admin1=cells.get("admin1") or None,
        admin2=cells.get("admin2") or None,
        latitude=latitude,
        longitude=longitude,
        radius_km=radius,
        coord_source=f"own table {source}",
        population=int(cells.get("population") or 0),
        alternates=tuple(a.strip() for a in cells.get("aliases", "").split("|") if a.strip()),
    )


def _country(code: str) -> str | None:
    if not code:
        return None
    found = pycountry.countries.get(alpha_3=code.upper()) or pycountry.countries.get(alpha_2=code.upper())
    if found is None and code.upper() not in {"XK", "XKX"}:
        raise ValueError(f"no ISO 3166 country {code!r}")
    return found.alpha_3 if found else "XKX"
