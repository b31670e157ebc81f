"""Which place each name means: containment phrases, kind words, the countries of the text, size, and one sense a document."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from models.gazetteer import Candidate, Gazetteer, fold
from models.gazetteer.geometry import centre, kilometres, spread
from models.gazetteer.search import KIND_WORDS, prior
from models.placing.accept import DIRECTIONS
from models.placing.agency import is_location
from models.placing.recognise import Found, recognise
from models.placing.words import demonyms, group
from models.records import Place, PlaceMention

# points are powers of ten of population: containment outweighs any size, a kind word nearly so; context decides between like-sized towns
_WITHIN, _KIND, _COUNTRY, _DIVISION = 7.0, 5.0, 3.0, 1.0
_DWARFED = 20  # times as many people as a namesake abroad
_OWN_KIND = 6.5  # a district is what *X district* names, and the town of that name only if there is none
_KM_A_DEGREE = 111.195  # of latitude, on a sphere of the mean radius
_TOWN_KM = 60.0  # a town's own surroundings
_GAP = frozenset({",", "(", "[", "in", "of", "a", "the", "an", "'s", "’s", "and"})
_NOUN_GAP = frozenset(
    {"city", "town", "village", "district", "province", "capital", "region", "area", "county", "state", "port", "suburb", "part"}
)


def find_places(doc: Doc, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Give every place name of a text, resolved; `place` is None where the name is not locatable (never its country in its stead)."""
    found = recognise(doc, gazetteer)
    _link_containers(doc, found)
    countries = _countries(doc, [one for one in found if not _is_common(one)])
    found = [one for one in found if not _is_common(one) or any(c.place.country in countries for c in one.candidates)]
    for one in found:  # another romanisation, in a country that the text speaks of
        one.candidates = one.candidates or gazetteer.similar(one.name, countries) or gazetteer.beyond(one.name, countries)
    groups: dict[tuple[str, bool], list[Found]] = defaultdict(list)
    for one in found:
        groups[fold(one.name), bool(one.kinds)].append(one)
    ranked = {key: _rank(group, countries) for key, group in groups.items()}
    divisions = Counter(r[0][1].place.admin1 for r in ranked.values() if r and r[0][1].place.kind != "country")
    for key, scores in ranked.items():
        ranked[key] = _with_neighbours(scores, divisions)
    return tuple(_mention(doc, one, ranked[fold(one.name), bool(one.kinds)], gazetteer) for one in found)


def _is_common(one: Found) -> bool:
    """A name of common words alone (*Western District*, *Central*): a place only in a country that the text speaks of."""
    if one.candidates and one.candidates[0].is_primary and one.candidates[0].place.kind in {"country", "region", "water"}:
        return False
    return all(w in group("nowhere") or w in KIND_WORDS or w in DIRECTIONS for w in one.name.lower().split())


def _link_containers(doc: Doc, found: Sequence[Found]) -> None:
    """Note which name lies in which: *X, Y* · *X, a city in Y* · *X district of Y* · *Y's X*."""
    for left, right in pairwise(found):
        gap = [t for t in doc[left.end : right.start] if not t.is_space]
        words = [t.lower_ for t in gap]
        if len(gap) > 8 or not gap:
            continue
        loose = sum(w not in _GAP and w not in _NOUN_GAP and w not in demonyms() for w in words)
        if words[0] in {"'s", "’s"}:
            if loose <= 1 and "," not in words:
                right.containers.append(left)
        elif _says_in(words, loose):
            left.containers.append(right)
    for one in found:
        for outer in tuple(one.containers):
            one.containers += [o for o in outer.containers if o is not one and o not in one.containers]
        for outer in one.containers:
            outer.parts.append(one)


def _says_in(words: Sequence[str], loose: int) -> bool:
    """Tell whether the words between two names say that the first lies in the second."""
    if "and" in words:
        return False
    if list(words) == [","]:
        return True
    if not loose:
        return "in" in words or "of" in words or words[0] in {"(", "["}
    return loose == 1 and len(words) <= 6 and "in" in words and words[0] in {",", "("}


def _countries(doc: Doc, found: Sequence[Found]) -> Counter[str]:
    """Count the countries that a text speaks of, by name and by demonym."""
    seen: Counter[str] = Counter()
    for one in found:
        if one.candidates and one.candidates[0].place.country and _is_plain(one.candidates):
            seen[one.candidates[0].place.country] += 1
    for token in doc:
        if (country := demonyms().get(token.lower_)) and token.text[0].isupper():
            seen[country] += 1
    return seen


def _is_plain(candidates: Sequence[Candidate]) -> bool:
    """Tell whether a name says a country by itself: it is one, a capital, or dwarfs its namesakes abroad."""
    first = candidates[0]
    if first.place.kind == "country" or first.is_capital:
        return True
    return all(c.place.country == first.place.country or c.population * _DWARFED < first.population for c in candidates[1:])


def _rank(group: Sequence[Found], countries: Counter[str]) -> list[tuple[float, Candidate]]:
    kinds = frozenset(k for one in group for k in one.kinds)
    total = sum(countries.values()) or 1
    scored = []
    for candidate in group[0].candidates:
        place = candidate.place
        score = prior(candidate)
        if kinds:
            score += _KIND if place.kind in kinds else -_KIND
            score += _OWN_KIND if place.kind in kinds - {"city"} and len(kinds) > 1 and "region" not in kinds else 0.0
        if place.country and place.kind != "country" and countries[place.country]:
            score += _COUNTRY * (0.4 + 0.6 * countries[place.country] / total)
        score += max((_agreement(candidate, one) for one in group), default=0.0)
        scored.append((score, candidate))
    scored.sort(key=lambda pair: -pair[0])
    return scored


