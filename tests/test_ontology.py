"""The ontology's tables and the crosswalks over them."""

from __future__ import annotations

import pytest

from models.ontology import ACTOR_CLASSES, Ontology, actor_class
from models.seeds import read_csv

ONTOLOGY = Ontology.load()
REMOTE, CIVILIANS, STRATEGIC = "Explosions/Remote violence", "Violence against civilians", "Strategic developments"


def test_plover_has_sixteen_types_four_a_quad() -> None:
    assert len(ONTOLOGY.types) == 16
    quads = [ONTOLOGY.quad(event_type) for event_type in ONTOLOGY.types]
    assert {quad: quads.count(quad) for quad in (1, 2, 3, 4)} == {1: 4, 2: 3, 3: 4, 4: 5}


def test_a_mode_lies_in_the_quad_of_its_type() -> None:
    assert all(row.quad == ONTOLOGY.quad(row.type) for row in ONTOLOGY.event_types.values())


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(KeyError):
        ONTOLOGY.quad("FIGHT")


@pytest.mark.parametrize(
    ("why", "event_type", "mode", "score"),
    [
        ("a mode's own score", "ASSAULT", "drone", -9.5),
        ("no mode: the type's", "AID", None, 10.0),
        ("a mode without a score: the type's", "PROTEST", "vandalize", -5.0),
        ("sanctions are material conflict", "SANCTION", None, -6.0),
        ("the slip of sign is mended", "ACCUSE", None, -3.0),
    ],
)
def test_intensity(why: str, event_type: str, mode: str | None, score: float) -> None:
    assert ONTOLOGY.intensity(event_type, mode) == score, why


@pytest.mark.parametrize(
    ("why", "cameo", "score"),
    [
        ("three digits", "195", -10.0),
        ("a root", "14", -6.5),
        ("016 denies responsibility in this version of CAMEO", "016", -5.0),
        ("empathy is 018", "018", 3.4),
        ("leading zeros are kept: 010 is a statement", "010", 0.0),
        ("a listed fourth digit with its own score", "0874", 10.0),
        ("an unlisted fourth digit has its parent's", "1723", -5.0),
        ("an unlisted fifth digit too", "1951", -10.0),
        ("no such root", "99", None),
        ("a lost leading zero is no code", "1", None),
        ("none", None, None),
    ],
)
def test_goldstein(why: str, cameo: str | None, score: float | None) -> None:
    assert ONTOLOGY.goldstein(cameo) == score, why


def test_every_code_has_a_root_and_names_its_version() -> None:
    for code in ONTOLOGY.cameo_codes.values():
        assert code.code[:2] in ONTOLOGY.cameo_codes, code
        assert code.version == "CAMEO 1.1b3 (ICEWS)"
        assert -10 <= code.goldstein <= 10
    assert len([c for c in ONTOLOGY.cameo_codes if len(c) == 2]) == 20


@pytest.mark.parametrize(
    ("why", "event", "sides", "expected"),
    [
        ("both armed: a clash", ("ASSAULT", None, "190"), ("state", "armed"), ("Battles", "Armed clash")),
        ("the weapon goes before the sides", ("ASSAULT", "drone", "195"), ("external", "armed"), (REMOTE, "Air/drone strike")),
        ("a code stands in for a mode", ("ASSAULT", None, "195"), (None, None), (REMOTE, "Air/drone strike")),
        ("suicide bomb", ("ASSAULT", "suicide-attack", "1831"), ("armed", "civilians"), (REMOTE, "Suicide bomb")),
        ("a roadside bomb", ("ASSAULT", "explosives", "1833"), (None, "state"), (REMOTE, "Remote explosive/landmine/IED")),
        ("poison gas", ("ASSAULT", "unconventional", "204"), ("state", "civilians"), (REMOTE, "Chemical weapon")),
        ("poisoned food is no chemical weapon", ("ASSAULT", "unconventional", "182"), (None, "civilians"), (CIVILIANS, "Attack")),
        ("tear gas is none", ("ASSAULT", "crowd-control", "175"), ("state", "other"), ("Protests", "Protest with intervention")),
        ("shots at a crowd", ("ASSAULT", "firearms", "193"), ("state", "protesters"), ("Protests", "Excessive force against protesters")),
        ("armed men kill villagers", ("ASSAULT", "firearms", "193"), ("armed", "civilians"), (CIVILIANS, "Attack")),
        ("killed, nobody told", ("ASSAULT", None, "190"), (None, None), (CIVILIANS, "Attack")),
        ("a crowd that throws stones", ("ASSAULT", "primitive", "182"), ("protesters", "state"), ("Riots", "Violent demonstration")),
        ("kidnapping", ("ASSAULT", "abduct", "181"), ("armed", "civilians"), (CIVILIANS, "Abduction/forced disappearance")),
        ("an arrest by the state", ("COERCE", "arrest", "173"), ("state", "civilians"), (STRATEGIC, "Arrests")),
        ("an arrest by rebels", ("COERCE", "arrest", "173"), ("armed", "civilians"), (CIVILIANS, "Abduction/forced disappearance")),
        ("a march", ("PROTEST", "demo", "141"), ("protesters", "state"), ("Protests", "Peaceful protest")),
        ("a riot", ("PROTEST", "riot", "145"), ("rioters", None), ("Riots", "Violent demonstration")),
        ("a strike without a gathering", ("PROTEST", "strike", "143"), ("civilians", "state"), None),
        ("a hunger strike", ("PROTEST", "hunger", "142"), ("civilians", "state"), None),
        ("a signed agreement", ("AGREE", None, "057"), ("state", "armed"), (STRATEGIC, "Agreement")),
        ("a promise of aid", ("AGREE", None, "033"), ("state", "state"), None),
        ("a ceasefire", ("RETREAT", "ceasefire", "0871"), ("state", "armed"), (STRATEGIC, "Agreement")),
        ("words are no row", ("ACCUSE", "disapprove", "111"), ("state", "state"), None),
        ("aid is no row", ("AID", None, "072"), ("state", "armed"), None),
    ],
)  # fmt: skip
def test_acled_like(
    why: str, event: tuple[str, str | None, str], sides: tuple[str | None, str | None], expected: tuple[str, str] | None
) -> None:
    assert ONTOLOGY.acled_like(*event, *sides) == expected, why


