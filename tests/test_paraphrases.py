"""The same rules on texts of our own with other places, actors and years: camps in an ambiguous town, an office allowed in a city in a
year, a warning at a gathering on an anniversary, a province reported fallen; and on the real commentary where it is at hand."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from models import text as texts
from models.extract import Extractor
from models.records import Mention, Place, Published

REAL = Path(__file__).resolve().parents[2] / "shared" / "articles" / "mei-iran-russia-taliban.txt"
DAY = dt.date(2022, 5, 15)
GIVEN = frozenset({"AID", "MOBILIZE"})
TAKEN = frozenset({"ASSAULT", "COERCE"})


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What a text tells: one mention of a trigger with its parties, place, days, status and claimant."""

    trigger: str
    types: frozenset[str]
    initiators: tuple[str, ...] | None
    targets: tuple[str, ...] | None
    country: str
    at: tuple[float, float]
    within_km: float
    days: tuple[str, str] | None
    status: str
    claimant: str | None


CAMPS = [
    (
        "camps in a town of Khorasan",
        "Badghis officials claimed that Iran had set up training camps for the Baloch Liberation Army in Taybad, a town in Iran's Razavi "
        "Khorasan Province. The ministry gave no details.",
        Fact(
            trigger="set",
            types=GIVEN,
            initiators=("Iran",),
            targets=("Balochistan Liberation Army",),
            country="IRN",
            at=(34.74, 60.78),
            within_km=20,
            days=None,
            status="claimed",
            claimant="Afghanistan",
        ),
    ),
    (
        "camps in a border town of Balochistan",
        "Kandahar officials claim that Pakistan has established training camps for Lashkar-e-Taiba in Chaman, a city in Pakistan's "
        "Balochistan Province.",
        Fact(
            trigger="established",
            types=GIVEN,
            initiators=("Pakistan",),
            targets=("Lashkar-e-Taiba",),
            country="PAK",
            at=(30.92, 66.45),
            within_km=20,
            days=None,
            status="claimed",
            claimant="Afghanistan",
        ),
    ),
    (
        "camps, passive, builder untold",
        "Badghis officials said that training centers for the Islamic State had been established in Torbat-e Jam, a city in Iran's Razavi "
        "Khorasan Province.",
        Fact(
            trigger="established",
            types=GIVEN,
            initiators=(),
            targets=("Islamic State",),
            country="IRN",
            at=(35.24, 60.62),
            within_km=20,
            days=None,
            status="claimed",
            claimant="Afghanistan",
        ),
    ),
    (
        "camps in a town of Turkmenistan",
        "Herat officials allege that Turkmenistan has set up training camps for the Islamic State in Serhetabat, a town in Turkmenistan's "
        "Mary Province.",
        Fact(
            trigger="set",
            types=GIVEN,
            initiators=("Turkmenistan",),
            targets=("Islamic State",),
            country="TKM",
            at=(35.28, 62.34),
            within_km=20,
            days=None,
            status="claimed",
            claimant="Afghanistan",
        ),
    ),
]
OFFICES = [
    (
        "office in a capital",
        "In 2012, the Qatari government allowed the Taliban to open an office in Doha.",
        Fact(
            trigger="allowed",
            types=frozenset({"CONCEDE"}),
            initiators=("Qatar",),
            targets=("Taliban",),
            country="QAT",
            at=(25.29, 51.53),
            within_km=25,
            days=("2012-01-01", "2012-12-31"),
            status="asserted",
            claimant=None,
        ),
    ),
    (
        "office in a great city",
        "In 2015, the Turkish government allowed Hamas to open an office in Istanbul.",
        Fact(
            trigger="allowed",
            types=frozenset({"CONCEDE"}),
            initiators=("Turkey",),
            targets=("Hamas",),
            country="TUR",
            at=(41.01, 28.95),
            within_km=25,
            days=("2015-01-01", "2015-12-31"),
            status="asserted",
            claimant=None,
        ),
    ),
]
WARNINGS = [
    (
        "warning on an anniversary",
        "At a gathering in Balkh Province on the 31st anniversary of the withdrawal of the Soviet troops, Atta Mohammad Noor "
        "warned Pakistan against arming the militants.",
        Fact(
            trigger="warned",
            types=frozenset({"THREATEN"}),
            initiators=("Atta Mohammad Noor",),
            targets=("Pakistan",),
            country="AFG",
            at=(36.76, 66.9),
            within_km=120,
            days=("2020-02-15", "2020-02-15"),
            status="asserted",
            claimant=None,
        ),
    ),
    (
        "what was warned against",
        "At a gathering in Balkh Province on the 31st anniversary of the withdrawal of the Soviet troops, Atta Mohammad Noor "
        "warned Pakistan against arming the militants.",
        Fact(
            trigger="arming",
            types=frozenset({"AID"}),
            initiators=("Pakistan",),
            targets=("militants",),
            country="AFG",
            at=(36.76, 66.9),
            within_km=120,
            days=None,
            status="claimed",
            claimant="Atta Mohammad Noor",
        ),
    ),
]
FALLS = [
    (
        "province reported fallen",
        "Ghazni Province has reportedly fallen to the Taliban.",
        Fact(
            trigger="fallen",
            types=TAKEN,
            initiators=("Taliban",),
            targets=None,
            country="AFG",
            at=(33.3, 68.0),
            within_km=120,
            days=None,
            status="claimed",
            claimant=None,
        ),
    ),
    (
        "share of a province, claimed by a named body",
        "Most of Kunduz Province has fallen to the Taliban, according to the United Nations.",
        Fact(
            trigger="fallen",
            types=TAKEN,
            initiators=("Taliban",),
            targets=None,
            country="AFG",
            at=(36.8, 68.9),
            within_km=100,
            days=None,
            status="claimed",
            claimant="United Nations",
        ),
    ),
    (
        "province fallen, told as a fact with its month",
        "Helmand Province fell to the Taliban in August 2021.",
        Fact(
            trigger="fell",
            types=TAKEN,
            initiators=("Taliban",),
            targets=None,
            country="AFG",
            at=(31.4, 64.2),
            within_km=120,
            days=("2021-08-01", "2021-08-31"),
            status="asserted",
            claimant=None,
        ),
    ),
]