def _agreement(candidate: Candidate, one: Found) -> float:
    """Score containment: every container of which a reading holds the candidate counts; one that can't hold it counts against it."""
    score = 0.0
    for outer in one.containers:
        readings = outer.candidates[:8]
        if any(holds(r.place, candidate.place) for r in readings):
            score += _WITHIN
        elif readings and candidate.place.kind != "country":
            score -= _WITHIN / 2
    for inner in one.parts:
        if any(holds(candidate.place, c.place) and c.is_primary for c in inner.candidates[:8]):
            score += _WITHIN * (0.6 if candidate.place.kind == "city" else 1.0)
    return score


def holds(outer: Place, inner: Place) -> bool:
    """Tell whether a place can lie in another by their recorded parents."""
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    if outer.country and inner.country != outer.country:
        return False
    if outer.kind == "admin1":
        return inner.kind not in {"country", "admin1"} and inner.admin1 == outer.admin1
    if outer.kind == "region":
        return inner.kind != "region" and kilometres(outer.latitude, outer.longitude, inner.latitude, inner.longitude) <= outer.radius_km
    if inner.kind not in {"city", "site", "district"} or inner.admin1 != outer.admin1 or outer.place_id == inner.place_id:
        return False
    return outer.kind == "district" or kilometres(outer.latitude, outer.longitude, inner.latitude, inner.longitude) <= _TOWN_KM


def _with_neighbours(scores: list[tuple[float, Candidate]], divisions: Counter[str | None]) -> list[tuple[float, Candidate]]:
    if len(scores) < 2:
        return scores
    lifted = [(s + (_DIVISION if c.place.admin1 and divisions[c.place.admin1] > (c is scores[0][1]) else 0.0), c) for s, c in scores]
    return sorted(lifted, key=lambda pair: -pair[0])


def _mention(doc: Doc, one: Found, scores: list[tuple[float, Candidate]], gazetteer: Gazetteer) -> PlaceMention:
    span = doc[one.start : one.end]
    place = scores[0][1].place if scores else None
    confidence = 0.0
    if place is not None:
        margin = scores[0][0] - scores[1][0] if len(scores) > 1 else 2.0
        confidence = round(0.98 / (1 + 10 ** (-max(0.0, margin))), 3)
        place = _moved(doc, one, place, gazetteer)
        if one.is_in_town:
            place = dataclasses.replace(
                place, place_id=f"{place.place_id}/{fold(span.text).replace(' ', '-')}", name=span.text, kind="site"
            )
    return PlaceMention(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        place=place,
        is_location=is_location(span, place),
        confidence=confidence,
        runners_up=tuple(c.place.place_id for _, c in scores[1:4]),
    )


def _moved(doc: Doc, one: Found, place: Place, gazetteer: Gazetteer) -> Place:
    """Apply a direction: a part of a country (*northern X*), or a point so far from a town (*30 km north of X*)."""
    if one.direction is None:
        return place
    if one.offset_km is not None:
        north, east = one.direction
        step = one.offset_km / (math.hypot(north, east) or 1.0) / _KM_A_DEGREE
        return dataclasses.replace(
            place,
            place_id=f"{place.place_id}+{one.offset_km:.0f}km{north:+d}{east:+d}",
            name=f"{one.offset_km:.0f} km {doc[one.start - 2].lower_} of {place.name}",
            kind="site",
            latitude=round(place.latitude + north * step, 4),
            longitude=round(place.longitude + east * step / math.cos(math.radians(place.latitude)), 4),
            radius_km=round(max(10.0, place.radius_km, 0.3 * one.offset_km), 1),
        )
    prefixed = one.end - one.start > 1 and doc[one.start].text[0].islower()
    return part_of(place, one.direction, gazetteer, words=doc[one.start : one.end].text) if place.kind == "country" and prefixed else place


def part_of(country: Place, direction: tuple[int, int], gazetteer: Gazetteer, *, words: str) -> Place:
    """Give a part of a country (*northern X*) as a region: the centre and spread of the third of its divisions furthest that way."""
    parts = [c.place for c in gazetteer.divisions(country.country or "")]
    if len(parts) < 3:
        return country
    slope = math.cos(math.radians(country.latitude))
    mid_lat, mid_lon = sum(p.latitude for p in parts) / len(parts), sum(p.longitude for p in parts) / len(parts)

    def reach(place: Place) -> float:
        up, right = place.latitude - mid_lat, (place.longitude - mid_lon) * slope
        return direction[0] * up + direction[1] * right if any(direction) else -math.hypot(up, right)

    chosen = sorted(parts, key=reach, reverse=True)[: max(2, len(parts) // 3)]
    points = [(p.latitude, p.longitude, 1.0) for p in chosen]
    lat, lon = centre(points)
    radius = round(max(80.0, spread(lat, lon, points) + 50.0))
    return Place(
        place_id=f"khabar:part.{country.country}.{words.split(maxsplit=1)[0].lower()}",
        name=words,
        kind="region",
        country=country.country,
        admin1=None,
        latitude=lat,
        longitude=lon,
        radius_km=float(radius),
    )
