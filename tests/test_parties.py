"""Parties that another clause or sentence tells, promises and threats, and what no party is: texts of our own."""

from __future__ import annotations

import pytest
from conftest import Code, cases

CASES = cases("parties_cases.csv")


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["phenomenon"])
def test_parties(row: dict[str, str], code: Code) -> None:
    told = {m.text: m for m in code(row["text"])}
    assert row["trigger"] in told, sorted(told)
    mention = told[row["trigger"]]
    assert "; ".join(a.name for a in mention.initiators) == row["initiators"]
    assert "; ".join(a.name for a in mention.targets) == row["targets"]


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind"),
    [
        ("The United Nations will send food to Yemen.", "send", "AGREE"),
        ("The Taliban said that they would attack the convoys.", "attack", "THREATEN"),
        ("The United Nations sent food to Yemen.", "sent", "AID"),
        ("If Iran will help the rebels, Iraq will protest.", "help", "AID"),
    ],
)
def test_a_coming_act_counts_as_what_is_meant_by_it(sentence: str, trigger: str, kind: str, code: Code) -> None:
    assert {m.text: m.type for m in code(sentence)}[trigger] == kind


@pytest.mark.parametrize(
    "sentence",
    ["The new law would have allowed clerks to work at home.", "Anyone accused of theft needs a lawyer.", "The plan was met with silence."],
)
def test_what_a_thing_does_is_no_deed(sentence: str, code: Code) -> None:
    assert code(sentence) == ()


def test_a_party_told_elsewhere_keeps_its_place_in_the_text(code: Code) -> None:
    text = "The Taliban attacked a police post in Kunduz. The attack lasted an hour."
    (recalled,) = [m for m in code(text) if m.text == "attack"]
    (taliban,) = recalled.initiators
    assert taliban.start is not None and taliban.end is not None
    assert text[taliban.start : taliban.end] == taliban.text == "The Taliban"
    assert taliban.end <= recalled.sentence_start
