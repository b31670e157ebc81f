"""Clustering, consensus and candidate pairs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from factory_records import AFGHANISTAN, ARMY, DAY, HERAT, POLICE, REBELS, day, deaths, linkable, solve

from models.linking import consensus, history, link, state, with_types
from models.records import Actor, Claim, LinkMention, TimeSpan, Toll, stable_id

NEXT = DAY + dt.timedelta(days=1)
DENIES = (Claim(claimant=REBELS, stance="denies", cue="denied", cue_start=0, cue_end=6),)
SAYS = (Claim(claimant=POLICE, stance="asserts", cue="said", cue_start=0, cue_end=4),)


# What the reports say and the state that it makes
STATES = [
    ("narrated", [linkable()], "occurred"),
    ("claimed by another", [linkable(status="claimed", voice="other", claims=SAYS)], "claimed"),
    ("a party of its own deed", [linkable(status="claimed", voice="self")], "self_reported"),
    ("a deed of its own, told by others too", [linkable(voice="self"), linkable("b", status="claimed", voice="other")], "claimed"),
    ("narrated and denied", [linkable(), linkable("b", status="denied", voice="other", claims=DENIES)], "disputed"),
    ("two narrators outweigh a denial", [linkable(), linkable("b"), linkable("c", status="denied", claims=DENIES)], "occurred"),
    (
        "a narrator and its duplicate are one",
        [linkable(), linkable("b", of={"duplicate_of": stable_id("article", "a")}), linkable("c", status="denied", claims=DENIES)],
        "disputed",
    ),
    ("claimed and denied", [linkable(status="claimed", voice="other"), linkable("b", status="denied")], "disputed"),
    ("denied only", [linkable(status="denied", claims=DENIES)], "denied"),
    ("said not to have been", [linkable(polarity="negated", status="negated")], "negated"),
    ("to come", [linkable(modality="possible", status="possible", date=day(NEXT))], "planned"),
    ("may have been", [linkable(modality="possible", status="possible", date=day(DAY), published=NEXT)], "claimed"),
]


def owned(m: Any, owner: str) -> Any:
    return replace(m, owner=owner)


STATES += [
    (
        "narrators of one owner are one",
        [owned(linkable(), "x"), owned(linkable("b"), "x"), linkable("c", status="denied", claims=DENIES)],
        "disputed",
    ),
    ("of two owners two", [owned(linkable(), "x"), owned(linkable("b"), "y"), linkable("c", status="denied", claims=DENIES)], "occurred"),
]


@pytest.mark.parametrize(("mentions", "expected"), [s[1:] for s in STATES], ids=[s[0] for s in STATES])
def test_state(mentions: list[Any], expected: str) -> None:
    assert state(mentions) == expected
    assert state(mentions[::-1]) == expected


# What the reports tell and the toll by the rule latest_independent)
TOLLS = [
    ("none told is not zero", [linkable()], None),
    ("one figure", [linkable(deaths=deaths(3))], Toll(low=3, best=3, high=3)),
    ("the latest word is best", [linkable(deaths=deaths(9)), linkable("b", published=NEXT, deaths=deaths(7))], Toll(low=7, best=7, high=9)),
    ("at least leaves it open", [linkable(deaths=deaths(5, at_least=True))], Toll(low=5, best=5, high=None)),
    (
        "at least, and a greater figure",
        [linkable(deaths=deaths(5, at_least=True)), linkable("b", deaths=deaths(8))],
        Toll(low=5, best=8, high=8),
    ),
    (
        "a party's own figures stand apart",
        [linkable(deaths=deaths(3)), linkable("b", voice="self", deaths=deaths(50))],
        Toll(low=3, best=3, high=3),
    ),
    ("unless there are no others", [linkable(voice="self", deaths=deaths(50))], Toll(low=50, best=50, high=50)),
    (
        "an undated report is not the latest",
        [linkable(deaths=deaths(3)), linkable("b", published=None, deaths=deaths(4))],
        Toll(low=3, best=3, high=4),
    ),
]


@pytest.mark.parametrize(("mentions", "expected"), [t[1:] for t in TOLLS], ids=[t[0] for t in TOLLS])
def test_toll(mentions: list[Any], expected: Toll | None) -> None:
    assert consensus(mentions).deaths == expected
    assert consensus(mentions[::-1]).deaths == expected


FIGURES = [
    linkable(deaths=deaths(5)),
    linkable("b", deaths=deaths(7)),
    linkable("c", deaths=deaths(7)),
    linkable("d", published=NEXT, deaths=deaths(9)),
]


@pytest.mark.parametrize(("rule", "best"), [("latest_independent", 9), ("ucdp", 7), ("acled", 5)])
def test_toll_rules(rule: Any, best: int) -> None:
    event = consensus(FIGURES, rule=rule)
    assert (event.deaths, event.toll_rule) == (Toll(low=5, best=best, high=9), rule)
    assert set(event.value_mentions["deaths"]) == {m.mention.mention_id for m in FIGURES if m.mention.deaths == deaths(best)}


def test_values_name_the_mentions_behind_them() -> None:
    vague, exact = linkable("a", place=AFGHANISTAN, initiators=()), linkable("b", published=NEXT, mode="firearms")
    named = consensus([vague, exact]).value_mentions
    assert named["place"] == named["initiators"] == named["mode"] == (exact.mention.mention_id,)
    assert set(named["state"]) == {vague.mention.mention_id, exact.mention.mention_id}


def test_consensus_takes_the_most_precise_and_counts_independent_reports() -> None:
    week = TimeSpan(DAY, DAY + dt.timedelta(days=6), "week")
    vague = linkable("a", place=AFGHANISTAN, date=week, initiators=(), targets=(ARMY,))
    exact = linkable("b", published=NEXT, of={"source_id": "radio"})
    copy = linkable("c", published=NEXT, of={"duplicate_of": stable_id("article", "b")})
    event = consensus([copy, exact, vague])
    assert (event.place, event.date) == (HERAT, day(DAY))
    assert event.initiators == (REBELS,)
    assert event.targets == (ARMY, POLICE)  # one report each: both, in the order of publication
    assert (event.n_mentions, event.n_articles, event.n_sources) == (3, 2, 2)
    assert (event.first_reported, event.last_reported) == (DAY, NEXT)
    assert event.representative == exact.mention.mention_id
    assert event.event_id == stable_id("event", vague.mention.mention_id)


def test_consensus_needs_a_mention() -> None:
    with pytest.raises(ValueError, match="at least one mention"):
        consensus([])


def test_history_tells_what_was_known_each_day() -> None:
    early, late = linkable("a", status="claimed", voice="other", deaths=deaths(2)), linkable("b", published=NEXT, deaths=deaths(5))
    undated = linkable("c", published=None)
    versions = history([undated, late, early])
    assert [(e.version, e.state, e.n_mentions) for e in versions] == [(1, "claimed", 1), (2, "occurred", 2), (3, "occurred", 3)]
    assert [e.deaths and e.deaths.best for e in versions] == [2, 5, 5]
    assert len({e.event_id for e in versions}) == 1
    assert versions[-1].known_at is None


def test_with_types_leaves_the_rest_alone() -> None:
    event = with_types(consensus([linkable()]), lambda e: (f"like {e.type}", None, "one-sided"))
    assert (event.acled_like_type, event.acled_like_sub_type, event.ucdp_candidate_type) == ("like ASSAULT", None, "one-sided")
    assert event.event_id == consensus([linkable()]).event_id


OTHER = Actor(text="gunmen", name="gunmen")
# (changes to the second mention, is it the same happening)
PAIRS = [
    ("told alike", {}, True),
    ("silent on who", {"initiators": (), "targets": ()}, True),
    ("silent on one side, same on the other", {"initiators": ()}, True),
    ("a name that no table knows, same target", {"initiators": (OTHER,)}, True),
    ("another known initiator", {"initiators": (ARMY,)}, False),
    ("only unknown names, and none shared", {"initiators": (OTHER,), "targets": (OTHER,)}, False),
    ("next day", {"date": day(NEXT)}, False),
    ("another type", {"type": "PROTEST"}, False),
    ("another mode", {"mode": "drone"}, False),
    ("a total", {"aspect": "aggregate"}, False),
    ("a recap looks back at it", {"aspect": "recap"}, True),
    ("a recap of another place", {"aspect": "recap", "place": AFGHANISTAN}, False),
    ("known to the month only", {"date": TimeSpan(DAY.replace(day=1), DAY.replace(day=31), "month")}, True),
    ("known to the month only, silent on who", {"date": TimeSpan(DAY.replace(day=1), DAY.replace(day=31), "month"), "targets": ()}, False),
    ("no place, the same words", {"place": None}, True),
    ("no place, and another known target", {"place": None, "targets": (ARMY,)}, False),
    ("a plan", {"modality": "possible", "status": "possible", "date": day(DAY), "published": DAY - dt.timedelta(1)}, False),
    ("a denial of it", {"status": "denied", "claims": DENIES}, True),
]


@pytest.mark.parametrize(("changes", "same"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_pairs(changes: dict[str, Any], same: bool) -> None:
    solved = solve(None, [linkable("a", mode="firearms"), linkable("b", **{"mode": "firearms", **changes})])
    assert len({e.event_id for e in link(solved).events}) == (1 if same else 2)


ELSEWHERE = replace(HERAT, place_id="test:kabul", name="Kabul", admin1="Kabul")
PROVINCE = replace(HERAT, place_id="test:herat-province", kind="admin1", radius_km=150)
TWO_DAYS = TimeSpan(DAY, NEXT, "range")
SILENT: dict[str, Any] = {"initiators": (), "targets": ()}
OTHER_WORDS = {"text": "Officials confirmed that several officers died when their checkpoint was attacked overnight."}
RETOLD = {"text": "x: Rebels attacked police near Herat on Wednesday, officials said."}
NEAR_DUPLICATE = {"duplicate_of": stable_id("article", "a")}
MONTH = TimeSpan(DAY.replace(day=1), DAY.replace(day=31), "month")
# (changes to both, changes to the second article's mention, is it the same happening)
ACROSS = [
    ("a day within the days of publication", {}, {"date": TWO_DAYS, "of": OTHER_WORDS}, True),
    ("days that only overlap", {"date": TWO_DAYS}, {"date": TimeSpan(NEXT, NEXT + dt.timedelta(1), "range")}, False),
    ("a week, and both sides", {}, {"date": TimeSpan(DAY, DAY + dt.timedelta(6), "week")}, True),
    ("a week, and one side", {}, {"date": TimeSpan(DAY, DAY + dt.timedelta(6), "week"), "targets": ()}, False),
    ("same town next day, the same words", {}, {"date": day(NEXT)}, False),
    ("no place, both actors known and the same", {"mode": "firearms"}, {"place": None, "of": OTHER_WORDS}, True),
    ("no place, one actor silent, other words", {}, {"place": None, "targets": (), "of": OTHER_WORDS}, False),
    ("no place, silent on who, other words", {}, {"place": None, **SILENT, "of": OTHER_WORDS}, False),
    ("no place, silent on who, reworded", {}, {"place": None, **SILENT, "of": RETOLD}, True),
    ("no place, reworded, another toll", {"deaths": deaths(3)}, {"place": None, **SILENT, "of": RETOLD, "deaths": deaths(9)}, False),
    ("neither tells a place, the same words", {"place": None, **SILENT}, {}, True),
    ("another town, the same words", {}, {"place": ELSEWHERE}, False),
    ("a town and its province, the same words", {}, {"place": PROVINCE}, True),
    ("a town and its province, both sides", {}, {"place": PROVINCE, "of": OTHER_WORDS}, True),
    ("a town and its province, one side", {}, {"place": PROVINCE, "targets": (), "of": OTHER_WORDS}, False),
    ("no date, the same words in another report", {}, {"date": None}, False),
    ("no date, the same words in a near-duplicate", {}, {"date": None, "of": NEAR_DUPLICATE}, True),
    ("no date on both sides of near-duplicates", {"date": None, "place": None}, {"of": NEAR_DUPLICATE}, True),
    ("a month told alike by near-duplicates", {"date": MONTH}, {"of": NEAR_DUPLICATE}, True),
    ("a month told alike by others", {"date": MONTH}, {}, False),
    ("what may have been and what was", {}, {"modality": "possible", "status": "possible", "place": None}, False),
    ("near-duplicates of a plan and the act", {}, {"modality": "possible", "status": "possible", "of": NEAR_DUPLICATE}, False),
]


def n_events(*given: LinkMention) -> int:
    return len({e.event_id for e in link(solve(None, given)).events})


@pytest.mark.parametrize(("both", "changes", "same"), [p[1:] for p in ACROSS], ids=[p[0] for p in ACROSS])
def test_tellings_of_two_articles(both: dict[str, Any], changes: dict[str, Any], same: bool) -> None:
    assert n_events(linkable("a", **both), linkable("b", **both | changes)) == (1 if same else 2)


# (first telling, second telling of the same article, is it the same happening)
WITHIN = [
    ("silent on who", {}, SILENT, True),
    ("both silent on who, at one town", SILENT, SILENT, True),
    ("a town and its province, a day and days", {"date": TWO_DAYS, "place": PROVINCE}, SILENT, True),
    ("no place, a known actor shared", {}, {"place": None, "initiators": ()}, True),
    ("no place, silent on who", {}, {"place": None, **SILENT}, False),
    ("two attacks of one day with different tolls", {"deaths": deaths(3)}, {"deaths": deaths(9)}, False),
    ("at least, and more", {"deaths": deaths(3, at_least=True)}, {"deaths": deaths(9)}, True),
    ("other numbers of injured", {"injured": deaths(3)}, {"injured": deaths(9)}, False),
    ("a mode and none", {"mode": "drone"}, {}, True),
    ("two modes", {"mode": "drone"}, {"mode": "firearms"}, False),
    ("same town next day", {}, {"date": day(NEXT)}, False),
    ("another town", {}, {"place": ELSEWHERE}, False),
    ("in one country only, silent on who", {"place": AFGHANISTAN, **SILENT}, {"place": AFGHANISTAN, **SILENT}, False),
    ("the struck strike back", {"targets": ()}, {"initiators": (), "targets": (REBELS,)}, False),
    ("an unknown name and a known one", {"targets": ()}, {"initiators": (OTHER,), "targets": ()}, False),
    ("plan and act", {}, {"modality": "possible", "status": "possible"}, False),
    ("a total", {}, {"aspect": "aggregate"}, False),
    ("a denial of it", {}, {"status": "denied", "claims": DENIES}, True),
    ("no date", {}, {"date": None}, False),
]


@pytest.mark.parametrize(("first", "second", "same"), [p[1:] for p in WITHIN], ids=[p[0] for p in WITHIN])
def test_tellings_of_one_article(first: dict[str, Any], second: dict[str, Any], same: bool) -> None:
    assert n_events(linkable("a", **first), linkable("a", start=40, **second)) == (1 if same else 2)


# A third mention that fits both may bridge neither time, place nor who
BRIDGES = [
    ("two days", {}, {"date": day(NEXT)}, {"date": TWO_DAYS}),
    ("two towns", {}, {"place": ELSEWHERE}, {"place": None}),
    ("two known initiators", {}, {"initiators": (ARMY,)}, {"initiators": ()}),
    ("two modes", {"mode": "drone"}, {"mode": "firearms"}, {}),
]


@pytest.mark.parametrize(("one", "other", "bridge"), [p[1:] for p in BRIDGES], ids=[p[0] for p in BRIDGES])
def test_no_mention_bridges_what_contradicts(one: dict[str, Any], other: dict[str, Any], bridge: dict[str, Any]) -> None:
    first, second, third = given = (linkable("a", **one), linkable("b", **other), linkable("c", **bridge))
    for order in (given, given[::-1]):
        homes = {m.mention_id: m.event_id for m in link(solve(None, order)).memberships}
        assert homes[first.mention.mention_id] != homes[second.mention.mention_id]
    assert n_events(first, third) == n_events(second, third) == 1


@pytest.mark.parametrize(("kind", "same"), [("CONSULT", True), ("ASSAULT", False)])
def test_talks_may_be_told_the_other_way_round(kind: str, same: bool) -> None:
    one, other = linkable("a", type=kind), linkable("b", type=kind, initiators=(POLICE,), targets=(REBELS,))
    solved = solve(None, [one, other])
    assert (len(link(solved).events) == 1) is same


def test_a_country_is_weaker_evidence_than_a_town() -> None:
    def score(place: Any) -> float:
        return solve(None, [linkable("a", place=place), linkable("b", place=place)]).pairs[0].score

    assert score(AFGHANISTAN) < score(HERAT)


def test_membership_names_what_joined_it() -> None:
    given = [linkable("a"), linkable("b"), linkable("c", type="PROTEST")]
    linked = {m.mention_id: m for m in link(solve(None, given)).memberships}
    first, second, alone = (m.mention.mention_id for m in given)
    assert linked[first].nearest == second
    assert linked[first].parts["initiator"] == 1
    assert (linked[alone].nearest, linked[alone].score) == (None, 1.0)
