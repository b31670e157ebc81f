"""What contradicts: two tellings that cannot be of one happening, and groups of tellings that hold such two.

Each of the dimensions is compared by itself, so that a group needs to keep the distinct values of each only. `link_pairs.sql` judges
single pairs by the same rules.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from models.records import Count, Place, Side, Telling

DIVISIONS = ("country", "admin1", "district")
EARTH_KM = 6371.0
Sides = tuple[bool, Side, Side]
Tolls = tuple[Count | None, Count | None]


def sides_fit(one: Side, other: Side) -> bool:
    """Tell whether two roles may be filled by the same: one silent, an actor shared, kin, or a name that no table knows."""
    if not one.keys or not other.keys or one.keys & other.keys:
        return True
    return bool(one.camps & other.fits or other.camps & one.fits or not one.camps or not other.camps)


@lru_cache(maxsize=100_000)
def roles_fit(one: Sides, other: Sides) -> bool:
    """Tell whether who did it to whom fits; of mutual acts (talks, agreements) also the other way round if only that shares an actor."""
    (is_mutual, initiator, target), (_, second, third) = one, other
    is_straight = initiator.keys & second.keys or target.keys & third.keys
    if is_mutual and not is_straight and (initiator.keys & third.keys or target.keys & second.keys):
        second, third = third, second
    return sides_fit(initiator, second) and sides_fit(target, third)


def kilometres(one: Place, other: Place) -> float:
    """Give the distance of two points on a sphere (haversine)."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    half = sin(north / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=100_000)
def places_fit(one: Place, other: Place) -> bool:
    """Tell whether two places may be the same: one within the other, or of different kinds and no farther apart than their radii."""
    if one.place_id == other.place_id:
        return True
    if one.kind == other.kind:
        return False
    distance, kinds = kilometres(one, other), {one.kind, other.kind}
    if one.country and one.country == other.country:
        is_one_admin1 = one.admin1 is not None and one.admin1 == other.admin1
        if "country" in kinds or ("admin1" in kinds and is_one_admin1):
            return True
        if "district" in kinds and is_one_admin1 and one.admin2 is not None and one.admin2 == other.admin2:
            return True
    return distance <= one.radius_km + other.radius_km


def tolls_fit(one: Tolls, other: Tolls) -> bool:
    """Tell whether the figures of two tellings overlap; where one has none, they do."""
    return all(
        a is None or b is None or ((a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high))
        for a, b in zip(one, other, strict=True)
    )


class Group:
    """Tellings that are joined: the distinct values of each dimension."""

    __slots__ = ("apart", "earliest_end", "latest_start", "members", "modes", "places", "realities", "sides", "tolls")

    def __init__(self, telling: Telling, apart: frozenset[str] = frozenset()) -> None:
        self.members = [telling]
        self.apart = set(apart)
        self.realities = {telling.reality}
        self.modes = {telling.mode_class} - {None}
        self.places = {telling.place} if telling.place else set()
        self.sides: set[Sides] = {(telling.is_mutual, telling.initiator, telling.target)}
        self.latest_start = telling.first or dt.date.min
        self.earliest_end = telling.last or dt.date.max
        self.tolls: dict[str, set[Tolls]] = defaultdict(set)
        if telling.deaths or telling.injured:
            self.tolls[telling.article_id].add((telling.deaths, telling.injured))

    def contradicts(self, other: Group) -> bool:
        """Tell whether any telling of one group contradicts any of the other."""
        if self.realities != other.realities or len(self.modes | other.modes) > 1:
            return True
        if max(self.latest_start, other.latest_start) > min(self.earliest_end, other.earliest_end):
            return True
        if self.apart and any(m.mention_id in self.apart for m in other.members):
            return True
        small, large = sorted((self.tolls, other.tolls), key=len)
        return (
            any(not places_fit(a, b) for a in self.places for b in other.places)
            or any(not roles_fit(a, b) for a in self.sides for b in other.sides)
            or any(not tolls_fit(a, b) for article in small.keys() & large.keys() for a in small[article] for b in large[article])
        )

    def absorb(self, other: Group) -> None:
        """Take in all of another group."""
        self.members += other.members
        self.apart |= other.apart
        self.realities |= other.realities
        self.modes |= other.modes
        self.places |= other.places
        self.sides |= other.sides
        self.latest_start = max(self.latest_start, other.latest_start)
        self.earliest_end = min(self.earliest_end, other.earliest_end)
        for article, tolls in other.tolls.items():
            self.tolls[article] |= tolls

    @property
    def grade(self) -> tuple[int, int]:
        """Give the length of its most precise span, and the cell of that."""
        return min((_length(m), m.cell) for m in self.members)

    @property
    def is_precise(self) -> bool:
        """Tell whether its day and its place are known."""
        return any(m.is_day for m in self.members) and any(m.is_exact for m in self.members)


def _length(telling: Telling) -> int:
    return (telling.last - telling.first).days if telling.first and telling.last else 10**6