def test_the_takeover_turns_an_arrest_by_the_same_group() -> None:
    """The Taliban are rebels before 2021-08-15 and a state after: the class decides, not the name."""
    before = ONTOLOGY.acled_like("COERCE", "arrest", "173", actor_class("REB"), "civilians")
    after = ONTOLOGY.acled_like("COERCE", "arrest", "173", actor_class("GOV"), "civilians")
    assert before == ("Violence against civilians", "Abduction/forced disappearance")
    assert after == ("Strategic developments", "Arrests")


def test_the_crosswalk_uses_known_names_only() -> None:
    pairs = {rule.result for rule in ONTOLOGY.acled_rules if rule.result}
    events = {"Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians", "Strategic developments"}
    assert {pair[0] for pair in pairs} <= events
    subtypes: dict[str, str] = {}
    for event_type, sub in pairs:
        assert subtypes.setdefault(sub, event_type) == event_type, f"{sub} under two types"


@pytest.mark.parametrize("table", ["acled", "ucdp"])
def test_conditions_of_a_crosswalk_are_known(table: str) -> None:
    for row in read_csv(f"ontology/{table}.csv"):
        assert row["initiator_class"] in {*ACTOR_CLASSES, "*"}
        assert row["target_class"] in {*ACTOR_CLASSES, "*"}
        if table == "acled":
            assert row["mode"] == "*" or (row["type"], row["mode"]) in ONTOLOGY.event_types
            assert row["cameo"].rstrip("*") == "" or row["cameo"].rstrip("*") in ONTOLOGY.cameo_codes


def test_no_rule_of_a_crosswalk_is_hidden_by_an_earlier_one() -> None:
    for rules in (ONTOLOGY.acled_rules, ONTOLOGY.ucdp_rules):
        for i, rule in enumerate(rules):
            hidden = [earlier.conditions for earlier in rules[:i] if earlier.matches(rule.conditions)]
            assert not hidden, f"{rule.conditions} never matches after {hidden}"


@pytest.mark.parametrize(
    ("why", "initiator", "target", "expected"),
    [
        ("government and rebels", "state", "armed", 1),
        ("rebels and government", "armed", "state", 1),
        ("two governments", "state", "state", 1),
        ("two groups", "armed", "armed", 2),
        ("rebels upon villagers", "armed", "civilians", 3),
        ("a government upon a crowd", "state", "protesters", 3),
        ("a crowd upon the police", "rioters", "state", None),
        ("nobody told", None, "civilians", None),
    ],
)
def test_ucdp_type(why: str, initiator: str | None, target: str | None, expected: int | None) -> None:
    assert ONTOLOGY.ucdp_type(initiator, target) == expected, why


@pytest.mark.parametrize(
    ("sector", "is_foreign", "expected"),
    [("MIL", False, "state"), ("MIL", True, "external"), ("REB", True, "armed"), ("CVL", False, "civilians"), (None, False, "other")],
)
def test_actor_class(sector: str | None, is_foreign: bool, expected: str) -> None:
    assert actor_class(sector, is_foreign=is_foreign) == expected
