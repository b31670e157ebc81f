"""Look-ups in bulk: `{"id", "where", "adm2", "adm1", "country"}` to a point, with the nearest thing that is known and its radius."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from models.gazetteer import Candidate, Gazetteer, fold
from models.gazetteer.search import Lookup, Query, search, split_kind
from models.placing.words import successors

_NEAR = re.compile(
    r"\b(?:near|outside|around|close to|vicinity of|area of|between|"
    r"\d+\s*(?:km|kilomet\w+|miles?)\s+\w+\s+of|(?:north|south|east|west)\w*\s+of)\s+",
    re.IGNORECASE,
)
_ELSEWHERE = 0.5  # trust in the answer of a geocoder on the network
_PARTS = re.compile(r"\s*(?:,|;|\(|\)|/|\s[-–—]\s)\s*")


def locate(query: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    """Place one question. Tries `where`, then `adm2`, then `adm1`, each within what the coarser fields allow; `lat` is None if none fits.

    A country alone is never given as the point of an unknown town. Unknown keys are ignored; a question that is no object raises TypeError.
    """
    if not isinstance(query, dict):
        raise TypeError(f"a question is an object with where, adm2, adm1 and country, not {type(query).__name__}")
    countries = _countries(query.get("country"), gazetteer)
    admin1 = _divisions(query.get("adm1"), countries, gazetteer)
    for field, trust in (("where", 0.9), ("adm2", 0.7), ("adm1", 0.6)):
        for name, kinds in _names(query.get(field)):
            found = _best(name, kinds, countries, admin1, gazetteer)
            if found is not None and not (found.place.kind == "country" and field != "where"):
                return _answer(query, found, trust)
        if field == "where" and query.get(field) and (asked := gazetteer.beyond(str(query[field]), countries)):
            return _answer(query, asked[0], _ELSEWHERE)
    return _answer(query, None, 0.0)


def locate_lines(lines: Iterable[str], gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """Place questions line by line (JSON objects); a bad line gives `{"id": None, "line": n, "error": …}` and the rest go on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield locate(json.loads(line), gazetteer)
        except (json.JSONDecodeError, TypeError) as error:
            yield {"id": None, "line": number, "error": str(error)}


def _countries(text: str | None, gazetteer: Gazetteer) -> frozenset[str]:
    codes: set[str] = set()
    for part in [text or "", *_PARTS.split(text or "")]:
        codes |= {c.place.country for c in gazetteer.lookup(part) if c.place.kind == "country" and c.place.country}
    return frozenset(codes).union(*(successors().get(code, frozenset()) for code in codes))


def _divisions(text: str | None, countries: frozenset[str], gazetteer: Gazetteer) -> frozenset[str]:
    for name, _ in _names(text):
        names = {
            c.place.admin1 for c in gazetteer.lookup(name) if c.place.kind == "admin1" and (not countries or c.place.country in countries)
        }
        if names:
            return frozenset(fold(n) for n in names if n)
    return frozenset()


def _names(text: str | None) -> Iterator[tuple[str, frozenset[Any]]]:
    """Yield what may be a name in a free text: whole, without its kind word, its parts, what follows *near* or *10 km north of*."""
    if not text:
        return
    seen: set[str] = set()
    tries = [text, *_PARTS.split(text)]
    tries += [piece for t in tries for piece in _NEAR.split(t)[1:]]
    tries += [t.split(" and ")[0] for t in tries if " and " in t]
    for one in tries:
        bare, kinds = split_kind(one.strip())
        for name, kind in ((bare, kinds), (one.strip(), frozenset[Any]())):
            if fold(name) and (fold(name) + str(sorted(kind))) not in seen:
                seen.add(fold(name) + str(sorted(kind)))
                yield name, kind


def _best(name: str, kinds: frozenset[Any], countries: frozenset[str], admin1: frozenset[str], gazetteer: Gazetteer) -> Candidate | None:
    def alike(key: str) -> tuple[Candidate, ...]:
        return gazetteer.similar(key, countries)

    steps: list[tuple[frozenset[str], Lookup]] = [(admin1, gazetteer.lookup)]
    if countries:
        steps.append((admin1, alike))
    if admin1:
        steps.append((frozenset(), gazetteer.lookup))
    for divisions, lookup in steps:
        found = search(Query(name=name, kinds=kinds, countries=countries, admin1=divisions), lookup)
        if found and (not kinds or found[0].place.kind in kinds):
            return found[0]
    return None


def _answer(query: dict[str, Any], found: Candidate | None, confidence: float) -> dict[str, Any]:
    place = found.place if found else None
    return {
        "id": query.get("id"), "lat": place.latitude if place else None, "lon": place.longitude if place else None,
        "name": place.name if place else None, "kind": place.kind if place else None, "country": place.country if place else None,
        "admin1": place.admin1 if place else None, "radius_km": place.radius_km if place else None,
        "gazetteer_id": place.place_id if place else None, "confidence": confidence if place else 0.0,
    }  # fmt: skip
