"""Placing: which words are places, which places they are, and where events happened."""

from __future__ import annotations

import json

import pytest
from conftest import cases
from spacy.language import Language

from models.gazetteer import Gazetteer
from models.language import load
from models.placing import event_place, find_places, locate, locate_lines

# phenomenon, sentence, words of the place, its kind, country and division; no kind where it must not be a located place
RESOLVED = cases("placing_cases.csv")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


# phenomenon, sentence, name, whether it says where
AGENCY = [
    ("capital that warns", "Tehran warned its neighbours.", "Tehran", False),
    ("capital that is warned", "Moscow accused Kabul of spying.", "Kabul", False),
    ("capital as a place", "The envoy arrived in Tehran.", "Tehran", True),
    ("country that acts", "Pakistan closed the crossing.", "Pakistan", False),
    ("country that is invaded", "The army invaded Kuwait.", "Kuwait", True),
    ("officials of a province", "Farah officials denied the report.", "Farah", False),
    ("police of a city", "Herat police arrested two men.", "Herat", False),
    ("between two governments", "Relations between Kabul and Islamabad soured.", "Islamabad", False),
    ("inside a country", "They trained inside Iran.", "Iran", True),
    ("town that is attacked", "Rebels attacked Ghazni at dawn.", "Ghazni", True),
    ("province that falls", "About half of Ghor Province fell.", "Ghor Province", True),
    ("town that is bombed", "Kobani was bombed again.", "Kobani", True),
]

# phenomenon, text, trigger, name of the place (folded by eye) or None, basis
EVENTS = [
    ("own clause", "Gunmen killed five policemen in Zaranj, the capital of Nimroz Province, on Monday.", "killed", "Zaranj", "sentence"),
    (
        "containment keeps the smallest",
        "Three men were shot in Zabol, a city in Iran's Sistan and Baluchestan Province.",
        "shot",
        "Zabol",
        "sentence",
    ),
    ("place of the talks, not of the parties", "Talks between Kabul and Islamabad were held in Doha.", "talks", "Doha", "sentence"),
    ("speaker's town is not the place", "Farah officials said a camp had been opened in Taybad, Iran.", "opened", "Taybad", "sentence"),
    ("subject holds the place", "A bombing in Quetta killed three people.", "killed", "Quetta", "sentence"),
    ("noun trigger with on", "The attack on Kunduz left ten dead.", "attack", "Kunduz", "sentence"),
    ("object territory", "Russia invaded Ukraine in 2022.", "invaded", "Ukraine", "sentence"),
    ("actors are no place", "Tehran warned Kabul on Sunday.", "warned", None, None),
    ("part of a country", "Troops were deployed across northern Afghanistan.", "deployed", "northern Afghanistan", "sentence"),
    ("site before city", "A convoy was attacked near Islam Qala.", "attacked", "Islam Qala", "sentence"),
    ("way through", "Iran expelled thousands of refugees through Islam Qala.", "expelled", "Islam Qala", "sentence"),
    ("distance", "Insurgents attacked a post 30 km north of Kandahar.", "attacked", "30 km north of Kandahar", "sentence"),
    ("head of a relative clause", "Recruits stay in a camp near Mashhad, where they receive arms.", "receive", "Mashhad", "sentence"),
    ("dateline", "KABUL (Reuters) - Gunmen killed a judge.", "killed", "Kabul", "dateline"),
    ("district", "Taliban fighters seized Sangin district in Helmand.", "seized", "Sangin", "sentence"),
    ("province that fell", "About half of Ghor Province fell to insurgents.", "fell", "Ghor", "sentence"),
    ("back to the country", "Iran held its breath. Protests spread across the country.", "spread", "Iran", "sentence"),
    ("back to the capital", "Snow fell in Tehran. Crowds clashed with police in the capital.", "clashed", "Tehran", "sentence"),
    ("pronoun for what was taken", "Shops in Sangin reopened after it was recaptured.", "recaptured", "Sangin", "sentence"),
    ("arms from a country are not handed over there", "The rebels received weapons from Turkmenistan.", "received", None, None),
    ("part of a town", "Rebels seized a hospital in the heart of East Mosul.", "seized", "Mosul", "sentence"),
    ("town before the noun", "The Kunduz attack left ten dead.", "attack", "Kunduz", "sentence"),
    ("no place", "Lawmakers condemned the decision.", "condemned", None, None),
    ("country as actor only", "Pakistan condemned the ruling.", "condemned", None, None),
]


