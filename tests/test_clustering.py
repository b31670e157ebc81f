"""Clustering: which tellings are joined, and what is never joined."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from factory_records import AFGHANISTAN, DAY, HERAT
from hypothesis import given
from hypothesis import strategies as st

from models.linking import cluster
from models.linking.telling import Group
from models.records import Count, Pair, Place, Side, Telling

NEXT = DAY + dt.timedelta(days=1)
KABUL = replace(HERAT, place_id="test:kabul", name="Kabul", admin1="Kabul", latitude=34.5, longitude=69.2)
PROVINCE = replace(HERAT, place_id="test:herat-province", kind="admin1", radius_km=150)
MOSQUE = replace(HERAT, place_id="test:mosque", kind="site", radius_km=1, admin1=None)


def side(name: str, camp: str | None = None, *kin: str) -> Side:
    return Side(frozenset({name}), frozenset({camp or name}), frozenset({camp or name, *kin}))


REBELS, ARMY, POLICE = (
    side("rebels", "armed rebels", "armed *"),
    side("army", "state AFG", "state *"),
    side("police", "state AFG", "state *"),
)
GUNMEN, ADMIRAL = side("gunmen", "armed *"), side("admiral", "state IRN", "state *")
NAMED = Side(frozenset({"mr. x"}))


def telling(name: str, **changes: Any) -> Telling:
    """A precise telling; its cell is its span."""
    made = Telling(
        mention_id=name, article_id=name, cell=0, is_day=True, is_exact=True, reality="actual", mode_class=None, is_mutual=False,
        initiator=Side(), target=Side(), place=HERAT, first=DAY, last=DAY, deaths=None, injured=None,
    )  # fmt: skip
    made = replace(made, **changes)
    exact = made.place is not None and made.place.kind in {"site", "city", "district"}
    return replace(made, cell=hash((made.first, made.last)), is_day=made.first == made.last, is_exact=exact)


def pair(left: str, right: str, score: float = 0.9) -> Pair:
    return Pair(left=left, right=right, score=score, is_compatible=True, parts={})


DRONE, GUN = {"mode_class": "air"}, {"mode_class": "ground"}
VAGUE = {"place": None}
TWO_DAYS = {"last": NEXT}
# (changes to a, b, c and d, pairs in which they are tied, what is joined)
CLUSTERS: list[tuple[str, list[dict[str, Any]], list[Pair], list[str]]] = [
    ("no pairs: each alone", [{}, {}, {}], [], ["a", "b", "c"]),
    ("a chain of compatible pairs", [{}, {}, {}], [pair("a", "b"), pair("b", "c")], ["abc"]),
    ("too weak a pair", [{}, {}], [pair("a", "b", 0.3)], ["a", "b"]),
    ("never through a bridge", [DRONE, {}, GUN], [pair("a", "b", 0.9), pair("b", "c", 0.8)], ["ab", "c"]),
    ("the bridge goes to the better side", [DRONE, {}, GUN], [pair("a", "b", 0.7), pair("b", "c", 0.8)], ["a", "bc"]),
    ("equal scores go by ids", [DRONE, {}, GUN], [pair("b", "c"), pair("a", "b")], ["ab", "c"]),
    ("a vague telling attaches", [{}, VAGUE], [pair("a", "b")], ["ab"]),
    ("to the better of two", [{}, {"place": KABUL}, VAGUE], [pair("a", "c", 0.7), pair("b", "c", 0.8)], ["a", "bc"]),
    ("to none of two equals", [{}, {"place": KABUL}, VAGUE], [pair("a", "c"), pair("b", "c")], ["a", "b", "c"]),
    ("unless it is of one article", [{"article_id": "c"}, {"place": KABUL}, VAGUE], [pair("a", "c"), pair("b", "c")], ["ac", "b"]),
    ("and bridges no two towns", [{}, VAGUE, {"place": KABUL}], [pair("a", "b", 0.9), pair("b", "c", 0.8)], ["ab", "c"]),
    (
        "days that a vague date spans stay two",
        [{}, TWO_DAYS, {"first": NEXT, "last": NEXT}],
        [pair("a", "b", 0.9), pair("b", "c", 0.8)],
        ["ab", "c"],
    ),
    ("vague ones of one cell join, then attach", [VAGUE, VAGUE, {}], [pair("a", "b"), pair("b", "c", 0.7)], ["abc"]),
    ("vague ones do not hold others", [VAGUE, VAGUE | TWO_DAYS], [pair("a", "b")], ["a", "b"]),
    (
        "what attaches contradicts nothing attached",
        [{}, VAGUE | DRONE, VAGUE | GUN],
        [pair("a", "b", 0.9), pair("a", "c", 0.8)],
        ["ab", "c"],
    ),
    (
        "an article's day and place make its telling precise",
        [{"place": None, "article_id": "x"}, TWO_DAYS | {"article_id": "x"}, {}],
        [pair("a", "b"), pair("a", "c")],
        ["abc"],
    ),
]


@pytest.mark.parametrize(("changes", "pairs", "expected"), [c[1:] for c in CLUSTERS], ids=[c[0] for c in CLUSTERS])
def test_cluster(changes: list[dict[str, Any]], pairs: list[Pair], expected: list[str]) -> None:
    given = [telling(name, **change) for name, change in zip("abcd", changes, strict=False)]
    assert cluster(given, pairs) == [frozenset(group) for group in expected]


def test_an_analyst_joins_and_parts() -> None:
    given = [telling("a"), telling("b"), telling("c", place=KABUL)]
    pairs = [pair("a", "b")]
    assert cluster(given, pairs, together=[("a", "c")]) == [frozenset("ac"), frozenset("b")]
    assert cluster(given, pairs, apart=[("b", "a")]) == [frozenset("a"), frozenset("b"), frozenset("c")]
    assert cluster(given, pairs, together=[("a", "nobody")]) == [frozenset("ab"), frozenset("c")]


# (changes to one, changes to the other, do they contradict each other)
CONTRADICTIONS = [
    ("alike", {}, {}, False),
    ("a plan and an act", {}, {"reality": "planned"}, True),
    ("a day of two", {}, TWO_DAYS, False),
    ("days that overlap", TWO_DAYS, {"first": NEXT, "last": NEXT + dt.timedelta(1)}, False),
    ("next day", {}, {"first": NEXT, "last": NEXT}, True),
    ("no date", {}, {"first": None, "last": None}, False),
    ("another town", {}, {"place": KABUL}, True),
    ("its province", {}, {"place": PROVINCE}, False),
    ("its country", {}, {"place": AFGHANISTAN}, False),
    ("a site in town", {}, {"place": MOSQUE}, False),
    ("a site of another town", {"place": KABUL}, {"place": MOSQUE}, True),
    ("a town of another province", {"place": KABUL}, {"place": replace(PROVINCE, radius_km=50)}, True),
    ("a state's forces", {"target": ARMY}, {"target": POLICE}, False),
    ("forces of two states", {"target": ARMY}, {"target": ADMIRAL}, True),
    ("nameless gunmen and rebels", {"initiator": GUNMEN}, {"initiator": REBELS}, False),
    ("rebels and the army", {"initiator": ARMY}, {"initiator": REBELS}, True),
    ("a name that no table knows", {"initiator": ARMY}, {"initiator": NAMED}, False),
    (
        "talks told the other way round",
        {"is_mutual": True, "initiator": ARMY, "target": REBELS},
        {"is_mutual": True, "initiator": REBELS, "target": ARMY},
        False,
    ),
    ("an attack told the other way round", {"initiator": ARMY, "target": REBELS}, {"initiator": REBELS, "target": ARMY}, True),
    ("two tolls of two articles", {"deaths": Count(3, 3)}, {"deaths": Count(9, 9)}, False),
    ("two tolls of one article", {"article_id": "x", "deaths": Count(3, 3)}, {"article_id": "x", "deaths": Count(9, 9)}, True),
    ("at least, and more", {"article_id": "x", "deaths": Count(3, None)}, {"article_id": "x", "deaths": Count(9, 9)}, False),
    ("other numbers of injured", {"article_id": "x", "injured": Count(3, 3)}, {"article_id": "x", "injured": Count(9, 9)}, True),
]


@pytest.mark.parametrize(("one", "other", "expected"), [c[1:] for c in CONTRADICTIONS], ids=[c[0] for c in CONTRADICTIONS])
def test_contradictions(one: dict[str, Any], other: dict[str, Any], expected: bool) -> None:
    first, second = telling("a", **one), telling("b", **other)
    assert Group(first).contradicts(Group(second)) is Group(second).contradicts(Group(first)) is expected


PLACES: list[Place | None] = [HERAT, KABUL, PROVINCE, AFGHANISTAN, MOSQUE, None]
SIDES = [Side(), REBELS, GUNMEN, ARMY, NAMED]


@st.composite
def tellings(draw: st.DrawFn, names: str = "abcdefgh") -> list[Telling]:
    return [
        telling(
            name,
            article_id=draw(st.sampled_from("xyz")),
            mode_class=draw(st.sampled_from([None, None, "air", "ground"])),
            initiator=draw(st.sampled_from(SIDES)),
            target=draw(st.sampled_from(SIDES)),
            place=draw(st.sampled_from(PLACES)),
            deaths=draw(st.sampled_from([None, Count(3, 3), Count(9, 9)])),
            **draw(st.sampled_from([{}, TWO_DAYS, {"first": NEXT, "last": NEXT}, {"first": None, "last": None}])),
        )
        for name in names
    ]


PAIRS = st.lists(
    st.tuples(st.sampled_from(list(combinations("abcdefgh", 2))), st.sampled_from([0.5, 0.7, 0.9])), unique_by=lambda p: p[0], max_size=28
)


@given(tellings(), PAIRS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_and_nothing_contradicts(told: list[Telling], tied: list[Any], random: Any) -> None:
    pairs = [pair(*ends, score) for ends, score in tied]
    groups = cluster(told, pairs)
    shuffled = [pair(p.right, p.left, p.score) for p in random.sample(pairs, len(pairs))]
    assert cluster(random.sample(told, len(told)), shuffled) == groups
    assert sorted(m for group in groups for m in group) == list("abcdefgh")
    by_id = {t.mention_id: t for t in told}
    clashes = [(a, b) for g in groups for a, b in combinations(sorted(g), 2) if Group(by_id[a]).contradicts(Group(by_id[b]))]
    assert clashes == []


@given(tellings(), PAIRS)
def test_solving_the_parts_gives_the_whole(told: list[Telling], tied: list[Any]) -> None:
    """Groups are local: what is tied to none of a set of mentions changes nothing among them."""
    pairs = [pair(*ends, score) for ends, score in tied]
    far = [replace(t, mention_id=t.mention_id.upper(), article_id=t.article_id.upper()) for t in told]
    assert [g for g in cluster([*told, *far], pairs) if min(g).islower()] == cluster(told, pairs)
