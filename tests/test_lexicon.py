"""The lexicon's tables hold together: ids, types, codes, syntax of companions and roles, examples."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from models.ontology import Ontology
from models.seeds import SEEDS, read_csv

ONTOLOGY = Ontology.load()
COLUMNS = ["id", "lemma", "pos", "with", "object", "type", "mode", "cameo", "initiator", "target", "aspect", "weight", "example"]
TABLES = [event_type.lower() for event_type in ONTOLOGY.types]
ROWS = [(table, row) for table in TABLES for row in read_csv(f"lexicon/{table}.csv")]
CLASSES = {row["class"] for row in read_csv("lexicon/classes.csv")}

_WORD = r"[a-z][a-z0-9-]*"
_WORDS = rf"{_WORD}(\|{_WORD})*"
COMPANION = re.compile(
    rf"!?(prt:{_WORDS}|obl:{_WORDS}(={_WORDS})?|obj(={_WORDS})?|(xcomp|ccomp)([:=]{_WORDS})?|aux:{_WORDS}|adj:{_WORDS}|of|between|neg|mark:{_WORDS})"
)
ROLE = re.compile(rf"subj|speaker|obj|iobj|poss|adj|of|between|both|obl:{_WORD}|obj\.(of|poss|adj|{_WORD})|xcomp\.(subj|obj)|ccomp\.subj")
OBJECT = re.compile(rf"{_WORD}|w:{_WORDS}")
IRREGULAR = {
    "slay": "slain", "shoot": "shot", "hang": "hung", "strike": "struck", "steal": "stole", "take": "took", "seek": "sought",
    "beseech": "besought", "fight": "fought", "bring": "brought", "break": "broke", "give": "gave", "hold": "held", "meet": "met",
    "speak": "spoke", "buy": "bought", "sell": "sold", "send": "sent", "lend": "lent", "fall": "fell", "blow": "blew", "throw": "threw",
    "tear": "tore", "rise": "rose", "run": "ran", "drive": "drove", "lay": "laid", "sit": "sat", "forbid": "forbade",
    "withhold": "withheld", "withdraw": "withdrew", "pay": "paid", "feed": "fed", "freeze": "froze", "unfreeze": "unfroze", "find": "found",
    "retake": "retook", "overthrow": "overthrew", "forgive": "forgave", "go": "went", "begin": "began", "build": "built",
    "rebuild": "rebuilt", "swear": "swore", "stand": "stood", "draw": "drew", "leave": "left", "get": "got", "fly": "flew", "sink": "sank",
    "undertake": "undertook", "tell": "told", "lose": "lost", "deal": "dealt", "overrun": "overran", "lead": "led",
    "think": "thought", "see": "saw", "hear": "heard", "know": "knew", "say": "said", "write": "wrote", "win": "won",
    "have": "has", "do": "did", "undergo": "underwent", "make": "made", "keep": "kept",
}  # fmt: skip


def has_form(lemma: str, sentence: str) -> bool:
    """Tell whether a sentence contains a form of a lemma: its stem with an ending, or its irregular past."""
    words = re.findall(r"[a-z][a-z-]*", sentence.lower())
    stems = {lemma, lemma.rstrip("e"), re.sub(r"y$", "i", lemma), lemma + lemma[-1]}
    endings = {"", "e", "s", "es", "d", "ed", "ing", "er", "ied", "n", "en"}
    return IRREGULAR.get(lemma) in words or any(w.startswith(s) and w[len(s) :] in endings for w in words for s in stems)


def label(case: tuple[str, dict[str, str]]) -> str:
    return case[1]["id"]


def test_columns_are_those_of_the_manual() -> None:
    for table in TABLES:
        assert list(read_csv(f"lexicon/{table}.csv")[0]) == COLUMNS, table


def test_every_table_of_event_words_is_a_type() -> None:
    others = {"aspect", "registers", "light_verbs", "reporting", "modality", "negation", "hedges", "counts", "classes", "intents"}
    assert {path.stem for path in (SEEDS / "lexicon").glob("*.csv")} == set(TABLES) | others


def test_ids_are_unique() -> None:
    doubled = [row_id for row_id, n in Counter(row["id"] for _, row in ROWS).items() if n > 1]
    assert not doubled


def test_no_two_rows_make_the_same_conditions() -> None:
    keys = Counter((row["type"], row["lemma"], row["pos"], row["with"], row["object"]) for _, row in ROWS)
    assert not [key for key, n in keys.items() if n > 1]


def test_every_type_and_mode_has_a_row() -> None:
    used = {(row["type"], row["mode"]) for _, row in ROWS}
    missing = [key for key in ONTOLOGY.event_types if key[1] and key not in used]
    assert not missing
    assert {kind for kind, _ in used} == set(ONTOLOGY.types)


@pytest.mark.parametrize("case", ROWS, ids=label)
def test_row(case: tuple[str, dict[str, str]]) -> None:
    table, row = case
    assert row["id"].startswith(f"{table}.{row['lemma']}")
    assert row["type"] == table.upper()
    assert (row["type"], row["mode"]) in ONTOLOGY.event_types
    assert row["cameo"] in ONTOLOGY.cameo_codes
    assert row["pos"] in {"VERB", "NOUN", "ADJ"}
    assert re.fullmatch(_WORD, row["lemma"])
    assert all(COMPANION.fullmatch(part) for part in row["with"].split()), row["with"]
    if row["object"]:
        plain, _, words = row["object"].partition("w:")
        assert {c for c in plain.split("|") if c} <= CLASSES
        assert not words or re.fullmatch(_WORDS, words)
    assert all(ROLE.fullmatch(role) for column in ("initiator", "target") for role in row[column].split("|") if role)
    assert row["aspect"] in {"", "state", "process", "aggregate", "recap"}
    assert 0 < float(row["weight"]) <= 1
    assert has_form(row["lemma"], row["example"]), row["example"]
    assert row["example"].endswith((".", "?", "!"))


@pytest.mark.parametrize("row", read_csv("lexicon/light_verbs.csv"), ids=lambda row: f"{row['lemma']}-{row['with']}")
def test_light_verb(row: dict[str, str]) -> None:
    assert all(COMPANION.fullmatch(part) for part in row["with"].split()), row["with"]
    assert list(row) == ["lemma", "with", "initiator", "target", "effect", "example"]
    assert all(ROLE.fullmatch(role) for key in ("initiator", "target") for role in row[key].split("|") if role)
    assert row["effect"] in {"", "possible", "negated"}
    assert has_form(row["lemma"], row["example"]), row["example"]


EFFECTS = {"claimed", "denied", "possible", "negated", "fact", "through"}


@pytest.mark.parametrize("row", read_csv("lexicon/reporting.csv"), ids=lambda row: f"{row['lemma']}-{row['pos']}")
def test_reporting_cue(row: dict[str, str]) -> None:
    assert row["pos"] in {"VERB", "NOUN"}
    assert row["stance"] in {"asserts", "shows", "records", "denies", "blames", "claims_responsibility"}
    assert row["effect"] in EFFECTS
    assert has_form(row["lemma"].split("-")[0], row["example"]), row["example"]


def test_reporting_cues_are_unique() -> None:
    assert not [k for k, n in Counter((r["lemma"], r["pos"]) for r in read_csv("lexicon/reporting.csv")).items() if n > 1]


@pytest.mark.parametrize("table", ["modality", "negation", "hedges"])
def test_cue_tables_name_known_effects(table: str) -> None:
    rows = read_csv(f"lexicon/{table}.csv")
    assert {row["effect"] for row in rows} <= EFFECTS
    assert not [key for key, n in Counter((row["cue"], row["kind"]) for row in rows).items() if n > 1]


@pytest.mark.parametrize("row", read_csv("lexicon/aspect.csv"), ids=lambda row: f"{row['cue']}-{row['kind']}")
def test_aspect_cue(row: dict[str, str]) -> None:
    assert row["kind"] in {"adverb", "every", "governor", "phrase", "many", "trend", "long", "share"}
    assert row["aspect"] in {"process", "aggregate", "state"}
    assert row["cue"] in row["example"].lower() or has_form(row["cue"], row["example"]), row["example"]


BOUND = re.compile(r"\d+|n([+-]1)?|m|\d\.\dn|")


def test_counts_are_bounds_in_order() -> None:
    for row in read_csv("lexicon/counts.csv"):
        assert row["kind"] in {"number", "multiplier", "hedge", "range", "quantity", "part"}
        assert BOUND.fullmatch(row["low"]), row
        assert BOUND.fullmatch(row["high"]), row
        if row["low"].isdigit() and row["high"].isdigit():
            assert int(row["low"]) <= int(row["high"]), row