def test_table_is_wide_enough() -> None:
    assert len({row["text"] for row in RESOLVED}) >= 150


@pytest.mark.parametrize("row", RESOLVED, ids=lambda row: row["phenomenon"])
def test_resolved(nlp: Language, gazetteer: Gazetteer, row: dict[str, str]) -> None:
    found = [p for p in find_places(nlp(row["text"]), gazetteer) if p.text == row["words"]]
    if not row["kind"]:
        assert all(p.place is None for p in found)
        return
    assert found and found[-1].place is not None
    place = found[-1].place
    assert (place.kind, place.country or "") == (row["kind"], row["country"])
    assert not row["admin1"] or place.admin1 == row["admin1"]
    assert row["text"][found[-1].start : found[-1].end] == row["words"]
    assert 0 < found[-1].confidence < 1


@pytest.mark.parametrize(("what", "text", "words", "is_location"), AGENCY, ids=[r[0] for r in AGENCY])
def test_place_or_player(nlp: Language, gazetteer: Gazetteer, what: str, text: str, words: str, is_location: bool) -> None:
    found = [p for p in find_places(nlp(text), gazetteer) if p.text == words]
    assert [p.is_location for p in found] == [is_location]


@pytest.mark.parametrize(("what", "text", "trigger", "name", "basis"), EVENTS, ids=[r[0] for r in EVENTS])
def test_event_place(nlp: Language, gazetteer: Gazetteer, what: str, text: str, trigger: str, name: str | None, basis: str | None) -> None:
    doc = nlp(text)
    token = next(t for t in doc if t.lower_ == trigger)
    found = event_place(token, find_places(doc, gazetteer))
    assert (found.place.name if found.place else None, found.basis) == (name, basis)
    assert (found.told is None) == (name is None)


def test_one_sense_a_document(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "A depot burned in Paris, Texas. Paris has two fire stations. Firefighters from Dallas came to Paris."
    found = [p.place for p in find_places(nlp(text), gazetteer) if p.text == "Paris"]
    assert {p.admin1 for p in found if p} == {"Texas"}


def test_unknown_town_is_not_its_country(nlp: Language, gazetteer: Gazetteer) -> None:
    found = find_places(nlp("Soldiers camped near the village of Qalwurshat in Iran."), gazetteer)
    assert all(p.place is None for p in found if p.text.startswith("Qalwurshat"))


LOCATE = [
    ({"where": "Bala Boluk district", "adm1": "Farah province", "country": "Afghanistan"}, ("district", "AFG")),
    ({"where": "Unheard village", "adm2": "Sangin district", "adm1": "Helmand province", "country": "Afghanistan"}, ("district", "AFG")),
    ({"where": "Helmand province", "country": "Afghanistan"}, ("admin1", "AFG")),
    ({"where": "near Quetta", "country": "Pakistan"}, ("city", "PAK")),
    ({"where": "Unheard village", "country": "Mali"}, None),
    ({"where": None, "adm2": None, "adm1": None, "country": "Mali"}, None),
    ({"where": "Malakal town", "country": "Sudan"}, ("city", "SSD")),
]


@pytest.mark.parametrize(("query", "wanted"), LOCATE)
def test_locate(gazetteer: Gazetteer, query: dict[str, str], wanted: tuple[str, str] | None) -> None:
    found = locate({"id": 7, **query}, gazetteer)
    assert found["id"] == 7
    assert (found["kind"], found["country"]) == (wanted or (None, None))
    assert (found["lat"] is None) == (wanted is None)


def test_a_bad_line_does_not_stop_the_rest(gazetteer: Gazetteer) -> None:
    lines = [json.dumps({"id": 1, "where": "Herat"}), "{", "", "[]", json.dumps({"id": 2, "where": "Zaranj"})]
    found = list(locate_lines(lines, gazetteer))
    assert [f["id"] for f in found] == [1, None, None, 2]
    assert found[1]["line"] == 2 and "error" in found[1] and "not list" in found[2]["error"]
