"""Actors: the tables hold together, names are matched as wholes, and phrases stand for whom a reader takes them to stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Token

from models.actors import ActorTable, DocContext, actor_class, is_actorlike, resolve, role_on
from models.actors.match import pieces
from models.actors.rows import INTER, read_roles, read_terms
from models.records import Actor, Published
from models.seeds import SEEDS

ACTORS = SEEDS / "actors"
PLACES = {"Farah": "AFG", "Farah Province": "AFG", "Herat": "AFG", "Zahedan": "IRN", "Quetta": "PAK", "Zaranj": "AFG"}
Names = Callable[..., list[str]]


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return ActorTable.load()


@pytest.fixture(scope="module")
def nlp() -> Language:
    from models.language import load  # slow, and absent before the model is trained

    try:
        return load()
    except (OSError, ValueError) as error:
        pytest.skip(f"the trained pipeline is not there: {error}")


@pytest.fixture(scope="module")
def names(nlp: Language, table: ActorTable) -> Names:
    """Give the names of the actors that the phrase with a word (its last occurrence) stands for."""

    def find(text: str, word: str, on: dt.date | None = None) -> list[str]:
        doc = nlp(text)
        context = DocContext(doc, table, published=Published(on, on), country_of_place=PLACES.get)
        token = [t for t in doc if t.text == word][-1]
        return [actor.name for actor in resolve(token, context=context)]

    return find


# the tables ---------------------------------------------------------


def test_ids_are_unique_slugs_and_parents_exist(table: ActorTable) -> None:
    lines = [line.split(",", 1)[0] for line in (ACTORS / "actors.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert len(lines) == len(set(lines))
    assert [i for i in table.rows if not i.replace("-", "").isalnum() or i != i.lower()] == []
    assert [r.actor_id for r in table.rows.values() if r.parent and r.parent not in table.rows] == []
    assert [r.actor_id for r in table.rows.values() if r.parent == r.actor_id] == []


def test_classes_and_countries_are_known(table: ActorTable) -> None:
    assert {r.inter for r in table.rows.values()} <= INTER
    assert {r.country for r in table.rows.values() if r.country and table.state(r.country) is None} == set()
    assert {g.animacy for g in table.generics.values()} == {"human", "body", "thing"}
    assert {g.inter for g in table.generics.values() if g.inter} <= INTER


def test_days_are_in_order(table: ActorTable) -> None:
    spans = [(r.actor_id, r.valid_from, r.valid_to) for r in table.rows.values()]
    spans += [(r.actor_id, r.valid_from, r.valid_to) for r in read_roles(ACTORS)]
    spans += [(t.person, t.valid_from, t.valid_to) for t in read_terms(ACTORS)]
    assert [name for name, first, last in spans if first and last and first > last] == []


def test_roles_and_offices_point_to_actors_and_roles_do_not_overlap(table: ActorTable) -> None:
    assert [r.actor_id for roles in table.roles.values() for r in roles if r.actor_id not in table.rows] == []
    assert [t.person for terms in table.terms.values() for t in terms if t.actor_id and t.actor_id not in table.rows] == []
    for roles in table.roles.values():
        ordered = sorted(roles, key=lambda r: r.valid_from or dt.date.min)
        for earlier, later in pairwise(ordered):
            assert earlier.valid_to and later.valid_from and earlier.valid_to < later.valid_from, earlier


def test_a_name_shared_by_actors_differs_by_country_or_theatre(table: ActorTable) -> None:
    for words, keys in table.index.ambiguous().items():
        whereabouts = [(table.rows[k].country, table.rows[k].theatre) for k in keys]
        assert len(set(whereabouts)) == len(whereabouts), words
        assert all(country or theatre for country, theatre in whereabouts), words


def test_every_state_has_its_organs(table: ActorTable) -> None:
    for row in list(table.rows.values()):
        if row.actor_id.startswith("gov-") and row.country:
            for sector in ("MIL", "COP", "SPY"):
                organ = table.organ(row.country, sector)
                assert organ is not None and organ.country == row.country, (row.actor_id, sector)


@pytest.mark.parametrize(
    ("why", "actor_id", "on", "expected"),
    [
        ("rebels before they took Kabul", "taliban", dt.date(2021, 8, 14), ("REB", "Rebel groups")),
        ("a de-facto state from that day", "taliban", dt.date(2021, 8, 15), ("GOV", "State forces")),
        ("a state in its first rule", "taliban", dt.date(1999, 1, 1), ("GOV", "State forces")),
        ("no day means now", "taliban", None, ("GOV", "State forces")),
        ("a party after peace", "farc", dt.date(2019, 1, 1), ("PTY", "Civilians")),
        ("a state always", "gov-irn", dt.date(2010, 1, 1), ("GOV", "State forces")),
        ("a generated organ", "cop-tjk", None, ("COP", "State forces")),
        ("a crowd of a country", "role:protesters@IRN", None, ("CVL", "Protesters")),
        ("a crowd of none", "role:civilians", None, ("CVL", "Civilians")),
        ("an unknown id", "nobody", None, None),
    ],
)
def test_roles_go_by_the_day(why: str, actor_id: str, on: dt.date | None, expected: tuple[str, str] | None) -> None:
    assert role_on(actor_id, on) == expected, why


def test_an_unknown_actor_is_classed_by_its_sector() -> None:
    assert actor_class(Actor(text="x", name="x", sector="REB"), None) == "Rebel groups"
    assert actor_class(Actor(text="x", name="x"), None) == "External/other"
    assert actor_class(Actor(text="t", name="Taliban", actor_id="taliban", sector="REB"), dt.date(2022, 1, 1)) == "State forces"


@pytest.mark.parametrize(
    ("why", "person", "on", "expected"),
    [
        ("in office", "Ashraf Ghani", dt.date(2018, 1, 1), "gov-afg"),
        ("out of office", "Hamid Karzai", dt.date(2018, 1, 1), None),
        ("not yet in office", "Ashraf Ghani", dt.date(2012, 1, 1), None),
        ("another office later", "Boris Johnson", dt.date(2020, 1, 1), "gov-gbr"),
        ("a group's leader stays its leader in memory", "Mullah Omar", dt.date(2020, 1, 1), "taliban"),
        ("no day", "Hassan Rouhani", None, "gov-irn"),
        ("nobody", "John Smith", None, None),
    ],
)
def test_offices_go_by_the_day(table: ActorTable, why: str, person: str, on: dt.date | None, expected: str | None) -> None:
    term = table.term_on(person, on)
    assert (term.actor_id if term else None) == expected, why


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"actors\.csv"):
        ActorTable.load(tmp_path)


# names --------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        ("the longest name wins", "the Islamic State of Iraq and the Levant", ["is"]),
        ("a longer name of another actor", "Islamic State Khorasan Province", ["iskp"]),
        ("hyphens and apostrophes fold", "Da’esh and al-Qa'eda and Al Qaeda", ["is", "aq", "aq"]),
        ("capitals only for acronyms", "Tell us who is here. The WHO and the US", ["who", "gov-usa"]),
        ("dots in acronyms", "U.S. and U.N.", ["gov-usa", "un"]),
        ("a name needs a capital", "the basij and the Basij", ["basij"]),
        ("demonyms and their plurals", "Afghan Iranians", ["gov-afg", "gov-irn"]),
        ("a seat", "Tehran, the Kremlin", ["gov-irn", "gov-rus"]),
        ("no name inside a word", "Iranology, Talibanisation", []),
        ("diacritics fold", "Erdoğan met Erdogan", ["Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan"]),
    ],
)
def test_names_are_found_whole(table: ActorTable, why: str, text: str, expected: list[str]) -> None:
    assert [m.keys[0] for m in table.index.find(spacy.blank("en")(text))] == expected, why


@pytest.mark.parametrize("text", ["anti-Taliban fighters", "Iran-backed fighters", "pro-Russia fighters", "a Kurdish-led force"])
def test_a_name_that_tells_a_side_is_marked(table: ActorTable, text: str) -> None:
    assert [m.is_side for m in table.index.find(spacy.blank("en")(text))] == [True]


@pytest.mark.parametrize("text", ["the Taliban, supported by Pakistan", "Iran supported them"])
def test_a_verb_beside_a_name_marks_nothing(table: ActorTable, text: str) -> None:
    assert not any(m.is_side for m in table.index.find(spacy.blank("en")(text)))


def test_pieces_fold() -> None:
    assert pieces("Al-Qa’ida’s Çavuşoğlu") == ("al", "qa", "ida", "s", "cavusoglu")


# phrases ------------------------------------------------------------

CASES: list[tuple[str, str, str, list[str]]] = [
    # known names
    ("a country", "Iran condemned the raid.", "Iran", ["Iran"]),
    ("a group with its article", "The Taliban attacked the outpost.", "Taliban", ["Taliban"]),
    ("members of a group", "Taliban militants attacked the outpost.", "militants", ["Taliban"]),
    ("a group's delegation", "Pakistan hosted a Taliban delegation.", "delegation", ["Taliban"]),
    ("a group's commander", "A Haqqani network commander was killed.", "commander", ["Haqqani network"]),
    ("a group's position", "Warplanes bombed Taliban positions.", "positions", ["Taliban"]),
    ("an acronym", "The IRGC fired missiles.", "IRGC", ["Islamic Revolutionary Guard Corps"]),
    ("a body's members", "Members of the European Union condemned it.", "Members", ["European Union"]),
    ("a body's officials", "UN officials visited the camp.", "officials", ["United Nations"]),
    ("two actors", "Iran and Russia signed a pact.", "Iran", ["Iran", "Russia"]),
    ("two groups", "The clash between the Taliban and ISIS lasted hours.", "Taliban", ["Taliban", "Islamic State"]),
    # metonyms
    ("a capital", "Moscow rejected the report.", "Moscow", ["Russia"]),
    ("a palace", "The Kremlin denied the claim.", "Kremlin", ["Russia"]),
    ("two capitals", "Tehran and Kabul agreed on a treaty.", "Tehran", ["Iran", "Afghanistan"]),
    ("a headquarters", "The Pentagon confirmed the strike.", "Pentagon", ["United States military"]),
    # states and organs
    ("a government", "The Pakistani government closed the border.", "government", ["Pakistan"]),
    ("a government of a country", "The government of Tajikistan protested.", "government", ["Tajikistan"]),
    ("officials", "Iranian officials met the envoy.", "officials", ["Iran"]),
    ("a possessor", "India's ministry summoned the envoy.", "ministry", ["India"]),
    ("two governments", "The Turkish and Iraqi governments held talks.", "governments", ["Turkey", "Iraq"]),
    ("an army", "The Turkish army shelled the village.", "army", ["Turkish Armed Forces"]),
    ("a possessor's army", "Iran's army held a drill.", "army", ["Armed Forces of Iran"]),
    ("troops", "American troops left the base.", "troops", ["United States military"]),
    ("police", "Iranian police arrested the man.", "police", ["Law Enforcement Command of Iran"]),
    ("a generated police", "Tajik police arrested the man.", "police", ["Tajik police"]),
    ("a drone", "A U.S. drone struck the car.", "drone", ["United States military"]),
    ("jets", "Turkish jets bombed the hills.", "jets", ["Turkish Armed Forces"]),
    ("an embassy", "Protesters stormed the Saudi embassy.", "embassy", ["Saudi Arabia"]),
    ("a parliament", "The Iranian parliament passed the bill.", "parliament", ["Parliament of Iran"]),
    ("a border guard", "Iranian border guards shot two men.", "guards", ["Law Enforcement Command of Iran"]),
    ("a place's officials", "Officials in Herat closed the road.", "Officials", ["Afghanistan"]),
    ("a place's police", "Police in Zahedan arrested the man.", "Police", ["Law Enforcement Command of Iran"]),
    # persons
    ("a head of state", "President Ashraf Ghani visited the school.", "Ghani", ["Afghanistan"]),
    ("a bare name", "Hassan Rouhani visited the school.", "Rouhani", ["Iran"]),
    ("a surname", "Erdogan threatened an operation.", "Erdogan", ["Turkey"]),
    ("a title tells", "Iranian President Parviz Karimi visited the school.", "Karimi", ["Iran"]),
    ("an apposition tells", "Jawad Amini, the governor of Farah, visited the school.", "Amini", ["Afghanistan"]),
    ("a former official keeps the name", "Jawad Amini, a former Afghan minister, visited the school.", "Amini", ["Jawad Amini"]),
    ("an unknown person", "Jawad Amini visited the school.", "Amini", ["Jawad Amini"]),
    ("a group's leader", "Taliban leader Jawad Amini visited the school.", "Amini", ["Taliban"]),
    ("a body's head", "NATO Secretary-General Jens Stoltenberg praised Turkey.", "Stoltenberg", ["NATO"]),
    ("later by surname", "Iranian minister Parviz Karimi spoke. Later Karimi left.", "Karimi", ["Iran"]),
    ("supporters are not the person", "Trump supporters stormed the building.", "supporters", ["supporters"]),
    # people
    ("villagers", "The raid killed nine villagers.", "villagers", ["civilians"]),
    ("people", "Nine people were killed.", "people", ["civilians"]),
    ("a child", "The blast killed a child.", "child", ["civilians"]),
    ("people of a country", "The blast killed three Afghan civilians.", "civilians", ["Afghan civilians"]),
    ("counted nationals", "Three Afghans were shot.", "Afghans", ["Afghan civilians"]),
    ("refugees", "Iran deported Afghan refugees.", "refugees", ["Afghan refugees"]),
    ("protesters", "Iranian protesters burned a car.", "protesters", ["Iranian protesters"]),
    ("dozens of", "Dozens of protesters gathered.", "Dozens", ["protesters"]),
    ("dozens of a group", "Dozens of Taliban fighters surrendered.", "Dozens", ["Taliban"]),
    ("suspects", "Police arrested two suspects.", "suspects", ["suspects"]),
    ("an ethnic group", "Gunmen killed seven Hazaras.", "Hazaras", ["Hazaras"]),
    ("a community", "The Hazara community protested.", "community", ["Hazaras"]),
    ("gunmen", "Gunmen killed a judge.", "Gunmen", ["Gunmen"]),
    # unknown and nobody
    ("an unknown group keeps its words", "Turkmen fighters left for Syria.", "fighters", ["Turkmen fighters"]),
    ("a backed group is not its backer", "Iran-backed militias attacked the base.", "militias", ["Iran-backed militias"]),
    ("a bill", "The parliament passed the bill.", "bill", []),
    ("a building", "The fire destroyed the building.", "building", []),
    ("weather", "Heavy rain fell.", "rain", []),
    ("an abstract noun", "The Iranian influence grew.", "influence", []),
    # what points back
    ("he", "President Ashraf Ghani left. He condemned the raid.", "He", ["Afghanistan"]),
    ("it", "Iran rejected the report. It blamed Israel.", "It", ["Iran"]),
    ("they", "Protesters gathered. They burned a car.", "They", ["protesters"]),
    ("its", "Turkey said its forces killed two men.", "its", ["Turkey"]),
    ("its forces", "Turkey said its forces killed two men.", "forces", ["Turkish Armed Forces"]),
    ("who", "The militants who attacked Quetta fled.", "who", ["militants"]),
    ("we", '"We reject the report," Iranian minister Parviz Karimi said.', "We", ["Iran"]),
    ("the group", "The Taliban attacked the outpost. The group seized weapons.", "group", ["Taliban"]),
    ("a predicate tells of its subject", "Boko Haram is a militant group that burned villages.", "group", ["Boko Haram"]),
    ("the militants", "Boko Haram attacked the village. The militants burned houses.", "militants", ["Boko Haram"]),
    ("the regime", "The Assad regime bombed the town. The regime denied it.", "regime", ["Syria"]),
    ("the government", "The Iranian government met. The government denied it.", "government", ["Iran"]),
    ("the country", "Iran signed the deal. The country denied it.", "country", ["Iran"]),
    ("the president", "Iranian President Parviz Karimi spoke. The president denied it.", "president", ["Iran"]),
    ("an object is not its verb's subject", "Iran held a drill. Russia warned it.", "it", ["Iran"]),
    ("it without antecedent", "It rained.", "It", []),
    ("he without antecedent", "He left.", "He", []),
]


@pytest.mark.parametrize(("why", "text", "word", "expected"), CASES, ids=[c[0] for c in CASES])
def test_phrases_stand_for_actors(names: Names, why: str, text: str, word: str, expected: list[str]) -> None:
    assert names(text, word, dt.date(2018, 6, 1)) == expected, why


@pytest.mark.parametrize(
    ("why", "on", "expected"),
    [("in office", dt.date(2018, 6, 1), ["Iran"]), ("out of office", dt.date(2023, 6, 1), ["Hassan Rouhani"]), ("undated", None, ["Iran"])],
)
def test_a_person_is_coded_by_the_day(names: Names, why: str, on: dt.date | None, expected: list[str]) -> None:
    assert names("Rouhani visited the school.", "Rouhani", on) == expected, why


def test_an_acronym_told_in_brackets_is_remembered(names: Names) -> None:
    text = "The Herat Relief Society (HRS) opened a clinic. HRS thanked its donors."
    assert names(text, "HRS") == ["Herat Relief Society"]


def test_offsets_give_the_words(nlp: Language, table: ActorTable) -> None:
    text = "On Friday, President Ashraf Ghani met Taliban envoys. He thanked the people of Farah."
    doc = nlp(text)
    context = DocContext(doc, table)
    found = [actor for token in doc for actor in resolve(token, context=context)]
    assert found
    assert all(a.start is not None and a.end is not None and text[a.start : a.end] == a.text for a in found)


def test_actorlike(nlp: Language, table: ActorTable) -> None:
    doc = nlp("The Taliban burned the bill.")
    context = DocContext(doc, table)
    told = {t.text: is_actorlike(t, context) for t in doc if t.pos_ in {"NOUN", "PROPN"}}
    assert told == {"Taliban": True, "bill": False}


def test_every_token_resolves_without_circles(nlp: Language, table: ActorTable) -> None:
    doc = nlp("Its leader, who met his own group's leader, said they and their allies trusted each other and themselves.")
    context = DocContext(doc, table)
    assert all(isinstance(resolve(t, context=context), tuple) for t in _tokens(doc))


def _tokens(doc: object) -> Iterator[Token]:
    return iter(doc)  # type: ignore[call-overload,no-any-return]
