"""Structured look-ups: the words of an address parsed into a name, its kind and its containers, and places ranked against them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from models.gazetteer.names import fold
from models.records import Place, PlaceKind

Lookup = Callable[[str], tuple["Candidate", ...]]

# words that tell what a name is; `county` and `district` also stand for the seat of that name, if nothing else is known
_KINDS: tuple[tuple[str, tuple[PlaceKind, ...]], ...] = (
    ("province provinces governorate oblast state wilayat velayat ostan prefecture voivodeship republic krai", ("admin1",)),
    ("wilaya department département departement zone canton territory", ("admin1", "district", "region")),
    (
        "district districts county agency tehsil subdistrict sub-district municipality commune subdivision woreda raion rayon lga cercle"
        " locality constituency division parish upazila arrondissement groupement",
        ("district", "city", "admin1"),
    ),
    ("city town village neighborhood neighbourhood suburb township settlement hamlet", ("city",)),
    ("area region valley peninsula plains", ("region", "district", "admin1", "city")),
    ("prison dam crossing airport airbase airfield base camp checkpoint", ("site", "city")),
    ("river sea lake gulf strait ocean canal", ("water",)),
)
KIND_WORDS: dict[str, frozenset[PlaceKind]] = {word: frozenset(kinds) for words, kinds in _KINDS for word in words.split()}
_OF = re.compile(r"^(?:the )?(\w+) of (.+)$", re.IGNORECASE)
_TAIL = re.compile(r"^(.+?) (\w+)$")
_KIND_PRIOR: dict[PlaceKind, float] = {
    "country": 4.0,
    "region": 7.0,
    "water": 7.0,
    "site": 6.5,
    "admin1": -0.6,
    "city": 0.0,
    "district": -1.0,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; `is_primary` is False where it is only an alternate name of it."""

    place: Place
    population: int
    is_primary: bool
    is_capital: bool = False
    has_seat: bool = False  # a division of which a town bears the same name: the bare name means the town


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for: a name, the kinds that its kind word allows (empty: any), and where it must lie."""

    name: str
    kinds: frozenset[PlaceKind] = frozenset()
    countries: frozenset[str] = frozenset()
    admin1: frozenset[str] = frozenset()  # folded names of first-level divisions
    admin2: frozenset[str] = frozenset()


def prior(candidate: Candidate) -> float:
    """Score a candidate with no context, in powers of ten of population: an own name is worth 2.5 of them over an alternate one.

    The weights order the ambiguous names of the tests (*Islamabad*, *Mashhad*, *Herat* as city before province); they are not fitted.
    """
    size = math.log10(candidate.population + 10)
    return (
        size
        + (2.5 if candidate.is_primary else 0.0)
        + (1.5 if candidate.is_capital else 0.0)
        + _KIND_PRIOR[candidate.place.kind]
        - (1.5 if candidate.has_seat else 0.0)
    )


def split_kind(name: str) -> tuple[str, frozenset[PlaceKind]]:
    """Take the kind word off a name: *Farah Province* → (*Farah*, admin1); *the city of Herat* → (*Herat*, city)."""
    if (match := _OF.match(name)) and (kinds := KIND_WORDS.get(match[1].lower())):
        return match[2], kinds
    if (match := _TAIL.match(name)) and (kinds := KIND_WORDS.get(match[2].lower())):
        return match[1], kinds
    return name, frozenset()


def parse(address: str, lookup: Lookup) -> Query:
    """Read an address written small to large with commas; parts after the first that name a country or a division narrow the search."""
    first, *rest = [part.strip() for part in address.split(",") if part.strip()]
    bare, kinds = split_kind(first)
    if kinds and not lookup(bare):
        bare, kinds = (first, frozenset()) if lookup(first) else (bare, kinds)
    countries: set[str] = set()
    admin1: set[str] = set()
    for part in rest:
        name, _ = split_kind(part)
        for candidate in lookup(name) or lookup(part):
            place = candidate.place
            if place.kind == "country" and place.country:
                countries.add(place.country)
            elif place.kind == "admin1" and place.admin1:
                admin1.add(fold(place.admin1))
    return Query(name=bare, kinds=kinds, countries=frozenset(countries), admin1=frozenset(admin1))


def fits(candidate: Candidate, query: Query) -> bool:
    """Tell whether a place lies in one of the asked countries and divisions (a place with no division recorded may lie in any)."""
    place = candidate.place
    if query.countries and place.country not in query.countries:
        return False
    if query.admin1 and place.kind != "country" and place.admin1 is not None and fold(place.admin1) not in query.admin1:
        return False
    return not (query.admin1 and place.kind == "country")


def search(query: Query, lookup: Lookup) -> tuple[Candidate, ...]:
    """Rank the places of a name that fit: the kind word first, then the prior. A kind word that fits none is not held against the name."""
    found = [c for c in lookup(query.name) if fits(c, query)]
    right = [c for c in found if not query.kinds or c.place.kind in query.kinds]
    return tuple(sorted(right or found, key=lambda c: (_kind_rank(c, query), prior(c)), reverse=True))


def _kind_rank(candidate: Candidate, query: Query) -> int:
    if not query.kinds:
        return 0
    return 2 if candidate.place.kind in query.kinds and (candidate.place.kind != "city" or len(query.kinds) == 1) else 1
