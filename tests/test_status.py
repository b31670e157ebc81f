"""Who says so, is it so: sentences of our own, a phenomenon each, with status, voice and claimant of one trigger."""

from __future__ import annotations

import itertools

import pytest
from conftest import Code, cases

from models.records import Actor, Claim, Modality, Polarity, Stance, Voice
from models.status import status_of, voice_of

CASES = cases("status_cases.csv")
ARMY = Actor(text="the army", name="Army", actor_id="army")
REBELS = Actor(text="rebels", name="Rebels", actor_id="rebels")


def claim(claimant: Actor | None, stance: Stance = "asserts") -> Claim:
    return Claim(claimant=claimant, stance=stance, cue="said", cue_start=0, cue_end=4)


def test_table_is_wide_enough() -> None:
    assert len(CASES) >= 70
    assert {row["status"] for row in CASES} == {"asserted", "claimed", "denied", "possible", "negated"}


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['phenomenon']}-{row['trigger']}")
def test_status(row: dict[str, str], code: Code) -> None:
    told = {m.text: m for m in code(row["sentence"])}
    assert row["trigger"] in told, f"{row['sentence']} gives {sorted(told)}"
    mention = told[row["trigger"]]
    claimants = [c.claimant.name for c in mention.claims if c.claimant is not None]
    found = (mention.status, mention.voice, claimants[0] if claimants else "")
    assert found == (row["status"], row["voice"], row["claimant"])


@pytest.mark.parametrize(
    ("sentence", "stance", "cue"),
    [
        ("Iran denied that it had armed the rebels.", "denies", "denied"),
        ("The minister blamed the rebels for the attack on the base.", "blames", "blamed"),
        ("The Taliban claimed responsibility for the attack on the base.", "claims_responsibility", "responsibility"),
        ("The army bombed the market, according to the United Nations.", "asserts", "according"),
        ("The army allegedly bombed the market.", "asserts", "allegedly"),
    ],
)
def test_claim_keeps_its_cue(sentence: str, stance: str, cue: str, code: Code) -> None:
    claims = [c for m in code(sentence) for c in m.claims]
    assert [(c.stance, c.cue) for c in claims] == [(stance, cue)]
    assert sentence[claims[0].cue_start : claims[0].cue_end] == cue


STATUS_TABLE = [
    ("affirmed", "actual", "narrator", (), "asserted"),
    ("affirmed", "actual", "self", (claim(ARMY),), "asserted"),
    ("affirmed", "actual", "other", (claim(ARMY),), "claimed"),
    ("affirmed", "actual", "other", (claim(None),), "claimed"),
    ("affirmed", "actual", "other", (claim(ARMY, "blames"),), "claimed"),
    ("affirmed", "actual", "self", (claim(ARMY, "denies"),), "denied"),
    ("affirmed", "actual", "other", (claim(REBELS), claim(ARMY, "denies")), "denied"),
    ("affirmed", "possible", "other", (claim(ARMY),), "possible"),
    ("negated", "actual", "narrator", (), "negated"),
    ("negated", "possible", "other", (claim(ARMY),), "negated"),
    ("negated", "actual", "other", (claim(ARMY, "denies"),), "denied"),
]


@pytest.mark.parametrize(("polarity", "modality", "voice", "claims", "status"), STATUS_TABLE)
def test_status_of(polarity: Polarity, modality: Modality, voice: Voice, claims: tuple[Claim, ...], status: str) -> None:
    assert status_of(polarity=polarity, modality=modality, voice=voice, claims=claims) == status


def test_no_claim_is_never_claimed() -> None:
    polarities: tuple[Polarity, ...] = ("affirmed", "negated")
    modalities: tuple[Modality, ...] = ("actual", "possible")
    for polarity, modality in itertools.product(polarities, modalities):
        assert status_of(polarity=polarity, modality=modality, voice="narrator", claims=()) not in {"claimed", "denied"}


def test_voice_is_that_of_the_innermost_claim() -> None:
    assert voice_of([ARMY], []) == "narrator"
    assert voice_of([ARMY], [claim(ARMY), claim(REBELS)]) == "self"
    assert voice_of([ARMY], [claim(REBELS), claim(ARMY)]) == "other"
    assert voice_of([ARMY], [claim(None)]) == "other"
    assert voice_of([], [claim(ARMY)]) == "other"


SEVERAL = [
    ("Omar Haddad said that Kabul had accused Iran of arming the rebels.", "arming", ["Kabul blames", "Omar Haddad asserts"]),
    ("The army killed nine rebels, Reuters reported, citing villagers.", "killed", ["villagers asserts", "Reuters asserts"]),
    ("Omar Haddad said Iran had denied arming the rebels.", "arming", ["Iran denies", "Omar Haddad asserts"]),
    ("The rebels reportedly killed the mayor, according to Reuters.", "killed", [" asserts", "Reuters asserts"]),
]


@pytest.mark.parametrize(("sentence", "trigger", "claims"), SEVERAL)
def test_several_claims_stand_from_the_innermost_to_the_outermost(sentence: str, trigger: str, claims: list[str], code: Code) -> None:
    (mention,) = [m for m in code(sentence) if m.text == trigger]
    assert [f"{c.claimant.text if c.claimant else ''} {c.stance}" for c in mention.claims] == claims


NAMED = [
    ("The mayor, Omar Haddad, said the army killed nine people.", "Omar Haddad"),
    ("Mayor Omar Haddad said the army killed nine people.", "Omar Haddad"),
    ("Omar Haddad, the mayor, spoke on Monday. He said the army killed nine people.", "Omar Haddad"),
    ("Mayor Omar Haddad spoke on Monday. The mayor said the army killed nine people.", "Omar Haddad"),
    ("Omar Haddad spoke on Monday. Haddad said the army killed nine people.", "Omar Haddad"),
    ("The mayor said the army killed nine people.", "The mayor"),
]


@pytest.mark.parametrize(("sentences", "name"), NAMED)
def test_a_claimant_has_the_fullest_name_that_the_text_gives(sentences: str, name: str, code: Code) -> None:
    (mention,) = [m for m in code(sentences) if m.text == "killed"]
    assert [c.claimant.text for c in mention.claims if c.claimant] == [name]