ALL = [*CAMPS, *OFFICES, *WARNINGS, *FALLS]


def km(place: Place, at: tuple[float, float]) -> float:
    north = math.radians(place.latitude - at[0])
    east = math.radians(place.longitude - at[1]) * math.cos(math.radians(at[0]))
    return 6371 * math.hypot(north, east)


def find(mentions: Sequence[Mention], fact: Fact, raw: str) -> Mention:
    told = [m for m in mentions if m.text == fact.trigger and m.type in fact.types and m.place and km(m.place, fact.at) <= fact.within_km]
    assert told, f"none of {[(m.text, m.type, m.place and m.place.name) for m in mentions]} in {raw[:80]}"
    return told[0]


def check(mention: Mention, fact: Fact) -> None:
    assert mention.place is not None and mention.place.country == fact.country
    assert fact.initiators is None or tuple(a.name for a in mention.initiators) == fact.initiators
    assert fact.targets is None or tuple(a.name for a in mention.targets) == fact.targets
    assert mention.status == fact.status
    claimant = next((c.claimant.name for c in mention.claims if c.claimant is not None), None)
    assert claimant == fact.claimant
    if fact.days:
        assert mention.date is not None
        assert (str(mention.date.first), str(mention.date.last)) == fact.days


@pytest.mark.parametrize(("raw", "fact"), [case[1:] for case in ALL], ids=[case[0] for case in ALL])
def test_paraphrase(raw: str, fact: Fact, extractor: Extractor) -> None:
    article = texts.article(raw, source_id="s", locator="l", published=Published(DAY, DAY, "given"))
    check(find(extractor.extract(article).mentions, fact, raw), fact)


REAL_FACTS = [
    Fact(
        trigger="established",
        types=GIVEN,
        initiators=None,
        targets=("Taliban",),
        country="IRN",
        at=(31.0, 61.5),
        within_km=30,
        days=None,
        status="claimed",
        claimant="Afghanistan",
    ),
    Fact(
        trigger="allowing",
        types=frozenset({"CONCEDE"}),
        initiators=("Iran",),
        targets=("Taliban",),
        country="IRN",
        at=(36.3, 59.6),
        within_km=30,
        days=("2014-01-01", "2014-12-31"),
        status="asserted",
        claimant=None,
    ),
    Fact(
        trigger="warned",
        types=frozenset({"THREATEN"}),
        initiators=("Ismail Khan",),
        targets=("Iran",),
        country="AFG",
        at=(34.3, 62.2),
        within_km=150,
        days=("2017-02-15", "2017-02-15"),
        status="asserted",
        claimant=None,
    ),
    Fact(
        trigger="fallen",
        types=TAKEN,
        initiators=("Taliban",),
        targets=None,
        country="AFG",
        at=(32.5, 63.0),
        within_km=150,
        days=None,
        status="claimed",
        claimant=None,
    ),
]


@pytest.mark.skipif(not REAL.exists(), reason="the commentary is not ours to ship; it stands beside the checkout on some machines only")
@pytest.mark.parametrize("fact", REAL_FACTS, ids=lambda fact: fact.trigger)
def test_real_commentary(fact: Fact, extractor: Extractor) -> None:
    raw = REAL.read_text(encoding="utf-8")
    extraction = extractor.extract(texts.article(raw, source_id="s", locator="l"))
    assert extraction.published.basis == "inferred"
    check(find(extraction.mentions, fact, raw), fact)
