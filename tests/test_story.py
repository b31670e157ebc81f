"""Where a story stays: places of acts that their sentence does not tell, and words that have none."""

from __future__ import annotations

import pytest
from conftest import Code

# phenomenon, text, trigger, name of its place or None, basis
STORIES = [
    (
        "the place told before",
        "Gunmen attacked a post in Zaranj on Monday. Five guards were killed.",
        "killed",
        "Zaranj",
        "neighbour",
    ),
    (
        "the place told after",
        "Gunmen killed five guards on Monday. The attack took place in Zaranj.",
        "killed",
        "Zaranj",
        "neighbour",
    ),
    (
        "over a paragraph",
        "Gunmen attacked a post in Zaranj on Monday.\n\nFive guards were killed.",
        "killed",
        "Zaranj",
        "neighbour",
    ),
    (
        "far down in a story of one act",
        "A bomb killed ten people in Quetta. " + "Doctors asked for blood. The wounded were treated. Shops stayed shut for the day. " * 14
        + "The bombing was the third this year.",
        "bombing",
        "Quetta",
        "neighbour",
    ),
    (
        "an arrest after the attack",
        "A bomb killed ten people in Quetta. Police arrested two suspects.",
        "arrested",
        "Quetta",
        "neighbour",
    ),
    ("the town, not its country", "War came to Yemen. Rebels shelled Aden. Ten civilians were killed.", "killed", "Aden", "neighbour"),
    ("a government at home", "Pakistan's government banned the party.", "banned", "Pakistan", "document"),
    ("words at home", "Pakistan's prime minister accused the Pakistani opposition of treason.", "accused", "Pakistan", "document"),
    ("aid where its receiver is", "The United States gave weapons to the Iraqi army.", "gave", "Iraq", "document"),
    ("the sentence before", "Clashes erupted in Saravan. Three guards were killed.", "killed", "Saravan", "neighbour"),
    ("words abroad", "Iran accused Turkey of spying.", "accused", None, None),
    ("words after an act", "A bomb killed ten people in Quetta. The United Nations condemned the Taliban.", "condemned", None, None),
    ("a refusal of what lies elsewhere", "Russia rejected a call for a ceasefire in Aleppo.", "rejected", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text", "trigger", "name", "basis"), STORIES, ids=[s[0] for s in STORIES])
def test_story(code: Code, what: str, text: str, trigger: str, name: str | None, basis: str | None) -> None:
    told = {m.text: m for m in code(text)}
    assert trigger in told, f"{text} gives {sorted(told)}"
    mention = told[trigger]
    assert (mention.place.name if mention.place else None, mention.place_basis) == (name, basis)
    assert (mention.place_told is None) == (name is None)


def test_a_lent_place_is_trusted_less(code: Code) -> None:
    told = {m.text: m for m in code("Gunmen attacked a post in Zaranj on Monday. Five guards were killed.")}
    own, lent = told["attacked"].place_confidence, told["killed"].place_confidence
    assert own is not None and lent is not None and 0 < lent < own


def test_acts_of_other_days_lend_no_place(code: Code) -> None:
    text = "Gunmen killed two guards in Zaranj on 3 May 2019. On 9 January 2015 gunmen killed a judge."
    late = [m for m in code(text) if m.text == "killed"][-1]
    assert late.place is None or late.place.name != "Zaranj"


def test_a_place_that_is_not_locatable_stays_so(code: Code) -> None:
    text = "A bomb killed ten people in Quetta. Gunmen killed four men in the village of Qalwurshat."
    last = [m for m in code(text) if m.text == "killed"][-1]
    assert last.place is None or last.place.name != "Quetta"
