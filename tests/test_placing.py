"""Placing: which words are places, which places they are, and where events happened."""

from __future__ import annotations

import json

import pytest
from spacy.language import Language

from models.gazetteer import Gazetteer
from models.language import load
from models.placing import event_place, find_places, locate, locate_lines


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


# phenomenon, sentence, words of the place, (kind, country, admin1 or None for any) or None where it must not be a located place
RESOLVED = [
    ("capital of a province", "Two men died in Zaranj, the capital of Nimroz Province.", "Zaranj", ("city", "AFG", "Nimroz")),
    (
        "town named like a province",
        "Shops closed in Zabol, a city in Iran's Sistan and Baluchestan Province.",
        "Zabol",
        ("city", "IRN", None),
    ),
    ("province named like a town", "Snow fell in Zabul Province, Afghanistan.", "Zabul Province", ("admin1", "AFG", None)),
    ("bare name is the town", "A bank was robbed in Herat.", "Herat", ("city", "AFG", None)),
    ("bare name is the town, again", "A bank was robbed in Kandahar.", "Kandahar", ("city", "AFG", None)),
    ("kind word", "A bank was robbed in Herat Province.", "Herat Province", ("admin1", "AFG", None)),
    ("kind word in lower case", "Floods hit Farah province on Friday.", "Farah province", ("admin1", "AFG", None)),
    ("city of", "Floods hit the city of Farah on Friday.", "Farah", ("city", "AFG", None)),
    ("variant spelling", "Guards patrolled in Hilmand Province.", "Hilmand Province", ("admin1", "AFG", "Helmand")),
    ("district of", "A school burned in the Bala Boluk district of Farah.", "Bala Boluk district", ("district", "AFG", "Farah")),
    ("list under one kind word", "Roads were cut in Khost and Kunar provinces.", "Khost", ("admin1", "AFG", None)),
    ("comma and country", "The fair opened in Birmingham, Alabama.", "Birmingham", ("city", "USA", "Alabama")),
    ("state rather than country", "The fair opened in Atlanta, Georgia.", "Georgia", ("admin1", "USA", None)),
    ("country rather than state", "Talks were held in Tbilisi, Georgia.", "Georgia", ("country", "GEO", None)),
    ("lesser namesake by its country", "The bridge in Paris, Texas, was closed.", "Paris", ("city", "USA", "Texas")),
    ("possessor holds the place", "Trucks waited in Iran's Taybad.", "Taybad", ("city", "IRN", None)),
    ("part of a country", "Fighters gathered in northern Afghanistan.", "northern Afghanistan", ("region", "AFG", None)),
    ("region across borders", "Trade grew across Central Asia.", "Central Asia", ("region", None, None)),
    ("crossing", "Traders queued at Torkham.", "Torkham", ("site", "AFG", None)),
    ("abbreviated country", "Senators in the U.S. objected.", "U.S.", ("country", "USA", None)),
    ("plural name of a country", "A ferry sank in the Philippines.", "Philippines", ("country", "PHL", None)),
    ("article in Arabic", "Shells fell on Ar-Raqqah in Syria.", "Ar-Raqqah", ("city", "SYR", None)),
    ("capital over its namesakes", "The minister flew to Islamabad.", "Islamabad", ("city", "PAK", None)),
    ("distance from a town", "A truck burned 30 km north of Kandahar.", "Kandahar", ("site", "AFG", None)),
    ("sea", "A tanker was stopped in the Persian Gulf.", "Persian Gulf", ("water", None, None)),
    ("accents in the index only", "The bazaar of Mazar-i-Sharif was closed.", "Mazar-i-Sharif", ("city", "AFG", "Balkh")),
    ("two provinces of one name", "Officials met in Punjab, India.", "Punjab", ("admin1", "IND", None)),
    ("county", "Guards were shot in Saravan, Iran.", "Saravan", ("city", "IRN", None)),
    ("person named like a country", "Michael Jordan signed the ball.", "Jordan", None),
    ("bank named like a country", "The Bank of America raised its fees.", "America", None),
    ("newspaper named like a city", "The New York Times wrote about it.", "New York", None),
    ("virus named like a river", "Doctors treated the West Nile virus.", "Nile", None),
    ("demonym", "Iranian pilgrims returned home.", "Iranian", None),
    ("month, not the town", "March was cold.", "March", None),
]

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
    ("sentence before", "Clashes erupted in Saravan. Three guards were killed.", "killed", "Saravan", "neighbour"),
    ("not over a paragraph", "Clashes erupted in Saravan.\n\nThree guards were killed.", "killed", None, None),
    ("dateline", "KABUL (Reuters) - Gunmen killed a judge.", "killed", "Kabul", "dateline"),
    ("district", "Taliban fighters seized Sangin district in Helmand.", "seized", "Sangin", "sentence"),
    ("province that fell", "About half of Ghor Province fell to insurgents.", "fell", "Ghor", "sentence"),
    ("no place", "Lawmakers condemned the decision.", "condemned", None, None),
    ("country as actor only", "Pakistan condemned the ruling.", "condemned", None, None),
]


@pytest.mark.parametrize(("what", "text", "words", "wanted"), RESOLVED, ids=[r[0] for r in RESOLVED])
def test_resolved(
    nlp: Language, gazetteer: Gazetteer, what: str, text: str, words: str, wanted: tuple[str, str, str | None] | None
) -> None:
    found = [p for p in find_places(nlp(text), gazetteer) if p.text == words]
    if wanted is None:
        assert not found or all(p.place is None for p in found)
        return
    assert found and found[0].place is not None
    place = found[0].place
    assert (place.kind, place.country) == wanted[:2]
    assert wanted[2] is None or place.admin1 == wanted[2]
    assert text[found[0].start : found[0].end] == words
    assert 0 < found[0].confidence < 1


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
